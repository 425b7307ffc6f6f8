"""The last touches to a bank: the order of its items, their stamps and times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from quizgen.bank.model import Bank
from quizgen.bank.mods import next_mod
from quizgen.bank.settle import Draft
from quizgen.bank.stamp import note_stamp, stamp
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


PictureHash = Callable[[str], str]
"""Gives the hash of a picture's bytes by its path as the note has it, an empty text where they can't be had."""


def stamped(bank: Bank, old: Bank, surveyed: Survey, now: int, *, picture_hash: PictureHash | None = None) -> Bank:
    """Return the bank with stamps, and a newer `mod` for each item that ships something else than before.

    All of them do where a person changed the note's tag or breadcrumb.

    Without `picture_hash` pictures are taken for what they were.
    """
    living = {item.id for item in old.items}
    retired = {each.item.id for each in old.retired}
    language = bank.note.language
    mark = note_stamp(bank.note)
    renamed = bool(old.note.stamp) and old.note.stamp != mark

    def placed(item: Item) -> Item:
        source = item.source
        if source and source.path == old.note.path:
            source = replace(source, path=bank.note.path, line=0)
        pictures = item.pictures
        if picture_hash is not None:
            pictures = tuple(replace(picture, hash=picture_hash(picture.path)) for picture in pictures)
        return replace(item, source=source, pictures=pictures)

    def shipped(item: Item, link: str, *, newly: bool) -> Item:
        fits = stamp(item, link=link, language=language)
        if newly or renamed or fits != item.stamp:
            return replace(item, mod=next_mod(item.mod, now), stamp=fits)
        return item

    def anew(item: Item) -> bool:
        return item.id not in living or item.id in surveyed.touched

    return replace(
        bank,
        note=replace(bank.note, stamp=mark),
        items=tuple(shipped(placed(item), bank.note.link, newly=anew(item)) for item in bank.items),
        retired=tuple(
            replace(each, item=shipped(placed(each.item), "", newly=each.item.id not in retired))
            for each in bank.retired
        ),
    )
