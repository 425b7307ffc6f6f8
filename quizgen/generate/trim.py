"""Trimming: the shorter statements that a sentence makes, each able to stand alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from quizgen.generate.clauses import Analysis, Clause, ClauseKind, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.lexicon import DISCOURSE
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.wording import Rendered, capital, render
from quizgen.note import Shape

_TIES = word_set("addition result contrast example instance consequence turn particular fact return effect short")
_PAIRED = word_set("either neither both not only whether")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of a sentence as a reader would write it alone: capital, final stop, references replaced.

    `spans` maps each word that stands in it to its place in `text`. `pending` says that it leans on the sentence
    before.
    `clause` is the only clause that it is made of, None for a whole sentence; `trimmed` that something was left out,
    `replaced` that a referring word was replaced by what it stands for.
    """

    text: str
    spans: Mapping[int, tuple[int, int]]
    pending: bool
    clause: Clause | None = None
    trimmed: bool = False
    replaced: bool = False

    @property
    def length(self) -> int:
        """How many words a reader counts."""
        return len(self.text.split())


_DOUBLE_ARTICLE = re.compile(r"(?:['\u2019]s?|\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)) (?:The|the) ")
"""The seam of a stand-in with its own article behind another."""

_ROUGH = re.compile(r"\s[=+<>~]\s|[-=]>|\s&\s|\?\?|\bw/|\(\?\)|\?[,;)]|\S\? [a-z]")
"""Marks of jottings that are no sentences."""


def statements(analysis: Analysis, discourse: Discourse) -> tuple[Statement, ...]:
    """Return the statements of a sentence, the whole one first, then shorter ones; none of a question or a fragment."""
    if analysis.sentence.shape is Shape.ROW or not analysis.words:
        return ()
    text = analysis.sentence.text.rstrip("\"')\u201d\u2019 ")
    mains = [clause for clause in analysis.clauses if clause.kind is ClauseKind.MAIN and clause.finite >= 0]
    if (
        text.endswith("?")
        or _ROUGH.search(analysis.sentence.text)
        or not any(clause.subject is not None or _expletive(clause) for clause in mains)
    ):
        return ()
    loose = _loose(analysis)
    found = list(_whole(analysis, discourse, loose))
    found.extend(_clauses(analysis, discourse, loose))
    found.extend(_reported(analysis, discourse, loose))
    found = [statement for statement in found if not _misresolved(analysis, discourse, statement)]
    distinct: dict[str, Statement] = {}
    for statement in found:
        if (
            _DOUBLE_ARTICLE.search(statement.text)
            or statement.text.count('"') % 2
            or statement.text.count("(") != statement.text.count(")")
        ):
            continue
        same = distinct.setdefault(statement.text, statement)
        if same.clause is None and statement.clause is not None:
            distinct[statement.text] = replace(same, clause=statement.clause)
    return tuple(distinct.values())


def _misresolved(analysis: Analysis, discourse: Discourse, statement: Statement) -> bool:
    """Return whether "it" was replaced by a person, or a pronoun with a verb on its back ("he'd") by a name."""
    answers = discourse.references[analysis.sentence.index].antecedents
    for i, (start, end) in statement.spans.items():
        if i not in answers or statement.text[start:end].lower() == analysis.words[i].text.lower():
            continue
        if analysis.words[i].text.lower() in ("it", "its", "itself") and answers[i].text in discourse.persons:
            return True
        following = analysis.words[i + 1] if i + 1 < len(analysis.words) else None
        if following is not None and following.text[:1] in ("'", "\u2019") and following.tag != "POS":
            return True
    return False


def _expletive(clause: Clause) -> bool:
    return clause.part(Role.EXPLETIVE) is not None


_LOOSE_OPENERS = word_set("which who whose whom where when a an the later once then also or formerly now")


def _loose(analysis: Analysis) -> frozenset[int]:
    """Return the loose words that are surely loose: in brackets, or a relative, participle or apposition in commas.

    A stretch that belongs to a list ("one tree, its parents, an author, and a message") is left alone.
    """
    out: set[int] = set()
    for start, end in _runs(analysis.loose):
        words = analysis.words[start:end]
        if all(word.aside for word in words):
            out.update(range(start, end))
            continue
        inner = [word for word in words if word.text not in (",", ";")]
        if not inner or words[0].text != ",":
            continue
        opener = inner[0].text.lower() in _LOOSE_OPENERS or inner[0].tag in ("VBN", "VBG", "RB")
        following = analysis.words[end] if end < len(analysis.words) else None
        listed = following is not None and following.tag == "CC" and words[-1].text == ","
        listed = listed or any(word.tag == "CC" and analysis.words[word.i - 1].text == "," for word in inner[1:])
        if opener and not listed:
            out.update(range(start, end))
    return frozenset(out)


def _runs(indices: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches (start, end) of neighbouring indices."""
    ordered = sorted(indices)
    start = 0
    for at in range(1, len(ordered) + 1):
        if at == len(ordered) or ordered[at] != ordered[at - 1] + 1:
            yield ordered[start], ordered[at - 1] + 1
            start = at


def _whole(analysis: Analysis, discourse: Discourse, loose: frozenset[int]) -> Iterator[Statement]:
    """Yield the sentence without its opening connective, and the same without its loose parts."""
    dropped = frozenset(_opener(analysis))
    inner = frozenset(_asides(analysis))
    references = discourse.references[analysis.sentence.index]
    replaced = any(answer.start < 0 for answer in references.antecedents.values())
    several = any(joint not in ("", "(") for joint in analysis.parse.joints)
    if inner and not several:
        yield _statement(analysis, discourse, _render_all(analysis, discourse, dropped | inner), None, False)
    elif not replaced:
        first = next((word for word in analysis.words if word.i not in dropped), analysis.words[0])
        start = first.start if dropped else 0
        spans = {word.i: (word.start - start, word.end - start) for word in analysis.words if word.i not in dropped}
        text = analysis.sentence.text[start:]
        yield _statement(
            analysis, discourse, Rendered(text=text, spans=spans, pending=bool(references.pending)), None, False
        )
    elif not several and not any(word.aside for word in analysis.words):
        yield _statement(analysis, discourse, _render_all(analysis, discourse, dropped), None, False)
    if loose and not several:
        yield _statement(analysis, discourse, _render_all(analysis, discourse, dropped | inner | loose), None, True)


def _render_all(analysis: Analysis, discourse: Discourse, skip: Collection[int]) -> Rendered:
    return render(analysis, discourse, 0, len(analysis.words), skip=skip, inner=False)


def _opener(analysis: Analysis) -> Iterator[int]:
    """Yield the words that only tie the sentence to the one before: "However,", "But", "As a result,"."""
    words = analysis.words
    if words[0].tag == "CC" and words[0].text.lower() in ("and", "but", "so", "yet") and len(words) > 3:
        yield 0
        if words[1].text == ",":
            yield 1
        return
    for size in (1, 2, 3):
        if len(words) > size + 2 and words[size].text == ",":
            opening = words[:size]
            if (size == 1 and opening[0].text.lower() in DISCOURSE) or (
                size > 1 and opening[0].pos == "ADP" and opening[-1].lemma in _TIES
            ):
                yield from range(size + 1)
            return


_MIDDLE = word_set(
    "however moreover therefore thus hence also then instead furthermore nevertheless nonetheless likewise"
)
_PHRASES = (
    ("on", "the", "other", "hand"), ("by", "contrast"), ("in", "contrast"), ("for", "example"), ("for", "instance"),
    ("in", "turn"), ("as", "a", "result"), ("of", "course"), ("in", "fact"), ("in", "addition"),
)  # fmt: skip


def _asides(analysis: Analysis) -> Iterator[int]:
    """Yield the words inside the sentence that only tie it to others: "also", "therefore", ", by contrast,"."""
    words = analysis.words
    for word in words[1:]:
        if (
            word.text.lower() in _MIDDLE
            and word.dep == "advmod"
            and word.tag == "RB"
            and not analysis.parse.children[word.i]
        ):
            yield word.i
            yield from _commas(analysis, word.i, word.i + 1)
    lower = [word.text.lower() for word in words]
    for phrase in _PHRASES:
        for at in range(1, len(words) - len(phrase)):
            if (
                tuple(lower[at : at + len(phrase)]) == phrase
                and lower[at - 1] == ","
                and lower[at + len(phrase)] == ","
            ):
                yield from range(at - 1, at + len(phrase) + 1)


def _commas(analysis: Analysis, start: int, end: int) -> Iterator[int]:
    """Yield the commas on both sides of a stretch, when there is one on either side."""
    if end < len(analysis.words) and analysis.words[start - 1].text == "," and analysis.words[end].text == ",":
        yield start - 1
        yield end


def _clauses(analysis: Analysis, discourse: Discourse, loose: frozenset[int]) -> Iterator[Statement]:
    for index, clause in enumerate(analysis.clauses):
        if clause.kind not in (ClauseKind.MAIN, ClauseKind.CONJUNCT) or clause.doubts or clause.finite < 0:
            continue
        if clause.subject is None and not _expletive(clause):
            continue
        if _gerund(analysis, clause) or _pronominal(analysis, clause):
            continue
        statement = _alone(analysis, discourse, clause, index, loose)
        if statement is not None:
            yield statement


def _gerund(analysis: Analysis, clause: Clause) -> bool:
    """Return whether the verb is an -ing form without a form of "be": no clause of its own."""
    if analysis.words[clause.verb].tag != "VBG":
        return False
    return not any(analysis.words[i].lemma == "be" for i in clause.group)


_QUANTITIES = word_set("many some others most few several all both each another one none more less such those these")


def _pronominal(analysis: Analysis, clause: Clause) -> bool:
    """Return whether the subject is a quantity without a noun ("Many remembered ...")."""
    if clause.subject is None:
        return False
    head = analysis.words[clause.subject.head]
    alone = not any(analysis.words[k].dep in ("prep", "relcl", "acl") for k in analysis.parse.children[head.i])
    return head.text.lower() in _QUANTITIES and alone


def _reported(analysis: Analysis, discourse: Discourse, loose: frozenset[int]) -> Iterator[Statement]:
    """Yield what a guest explains, without the guest: "X explains that Git is ..." gives "Git is ..."."""
    for index, clause in enumerate(analysis.clauses):
        if clause.kind is not ClauseKind.COMPLEMENT or clause.doubts or clause.finite < 0 or clause.parent < 0:
            continue
        host = analysis.clauses[clause.parent]
        if analysis.words[host.verb].lemma not in _TELLING or host.subject is None or clause.subject is None:
            continue
        if analysis.words[host.subject.head].text not in discourse.guests or host.negated:
            continue
        statement = _alone(analysis, discourse, clause, index, loose)
        if statement is not None:
            yield statement


_TELLING = word_set("explain note show point add stress emphasize remind")


def _paired(analysis: Analysis, start: int, end: int) -> bool:
    """Return whether the words hold half of "either ... or", "not only ... but"."""
    for word in analysis.words[start:end]:
        low = word.text.lower()
        following = analysis.words[word.i + 1].text.lower() if word.i + 1 < len(analysis.words) else ""
        if low in ("either", "neither", "whether") or (low == "not" and following in ("only", "just", "merely")):
            return True
    return False


def _alone(
    analysis: Analysis, discourse: Discourse, clause: Clause, index: int, loose: frozenset[int]
) -> Statement | None:
    """Return a clause without the clauses coordinated with it, loose parts and result participles behind a comma."""
    parse = analysis.parse
    verb = _top(analysis, clause)
    left, right = parse.left[verb], parse.right[verb] + 1
    others: set[int] = set()
    for other in analysis.clauses:
        if other.parent == index and other.kind in (ClauseKind.CONJUNCT, ClauseKind.MAIN):
            if other.joint == "or" or not (other.joint or _piece_apart(analysis, clause, other)):
                return None
            if other.lent and not _same_tense(analysis, clause, other):
                return None
            others.update(range(*_reach(analysis, other)))
    for part in clause.parts:
        if part.role is Role.PARTICIPLE and part.comma and not part.fronted:
            others.update(range(part.start - 1, part.end))
        if part.role is Role.CLAUSE and part.word in ("which",):
            return None
    if others and _paired(analysis, left, right):
        return None
    skip = {*others, *loose, *_opener(analysis), *_asides(analysis)}
    if clause.kind is ClauseKind.CONJUNCT and clause.lent:
        host = analysis.clauses[clause.parent]
        if not _same_tense(analysis, host, clause) or not clause.joint:
            return None
        return _with_subject(analysis, discourse, clause, right, skip)
    while left < right and (
        left in skip
        or analysis.words[left].text in (",", ";")
        or analysis.words[left].dep in ("cc", "mark")
        or (left > 0 and analysis.words[left].text.lower() in ("so", "yet", "then"))
    ):
        left += 1
    if not _covered(analysis, clause, left, right, skip) or _runs_on(analysis, left, right):
        return None
    if left >= right or analysis.words[left].tag in ("WP", "WRB", "WDT", "WP$") or analysis.words[left].text == "Nor":
        return None
    if left > 0 and clause.kind is not ClauseKind.COMPLEMENT and not _separate(analysis, left, clause.kind):
        return None
    rendered = render(analysis, discourse, left, right, skip=skip, inner=left > 0)
    return _statement(analysis, discourse, rendered, clause, True)


def _covered(analysis: Analysis, clause: Clause, left: int, right: int, skip: Collection[int]) -> bool:
    """Return whether every word of the stretch belongs to the clause's subject, verb group or parts."""
    own = {i for part in clause.parts for i in range(part.start, part.end)} | set(clause.group)
    if clause.subject is not None and not clause.lent:
        own.update(range(clause.subject.start, clause.subject.end))
    free = ("punct", "cc", "advmod", "preconj", "neg")
    for i in range(left, right):
        if i in skip:
            continue
        at, steps = i, 0
        while at not in own and analysis.words[at].head not in (at, clause.verb) and steps < 30:
            at, steps = analysis.words[at].head, steps + 1
        if at not in own and analysis.words[at].dep not in free and analysis.words[at].pos != "PUNCT":
            return False
    return True


def _piece_apart(analysis: Analysis, clause: Clause, other: Clause) -> bool:
    """Return whether two clauses stand on either side of a semicolon, colon or dash."""
    return analysis.words[clause.verb].piece != analysis.words[other.verb].piece


def _same_tense(analysis: Analysis, clause: Clause, other: Clause) -> bool:
    """Return whether a verb that shares its subject has the tense of the verb before: else it may be a noun."""
    if other.finite not in other.group or other.finite == clause.finite:
        return True
    one, two = analysis.words[clause.finite].tag, analysis.words[other.finite].tag
    return one == two or "MD" in (one, two)


def _runs_on(analysis: Analysis, left: int, right: int) -> bool:
    """Return whether a verb follows the stretch directly, so that it is only the sentence's subject."""
    at = right
    while at < len(analysis.words) and analysis.words[at].text in (",", '"', "''"):
        at += 1
    return at < len(analysis.words) and at > right and analysis.words[at].tag in ("VBD", "VBZ", "VBP", "MD")


def _separate(analysis: Analysis, left: int, kind: ClauseKind) -> bool:
    """Return whether a clause that doesn't open the sentence opens a piece, or follows a coordinator."""
    before = analysis.words[left - 1]
    if kind is ClauseKind.CONJUNCT and before.text == ",":
        return True
    joined = before.dep == "cc" or before.text.lower() in ("so", "yet", "that", "then")
    return joined or analysis.words[left].piece != before.piece


def _top(analysis: Analysis, clause: Clause) -> int:
    """Return the highest verb of the clause's group: "tend" of "tend to focus"."""
    verbs = [i for i in clause.group if analysis.words[i].pos in ("VERB", "AUX") and i >= 0]
    heads = [i for i in verbs if analysis.words[i].head not in verbs or analysis.words[i].head == i]
    own = [i for i in heads if analysis.parse.left[i] <= clause.verb <= analysis.parse.right[i]]
    return own[0] if own else clause.verb


def _reach(analysis: Analysis, clause: Clause) -> tuple[int, int]:
    """Return the words of a coordinated clause with the coordinator and the comma before it."""
    verb = _top(analysis, clause)
    start, end = analysis.parse.left[verb], analysis.parse.right[verb] + 1
    while start > 0 and (analysis.words[start - 1].dep == "cc" or analysis.words[start - 1].text in (",", ";", "—")):
        start -= 1
    while end > start and analysis.words[end - 1].text in (".", "!", "?"):
        end -= 1
    return start, end


def _with_subject(
    analysis: Analysis, discourse: Discourse, clause: Clause, right: int, skip: Collection[int]
) -> Statement | None:
    """Return "subject + verb group + rest" of a clause that shares its subject with the clause before."""
    if clause.subject is None:
        return None
    subject = render(analysis, discourse, clause.subject.start, clause.subject.end, skip=skip)
    verb = _top(analysis, clause)
    own = [i for i in clause.group if i >= analysis.parse.left[verb]]
    if not own or any(part.fronted and part.start > clause.subject.end for part in clause.parts):
        return None
    borrowed = [analysis.words[i].text for i in clause.group if i < own[0]]
    if any(analysis.words[i].dep == "neg" for i in clause.group if i < own[0]):
        return None
    rest = render(
        analysis, discourse, own[0], right, skip=skip, present=range(clause.subject.start, clause.subject.end)
    )
    fronted = [part for part in clause.parts if part.fronted and part.end <= clause.subject.start]
    texts: list[Rendered | str] = []
    for part in fronted:
        texts.append(render(analysis, discourse, part.start, part.end, skip=skip))
        if analysis.words[part.end].text == ",":
            texts.append(",")
    return _joined(analysis, discourse, [*texts, subject, *borrowed, rest], clause)


def _joined(analysis: Analysis, discourse: Discourse, pieces: list[Rendered | str], clause: Clause) -> Statement:
    text, spans, pending = "", {}, False
    for piece in pieces:
        glue = "" if not text or piece == "," else " "
        shift = len(text) + len(glue)
        if isinstance(piece, str):
            text += glue + piece
            continue
        text += glue + piece.text
        spans.update({i: (a + shift, b + shift) for i, (a, b) in piece.spans.items()})
        pending = pending or piece.pending
    return _statement(analysis, discourse, Rendered(text=text, spans=spans, pending=pending), clause, True)


def _statement(
    analysis: Analysis, discourse: Discourse, rendered: Rendered, clause: Clause | None, trimmed: bool
) -> Statement:
    rendered = _once(analysis, discourse, rendered)
    rendered = replace(rendered, text=_TAIL.sub("", rendered.text))
    first = min(rendered.spans, key=lambda i: rendered.spans[i], default=0)
    literal = bool(rendered.spans) and analysis.words[first].literal
    text = rendered.text.strip() if literal else capital(rendered.text.strip())
    shift = len(rendered.text) - len(rendered.text.lstrip())
    if not text.rstrip("\"')\u201d\u2019").endswith((".", "!", "\u2026", ":")):
        text += "."
    spans = {i: (a - shift, b - shift) for i, (a, b) in rendered.spans.items() if b - shift <= len(text)}
    answers = discourse.references[analysis.sentence.index].antecedents
    pending = rendered.pending or _owner_unknown(analysis, clause, spans)
    replaced = any(i in answers and text[a:b].lower() != analysis.words[i].text.lower() for i, (a, b) in spans.items())
    return Statement(text=text, spans=spans, pending=pending, clause=clause, trimmed=trimmed, replaced=replaced)


_TAIL = re.compile(r"[\s,;:\u2014]+(?:and|but|or|so|yet)?[\s,]*$|[\s,]+(?:and|but|or|so|yet)\.?$")
"""What a clause keeps of the coordinator behind it."""


def _owner_unknown(analysis: Analysis, clause: Clause | None, spans: Mapping[int, tuple[int, int]]) -> bool:
    """Return whether "its" or "their" stands in what the subject is said to be: "X is its longest tributary"."""
    clauses = [clause] if clause is not None else analysis.clauses
    for item in clauses:
        part = item.part(Role.ATTRIBUTE)
        if part is None or item.subject is None or analysis.words[item.verb].lemma != "be":
            continue
        if any(analysis.words[i].text.lower() in ("its", "their") and i in spans for i in range(part.start, part.end)):
            return True
    return False


def _once(analysis: Analysis, discourse: Discourse, rendered: Rendered) -> Rendered:
    """Return the text with the second and later stand-ins of one antecedent as the pronouns that the sentence has."""
    answers = discourse.references[analysis.sentence.index].antecedents
    text, spans = rendered.text, dict(rendered.spans)
    seen: set[str] = set()
    for i in sorted(i for i in rendered.spans if i in answers):
        start, end = spans[i]
        word = analysis.words[i]
        if text[start:end] == word.text or word.tag not in ("PRP", "PRP$"):
            continue
        name = answers[i].text
        if name not in seen and name not in text[:start]:
            seen.add(name)
            continue
        text = text[:start] + word.text + text[end:]
        shift = len(word.text) - (end - start)
        spans = {k: (a + shift, b + shift) if a >= end else (a, b) for k, (a, b) in spans.items()}
        spans[i] = (start, start + len(word.text))
    return Rendered(text=text, spans=spans, pending=rendered.pending)
