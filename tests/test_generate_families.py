"""Each short-answer family on sentences of its own, from files that a person can read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from quizgen.generate import featured
from quizgen.item import MultipleChoice, ShortAnswer
from quizgen.note import Note, Paragraph, Section
from quizgen.problem import Span

CASES = Path(__file__).parent / "cases/generate/families"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One paragraph with the questions that must come out of it and the stems that must not."""

    text: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


def cases(path: Path) -> list[Case]:
    """Return the blocks of a case file."""
    found: list[Case] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            found.append(Case(text=line[2:], wanted=(), unwanted=()))
        elif line.startswith(("? ", "- ")):
            last = found.pop()
            wanted = (*last.wanted, line[2:]) if line[0] == "?" else last.wanted
            unwanted = (*last.unwanted, line[2:]) if line[0] == "-" else last.unwanted
            found.append(Case(text=last.text, wanted=wanted, unwanted=unwanted))
    return found


def note_of(text: str) -> Note:
    """Return a note whose only deep dive holds one paragraph."""
    span = Span(path="case.txt", line=1, start=0, end=len(text))
    heading = Paragraph(text="Heading", span=span)
    dive = Section(heading=heading, paragraphs=(Paragraph(text=text, span=span),))
    return Note(path="case.txt", slug="case", title=Paragraph(text="Notes", span=span), deep_dives=(dive,), source=text)


def questions(text: str) -> list[str]:
    """Return the questions that pass every rule, as the case files write them."""
    found = []
    for one in featured(note_of(text)):
        if isinstance(one.question, ShortAnswer | MultipleChoice):
            context = f"({one.context}) " if one.context else ""
            found.append(f"{context}{one.question.stem} = {one.question.key}")
    return found


FILES = sorted(CASES.glob("*.txt"))
BLOCKS = [pytest.param(case, id=f"{path.stem}: {case.text[:40]}") for path in FILES for case in cases(path)]


@pytest.mark.parametrize("case", BLOCKS)
def test_family_makes_what_its_cases_say(case: Case) -> None:
    made = questions(case.text)
    for wanted in case.wanted:
        assert wanted in made
    for stem in case.unwanted:
        assert not any(f"{stem} =" in question for question in made)
    if not case.wanted and not case.unwanted:
        assert made == []


def test_there_are_cases_of_every_sort() -> None:
    assert len(BLOCKS) > 30
