"""The plan: which notes must be worked on, told by the fingerprints that their outputs carry."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quizgen.build import manifest as manifests
from quizgen.build.collection import Pictures
from quizgen.build.fingerprint import (
    HEAD,
    TAIL,
    Seal,
    note_digest,
    package_holds,
    package_mark,
    package_settings,
    page_holds,
    page_mark,
    page_settings,
    seal_of_package,
    seal_of_page,
)
from quizgen.build.manifest import Kept, Manifest
from quizgen.build.opening import Opened, take_or_nothing
from quizgen.build.pictures import shown_pictures
from quizgen.build.places import Place
from quizgen.build.records import BANK, KEY, PACKAGE, QUIZ, SHEET, Settings
from quizgen.build.rows import Row, dump_row, parse_row, row_of
from quizgen.project import Project

_PAGES = (SHEET, KEY, QUIZ)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a look at a note, its bank and its outputs in its own folder brought.

    `fresh` says that nothing need be done, and `same_note` that the bank is this note's and the note as it was when its
    outputs were made. `state` is what the manifest keeps (empty where it isn't to be trusted), `row` the manifest's
    text for the bank's row, None where there is no bank. `pictures` are the paths of the pictures that items show.
    """

    fresh: bool
    same_note: bool
    state: str = ""
    row: str | None = None
    pictures: tuple[str, ...] = ()


class Planner:
    """Tells of each place whether its outputs are already what its note, bank, templates and options give.

    A place that the manifest of the last build knows with the same states of its files isn't read. With `thorough`, the
    manifest doesn't count, and every byte of every output is compared with the hash that it carries.
    """

    def __init__(
        self,
        project: Project,
        settings: Settings,
        last: Manifest,
        *,
        shared: frozenset[str] = frozenset(),
        start: int = 0,
        thorough: bool = False,
    ) -> None:
        from quizgen.export.sheet import template_bytes

        self._project = project
        self._root = str(project.root)
        self._decks = str(project.root / project.decks)
        self._settings = settings
        self._last = last
        self._shared = shared
        self._start = start
        self._thorough = thorough
        self._looks: dict[str, Look] = {}
        self._pictures = Pictures(project.root)
        self.pages = page_settings(settings, template_bytes(*map(Path, settings.templates)))
        self.packages = package_settings(settings)

    def look(self, folder: str, note: str | None) -> Look:
        """Return what there is to say of a note (None: gone) and its folder below decks/; looked at once only."""
        if folder not in self._looks:
            self._looks[folder] = self._look(folder, note)
        return self._looks[folder]

    def is_fresh(self, place: Place) -> bool:
        """Return whether nothing need be done for a place."""
        if place.moved or place.new or self._settings.regenerate or self._settings.mod_floor:
            return False
        return self.look(place.folder, place.note).fresh

    def note_state(self, note: str | None) -> tuple[bytes, bool]:
        """Return the state of a note's file, and whether it can be trusted."""
        if note is None:
            return b"", True
        state, newest = manifests.file_state(f"{self._root}/{note}")
        return state, not manifests.is_racy(newest, self._start)

    def state_of(self, folder: str, note_state: bytes, pictures: tuple[str, ...]) -> tuple[Kept, bool]:
        """Return the state of a note, its outputs and its pictures as they are now.

        The flag says that the pictures can't have changed since the build began without their times telling.
        """
        outputs, newest = manifests.outputs_state(f"{self._decks}/{folder}", shared=folder in self._shared)
        shown, changed = manifests.pictures_state(self._root, pictures)
        kept = Kept(manifests.state_text(note_state, outputs, shown), max(newest, changed), pictures)
        return kept, not manifests.is_racy(changed, self._start)

    def _look(self, folder: str, note: str | None) -> Look:
        known = None if self._thorough else self._last.entries.get(folder)
        if known and known.note == (note or ""):
            note_state, _ = self.note_state(note)
            kept, _ = self.state_of(folder, note_state, known.pictures)
            if known.state == kept.state:
                return Look(fresh=True, same_note=True, state=kept.state, row=known.row, pictures=known.pictures)
        return self._read(folder, note)

    def _read(self, folder: str, note: str | None) -> Look:
        home = f"{self._decks}/{folder}/"
        text = take_or_nothing(f"{self._root}/{note}") if note else Opened(state=b"")
        bank = take_or_nothing(home + BANK)
        row = row_of(bank.data.decode("utf-8", "replace"), path=f"{self._project.decks}/{folder}/{BANK}")
        if row is None:
            return Look(fresh=False, same_note=False)
        deck = take_or_nothing(home + PACKAGE, last=TAIL)
        pages = [take_or_nothing(home + name, first=HEAD) for name in _PAGES]
        digest = note_digest(text.data)
        mark = page_mark(self.pages, digest, bank.data)
        deck_mark = package_mark(self.packages, bank.data)
        own = row.note.path == (note or row.note.path)
        stands = same = not self._thorough and _hold(row, deck, pages, deck_mark, mark)
        if not stands:
            seals = [_page_seal(home + name, thorough=self._thorough) for name in _PAGES]
            same = any(seal.note == digest for seal in seals if seal)
            stands = self._stands(home, row, seals, mark, deck_mark, gone=note is None)
        pictures, shown = shown_pictures(bank.data, self._pictures) if stands else ((), False)
        return Look(
            fresh=stands and shown,
            same_note=own and same,
            state=self._state(home, (text, bank, deck, *pages), pictures, shared=folder in self._shared),
            row=dump_row(row),
            pictures=pictures,
        )

    def _state(self, home: str, files: tuple[Opened, ...], pictures: tuple[str, ...], *, shared: bool) -> str:
        """Return the state of a note and its outputs as they were opened; empty where it isn't to be trusted."""
        folder, changed = (b"", 0) if shared else manifests.file_state(home)
        shown, last = manifests.pictures_state(self._root, pictures) if pictures else (b"", 0)
        if manifests.is_racy(max(changed, last, *(each.changed for each in files)), self._start):
            return ""
        outputs = b"".join([each.state for each in files[1:]])
        return manifests.state_text(files[0].state, outputs + folder, shown)

    def _stands(self, home: str, row: Row, seals: list[Seal | None], mark: str, deck_mark: str, *, gone: bool) -> bool:
        """Tell whether a bank's outputs are what they should be.

        Without live items there are no pages, and only a page tells which text of the note it was made from: the bank
        of a note that is still there must then be loaded.
        """
        deck = seal_of_package(home + PACKAGE, thorough=self._thorough)
        if not deck.whole or deck.mark != deck_mark:
            return False
        if not sum(row.counts.kinds.values()):
            return gone and not any(seals)
        return all(seal is not None and seal.whole and seal.mark == mark for seal in seals)


def _hold(row: Row, deck: Opened, pages: list[Opened], deck_mark: str, mark: str) -> bool:
    """Tell whether a bank with live items has a deck and pages with the right fingerprints, all of the right size."""
    if not row.counts.kinds or not package_holds(deck.data, deck.size, deck_mark):
        return False
    return all(page_holds(page.data, page.size, mark) for page in pages)


def _page_seal(path: str, *, thorough: bool) -> Seal | None:
    """Return what a page says of itself, None where there is none."""
    page = take_or_nothing(path, first=None if thorough else HEAD)
    if page.state == manifests.NO_STATE:
        return None
    seal = seal_of_page(page.data, page.size, thorough=thorough)
    return seal if seal.whole or thorough else seal_of_page(take_or_nothing(path).data, page.size, thorough=True)


def row_from(look: Look) -> Row | None:
    """Return the row that a look brought, None where there is no bank that can be read."""
    return parse_row(look.row) if look.row else None
