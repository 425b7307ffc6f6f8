"""A note that stands twice in one file: the second copy is set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizgen.read.model import Block, BlockKind, Role


def mark_repeated(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with those of a second copy marked as duplicates; what the copy adds is kept.

    A copy starts where the first block's text comes back, and four of five of its blocks were there before.
    """
    said = [
        (i, block.text) for i, block in enumerate(blocks) if block.role is None and block.kind is not BlockKind.RULE
    ]
    if len(said) < 6:
        return tuple(blocks)
    again = next((at for at in range(3, len(said)) if said[at][1] == said[0][1]), None)
    if again is None:
        return tuple(blocks)
    first = {text for _, text in said[:again]}
    copy = said[again:]
    if sum(text in first for _, text in copy) * 5 < len(copy) * 4 or len(copy) < 3:
        return tuple(blocks)
    gone = {i for i, text in copy if text in first}
    return tuple(
        replace(block, kind=BlockKind.NOISE, role=Role.DUPLICATE, reason="stands in the file before")
        if i in gone
        else block
        for i, block in enumerate(blocks)
    )
