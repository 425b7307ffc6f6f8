"""What every command shares: opening the project, printing problems and tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.problem import Problem, QuizgenError, Severity

if TYPE_CHECKING:
    from quizgen.project import Project


def open_project(folder: Path) -> Project:
    """Return the project in `folder`; raises QuizgenError (exit code 2) when there is none or its options are wrong."""
    from quizgen.project import CONFIG, parse_project

    path = folder / CONFIG
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        hint = "run `quizgen init` to start one, or name its folder with -C"
        raise QuizgenError(
            Problem(code="C005", text="there is no project here", hint=hint, path=str(path)), exit_code=2
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise QuizgenError(
            Problem(
                code="C006", text=f"this file can't be read: {error}", hint="it must be UTF-8 text", path=str(path)
            ),
            exit_code=2,
        ) from None
    return parse_project(text, path=str(path), root=folder)


def say(text: str = "", *, nl: bool = True) -> None:
    """Print to stderr, where everything goes that isn't a report for another program."""
    click.echo(text, err=True, nl=nl)


def show_problems(problems: Iterable[Problem], folder: Path = Path()) -> bool:
    """Print problems to stderr, one line each; return whether one of them is an error.

    `folder` is what `-C` named: paths of the project are shown so that they can be opened from here.
    """
    failed = False
    for problem in problems:
        say(str(_from_here(problem, folder)))
        failed |= problem.severity is Severity.ERROR
    return failed


def _from_here(problem: Problem, folder: Path) -> Problem:
    def outward(path: str) -> str:
        return str(folder / path) if path and not path.startswith(str(folder)) else path

    if str(folder) == ".":
        return problem
    span = replace(problem.span, path=outward(problem.span.path)) if problem.span else None
    return replace(problem, span=span, path=outward(problem.path))


def table(header: Sequence[str], rows: Iterable[Sequence[str]], *, left: Collection[int] = (0,)) -> str:
    """Return a plain table, two blanks between columns; those in `left` are set left, the others right."""
    lines = [list(header), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
