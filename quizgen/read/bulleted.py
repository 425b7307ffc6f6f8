"""Outlines made of bullets alone: a label bullet is a heading, and so is a topic that holds bullets below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quizgen.note import Shape
from quizgen.read.model import Block, BlockKind
from quizgen.read.shapes import ends_sentence, label_of, words
from quizgen.read.vocabulary import Label

_HEADING_WORDS = 14


@dataclass(slots=True)
class _Outline:
    """Where the walk is: the label above, its level, and the level of the topic above."""

    label: Label | None = None
    label_level: int = -1
    topic_level: int = -1
    found: list[Block] = field(default_factory=list)


def lift_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of an outline with label bullets ("- Key takeaways") and topics below them as headings.

    Only an outline that has such a label, with bullets of its own below it, is touched.
    """
    if not any(_is_label(blocks, index) for index in range(len(blocks))):
        return tuple(blocks)
    outline = _Outline()
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING or block.paragraph.shape is Shape.ROW:
            outline.label, outline.label_level, outline.topic_level = None, -1, -1
            outline.found.append(block)
        else:
            _take(blocks, index, outline)
    return tuple(outline.found)


def _take(blocks: Sequence[Block], index: int, outline: _Outline) -> None:
    block = blocks[index]
    level = block.paragraph.level
    if _bullet(block) and level <= outline.label_level:
        outline.label, outline.label_level, outline.topic_level = None, -1, -1
    if _is_label(blocks, index):
        outline.label, outline.label_level, outline.topic_level = label_of(block.text), level, -1
        outline.found.append(_heading(block, 2))
    elif outline.label in (None, Label.DIVES) and level == outline.label_level + 1 and _topic(blocks, index):
        outline.topic_level = level
        outline.found.append(_heading(block, 3))
    else:
        base = max(outline.label_level, outline.topic_level) + 1
        parent = "" if level <= base else block.paragraph.parent
        paragraph = replace(block.paragraph, level=max(0, level - base), parent=parent)
        outline.found.append(replace(block, paragraph=paragraph))


def _bullet(block: Block) -> bool:
    return block.kind is BlockKind.TEXT and block.paragraph.shape in (Shape.BULLET, Shape.STEP)


def _is_label(blocks: Sequence[Block], index: int) -> bool:
    return _bullet(blocks[index]) and label_of(blocks[index].text) is not None and _holds(blocks, index)


def _holds(blocks: Sequence[Block], index: int) -> bool:
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    return after is not None and after.kind is BlockKind.TEXT and after.paragraph.level > blocks[index].paragraph.level


def _topic(blocks: Sequence[Block], index: int) -> bool:
    text = blocks[index].text
    short = words(text) <= _HEADING_WORDS and not ends_sentence(text) and text[-1:] not in (",", ":", ";")
    return _bullet(blocks[index]) and short and _holds(blocks, index)


def _heading(block: Block, depth: int) -> Block:
    paragraph = replace(block.paragraph, shape=Shape.PROSE, level=0, parent="")
    return replace(block, kind=BlockKind.HEADING, depth=depth, paragraph=paragraph)
