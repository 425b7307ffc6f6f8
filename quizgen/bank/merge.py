"""Merges two branches' banks item by item, where git would compare lines."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import TypeVar

from quizgen.bank.dumper import BECAME, LEFT, dump
from quizgen.bank.ids import CODE_LENGTH, digest
from quizgen.bank.model import Bank, NoteRef, Retired, SentenceRecord
from quizgen.bank.order import woven
from quizgen.bank.stamp import stamp
from quizgen.bank.survey import REFUSALS, REJECTED
from quizgen.bank.threeway import Sides, counted, sequence
from quizgen.item import FreeRecall, Item, Kind, Status, key_text

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The text of the merged bank, with git's marks around what differs, and the names of what does.

    Without `conflicts` it is a bank that can be read.
    """

    text: str
    conflicts: tuple[str, ...] = ()


def merge_banks(base: Bank | None, ours: Bank, theirs: Bank) -> Merged:
    """Return what becomes of a bank that two branches changed; `base` is None where each of them made it.

    An item that one branch changed, refused, removed or added is as that branch has it. One that both changed is as
    both want it where they touched different parts of it, and a conflict where they didn't. Sentences and paragraphs
    follow the order of `ours`, those that `theirs` added behind the one they follow there; `mod` is the higher of both.
    """
    sides = Sides(base or replace(ours, items=(), retired=(), sentences=(), text="", comments=()), ours, theirs)
    one = _Merger(sides, prefer_ours=True)
    text = dump(one.bank())
    if not one.conflicts:
        return Merged(text=text)
    return Merged(text=_marked(text, dump(_Merger(sides, prefer_ours=False).bank())), conflicts=tuple(one.conflicts))


State = Item | Retired | None
"""An item of the deck, one that left it, or nothing."""


class _Merger:
    """One merge, which takes one side where both differ, and notes that it did."""

    def __init__(self, sides: Sides[Bank], *, prefer_ours: bool) -> None:
        self.sides = sides
        self.conflicts: list[str] = []
        self._prefer_ours = prefer_ours

    def bank(self) -> Bank:
        """Return the merged bank."""
        states, order = self.sides.each(_states), sequence(self.sides.each(_order))
        found = {name: state for name in order if (state := self._state(name, states)) is not None}
        retired = tuple(state for state in found.values() if isinstance(state, Retired))
        text = sequence(self.sides.each(lambda bank: counted(bank.text.split())))
        comments = sequence(self.sides.each(lambda bank: counted(bank.comments)))
        return Bank(
            note=self._note(),
            items=tuple(state for state in found.values() if isinstance(state, Item)),
            retired=tuple(sorted(retired, key=lambda each: each.item.id)),
            sentences=self._records(retired),
            text=" ".join(token for token, _ in text),
            generator=self._generator(),
            comments=tuple(token for token, _ in comments),
            places=tuple(name for name in order if name in found),
        )

    def _pick(self, name: str, each: Sides[T]) -> T:
        """Return the side that changed; where both did, and not alike, the preferred one, and note the conflict."""
        if each.ours == each.theirs or each.theirs == each.base:
            return each.ours
        if each.ours == each.base:
            return each.theirs
        if name not in self.conflicts:
            self.conflicts.append(name)
        return each.ours if self._prefer_ours else each.theirs

    def _state(self, name: str, states: Sides[dict[str, State]]) -> State:
        each = states.each(lambda known: known.get(name))
        last = max(_mod(each.ours), _mod(each.theirs))
        each = each.each(lambda state: _timed(state, 0))
        ours, theirs = each.ours, each.theirs
        if isinstance(ours, Item) and isinstance(theirs, Item) and ours != theirs:
            return replace(self._item(ours, theirs, each.base), mod=last)
        if isinstance(ours, Retired) and isinstance(theirs, Retired) and ours != theirs:
            refused = theirs.why in REFUSALS and ours.why not in REFUSALS
            return _timed(theirs if refused else ours, last)
        return _timed(self._pick(f"item {name[:CODE_LENGTH].upper()}", each), last)

    def _item(self, ours: Item, theirs: Item, base: State) -> Item:
        """Return an item that both have, part by part: what is shipped goes together, for its stamp vouches for it."""
        name = f"item {ours.code_on_paper}" if ours.id else "an item without an id"
        sides = Sides(base.item if isinstance(base, Retired) else base, ours, theirs)
        if (recalled := _recalled(sides)) is not None:
            mark = stamp(recalled, link=self._note().link, language=self._note().language)
            ours, theirs = (replace(each, question=recalled.question, stamp=mark) for each in (ours, theirs))
            sides = Sides(sides.base, ours, theirs)
        taken: dict[str, object] = {}
        for part in _PARTS:
            values = self._pick(name, sides.each(partial(_part, part)))
            taken |= dict(zip(part, values, strict=True))
        return replace(ours, **taken)  # type: ignore[arg-type]

    def _records(self, retired: Sequence[Retired]) -> tuple[SentenceRecord, ...]:
        known = self.sides.each(lambda bank: dict(zip(_record_names(bank), bank.sentences, strict=True)))
        refused = {mark: each.why for each in retired for mark in each.sentence.split() if each.why in REFUSALS}
        refused |= {mark: REJECTED for each in retired for mark in each.sentence.split() if each.why == REJECTED}
        return tuple(
            _record(Sides(known.base.get(name), known.ours.get(name), known.theirs.get(name)), refused)
            for name in sequence(self.sides.each(_record_names))
        )

    def _note(self) -> NoteRef:
        def value(name: str) -> str:
            return self._pick(f"the note's {name}", self.sides.each(lambda bank: str(getattr(bank.note, name))))

        return NoteRef(**{field.name: value(field.name) for field in fields(NoteRef)})

    def _generator(self) -> str:
        each = self.sides.each(lambda bank: bank.generator)
        if each.base in (each.ours, each.theirs):
            return each.theirs if each.ours == each.base else each.ours
        return ", ".join(dict.fromkeys([*each.ours.split(", "), *each.theirs.split(", ")]))


_SHIPPED = ("question", "section", "context", "source", "code", "math", "pictures", "stamp")
_APART = ("mod", "id")
_PARTS = (
    _SHIPPED,
    *((field.name,) for field in fields(Item) if field.name not in (*_SHIPPED, *_APART)),
)
"""The parts of an item that two branches may change apart."""


def _name(item: Item) -> str:
    """Return what an item is known by in all three banks: one that a person added has no id before the next build."""
    return item.id or digest("unnamed", item.kind.value, item.question.stem, key_text(item.question), length=20)


def _states(bank: Bank) -> dict[str, State]:
    return {each.item.id: each for each in bank.retired} | {_name(item): item for item in bank.items}


def _order(bank: Bank) -> tuple[str, ...]:
    return woven(bank.places, [_name(item) for item in bank.items], [each.item.id for each in bank.retired])


def _mod(state: State) -> int:
    item = state.item if isinstance(state, Retired) else state
    return item.mod if item else 0


def _recalled(sides: Sides[Item | None]) -> Item | None:
    """Return a free recall prompt with the points of both branches, None where the item isn't one that both changed.

    Its points are the sentences of a deep dive: two branches that edit different ones change the same prompt.
    """
    base, ours, theirs = sides.base, sides.ours, sides.theirs
    if base is None or ours is None or theirs is None or Status.EDITED in (ours.status, theirs.status):
        return None
    old, one, other = base.question, ours.question, theirs.question
    if not (isinstance(old, FreeRecall) and isinstance(one, FreeRecall) and isinstance(other, FreeRecall)):
        return None
    if one.stem != other.stem or old in (one, other):
        return None
    points = sequence(Sides(counted(old.points), counted(one.points), counted(other.points)))
    return replace(ours, question=replace(one, points=tuple(point for point, _ in points))) if points else None


def _part(names: tuple[str, ...], item: Item | None) -> tuple[object, ...]:
    return tuple(getattr(item, name) for name in names) if item else ()


def _timed(state: State, mod: int) -> State:
    """Return the same with another `mod`."""
    if isinstance(state, Retired):
        return replace(state, item=replace(state.item, mod=mod))
    return replace(state, mod=mod) if state else None


def _record_names(bank: Bank) -> tuple[tuple[str, int], ...]:
    return counted([record.hash or f"by hand {' '.join(record.ids)}" for record in bank.sentences])


def _record(each: Sides[SentenceRecord | None], refused: Mapping[str, str]) -> SentenceRecord:
    """Return the record of a sentence that at least one branch has: with what neither of them took away."""
    one, other = each.ours or each.theirs, each.theirs or each.ours
    assert one is not None  # noqa: S101  # one of the two is always there
    assert other is not None  # noqa: S101
    kinds: dict[str, Kind] = {}
    for record in (other, one):
        kinds |= dict(zip(record.ids, record.kinds, strict=False))
    was = each.base.ids if each.base else ()
    kept = sequence(Sides(was, one.ids, other.ids))
    if kept:
        known = tuple(kinds[ident] for ident in kept) if all(ident in kinds for ident in kept) else ()
        return SentenceRecord(hash=one.hash, ids=tuple(kept), kinds=known)
    said = one.reason if not one.ids else other.reason if not other.ids else ""
    return SentenceRecord(hash=one.hash, reason=refused.get(one.hash) or said)


def _marked(ours: str, theirs: str) -> str:
    """Return the text of both, git's conflict marks around the items that differ.

    What stands below `sentences` is ours: the next build sets it right by what a person makes of the items.
    """
    one, other = (text.rstrip("\n").replace("\nretired: []", "\nretired:").split("\n\n") for text in (ours, theirs))
    first = next(number for number, block in enumerate(one) if block.startswith(BECAME))
    last = next((number for number, block in enumerate(one) if block.startswith(LEFT)), len(one))
    blocks: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal" or first <= a < last:
            blocks += one[a:b]
        else:
            mine, yours = ("\n\n".join(part) + "\n" if part else "" for part in (one[a:b], other[c:d]))
            blocks.append(f"<<<<<<< ours\n{mine}=======\n{yours}>>>>>>> theirs")
    return "\n\n".join(blocks) + "\n"
