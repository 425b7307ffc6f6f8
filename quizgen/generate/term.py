"""The term: a stretch of a sentence that may be hidden, and how common English words are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

COMMON = 2500


FAMILIAR = 6000
"""Ranks: up to the first a word is too common to be hidden alone, behind the second it is surely a term."""


class TermKind(StrEnum):
    """What a term is."""

    NAME = "name"
    PERSON = "person"
    PLACE = "place"
    FIGURE = "figure"
    DATE = "date"
    COUNT = "count"
    DEFINED = "defined"
    MARKED = "marked"
    COMPOUND = "compound"
    NOUN = "noun"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The words `start` to `end` (exclusive) as one term; `weight` is about 1 for a fair one, 3 for a key one."""

    start: int
    end: int
    kind: TermKind
    weight: float


@cache
def _ranks() -> dict[str, int]:
    text = resources.files("quizgen.generate").joinpath("data/common_words.txt").read_text(encoding="utf-8")
    words = [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]
    return {word: rank for rank, word in enumerate(words, start=1)}


@lru_cache(maxsize=2**15)
def rank(word: str) -> int:
    """Return a lower-case word's place among the common words of English, a number beyond the list when not in it."""
    ranks = _ranks()
    return min(
        (ranks[form] for form in (word, word.removesuffix("s"), word.removesuffix("es")) if form in ranks),
        default=len(ranks) + 1,
    )
