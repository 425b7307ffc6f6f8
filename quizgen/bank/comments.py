"""Finds the comments that people wrote in a bank's file, and what each stands beside: YAML readers drop them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from quizgen.bank.dumper import OUR_COMMENTS
from quizgen.bank.order import HEADING
from quizgen.item import ITEM_END
from quizgen.yamltext import Outline, Place

_END = re.compile(r"[\n\r\x85\u2028\u2029]|$")
_BLOCK = re.compile(r"[|>]\S*[ \t]*")
"""What opens a text of several lines: a comment may stand behind it."""

_LISTS = ("items", "retired")

Beside = tuple[tuple[str, str], ...]
"""Comments, each with the name of what it stands above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comments:
    """The comments of a bank's file: those of each item by its list and its number there, and those of no item."""

    items: Mapping[tuple[str, int], Beside]
    bank: Beside


def candidates(text: str) -> list[tuple[int, str]]:
    """Return the stretches of lines that are a person's comments, or stand in a text, each with its offset."""
    return [(offset, comment) for offset, comment in _hashes(text) if _is_a_persons(comment)]


def comments_of(text: str, found: Iterable[tuple[int, str]], outline: Outline) -> Comments:
    """Return those of the candidates found in the text of an items.yaml that are comments, each with its place.

    One on a line of its own belongs to what follows: the item, or the field of one if it is indented as that is. One
    at the end of a line belongs to that line. Comments that quizgen writes don't count.
    """
    places, scalars = outline.places, outline.scalars
    starts, ends = [start for start, _ in scalars], [end for _, end in scalars]
    items: defaultdict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    bank: list[tuple[str, str]] = []
    where = _Where(text, places)
    for offset, comment in found:
        scalar = bisect_right(starts, offset) - 1
        if scalar >= 0 and offset < ends[scalar] and not _BLOCK.fullmatch(text, starts[scalar], offset):
            continue
        entry, name = where.of(offset)
        kept = bank if entry is None else items[entry]
        kept.append((name, comment))
    return Comments(items={entry: tuple(each) for entry, each in items.items()}, bank=tuple(bank))


def _hashes(text: str) -> Iterator[tuple[int, str]]:
    """Yield each stretch of a line that would be a comment if it didn't stand in a text, with its offset."""
    offset = text.find("#")
    while offset >= 0:
        end = offset + 1
        if offset == 0 or text[offset - 1] in " \t\n\r\x85\u2028\u2029\ufeff":
            stop = _END.search(text, offset)
            end = stop.start() if stop else len(text)
            yield offset, text[offset:end].rstrip()
        offset = text.find("#", end)


def _is_a_persons(text: str) -> bool:
    return text not in OUR_COMMENTS and not HEADING.fullmatch(text)


class _Where:
    """Tells by its offset what a comment stands beside."""

    def __init__(self, text: str, places: Iterable[Place]) -> None:
        self._text = text
        self._places = tuple(self._of_interest(places))
        self._offsets = [place.offset for place in self._places]

    def of(self, offset: int) -> tuple[tuple[str, int] | None, str]:
        """Return the item (its list, its number; None: of no item) and the field or part."""
        number = bisect_right(self._offsets, offset)
        before = self._places[number - 1] if number else None
        after = self._places[number] if number < len(self._places) else None
        line = self._text[self._text.rfind("\n", 0, offset) + 1 : offset]
        if line.strip(" \t\ufeff") and before is not None:
            return self._beside(before)
        inside = before is not None and before.member is not None and len(line) >= before.column
        if before is not None and (inside or before.member is None) and self._in_the_midst(offset, after):
            return self._beside(before)
        if before is not None and inside:
            follows = after is not None and after.member == before.member and after.keys[0] == before.keys[0]
            return self._beside(after) if after is not None and follows else (_entry(before), ITEM_END)
        return self._beside(after) if after is not None else (None, "")

    def _beside(self, place: Place) -> tuple[tuple[str, int] | None, str]:
        entry = _entry(place)
        if entry is None:
            return None, place.keys[0]
        return entry, "" if place.first else place.keys[-1]

    def _in_the_midst(self, offset: int, after: Place | None) -> bool:
        """Tell whether lines that aren't comments stand between a comment and the next place: part of a longer list."""
        between = self._text[offset : after.offset if after else len(self._text)]
        return any(line.strip(" \t-") and not line.lstrip().startswith("#") for line in between.split("\n")[1:])

    @staticmethod
    def _of_interest(places: Iterable[Place]) -> Iterator[Place]:
        for place in places:
            if len(place.keys) == 1 or (place.keys[0] in _LISTS and place.member is not None):
                yield place


def _entry(place: Place) -> tuple[str, int] | None:
    return None if place.member is None else (place.keys[0], place.member)
