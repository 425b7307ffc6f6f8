"""The draft: one proposed item before gates, score and choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import Discourse
from quizgen.item import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a family proposes for one sentence.

    `rule` names the family. `answer` are the words (start, end exclusive) of the sentence that the key was made from,
    `asked` those that the stem holds; both tell which fact is asked, (0, 0) where there are no such words. `pending`
    says that stem or key lean on the sentence before, which the pipeline then prints as context or drops the draft;
    `pointing` that they do so by a pronoun.
    `context` is the line above the stem where the family itself chose one, else empty. `doubts` name what makes the
    draft risky; the ranker reads them.
    """

    question: Question
    rule: str
    sentence: int
    answer: tuple[int, int] = (0, 0)
    asked: tuple[int, int] = (0, 0)
    context: str = ""
    pending: bool = False
    pointing: bool = False
    doubts: tuple[str, ...] = ()


Family = Callable[[Analysis, Discourse], Iterator[Draft]]
"""A question family: from a sentence and its note to drafts, the best first."""
