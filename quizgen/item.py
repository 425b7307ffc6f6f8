"""The item: one question with its answer, in five kinds, and what is known about where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

BLANK = "____"
"""What stands in a cloze's stem for the hidden text."""

TAKEAWAYS = "takeaways"
SUMMARY = "summary"
"""The `section` of items from the takeaways and the summary; items of a deep dive bear its heading."""

ITEM_END = "."
"""Where a comment stands that follows an item's last line."""


class Kind(StrEnum):
    """The kinds of item, in the order of a sheet."""

    SHORT_ANSWER = "short_answer"
    CLOZE = "cloze"
    TRUE_FALSE = "true_false"
    MULTIPLE_CHOICE = "multiple_choice"
    FREE_RECALL = "free_recall"


class Status(StrEnum):
    """What a person has said of an item, or what happened to its sentence."""

    NEW = "new"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswer:
    """A question whose answer is a few words."""

    stem: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze:
    """A sentence with one blank (`____`); `key` is the hidden text, `hint` what the blank shows, mostly empty."""

    stem: str
    key: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse:
    """A statement to judge."""

    stem: str
    key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoice:
    """A question with one right option, `key`, and the wrong ones, `distractors`."""

    stem: str
    key: str
    distractors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeRecall:
    """A prompt to recall all of a deep dive; `points` are what a full answer holds. For sheets only."""

    stem: str
    points: tuple[str, ...]


Question = ShortAnswer | Cloze | TrueFalse | MultipleChoice | FreeRecall


def kind_of(question: Question) -> Kind:
    """Return the kind of a question."""
    match question:
        case ShortAnswer():
            return Kind.SHORT_ANSWER
        case Cloze():
            return Kind.CLOZE
        case TrueFalse():
            return Kind.TRUE_FALSE
        case MultipleChoice():
            return Kind.MULTIPLE_CHOICE
        case FreeRecall():
            return Kind.FREE_RECALL
        case _:
            assert_never(question)


def key_text(question: Question) -> str:
    """Return the key as one string: "true" or "false" for a statement, one line a point for free recall."""
    match question:
        case TrueFalse(key=key):
            return "true" if key else "false"
        case FreeRecall(points=points):
            return "\n".join(points)
        case ShortAnswer(key=key) | Cloze(key=key) | MultipleChoice(key=key):
            return key
        case _:
            assert_never(question)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The sentence that an item asks about, as a reader sees it.

    `line` is where it stands in the note now (1-based, 0 when unknown): the bank doesn't store it, a build looks it up.
    """

    path: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A local picture that an item shows: its path relative to the note, and its description.

    `hash` is that of its bytes when the bank was last built, 10 characters; empty where they couldn't be had.
    """

    path: str
    alt: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of the bank: a question with an identity that outlives its wording.

    `id` is made at birth and never changes. `mod` is the time (seconds since 1970) at which the shipped content last
    changed and `stamp` the hash of that content. `remark` and `extra` belong to the people who review: quizgen keeps
    them as they are. An item added by hand has no `source` and no `score`. `comments` are lines that a person wrote
    beside it, each with the field above which it stands: "" is above the item, `ITEM_END` below its last line.
    """

    id: str
    question: Question
    section: str = ""
    context: str = ""
    source: Source | None = None
    status: Status = Status.NEW
    rule: str = ""
    score: float | None = None
    code: tuple[str, ...] = ()
    math: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    mod: int = 0
    stamp: str = ""
    remark: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)
    comments: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of the question."""
        return kind_of(self.question)

    @property
    def code_on_paper(self) -> str:
        """The short code that card, sheet and key share: the first six characters of the id, in capitals."""
        return self.id[:6].upper()
