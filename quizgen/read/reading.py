"""Bytes to a Reading: decode, choose the parser, judge the blocks, assemble the note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from quizgen.note import Note, Paragraph
from quizgen.problem import Problem, Span
from quizgen.read.assemble import assemble
from quizgen.read.decode import decode
from quizgen.read.explain import line_roles
from quizgen.read.formats import is_page, parse, suffix_of
from quizgen.read.language import PROSE, detect
from quizgen.read.model import Judged, Limits, Parsed, Reader, Reading, Role
from quizgen.read.outline import judge
from quizgen.read.outside import read_with
from quizgen.read.source import Source

_PROSE_ROLES = (Role.PARAGRAPH, Role.TAKEAWAY, Role.SUMMARY, Role.BODY)
_DATA = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]*")


def read(data: bytes, *, path: str, limits: Limits | None = None, readers: Sequence[Reader] = ()) -> Reading:
    """Return what the bytes of one file hold: a note or none, the problems found, and the role of each line.

    `path` names the file in every message, and its suffix decides the format; `readers` are third-party readers, which
    win over quizgen's own for their suffixes. Never raises, whatever the bytes are.
    """
    limits = limits or Limits()
    text, problems = decode(data, path=path, limits=limits)
    if text is None:
        return Reading(note=None, problems=problems)
    too_much = _too_long(text, path, limits)
    if too_much is not None:
        return Reading(note=None, problems=(*problems, too_much))
    outside = next((reader for reader in readers if suffix_of(path) in reader.suffixes), None)
    if outside is not None:
        reading = read_with(outside, text, path)
        return replace(reading, problems=problems + reading.problems)
    source = Source(path=path, text=text)
    parsed = parse(source)
    judged = judge(parsed)
    note = assemble(judged, parsed, path=path, text=text, language=_language(judged, parsed), pairs=parsed.pairs)
    problems += parsed.front.problems + parsed.problems + note.problems + _weight(note, limits)
    return Reading(note=replace(note, problems=problems), problems=problems, lines=line_roles(judged, source))


def _too_long(text: str, path: str, limits: Limits) -> Problem | None:
    """Return a problem when there are too many lines (R009), or one that is too long (R007; pages may have such)."""
    lines = text.split("\n")
    if len(lines) > limits.lines:
        said = f"the file has {len(lines):,} lines, the limit is {limits.lines:,}"
        return Problem(code="R009", text=said, hint="split the note", path=path)
    if is_page(text, path):
        return None
    for number, line in enumerate(lines, start=1):
        if len(line) > limits.line_chars and len(_DATA.sub("", line)) > limits.line_chars:
            said = f"this line is longer than {limits.line_chars:,} characters"
            return Problem(code="R007", text=said, hint="break it into paragraphs", span=Span(path=path, line=number))
    return None


def _weight(note: Note, limits: Limits) -> tuple[Problem, ...]:
    """Return the problems of a note that holds nothing (R006), too many deep dives (R008) or too long a text (R007)."""
    dives = note.deep_dives
    if not (note.takeaways or dives or note.body or note.summary or note.pairs):
        said = "there is nothing to ask: the note has no text below its title"
        return (Problem(code="R006", text=said, hint="add takeaways or deep dives", path=note.path),)
    if len(dives) > limits.sections:
        said = f"the note has {len(dives):,} deep dives, the limit is {limits.sections:,}"
        return (Problem(code="R008", text=said, hint="split the note", span=dives[limits.sections].heading.span),)
    long = next((one for one in _paragraphs(note) if len(one.text) > limits.line_chars), None)
    if long is not None:
        said = f"this paragraph is longer than {limits.line_chars:,} characters"
        return (Problem(code="R007", text=said, hint="break it into paragraphs", span=long.span),)
    return ()


def _paragraphs(note: Note) -> chain[Paragraph]:
    dives = (one for dive in note.deep_dives for one in dive.paragraphs)
    return chain(note.summary, note.takeaways, note.body, dives, note.outro)


def _language(judged: tuple[Judged, ...], parsed: Parsed) -> str:
    front = parsed.front
    if len(front.language) == 2 and front.language.isalpha():
        return front.language
    prose: list[str] = []
    length = 0
    for one in judged:
        if one.role in _PROSE_ROLES and length < PROSE:
            prose.append(one.block.text)
            length += len(one.block.text) + 1
    given = [one.text for one in (*front.takeaways, *front.summary)] if not prose else []
    titles = [one.block.text for one in judged if one.role is Role.TITLE] if not prose and not given else []
    asked = [pair.question for pair in parsed.pairs] if not prose else []
    return detect(" ".join([*prose, *given, *asked, *titles]), declared=front.facts.get("lang", ""))
