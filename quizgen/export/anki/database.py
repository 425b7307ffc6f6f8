"""The SQLite collection inside a package: genanki's schema and note types, rows written in bulk."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from quizgen.bank.model import Bank
from quizgen.export.anki.decks import RETIRED_PARENT, deck_id, deck_json, description, sound_name, split
from quizgen.export.anki.fields import FieldMaker
from quizgen.export.anki.notetype_mods import NotetypeMods
from quizgen.export.anki.notetypes import NOTETYPES, model_json
from quizgen.export.anki.style import Style
from quizgen.export.anki.tags import TagMaker
from quizgen.export.anki.unfit import Unfit
from quizgen.item import Item
from quizgen.problem import Problem, Span

_NOTE = "INSERT INTO notes VALUES(?,?,?,?,-1,?,?,?,0,0,'')"
_CARD = "INSERT INTO cards VALUES(?,?,?,0,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')"
_EARLIEST = 1_000_000_000_000
"""The least id of an Anki note, in milliseconds: ids are the times of `mod`, and small ones upset Anki."""

Locate = Callable[[Bank, str], Span | None]
"""Says where the item with an id stands, for problems: a bank doesn't know its file's lines."""

NoteRow = tuple[int, str, int, int, str, str, str]
CardRow = tuple[int, int, int, int, int]


def guid(item_id: str) -> str:
    """Return the GUID of an item's Anki note: what tells every user's Anki which note an update is for."""
    return f"quizgen-{item_id}"


@dataclass(slots=True)
class Writer:
    """Writes banks into one connection, one after the other; `problems` fills with the items that can't be packaged."""

    connection: sqlite3.Connection
    notetype_mods: NotetypeMods
    style: Style
    locate: Locate | None = None
    problems: list[Problem] = field(default_factory=list)
    _decks: dict[str, dict[str, object]] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _known: set[str] = field(default_factory=set)
    _ids: set[int] = field(default_factory=set)
    _next: dict[int, int] = field(default_factory=dict)

    def begin(self) -> None:
        """Make the tables, without their indexes: rows go in faster."""
        import genanki.apkg_col
        import genanki.apkg_schema

        self.connection.execute("PRAGMA page_size=4096")
        self.connection.execute("PRAGMA auto_vacuum=0")
        self.connection.execute("BEGIN")
        for statement in _statements(genanki.apkg_schema.APKG_SCHEMA, indexes=False):
            self.connection.execute(statement)
        self.connection.execute(genanki.apkg_col.APKG_COL)

    def add(self, bank: Bank, names: Mapping[str, str]) -> None:
        """Write one bank's items; `names` gives the media name of each picture's path."""
        live, retired = split(bank)
        name = bank.note.deck
        if not sound_name(name):
            hint = "levels are joined by ::, none may be empty or start or end with a blank"
            text = f"Anki would change the deck name {name!r}"
            self._report("A014", text, hint, bank)
            return
        self._write(live, bank, names, self._deck(name, description(bank, live) if live else ""), retired=False)
        if retired:
            gone = f"{RETIRED_PARENT}::{name}"
            text = f"Cards of “{name.split('::')[-1]}” that are no longer asked; delete them as you like."
            self._write(retired, bank, names, self._deck(gone, text), retired=True)

    def finish(self) -> None:
        """Write decks and note types, then the indexes, and commit."""
        import genanki.apkg_schema

        (text,) = self.connection.execute("SELECT decks FROM col").fetchone()
        decks = {**json.loads(text), **{str(deck["id"]): deck for deck in self._decks.values()}}
        models = {
            str(notetype.model_id): model_json(notetype, self.style, mod=self.notetype_mods.of(notetype).mod)
            for notetype in NOTETYPES
            if notetype.key in self._used
        }
        self.connection.execute("UPDATE col SET decks = ?, models = ?", (json.dumps(decks), json.dumps(models)))
        for statement in _statements(genanki.apkg_schema.APKG_SCHEMA, indexes=True):
            self.connection.execute(statement)
        self.connection.commit()

    def _deck(self, name: str, desc: str) -> int:
        if name not in self._decks:
            self._decks[name] = deck_json(name, deck_id(name), desc)
        number: int = self._decks[name]["id"]  # type: ignore[assignment]  # the id that we gave
        return number

    def _write(self, items: Iterable[Item], bank: Bank, names: Mapping[str, str], deck: int, *, retired: bool) -> None:
        cards: list[CardRow] = []
        self.connection.executemany(_NOTE, self._rows(items, bank, names, deck, cards, retired=retired))
        self.connection.executemany(_CARD, cards)

    def _rows(
        self,
        items: Iterable[Item],
        bank: Bank,
        names: Mapping[str, str],
        deck: int,
        cards: list[CardRow],
        *,
        retired: bool,
    ) -> Iterator[NoteRow]:
        # A retired Anki note keeps no link: one that changes later would change it without a newer `mod`.
        note = replace(bank.note, link="") if retired else bank.note
        fields, tags = FieldMaker(note, names), TagMaker(bank.note.tag or bank.note.slug, retired=retired)
        for item in items:
            try:
                notetype, values = fields.tombstone(item) if retired else fields.fields(item)
            except Unfit as unfit:
                self._report(unfit.code, f"item {item.id}: {unfit.text}", unfit.hint, bank, item.id)
                continue
            if not item.id or item.id in self._known:
                text = f"two items have the id {item.id!r}" if item.id else "an item has no id"
                self._report("A004", text, "an id is made when an item is born; remove the copy", bank, item.id)
                continue
            self._known.add(item.id)
            self._used.add(notetype.key)
            mod = item.mod
            number = self._id(mod)
            cards.append((number, number, deck, mod, len(cards) + 1))
            yield number, guid(item.id), notetype.model_id, mod, tags.tags(item), "\x1f".join(values), values[0]

    def _id(self, mod: int) -> int:
        number = self._next.get(mod, max(mod * 1000, _EARLIEST))
        while number in self._ids:
            number += 1
        self._ids.add(number)
        self._next[mod] = number + 1
        return number

    def _report(self, code: str, text: str, hint: str, bank: Bank, item: str = "") -> None:
        span = self.locate(bank, item) if self.locate and item else None
        self.problems.append(Problem(code=code, text=text, hint=hint, span=span, path=bank.note.path))


def _statements(script: str, *, indexes: bool) -> Iterator[str]:
    for statement in script.split(";"):
        if statement.strip() and statement.lstrip().startswith("CREATE INDEX") is indexes:
            yield statement
