"""Sentences: the note's paragraphs cut into the units that items are made from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from quizgen.generate.lexicon import ABBREVIATIONS, FINAL_ABBREVIATIONS, STARTERS
from quizgen.item import SUMMARY, TAKEAWAYS
from quizgen.note import Mark, Note, Paragraph, Shape
from quizgen.problem import Span


class Place(StrEnum):
    """Which part of the note a sentence stands in."""

    SUMMARY = "summary"
    TAKEAWAY = "takeaway"
    BODY = "body"
    DIVE = "dive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, bullet, step or table row, as a reader sees it.

    `index` counts through the note; `paragraph` is the running number of its paragraph, so that two sentences with the
    same number stood together. `section` is the heading of the deep dive, or "takeaways" or "summary", and `trail` the
    headings above it, outermost first, the section's own included. `marks` count in `text`. `parent` is the text of the
    list item above, `cells` and `columns` are those of a table row.
    """

    text: str
    span: Span
    index: int
    paragraph: int
    place: Place
    section: str
    trail: tuple[str, ...] = ()
    shape: Shape = Shape.PROSE
    marks: tuple[Mark, ...] = ()
    level: int = 0
    parent: str = ""
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


_END = re.compile(r"""([.!?\u2026]+["')\]\u201d\u2019]*)(\s+)(?=\S)""")
_OPENING = re.compile(r"""["'(\[\u201c\u2018]*[^\W_a-z]|[$`"'(\[\u201c]""")
_GLUED = re.compile(r"(?<=[a-z]{2})\.(?=[A-Z][a-z]*\s)")


def sentences(note: Note) -> tuple[Sentence, ...]:
    """Return the note's sentences in note order; the outro, the headings and the pictures give none."""
    found: list[Sentence] = []
    for number, (paragraph, place, section, trail) in enumerate(_paragraphs(note)):
        for start, end in _bounds(paragraph, note.language):
            text = paragraph.text[start:end]
            found.append(
                Sentence(
                    text=text,
                    span=_span(note, paragraph, start, end),
                    index=len(found),
                    paragraph=number,
                    place=place,
                    section=section,
                    trail=trail,
                    shape=paragraph.shape,
                    marks=tuple(_marks(paragraph.marks, start, end)),
                    level=paragraph.level,
                    parent=paragraph.parent,
                    cells=paragraph.cells,
                    columns=paragraph.columns,
                )
            )
    return tuple(found)


def _paragraphs(note: Note) -> Iterator[tuple[Paragraph, Place, str, tuple[str, ...]]]:
    for paragraph in note.summary:
        yield paragraph, Place.SUMMARY, SUMMARY, ()
    for paragraph in note.takeaways:
        yield paragraph, Place.TAKEAWAY, TAKEAWAYS, ()
    for paragraph in note.body:
        yield paragraph, Place.BODY, "", ()
    for dive in note.deep_dives:
        for paragraph in dive.paragraphs:
            yield paragraph, Place.DIVE, dive.heading.text, (*dive.trail, dive.heading.text)


def _bounds(paragraph: Paragraph, language: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence in the paragraph's text, without white space at the ends."""
    text = paragraph.text
    if paragraph.shape is Shape.ROW:
        yield 0, len(text)
        return
    closed = [(mark.start, mark.end) for mark in paragraph.marks if mark.kind in ("code", "math", "link")]
    literal = {mark.start for mark in paragraph.marks if mark.kind in ("code", "math")}
    cuts = [
        match.end(2)
        for match in _END.finditer(text)
        if (match.end(2) in literal or _OPENING.match(text, match.end(2))) and _ends(text, match, language)
    ]
    cuts += [match.end() for match in _GLUED.finditer(text) if not any(a <= match.start() < b for a, b in closed)]
    cuts = [cut for cut in sorted(cuts) if not any(a < cut < b for a, b in closed)]
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            yield left, start + len(piece.rstrip())


def _ends(text: str, match: re.Match[str], language: str) -> bool:
    """Return whether the stop that `match` found ends a sentence."""
    mark = match.group(1)
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    before = text[: match.start(1)].rsplit(None, 1)
    word = before[-1].lstrip("\"'([\u201c\u2018").lower() if before else ""
    following = re.match(r"[\"'(\[\u201c\u2018]*([\w']+)", text[match.end(2) :])
    starter = following is not None and following.group(1).lower() in STARTERS
    if word in ABBREVIATIONS:
        return False
    if word in FINAL_ABBREVIATIONS:
        return starter
    if re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", word):
        counted = len(before) > 1 and before[0].rsplit(None, 1)[-1].replace(",", "").replace(".", "").isdigit()
        return starter or (counted and "." not in word)
    if word.isdigit() and len(word) < 3:
        return language == "en" and not (match.start(1) <= 3)
    return True


def _marks(marks: tuple[Mark, ...], start: int, end: int) -> Iterator[Mark]:
    for mark in marks:
        if mark.start < end and mark.end > start:
            yield replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)


def _span(note: Note, paragraph: Paragraph, start: int, end: int) -> Span:
    """Return where the sentence stands in the note's source, or the paragraph's place when markup hides it."""
    span = paragraph.span
    if start == 0 and end == len(paragraph.text):
        return span
    limit = span.end or len(note.source)
    words = paragraph.text[start:end].split()[:4]
    at = note.source.find(" ".join(words), span.start, limit)
    if at < 0:
        at = _find_apart(note.source, words, span.start, limit)
    if at < 0:
        return span
    line = span.line + note.source.count("\n", span.start, at)
    return Span(path=span.path, line=line, start=at, end=min(at + end - start, limit))


_BETWEEN = re.compile(r"[\s*_>]+")


def _find_apart(source: str, words: list[str], start: int, end: int) -> int:
    """Return where words stand in a stretch of a text, with blanks or marks of Markdown between them; -1 if nowhere."""
    if any(_BETWEEN.match(word) for word in words):
        found = re.compile(_BETWEEN.pattern.join(map(re.escape, words))).search(source, start, end)
        return found.start() if found else -1
    at = source.find(words[0], start, end)
    while at >= 0:
        behind = at + len(words[0])
        for word in words[1:]:
            gap = _BETWEEN.match(source, behind, end)
            if gap is None or not source.startswith(word, gap.end(), end):
                break
            behind = gap.end() + len(word)
        else:
            return at
        at = source.find(words[0], at + 1, end)
    return -1
