"""What differs between two states of a bank, item by item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quizgen.bank.model import Bank, NoteRef, Retired
from quizgen.bank.similarity import similarity
from quizgen.bank.stamp import note_stamp, stamp
from quizgen.item import Item, Kind, Status, key_text


class What(StrEnum):
    """What happened to an item, in the order of a report."""

    ADDED = "added"
    CHANGED = "changed"
    EDITED = "edited"
    REPAIRED = "re-paired"
    STALE = "stale"
    REVIVED = "revived"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One item's change: how it was (`before`) and is (`after`); None where it wasn't, or isn't any more, in the deck.

    `score` is how alike old and new source sentence are (of free recall: old and new points), 0 to 1, where the item
    follows another sentence. `why` says why an item was retired, or that nothing but the note's link changed.
    """

    what: What
    id: str
    before: Item | None = None
    after: Item | None = None
    score: float | None = None
    why: str = ""

    @property
    def item(self) -> Item:
        """The item as it is now, or last was."""
        found = self.after or self.before
        assert found is not None  # noqa: S101  # one of the two is always there
        return found


def compare(before: Bank | None, after: Bank) -> tuple[Change, ...]:
    """Return what changed in the deck from one state of a bank to another: in the order of the items, then what left.

    Only what is shipped counts, with `edited` and `stale` beside it: another score, rule or remark is no change.
    """
    was = {item.id: item for item in before.items} if before else {}
    gone = {each.item.id: each for each in before.retired} if before else {}
    notes = (before.note if before else after.note, after.note)
    found = [change for item in after.items if (change := _change(item, was.get(item.id), gone.get(item.id), notes))]
    order = {ident: number for number, ident in enumerate(was)}
    living = {item.id for item in after.items}
    lost = [each for each in after.retired if each.item.id not in gone and each.item.id not in living]
    lost.sort(key=lambda each: (order.get(each.item.id, len(order)), each.item.id))
    found += [Change(what=What.RETIRED, id=each.item.id, before=each.item, why=each.why) for each in lost]
    found += _vanished(was, living | {each.item.id for each in after.retired})
    return tuple(found)


def _change(item: Item, old: Item | None, gone: Retired | None, notes: tuple[NoteRef, NoteRef]) -> Change | None:
    if gone is not None:
        return Change(what=What.REVIVED, id=item.id, before=gone.item, after=item)
    if old is None:
        return Change(what=What.ADDED, id=item.id, after=item)
    sources = [each.source.text if each.source else "" for each in (old, item)]
    moved = all(sources) and sources[0] != sources[1]
    texts = [key_text(each.question) for each in (old, item)] if item.kind is Kind.FREE_RECALL else sources
    score = round(similarity(*texts), 3) if moved else None
    why = ""
    if item.status is Status.STALE and old.status is not Status.STALE:
        what = What.STALE
    elif moved:
        what = What.REPAIRED
    elif item.status is Status.EDITED and old.status is not Status.EDITED:
        what = What.EDITED
    elif stamp(item, link=notes[1].link) != stamp(old, link=notes[0].link):
        what = What.CHANGED
        why = "link" if stamp(item) == stamp(old) else ""
    elif notes[0].stamp and note_stamp(notes[0]) != note_stamp(notes[1]):
        what = What.CHANGED
        why = "breadcrumb or tag"
    else:
        return None
    return Change(what=what, id=item.id, before=old, after=item, score=score, why=why)


def _vanished(was: dict[str, Item], known: set[str]) -> Iterator[Change]:
    for ident, item in was.items():
        if ident and ident not in known:
            yield Change(what=What.RETIRED, id=ident, before=item, why="no longer in the bank")
