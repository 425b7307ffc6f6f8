"""The tags of an Anki note: where its item comes from, by note, section and kind."""

from __future__ import annotations

import re
import unicodedata

from quizgen.bank.model import NoteRef
from quizgen.item import Item

RETIRED = "quizgen::retired"
"""The tag of every Anki note that is shipped only so that people who have it learn that it is no longer asked."""

_NO_WORD = re.compile(r"[^\w]+")
_LONGEST = 60


def tag_part(text: str) -> str:
    """Return a text as one level of a tag: small letters and digits joined by dashes, at most 60; never empty."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    part = _NO_WORD.sub("-", folded).strip("-_")
    if len(part) > _LONGEST:
        part = part[: _LONGEST + 1].rpartition("-")[0] or part[:_LONGEST]
    return part.strip("-_") or "none"


def tags_of(item: Item, note: NoteRef, *, retired: bool) -> tuple[str, ...]:
    """Return an item's tags, sorted; Anki replaces all tags of an Anki note when it updates it."""
    tags = [f"quizgen::note::{tag_part(note.slug)}", f"quizgen::kind::{item.kind.value}"]
    if item.section:
        tags.append(f"quizgen::section::{tag_part(item.section)}")
    if retired:
        tags.append(RETIRED)
    return tuple(sorted(tags))
