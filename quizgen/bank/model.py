"""The records of an item bank, one bank a note."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizgen.item import Item, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRef:
    """What a bank knows of its note, so that exports need not read the note again.

    `deck` is the full Anki deck name that the cards were born into, a public key that outlives renames; `tag` is the
    note's part of the cards' tags, the slug at the bank's birth, for the same reason (empty in a bank that has none
    yet: take the slug). `breadcrumb` is what the cards show of where they come from, the deck's own name at birth
    (empty in an early bank: take the deck's), and `stamp` the hash of both when the bank was last built.
    """

    title: str
    path: str
    slug: str
    deck: str
    language: str = "en"
    date: str = ""
    link: str = ""
    ident: str = ""
    tag: str = ""
    breadcrumb: str = ""
    stamp: str = ""

    @property
    def own_name(self) -> str:
        """The deck's own name, without those above it."""
        return self.deck.split("::")[-1].strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRecord:
    """One sentence of the note: a short hash of its text, the ids it gave, or the reason why it gave none.

    `kinds` are those of `ids`, in the same order: an item that was removed by hand is gone from the bank, and its
    Anki note must still be found. An item that was added by hand has a record of its own, whose `hash` is empty. The
    record of a free recall prompt bears the hash of its deep dive.
    """

    hash: str
    ids: tuple[str, ...] = ()
    reason: str = ""
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """An item that left the deck and must still be shipped, so that people who have it learn of it.

    `item` is the item as it last stood, `sentence` the hash of its sentence (to revive it, or never to ask it again)
    and `why` one of "sentence gone", "rejected", "removed by hand", "note gone". A refused sentence that was edited has
    several hashes, the newest first, joined by blanks.
    """

    item: Item
    sentence: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """All that is remembered of one note: its items in note order, its sentences, and what was retired.

    `text` is the hash of the note's text that the bank was made from, `generator` the version that made it: several,
    joined by ", ", where a newer one added items and the others kept their words. `comments` are lines that a person
    wrote beside no item, each with the part above which it stands ("" is the end). `places` are the ids in the order
    of the file, which only says where it keeps the places of what left.
    """

    note: NoteRef
    items: tuple[Item, ...] = ()
    sentences: tuple[SentenceRecord, ...] = ()
    retired: tuple[Retired, ...] = ()
    text: str = ""
    generator: str = ""
    comments: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = field(default=(), compare=False)
