"""Forms A, B, C …: the same questions in other orders, each order a pure function of seed, form and item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from quizgen.export.sheet.options import FORMS
from quizgen.export.sheet.select import Chosen
from quizgen.item import MultipleChoice

T = TypeVar("T")

_TRIES = 32
"""How often a form is drawn anew when it equals an earlier one: only a sheet with a single order runs out of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A chosen item at its place in a form; `options` are the texts of a multiple choice in printed order."""

    chosen: Chosen
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One version of a sheet: its letter (empty when there is only one), its code, and its questions in order.

    `salt` is what its orders were drawn with; what else is shuffled in this form uses it too.
    """

    letter: str
    code: str
    salt: str
    questions: tuple[Placed, ...]


def make_forms(chosen: Sequence[Chosen], *, forms: int, seed: int) -> tuple[Form, ...]:
    """Return `forms` versions of a sheet, no two alike as long as the questions allow that many orders.

    A question's rank depends on seed, form and its own id alone, so adding one moves no other. (Where two forms would
    be equal, the later one is drawn anew: below 0.3% of seeds at six questions, one in millions at ten.) A single form
    with seed 0 keeps note order. Options are always shuffled, so that the key stands at each letter equally often.
    """
    made: list[Form] = []
    shuffled = forms > 1 or seed != 0
    for letter in FORMS[:forms]:
        for attempt in range(_TRIES):
            salt = f"{seed}\x1f{letter}" + (f"\x1f{attempt}" if attempt else "")
            placed = _placed(chosen, salt, shuffled=shuffled)
            if all(placed != form.questions for form in made):
                break
        made.append(Form(letter=letter if forms > 1 else "", code=_code(salt, placed), salt=salt, questions=placed))
    return tuple(made)


def shuffled_options(question: MultipleChoice, *, salt: str) -> tuple[str, ...]:
    """Return key and distractors in the order that `salt` gives: a hash of each text, so every letter is as likely."""
    return tuple(order(dict.fromkeys((question.key, *question.distractors)), salt=salt))


def order(things: Iterable[T], *, salt: str, name: Callable[[T], str] = str) -> list[T]:
    """Return things in the order of a hash of `salt` and their name: random to look at, the same on every machine."""
    return sorted(things, key=lambda thing: _hash(salt, name(thing)))


def _placed(chosen: Sequence[Chosen], salt: str, *, shuffled: bool) -> tuple[Placed, ...]:
    entries = order(chosen, salt=salt, name=lambda c: f"{c.item.id}\x1f{c.deck}") if shuffled else chosen
    return tuple(
        Placed(
            chosen=entry,
            options=shuffled_options(entry.item.question, salt=f"{salt}\x1f{entry.item.id}")
            if isinstance(entry.item.question, MultipleChoice)
            else (),
        )
        for entry in entries
    )


def _code(salt: str, placed: tuple[Placed, ...]) -> str:
    """Return the six characters by which a paper is told from all others: a hash of its questions in their order."""
    return _hash(salt, *(part for entry in placed for part in (entry.chosen.item.id, *entry.options)))[:6].upper()


def _hash(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
