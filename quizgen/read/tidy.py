"""Characters as a reader sees them: blanks folded, quotes straight, invisible characters gone."""

from __future__ import annotations

import re

from quizgen.note import Emphasis, Mark

_INVISIBLE = "\u00ad\u200b\u2060\ufeff\u180e"
"""Soft hyphen, zero-width space, word joiner, byte order mark, Mongolian separator; joiners stay, emoji need them."""
_BLANKS = "\t\n\r\f\v\u00a0\u1680\u202f\u205f\u3000\u2028\u2029\u0085 " + "".join(map(chr, range(0x2000, 0x200B)))
_CHANGES = str.maketrans(
    dict.fromkeys(_BLANKS, " ")
    | dict.fromkeys(_INVISIBLE, "")
    | {"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "‟": '"'}
)
_FOLD = re.compile(r" {2,}")
_LOW_QUOTES = re.compile("„[^“”„\n]*[“”]|‚[^‘’‚\n]*[‘]")


def tidy(text: str) -> str:
    """Return `text` with blanks folded, invisible characters gone and quotes straight.

    German and Polish pairs („…“, „…”) are kept: straightened, they would have two different ends.
    """
    clean = straighten(text)
    return _FOLD.sub(" ", clean).strip() if "  " in clean else clean.strip()


def straighten(text: str) -> str:
    """Return `text` with plain blanks and straight quotes, runs of blanks not folded."""
    if text.isascii():
        return text.translate(_CHANGES) if not text.isprintable() else text
    if "„" not in text and "‚" not in text:
        return text.translate(_CHANGES)
    parts: list[str] = []
    last = 0
    for pair in _LOW_QUOTES.finditer(text):
        inner = pair.group()
        parts += [text[last : pair.start()].translate(_CHANGES), inner[0], inner[1:-1].translate(_CHANGES), inner[-1]]
        last = pair.end()
    return "".join([*parts, text[last:].translate(_CHANGES)])


class TextBuilder:
    """Builds the text of a paragraph from pieces of markup, and the marks over it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._blank = True

    def add(self, text: str, *, literal: bool = False) -> None:
        """Append a piece; a literal one (code, formulas) keeps its characters, only line ends become blanks."""
        clean = text.replace("\n", " ") if literal else _FOLD.sub(" ", straighten(text))
        if self._blank and not literal:
            clean = clean.lstrip(" ")
        if not clean:
            return
        self._parts.append(clean)
        self._length += len(clean)
        self._blank = clean.endswith(" ")

    @property
    def length(self) -> int:
        """The number of characters so far: where the next piece starts."""
        return self._length

    def mark(self, kind: Emphasis, start: int, target: str = "") -> None:
        """Put a mark over everything since `start`."""
        self._marks.append(Mark(kind=kind, start=start, end=self._length, target=target))

    def finish(self) -> tuple[str, tuple[Mark, ...]]:
        """Return the text, without blanks at its ends, and its marks in order, empty ones left out."""
        whole = "".join(self._parts)
        text = whole.strip()
        cut = len(whole) - len(whole.lstrip())
        marks: list[Mark] = []
        for mark in sorted(self._marks, key=lambda mark: (mark.start, -mark.end, mark.kind)):
            start, end = max(0, mark.start - cut), min(len(text), mark.end - cut)
            while start < end and text[start] == " ":
                start += 1
            while end > start and text[end - 1] == " ":
                end -= 1
            if start < end:
                marks.append(Mark(kind=mark.kind, start=start, end=end, target=mark.target))
        return text, tuple(marks)
