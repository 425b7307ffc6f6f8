"""The sentence that an item asks about, with its key marked in it."""

from __future__ import annotations

import re
from itertools import pairwise

from quizgen.export import markup
from quizgen.export.anki.text import field_html
from quizgen.item import Item

_LIST = re.compile(r"; |, and | and |, ")


def source_html(item: Item, key: str) -> str:
    """Return an item's sentence as HTML, with `key` marked where it stands there word for word; "" marks nothing."""
    if item.source is None:
        return ""
    text = item.source.text
    spots = _spots(text, key) if key else []
    if spots and (item.code or item.math):
        apart = markup.stretches(markup.clean(text), code=item.code, math=item.math)
        spots = [] if any(s.start < end and start < s.end for s in apart for start, end in spots) else spots
    parts, at = [], 0
    for start, end in spots:
        parts += [field_html(text[at:start], item), f"<mark>{field_html(text[start:end], item)}</mark>"]
        at = end
    return "".join(parts) + field_html(text[at:], item)


def find_words(text: str, part: str) -> tuple[int, int] | None:
    """Return where `part` first stands in `text`, not inside a longer word, in capitals or not; None for nowhere."""
    folded, wanted = text.lower(), part.lower()
    start = folded.find(wanted) if wanted else -1
    if start < 0:
        return None
    if len(folded) != len(text) or len(wanted) != len(part):
        folded, wanted = text, part
        start = folded.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (_joins(folded, start - 1, start) or _joins(folded, end - 1, end)):
            return start, end
        start = folded.find(wanted, start + 1)
    return None


def _joins(text: str, left: int, right: int) -> bool:
    """Tell whether the characters at two neighbouring places are of one word."""
    return left >= 0 and right < len(text) and _wordy(text[left]) and _wordy(text[right])


def _wordy(character: str) -> bool:
    return character.isalnum() or character == "_"


def _spots(text: str, key: str) -> list[tuple[int, int]]:
    """Where the key stands in the sentence: whole, or else each part of a list; empty unless every part is found."""
    key = key.strip().rstrip(".")
    whole = find_words(text, key)
    if whole is not None:
        return [whole]
    parts = [part.strip() for line in key.splitlines() for part in _LIST.split(line) if part.strip()]
    if len(parts) < 2:
        return []
    spots = [find_words(text, part) for part in parts]
    found = sorted({spot for spot in spots if spot is not None})
    apart = all(a[1] <= b[0] for a, b in pairwise(found))
    return found if None not in spots and apart else []
