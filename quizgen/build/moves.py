"""Moving banks to the folders of renamed notes, in any order and in circles, so that a kill at no moment loses one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from quizgen.build.places import Place, leads_out
from quizgen.build.records import BANK, OUTPUTS
from quizgen.files import sync_folder, write_all, write_whole
from quizgen.problem import Problem, QuizgenError

STAGE = ".moves"
"""The folder below decks/ in which banks wait while they are moved; it is gone when all are in their places."""
_JOURNAL = "journal.json"


def move_banks(decks: Path, places: Iterable[Place]) -> tuple[str, ...]:
    """Move the bank of each place that moved, and return the paths of all outputs that are gone, relative to decks/.

    First a copy of each bank and then the journal are written to the stage; from then on the moves are bound to
    happen, in this build or, where it is killed, by `finish_moves` in the next. Raises OSError, and QuizgenError where
    a journal waits already: what it staged may be the only copy of a bank.
    """
    moved = [place for place in places if place.moved]
    if not moved:
        return ()
    if is_unfinished(decks):
        raise QuizgenError(unfinished(decks.name))
    stage = decks / STAGE
    entries = []
    banks: dict[str, bytes] = {}
    for number, place in enumerate(moved):
        content = (decks / place.old_folder / BANK).read_bytes()
        target = decks / place.folder / BANK
        before = _hash_of(target)
        banks[f"{number}.yaml"] = content
        entries.append({"from": place.old_folder, "to": place.folder, "before": before, "after": _hash(content)})
    write_all(stage, banks)
    write_whole(stage / _JOURNAL, json.dumps(entries, ensure_ascii=False, indent=1).encode())
    removed, problems = finish_moves(decks)
    if problems:
        raise QuizgenError(*problems)
    return removed


def finish_moves(decks: Path) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Do what a journal of moves says, if there is one; return the outputs that are gone and what couldn't be done.

    Where somebody changed a bank since the journal was written, all stay as they are, and the staged ones, too. Doing
    it twice does no harm. Raises OSError.
    """
    stage = decks / STAGE
    journal = stage / _JOURNAL
    if not journal.is_file():
        _discard(stage)
        return (), ()
    entries = _entries(journal)
    if entries is None:
        text = "this record of moved banks can't be read, so they stay where they are"
        hint = "look at the banks beside it, put those that are missing into their folders, and delete the folder"
        return (), (Problem(code="F007", text=text, hint=hint, path=journal.as_posix()),)
    problems = [problem for number, entry in enumerate(entries) if (problem := _hindrance(decks, number, entry))]
    if problems:
        return (), tuple(problems)
    for number, entry in enumerate(entries):
        target = decks / entry["to"] / BANK
        if _hash_of(target) != entry["after"]:
            write_whole(target, (stage / f"{number}.yaml").read_bytes())
    targets = {entry["to"] for entry in entries}
    removed: list[str] = []
    for folder in (entry["from"] for entry in entries):
        # A folder that another bank moved into keeps it; its pages are made anew by this build.
        names = [name for name in OUTPUTS if name != BANK] if folder in targets else [*OUTPUTS[1:], BANK]
        removed += _clear(decks, folder, names)
    journal.unlink()
    sync_folder(stage)
    _discard(stage)
    return tuple(removed), ()


def is_unfinished(decks: Path) -> bool:
    """Tell whether a build was killed while it moved banks."""
    return (decks / STAGE / _JOURNAL).is_file()


def unfinished(path: str) -> Problem:
    """Return the problem of a project with an unfinished move; `path` is its folder of decks, as reports show it."""
    text, hint = "a build was interrupted while it moved banks", "run `quizgen build`"
    return Problem(code="F007", text=text, hint=hint, path=path)


def _entries(journal: Path) -> list[dict[str, str]] | None:
    try:
        entries = json.loads(journal.read_bytes())
        names = {"from", "to", "before", "after"}
        sound = all(set(entry) == names and all(isinstance(each, str) for each in entry.values()) for entry in entries)
    except (ValueError, TypeError, AttributeError):
        return None
    outside = any(".." in part.split("/") or part.startswith("/") for entry in entries for part in entry.values())
    return entries if sound and not outside else None


def _hindrance(decks: Path, number: int, entry: dict[str, str]) -> Problem | None:
    """Return why a staged bank can't be put into its place, None where it can be or is there already."""
    staged, target = decks / STAGE / f"{number}.yaml", decks / entry["to"] / BANK
    here = _hash_of(target)
    if here == entry["after"]:
        return None
    if here not in ("", entry["before"]) or leads_out(target.parent, Path(decks).resolve()):
        text = f"a build was interrupted while it moved this bank, and {entry['to']}/{BANK} was changed since"
        hint = (
            f"undo that change, or keep the bank you want as {entry['to']}/{BANK}, put the others that wait in {STAGE} "
            "where they belong, and delete that folder"
        )
        return Problem(code="F007", text=text, hint=hint, path=staged.as_posix())
    if _hash_of(staged) != entry["after"]:
        hint = f"bring the bank back from git, and delete the folder {STAGE}"
        return Problem(code="F007", text="this copy of a bank is damaged", hint=hint, path=staged.as_posix())
    return None


def _clear(decks: Path, folder: str, names: Iterable[str]) -> list[str]:
    home = decks / folder
    removed = [f"{folder}/{name}" for name in names if (home / name).is_file()]
    for path in removed:
        (decks / path).unlink()
    if home.is_dir():
        sync_folder(home)
    remove_empty(decks, home)
    return removed


def remove_empty(decks: Path, folder: Path) -> None:
    """Remove a folder below decks/ and those above it, as far as they are empty."""
    while folder != decks and folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _discard(stage: Path) -> None:
    """Remove what was staged: copies of banks that are all in their places."""
    if not stage.is_dir() or stage.is_symlink():
        return
    for path in sorted(stage.iterdir()):
        if path.is_file():
            path.unlink()
    if not any(stage.iterdir()):
        stage.rmdir()


def _hash_of(path: Path) -> str:
    """Return the hash of a file's bytes, empty where there is none."""
    return _hash(path.read_bytes()) if path.is_file() else ""


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
