"""Where a text of an HTML page stands in its source, told by its letters in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape

from quizgen.problem import Span
from quizgen.read.source import Source

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|[^\s&]+|&")
_RAW = ("script", "style")
_WINDOW = 20_000


class Places:
    """Finds texts in the source of a page; each search starts where the last one ended, so the order must be kept."""

    def __init__(self, text: str) -> None:
        self._parts: list[str] = []
        self._at: list[int] = []
        self._offsets: list[int] = []
        self._length = 0
        self._cursor = 0
        self._ends: list[int] = []
        self._lower = text.lower()
        self._scan(text)
        self._lower = ""
        self._stream = "".join(self._parts)

    def find(self, raw: str, source: Source) -> Span:
        """Return the place of `raw`, a text with its entities resolved; the place of the cursor when it isn't found."""
        wanted = "".join(raw.split())
        if not wanted:
            return self.here(source)
        at = self._stream.find(wanted, self._cursor, self._cursor + len(wanted) + _WINDOW)
        if at < 0:
            wanted = wanted[:24]
            at = self._stream.find(wanted, self._cursor, self._cursor + len(wanted) + _WINDOW)
        if at < 0:
            return self.here(source)
        self._cursor = at + len(wanted)
        return self._span(at, self._cursor, source)

    def here(self, source: Source) -> Span:
        """Return the place of the text that was found last."""
        at = max(0, self._cursor - 1)
        span = self._span(at, at, source)
        return Span(path=span.path, line=span.line)

    def _span(self, start: int, end: int, source: Source) -> Span:
        first = self._source_offset(start)
        last = self._source_offset(end - 1, after=True) if end > start else first
        line = bisect_right(source.starts, first)
        return Span(path=source.path, line=max(1, line), start=first, end=max(first, last))

    def _source_offset(self, at: int, *, after: bool = False) -> int:
        index = bisect_right(self._at, at) - 1
        if index < 0:
            return 0
        within = at - self._at[index]
        entity = self._parts[index] != "" and self._ends[index] - self._offsets[index] != len(self._parts[index])
        if entity:
            return self._ends[index] if after else self._offsets[index]
        return self._offsets[index] + within + (1 if after else 0)

    def _scan(self, text: str) -> None:
        """Cut the source into its texts between tags; linear in the length of the source."""
        position = max(0, self._lower.find("<body"))
        while position < len(text):
            opening = text.find("<", position)
            if opening < 0:
                opening = len(text)
            self._text(text, position, opening)
            if opening == len(text):
                break
            position = self._after_tag(text, opening)

    def _after_tag(self, text: str, opening: int) -> int:
        head = text[opening + 1 : opening + 8].lower()
        if head.startswith("!--"):
            closing = text.find("-->", opening + 4)
            return closing + 3 if closing >= 0 else len(text)
        if not (head[:1].isalpha() or head[:1] in "/!?"):
            self._text(text, opening, opening + 1)
            return opening + 1
        closing = text.find(">", opening)
        if closing < 0:
            return len(text)
        name = next((name for name in _RAW if head.startswith(name)), None)
        if name is None:
            return closing + 1
        end = self._lower.find(f"</{name}", closing)
        return end if end >= 0 else len(text)

    def _text(self, text: str, start: int, end: int) -> None:
        for match in _ENTITY.finditer(text, start, end):
            shown = unescape(match.group()) if match.group()[0] == "&" else match.group()
            shown = "".join(shown.split())
            if shown:
                self._at.append(self._length)
                self._parts.append(shown)
                self._offsets.append(match.start())
                self._ends.append(match.end())
                self._length += len(shown)
