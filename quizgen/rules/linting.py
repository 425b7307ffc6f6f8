"""Linting a bank: what the rules find in its items, less what the people who review it have waved through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.bank.model import Bank
from quizgen.item import Item, Status
from quizgen.problem import Severity
from quizgen.rules import Finding, NoteContext, check, check_bank, find_rule

SUPPRESS = "lint"
"""The key under an item whose value lists the codes that are not reported for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A finding with the item it is about and the line on which that item begins (0 when unknown)."""

    finding: Finding
    item: Item
    line: int


def lint(bank: Bank, lines: tuple[int, ...] = ()) -> tuple[Placed, ...]:
    """Return what the rules find in the live items of a bank, in the order of the items.

    Rejected items are not looked at. A code that an item lists under `lint` is left out for that item; a code there
    that
    no rule has is itself reported (Q000, a warning).
    """
    known = NoteContext(language=bank.note.language)
    kept = [
        (item, lines[index] if index < len(lines) else 0)
        for index, item in enumerate(bank.items)
        if item.status is not Status.REJECTED
    ]
    found: list[list[Finding]] = [[*check(item, note=known), *_unknown(item)] for item, _ in kept]
    for index, finding in check_bank([item for item, _ in kept]):
        found[index].append(finding)
    return tuple(
        Placed(finding=finding, item=item, line=line)
        for (item, line), findings in zip(kept, found, strict=True)
        for finding in findings
        if finding.code not in suppressed(item)
    )


def suppressed(item: Item) -> frozenset[str]:
    """Return the codes that an item lists under `lint`: one, several with commas, or a list."""
    value = item.extra.get(SUPPRESS, ())
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list | tuple) else ()
    return frozenset(str(part).strip().upper() for part in parts if str(part).strip())


def _unknown(item: Item) -> Iterator[Finding]:
    for code in sorted(suppressed(item)):
        if find_rule(code) is None:
            yield Finding(
                code="Q000",
                message=f"no rule has the code {code!r} that this item lists under `lint`",
                hint="correct it, or remove it",
                severity=Severity.WARNING,
            )
