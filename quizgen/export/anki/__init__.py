"""Anki packages: banks in, `.apkg` bytes out; genanki stays behind this room's door."""

from quizgen.export.anki.content import Content, NotAPackage, PackagedNote, content_hash, fingerprint_of, read_package
from quizgen.export.anki.database import guid
from quizgen.export.anki.decks import SEARCH, deck_name, sound_name
from quizgen.export.anki.former import former_items
from quizgen.export.anki.libraries import differing_libraries
from quizgen.export.anki.notetype_mods import NotetypeMod, NotetypeMods, dump, load, refresh
from quizgen.export.anki.package import package, write_package
from quizgen.export.anki.style import VARIABLES, Style, parse_style

__all__ = [
    "SEARCH",
    "VARIABLES",
    "Content",
    "NotAPackage",
    "NotetypeMod",
    "NotetypeMods",
    "PackagedNote",
    "Style",
    "content_hash",
    "deck_name",
    "differing_libraries",
    "dump",
    "fingerprint_of",
    "former_items",
    "guid",
    "load",
    "package",
    "parse_style",
    "read_package",
    "refresh",
    "sound_name",
    "write_package",
]
