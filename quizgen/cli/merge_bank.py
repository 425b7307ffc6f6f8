"""`quizgen merge-bank`: what git calls to merge two branches' banks item by item."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quizgen.cli import in_folder


@in_folder
@click.command(
    short_help="Merge two branches' item banks, for git.",
    epilog="\b\nExample:\n  quizgen merge-bank --install    # once in each clone; git then merges banks by itself",
)
@click.option("--install", is_flag=True, help="Set this clone of the project up: git calls quizgen from now on.")
@click.argument("banks", nargs=-1, metavar="[BASE OURS THEIRS]", type=click.Path(path_type=Path))
def command(*, folder: Path, install: bool, banks: tuple[Path, ...]) -> None:
    """Merge the changes from BASE to THEIRS into the bank OURS, item by item; a conflict is where one item differs.

    Exits with 1 when there are conflicts; OURS then holds both versions of just those items, between git's marks. A
    file that can't be read is merged line by line, as git does. `--install` has git call this for every bank, and keep
    this branch's decks and pages as they are in a merge: `quizgen build` makes them anew.
    """
    if install == bool(banks) or len(banks) not in (0, 3):
        raise click.UsageError("give either --install, or the three files BASE, OURS and THEIRS")
    if install:
        _install(folder)
    else:
        _merge(*(folder / bank for bank in banks))


def _install(folder: Path) -> None:
    from quizgen.cli.common import open_project, say
    from quizgen.merging import install

    project = open_project(folder)
    install(folder, command=f'"{Path(sys.executable).as_posix()}" -m quizgen merge-bank', decks=project.decks)
    say("git merges this project's banks with quizgen from now on, in this clone; after a merge run: quizgen build")


def _merge(base: Path, ours: Path, theirs: Path) -> None:
    from quizgen.bank import load
    from quizgen.bank.merge import merge_banks
    from quizgen.cli.common import say
    from quizgen.files import write_whole
    from quizgen.merging import merge_lines

    texts = [path.read_text(encoding="utf-8", errors="replace") for path in (base, ours, theirs)]
    banks = [load(text, path=str(path))[0] for text, path in zip(texts, (base, ours, theirs), strict=True)]
    if banks[1] is None or banks[2] is None or (banks[0] is None and texts[0].strip()):
        say(f"{ours}: this is no bank that quizgen can read, so its lines are merged as they are")
        raise SystemExit(merge_lines(ours, base, theirs))
    merged = merge_banks(banks[0], banks[1], banks[2])
    write_whole(ours, merged.text.encode())
    for name in merged.conflicts:
        say(f"both branches changed {name}: keep one of the two versions")
    raise SystemExit(bool(merged.conflicts))
