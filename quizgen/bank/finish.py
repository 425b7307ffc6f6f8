"""The last touches to a bank: the order of its items, their stamps and times."""

from __future__ import annotations

from dataclasses import replace

from quizgen.bank.model import Bank
from quizgen.bank.mods import next_mod
from quizgen.bank.settle import Draft
from quizgen.bank.stamp import stamp
from quizgen.bank.survey import Survey
from quizgen.item import Item


def arranged(surveyed: Survey, draft: Draft) -> tuple[Item, ...]:
    """Return the items in note order, each item made by hand behind the one that it stood behind."""
    order = {item.id: number for number, item in enumerate(surveyed.live)}
    names = [item.id for item in surveyed.live]
    found = list(draft.items)
    for item in draft.by_hand:
        before = names[: order[item.id]] if item.id in order else names
        places = {each.id: place for place, each in enumerate(found)}
        anchor = next((places[name] for name in reversed(before) if name in places), -1)
        found.insert(anchor + 1, item)
    return tuple(found)


def stamped(bank: Bank, old: Bank, surveyed: Survey, now: int) -> Bank:
    """Return the bank with stamps, and a newer `mod` for each item that ships something else than before."""
    living = {item.id for item in old.items}
    retired = {each.item.id for each in old.retired}

    def placed(item: Item) -> Item:
        source = item.source
        if source and source.path == old.note.path:
            source = replace(source, path=bank.note.path, line=0)
        return replace(item, source=source)

    def shipped(item: Item, *, newly: bool) -> Item:
        mark = stamp(item, link=bank.note.link)
        if newly or mark != item.stamp or item.id in surveyed.touched:
            return replace(item, mod=next_mod(item.mod, now), stamp=mark)
        return item

    return replace(
        bank,
        items=tuple(shipped(placed(item), newly=item.id not in living) for item in bank.items),
        retired=tuple(
            replace(each, item=shipped(placed(each.item), newly=True) if each.item.id not in retired else each.item)
            for each in bank.retired
        ),
    )
