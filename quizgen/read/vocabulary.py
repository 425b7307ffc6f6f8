"""The word lists of the read room, from `vocabulary.txt` beside this module."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class Label(StrEnum):
    """What a label line or a label heading announces."""

    SUMMARY = "summary"
    TAKEAWAYS = "takeaways"
    DIVES = "deep dives"
    TRANSCRIPT = "transcript"
    OUTRO = "outro"
    META = "metadata"
    ADVERT = "advertising"
    PERSONAL = "personal"
    LINKS = "links"
    QUOTE = "quote"
    KEYWORDS = "keywords"
    QUESTIONS = "questions"


def _load() -> dict[str, tuple[str, ...]]:
    """Return the entries of each section of the file, in order."""
    sections: dict[str, str] = {}
    name = ""
    for line in Path(__file__).with_name("vocabulary.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif not line.startswith("#"):
            sections[name] = f"{sections.get(name, '')} {line}"
    return {name: tuple(part.strip() for part in text.split("|")) for name, text in sections.items()}


def _weighted(entries: tuple[str, ...]) -> dict[str, int]:
    pairs = (entry.rpartition("=") for entry in entries)
    return {word: int(weight) for word, _, weight in pairs}


_SECTIONS = _load()

LABELS = {entry: label for label in Label for entry in _SECTIONS[f"label {label.value}"]}
"""What each label announces; labels are in lower case, without their colon."""
ICONS = frozenset(_SECTIONS["icons"])
"""Names of icons that a copied page leaves behind as words."""
PLAYER = _SECTIONS["player"]
"""Starts of short lines that a player or a page's buttons leave behind."""
FOOTERS = _SECTIONS["footers"]
"""Starts of the footers that exporting tools leave behind."""
PROGRAMME = _weighted(_SECTIONS["programme"])
"""Words of programme notes with their weight as evidence."""
ADVERTS = _SECTIONS["adverts"]
"""Starts, or any two parts, of advertising lines."""
ERRANDS = _SECTIONS["errands"]
"""Starts of words about errands and logistics."""
META_LEADS = frozenset(_SECTIONS["meta"])
"""What stands before the colon of a line of names, dates or links."""
TITLE_LEADS = frozenset(_SECTIONS["titles"])
"""What stands before the colon of a line with the title."""
MONTHS = {name: number for number in range(1, 13) for name in _SECTIONS[f"month {number}"]}
"""The number of each month's name."""
DATE_LEADS = _weighted(_SECTIONS["dates"])
"""Names of dates with their rank, the higher the better."""
GUEST_MARKS = _SECTIONS["guests"]
"""Words before a guest's name in a title."""
OTHER_DATES = frozenset(_SECTIONS["other dates"])
"""What stands before dates that say nothing about when a note came out."""
DESCRIPTIONS = frozenset(_SECTIONS["descriptions"])
"""What stands before a description in a list of metadata."""
LINK_LEADS = frozenset(_SECTIONS["links"])
"""What stands before the address of what a note is about."""
LANGUAGES = _SECTIONS["languages"]
"""Codes of the languages that a note can be in."""
DROPPED_TAGS = frozenset(_SECTIONS["html dropped"])
"""Elements of a page that hold nothing to read."""
INLINE_TAGS = frozenset(_SECTIONS["html inline"])
"""Elements within a line of text."""
SIDE_NAMES = frozenset(_SECTIONS["html side"])
"""Classes and ids of what stands around the content of a page."""
