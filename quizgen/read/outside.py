"""Readers from other packages: found through entry points that quizgen.yaml names, and called with care."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points

from quizgen.note import Note
from quizgen.problem import Problem, QuizgenError, Span
from quizgen.read.model import LineRole, Reader, Reading, Role

GROUP = "quizgen.readers"
"""The entry-point group in which a package announces its readers."""


def load_readers(names: Sequence[str]) -> tuple[Reader, ...]:
    """Return the readers of these names, in this order; nothing but what is named gets imported.

    Raises QuizgenError (exit code 2) with a problem for each that can't be used: a name that no installed package
    announces (R020), an entry point that can't be imported (R021), an object that is no reader (R022).
    """
    announced = {point.name: point for point in entry_points(group=GROUP)}
    readers: list[Reader] = []
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        made = _load(name, announced)
        if isinstance(made, Problem):
            problems.append(made)
        else:
            readers.append(made)
    if problems:
        raise QuizgenError(*problems, exit_code=2)
    return tuple(readers)


def _load(name: str, announced: dict[str, EntryPoint]) -> Reader | Problem:
    point = announced.get(name)
    if point is None:
        known = ", ".join(sorted(announced)) or "none"
        hint = f"install the package that has it, or remove it from `readers` (installed: {known})"
        return Problem(code="R020", text=f"no installed package has a reader named {name!r}", hint=hint)
    try:
        found = point.load()
        reader = found() if isinstance(found, type) else found
    except Exception as error:
        said = f"the reader {name!r} can't be loaded from {point.value}: {error}"
        return Problem(code="R021", text=said, hint="ask the authors of that package")
    if not isinstance(reader, Reader) or not all(str(suffix).startswith(".") for suffix in reader.suffixes):
        said = f"{point.value} is no reader: it needs `name`, `suffixes` (each with its dot) and `read(text, path)`"
        return Problem(code="R022", text=said, hint="see docs/readers.md")
    return reader


def read_with(reader: Reader, text: str, path: str) -> Reading:
    """Return what a third-party reader makes of a text; what it raises becomes a problem (R023)."""
    try:
        note = reader.read(text, path)
        if not isinstance(note, Note):
            raise TypeError(f"it gave back {type(note).__name__}, not a Note")
    except Exception as error:
        said = f"the reader {reader.name!r} can't read this: {error}"
        return Reading(note=None, problems=(Problem(code="R023", text=said, path=path),))
    whole = replace(note, path=path, source=text)
    return Reading(note=whole, problems=whole.problems, lines=_roles(whole))


def _roles(note: Note) -> tuple[LineRole, ...]:
    """Return the role of each line that the note's texts start on; the others are markup or blank."""
    named: dict[int, Role] = {note.title.span.line: Role.TITLE}
    for role, paragraphs in (
        (Role.SUMMARY, note.summary),
        (Role.TAKEAWAY, note.takeaways),
        (Role.BODY, note.body),
        (Role.OUTRO, note.outro),
    ):
        named |= {one.span.line: role for one in paragraphs}
    for dive in note.deep_dives:
        named[dive.heading.span.line] = Role.HEADING
        named |= {one.span.line: Role.PARAGRAPH for one in dive.paragraphs}
    named |= {pair.span.line: Role.PAIR for pair in note.pairs}
    found: list[LineRole] = []
    for number, line in enumerate(note.source.split("\n"), start=1):
        role = named.get(number, Role.MARKUP if line.strip() else Role.BLANK)
        reason = "said so by a third-party reader" if number in named else ""
        found.append(LineRole(line=number, text=line, role=role, reason=reason))
    return tuple(found)


def span_of(text: str, path: str, part: str, after: int = 0) -> Span:
    """Return the span of `part` in `text`, searched from offset `after`: a help for writers of readers.

    The span has line 0 and no offsets when the part isn't there.
    """
    at = text.find(part, after)
    if at < 0:
        return Span(path=path, line=0)
    return Span(path=path, line=text.count("\n", 0, at) + 1, start=at, end=at + len(part))
