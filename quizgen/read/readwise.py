"""Readwise exports of podcasts, as Markdown or Logseq outline: a highlight is a deep dive, notes to oneself go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizgen.note import Paragraph, Shape
from quizgen.read.inline import inline
from quizgen.read.model import Block, BlockKind, Role
from quizgen.read.shapes import bare, ends_sentence, label_of, list_mark, words
from quizgen.read.source import Source
from quizgen.read.vocabulary import Label

_TIME_LINK = re.compile(r" ?\(\[(?:Time|View Highlight|View|Location|Page|Seite)[^\]\n]{0,40}\]\([^()\s]{0,500}\)\)")
_SYNCED = re.compile(r"(?:highlights first synced|new highlights added|synced by \[\[readwise)", re.I)
_OWN = re.compile(r"[ \t]*[-*] \*\*(?:Tags|Note|Notes):\*\*")
_SPEAKER = re.compile(r"(?:Speaker|Sprecher|Unknown) ?\w{0,10}:?$")
_BUNDLE = re.compile(r"\((?=[*•-] )")
_DEPTH = 3


def is_readwise(text: str) -> bool:
    """Tell whether a text is such an export: its links to times, or its own words about syncing, beside highlights."""
    if "Key takeaways:" not in text and "Episode AI notes" not in text and "Transcript:" not in text:
        return False
    return "([Time " in text or _SYNCED.search(text[:20_000]) is not None


@dataclass(slots=True)
class _State:
    blocks: list[Block] = field(default_factory=list)
    mode: str = "head"
    gap: bool = True


def readwise_blocks(source: Source) -> tuple[Block, ...]:
    """Return the blocks of an export: headings for highlights, list items and paragraphs for what they say."""
    depth = _item_indent(source.lines)
    state = _State()
    own: int | None = None
    for index, line in enumerate(source.lines):
        if not line.strip():
            continue
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if own is not None and indent > own and not _starts_item(line, indent, depth):
            source.mask(index, Role.PERSONAL, "goes on with a note to oneself")
        elif _OWN.match(line):
            own = indent
            source.mask(index, Role.PERSONAL, "a note or tags of one's own")
        elif _SYNCED.search(line):
            own = None
            source.mask(index, Role.META, "says when highlights were synced")
        else:
            own = None
            state.blocks += _line(source, index, state, opens=_starts_item(line, indent, depth))
    return tuple(state.blocks)


def _item_indent(lines: list[str]) -> int:
    """Return the indentation of the highlights: deeper than the line about syncing, else none."""
    for index, line in enumerate(lines):
        if _SYNCED.search(line) and line.lstrip().startswith("- "):
            after = next((one for one in lines[index + 1 :] if one.strip()), "")
            return len(after.expandtabs(4)) - len(after.expandtabs(4).lstrip())
    return 0


def _starts_item(line: str, indent: int, depth: int) -> bool:
    return indent == depth and line.lstrip()[:2] in ("- ", "* ") and not _OWN.match(line)


def _line(source: Source, index: int, state: _State, *, opens: bool) -> Iterator[Block]:
    """Judge one line inside an export, and give back the blocks that it makes."""
    line = source.lines[index]
    plain = line.strip()
    if plain.startswith("#"):
        marks = len(plain) - len(plain.lstrip("#"))
        state.mode = "meta" if label_of(plain.strip("# ")) is Label.META else "head"
        yield _block(source, index, line.index("#") + marks, len(line), kind=BlockKind.HEADING, depth=min(marks, 6))
        return
    start, end = _bounds(line)
    if state.mode == "meta":
        yield _listed(source, index, start, end)
        return
    if opens:
        state.mode = "open"
        start = line.index(plain[0]) + 2
        mark = list_mark(line)
        start = mark[0] if mark else start
    text = line[start:end].strip()
    label = label_of(text)
    if not text:
        return
    if label is Label.TRANSCRIPT or (state.mode == "transcript" and label is None):
        state.mode = "transcript"
        source.mask(index, Role.TRANSCRIPT, "transcript of the highlight")
    elif label in (Label.TAKEAWAYS, Label.SUMMARY) and state.mode != "open":
        state.mode = "body"
        source.mask(index, Role.LABEL, f"announces the {label} of this highlight")
    elif state.mode == "open":
        yield from _opening(source, index, start, end, state)
    elif _SPEAKER.match(text):
        state.mode = "transcript"
        source.mask(index, Role.TRANSCRIPT, "a speaker")
    elif (bundle := _BUNDLE.match(text)) is not None:
        yield from _bundle(source, index, line.index(text) + bundle.end(), end)
    else:
        yield _listed(source, index, start, end)


def _opening(source: Source, index: int, start: int, end: int, state: _State) -> Iterator[Block]:
    """Judge the first line of a highlight: AI notes, a heading, or the highlight itself."""
    text = source.lines[index][start:end].strip()
    state.mode = "body"
    after = next((line.strip() for line in source.lines[index + 1 :] if line.strip()), "")
    more = bool(after) and not _OWN.match(after) and not _SYNCED.search(after) and not after.startswith(("- ", "#"))
    if bare(text) in ("episode ai notes", "ai notes") or (
        (more or not ends_sentence(text)) and words(text) <= 20 and not list_mark(text)
    ):
        yield _block(source, index, start, end, kind=BlockKind.HEADING, depth=_DEPTH)
    else:
        yield _block(source, index, start, end, shape=Shape.BULLET)


def _bounds(line: str) -> tuple[int, int]:
    """Return the columns of a line without blanks and without the link to a time at its end."""
    link = next(iter(_TIME_LINK.finditer(line)), None)
    end = link.start() if link else len(line.rstrip())
    return len(line) - len(line.lstrip()), len(line[:end].rstrip())


def _bundle(source: Source, index: int, start: int, end: int) -> Iterator[Block]:
    """Cut `(* one, * two, * three)` at its marks."""
    line = source.lines[index]
    end = end - 1 if line[:end].endswith(")") else end
    cuts = [match.start() for match in re.finditer(r", (?=[*•] )", line) if start <= match.start() < end]
    for first, last in zip([start, *(cut + 2 for cut in cuts)], [*cuts, end], strict=True):
        at = first + (2 if line[first : first + 2] in ("* ", "• ", "- ") else 0)
        yield _block(source, index, at, last, shape=Shape.BULLET)


def _listed(source: Source, index: int, start: int, end: int) -> Block:
    line = source.lines[index]
    mark = list_mark(line[:end])
    if mark is None:
        return _block(source, index, start, end)
    return _block(source, index, mark[0], end, shape=Shape.STEP if mark[1][:1].isdigit() else Shape.BULLET)


def _block(
    source: Source,
    index: int,
    start: int,
    end: int,
    *,
    kind: BlockKind = BlockKind.TEXT,
    depth: int = 0,
    shape: Shape = Shape.PROSE,
) -> Block:
    line = source.lines[index]
    start += len(line[start:end]) - len(line[start:end].lstrip())
    text, marks, _ = inline(line[start:end])
    paragraph = Paragraph(text=text, span=source.span(index, start, index, max(start, end)), shape=shape, marks=marks)
    return Block(kind=kind, paragraph=paragraph, last_line=index + 1, depth=depth, gap=source.gap(index))
