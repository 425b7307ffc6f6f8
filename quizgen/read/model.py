"""The records of the read room: limits, roles of lines, blocks, and what reading a file gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol, runtime_checkable

from quizgen.note import Image, Note, Pair, Paragraph
from quizgen.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a note may weigh: bytes of the file, lines, characters of one line or paragraph, deep dives."""

    file_bytes: int = 10 * 1024 * 1024
    lines: int = 200_000
    line_chars: int = 100_000
    sections: int = 2_000


class Role(StrEnum):
    """What a line is in a note."""

    TITLE = "title"
    DATE = "date"
    META = "meta"
    NOISE = "noise"
    LABEL = "label"
    SUMMARY = "summary"
    TAKEAWAY = "takeaway"
    HEADING = "dive heading"
    PARAGRAPH = "dive paragraph"
    BODY = "body"
    OUTRO = "outro"
    TRANSCRIPT = "transcript"
    ADVERT = "advertising"
    PERSONAL = "personal"
    PAIR = "question and answer"
    CODE = "code"
    FORMULA = "formula"
    IMAGE = "image"
    DUPLICATE = "duplicate"
    MARKUP = "markup"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRole:
    """A line of the note (1-based), its text, the role it was given, and why."""

    line: int
    text: str
    role: Role
    reason: str


class BlockKind(StrEnum):
    """What a block was in the file."""

    HEADING = "heading"
    TEXT = "text"
    CODE = "code"
    FORMULA = "formula"
    IMAGE = "image"
    RULE = "rule"
    NOISE = "noise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the file in document order, before anybody knows what it is for.

    `depth` is the rank of a heading (1 is the outermost), `last_line` the last line of the block, `gap` whether a blank
    line stands above it, `indent` how far it stands in,
    `numbered` the paragraph of a numbered item with its number. A block of kind NOISE has its role and reason already.
    """

    kind: BlockKind
    paragraph: Paragraph
    last_line: int
    depth: int = 0
    gap: bool = False
    indent: int = 0
    numbered: Paragraph | None = None
    images: tuple[Image, ...] = ()
    role: Role | None = None
    reason: str = ""

    @property
    def text(self) -> str:
        """The text of the paragraph."""
        return self.paragraph.text

    @property
    def line(self) -> int:
        """The first line, 1-based."""
        return self.paragraph.span.line


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What front matter (or the like: Logseq properties, the head of a page) says about a note.

    `end` is the number of its lines, `dives` pairs of heading and paragraphs; `facts` holds what else was found.
    """

    end: int = 0
    title: Paragraph | None = None
    date: date | None = None
    summary: tuple[Paragraph, ...] = ()
    takeaways: tuple[Paragraph, ...] = ()
    dives: tuple[tuple[Paragraph, tuple[Paragraph, ...]], ...] = ()
    outro: tuple[Paragraph, ...] = ()
    pairs: tuple[Pair, ...] = ()
    ident: str = ""
    link: str = ""
    language: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A file cut into blocks by the parser of its format."""

    blocks: tuple[Block, ...]
    front: Front = field(default_factory=Front)
    marked_up: bool = True
    pairs: tuple[Pair, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A block with its role, and the reason for it."""

    block: Block
    role: Role
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of a file: a note, or none; every problem found; the role of each line."""

    note: Note | None
    problems: tuple[Problem, ...] = ()
    lines: tuple[LineRole, ...] = ()


@runtime_checkable
class Reader(Protocol):
    """A reader of one more format, from another package.

    `name` is what quizgen.yaml lists, `suffixes` the endings of the files it reads (with the dot, lower case). `read`
    gets the decoded text with `\\n` line ends and the path as the user gave it; it gives back a Note, or raises
    ValueError with a sentence that says why not.
    """

    name: str
    suffixes: tuple[str, ...]

    def read(self, text: str, path: str) -> Note:
        """Return the note that `text` holds."""
        ...
