"""Rules that look at all items of a bank at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizgen.item import Kind, key_text, kind_of
from quizgen.problem import Severity
from quizgen.rules.model import Finding, ItemLike
from quizgen.rules.text import normal


@dataclass(frozen=True, slots=True, kw_only=True)
class BankRule:
    """A rule over a whole bank: `look` yields the number of each item at fault with what is wrong and what to do."""

    code: str
    name: str
    principle: str
    rubric: str
    severity: Severity
    doc: str
    look: Callable[[Sequence[ItemLike]], Iterator[tuple[int, str, str]]]

    def check(self, items: Sequence[ItemLike]) -> Iterator[tuple[int, Finding]]:
        """Yield what the rule finds, each with the number of the item (from 0) that it is about."""
        for index, message, hint in self.look(items):
            yield index, Finding(code=self.code, message=message, hint=hint, severity=self.severity)


def _front(item: ItemLike) -> str:
    kind = kind_of(item.question)
    group = "question" if kind in (Kind.SHORT_ANSWER, Kind.MULTIPLE_CHOICE) else str(kind)
    return f"{group}|{normal(item.context)}|{normal(item.question.stem)}"


def _key(item: ItemLike) -> str:
    return normal(key_text(item.question))


def _interference(items: Sequence[ItemLike]) -> Iterator[tuple[int, str, str]]:
    """Two items with the same stem have different keys.

    A learner who sees the one card remembers the other's answer. Say in each stem what sets it apart, or ask for both
    in one item.
    """
    first: dict[str, int] = {}
    for index, item in enumerate(items):
        front = _front(item)
        if kind_of(item.question) is Kind.FREE_RECALL:
            continue
        other = first.setdefault(front, index)
        if other != index and _key(items[other]) != _key(item):
            yield index, f"the same stem as item {other + 1}, with another key", "say in each stem what sets it apart"


def _duplicate(items: Sequence[ItemLike]) -> Iterator[tuple[int, str, str]]:
    """Two items of one kind say the same: same stem, same key.

    A short answer and a multiple-choice item with one stem are two ways of asking and are left alone.
    """
    first: dict[tuple[str, str, Kind], int] = {}
    for index, item in enumerate(items):
        place = (_front(item), _key(item), kind_of(item.question))
        other = first.setdefault(place, index)
        if other != index:
            yield index, f"the same as item {other + 1}", "remove one of the two"


def _redundancy(items: Sequence[ItemLike]) -> Iterator[tuple[int, str, str]]:
    """More than three items ask about one sentence.

    Some redundancy helps, more bores: the same sentence comes up again and again. Keep the best three.
    """
    seen: dict[str, int] = {}
    for index, item in enumerate(items):
        text = normal(getattr(getattr(item, "source", None), "text", ""))
        if not text or kind_of(item.question) is Kind.FREE_RECALL:
            continue
        seen[text] = seen.get(text, 0) + 1
        if seen[text] == 4:
            yield index, "this is the fourth item on one sentence", "keep the best three"


REDUNDANCY = BankRule(
    code="Q015",
    name="too many items on one sentence",
    principle="redundancy, but little",
    rubric="T",
    severity=Severity.WARNING,
    doc=_redundancy.__doc__ or "",
    look=_redundancy,
)
INTERFERENCE = BankRule(
    code="Q007",
    name="interference",
    principle="combat interference",
    rubric="M",
    severity=Severity.ERROR,
    doc=_interference.__doc__ or "",
    look=_interference,
)
DUPLICATE = BankRule(
    code="Q008",
    name="duplicate",
    principle="minimum information",
    rubric="T",
    severity=Severity.ERROR,
    doc=_duplicate.__doc__ or "",
    look=_duplicate,
)
