"""`quizgen verify`: try the decks out in Anki's official backend."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import in_folder

if TYPE_CHECKING:
    from quizgen.bank.model import Bank
    from quizgen.export.anki.verify import Verdict
    from quizgen.problem import Problem

SCHEMA = 1
"""The version of the JSON report: it rises when a key changes its meaning or goes."""


@in_folder
@click.command(
    short_help="Try the decks out in Anki's official backend.",
    epilog="\b\nExample:\n  quizgen verify\n  quizgen verify decks/bread/deck.apkg\n  quizgen verify --against v1.0",
)
@click.argument("decks", metavar="[DECK]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--against", default="HEAD", metavar="REV", help="The release that users have: a git revision.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="json goes to stdout.")
def command(decks: tuple[Path, ...], against: str, form: str, folder: Path) -> None:
    """Import each DECK (default: all decks of the project) into an empty collection, and say what is wrong.

    Checks that every Anki note arrives with one card, that every card renders and no picture is missing, that a second
    import changes nothing, and that an import after the last committed release updates exactly what the bank changed.
    Needs the extra `verify` (Anki's backend). Exits with 1 when something is wrong.
    """
    from quizgen.cli.common import say, show_problems
    from quizgen.export.anki.verify import verify

    _check_revision(folder, against)
    verdicts = []
    for path in decks or tuple(_decks(folder)):
        data, bank, released = _read(folder / path), _bank(folder / path), _released(folder / path, against)
        verdict = verify(data, path=path.as_posix(), bank=bank, released=released)
        verdicts.append(verdict)
        if form == "text":
            say(_line(verdict, against))
            show_problems(verdict.problems, folder)
    if form == "json":
        report = {"schema": SCHEMA, "decks": [_as_json(verdict) for verdict in verdicts]}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    if any(verdict.problems for verdict in verdicts):
        raise SystemExit(1)


def _decks(folder: Path) -> Iterator[Path]:
    """Yield every package of the project, by name; raises QuizgenError (exit code 2) where there is none."""
    from quizgen.cli.common import open_project
    from quizgen.problem import Problem, QuizgenError

    project = open_project(folder)
    found = sorted((project.root / project.decks).rglob("*.apkg"))
    if not found:
        problem = Problem(code="A031", text="there are no decks", hint="run `quizgen build` first", path=project.decks)
        raise QuizgenError(problem, exit_code=2)
    yield from (path.relative_to(project.root) for path in found)


def _read(path: Path) -> bytes:
    from quizgen.problem import Problem, QuizgenError

    try:
        return path.read_bytes()
    except OSError as error:
        hint = "name a file such as decks/bread/deck.apkg"
        problem = Problem(code="A031", text=f"this deck can't be read: {error.strerror}", hint=hint, path=str(path))
        raise QuizgenError(problem, exit_code=2) from None


def _bank(path: Path) -> Bank | None:
    """Return the bank beside a note's package; None for another package, or a bank that can't be read."""
    from quizgen.bank import load

    bank = path.parent / "items.yaml"
    if path.name != "deck.apkg" or not bank.is_file():
        return None
    return load(bank.read_text(encoding="utf-8", errors="replace"), path=bank.as_posix())[0]


def _check_revision(folder: Path, revision: str) -> None:
    """Raise QuizgenError (exit code 2) for a revision that was asked for and doesn't exist."""
    from quizgen.problem import Problem, QuizgenError

    known = revision == "HEAD" or _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") is not None
    if revision.startswith("-") or not known:
        problem = Problem(code="A032", text=f"git knows no revision {revision!r}", hint="see `git log` and `git tag`")
        raise QuizgenError(problem, exit_code=2)


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what a git command prints; None where it fails or there is no git."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)  # noqa: S603, S607
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _released(path: Path, revision: str) -> bytes | None:
    """Return the package as git has it in `revision`; None where there is no git, no such revision, or no such file."""
    return _git(path.parent, "show", f"{revision}:./{path.name}")


def _line(verdict: Verdict, revision: str) -> str:
    state = "wrong" if verdict.problems else "good"
    first = f"{verdict.path}: {state}; {verdict.notes} Anki notes, {verdict.cards} cards"
    if not verdict.released:
        return f"{first}; not in {revision}, so no update was tried"
    return f"{first}; after {revision}: {verdict.new} new, {verdict.updated} updated, {verdict.duplicate} unchanged"


def _as_json(verdict: Verdict) -> dict[str, object]:
    counts = {name: getattr(verdict, name) for name in ("path", "notes", "cards", "new", "updated", "duplicate")}
    return {
        **counts,
        "released": verdict.released,
        "problems": [_problem_json(problem) for problem in verdict.problems],
    }


def _problem_json(problem: Problem) -> dict[str, str]:
    return {"code": problem.code, "text": problem.text, "hint": problem.hint}
