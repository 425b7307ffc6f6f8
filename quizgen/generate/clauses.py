"""The clause record: who does what to whom, when, where and why, read once from the parse for every question family."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizgen.generate.doubts import doubts_of
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Parse, Word
from quizgen.generate.phrases import appositions_of, chunks_of, loose_of
from quizgen.generate.syntax import Analysis, Apposition, Chunk, Clause, ClauseKind, Part, Role

__all__ = ["Analysis", "Apposition", "Chunk", "Clause", "ClauseKind", "Part", "Role", "analyse", "relatives"]


_ROLES = {
    "nsubj": Role.SUBJECT, "nsubjpass": Role.SUBJECT, "csubj": Role.SUBJECT, "csubjpass": Role.SUBJECT,
    "expl": Role.EXPLETIVE, "dobj": Role.OBJECT, "dative": Role.DATIVE, "attr": Role.ATTRIBUTE,
    "acomp": Role.ATTRIBUTE, "oprd": Role.ATTRIBUTE, "agent": Role.AGENT, "prep": Role.PREP, "advmod": Role.ADVERB,
    "npadvmod": Role.TIME, "ccomp": Role.COMPLEMENT, "xcomp": Role.COMPLEMENT,
}  # fmt: skip
_SKIP = frozenset({"aux", "auxpass", "neg", "prt", "punct", "cc", "preconj", "mark", "conj", "parataxis", "appos"})
_LINKED = word_set("able unable likely unlikely bound free ready certain sure set due")
_DAYS = word_set("day morning evening afternoon night week month spring summer autumn fall winter year")
_HARMLESS = frozenset({"intj", "meta"})


def analyse(parse: Parse) -> Analysis:
    """Return what the parse says in clauses, noun phrases and appositions; nothing is dropped and nothing resolved."""
    built: list[Clause] = []
    place: dict[int, int] = {}
    for word in parse.words:
        if word.aside or word.pos not in ("VERB", "AUX"):
            continue
        kind = _kind(parse, word)
        if kind is not None and word.i not in place:
            clause, chain = _clause(parse, word, kind)
            place.update((i, len(built)) for i in chain)
            built.append(clause)
    linked = [replace(clause, parent=_parent(parse, clause, place, at)) for at, clause in enumerate(built)]
    lent = [_lend(parse, clause, linked) for clause in linked]
    return Analysis(
        parse=parse,
        clauses=tuple(lent),
        chunks=tuple(chunks_of(parse)),
        appositions=tuple(appositions_of(parse)),
        loose=frozenset(loose_of(parse)),
    )


def _kind(parse: Parse, word: Word) -> ClauseKind | None:
    kids = [parse.words[i] for i in parse.children[word.i]]
    own_subject = any(kid.dep in ("nsubj", "nsubjpass", "expl", "csubj") for kid in kids)
    match word.dep:
        case "ROOT":
            return ClauseKind.MAIN
        case "parataxis" if own_subject:
            return ClauseKind.MAIN
        case "conj" if parse.words[word.head].pos in ("VERB", "AUX"):
            return ClauseKind.CONJUNCT
        case "advcl" if own_subject:
            return ClauseKind.ADVERBIAL
        case "advcl" if word.tag in ("VBG", "VBN") and not any(kid.dep == "mark" for kid in kids):
            return ClauseKind.PARTICIPLE
        case "ccomp" if own_subject:
            return ClauseKind.COMPLEMENT
        case "relcl":
            return ClauseKind.RELATIVE
    return None


def _clause(parse: Parse, word: Word, kind: ClauseKind) -> tuple[Clause, tuple[int, ...]]:
    chain = _chain(parse, word.i)
    kids = sorted(i for link in chain for i in parse.children[link] if i not in chain)
    group = _group(parse, chain, kids)
    finite = next((i for i in group if parse.words[i].tag in ("MD", "VBD", "VBZ", "VBP")), -1)
    subject: Part | None = None
    parts: list[Part] = []
    verb_start = group[0]
    for i in kids:
        if i in group or parse.words[i].dep in _SKIP or parse.words[i].dep in _HARMLESS:
            continue
        part = _part(parse, i, verb_start)
        if part is None:
            continue
        if part.role is Role.SUBJECT and subject is None:
            subject = _trimmed(parse, part)
        else:
            parts.append(part)
    if subject is not None:
        parts = [replace(part, fronted=part.end <= subject.start) for part in parts]
    mark = next((parse.words[i].text.lower() for i in parse.children[word.i] if parse.words[i].dep == "mark"), "")
    if kind is ClauseKind.ADVERBIAL and not mark:
        mark = next((parse.words[i].text.lower() for i in kids if parse.words[i].tag == "WRB"), "")
    verb = chain[-1]
    commands = kind is ClauseKind.MAIN and subject is None and _commands(parse, chain[0], group)
    doubts = doubts_of(parse, word, chain, kids, subject, parts, finite)
    clause = Clause(
        kind=kind,
        verb=verb,
        finite=finite,
        group=group,
        subject=subject,
        parts=tuple(parts),
        mark=mark,
        joint=_coordinator(parse, word),
        passive=any(parse.words[i].dep == "auxpass" for i in group),
        negated=any(parse.words[i].dep == "neg" or parse.words[i].lemma in ("never", "not") for i in group),
        imperative=commands,
        doubts=tuple(doubt for doubt in doubts if not (commands and doubt in ("no subject", "no finite verb"))),
    )
    return clause, chain


def _trimmed(parse: Parse, subject: Part) -> Part:
    """Return the subject without what the parser glued to its front: ", so pure water", "Next day Queen Alexandra"."""
    words, start = parse.words, subject.start
    first = words[start]
    follower = words[start + 1] if start + 1 < subject.end else None
    opens = start == 0 or words[start - 1].text == "," or words[start - 1].piece != first.piece
    if follower is None or not opens or first.i == subject.head:
        return subject
    if first.text.lower() in ("so", "then", "thus", "yet", "hence") and follower.pos in (
        "NOUN",
        "PROPN",
        "DET",
        "ADJ",
        "NUM",
    ):
        return replace(subject, start=start + 1)
    after = words[start + 2] if start + 2 < subject.end else None
    if first.text.lower() in ("around", "about", "by", "in") and follower.tag == "CD" and after is not None:
        return replace(subject, start=start + 2) if after.tag in ("DT", "NNP", "PRP$") else subject
    named = after is not None and (after.pos in ("PROPN", "DET", "PRON") or after.tag == "PRP$")
    if first.text.lower() in ("next", "that", "this", "one") and follower.lemma in _DAYS and named:
        return replace(subject, start=start + 2)
    return subject


def _commands(parse: Parse, verb: int, group: tuple[int, ...]) -> bool:
    """Return whether the verb is an imperative: a base form that opens its piece, or follows a fronted phrase."""
    word = parse.words[verb]
    if word.tag not in ("VB", "VBP") or any(parse.words[i].dep in ("aux", "auxpass") for i in group if i != verb):
        return False
    opening = verb == 0 or parse.words[verb - 1].piece != word.piece or parse.words[verb - 1].text == ","
    return opening and (verb == 0 or word.text[:1].islower() or parse.words[verb - 1].piece != word.piece)


def _chain(parse: Parse, at: int) -> tuple[int, ...]:
    """Return the linked verbs from `at` down: "tend" and "focus" of "tend to focus", "is", "able" and "run"."""
    chain = [at]
    for _ in range(4):
        last = chain[-1]
        kids = parse.children[last]
        if any(parse.words[i].dep in ("dobj", "dative") for i in kids):
            break
        following = next((i for i in kids if parse.words[i].dep == "xcomp" and i > last), None)
        if following is None:
            following = next(
                (i for i in kids if parse.words[i].dep == "acomp" and parse.words[i].lemma in _LINKED), None
            )
        if following is None or not _adjacent(parse, last, following):
            break
        chain.append(following)
    if parse.words[chain[-1]].pos == "ADJ":
        chain.pop()
    return tuple(chain)


def _adjacent(parse: Parse, last: int, following: int) -> bool:
    """Return whether only "to", auxiliaries, negation and adverbs stand between two linked verbs."""
    if parse.words[following].pos == "ADJ" and parse.words[following].lemma in _LINKED:
        return following - last <= 2
    between = parse.words[last + 1 : following]
    linked = parse.words[following].tag == "VBG" or any(word.tag == "TO" for word in between)
    return linked and all(word.tag in ("TO", "RB") or word.dep in ("aux", "auxpass", "neg", "prt") for word in between)


def _group(parse: Parse, chain: tuple[int, ...], kids: list[int]) -> tuple[int, ...]:
    group = set(chain)
    for i in kids:
        word = parse.words[i]
        if word.dep in ("aux", "auxpass", "neg", "prt"):
            group.add(i)
    low, high = min(group), max(chain)
    for i in kids:
        if parse.words[i].dep == "advmod" and not parse.children[i] and low <= i < high:
            group.add(i)
    first = min(group)
    while first - 1 in kids and parse.words[first - 1].dep == "advmod" and not parse.children[first - 1]:
        if parse.words[first - 1].tag == "WRB" or first - 1 == 0:
            break
        first -= 1
        group.add(first)
    return tuple(sorted(group))


def _part(parse: Parse, i: int, verb_start: int) -> Part | None:
    word = parse.words[i]
    start, end = parse.left[i], parse.right[i] + 1
    while start < end and (parse.words[start].dep == "punct" and parse.words[start].text in (",", ";", ":", "—", "-")):
        start += 1
    while end > start and parse.words[end - 1].text in (",", ".", ";", ":", "!", "?", "—"):
        end -= 1
    comma = start > 0 and parse.words[start - 1].text == ","
    role = _ROLES.get(word.dep)
    noun, label = i, ""
    if word.dep in ("prep", "agent") or (word.dep == "dative" and word.pos == "ADP"):
        objects = [k for k in parse.children[i] if parse.words[k].dep in ("pobj", "pcomp")]
        noun = objects[0] if objects else -1
        label = word.text.lower()
        inner = [k for k in parse.children[i] if parse.words[k].dep in ("prep", "pcomp") and parse.words[k].tag == "IN"]
        if inner and noun in (-1, inner[0]):
            label += " " + parse.words[inner[0]].text.lower()
            deeper = [k for k in parse.children[inner[0]] if parse.words[k].dep in ("pobj", "pcomp")]
            noun = deeper[0] if deeper else -1
    elif word.dep == "advcl":
        label = next((parse.words[k].text.lower() for k in parse.children[i] if parse.words[k].dep == "mark"), "")
        label = label or next(
            (parse.words[k].text.lower() for k in parse.children[i] if parse.words[k].tag == "WRB"), ""
        )
        role = _adverbial(parse, i, label)
    elif word.dep == "advmod" and any(parse.words[k].dep == "advcl" for k in parse.children[i]):
        role, label = Role.CLAUSE, word.text.lower()
    if role is None:
        return None
    return Part(role=role, start=start, end=end, head=i, noun=noun, word=label, fronted=end <= verb_start, comma=comma)


def _adverbial(parse: Parse, i: int, label: str) -> Role:
    kids = [parse.words[k] for k in parse.children[i]]
    if any(kid.tag == "TO" for kid in kids) and not any(kid.dep in ("nsubj", "nsubjpass") for kid in kids):
        return Role.PURPOSE
    if not label and parse.words[i].tag in ("VBG", "VBN"):
        return Role.PARTICIPLE
    return Role.CLAUSE


def _coordinator(parse: Parse, word: Word) -> str:
    """Return the coordinator before a conjunct or a second main clause, in lower case, or an empty string."""
    if word.dep not in ("conj", "ROOT", "parataxis"):
        return ""
    start = parse.left[word.i]
    if word.dep == "conj":
        between = [parse.words[i] for i in parse.children[word.head] if parse.words[i].dep == "cc" and i < start]
        return between[-1].text.lower() if between else ""
    so = [parse.words[i] for i in parse.children[word.i] if parse.words[i].text.lower() in ("so", "yet")]
    return so[0].text.lower() if so and so[0].i < word.i else ""


def _parent(parse: Parse, clause: Clause, place: dict[int, int], own: int) -> int:
    at = clause.verb
    for _ in range(30):
        if at in place and place[at] != own:
            return place[at]
        if parse.words[at].head == at:
            break
        at = parse.words[at].head
    return -1


def _lend(parse: Parse, clause: Clause, clauses: list[Clause]) -> Clause:
    """Lend a conjunct or a participle the subject of its parent, and a bare conjunct its auxiliaries and date."""
    if clause.parent < 0:
        return clause
    if clause.subject is not None:
        return _framed(clause, clauses[clause.parent])
    if clause.kind not in (ClauseKind.CONJUNCT, ClauseKind.PARTICIPLE):
        return clause
    host = clauses[clause.parent]
    for _ in range(4):
        if host.subject is not None or host.parent < 0 or host.kind is not ClauseKind.CONJUNCT:
            break
        host = clauses[host.parent]
    if host.subject is None:
        return clause
    fronted = tuple(part for part in host.parts if part.fronted and part.role in (Role.PREP, Role.TIME, Role.CLAUSE))
    if clause.kind is ClauseKind.PARTICIPLE:
        return replace(clause, subject=host.subject, lent=True, finite=host.finite)
    group, finite, passive, negated = clause.group, clause.finite, clause.passive, clause.negated
    bare = finite < 0 and not any(parse.words[i].tag == "TO" for i in group)
    if bare and host.finite in host.group and host.finite < host.verb:
        borrowed = tuple(i for i in host.group if i < host.verb and i not in clause.group)
        group, finite, passive = (*borrowed, *clause.group), host.finite, host.passive
        negated = negated or host.negated
    return replace(
        clause,
        subject=host.subject,
        lent=True,
        group=group,
        finite=finite,
        passive=passive,
        negated=negated,
        parts=(*fronted, *clause.parts),
    )


def _framed(clause: Clause, host: Clause) -> Clause:
    """Give a second clause the condition or place that opens the sentence and frames both ("After drowning, ...")."""
    if clause.kind is not ClauseKind.CONJUNCT or host.kind is not ClauseKind.MAIN or host.subject is None:
        return clause
    if any(part.fronted for part in clause.parts) or clause.joint == "but":
        return clause
    frame = tuple(
        part
        for part in host.parts
        if part.fronted and part.role in (Role.PREP, Role.CLAUSE) and part.end < host.subject.start + 1
    )
    return replace(clause, parts=(*frame, *clause.parts))


def relatives(analysis: Analysis) -> Iterator[Analysis]:
    """Yield for each relative clause behind a comma an analysis whose only clause it is, its noun as subject.

    "Sir Arthur Evans, who began digging in 1900, ...": "Sir Arthur Evans began digging in 1900". A noun with "a" is
    left out, since the clause then tells which one is meant.
    """
    for clause in analysis.clauses:
        subject = clause.subject
        if clause.kind is not ClauseKind.RELATIVE or subject is None or clause.doubts or clause.finite < 0:
            continue
        if analysis.words[subject.head].text.lower() not in ("which", "who") or subject.start == 0:
            continue
        if analysis.words[subject.start - 1].text != "," or subject.end - subject.start > 1:
            continue
        noun = _antecedent(analysis, subject.start)
        if noun is None:
            continue
        start, end = analysis.parse.left[clause.verb], analysis.parse.right[clause.verb] + 1
        told = replace(clause, kind=ClauseKind.CONJUNCT, subject=noun, lent=True, parent=-1)
        yield replace(analysis, clauses=(told,), loose=analysis.loose - frozenset(range(start, end)))


def _antecedent(analysis: Analysis, at: int) -> Part | None:
    """Return the noun phrase right before the comma at which a relative clause begins, None when it won't do."""
    chunk = next((item for item in analysis.chunks if item.end == at - 1), None)
    if chunk is None or analysis.words[chunk.head].pos not in ("NOUN", "PROPN"):
        return None
    if analysis.words[chunk.head].dep == "conj":
        return None
    first = analysis.words[chunk.start].text.lower()
    if analysis.words[chunk.head].dep == "pobj" and analysis.words[at].text.lower() != "who":
        return None
    verb = next((word for word in analysis.words[at:] if word.dep == "relcl"), None)
    if verb is None or verb.head != chunk.head or first in ("a", "an", "some", "many", "one", "no", "its", "their"):
        return None
    return Part(role=Role.SUBJECT, start=chunk.start, end=chunk.end, head=chunk.head, noun=chunk.head)
