"""Jottings: notes whose lines start in lower case, in which errands stand between facts."""

from __future__ import annotations

import re
from functools import cache

from quizgen.read.model import Block, BlockKind
from quizgen.read.shapes import starts_lower
from quizgen.read.vocabulary import ERRANDS


def is_rough(blocks: tuple[Block, ...]) -> bool:
    """Tell whether a text is jottings: two lines of five, or more, start with a small letter."""
    lines = [block for block in blocks if block.kind is BlockKind.TEXT]
    return len(lines) >= 4 and sum(starts_lower(block.text) for block in lines) * 5 >= len(lines) * 2


def is_errand(text: str) -> bool:
    """Tell whether a line of jottings starts with errands and logistics."""
    return _pattern().match(text[:60].casefold()) is not None


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, ERRANDS))})(?:s|es)?(?!\w)")
