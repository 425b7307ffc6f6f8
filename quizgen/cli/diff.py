"""`quizgen diff`: what changes in the decks, between two states of the project or by a rebuild."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import in_folder

if TYPE_CHECKING:
    from quizgen.bank.model import Bank
    from quizgen.bank.showing import NoteChanges
    from quizgen.project import Project

RAISE = "quizgen build --raise-mods"


@in_folder
@click.command(
    short_help="Show what changes in the decks.",
    epilog="\b\nExample:\n  quizgen diff\n  quizgen diff HEAD~1\n  quizgen diff --format markdown origin/main..HEAD",
)
@click.argument("rev", required=False, default="")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@click.option("--regenerate", is_flag=True, help="Without REV: show what `quizgen build --regenerate` would change.")
@click.option("--accept-removals", is_flag=True, help="Without REV: show it as if removals were accepted.")
def command(rev: str, form: str, regenerate: bool, accept_removals: bool, folder: Path) -> None:
    """Show which items were added, changed, retired, revived or paired anew, old wording beside new.

    Without REV: what a rebuild would change. With REV (a commit, branch or tag): what changed since then in the item
    banks, as they stand in the folder. With A..B: what changed from A to B. Warns when a revert took a change back in a
    way that Anki would not notice. Nothing is written.
    """
    from quizgen.bank.showing import as_json, as_markdown, as_text
    from quizgen.cli.common import open_project, say

    project = open_project(folder)
    if rev:
        changes, failed = _between(project, rev)
    else:
        changes, failed = _rebuilt(project, folder, regenerate=regenerate, accept_removals=accept_removals)
    text = {"text": as_text, "markdown": as_markdown, "json": as_json}[form](changes)
    click.echo(text or "Nothing changed.", nl=not text)
    if lowered := sum(len(each.lowered) for each in changes):
        items = "1 item is" if lowered == 1 else f"{lowered} items are"
        say(f"warning B031: {items} older than in an earlier commit, as after a revert: Anki would keep the later text")
        say(f"(run `{RAISE}`, so that people get it)")
    if failed:
        raise SystemExit(1)


def _rebuilt(
    project: Project, folder: Path, *, regenerate: bool, accept_removals: bool
) -> tuple[tuple[NoteChanges, ...], bool]:
    """Return what a rebuild would change, and whether a note failed."""
    from quizgen.bank.showing import NoteChanges
    from quizgen.build import Pool, build, read_settings
    from quizgen.cli.common import show_problems
    from quizgen.clock import build_time, clock_time

    settings = read_settings(
        project, now=build_time(), clock=clock_time(), accept_removals=accept_removals, regenerate=regenerate
    )
    report = build(project, settings, pool=Pool(), check=True)
    problems = [*report.problems, *(problem for outcome in report.outcomes for problem in outcome.problems)]
    failed = show_problems(problems, folder)
    lowered = _lowered(project)
    changes = [
        NoteChanges(note=each.note, changes=each.changes, lowered=lowered.pop(each.note.path, ()))
        for each in report.outcomes
        if each.note and each.changes
    ]
    banks, _ = _here(project) if lowered else ({}, False)
    changes += [
        NoteChanges(note=bank.note, lowered=lowered[bank.note.path])
        for bank in banks.values()
        if bank.note.path in lowered
    ]
    return tuple(changes), failed


def _lowered(project: Project) -> dict[str, tuple[str, ...]]:
    """Return the items in the folder that a revert made older, by the path of their note; none without git."""
    from quizgen.bank import lowered
    from quizgen.history import highest_mods, is_repository

    if not is_repository(project.root):
        return {}
    highest = highest_mods(project.root, project.decks)
    banks, _ = _here(project)
    return {bank.note.path: ids for bank in banks.values() if (ids := lowered(bank, highest))}


def _between(project: Project, rev: str) -> tuple[tuple[NoteChanges, ...], bool]:
    """Return what changed from one state to another, and whether a bank couldn't be read."""
    from quizgen.bank.overall import compare_all
    from quizgen.history import banks_at, highest_mods

    first, dots, second = rev.partition("..")
    before, bad = _loaded(project, banks_at(project.root, first or "HEAD", project.decks), f"{first or 'HEAD'}:")
    if dots:
        after, worse = _loaded(project, banks_at(project.root, second or "HEAD", project.decks), f"{second or 'HEAD'}:")
    else:
        after, worse = _here(project)
    return compare_all(before, after, highest=highest_mods(project.root, project.decks)), bad or worse


def _here(project: Project) -> tuple[dict[str, Bank], bool]:
    """Return the banks in the folder."""
    from quizgen.history import BANK

    home = project.root / project.decks
    texts = {
        path.parent.relative_to(home).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(home.rglob(BANK))
    }
    return _loaded(project, texts, "")


def _loaded(project: Project, texts: Mapping[str, str], prefix: str) -> tuple[dict[str, Bank], bool]:
    """Return the banks that some texts hold, by folder; one that can't be read is reported and left out."""
    from quizgen.bank import load
    from quizgen.cli.common import show_problems
    from quizgen.history import BANK

    found: dict[str, Bank] = {}
    failed = False
    for place, text in texts.items():
        bank, problems = load(text, path=f"{prefix}{project.decks}/{place}/{BANK}")
        failed |= show_problems(problems)
        if bank is not None:
            found[place] = bank
    return found, failed
