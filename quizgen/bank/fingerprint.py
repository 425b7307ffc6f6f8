"""The fingerprint of a note's text: one hash a paragraph, so that two branches' banks merge as their notes do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quizgen.bank.ids import digest
from quizgen.bank.model import Bank
from quizgen.note import Image, Note, Paragraph


def fingerprint(note: Note) -> str:
    """Return one hash for the head of the note and one for each of its paragraphs, in note order, joined by blanks.

    Everything that `generate` reads goes in, markup and pictures included; line numbers, the path, the link and the
    front matter's id don't.
    """
    head = ("head", note.language, str(note.date or ""), note.title.text)
    return " ".join(digest(*parts, length=8) for parts in (head, *_blocks(note)))


def is_current(bank: Bank, note: Note) -> bool:
    """Return whether the bank was made from just this text, so that nothing need be generated."""
    return bool(bank.text) and bank.text == fingerprint(note)


def likeness(one: str, other: str) -> float:
    """Return how much of two fingerprints is the same: shared hashes as a share of all, 0 to 1."""
    mine, theirs = Counter(one.split()), Counter(other.split())
    total = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / total if total else 0.0


def _blocks(note: Note) -> Iterator[tuple[str, ...]]:
    for name, paragraphs in (("summary", note.summary), ("takeaways", note.takeaways), ("body", note.body)):
        for paragraph in paragraphs:
            yield (name, *_paragraph(paragraph))
    for dive in note.deep_dives:
        yield ("heading", *_paragraph(dive.heading), *dive.trail)
        for paragraph in dive.paragraphs:
            yield ("dive", *_paragraph(paragraph))
        for image in dive.images:
            yield _image(image)
    for paragraph in note.outro:
        yield ("outro", *_paragraph(paragraph))
    for pair in note.pairs:
        yield ("pair", pair.question, pair.answer, pair.section, str(pair.cloze))
    for image in note.images:
        yield _image(image)


def _image(image: Image) -> tuple[str, ...]:
    return ("image", image.target, image.alt)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    yield from (paragraph.text, paragraph.shape.value, str(paragraph.level), paragraph.parent)
    for mark in paragraph.marks:
        yield f"{mark.kind.value} {mark.start} {mark.end} {mark.target}"
    yield str(len(paragraph.cells))
    yield from paragraph.cells
    yield from paragraph.columns
