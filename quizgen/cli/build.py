"""`quizgen build`: the whole flow, for every note that needs it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from quizgen.bank.showing import NoteChanges, as_text
from quizgen.build import Counts, Outcome, Pool, Report, build, read_settings
from quizgen.build.records import total
from quizgen.cli import in_folder
from quizgen.cli.common import open_project, say, show_problems, table
from quizgen.cli.progress import progress
from quizgen.cli.report import as_json, coverage, github_annotations, is_changed, outputs, problems_of, summary
from quizgen.clock import build_time, clock_time
from quizgen.item import Kind
from quizgen.problem import Severity

_KINDS = {
    Kind.SHORT_ANSWER: "short",
    Kind.CLOZE: "cloze",
    Kind.TRUE_FALSE: "t/f",
    Kind.MULTIPLE_CHOICE: "choice",
    Kind.FREE_RECALL: "recall",
}
SHOWN = 50
"""How many notes the closing table lists; beyond, only those with problems and the sum."""


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when something is out of date.")
@click.option("--regenerate", is_flag=True, help="Let a newer quizgen word existing items better; shows what changes.")
@click.option("--accept-removals", is_flag=True, help="Retire items even where more than 20 % of a note's would go.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to work with; default: one a core.")
@click.option("--executor", default="", metavar="dask://HOST:PORT", help="Work on a Dask cluster (extra: dask).")
@click.option("--strict", is_flag=True, help="Let warnings fail the build too.")
@click.option(
    "--fail-under-coverage",
    type=click.FloatRange(0, 100),
    metavar="N",
    help="Exit with 1 when less than N % of the sentences worth asking about are asked.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="text for people (stderr), json on stdout, or annotations and a step summary for GitHub.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
@click.option("-v", "--verbose", is_flag=True, help="Print every change of an item, too.")
def command(folder: Path, form: str, strict: bool, fail_under_coverage: float | None, **options: Any) -> None:
    """Build everything that is out of date: item banks, Anki decks, sheets, keys, quizzes and the index.

    Unchanged notes are left alone, and what a person edited in a bank stays. One bad note doesn't stop the others.

    \b
    Example:
      quizgen build
      quizgen build --check    # in CI: exit 1 when the committed decks are out of date
    """
    report = _run(folder, **options)
    code = _exit_code(report, strict=strict, floor=fail_under_coverage)
    _tell(report, form, folder, code=code, quiet=options["quiet"], verbose=options["verbose"] or options["regenerate"])
    if fail_under_coverage is not None and coverage(report.totals) < fail_under_coverage:
        say(f"{coverage(report.totals)} % of the sentences are asked, less than {fail_under_coverage:g} %")
    if code:
        raise SystemExit(code)


def _run(
    folder: Path,
    *,
    check: bool,
    regenerate: bool,
    accept_removals: bool,
    jobs: int | None,
    executor: str,
    quiet: bool,
    verbose: bool,
) -> Report:
    project = open_project(folder)
    settings = read_settings(
        project, now=build_time(), clock=clock_time(), accept_removals=accept_removals, regenerate=regenerate
    )
    with progress("Building", quiet=quiet) as told:
        return build(project, settings, pool=Pool(jobs=jobs, address=executor), check=check, progress=told)


def _exit_code(report: Report, *, strict: bool, floor: float | None) -> int:
    """Return 1 for an error, a stale file in a check, a warning under --strict, or too little coverage; else 0."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failed = any(problem.severity in failing for problem in problems_of(report))
    failed |= report.checked and is_changed(report)
    failed |= floor is not None and coverage(report.totals) < floor
    return int(failed)


def _tell(report: Report, form: str, folder: Path, *, code: int, quiet: bool, verbose: bool) -> None:
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


def show_report(report: Report, *, verbose: bool) -> None:
    """Print the closing table, the files that changed or would change, and with `verbose` each change of an item."""
    built = [outcome for outcome in report.outcomes if not outcome.failed]
    if built:
        say(counts_table(built))
        say()
    if verbose:
        changed = [NoteChanges(note=each.note, changes=each.changes) for each in built if each.note and each.changes]
        say(as_text(changed))
    would = "out of date: " if report.checked else "wrote "
    for path in report.written:
        say(f"{would}{path}")
    for path in report.removed:
        say(f"{'to be removed: ' if report.checked else 'removed '}{path}")
    failed = sum(outcome.failed for outcome in report.outcomes)
    parts = [f"{len(built)} {_notes(len(built))} worked on", f"{report.unchanged} up to date"]
    parts += [f"{failed} with problems"] if failed else []
    say(", ".join(parts) + ".")


def _notes(count: int) -> str:
    return "note" if count == 1 else "notes"


def counts_table(outcomes: list[Outcome]) -> str:
    """Return one row a note: items by kind, sentences asked, and those passed over by reason; then the sum."""
    shown = outcomes if len(outcomes) <= SHOWN else []
    rows = [_row(outcome.folder, outcome.counts) for outcome in shown]
    if len(outcomes) != 1:
        rows.append(_row(f"all {len(outcomes)}", total(outcome.counts for outcome in outcomes)))
    return table(("note", *_KINDS.values(), "asked", "skipped", "why"), rows, left=(0, 8))


def _row(name: str, counts: Counts) -> tuple[str, ...]:
    kinds = (str(counts.kinds.get(kind, 0)) for kind in _KINDS)
    reasons = sorted(counts.skipped.items(), key=lambda each: (-each[1], each[0]))
    why = ", ".join(f"{reason} {number}" for reason, number in reasons)
    return (name, *kinds, str(counts.asked), str(sum(counts.skipped.values())), why)


in_folder(command)
