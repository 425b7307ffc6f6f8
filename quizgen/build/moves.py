"""Moving banks to the folders of renamed notes, in any order and in circles, so that a kill at no moment loses one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from quizgen.build.places import Place, leads_out
from quizgen.build.records import BANK, OUTPUTS
from quizgen.files import sync_folder, write_all, write_whole
from quizgen.problem import Problem

STAGE = ".moves"
"""The folder below decks/ in which banks wait while they are moved; it is gone when all are in their places."""
_JOURNAL = "journal.json"


def move_banks(decks: Path, places: Iterable[Place]) -> tuple[str, ...]:
    """Move the bank of each place that moved, and return the paths of all outputs that are gone, relative to decks/.

    First a copy of each bank and then the journal are written to the stage; from then on the moves are bound to
    happen, in this build or, where it is killed, by `finish_moves` in the next. Raises OSError.
    """
    moved = [place for place in places if place.moved]
    if not moved:
        return ()
    stage = decks / STAGE
    entries = []
    banks: dict[str, bytes] = {}
    for number, place in enumerate(moved):
        content = (decks / place.old_folder / BANK).read_bytes()
        target = decks / place.folder / BANK
        before = _hash(target.read_bytes()) if target.is_file() else ""
        banks[f"{number}.yaml"] = content
        entries.append({"from": place.old_folder, "to": place.folder, "before": before, "after": _hash(content)})
    write_all(stage, banks)
    write_whole(stage / _JOURNAL, json.dumps(entries, ensure_ascii=False, indent=1).encode())
    removed, _ = finish_moves(decks)
    return removed


def finish_moves(decks: Path) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Do what a journal of moves says, if there is one; return the outputs that are gone and what couldn't be done.

    A bank that somebody changed since the journal was written stays as it is, and the staged one, too. Doing it twice
    does no harm. Raises OSError.
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
    problems = [problem for number, entry in enumerate(entries) if (problem := _settle(decks, number, entry))]
    if problems:
        return (), tuple(problems)
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


def _entries(journal: Path) -> list[dict[str, str]] | None:
    try:
        entries = json.loads(journal.read_bytes())
        names = {"from", "to", "before", "after"}
        sound = all(set(entry) == names and all(isinstance(each, str) for each in entry.values()) for entry in entries)
    except (ValueError, TypeError, AttributeError):
        return None
    outside = any(".." in part.split("/") or part.startswith("/") for entry in entries for part in entry.values())
    return entries if sound and not outside else None


def _settle(decks: Path, number: int, entry: dict[str, str]) -> Problem | None:
    """Put one staged bank into its place, unless it is there already or somebody wrote another one."""
    staged, target = decks / STAGE / f"{number}.yaml", decks / entry["to"] / BANK
    here = _hash(target.read_bytes()) if target.is_file() else ""
    if here == entry["after"]:
        return None
    if here not in ("", entry["before"]) or leads_out(target.parent, Path(decks).resolve()):
        text = f"a build was interrupted while it moved this bank, and {entry['to']}/{BANK} was changed since"
        hint = f"keep the one you want as {entry['to']}/{BANK}, and delete the folder {STAGE}"
        return Problem(code="F007", text=text, hint=hint, path=staged.as_posix())
    content = staged.read_bytes()
    if _hash(content) != entry["after"]:
        hint = f"bring the bank back from git, and delete the folder {STAGE}"
        return Problem(code="F007", text="this copy of a bank is damaged", hint=hint, path=staged.as_posix())
    write_whole(target, content)
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


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
