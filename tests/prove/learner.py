"""A learner with years of reviews to lose: acts in a real collection, and what there is in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.export.anki.backend import Imported, import_package

if TYPE_CHECKING:
    from anki.collection import Collection
    from anki.notes import Note as AnkiNote

_CARD = "id, did, ord, type, queue, due, ivl, factor, reps, lapses, left, flags, data"


@dataclass(frozen=True, slots=True)
class Kept:
    """One Anki note in the collection: its words, and its cards with all that scheduling knows of them."""

    mod: int
    model: str
    fields: tuple[str, ...]
    tags: frozenset[str]
    cards: tuple[tuple[object, ...], ...]
    reviews: tuple[tuple[object, ...], ...]

    @property
    def words(self) -> tuple[tuple[str, ...], frozenset[str]]:
        """Fields and tags: what an update replaces."""
        return self.fields, self.tags


@dataclass
class Learner:
    """A collection, the clock that its owner lives by, and the Anki notes that the owner changed (when) or deleted."""

    collection: Collection
    folder: Path
    edited: dict[str, int] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)

    def snapshot(self) -> dict[str, Kept]:
        """Return every Anki note by GUID; fails where a GUID stands twice."""
        db = self.collection.db
        assert db is not None
        names = {notetype["id"]: notetype["name"] for notetype in self.collection.models.all()}
        cards: dict[int, list[tuple[object, ...]]] = {}
        reviews: dict[int, list[tuple[object, ...]]] = {}
        for note, *card in db.execute(f"SELECT nid, {_CARD} FROM cards ORDER BY id"):
            cards.setdefault(note, []).append(tuple(card))
        for note, *review in db.execute("SELECT c.nid, r.* FROM revlog r JOIN cards c ON r.cid = c.id ORDER BY r.id"):
            reviews.setdefault(note, []).append(tuple(review))
        found: dict[str, Kept] = {}
        for number, guid, model, mod, tags, fields in db.execute("SELECT id, guid, mid, mod, tags, flds FROM notes"):
            assert guid not in found, f"{guid} stands twice"
            found[guid] = Kept(
                mod=mod,
                model=names[model],
                fields=tuple(fields.split("\x1f")),
                tags=frozenset(tags.split()),
                cards=tuple(cards.get(number, ())),
                reviews=tuple(reviews.get(number, ())),
            )
        return found

    def get(self, apkg: bytes) -> Imported:
        """Import a package with Anki's default options."""
        path = self.folder / "deck.apkg"
        path.write_bytes(apkg)
        return import_package(self.collection, path)

    def notes(self) -> list[AnkiNote]:
        """The Anki notes, in an order that is the same in every run."""
        numbers = self.collection.find_notes("")
        return sorted(map(self.collection.get_note, numbers), key=lambda note: note.guid)

    def review(self, rating: int) -> None:
        """Answer the next card, if there is one, by Anki's scheduler; rating from 0 (again) to 3 (easy)."""
        from anki.cards import Card
        from anki.scheduler.v3 import Scheduler

        scheduler = self.collection.sched
        assert isinstance(scheduler, Scheduler)
        for queued in scheduler.get_queued_cards(fetch_limit=1).cards:
            card = Card(self.collection, backend_card=queued.card)
            card.start_timer()
            answer = scheduler.build_answer(card=card, states=queued.states, rating=rating)  # type: ignore[arg-type]
            scheduler.answer_card(answer)

    def edit(self, note: AnkiNote, text: str, now: int) -> None:
        """Change a field of an Anki note."""
        note.fields[-1 if note.note_type()["name"] == "quizgen cloze" else 1] = text  # type: ignore[index]
        self._write(note, now)

    def tag(self, note: AnkiNote, tag: str, now: int) -> None:
        """Add a tag to an Anki note."""
        note.add_tag(tag)
        self._write(note, now)

    def _write(self, note: AnkiNote, now: int) -> None:
        """Save an Anki note at the time that the learner's clock shows, not at that of the test."""
        self.collection.update_note(note)
        db = self.collection.db
        assert db is not None
        db.execute("UPDATE notes SET mod = ? WHERE id = ?", now, note.id)
        self.edited[note.guid] = now

    def suspend(self, note: AnkiNote) -> None:
        """Suspend an Anki note's card."""
        self.collection.sched.suspend_cards(note.card_ids())

    def flag(self, note: AnkiNote) -> None:
        """Set a flag on an Anki note's card."""
        self.collection.set_user_flag_for_cards(2, note.card_ids())

    def move(self, note: AnkiNote, deck: str) -> None:
        """Move an Anki note's card into a deck of the learner's own."""
        number = self.collection.decks.id(deck)
        assert number is not None
        self.collection.set_deck(note.card_ids(), number)

    def delete(self, note: AnkiNote) -> None:
        """Delete an Anki note."""
        self.collection.remove_notes([note.id])
        self.deleted.add(note.guid)
        self.edited.pop(note.guid, None)
