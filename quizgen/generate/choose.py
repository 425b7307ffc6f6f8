"""Choose: which survivors a sentence keeps: one item a fact, kinds varied, no two that answer each other."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quizgen.generate.draft import Draft
from quizgen.item import Kind, TrueFalse, key_text, kind_of

PER_KIND = {Kind.SHORT_ANSWER: 2, Kind.CLOZE: 2, Kind.TRUE_FALSE: 1, Kind.MULTIPLE_CHOICE: 1, Kind.FREE_RECALL: 0}
PER_SENTENCE = 3
_PROVEN = frozenset(
    {"date", "person", "cause", "quantity", "condition", "means", "called", "term", "glossary", "acronym"}
)
"""Families of questions of which judges accepted more than nine in ten, on notes of every sort."""
_SECOND_RANK = "cloze phrase"
"""The family that is asked only where a sentence has no better cloze."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A draft with its score and its final context line."""

    draft: Draft
    score: float
    context: str = ""


def choose(
    candidates: Sequence[Scored], stopped: Callable[[Scored], str], *, more: float = 0.0
) -> tuple[list[Scored], list[tuple[Scored, str]]]:
    """Return the chosen candidates of one sentence, best first, and the others, each with the reason in words.

    `stopped` looks closer at a candidate that would be chosen and says what is wrong with it, nothing when all is well.
    Every item after the first needs a score of `more`.
    """
    chosen: list[Scored] = []
    left: list[tuple[Scored, str]] = []
    ranked = sorted(enumerate(candidates), key=lambda pair: (-_worth(pair[1]), pair[0]))
    for _, item in ranked:
        kind = kind_of(item.draft.question)
        same_kind = sum(kind_of(other.draft.question) is kind for other in chosen)
        second_rank = same_kind > 0 and item.draft.rule == _SECOND_RANK
        if len(chosen) >= PER_SENTENCE or same_kind >= PER_KIND[kind] or second_rank:
            left.append((item, "the sentence has enough items"))
        elif chosen and item.score < more:
            left.append((item, f"score {item.score:.2f} is too low for a further item of the sentence"))
        elif any(_same_fact(item.draft, other.draft) for other in chosen):
            left.append((item, "another item asks the same fact"))
        elif why := stopped(item):
            left.append((item, why))
        else:
            chosen.append(item)
    return chosen, left


def _worth(item: Scored) -> float:
    """Return the score with a bonus for questions, which ask more of a learner than clozes.

    The forms of `_PROVEN` are judged better than clozes that the ranker gives the same score.
    """
    bonus = {Kind.SHORT_ANSWER: 0.05, Kind.MULTIPLE_CHOICE: -0.03, Kind.TRUE_FALSE: -0.05}
    question = item.draft.question
    if isinstance(question, TrueFalse) and not question.key and zlib.crc32(question.stem.encode()) % 2:
        return item.score + _TURN
    proven = 0.1 if item.draft.rule in _PROVEN else 0.0
    malus = 0.3 if item.draft.rule == _SECOND_RANK else 0.0
    return item.score + bonus.get(kind_of(question), 0.0) + proven - malus


def _same_fact(one: Draft, other: Draft) -> bool:
    """Return whether two drafts of a sentence have overlapping answers, or each holds the other's key in its stem."""
    first, second = _plain(key_text(one.question)), _plain(key_text(other.question))
    statement = Kind.TRUE_FALSE in (kind_of(one.question), kind_of(other.question))
    if statement:
        claim, asking = (one, other) if kind_of(one.question) is Kind.TRUE_FALSE else (other, one)
        return _told_already(claim, asking)
    overlap = one.answer[1] > other.answer[0] and other.answer[1] > one.answer[0]
    if first == second or overlap:
        return True
    return _both_short(one, other) and (_holds(one, second) or _holds(other, first))


_TURN = 0.3
"""What puts every other false statement before the questions of its sentence, so that not all statements are true."""

_SEVERAL = 3
"""How many names and figures, beside the key of another item, a statement holds that is worth asking as well."""


def _told_already(claim: Draft, asking: Draft) -> bool:
    """Return whether a statement says little beside what another item asks: it holds its answer and few other facts."""
    if kind_of(asking.question) is Kind.TRUE_FALSE:
        return True
    if not (claim.asked[1] > asking.answer[0] and asking.answer[1] > claim.asked[0]):
        return False
    key = _plain(key_text(asking.question))
    if key not in _plain(claim.question.stem):
        return True
    rest = claim.question.stem.split()[1:]
    facts = [
        word
        for word in rest
        if (word[:1].isupper() or any(char.isdigit() for char in word)) and _plain(word) not in key
    ]
    return len(facts) < _SEVERAL


def _both_short(one: Draft, other: Draft) -> bool:
    return kind_of(one.question) is Kind.SHORT_ANSWER and kind_of(other.question) is Kind.SHORT_ANSWER


def _holds(draft: Draft, text: str) -> bool:
    return bool(text) and f" {text} " in f" {_plain(draft.question.stem)} "


def _plain(text: str) -> str:
    return re.sub(r"^(?:the|a|an|its|their) ", "", re.sub(r"[^\w\s%]", "", text.lower())).strip()
