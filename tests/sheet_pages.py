"""Checks of printed PDFs that both printers share: every question whole, on one page, on paper of the right size."""

from __future__ import annotations

import io
import re
import unicodedata

from quizgen.bank.model import Bank, NoteRef
from quizgen.export.sheet import Deck
from quizgen.item import Cloze, FreeRecall, Item, MultipleChoice, Question, ShortAnswer, Source, TrueFalse

SIZES = {"a4": (595.3, 841.9), "letter": (612.0, 792.0), "a5": (419.5, 595.3)}
"""Width and height of each paper in points."""

FILLER = (
    "which is a fairly long question that needs more than one line on most papers, so that a page might break inside"
)


def long_deck(count: int = 40) -> Deck:
    """Return a deck whose questions begin and end with marks of their own: `QB7Q` and `QE7Q` for the seventh."""
    items = [
        Item(id=f"{n:06d}", question=question(n), section=f"Part {n // 8}", source=source(n)) for n in range(count)
    ]
    note = NoteRef(title="A note of many questions", path="seeds/a.txt", slug="a", deck="Notes")
    return Deck(bank=Bank(note=note, items=tuple(items)))


def source(n: int) -> Source:
    return Source(path="seeds/a.txt", text=f"Sentence {n} is the source of it all.", line=n + 1)


def question(n: int) -> Question:
    begin, end = f"QB{n}Q", f"QE{n}Q"
    match n % 5:
        case 0:
            return ShortAnswer(stem=f"{begin} {FILLER} {end}?", key=f"ANSWER{n}Z")
        case 1:
            return Cloze(stem=f"{begin} {FILLER} ____ {FILLER} {end}.", key=f"ANSWER{n}Z")
        case 2:
            return TrueFalse(stem=f"{begin} {FILLER} {end}.", key=True)
        case 3:
            options = (f"first {n} of some length", f"second {n} that is longer than the others are", f"third {n}")
            return MultipleChoice(stem=f"{begin} {FILLER} {end}?", key=f"right {n}", distractors=options)
        case _:
            return FreeRecall(stem=f"{begin} {FILLER} {end}.", points=(f"ANSWER{n}Z", "another", "a third"))


def assert_whole(data: bytes, paper: str, *, count: int = 40) -> None:
    """Assert of a printed `long_deck` that no question is split, lost or printed twice, on the right paper."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    begins: dict[int, int] = {}
    for number, page in enumerate(reader.pages):
        width, height = SIZES[paper]
        assert abs(float(page.mediabox.width) - width) < 1.5
        assert abs(float(page.mediabox.height) - height) < 1.5
        # Some fonts set "fi" as one sign.
        text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", page.extract_text()))
        found = {mark: sorted(map(int, re.findall(rf"Q{mark}(\d+)Q", text))) for mark in "BE"}
        assert found["B"] == found["E"], (number, found)
        for question_number in found["B"]:
            assert question_number not in begins, question_number
            begins[question_number] = number
        for place in found["B"]:
            if place % 5 == 3:
                assert all(f"{word} {place}" in text for word in ("first", "second", "third", "right")), place
    assert sorted(begins) == list(range(count))
