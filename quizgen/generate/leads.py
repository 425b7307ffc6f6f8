"""Leads: the earlier sentences that a reader needs before one that leans on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from quizgen.generate.clauses import Analysis, ClauseKind
from quizgen.generate.discourse import Discourse
from quizgen.generate.explained import HARD, explained, topical
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.statement import make_statement
from quizgen.generate.trim import statements
from quizgen.generate.wording import Rendered, render

LIMIT = 30
"""How many words a context line has at most."""

_MOST = 3
"""How many sentences a lead has at most."""

_FAR = 4
"""How many sentences further back a noun is looked for that is only repeated."""

_SHORT = 4
"""A sentence of fewer words is an exclamation that explains nothing."""

_JOINED = word_set("because which and but so or nor well then")
_LABEL = re.compile(r"(?:Pros?|Cons?|Note|Hint|Tip|Warning|Caution|Example|Exception|Optional)\s*:", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:\w+ ){0,2}(?:which|whom|whose)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """One to three sentences before another, as a reader would print them alone.

    `analyses` are the sentences that they were made from; `topical` tells that the topic must be named before them,
    `apart` that other sentences stand between: such a lead explains a noun that it repeats, but no pronoun.
    """

    text: str
    analyses: tuple[Analysis, ...]
    topical: bool = False
    apart: bool = False

    @property
    def length(self) -> int:
        """How many words a reader counts."""
        return len(self.text.split())


@lru_cache(maxsize=512)
def leads(analysis: Analysis, discourse: Discourse, topic: str = "") -> tuple[Lead, ...]:
    """Return the leads to a sentence, the shortest run of sentences first; each stands alone and keeps to the limit.

    A run that is too long, or that leans on something itself, is tried in the shorter statements of its first sentence.
    """
    found: list[Lead] = []
    run: tuple[Analysis, ...] = ()
    at = discourse.before(analysis)
    while at is not None and at.words and len(run) < _MOST:
        run = (at, *run)
        rest = _following(run, discourse)
        if rest is not None:
            found += _led(run, at, rest, discourse, topic)
        at = discourse.before(at)
    at = run[-1] if run else None
    for _ in range(_FAR):
        at = discourse.before(at) if at is not None else None
        if at is not None and at.words:
            found += [replace(lead, apart=True) for lead in _led((at,), at, "", discourse, topic)]
    return tuple(found)


def _led(run: tuple[Analysis, ...], first: Analysis, rest: str, discourse: Discourse, topic: str) -> tuple[Lead, ...]:
    """Return the lead that opens with the longest form of its first sentence that leaves room for the rest."""
    for text, named in _openings(first, discourse, topic):
        whole = f"{text} {rest}".strip()
        if len(whole.split()) <= LIMIT:
            return (Lead(text=whole, analyses=run, topical=named),)
    return ()


def _openings(analysis: Analysis, discourse: Discourse, topic: str) -> list[tuple[str, bool]]:
    """Return the sentence as it stands alone, or behind its topic, then its shorter statements, the longest first."""
    whole = standing(analysis, discourse)
    behind = "" if whole or not topic else standing(analysis, discourse, topic)
    parts = [option for option in statements(analysis, discourse) if not option.pending and option.length >= _SHORT]
    parts.sort(key=lambda option: -option.length)
    texts = [(whole, False), (behind, True), *((option.text, False) for option in parts)]
    return [(text, named) for text, named in texts if text and not _RELATIVE.match(text)]


def _following(run: Sequence[Analysis], discourse: Discourse) -> str | None:
    """Return the sentences after the first of a run, None when one of them can't be printed behind the others.

    Where they would take more than half of the room, each is given in a shorter statement that it makes.
    """
    texts, shorts = [], []
    for at in range(1, len(run)):
        analysis, before = run[at], run[:at]
        if not _printable(analysis):
            return None
        said = " ".join(other.sentence.text for other in before)
        references = discourse.references[analysis.sentence.index]
        if any(not explained(analysis, i, discourse, before, said) for i in references.pending):
            return None
        rendered = render(analysis, discourse, 0, len(analysis.words), inner=False)
        texts.append(_text(rendered, analysis, discourse))
        parts = [option.text for option in statements(analysis, discourse) if _SHORT < option.length <= LIMIT // 2]
        shorts.append(max([text for text in parts if not _RELATIVE.match(text)] or texts[-1:], key=len))
    whole = " ".join(texts)
    return whole if len(whole.split()) <= LIMIT // 2 else " ".join(shorts)


@lru_cache(maxsize=512)
def standing(analysis: Analysis, discourse: Discourse, topic: str = "") -> str:
    """Return a sentence with its references replaced, or an empty string when one of them stays open.

    With a `topic` line before it, a definite subject that the topic names or brings along isn't open.
    """
    if not _printable(analysis):
        return ""
    rendered = render(analysis, discourse, 0, len(analysis.words), inner=False)
    if rendered.pointing or _subject_open(analysis, discourse, topic):
        return ""
    return _text(rendered, analysis, discourse)


def _text(rendered: Rendered, analysis: Analysis, discourse: Discourse) -> str:
    return make_statement(analysis, discourse, rendered, None, False).text


def _printable(analysis: Analysis) -> bool:
    """Return whether a sentence states something in so many words: no question, no lead-in, no bare link."""
    opens = analysis.words[0].text.lower() in _JOINED or _LABEL.match(analysis.sentence.text)
    if opens or len(analysis.words) < _SHORT or HARD.search(analysis.sentence.text):
        return False
    declared = any(clause.kind is ClauseKind.MAIN and clause.finite >= 0 for clause in analysis.clauses)
    return declared and not analysis.sentence.text.rstrip("\"')\u201d ").endswith(("?", ":"))


def _subject_open(analysis: Analysis, discourse: Discourse, topic: str) -> bool:
    """Return whether a subject of the sentence is a definite noun that nothing explains."""
    definite = discourse.references[analysis.sentence.index].definite
    open_words = {i for i in definite if not (topic and topical(analysis, i, topic))}
    return any(clause.subject is not None and clause.subject.start in open_words for clause in analysis.clauses)
