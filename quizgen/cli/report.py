"""A build's report for other programs: JSON, and what GitHub's runner understands."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from quizgen.build.records import Counts, Outcome, Report
from quizgen.item import Kind
from quizgen.problem import Problem, Severity

SCHEMA = 1
"""The version of the JSON form; docs/report.schema.json describes it."""

PER_KIND = 10
"""How many annotations of one kind GitHub shows for a step; further ones are dropped silently."""


def problems_of(report: Report) -> tuple[Problem, ...]:
    """Return every problem of a build: those of no one note first, then note by note."""
    return (*report.problems, *(problem for outcome in report.outcomes for problem in outcome.problems))


def is_changed(report: Report) -> bool:
    """Tell whether a file changed, or would have changed."""
    return bool(report.written or report.removed)


def coverage(counts: Counts) -> float:
    """Return which share of the sentences worth asking about is asked, in percent: 100 where there are none."""
    worth = counts.asked + sum(counts.skipped.values())
    return round(100 * counts.asked / worth, 1) if worth else 100.0


def as_json(report: Report, *, exit_code: int) -> str:
    """Return the report as JSON (docs/report.schema.json)."""
    value = {
        "schema": SCHEMA,
        "exit_code": exit_code,
        "checked": report.checked,
        "changed": is_changed(report),
        "written": list(report.written),
        "removed": list(report.removed),
        "decks": report.decks,
        "items": sum(report.totals.kinds.values()),
        "coverage": coverage(report.totals),
        "unchanged": report.unchanged,
        "libraries": list(report.libraries),
        "notes": [_note(outcome) for outcome in report.outcomes],
        "problems": [_problem(problem) for problem in problems_of(report)],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def _note(outcome: Outcome) -> dict[str, object]:
    from quizgen.bank.showing import change_json

    counts = outcome.counts
    return {
        "path": outcome.path,
        "folder": outcome.folder,
        "title": outcome.note.title if outcome.note else "",
        "failed": outcome.failed,
        "items": {kind.value: counts.kinds.get(kind, 0) for kind in Kind},
        "asked": counts.asked,
        "skipped": {reason: counts.skipped[reason] for reason in sorted(counts.skipped)},
        "retired": counts.retired,
        "coverage": coverage(counts),
        "changes": [change_json(change) for change in outcome.changes],
    }


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "text": problem.text,
        "hint": problem.hint,
        "path": problem.span.path if problem.span else problem.path,
        "line": problem.span.line if problem.span else 0,
    }


def github_annotations(report: Report, folder: Path) -> Iterator[str]:
    """Yield GitHub workflow commands for problems and stale files, at most ten a kind, the rest counted.

    `folder` is the project's folder as seen from the repository's root.
    """
    left: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for kind, problem in _ordered(report):
        if shown[kind] >= PER_KIND - 1:
            left[kind] += 1
            continue
        shown[kind] += 1
        yield _command(kind, problem, folder)
    for kind, count in sorted(left.items()):
        yield f"::{kind}::{_escape(f'{count} more; the log has them all')}"


def _ordered(report: Report) -> Iterable[tuple[str, Problem]]:
    found = [(problem.severity.value, problem) for problem in problems_of(report)]
    if report.checked:
        hint = "run `quizgen build` and commit the result"
        for path in (*report.written, *report.removed):
            found.append(("error", Problem(code="F003", text="this file is out of date", hint=hint, path=path)))
    return sorted(found, key=lambda each: each[0] != Severity.ERROR.value)


def _command(kind: str, problem: Problem, folder: Path) -> str:
    path = problem.span.path if problem.span else problem.path
    properties = [("file", (folder / path).as_posix())] if path else []
    if problem.span and problem.span.line:
        properties.append(("line", str(problem.span.line)))
    properties.append(("title", f"quizgen {problem.code}"))
    said = ",".join(f"{name}={_escape_property(value)}" for name, value in properties)
    hint = f" ({problem.hint})" if problem.hint else ""
    return f"::{kind} {said}::{_escape(problem.text + hint)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def outputs(report: Report) -> str:
    """Return the lines for GITHUB_OUTPUT: `changed`, `items`, `decks`."""
    items = sum(report.totals.kinds.values())
    return f"changed={str(is_changed(report)).lower()}\nitems={items}\ndecks={report.decks}\n"


def summary(report: Report) -> str:
    """Return the Markdown for GITHUB_STEP_SUMMARY: numbers, problems, and what changed in the decks."""
    from quizgen.bank.showing import NoteChanges, as_markdown

    items = sum(report.totals.kinds.values())
    lines = [
        "## quizgen",
        "",
        f"{report.decks} {'deck' if report.decks == 1 else 'decks'}, {items} {'item' if items == 1 else 'items'}, "
        f"{coverage(report.totals)} % of sentences asked.",
        "",
    ]
    lines += _list("Problems", [_cell(str(problem)) for problem in problems_of(report)])
    lines += _list("Out of date" if report.checked else "Written", [f"`{path}`" for path in report.written])
    lines += _list("To be removed" if report.checked else "Removed", [f"`{path}`" for path in report.removed])
    changed = [
        NoteChanges(note=each.note, changes=each.changes) for each in report.outcomes if each.note and each.changes
    ]
    return "\n".join(lines) + "\n" + as_markdown(changed)


def _list(title: str, entries: Sequence[str]) -> list[str]:
    return [f"### {title}", "", *(f"- {entry}" for entry in entries), ""] if entries else []


def _cell(text: str) -> str:
    return text.replace("\n", " ").replace("<", "&lt;")
