"""Plain captures to blocks: each line a block, wrapped lines joined, list marks taken off, headings found by shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quizgen.note import Paragraph, Shape
from quizgen.read.dates import whole_date
from quizgen.read.header import is_meta, lead_of
from quizgen.read.inline import inline
from quizgen.read.model import Block, BlockKind
from quizgen.read.org import headline, is_org, mask_org
from quizgen.read.shapes import (
    ends_sentence,
    has_letters,
    label_of,
    list_mark,
    sentences,
    starts_lower,
    starts_with_time,
    words,
)
from quizgen.read.source import Source
from quizgen.read.tidy import tidy
from quizgen.read.vocabulary import META_LEADS, Label

LABEL_DEPTH = 2
"""The rank of a label line ("Deep dives"); headings below one have the next."""
_HEADING_WORDS = 14
_HEADING_CHARS = 110
_BELOW_CHARS = 50
"""A line shorter than this doesn't make the line above it a heading, unless blank lines set both apart."""
_WRAP_WIDTH = 120
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.? [^\W\d_]")
"""The number of a section below a numbered heading, as in "2.1 Wind"."""


def capture_blocks(source: Source, *, markdown: bool = False) -> tuple[Block, ...]:
    """Return the blocks of a plain text in document order; `markdown` says that lines may hold inline Markdown."""
    if is_org(source.lines):
        mask_org(source)
        return tuple(_org_block(source, block) for block in _lines(source, markdown))
    raw = _lines(source, markdown)
    return with_headings(raw)


def _org_block(source: Source, block: Block) -> Block:
    """Return a block of an Org-mode outline, as a heading where its line is a headline."""
    at = block.line - 1
    found = headline(source.lines[at])
    if found is None:
        return block
    depth, start, end = found
    paragraph = Paragraph(text=tidy(source.lines[at][start:end]), span=source.span(at, start, at, end))
    return replace(block, kind=BlockKind.HEADING, depth=depth, paragraph=paragraph, numbered=None)


def _lines(source: Source, markdown: bool) -> tuple[Block, ...]:
    """Return one block a line, or one for several lines that a text editor has wrapped."""
    width = _wrap_width(source.lines)
    blocks: list[Block] = []
    parents: list[tuple[int, str]] = []
    index = 0
    while index < len(source.lines):
        line = source.lines[index]
        if not line.strip():
            index += 1
            continue
        last = index
        while width and last + 1 < len(source.lines) and _wraps(source.lines, last, width):
            last += 1
        block = _block(source, index, last, markdown, parents)
        if block is not None:
            blocks.append(block)
        index = last + 1
    return tuple(blocks)


def _block(source: Source, first: int, last: int, markdown: bool, parents: list[tuple[int, str]]) -> Block | None:
    line = source.lines[first]
    indent = _indent(line)
    mark = None if whole_date(line) else list_mark(line)
    start = mark[0] if mark else len(line) - len(line.lstrip())
    depth = 0
    if mark is None and markdown and line.lstrip().startswith("#"):
        marks = line.lstrip()
        depth = len(marks) - len(marks.lstrip("#"))
        start = line.index("#") + depth
        start += len(line[start:]) - len(line[start:].lstrip())
    raw = line[start:] if first == last else "\n".join([line[start:], *source.lines[first + 1 : last + 1]])
    text, marks_, _ = inline(raw) if markdown else (tidy(raw), (), ())
    if not text:
        return None
    if mark is None and not text[0].isalnum() and not any(char.isalnum() for char in text):
        paragraph = Paragraph(text=text, span=source.line_span(first))
        return Block(kind=BlockKind.RULE, paragraph=paragraph, last_line=last + 1, gap=source.gap(first))
    while parents and (mark is None or parents[-1][0] >= indent):
        parents.pop()
    shape, level, parent = Shape.PROSE, 0, ""
    if mark is not None:
        shape = Shape.STEP if mark[1][:1].isalnum() or mark[1][:1] == "(" else Shape.BULLET
        level, parent = len(parents), parents[-1][1] if parents else ""
        parents.append((indent, text))
    paragraph = Paragraph(
        text=text,
        span=source.span(first, start, last, len(source.lines[last].rstrip())),
        shape=shape,
        marks=marks_,
        level=level,
        parent=parent,
    )
    gap = source.gap(first)
    kind = BlockKind.HEADING if depth else BlockKind.TEXT
    numbered = None
    if mark is not None and mark[1][:1].isdigit():
        whole = source.span(first, len(line) - len(line.lstrip()), last, len(source.lines[last].rstrip()))
        numbered = Paragraph(text=f"{mark[1]} {text}", span=whole)
    return Block(
        kind=kind, paragraph=paragraph, last_line=last + 1, depth=depth, gap=gap, indent=indent, numbered=numbered
    )


def _indent(line: str) -> int:
    """Return how far a line stands in, a tab counted as four blanks."""
    if not line[:1].isspace():
        return 0
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def _wrap_width(lines: Sequence[str]) -> int:
    """Return the width at which an editor has wrapped the text, 0 when lines are whole paragraphs."""
    filled = [len(line) for line in lines if line.strip()]
    if len(filled) < 4:
        return 0
    width = max(filled)
    if not 50 <= width <= _WRAP_WIDTH:
        return 0
    pairs = [i for i in range(len(lines) - 1) if len(lines[i]) > width * 0.6 and lines[i + 1].strip()]
    wrapped = [i for i in pairs if _wraps(lines, i, width)]
    if 2 * sum(ends_sentence(lines[i]) for i in wrapped) > len(wrapped):
        return 0
    return width if len(wrapped) >= 2 and len(wrapped) * 2 >= len(pairs) else 0


def _wraps(lines: Sequence[str], index: int, width: int) -> bool:
    """Tell whether line `index` goes on in the next: its first word would not have fitted."""
    line, following = lines[index].rstrip(), lines[index + 1]
    if not line.strip() or not following.strip() or list_mark(following):
        return False
    first = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(first) > width - 2 and len(line) > width * 0.6


def with_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with labels and heading-like lines turned into headings."""
    found: list[Block] = []
    labelled = False
    head = _head_length(blocks)
    gaps = _gaps(blocks)
    steps = [index for index, block in enumerate(blocks) if block.numbered is not None]
    numbered = len(steps) >= 2 and sum(_numbered_heads(blocks, index) for index in steps) >= 2
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            found.append(block)
        elif index >= head and block.paragraph.shape is Shape.PROSE and label_of(block.text) is not None:
            labelled = True
            found.append(replace(block, kind=BlockKind.HEADING, depth=LABEL_DEPTH))
        elif index >= head and block.numbered is not None and numbered and _numbered_heads(blocks, index):
            depth = LABEL_DEPTH + 1 if labelled else LABEL_DEPTH
            found.append(replace(block, kind=BlockKind.HEADING, depth=depth, paragraph=block.numbered))
        elif index >= head and _heads(_apart(block, found), _next(blocks, index), gaps):
            depth = LABEL_DEPTH + 1 if labelled else LABEL_DEPTH
            found.append(replace(block, kind=BlockKind.HEADING, depth=depth))
        else:
            found.append(block)
    return _empty_chapters(found)


def _apart(block: Block, above: Sequence[Block]) -> Block:
    """Return a block as if a blank line stood above it where something else sets it apart.

    That is the label of the deep dives right above it, or its own time or number of a section.
    """
    if _timed(block) or _SECTION.match(block.text):
        return replace(block, gap=True)
    label = above[-1] if above and above[-1].kind is BlockKind.HEADING else None
    opens = label is not None and label_of(label.text) is Label.DIVES
    return replace(block, gap=True) if opens else block


def _timed(block: Block) -> bool:
    """Tell whether a line is like the title of a chapter behind its time."""
    text = block.text
    short = words(text) <= _HEADING_WORDS and not ends_sentence(text)
    return block.paragraph.shape is Shape.PROSE and short and starts_with_time(text) > 0


def _empty_chapters(blocks: list[Block]) -> tuple[Block, ...]:
    """Return the blocks with each timed line right above a timed heading as a heading too: a chapter without text."""
    for index in range(len(blocks) - 2, -1, -1):
        block, below = blocks[index], blocks[index + 1]
        if block.kind is BlockKind.TEXT and _timed(block) and below.kind is BlockKind.HEADING and _timed(below):
            blocks[index] = replace(block, kind=BlockKind.HEADING, depth=below.depth)
    return tuple(blocks)


def _head_length(blocks: tuple[Block, ...]) -> int:
    """Return how many blocks at the top are the title and the lines of date and names around it."""
    titled = False
    for index, block in enumerate(blocks):
        if is_meta(block):
            continue
        if titled or label_of(block.text) is not None:
            return index
        titled = True
    return len(blocks)


def _numbered_heads(blocks: tuple[Block, ...], index: int) -> bool:
    """Tell whether a numbered line heads the paragraph right below it; one such line alone proves nothing."""
    block, below = blocks[index], _next(blocks, index)
    if block.numbered is None or below is None or below.gap or block.indent != below.indent:
        return False
    short = words(block.text) <= _HEADING_WORDS and not ends_sentence(block.text)
    if short and (below.paragraph.shape is Shape.BULLET or _SECTION.match(below.text)):
        return block.gap
    return short and below.paragraph.shape is Shape.PROSE and len(below.text) > 1.5 * len(block.text)


def _next(blocks: tuple[Block, ...], index: int) -> Block | None:
    return blocks[index + 1] if index + 1 < len(blocks) else None


def _gaps(blocks: tuple[Block, ...]) -> bool:
    """Tell whether blank lines part the text: then a heading has one above it."""
    inner = blocks[1:]
    return sum(block.gap for block in inner) >= max(2, len(inner) // 5)


def _heads(block: Block, below: Block | None, gaps: bool) -> bool:
    """Tell whether a line is a heading: short, no sentence, and above something longer."""
    text = block.text
    if below is None or block.paragraph.shape is not Shape.PROSE or not has_letters(text):
        return False
    if words(text) > _HEADING_WORDS or len(text) > _HEADING_CHARS or sentences(text) > 1:
        return False
    if lead_of(text) in META_LEADS or lead_of(text) in ("q", "question"):
        return False
    if text.endswith((".", ",", ";", ":", "…", "!")) or (gaps and not block.gap):
        return False
    listed = below.paragraph.shape is not Shape.PROSE or below.indent > block.indent
    if starts_lower(text) and text.split()[0].islower() and not (listed and not below.gap):
        return False
    if listed:
        return not below.gap or not starts_lower(text)
    tight = gaps and block.gap and not below.gap
    longer = len(below.text) >= (len(text) if tight else max(_BELOW_CHARS, int(1.5 * len(text))))
    return (longer and (ends_sentence(below.text) or words(below.text) > 12)) and not (
        gaps and below.gap and words(text) > 8
    )
