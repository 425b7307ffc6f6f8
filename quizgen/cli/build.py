"""`quizgen build`: the whole flow, for every note that needs it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import in_folder

if TYPE_CHECKING:
    from quizgen.build import Report
    from quizgen.project import Project


@in_folder
@click.command(
    short_help="Build everything that is out of date.",
    epilog="\b\nExample:\n  quizgen build\n  quizgen build --check    # in CI: exit 1 when decks are out of date",
)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when something is out of date.")
@click.option("--regenerate", is_flag=True, help="Let a newer quizgen word existing items better; shows what changes.")
@click.option("--accept-removals", is_flag=True, help="Retire items even where more than 20 % of a note's would go.")
@click.option(
    "--raise-mods", is_flag=True, help="After a git revert: new times for reverted items, or Anki skips them."
)
@click.option("--strict", is_flag=True, help="Let warnings fail the build, too.")
@click.option(
    "--fail-under-coverage",
    "floor",
    type=click.FloatRange(0, 100),
    metavar="N",
    help="Exit with 1 when less than N % of the sentences worth asking about are asked.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="json: a report on stdout; github: annotations, step summary and outputs.",
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to work with; default: one a core.")
@click.option("--executor", default="", metavar="dask://HOST:PORT", help="Work on a Dask cluster (extra `dask`).")
@click.option(
    "--lock-timeout",
    type=float,
    default=-1,
    metavar="SECONDS",
    help="How long to wait for another build of this project; default: as long as it takes.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
@click.option("-v", "--verbose", is_flag=True, help="Print every change of an item, too.")
def command(
    *,
    folder: Path,
    check: bool,
    regenerate: bool,
    accept_removals: bool,
    raise_mods: bool,
    strict: bool,
    floor: float | None,
    form: str,
    jobs: int | None,
    executor: str,
    lock_timeout: float,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build everything that is out of date: item banks, Anki decks, sheets, keys, quizzes and the index.

    Unchanged notes are left alone, and what a person edited in a bank stays. One bad note doesn't stop the others.
    """
    from quizgen.build.quick import unchanged
    from quizgen.clock import build_time

    plain = not (check or regenerate or raise_mods or executor)
    report = unchanged(folder, now=build_time()) if plain else None
    if report is None:
        report = _build(
            folder,
            check=check,
            regenerate=regenerate,
            accept_removals=accept_removals,
            raise_mods=raise_mods,
            jobs=jobs,
            executor=executor,
            lock_timeout=lock_timeout,
            quiet=quiet,
        )
    code = _exit_code(report, strict=strict, floor=floor)
    _tell(report, folder, form=form, code=code, quiet=quiet, verbose=verbose or regenerate)
    if code:
        raise SystemExit(code)


def _build(
    folder: Path,
    *,
    check: bool,
    regenerate: bool,
    accept_removals: bool,
    raise_mods: bool,
    jobs: int | None,
    executor: str,
    lock_timeout: float,
    quiet: bool,
) -> Report:
    """Open the project and build it, with the lock held unless nothing is written."""
    from quizgen.build import Pool, build, locked, read_settings
    from quizgen.cli.common import open_project, say
    from quizgen.cli.progress import progress
    from quizgen.clock import build_time, clock_time

    project = open_project(folder)
    settings = read_settings(
        project,
        now=build_time(),
        clock=clock_time(),
        accept_removals=accept_removals,
        regenerate=regenerate,
        mod_floor=_mod_floor(project) if raise_mods else {},
    )
    wait = locked(project, timeout=lock_timeout, waiting=lambda: say("Waiting for another build of this project."))
    with nullcontext() if check else wait, progress("Building", quiet=quiet) as told:
        return build(project, settings, pool=Pool(jobs=jobs, address=executor), check=check, progress=told)


def _mod_floor(project: Project) -> Mapping[str, int]:
    """Return the highest `mod` that git ever saw of each item. Raises QuizgenError (exit code 2) without git."""
    from quizgen.history import highest_mods

    return highest_mods(project.root, project.decks)


def _exit_code(report: Report, *, strict: bool, floor: float | None) -> int:
    """Return 1 for an error, a stale file in a check, a warning under --strict, or too little coverage; else 0."""
    from quizgen.cli.common import say
    from quizgen.cli.report import coverage, is_changed, problems_of
    from quizgen.problem import Severity

    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failed = any(problem.severity in failing for problem in problems_of(report))
    failed |= report.checked and is_changed(report)
    reached = coverage(report.totals)
    if floor is not None and reached < floor:
        say(f"{reached} % of the sentences worth asking about are asked, less than {floor:g} %")
        failed = True
    return int(failed)


def _tell(report: Report, folder: Path, *, form: str, code: int, quiet: bool, verbose: bool) -> None:
    from quizgen.cli.common import show_problems
    from quizgen.cli.report import as_json, github_annotations, outputs, problems_of, summary
    from quizgen.cli.summary import show_report

    show_problems(problems_of(report), folder)
    if not quiet:
        show_report(report, verbose=verbose)
    if form == "json":
        click.echo(as_json(report, exit_code=code))
    elif form == "github":
        for line in github_annotations(report, folder):
            click.echo(line)
        for variable, text in (("GITHUB_OUTPUT", outputs(report)), ("GITHUB_STEP_SUMMARY", summary(report))):
            if name := os.environ.get(variable):
                with Path(name).open("a", encoding="utf-8") as file:
                    file.write(text)
