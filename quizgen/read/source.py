"""The decoded text as lines with offsets, and paragraphs cut from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizgen.note import Mark, Paragraph, Shape
from quizgen.problem import Span
from quizgen.read.model import Block, BlockKind, Role


@dataclass(slots=True, kw_only=True)
class Source:
    """A file's text, its lines, and where each line starts; `roles` gets what is decided before blocks exist."""

    path: str
    text: str
    lines: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    masked: list[Block] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")
        at = 0
        for line in self.lines:
            self.starts.append(at)
            at += len(line) + 1

    def gap(self, index: int) -> bool:
        """Tell whether a blank line stands above a line (counted from 0); lines set aside are looked through."""
        above = index - 1
        while above >= 0 and not self.lines[above].strip() and self._written(above).strip():
            above -= 1
        return above < 0 or not self.lines[above].strip()

    def _written(self, index: int) -> str:
        start = self.starts[index]
        end = self.starts[index + 1] - 1 if index + 1 < len(self.starts) else len(self.text)
        return self.text[start:end]

    def span(self, index: int, start: int, last: int, end: int) -> Span:
        """Return the span from column `start` of line `index` to column `end` of line `last`, both counted from 0."""
        return Span(path=self.path, line=index + 1, start=self.starts[index] + start, end=self.starts[last] + end)

    def line_span(self, index: int) -> Span:
        """Return the span of a line (counted from 0) without the blanks around it."""
        line = self.lines[index]
        return self.span(index, len(line) - len(line.lstrip()), index, len(line.rstrip()))

    def mask(self, index: int, role: Role, reason: str) -> None:
        """Set a line (counted from 0) aside with its role, and blank it out of `lines`."""
        paragraph = Paragraph(text=self.lines[index].strip(), span=self.line_span(index))
        block = Block(kind=BlockKind.NOISE, paragraph=paragraph, last_line=index + 1, role=role, reason=reason)
        self.masked.append(block)
        self.lines[index] = ""


def paragraph(
    text: str,
    span: Span,
    *,
    shape: Shape = Shape.PROSE,
    marks: tuple[Mark, ...] = (),
    level: int = 0,
    parent: str = "",
) -> Paragraph:
    """Return a paragraph; the short way to say it."""
    return Paragraph(text=text, span=span, shape=shape, marks=marks, level=level, parent=parent)
