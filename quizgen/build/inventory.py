"""The inventory: which notes and banks a project has, and which bank belongs to which note."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.build.fingerprint import note_digest, seal_of_page
from quizgen.build.places import Place, folder_of, unfit_name
from quizgen.build.records import BANK, KEY, OUTPUTS, QUIZ, SHEET
from quizgen.files import TEMPORARY
from quizgen.problem import Problem, QuizgenError
from quizgen.project import CONFIG, Project
from quizgen.tree import SUFFIXES, find_notes

if TYPE_CHECKING:
    from quizgen.bank.model import Bank
    from quizgen.note import Note
    from quizgen.read import Limits, Reader

__all__ = ["Found", "Inventory", "Place", "bank_files", "find_files", "folder_of", "match", "take_inventory"]

Unchanged = Callable[[str, str], bool]
"""Tells of a note, by its folder and path, whether it is as it was when its pages were made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """All places of a project in the order of their notes, and what was wrong with its folders."""

    places: tuple[Place, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What lies in a project: notes by folder, the folders that have a bank, and what is to be swept.

    `litter` are files that a killed build was writing, `orphans` outputs in folders without a bank or a note: paths
    relative to decks/.
    """

    notes: Mapping[str, str]
    banks: tuple[str, ...]
    litter: tuple[str, ...] = ()
    orphans: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def take_inventory(project: Project, *, limits: Limits) -> Inventory:
    """Return the places of all notes and banks. Raises QuizgenError when the folder of notes is missing.

    Notes that changed, notes without a bank and banks without a note are matched by front matter, text, path, link and
    likeness (`quizgen.bank.match`); a bank that no note claims stays, as that of a note that is gone.
    """
    found = find_files(project)

    def unchanged(folder: str, note: str) -> bool:
        home = project.root / project.decks / folder
        try:
            mark = note_digest((project.root / note).read_bytes())
        except OSError:
            return True
        return any(note_of_page(home / name) == mark for name in (SHEET, KEY, QUIZ))

    return match(project, found, limits=limits, unchanged=unchanged)


def note_of_page(path: Path) -> str:
    """Return the hash of the note's text that a page was made from, empty where it doesn't say."""
    try:
        with path.open("rb") as file:
            return seal_of_page(file.read(4096), 0).note
    except OSError:
        return ""


def find_files(project: Project) -> Found:
    """Return what lies in a project; raises QuizgenError when the folder of notes is missing."""
    seeds = project.root / project.seeds
    if not seeds.is_dir():
        hint = f"make it and put your notes there, or name another one with `seeds:` in {project.root / CONFIG}"
        problem = Problem(code="C010", text="the folder of notes is missing", hint=hint, path=str(seeds))
        raise QuizgenError(problem, exit_code=2)
    suffixes = [*SUFFIXES, *(suffix for reader in _readers(project) for suffix in reader.suffixes)]
    tree = find_notes(seeds, ignore=project.ignore, suffixes=suffixes)
    notes: dict[str, str] = {}
    problems = list(tree.problems)
    for path in tree.paths:
        folder, note = folder_of(path), f"{project.seeds}/{path}"
        unfit = unfit_name(folder, path=note)
        if unfit is None:
            notes[folder] = note
        else:
            problems.append(unfit)
    walk = _Walk(str(project.root / project.decks))
    orphans = tuple(path for path in walk.outputs if path.rpartition("/")[0] not in {*walk.banks, *notes})
    return Found(
        notes=notes,
        banks=tuple(sorted(walk.banks)),
        litter=tuple(walk.litter),
        orphans=orphans,
        problems=tuple(problems),
    )


def _readers(project: Project) -> tuple[Reader, ...]:
    if not project.readers:
        return ()
    from quizgen.read import load_readers

    return load_readers(project.readers)


class _Walk:
    """A walk through decks/: links and hidden folders are left alone."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.banks: set[str] = set()
        self.litter: list[str] = []
        self.outputs: list[str] = []
        self._folder("")

    def _folder(self, prefix: str) -> None:
        inner: list[str] = []
        here: list[str] = []
        try:
            with os.scandir(f"{self.home}/{prefix}") as entries:
                for entry in entries:
                    name = entry.name
                    if name.endswith(TEMPORARY):
                        self.litter.append(prefix + name)
                    elif name in _OUTPUTS:
                        here.append(name)
                    elif name[0] != "." and entry.is_dir(follow_symlinks=False):
                        inner.append(name)
        except OSError:
            return
        if prefix and BANK in here:
            self.banks.add(prefix[:-1])
        elif prefix:
            self.outputs += [prefix + name for name in sorted(here)]
        for name in sorted(inner):
            self._folder(f"{prefix}{name}/")


_OUTPUTS = frozenset(OUTPUTS)


def bank_folders(decks: Path) -> set[str]:
    """Return the folders below decks/ that hold an item bank."""
    return _Walk(str(decks)).banks


def bank_files(project: Project) -> list[Path]:
    """Return the paths of all item banks, sorted."""
    home = project.root / project.decks
    return sorted(home / folder / BANK for folder in _Walk(str(home)).banks)


def match(project: Project, found: Found, *, limits: Limits, unchanged: Unchanged) -> Inventory:
    """Return which bank belongs to which note; only notes that changed or have no bank are looked at."""
    banks = set(found.banks)
    asked = {folder: note for folder, note in found.notes.items() if folder not in banks or not unchanged(folder, note)}
    free = sorted(folder for folder in banks if folder in asked or folder not in found.notes)
    if not _may_have_moved(asked, free):
        moves: dict[str, str] = {}
        homeless: set[str] = set()
        problems: tuple[Problem, ...] = ()
    else:
        moves, homeless, problems = _Matching(project, limits).run(asked, free)
    places = [
        Place(note=note, folder=folder, old_folder=moves.get(folder, folder), new=folder in homeless)
        for folder, note in found.notes.items()
    ]
    taken = {place.old_folder for place in places if not place.new}
    used = {place.folder for place in places} | banks
    for folder in sorted(banks - taken):
        place = _away(folder, used) if folder in found.notes else folder
        used.add(place)
        places.append(Place(note=None, folder=place, old_folder=folder))
    return Inventory(places=tuple(places), problems=(*found.problems, *problems))


def _may_have_moved(asked: Mapping[str, str], free: Iterable[str]) -> bool:
    """Tell whether a bank could belong to another note than the one whose folder it is in."""
    owned = set(free)
    strays = owned - set(asked)
    fresh = set(asked) - owned
    return bool(owned) and (bool(strays and asked) or bool(fresh and owned) or len(owned) > 1)


def _away(folder: str, used: set[str]) -> str:
    """Return a folder for the bank of a note that is gone, and whose own folder is another note's now."""
    names = (f"{folder}-gone{number}" for number in count(2))
    return next(name for name in chain([f"{folder}-gone"], names) if name not in used)


class _Matching:
    """Matches banks to notes, holding no more of either than what tells them apart."""

    def __init__(self, project: Project, limits: Limits) -> None:
        self._project = project
        self._limits = limits
        self._readers = _readers(project)

    def run(
        self, asked: Mapping[str, str], free: Iterable[str]
    ) -> tuple[dict[str, str], set[str], tuple[Problem, ...]]:
        """Return the folder of each note's bank, the notes that have none though one is in their folder, and ties."""
        from quizgen.bank.fingerprint import fingerprint
        from quizgen.bank.match import match_banks, undecided

        banks = {folder: bank for folder in free if (bank := self._bank(folder)) is not None}
        unreadable = set(free) - set(banks)
        notes: dict[str, Note] = {}
        prints: dict[str, str] = {}
        for folder, path in asked.items():
            note = self._note(path) if folder not in unreadable else None
            if note is not None:
                prints[folder] = fingerprint(note)
                notes[folder] = _slim(note)
        found = match_banks(notes, banks, prints=prints)
        taken = set(found.values())
        for folder, note in notes.items():
            bank = banks.get(folder)
            if bank is not None and folder not in found and folder not in taken and _may_be(note, bank):
                found[folder] = folder
        ties = undecided(notes, banks, prints=prints) if len(found) < len(notes) else ()
        homeless = {folder for folder in notes if folder not in found and folder in banks}
        # A note that can't be read keeps the bank in its folder, unless that is another's now.
        homeless |= {folder for folder in asked if folder not in notes and folder in set(found.values())}
        moves = {folder: old for folder, old in found.items() if folder != old}
        return moves, homeless, tuple(ties)

    def _bank(self, folder: str) -> Bank | None:
        from quizgen.bank import load

        path = self._project.root / self._project.decks / folder / BANK
        try:
            bank, _ = load(path.read_text(encoding="utf-8"), path=path.as_posix())
        except (OSError, UnicodeDecodeError):
            return None
        return replace(bank, items=(), sentences=(), retired=()) if bank is not None else None

    def _note(self, path: str) -> Note | None:
        from quizgen.read import read

        try:
            data = (self._project.root / path).read_bytes()
        except OSError:
            return None
        return read(data, path=path, limits=self._limits, readers=self._readers).note


def _may_be(note: Note, bank: Bank) -> bool:
    """Tell whether note and bank don't say of themselves that they are two."""
    return not note.ident or not bank.note.ident or note.ident == bank.note.ident


def _slim(note: Note) -> Note:
    nothing = {"summary": (), "takeaways": (), "body": (), "deep_dives": (), "outro": (), "pairs": (), "images": ()}
    return replace(note, **nothing, source="", problems=())  # type: ignore[arg-type]  # each is the field's empty value
