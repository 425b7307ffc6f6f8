"""The tags of an Anki note: where its item comes from, by note, section and kind."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from quizgen.item import Item, Kind

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


@dataclass(slots=True)
class TagMaker:
    """Makes the tags of one bank's items."""

    slug: str
    retired: bool = False
    _note: str = ""
    _made: dict[tuple[str, Kind], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._note = f"quizgen::note::{tag_part(self.slug)}"

    def tags(self, item: Item) -> str:
        """Return an item's tags as Anki stores them: sorted, a blank before and after each.

        Anki replaces all tags of an Anki note when it updates it.
        """
        place = (item.section, item.kind)
        made = self._made.get(place)
        if made is None:
            tags = [self._note, f"quizgen::kind::{item.kind.value}"]
            if item.section:
                tags.append(f"quizgen::section::{tag_part(item.section)}")
            if self.retired:
                tags.append(RETIRED)
            made = self._made[place] = f" {' '.join(sorted(tags))} "
        return made
