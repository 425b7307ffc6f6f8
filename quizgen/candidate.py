"""What `generate` hands on: candidate items, and what became of each sentence of the note."""

from __future__ import annotations

from dataclasses import dataclass

from quizgen.item import Picture, Question, Source
from quizgen.problem import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What `generate` proposes: a question with its source, before the bank gives it an identity.

    `context` is a line printed above the stem, or empty. `section` is the deep dive's heading, or "takeaways" or
    "summary". `rule` names the family that made it and `score` is the expected share of acceptance, 0 to 1. `code` and
    `math` list the literal stretches of the texts that are code, or TeX between `$`: exporters set them as such.
    """

    question: Question
    source: Source
    section: str
    rule: str
    score: float
    context: str = ""
    code: tuple[str, ...] = ()
    math: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A candidate that was made and stopped: `gate` is the rule or score that stopped it, `why` says it in words."""

    question: Question
    rule: str
    gate: str
    why: str
    context: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceReport:
    """One sentence of the note (or a bullet, or a table row) and what became of it.

    `candidates` are those chosen for the bank, best first; `reason` is a short stable phrase that says why there are
    none ("promotion", "dangling reference", ...), empty when there are some. `rejected` is what `quizgen items --why`
    prints. `span` points at the sentence in the note.
    """

    text: str
    span: Span
    section: str
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""
    rejected: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """All that was generated from one note: its sentences in note order, then one free recall prompt a deep dive.

    `generator` is the version of the rules that made it.
    """

    sentences: tuple[SentenceReport, ...]
    free_recall: tuple[Candidate, ...] = ()
    generator: str = ""
