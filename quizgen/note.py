"""The note: a document as `read` understood it. `generate` needs nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quizgen.problem import Problem, Span


class Shape(StrEnum):
    """What a paragraph looked like in the document."""

    PROSE = "prose"
    BULLET = "bullet"
    STEP = "step"
    ROW = "row"
    QUOTE = "quote"
    CALLOUT = "callout"


class Emphasis(StrEnum):
    """What markup said about a stretch of a paragraph's text."""

    STRONG = "strong"
    ITALIC = "italic"
    CODE = "code"
    MATH = "math"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Markup over `text[start:end]` of a paragraph; `target` is the address of a link."""

    kind: Emphasis
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture that the note shows: its address as written, and what it says of itself."""

    target: str
    alt: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One block of text as a reader sees it.

    `text` has no markup: white space is folded, quotes are straight, soft hyphens and zero-width spaces are gone, code
    stands without its backticks and formulas as TeX between `$`. `marks` say what the markup was. A nested list item
    has the `level` of its depth (0 for the outermost) and `parent`, the text of the item above it. A table row has its
    `cells` (its text is the cells joined by blanks) and the `columns` that head them.
    """

    text: str
    span: Span
    shape: Shape = Shape.PROSE
    marks: tuple[Mark, ...] = ()
    level: int = 0
    parent: str = ""
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A deep dive: a heading with the paragraphs below it, and the pictures among them.

    `trail` holds the headings above this one, outermost first, without the note's title.
    """

    heading: Paragraph
    paragraphs: tuple[Paragraph, ...]
    trail: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question with its answer that the note already holds; passes through word for word.

    `cloze` pairs have the hidden text in `answer` and `____` for it in `question`.
    """

    question: str
    answer: str
    span: Span
    section: str = ""
    cloze: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note: what each part of a document is.

    `path` is as the user gave it (POSIX separators), `slug` the file's stem. `language` is an ISO 639-1 code. `body`
    holds text that stands before the first heading and is neither summary nor takeaway. `ident` is the `id` of the
    front matter and `link` the address of what the note is about; both may be empty. `source` is the decoded text that
    the spans count in, and `problems` what the reader had to say about it.
    """

    path: str
    slug: str
    title: Paragraph
    date: date | None = None
    language: str = "en"
    summary: tuple[Paragraph, ...] = ()
    takeaways: tuple[Paragraph, ...] = ()
    body: tuple[Paragraph, ...] = ()
    deep_dives: tuple[Section, ...] = ()
    outro: tuple[Paragraph, ...] = ()
    pairs: tuple[Pair, ...] = ()
    images: tuple[Image, ...] = ()
    ident: str = ""
    link: str = ""
    source: str = ""
    problems: tuple[Problem, ...] = ()
