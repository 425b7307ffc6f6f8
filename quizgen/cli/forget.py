"""`quizgen forget`: remove the bank and the deck of a note that is gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import in_folder

if TYPE_CHECKING:
    from quizgen.project import Project


@in_folder
@click.command(
    short_help="Remove the bank and deck of a note that is gone.",
    epilog="\b\nExample:\n  quizgen forget seeds/old-episode.txt\n  quizgen forget old-episode",
)
@click.argument("note")
def command(note: str, folder: Path) -> None:
    """Remove everything that decks/ holds of NOTE, a note whose file is gone.

    Until then its deck ships its items as retired, so that people who have them learn of it; after it, nobody does, and
    a note that comes back starts with new items.
    """
    from quizgen.cli.common import open_project, say

    project = open_project(folder)
    place = _place(project, note)
    live = _live(project, place)
    for path in _files(project, place):
        path.unlink()
        say(f"removed {path.relative_to(project.root).as_posix()}")
    _prune(project, place)
    if live:
        say(
            f"{live} of its items were never shipped as retired: people who have them will not learn that they are gone"
        )
    say("run `quizgen build` to bring the index up to date")


def _place(project: Project, note: str) -> str:
    """Return the folder below decks/ that `note` names; raises QuizgenError if none, or not to be forgotten."""
    from quizgen.build.inventory import bank_files, folder_of, take_inventory
    from quizgen.build.settings import read_limits
    from quizgen.problem import Problem, QuizgenError
    from quizgen.project import CONFIG

    home = project.root / project.decks
    banks = {path.parent.relative_to(home).as_posix() for path in bank_files(project)}
    name = note.replace("\\", "/").rstrip("/").removeprefix("./").removesuffix("/items.yaml")
    for prefix in (f"{project.seeds}/", f"{project.decks}/"):
        name = name.removeprefix(prefix)
    place = next((each for each in (name, folder_of(name) if name else name) if each in banks), None)
    if place is None:
        hint = f"known are {', '.join(sorted(banks))}" if banks else "there is no bank in this project"
        raise QuizgenError(Problem(code="B032", text=f"there is no bank of {note!r}", hint=hint), exit_code=2)
    limits = read_limits(project.limits, path=str(project.root / CONFIG))
    used = {each.old_folder: each.note for each in take_inventory(project, limits=limits).places if each.note}
    if place in used:
        hint = "remove the note itself first; to refuse single items, use `status: rejected`"
        text = f"the note is still there, as {used[place]}"
        raise QuizgenError(Problem(code="B033", text=text, hint=hint, path=f"{project.decks}/{place}"), exit_code=2)
    return place


def _live(project: Project, place: str) -> int:
    from quizgen.bank import load
    from quizgen.build.records import BANK

    path = project.root / project.decks / place / BANK
    bank, _ = load(path.read_text(encoding="utf-8", errors="replace"), path=path.as_posix())
    return len(bank.items) if bank else 0


def _files(project: Project, place: str) -> list[Path]:
    """Return the files that builds made for a note; what else somebody put beside them stays."""
    from quizgen.build.records import OUTPUTS

    home = project.root / project.decks / place
    return [home / name for name in OUTPUTS if (home / name).is_file()]


def _prune(project: Project, place: str) -> None:
    """Remove the note's folder and those above it that are empty now."""
    home = project.root / project.decks
    folder = home / place
    while folder != home and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
