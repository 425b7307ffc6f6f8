"""`mod`, by which Anki knows what is newer: it rises when, and only when, what an item ships changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from quizgen.bank.model import Bank
from quizgen.item import Item
from quizgen.problem import Problem

DAY = 86_400


def next_mod(last: int, now: int) -> int:
    """Return the `mod` of a change made at `now` (seconds since 1970) to something whose `mod` was `last`."""
    return max(now, last + 1)


def ahead(bank: Bank, clock: int) -> tuple[Problem, ...]:
    """Return a problem when an item's `mod` lies more than a day ahead of `clock` (seconds since 1970).

    Anki would keep such an item as it is until that day, whatever later builds say.
    """
    late = [item for item in _everything(bank) if item.mod > clock + DAY]
    if not late:
        return ()
    furthest = max(late, key=lambda item: (item.mod, item.id))
    text = f"{len(late)} items would be stamped more than a day ahead of the clock (item {furthest.id}: {furthest.mod})"
    hint = "mend the clock or SOURCE_DATE_EPOCH, or bring the `mod` lines back from git"
    return (Problem(code="B021", text=text, hint=hint, path=bank.note.path),)


def lowered(bank: Bank, floor: Mapping[str, int]) -> tuple[str, ...]:
    """Return the ids of items whose `mod` is less than `floor` says it once was, as after a `git revert`."""
    return tuple(item.id for item in _everything(bank) if item.mod < floor.get(item.id, 0))


def raise_mods(bank: Bank, floor: Mapping[str, int], *, now: int) -> Bank:
    """Return the bank with every `mod` that fell below its `floor` raised above it, so that the revert reaches people.

    `floor` holds the highest `mod` that each id ever had. Nothing else changes.
    """

    def risen(item: Item) -> Item:
        last = floor.get(item.id, 0)
        return replace(item, mod=next_mod(last, now)) if item.mod < last else item

    retired = tuple(replace(each, item=risen(each.item)) for each in bank.retired)
    return replace(bank, items=tuple(risen(item) for item in bank.items), retired=retired)


def mods(bank: Bank) -> dict[str, int]:
    """Return the `mod` of every item of the bank, living or retired, by id."""
    return {item.id: item.mod for item in _everything(bank) if item.id}


def _everything(bank: Bank) -> Iterator[Item]:
    yield from bank.items
    for each in bank.retired:
        yield each.item
