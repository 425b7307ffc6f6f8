"""Bytes to a Reading: decode, choose the parser, judge the blocks, assemble the note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizgen.note import Note
from quizgen.problem import Problem, Span
from quizgen.read.assemble import assemble
from quizgen.read.decode import decode
from quizgen.read.explain import line_roles
from quizgen.read.formats import parse
from quizgen.read.model import Judged, Limits, Reader, Reading, Role
from quizgen.read.outline import judge
from quizgen.read.source import Source

_PROSE = 500
"""So many characters of prose decide the language."""


def read(data: bytes, *, path: str, limits: Limits | None = None, readers: Sequence[Reader] = ()) -> Reading:
    """Return what the bytes of one file hold: a note or none, the problems found, and the role of each line.

    `path` names the file in every message and decides the format by its suffix; `readers` are third-party readers for
    further suffixes. Never raises, whatever the bytes are.
    """
    limits = limits or Limits()
    text, problems = decode(data, path=path, limits=limits)
    if text is None:
        return Reading(note=None, problems=problems)
    too_long = _too_long(text, path, limits)
    if too_long is not None:
        return Reading(note=None, problems=(*problems, too_long))
    source = Source(path=path, text=text)
    parsed = parse(source)
    judged = judge(parsed)
    note = assemble(judged, parsed, path=path, text=text, language=_language(judged, parsed), pairs=parsed.pairs)
    return _finish(note, judged, source, problems + parsed.front.problems + parsed.problems, limits)


def _finish(
    note: Note, judged: tuple[Judged, ...], source: Source, problems: tuple[Problem, ...], limits: Limits
) -> Reading:
    problems = problems + note.problems
    lines = line_roles(judged, source)
    if len(note.deep_dives) > limits.sections:
        said = f"the note has {len(note.deep_dives)} sections, the limit is {limits.sections}"
        problem = Problem(code="R008", text=said, hint="split the note", path=source.path)
        return Reading(note=None, problems=(*problems, problem), lines=lines)
    if not (note.takeaways or note.deep_dives or note.body or note.summary or note.pairs):
        said = (
            "there is nothing to ask: the note has a title, but no text" if note.title.span.end else "there is no text"
        )
        problem = Problem(code="R006", text=said, hint="add takeaways or deep dives", path=source.path)
        problems = (*problems, problem)
    return Reading(note=replace(note, problems=problems), problems=problems, lines=lines)


def _too_long(text: str, path: str, limits: Limits) -> Problem | None:
    line = next((i for i, line in enumerate(text.split("\n"), start=1) if len(line) > limits.line_chars), None)
    if line is None:
        return None
    said = f"this line is longer than {limits.line_chars:,} characters"
    return Problem(code="R007", text=said, hint="break the text into paragraphs", span=Span(path=path, line=line))


def _language(judged: tuple[Judged, ...], parsed: object) -> str:
    from quizgen.read.language import detect

    roles = (Role.PARAGRAPH, Role.TAKEAWAY, Role.SUMMARY, Role.BODY)
    prose: list[str] = []
    for one in judged:
        if one.role in roles and sum(map(len, prose)) < _PROSE:
            prose.append(one.block.text)
    return detect(" ".join(prose)[:_PROSE])
