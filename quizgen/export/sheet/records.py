"""What the templates print: forms, groups and questions with every text already safe HTML."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

MATCHING = "matching"
"""The kind that templates see for a matching question; all others are those of `quizgen.item.Kind`."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a multiple choice, or one entry of the right list of a matching question, with its letter."""

    letter: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Sentence:
    """A source sentence as HTML, with its line in the note (0 when unknown)."""

    line: int
    text: Markup


@dataclass(frozen=True, slots=True)
class Pair:
    """One entry of the left list of a matching question: its text and the letter that belongs to it.

    The key shows `answer`, `code` and `sources`, those of the item that it comes from.
    """

    letter: str
    text: Markup
    answer: Markup
    code: Markup
    sources: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is printed. Which fields are filled depends on `kind`.

    `key` is the answer as HTML, `letter` the letter of the right option, `recall` the points of a free recall. A
    matching question has `left` and `options`, and sources and codes with each pair; `sources` are what the key shows.
    `front` and `back` are the lengths in characters of a card's sides, which choose its type size.
    """

    number: int
    kind: str
    code: Markup
    points: int
    section: Markup
    stem: Markup
    context: Markup | str = ""
    lines: int = 0
    key: Markup | str = ""
    letter: str = ""
    options: tuple[Option, ...] = ()
    short: bool = False
    recall: tuple[Markup, ...] = ()
    left: tuple[Pair, ...] = ()
    sources: tuple[Sentence, ...] = ()
    pictures: tuple[Markup, ...] = ()
    front: int = 0
    back: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one heading; `heading` is empty where a sheet isn't grouped."""

    heading: Markup | str
    instruction: str
    points: int
    questions: tuple[Question, ...]
    word_bank: tuple[Markup | str, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """A form as it is printed; `word_bank` is filled where the form isn't grouped by kind.

    `each` is what every question is worth where all are worth the same and have no column of marks, else 0.
    """

    letter: str
    code: str
    points: int
    each: int
    groups: tuple[Group, ...]
    questions: tuple[Question, ...]
    word_bank: tuple[Markup | str, ...]
