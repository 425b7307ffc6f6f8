"""Transcripts without a heading: turns of speakers, told by names that come back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from quizgen.note import Shape
from quizgen.read.model import Block, BlockKind, Role
from quizgen.read.shapes import ends_sentence, is_time, words

_WORD = r"[A-ZÀ-ÞА-ЯЁ][\w.'’-]{1,24}"
_CLOCK = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?"
_TURN = re.compile(
    rf"(?:{_CLOCK}[ \t]*)?((?:Speaker|Sprecher|Orador|Locuteur|Спикер) \w{{1,3}}|{_WORD}(?: {_WORD}){{0,2}})"
    rf"(?:[ \t]*{_CLOCK})?[ \t]*:[ \t]"
)
_TURNS = 4


def mark_speech(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with turns of speakers marked as transcript.

    A turn starts with a name and a colon, or is a name on a line of its own beside a time. Names must come back: four
    turns or more by at most half as many speakers.
    """
    turns = {i: name for i, block in enumerate(blocks) if (name := _speaker(block)) is not None}
    counts = Counter(turns.values())
    marked = set(turns) if len(turns) >= _TURNS and len(counts) * 2 <= len(turns) else set()
    alone = _names_alone(blocks)
    if len(alone) >= 2:
        for index in alone:
            marked.add(index)
            after = next(
                (at for at in range(index + 1, min(index + 3, len(blocks))) if not is_time(blocks[at].text)), None
            )
            if after is not None and blocks[after].kind in (BlockKind.TEXT, BlockKind.HEADING):
                marked.add(after)
    return tuple(
        replace(block, kind=BlockKind.NOISE, role=Role.TRANSCRIPT, reason="a turn of a speaker")
        if i in marked
        else block
        for i, block in enumerate(blocks)
    )


def _speaker(block: Block) -> str | None:
    if block.kind is not BlockKind.TEXT or block.paragraph.shape is not Shape.PROSE:
        return None
    match = _TURN.match(block.text) if ":" in block.text[:100] else None
    return match[1] if match else None


def _names_alone(blocks: Sequence[Block]) -> list[int]:
    """Return the positions of lines that only name a speaker: short, next to a time, and met again."""
    near = [i for i, block in enumerate(blocks) if _short(block) and _beside_time(blocks, i)]
    counts = Counter(blocks[i].text for i in near)
    again = [i for i in near if counts[blocks[i].text] > 1]
    return again if len(again) >= 3 else []


def _short(block: Block) -> bool:
    named = len(block.text) <= 60 and block.kind in (BlockKind.TEXT, BlockKind.HEADING)
    return named and words(block.text) <= 4 and not ends_sentence(block.text)


def _beside_time(blocks: Sequence[Block], index: int) -> bool:
    around = (index - 1, index + 1)
    return any(0 <= at < len(blocks) and is_time(blocks[at].text) for at in around)
