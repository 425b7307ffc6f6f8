"""`quizgen read`: show what was understood of a note."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import in_folder

if TYPE_CHECKING:
    from quizgen.note import Note, Paragraph
    from quizgen.problem import Problem
    from quizgen.read import LineRole, Reader, Reading

SCHEMA = 1
"""The version of the JSON report: it rises when a key changes its meaning or goes."""


@in_folder
@click.command(
    short_help="Show what was understood of a note.",
    epilog="\b\nExample:\n  quizgen read seeds/bread.md\n  quizgen read --json seeds/bread.md"
    "\n  quizgen read --explain notes.txt",
)
@click.argument("note", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON; every text has its line.")
@click.option("--explain", is_flag=True, help="Print each line of the note with its role and the reason for it.")
def command(note: Path, as_json: bool, explain: bool, folder: Path) -> None:
    """Show what quizgen understands of NOTE: its title, date, language, summary, takeaways, and deep dives.

    Works on any text, Markdown or HTML file, inside or outside a project. Exits with 1 when the note has errors.
    """
    from quizgen.problem import Severity

    reading = _read(folder, note)
    if as_json:
        click.echo(json.dumps(report(reading, note.as_posix()), ensure_ascii=False, indent=2))
    elif explain:
        for line in reading.lines:
            click.echo(explained(line))
    elif reading.note is not None:
        click.echo(shown(reading.note))
    if not as_json:
        for problem in reading.problems:
            click.echo(str(problem), err=True)
    sys.exit(1 if any(problem.severity is Severity.ERROR for problem in reading.problems) else 0)


def _read(folder: Path, note: Path) -> Reading:
    """Return what the file holds; a path that can't be opened is wrong usage."""
    from quizgen.problem import Problem, QuizgenError
    from quizgen.read import Limits, read

    limits = Limits()
    try:
        with (folder / note).open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        said = f"this file can't be read: {error.strerror or error}"
        problem = Problem(code="R000", text=said, hint="check the path", path=note.as_posix())
        raise QuizgenError(problem, exit_code=2) from error
    return read(data, path=note.as_posix(), limits=limits, readers=_project_readers(folder))


def _project_readers(folder: Path) -> tuple[Reader, ...]:
    """Return the third-party readers that the project in `folder` names; none outside a project."""
    from quizgen.cli.common import open_project
    from quizgen.project import CONFIG

    if not (folder / CONFIG).is_file():
        return ()
    names = open_project(folder).readers
    if not names:
        return ()
    from quizgen.read import load_readers

    return load_readers(names)


def report(reading: Reading, path: str) -> dict[str, object]:
    """Return the JSON report of a reading; a file that gave no note has empty texts and its problems."""
    note = reading.note
    problems = [_problem(problem) for problem in reading.problems]
    if note is None:
        empty: dict[str, object] = {
            "title": {"text": "", "line": 0},
            "date": None,
            "language": "",
            "link": "",
            "id": "",
        }
        parts: dict[str, object] = {
            name: [] for name in ("summary", "takeaways", "body", "deep_dives", "outro", "pairs")
        }
        stem = Path(path).stem
        return {"schema": SCHEMA, "path": path, "slug": stem, **empty, **parts, "problems": problems}
    return {
        "schema": SCHEMA,
        "path": note.path,
        "slug": note.slug,
        "title": _text(note.title),
        "date": note.date.isoformat() if note.date else None,
        "language": note.language,
        "link": note.link,
        "id": note.ident,
        "summary": [_text(one) for one in note.summary],
        "takeaways": [_text(one) for one in note.takeaways],
        "body": [_text(one) for one in note.body],
        "deep_dives": [
            {"heading": _text(dive.heading), "paragraphs": [_text(one) for one in dive.paragraphs]}
            for dive in note.deep_dives
        ],
        "outro": [_text(one) for one in note.outro],
        "pairs": [{"question": one.question, "answer": one.answer, "line": one.span.line} for one in note.pairs],
        "problems": problems,
    }


def _text(paragraph: Paragraph) -> dict[str, object]:
    return {"text": paragraph.text, "line": paragraph.span.line}


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "text": problem.text,
        "hint": problem.hint,
        "path": problem.span.path if problem.span else problem.path,
        "line": problem.span.line if problem.span else 0,
    }


def explained(line: LineRole) -> str:
    """Return a line of `--explain`: number, role, reason, and the start of the text."""
    text = line.text.strip()
    shown_text = text if len(text) <= 60 else f"{text[:57]}..."
    reason = f"({line.reason})" if line.reason else ""
    return f"{line.line:>5}  {line.role.value:<19}  {shown_text}  {reason}".rstrip()


def shown(note: Note) -> str:
    """Return a note as people read it: each part under its name, each text behind its line."""
    head = [
        f"{note.title.text}",
        f"  date: {note.date.isoformat() if note.date else 'none'}",
        f"  language: {note.language}",
    ]
    head += [f"  link: {note.link}"] if note.link else []
    head += [f"  id: {note.ident}"] if note.ident else []
    parts = [("Summary", note.summary), ("Takeaways", note.takeaways), ("Body", note.body)]
    lines = list(head)
    for name, paragraphs in parts:
        lines += _part(name, paragraphs)
    for dive in note.deep_dives:
        lines += _part(f"Deep dive: {dive.heading.text}", dive.paragraphs)
    lines += _part("Outro", note.outro)
    if note.pairs:
        lines += ["", f"Questions and answers ({len(note.pairs)})"]
        lines += [f"{one.span.line:>5}  {one.question}  ->  {one.answer}" for one in note.pairs]
    return "\n".join(lines)


def _part(name: str, paragraphs: tuple[Paragraph, ...]) -> list[str]:
    if not paragraphs:
        return []
    rows = [f"{one.span.line:>5}  {'  ' * one.level}{_marked(one)}" for one in paragraphs]
    return ["", f"{name} ({len(paragraphs)})", *rows]


def _marked(paragraph: Paragraph) -> str:
    sign = {"bullet": "- ", "step": "# ", "row": "| ", "quote": "> ", "callout": "! "}.get(paragraph.shape.value, "")
    return sign + (" | ".join(paragraph.cells) if paragraph.cells else paragraph.text)
