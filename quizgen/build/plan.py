"""The plan: which notes must be worked on, told by the fingerprints that their outputs carry."""

from __future__ import annotations

from pathlib import Path

from quizgen.build.fingerprint import mark_of_package, mark_of_page, note_digest, package_mark, page_mark, page_settings
from quizgen.build.inventory import Place
from quizgen.build.records import BANK, KEY, PACKAGE, QUIZ, SHEET, Settings
from quizgen.export.sheet import template_bytes
from quizgen.project import Project

_PAGE_HEAD = 4096


class Planner:
    """Tells of each place whether its outputs are already what its note, bank, templates and options give."""

    def __init__(self, project: Project, settings: Settings) -> None:
        self._project = project
        self._settings = settings
        self._decks = project.root / project.decks
        self._pages = page_settings(settings, template_bytes(*map(Path, settings.templates)))

    def is_fresh(self, place: Place) -> bool:
        """Return whether nothing need be done for a note; its files are read, but nothing is parsed."""
        if place.moved or place.note is None or self._settings.regenerate or self._settings.mod_floor:
            return False
        folder = self._decks / place.folder
        try:
            data = (self._project.root / place.note).read_bytes()
            bank = (folder / BANK).read_bytes()
            pages = [_head(folder / name) for name in (SHEET, KEY, QUIZ)]
        except OSError:
            return False
        mark = page_mark(self._pages, note_digest(data), bank)
        deck = package_mark(self._settings, bank)
        return mark_of_package(folder / PACKAGE) == deck and all(mark_of_page(page) == mark for page in pages)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_PAGE_HEAD)
