"""The order in which a bank's file lists its items, those that left included: each stays where git last saw it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quizgen.bank.ids import ALPHABET, CODE_LENGTH
from quizgen.bank.model import Bank

_UPPER = re.escape(ALPHABET.upper())
HEADING = re.compile(rf"# --- ([{_UPPER}]{{{CODE_LENGTH}}})")
"""The line above each item, and where one was: git needs lines that stay to tell two neighbours' changes apart."""

_PLACE = re.compile(rf"\n(?:{HEADING.pattern}|- id: '?([{re.escape(ALPHABET)}]{{12}})'?)[ \r]*(?=\n|$)")
_NEXT = re.compile(r"\n\w")


def heading(ident: str) -> str:
    """Return the heading line of the item with this id."""
    return f"# --- {ident[:CODE_LENGTH].upper()}"


def sequence(bank: Bank) -> tuple[str, ...]:
    """Return the ids of all items, living and retired: the living in their order, the others where they stood.

    One of which no place is known comes last.
    """
    live = [item.id for item in bank.items if item.id]
    return woven(bank.places, live, [each.item.id for each in bank.retired])


def every_place(bank: Bank) -> tuple[str, ...]:
    """Return the same with the ids that stand nowhere any more but had a place: their items were removed by hand."""
    live = [item.id for item in bank.items if item.id]
    return woven(bank.places, live, [*bank.places, *(each.item.id for each in bank.retired)])


def woven(places: Sequence[str], live: Sequence[str], left: Iterable[str]) -> tuple[str, ...]:
    """Return `live` with each id of `left` behind the living one that it follows in `places`, the unknown at the end.

    An id stands once, whatever is given.
    """
    living = set(live)
    lost = [ident for ident in dict.fromkeys(left) if ident not in living]
    waiting = set(lost)
    behind: defaultdict[str, list[str]] = defaultdict(list)
    anchor = ""
    for ident in dict.fromkeys(places):
        if ident in living:
            anchor = ident
        elif ident in waiting:
            behind[anchor].append(ident)
            waiting.discard(ident)
    found = list(behind[""])
    for ident in dict.fromkeys(live):
        found += [ident, *behind[ident]]
    return tuple(found + [ident for ident in lost if ident in waiting])


def places_in(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the items, and of those that left, in the order in which a bank's file lists them.

    `known` are the ids by which headings are read, since a heading has a code only. Whose lines a person took out of
    the items still has a place among the retired.
    """
    ids = {ident[:CODE_LENGTH].upper(): ident for ident in known}
    items, retired = (_listed(text, part, ids) for part in ("\nitems:", "\nretired:"))
    return woven(retired if HEADING.search(text) else items, items, retired)


def _listed(text: str, part: str, ids: Mapping[str, str]) -> list[str]:
    start = text.find(part)
    if start < 0:
        return []
    end = _NEXT.search(text, start + 1)
    found = _PLACE.finditer(text, start + 1, end.start() if end else len(text))
    return [ident for match in found if (ident := match[2] or ids.get(match[1], ""))]
