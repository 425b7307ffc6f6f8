"""Decks: their names, their descriptions, and Anki's JSON for them."""

from __future__ import annotations

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from quizgen.bank.model import Bank, Retired
from quizgen.export.anki.notetypes import notetype_of
from quizgen.export.anki.tags import RETIRED
from quizgen.export.markup import clean
from quizgen.item import Item, Kind, Status

RETIRED_PARENT = "Retired"
"""The deck above all decks of retired items, outside every project's own tree."""

SEARCH = f"tag:{RETIRED}"
"""The search in Anki's browser that finds every retired card."""

_LONGEST = 120
_DEEPEST = 50
_DROPPED = re.compile(r"[\t\n]")
_NAMES = {
    Kind.SHORT_ANSWER: ("short answer", "short answers"),
    Kind.CLOZE: ("cloze", "clozes"),
    Kind.TRUE_FALSE: ("true or false", "true or false"),
    Kind.MULTIPLE_CHOICE: ("multiple choice", "multiple choice"),
}


def deck_name(parent: str, title: str) -> str:
    """Return the full Anki deck name for a note's deck below `parent`, as it will stand in every user's collection.

    Anki trims each level and splits at `::`; so a title's own colons are set apart, and it is cut at 120 characters.
    """
    flat = re.sub(r":(?=:)", ": ", " ".join(clean(title).split()))
    levels = [_trimmed(" ".join(level.split())) for level in clean(parent).split("::")]
    name = "::".join([*(level for level in levels if level), _trimmed(flat[:_LONGEST]) or "Untitled"])
    return f"{name} deck" if name.casefold() == "default" else name


def _trimmed(level: str) -> str:
    return level.strip(": ")


def sound_name(name: str) -> bool:
    """Tell whether Anki would keep a deck's full name as it stands; if not, two imports could make two decks of it."""
    levels = name.split("::")
    kept = all(level and level == level.strip().strip(":") and not _DROPPED.search(level) for level in levels)
    return kept and clean(name) == name and name.casefold() != "default" and len(levels) <= _DEEPEST


def split(bank: Bank) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return a bank's items for Anki: those to learn, and those shipped as retired (gone, removed or rejected)."""
    fit = [item for item in bank.items if notetype_of(item.kind) is not None]
    live = tuple(item for item in fit if item.status is not Status.REJECTED)
    known = {item.id for item in fit}
    gone = [retired.item for retired in bank.retired if _ships(retired, known)]
    return live, (*(item for item in fit if item.status is Status.REJECTED), *gone)


def _ships(retired: Retired, known: set[str]) -> bool:
    return notetype_of(retired.item.kind) is not None and retired.item.id not in known


def description(bank: Bank, live: Iterable[Item]) -> str:
    """Return what Anki shows of a deck, as HTML: which version it is, what it holds, and how to find retired cards."""
    items = tuple(live)
    counts = Counter(item.kind for item in items)
    listed = ", ".join(f"{counts[kind]} {names[counts[kind] != 1]}" for kind, names in _NAMES.items() if counts[kind])
    total = f"{len(items)} {'card' if len(items) == 1 else 'cards'}: {listed}." if items else "No cards."
    lines = [html.escape(clean(bank.note.title)), f"Version {version(bank)}. {total}"]
    if bank.note.link.startswith(("https://", "http://")):
        lines.append(html.escape(clean(bank.note.link)))
    lines.append(f"Cards that are no longer asked: search for {SEARCH}")
    return "<br>".join(line for line in lines if line)


def version(bank: Bank) -> str:
    """Return which version of a deck this is: the day of its last change (UTC) and six digits of its content's hash."""
    items = (*bank.items, *(retired.item for retired in bank.retired))
    last = max((item.mod for item in items), default=0)
    sha = hashlib.sha256("".join(sorted(f"{item.id} {item.mod} {item.stamp}\n" for item in items)).encode())
    return f"{datetime.fromtimestamp(last, UTC):%Y-%m-%d}-{sha.hexdigest()[:6]}"


def deck_json(name: str, deck_id: int, desc: str) -> dict[str, object]:
    """Return a deck as Anki's JSON, made by genanki."""
    import genanki

    json_form: dict[str, object] = genanki.Deck(deck_id, name, desc).to_json()
    return json_form


def deck_id(name: str) -> int:
    """Return a deck's id within a package; Anki drops it at import and goes by the name."""
    return (1 << 30) + int.from_bytes(hashlib.sha256(f"quizgen/deck/{name}".encode()).digest()[:8], "big") % (1 << 50)
