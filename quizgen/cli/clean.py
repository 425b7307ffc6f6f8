"""`quizgen clean`: remove what a build can make again, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import in_folder

if TYPE_CHECKING:
    from quizgen.project import Project


@in_folder
@click.command(
    short_help="Remove what quizgen made.",
    epilog="\b\nExample:\n  quizgen clean --dry-run\n  quizgen clean",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
def command(folder: Path, dry_run: bool) -> None:
    """Remove decks, sheets, keys, quizzes, the index and quizgen's own notes from decks/.

    Item banks and notetypes.yaml stay: they hold people's work and the times that Anki goes by, so the next build makes
    the same decks again. A file that doesn't carry quizgen's fingerprint is somebody else's, and stays.
    """
    from quizgen.cli.common import open_project, say

    project = open_project(folder)
    removed = 0
    for path in _made(project):
        say(f"{'would remove' if dry_run else 'removed'} {path.relative_to(project.root).as_posix()}")
        removed += 1
        if not dry_run:
            path.unlink()
    if not removed:
        say("there is nothing to remove")


def _made(project: Project) -> Iterator[Path]:
    """Yield the files that quizgen made and can make again, sorted."""
    from quizgen.build.collection import COMBINED, INDEX
    from quizgen.build.fingerprint import mark_of_package, mark_of_page
    from quizgen.build.lock import PRIVATE
    from quizgen.build.records import BANK, OUTPUTS
    from quizgen.files import TEMPORARY

    home = project.root / project.decks
    for path in sorted(home.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        place = path.relative_to(home)
        if place.parts[0] == PRIVATE or path.name.endswith(TEMPORARY):
            yield path
        elif place.as_posix() in (INDEX, COMBINED) or ((path.parent / BANK).is_file() and path.name in OUTPUTS):
            marked = mark_of_package(path) if path.suffix == ".apkg" else mark_of_page(path.read_bytes())
            if marked and path.name != BANK:
                yield path
