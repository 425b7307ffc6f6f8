"""`quizgen items`: the items of notes, and on demand what became of every sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import in_folder

if TYPE_CHECKING:
    from quizgen.bank.model import Bank
    from quizgen.candidate import Generation, SentenceReport
    from quizgen.item import Item
    from quizgen.note import Note
    from quizgen.problem import Problem
    from quizgen.project import Project

SCHEMA = 1
"""The version of the JSON report: it rises when a key changes its meaning or goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A note with its bank as a build would leave it, and the problems met; `bank` is None where there can't be one.

    `generation` is there where it was asked for, or needed.
    """

    path: str
    note: Note | None = None
    bank: Bank | None = None
    generation: Generation | None = None
    problems: tuple[Problem, ...] = ()


@in_folder
@click.command(
    short_help="List the items of notes.",
    epilog=(
        "\b\nExample:\n  quizgen items seeds/bread.md\n  quizgen items --json > items.json\n"
        "  quizgen items --why seeds/bread.md"
    ),
)
@click.argument("notes", metavar="[NOTE]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print the items as JSON.")
@click.option("--why", is_flag=True, help="Print what became of each sentence, and what stopped each candidate.")
def command(notes: tuple[str, ...], as_json: bool, why: bool, folder: Path) -> None:
    """List the items of each NOTE (default: all notes of the project), as a build would leave them.

    Works on a single note outside a project, too. Nothing is written. Exits with 1 when a note has errors.
    """
    from quizgen.cli.common import show_problems

    listed = []
    failed = False
    for path in notes or tuple(_all_notes(folder)):
        one = list_note(folder, path, generate=why)
        failed |= show_problems(one.problems, folder)
        listed.append(one)
        if not as_json:
            for line in _why(one) if why else _lines(one):
                click.echo(line)
    if as_json:
        report = {"schema": SCHEMA, "items": [entry for one in listed for entry in _entries(one)]}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    if failed:
        raise SystemExit(1)


def _all_notes(folder: Path) -> Iterator[str]:
    """Yield the paths of the project's notes; raises QuizgenError (exit code 2) outside a project."""
    from quizgen.build.inventory import take_inventory
    from quizgen.build.settings import read_limits
    from quizgen.cli.common import open_project, show_problems

    project = open_project(folder)
    inventory = take_inventory(project, limits=read_limits(project.limits, path=str(folder)))
    show_problems(inventory.problems, folder)
    yield from (place.note for place in inventory.places if place.note)


def list_note(folder: Path, path: str, *, generate: bool) -> Listed:
    """Return a note with its items: from its bank where that is current, else brought up to date in memory.

    `path` is relative to `folder`, as `-C` wants it. Raises QuizgenError (exit code 2) for a file that can't be read.
    """
    from quizgen.bank import is_current, reconcile
    from quizgen.build.work import lines_of, with_lines
    from quizgen.clock import build_time, clock_time
    from quizgen.problem import Severity

    project = _project(folder)
    note, problems = _read(folder, path, project)
    if note is None:
        return Listed(path=path, problems=problems)
    old, found = _bank(project, path)
    problems = (*problems, *found)
    if any(problem.severity is Severity.ERROR for problem in found):
        return Listed(path=path, note=note, problems=problems)
    current = old is not None and is_current(old, note)
    generation = _generate(note, project) if generate or not current else None
    lines = lines_of(note)
    done = reconcile(
        old,
        note,
        None if current else generation,
        project_key=_birth_key(project, path),
        deck=old.note.deck if old else note.title.text,
        now=build_time(),
        clock=clock_time(),
        sentences=lines,
    )
    return Listed(
        path=path,
        note=note,
        bank=with_lines(done.bank, lines),
        generation=generation,
        problems=(*problems, *done.problems),
    )


def _project(folder: Path) -> Project | None:
    from quizgen.cli.common import open_project
    from quizgen.project import CONFIG

    return open_project(folder) if (folder / CONFIG).is_file() else None


def _read(folder: Path, path: str, project: Project | None) -> tuple[Note | None, tuple[Problem, ...]]:
    from quizgen.build.settings import read_limits
    from quizgen.problem import Problem, QuizgenError
    from quizgen.read import Limits, load_readers, read

    limits = read_limits(project.limits, path=str(folder)) if project else Limits()
    try:
        with (folder / path).open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        said = f"this file can't be read: {error.strerror or error}"
        raise QuizgenError(Problem(code="R000", text=said, hint="check the path", path=path), exit_code=2) from error
    readers = load_readers(project.readers) if project and project.readers else ()
    reading = read(data, path=Path(path).as_posix(), limits=limits, readers=readers)
    return reading.note, reading.problems


def _home(project: Project | None, path: str) -> str | None:
    """Return the folder below decks/ of a note, None for one that isn't among the project's notes."""
    from quizgen.build.inventory import folder_of

    if project is None:
        return None
    try:
        inside = (project.root / path).resolve().relative_to((project.root / project.seeds).resolve())
    except ValueError:
        return None
    return folder_of(inside.as_posix())


def _bank(project: Project | None, path: str) -> tuple[Bank | None, tuple[Problem, ...]]:
    from quizgen.bank import load
    from quizgen.build.records import BANK

    home = _home(project, path)
    if project is None or home is None:
        return None, ()
    place = f"{project.decks}/{home}/{BANK}"
    try:
        text = (project.root / place).read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return None, ()
    return load(text, path=place)


def _birth_key(project: Project | None, path: str) -> str:
    """Return what a build would hash into the ids of new items."""
    home = _home(project, path)
    return f"{project.key}/{home}" if project is not None and home is not None else ""


def _generate(note: Note, project: Project | None) -> Generation:
    from quizgen.generate import Options, generate

    return generate(note, options=Options(quality=project.quality, models=project.models) if project else Options())


def _entries(one: Listed) -> Iterator[dict[str, object]]:
    """Yield the items of a note as plain values for JSON, but for rejected ones."""
    from quizgen.item import MultipleChoice, Status, key_text

    for item in one.bank.items if one.bank else ():
        if item.status is Status.REJECTED or one.bank is None:
            continue
        question, source = item.question, item.source
        yield {
            "id": item.id,
            "kind": item.kind.value,
            "stem": question.stem,
            "key": key_text(question),
            "distractors": list(question.distractors) if isinstance(question, MultipleChoice) else [],
            "context": item.context,
            "section": item.section,
            "note": {"title": one.bank.note.title, "path": one.path, "slug": Path(one.path).stem},
            "source": {"path": one.path, "line": source.line, "text": source.text} if source else None,
            "status": item.status.value,
            "rule": item.rule,
            "score": item.score,
        }


def _lines(one: Listed) -> Iterator[str]:
    """Yield the items of a note for a person: where, code, kind; then context, stem, options and key."""
    from quizgen.item import MultipleChoice, Status, key_text

    for item in one.bank.items if one.bank else ():
        if item.status is Status.REJECTED:
            continue
        line = f":{item.source.line}" if item.source and item.source.line else ""
        yield f"{one.path}{line}  {item.code_on_paper}  {item.kind.value}  {_rule(item)}"
        if item.context:
            yield f"    ({item.context})"
        yield f"    {item.question.stem}"
        if isinstance(item.question, MultipleChoice):
            yield f"    not: {' / '.join(item.question.distractors)}"
        yield from (f"    = {line}" for line in key_text(item.question).split("\n"))


def _rule(item: Item) -> str:
    return item.rule if item.score is None else f"{item.rule} {item.score:.2f}"


def _why(one: Listed) -> Iterator[str]:
    """Yield each sentence with the candidates that were chosen (+) and those that were stopped (-), and by what."""
    for sentence in one.generation.sentences if one.generation else ():
        yield f"{one.path}:{sentence.span.line}  {sentence.text}"
        if sentence.reason:
            yield f"    skipped: {sentence.reason}"
        yield from _tried(sentence)


def _tried(sentence: SentenceReport) -> Iterator[str]:
    from quizgen.item import key_text

    for chosen in sentence.candidates:
        yield f"    + {chosen.rule} {chosen.score:.2f}: {chosen.question.stem} = {key_text(chosen.question)}"
    for stopped in sentence.rejected:
        score = "" if stopped.score is None else f" {stopped.score:.2f}"
        yield f"    - {stopped.rule}{score}: {stopped.question.stem} = {key_text(stopped.question)}"
        yield f"      {stopped.gate}: {stopped.why}"
