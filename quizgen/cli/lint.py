"""`quizgen lint`: check items for flaws, in any bank."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import in_folder

if TYPE_CHECKING:
    from quizgen.problem import Problem
    from quizgen.rules.linting import Placed

_BANK = "items.yaml"


@in_folder
@click.command(
    short_help="Check items for flaws.",
    epilog="\b\nExample:\n  quizgen lint\n  quizgen lint decks/my-note/items.yaml\n  quizgen lint --explain Q005",
)
@click.argument("paths", nargs=-1, metavar="[BANK_OR_NOTE]...", type=click.Path(path_type=Path))
@click.option("--explain", metavar="CODE", help="Say what a rule looks for and why, instead of checking.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(paths: tuple[Path, ...], explain: str | None, form: str, folder: Path) -> None:
    """Check the items of banks for flaws: dangling references, answers that give themselves away, broken grammar ...

    BANK_OR_NOTE is an items.yaml (from anywhere), or a note of the project; without it, every bank of the project is
    checked. Exit 1 when there are errors. `lint: [CODE]` under an item waves a finding through. Codes: docs/lint.md.
    """
    if explain is not None:
        click.echo(_page(explain), nl=False)
        return
    from quizgen.cli.common import say, show_problems

    placed: list[tuple[str, Placed]] = []
    problems: list[Problem] = []
    banks = list(_banks(folder, paths))
    for path, shown in banks:
        found, wrong = _lint(path, shown)
        placed += [(shown, each) for each in found]
        problems += wrong
    click.echo(_as_json(placed) if form == "json" else _as_text(placed), nl=False)
    failed = show_problems(problems)
    errors = sum(each.finding.severity == "error" for _, each in placed)
    say(_summary(len(banks), errors, len(placed) - errors))
    if failed or errors:
        raise SystemExit(1)


def _page(code: str) -> str:
    from quizgen.problem import Problem, QuizgenError
    from quizgen.rules import find_rule
    from quizgen.rules.pages import all_rules, explain

    rule = find_rule(code)
    if rule is None:
        known = ", ".join(each.code for each in all_rules())
        raise QuizgenError(
            Problem(code="C020", text=f"no rule has the code {code}", hint=f"there are {known}"), exit_code=2
        )
    return explain(rule)


def _banks(folder: Path, paths: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    """Yield the banks to check, each with its path as the user would write it."""
    if not paths:
        yield from _of_project(folder)
        return
    for given in paths:
        path = folder / given
        if path.is_dir() and (path / _BANK).is_file():
            yield path / _BANK, (given / _BANK).as_posix()
        elif given.suffix in (".yaml", ".yml"):
            yield path, given.as_posix()
        else:
            yield _of_note(folder, given)


def _of_project(folder: Path) -> Iterator[tuple[Path, str]]:
    from quizgen.cli.common import open_project

    project = open_project(folder)
    for path in sorted((project.root / project.decks).rglob(_BANK)):
        yield path, path.relative_to(project.root).as_posix()


def _of_note(folder: Path, given: Path) -> tuple[Path, str]:
    """Return the bank of a note of the project; raises QuizgenError (exit code 2) when it has none."""
    from quizgen.bank import load
    from quizgen.cli.common import open_project
    from quizgen.problem import Problem, QuizgenError

    project = open_project(folder)
    wanted = given.as_posix().removeprefix("./")
    for path, shown in _of_project(folder):
        bank, _ = load(path.read_text(encoding="utf-8", errors="replace"), path=shown)
        if bank is not None and wanted in (bank.note.path, f"{project.seeds}/{bank.note.path}"):
            return path, shown
    hint = "run `quizgen build` first, or name an items.yaml"
    raise QuizgenError(
        Problem(code="C021", text="no bank was made of this note", hint=hint, path=str(given)), exit_code=2
    )


def _lint(path: Path, shown: str) -> tuple[tuple[Placed, ...], list[Problem]]:
    from quizgen.bank import load_with_lines
    from quizgen.problem import Problem, QuizgenError
    from quizgen.rules.linting import lint

    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise QuizgenError(Problem(code="C022", text="there is no such bank", path=shown), exit_code=2) from None
    except (OSError, UnicodeDecodeError) as error:
        return (), [
            Problem(code="F002", text=f"this file can't be read: {error}", hint="it must be UTF-8 text", path=shown)
        ]
    loaded = load_with_lines(text, path=shown)
    if loaded.bank is None:
        return (), list(loaded.problems)
    return lint(loaded.bank, loaded.lines), list(loaded.problems)


def _as_text(placed: list[tuple[str, Placed]]) -> str:
    lines = []
    for path, each in placed:
        finding = each.finding
        lines.append(f"{path}:{each.line}: {finding.severity} {finding.code}: {finding.message} ({finding.hint})")
        lines.append(f"    {each.item.question.stem}")
    return "".join(line + "\n" for line in lines)


def _as_json(placed: list[tuple[str, Placed]]) -> str:
    import json

    findings = [
        {
            "code": each.finding.code,
            "severity": str(each.finding.severity),
            "message": each.finding.message,
            "hint": each.finding.hint,
            "path": path,
            "line": each.line,
            "item": each.item.id,
            "stem": each.item.question.stem,
        }
        for path, each in placed
    ]
    return json.dumps({"schema": 1, "findings": findings}, ensure_ascii=False, indent=2) + "\n"


def _summary(banks: int, errors: int, warnings: int) -> str:
    def count(number: int, name: str) -> str:
        return f"{number} {name}" if number == 1 else f"{number} {name}s"

    return f"{count(banks, 'bank')} checked: {count(errors, 'error')}, {count(warnings, 'warning')}"
