"""Causes: "Why ...?", from because-clauses, "due to" phrases, ", so ..." and "This is due to" after a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from quizgen.generate.clauses import Analysis, Clause, ClauseKind, Part, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families.common import LONG_KEY, askable, content_words, draft, has_content, owned
from quizgen.generate.sound import closes, faults
from quizgen.generate.stems import question
from quizgen.generate.wording import render

_REASONS = ("because", "since", "as", "so that")
_PHRASES = ("because of", "due to", "owing to", "thanks to", "as result")
_HEDGES = {"partly": "Why, in part,", "in part": "Why, in part,", "largely": "Why, in large part,",
           "mainly": "What is the main reason why", "mostly": "Why, for the most part,",
           "probably": "Why, probably,", "perhaps": "Why, perhaps,", "presumably": "Why, presumably,"}  # fmt: skip


def cause(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield why-questions whose key is the reason that the sentence gives."""
    for clause in askable(analysis):
        for part in clause.parts:
            if part.role is Role.CLAUSE and part.word in _REASONS and not _temporal(analysis, part):
                yield from _because(analysis, discourse, clause, part)
            elif part.role in (Role.PREP, Role.ATTRIBUTE, Role.ADVERB) and _due(analysis, part):
                yield from _due_to(analysis, discourse, clause, part)
    yield from _so(analysis, discourse)
    yield from _linked(analysis, discourse)


def _temporal(analysis: Analysis, part: Part) -> bool:
    """Return whether "since" or "as" tells a time or a manner rather than a reason."""
    if part.word == "because":
        return False
    dated = any(word.ent == "DATE" for word in analysis.words[part.start : part.end])
    return dated or part.word == "as" or (part.word == "since" and not part.comma and not part.fronted)


def _opening(analysis: Analysis, start: int) -> tuple[str, bool]:
    """Return the question word with the hedge that stands right before the reason, and whether there is one."""
    before = analysis.words[start - 1].text.lower() if start else ""
    return (_HEDGES[before], True) if before in _HEDGES else ("Why", False)


def _because(analysis: Analysis, discourse: Discourse, clause: Clause, part: Part) -> Iterator[Draft]:
    inner = next((i for i in range(part.start, part.end) if analysis.words[i].text.lower() == part.word), part.start)
    if not closes(analysis, part.end) and not part.fronted:
        return
    opening, _ = _opening(analysis, inner)
    if inner > part.start:
        opening = _HEDGES.get(analysis.words[inner - 1].text.lower(), "Why")
    stem = question(analysis, discourse, clause, opening, drop=(part, *_hedge_parts(analysis, clause, inner)))
    present = stem.used if stem else frozenset()
    key = render(
        analysis, discourse, inner + 1, part.end, skip=analysis.loose, present=present, said=stem.text if stem else ""
    )
    key = owned(analysis, clause.subject, key)
    if not _thin(analysis, clause, present):
        yield from draft(analysis, stem, key, "cause", limit=LONG_KEY)


def _thin(analysis: Analysis, clause: Clause, used: frozenset[int]) -> bool:
    """Return whether a question asks of "the N" and next to nothing else ("Why did the system end?")."""
    if clause.subject is None or analysis.words[clause.subject.start].text.lower() != "the":
        return False
    return content_words(analysis, used) < 3


def _hedge_parts(analysis: Analysis, clause: Clause, start: int) -> tuple[Part, ...]:
    return tuple(
        part
        for part in clause.parts
        if part.end == start
        and " ".join(word.text.lower() for word in analysis.words[part.start : part.end]) in _HEDGES
    )


def _due(analysis: Analysis, part: Part) -> bool:
    text = " ".join(word.text.lower() for word in analysis.words[part.start : part.start + 3])
    return any(text.startswith(phrase) for phrase in _PHRASES)


def _due_to(analysis: Analysis, discourse: Discourse, clause: Clause, part: Part) -> Iterator[Draft]:
    if analysis.words[clause.verb].lemma == "be" and part.role in (Role.ATTRIBUTE, Role.ADVERB):
        return
    opening, hedged = _opening(analysis, part.start)
    stem = question(analysis, discourse, clause, opening, drop=(part, *_hedge_parts(analysis, clause, part.start)))
    skip = {*analysis.loose, part.start - 1} if hedged else analysis.loose
    key = render(
        analysis,
        discourse,
        part.start,
        part.end,
        skip=skip,
        present=stem.used if stem else (),
        said=stem.text if stem else "",
    )
    key = owned(analysis, clause.subject, key)
    yield from draft(analysis, stem, key, "cause", limit=LONG_KEY)


def _so(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "Why does Q?" with the key P from "P, so Q"."""
    whole = (ClauseKind.MAIN, ClauseKind.CONJUNCT, ClauseKind.ADVERBIAL)
    mains = [clause for clause in analysis.clauses if clause.kind in whole]
    for first, second in pairwise(mains):
        if (
            second.lent
            or second.doubts
            or first.doubts
            or first.kind is ClauseKind.ADVERBIAL
            or first.subject is None
            or second.subject is None
        ):
            continue
        if any(name != "consequence" for one in (first, second) for name in faults(analysis, one)):
            continue
        tie = next((w.i for w in analysis.words[first.verb : second.subject.start] if w.text.lower() == "so"), -1)
        if tie < 0 or analysis.words[tie - 1].text not in (",", "and", ";"):
            continue
        if analysis.words[tie + 1].text.lower() in ("that", "much", "far", "many"):
            continue
        frame = tuple(part for part in first.parts if part.fronted and part.role in (Role.PREP, Role.CLAUSE))
        framed = any(part.fronted and part.role in (Role.PREP, Role.CLAUSE) for part in second.parts)
        asked = second if framed else replace(second, parts=(*frame, *second.parts))
        head = analysis.words[second.subject.head]
        named = head.tag == "PRP" or head.lemma == "people" or has_content(analysis, second.subject)
        stem = question(analysis, discourse, asked, "Why") if named else None
        end = tie - 1 if analysis.words[tie - 1].text in (",", ";", "and") else tie
        key = render(
            analysis, discourse, first.subject.start, end, skip=analysis.loose, present=stem.used if stem else ()
        )
        yield from draft(analysis, stem, key, "cause", limit=LONG_KEY)


@dataclass(frozen=True, slots=True)
class _Link:
    start: int
    opening: str


def _linked(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "Why Q?" when this sentence is "This is (partly) due to / because X" and Q is the sentence before."""
    link = _link(analysis)
    before = discourse.before(analysis)
    if link is None or before is None:
        return
    clause = next((item for item in askable(before) if item.kind is ClauseKind.MAIN), None)
    if clause is None or sum(item.kind is ClauseKind.MAIN for item in before.clauses) > 1:
        return
    stem = question(before, discourse, clause, link.opening)
    if stem is None or stem.pending:
        return
    end = next(
        (i for i in range(link.start, len(analysis.words)) if analysis.words[i].text in (",", ".")), len(analysis.words)
    )
    key = render(analysis, discourse, link.start, end, skip=analysis.loose)
    yield from draft(analysis, stem, key, "linked cause", limit=LONG_KEY)


def _link(analysis: Analysis) -> _Link | None:
    words = [word.text.lower() for word in analysis.words[:9]]
    at = 1 if words[:1] and words[0] in ("however", "moreover") else 0
    if len(words) < at + 4 or words[at] not in ("this", "that", "it"):
        return None
    if words[at] == "it" and not any(word in ("because", "due") for word in words[at + 1 : at + 5]):
        return None
    if words[at + 1] not in ("is", "was", "happens", "happened", "occurs", "occurred"):
        return None
    at += 2
    opening = "Why"
    if words[at] in _HEDGES:
        opening = _HEDGES[words[at]]
        at += 1
    if words[at : at + 2] == ["due", "to"]:
        return _Link(at, opening)
    return _Link(at + 1, opening) if words[at] == "because" and words[at + 1] != "of" else None
