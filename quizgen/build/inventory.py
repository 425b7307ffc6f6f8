"""The inventory: which notes and banks a project has, and which bank belongs to which note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from quizgen.bank import load
from quizgen.bank.match import match_banks
from quizgen.bank.model import Bank
from quizgen.build.records import BANK
from quizgen.note import Note
from quizgen.problem import Problem, QuizgenError
from quizgen.project import CONFIG, Project
from quizgen.read import Limits, read
from quizgen.tree import find_notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one note's files are: the note's path (None when it is gone) and its folders, all as POSIX text.

    `note` is relative to the project, `folder` and `old_folder` to decks/; `old_folder` differs where a note was
    renamed or moved and its bank goes with it.
    """

    note: str | None
    folder: str
    old_folder: str

    @property
    def moved(self) -> bool:
        """Whether the bank has to move to another folder."""
        return self.folder != self.old_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """All places of a project in the order of their notes, and what was wrong with its folders."""

    places: tuple[Place, ...]
    problems: tuple[Problem, ...] = ()


def take_inventory(project: Project, *, limits: Limits) -> Inventory:
    """Return the places of all notes and banks. Raises QuizgenError when the folder of notes is missing.

    A bank whose note is gone goes to a new note without one when front matter, link or content say that it is the same
    note; else it stays where it is, as a note that is gone.
    """
    seeds = project.root / project.seeds
    if not seeds.is_dir():
        hint = f"make it and put your notes there, or name another one with `seeds:` in {project.root / CONFIG}"
        problem = Problem(code="C010", text="the folder of notes is missing", hint=hint, path=str(seeds))
        raise QuizgenError(problem, exit_code=2)
    found = find_notes(seeds, ignore=project.ignore)
    notes = {folder_of(path): f"{project.seeds}/{path}" for path in found.paths}
    banks = {path.parent.relative_to(project.root / project.decks).as_posix() for path in bank_files(project)}
    moves = _moves(project, notes, banks, limits)
    places = [Place(note=path, folder=folder, old_folder=moves.get(folder, folder)) for folder, path in notes.items()]
    taken = {place.old_folder for place in places}
    places += [Place(note=None, folder=folder, old_folder=folder) for folder in sorted(banks - taken)]
    return Inventory(places=tuple(places), problems=found.problems)


def folder_of(note: str) -> str:
    """Return the folder below decks/ of a note, given its path below seeds/: the path without its suffix."""
    return PurePosixPath(note).with_suffix("").as_posix()


def bank_files(project: Project) -> list[Path]:
    """Return the paths of all item banks, sorted."""
    return sorted((project.root / project.decks).rglob(BANK))


def _moves(project: Project, notes: Mapping[str, str], banks: set[str], limits: Limits) -> dict[str, str]:
    """Return the old folder of each renamed or moved note, by its new folder."""
    strays = sorted(banks - set(notes))
    fresh = [folder for folder in notes if folder not in banks]
    if not strays or not fresh:
        return {}
    old: dict[str, Bank] = {}
    for folder in strays:
        path = project.root / project.decks / folder / BANK
        bank, _ = load(path.read_text(encoding="utf-8", errors="replace"), path=path.as_posix())
        if bank is not None:
            old[folder] = bank
    new: dict[str, Note] = {}
    for folder in fresh:
        reading = read((project.root / notes[folder]).read_bytes(), path=notes[folder], limits=limits)
        if reading.note is not None:
            new[folder] = reading.note
    return dict(match_banks(new, old))
