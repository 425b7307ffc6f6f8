"""True/false: short statements of the note, and ones that the note contradicts in one word or number."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from quizgen.generate.antonyms import antonyms
from quizgen.generate.clauses import Analysis, Clause, Role
from quizgen.generate.cloze import group_of_strangers, undated
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.inflect import base_form, verb_form
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.numbers import Figure, FigureKind, figures, wrong_values
from quizgen.generate.sentences import Place
from quizgen.generate.terms import rank
from quizgen.generate.trim import Statement, statements
from quizgen.item import TrueFalse

_LONGEST, _SHORTEST = 18, 6
_OPEN = word_set(
    """can could may might would should often sometimes usually some many several most few mainly mostly partly perhaps
    probably generally typically almost nearly hardly any each every all both only either neither not no never"""
)
"""Words with which a statement and its opposite may both hold, or neither."""

_BOUNDS = re.compile(
    r"(?i)(?:more than|less than|fewer than|at least|at most|up to|over|under|as \w+ as|above|below|only|the last"
    r"|past|exceed\w*)\s+(?:a |the )?$"
)


def true_false(analysis: Analysis, discourse: Discourse, known: tuple[Statement, ...] | None = None) -> Iterator[Draft]:
    """Yield one statement of a sentence: false where the note decides it, or true where it tells something."""
    if analysis.sentence.place is Place.SUMMARY:
        return
    made_of = statements(analysis, discourse) if known is None else known
    leaning = discourse.references[analysis.sentence.index].definite
    options = [s for s in made_of if _fit(analysis, s) and not any(i in leaning for i in s.spans)]
    options.sort(key=lambda statement: (statement.clause is None, statement.length))
    for statement in options:
        made = [
            *_contrasts(analysis, statement),
            *_opposites(analysis, statement),
            *_wrong_figures(analysis, discourse, statement),
        ]
        turn = zlib.crc32(statement.text.encode())
        telling = _telling(analysis, statement)
        if made and (turn % 3 or not telling):
            text, rule = made[0]
            yield _draft(analysis, statement, text, False, rule)
            return
        if telling and (made or turn % 2):
            yield _draft(analysis, statement, statement.text, True, "true statement")
            return


def _draft(analysis: Analysis, statement: Statement, text: str, key: bool, rule: str) -> Draft:
    used = sorted(statement.spans)
    doubts = ["reference replaced"] if statement.replaced else []
    return Draft(
        question=TrueFalse(stem=text, key=key),
        rule=rule,
        sentence=analysis.sentence.index,
        asked=(used[0], used[-1] + 1) if used else (0, 0),
        pending=False,
        doubts=tuple(doubts),
    )


def _fit(analysis: Analysis, statement: Statement) -> bool:
    """Return whether a statement is short, plain, anchored and makes one claim."""
    if statement.pending or not _SHORTEST <= statement.length <= _LONGEST:
        return False
    if (
        re.search(r"[;:?!\u2014]|\.\s\w|\b(?:[Tt]here|[Yy]ou|[Ww]e|I)\b", statement.text.rstrip("."))
        or '"' in statement.text
    ):
        return False
    if undated(statement.text) or group_of_strangers(analysis, statement):
        return False
    words = [analysis.words[i] for i in sorted(statement.spans)]
    if words and words[0].text.lower() in _FRONTED:
        return False
    if any(word.text.lower() in ("neither", "either", "both", "respectively") for word in words):
        return False
    if any(word.tag in ("JJR", "RBR") for word in words) and not re.search(r"\b(?:than|over|under)\b", statement.text):
        return False
    if any(word.tag in ("JJS", "RBS") for word in words) and not _SCOPE.search(statement.text):
        return False
    finite = [word for word in words if word.tag in ("VBD", "VBZ", "VBP", "MD")]
    return _anchors(analysis, statement) >= 2 and 1 <= len(finite) <= 2


def _anchors(analysis: Analysis, statement: Statement) -> int:
    """Return how firmly a statement says what it is about: three a name, one a rarer noun or adjective."""
    words = [analysis.words[i] for i in statement.spans]
    names = sum(word.pos == "PROPN" and word.ent not in ("DATE", "TIME") for word in words)
    return 3 * names + sum(word.pos in ("NOUN", "ADJ") and rank(word.lemma.lower()) > 2500 for word in words)


_SCOPE = re.compile(r"(?i)\b(?:of|in|on|at|among|known|ever|since|surviving|on earth)\b[^.]*\w")
_QUANTIFIED = word_set("most many some several few all much more another others these those this that such")
_FRONTED = _QUANTIFIED | word_set(
    "despite although while unlike though if when because by with since whereas before after"
)


def _telling(analysis: Analysis, statement: Statement) -> bool:
    """Return whether a true statement holds something to know: a figure, a comparison, a denial, a superlative."""
    words = [analysis.words[i] for i in sorted(statement.spans)]
    compared = any(word.tag in ("JJR", "JJS", "RBR", "RBS") or word.dep == "neg" for word in words)
    told = bool(figures(statement.text)) and _anchors(analysis, statement) >= 3
    return statement.clause is not None and (compared or told)


def _contrasts(analysis: Analysis, statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield the statement with the two sides of "A rather than B" or "A instead of B" swapped."""
    words = analysis.words
    for match in re.finditer(r"\b(?:rather than|instead of|more than|not)\b", statement.text):
        link = match.group()
        inside = [i for i, (start, end) in statement.spans.items() if start >= match.start() and end <= match.end()]
        if not inside:
            continue
        left = next(
            (c for c in analysis.chunks if c.end == inside[0] or (link == "not" and c.end == inside[0] - 1)), None
        )
        right = next((c for c in analysis.chunks if c.start == inside[-1] + 1), None)
        if left is None or right is None or link in ("more than", "not"):
            continue
        if words[left.head].pos != words[right.head].pos or right.end not in (*statement.spans, len(words)):
            continue
        after = words[right.end] if right.end < len(words) else None
        if after is not None and after.text not in (".", ",") and after.tag != "CC":
            continue
        a, b = _span(statement, left.start, left.end), _span(statement, right.start, right.end)
        if a is None or b is None:
            continue
        text = statement.text
        swapped = text[: a[0]] + text[b[0] : b[1]] + text[a[1] : b[0]] + text[a[0] : a[1]] + text[b[1] :]
        yield swapped, "false contrast"


def _span(statement: Statement, start: int, end: int) -> tuple[int, int] | None:
    if any(i not in statement.spans for i in range(start, end)):
        return None
    return statement.spans[start][0], statement.spans[end - 1][1]


def _opposites(analysis: Analysis, statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield the statement with its one flippable word flipped; nothing when several could be, or it is hedged."""
    clause = statement.clause
    if clause is None or clause.negated or clause.part(Role.CLAUSE, Role.PURPOSE, Role.PARTICIPLE, Role.COMPLEMENT):
        return
    words = [analysis.words[i] for i in sorted(statement.spans)]
    if any(word.text.lower() in _OPEN for word in words):
        return
    table = antonyms()
    flips: list[tuple[int, str, str]] = []
    for word in words:
        low = word.text.lower()
        if word.tag == "JJS" and low in table["word"]:
            if word.text[:1].islower() and not re.search(
                rf"\bone of (?:\w+ ){{1,2}}{low}\b|\w-{low}\b", statement.text
            ):
                flips.append((word.i, f"second-{low}", "rank"))
        elif low in table["word"]:
            flips.append((word.i, table["word"][low], "word"))
        elif low in table["before"] and word.tag == "IN" and _dated(analysis, word.i):
            flips.append((word.i, table["before"][low], "before"))
        elif word.i == clause.verb and not clause.passive:
            lemma = base_form(word.text, word.lemma.lower())
            if lemma in table["verb"] and _plain_object(analysis, clause):
                flips.append((word.i, verb_form(table["verb"][lemma], word.tag), "verb"))
    if len(flips) != 1:
        return
    i, opposite, kind = flips[0]
    if kind == "verb" and re.search(r"\band \w+(?:ed|s)\b", statement.text):
        return
    finite = sum(word.tag in ("VBD", "VBZ", "VBP", "MD") for word in words)
    if (kind == "verb" and (finite > 1 or _empty_flip(analysis, clause))) or _behind_comma(statement, clause, i):
        return
    if analysis.words[i].tag in ("JJR", "RBR") and (" than " not in statement.text or " than any" in statement.text):
        return
    if kind == "verb" and re.search(r", \w+(?:ed|n) by\b", statement.text):
        return
    if kind == "verb" and re.search(r"\bfrom\b.*\d.*\bto\b", statement.text):
        return
    if analysis.words[i].tag in ("JJS", "RBS") and any(f.kind not in _TIMES for f in figures(statement.text)):
        return
    others = {word.lemma.lower() for word in analysis.words} | {word.text.lower() for word in analysis.words}
    if opposite in others or not _worth_flipping(analysis, i, kind):
        return
    start, end = statement.spans[i]
    if statement.text[start:end][:1].isupper():
        opposite = opposite[0].upper() + opposite[1:]
    yield _fixed(statement.text[:start], opposite, statement.text[end:]), f"false {kind}"


_TIMES = (FigureKind.YEAR, FigureKind.DATE, FigureKind.DECADE)
_PRIZES = word_set(
    """prize prizes award awards medal medals peak low high fort
    concern concerns question questions doubt doubts degree recognition traction access control"""
)


def _empty_flip(analysis: Analysis, clause: Clause) -> bool:
    """Return whether the flipped verb would be absurd ("lost the Nobel Prize"), or is mere background."""
    if any(analysis.words[i].tag == "TO" for i in clause.group):
        return True
    if analysis.words[clause.verb].tag == "VBG" and any(
        analysis.words[i].text.lower() in ("was", "were") for i in clause.group
    ):
        return True
    return any(analysis.words[i].text.lower() in _PRIZES for part in clause.parts for i in range(part.start, part.end))


def _behind_comma(statement: Statement, clause: Clause, i: int) -> bool:
    """Return whether a comma stands between the clause's verb and a word behind it."""
    if clause.verb not in statement.spans or i <= clause.verb:
        return False
    return "," in statement.text[statement.spans[clause.verb][1] : statement.spans[i][0]]


def _fixed(before: str, word: str, after: str) -> str:
    """Return the text with the article before the new word as that word wants it."""
    match = re.search(r"\b(an?) $", before)
    if match:
        article = "an" if word[0] in "aeiou" else "a"
        before = before[: match.start(1)] + article + " "
    return before + word + after


def _dated(analysis: Analysis, i: int) -> bool:
    following = analysis.words[i + 1] if i + 1 < len(analysis.words) else None
    if following is None or re.search(
        r"^\W?(?:\w+ )?(?:years|months|weeks|days|hours|minutes|decades)\b", analysis.sentence.text[following.end :]
    ):
        return False
    return following.ent in ("DATE", "QUANTITY") or following.text[:1].isdigit()


def _plain_object(analysis: Analysis, clause: Clause) -> bool:
    """Return whether the verb has an object, or none at all, and no particle that would change its sense."""
    if any(analysis.words[k].dep == "prt" for k in analysis.parse.children[clause.verb]):
        return False
    return not any(part.role in (Role.DATIVE, Role.ATTRIBUTE) for part in clause.parts)


def _worth_flipping(analysis: Analysis, i: int, kind: str) -> bool:
    """Return whether a word carries a fact where it stands: no part of a name, of a compound or of "no longer"."""
    word = analysis.words[i]
    before = analysis.words[i - 1] if i else None
    after = analysis.words[i + 1] if i + 1 < len(analysis.words) else None
    if (i > 0 and word.text[:1].isupper() and kind != "verb") or word.ent in (
        "ORG",
        "GPE",
        "LOC",
        "PERSON",
        "EVENT",
        "FAC",
    ):
        return False
    if before is not None and before.text.lower() in ("no", "any", "-", "even", "much", "sooner", "ever"):
        return False
    if after is not None and after.text == "-":
        return False
    if word.text.lower() in ("later", "earlier"):
        return before is not None and (before.ent == "DATE" or before.pos == "NOUN")
    return not (word.tag == "JJ" and word.dep == "amod" and after is not None and after.pos != "NOUN")


def _wrong_figures(analysis: Analysis, discourse: Discourse, statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield the statement with its only figure replaced: by another of the note, else by a step of its scale."""
    found = [figure for figure in figures(statement.text) if figure.kind is not FigureKind.DECADE]
    if len(found) != 1 or statement.clause is None or _anchors(analysis, statement) < 3:
        return
    figure = found[0]
    first = next((i for i, span in statement.spans.items() if span[0] == figure.start), -1)
    if statement.text[: figure.start].endswith("("):
        return
    if first < 0 or (figure.kind is FigureKind.YEAR and analysis.words[first].dep in ("nummod", "compound", "nmod")):
        return
    counted = [
        analysis.words[i]
        for i in statement.spans
        if analysis.words[i].pos == "NUM" and analysis.words[i].text.isalpha()
    ]
    if any(word.text.lower() not in ("one", "million", "billion", "trillion") for word in counted):
        return
    if _BOUNDS.search(statement.text[: figure.start]) or re.match(r"[-\u2011]|\s?or\b", statement.text[figure.end :]):
        return
    wrong = _other_figure(discourse, figure, statement.text)
    if wrong is None:
        latest = discourse.note.date.year if discourse.note.date else 2026
        steps = wrong_values(figure, latest=latest)
        if steps is None:
            return
        wrong = steps[zlib.crc32(statement.text.encode()) % 3]
    yield statement.text[: figure.start] + wrong + statement.text[figure.end :], "false figure"


def _other_figure(discourse: Discourse, figure: Figure, text: str) -> str | None:
    """Return a figure of the same kind and unit elsewhere in the note that a learner could mix up with this one."""
    options: list[str] = []
    for analysis in discourse.analyses:
        if text[:20] in analysis.sentence.text or analysis.sentence.place is Place.SUMMARY:
            continue
        for other in figures(analysis.sentence.text):
            if other.kind is not figure.kind or other.text == figure.text or other.unit != figure.unit:
                continue
            if figure.kind in (FigureKind.YEAR, FigureKind.DATE):
                near = 2 <= abs(other.value - figure.value) <= (25 if figure.value >= 1900 else 60)
            else:
                near = (
                    figure.unit != ""
                    and 0.2 <= other.value / max(figure.value, 1e-9) <= 5
                    and abs(other.value - figure.value) >= 0.2 * figure.value
                )
            same_form = len(other.text.split()) == len(figure.text.split()) and ("," in other.text) == (
                "," in figure.text
            )
            if near and same_form and other.text not in text:
                options.append(other.text)
    options = sorted(set(options))
    return options[zlib.crc32(text.encode()) % len(options)] if options else None
