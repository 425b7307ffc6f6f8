"""Forms A, B, C …: the same questions in other orders, each order a pure function of seed, form and item.

Two laws pull at each other: forms must differ, and a new item must move no other. Orders of all possible items that
stand for themselves keep the second; but among any three of them two agree on some set of six (Erdős and Szekeres, "A
combinatorial problem in geometry", 1935), so no rule keeps both for every set once there are three forms. Four orders
that agree as seldom as may be are built here instead. An item's hash gives it one of 16 classes (two digits of 0 to 3)
and a rank. Each form sorts by the first digit, the second, the rank, with the digits in an order of its own:

- Forms A and B (and C and D) have both digits in opposite orders. They agree only where all items are of one class:
  once in 16**(n - 1) seeds, below one in a million at six questions.
- For all other pairs two of the four digits at most stand in the same order, and ranks run against each other. They
  agree on four items at most, so from five questions on they never do.

From the fifth form on another hash starts another four; between fours agreement is chance, one in n!.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import factorial
from typing import TypeVar

from quizgen.export.sheet.options import FORMS
from quizgen.export.sheet.select import Chosen
from quizgen.item import MultipleChoice

T = TypeVar("T")

ARRANGEMENTS = (((0, 1, 2, 3), 1), ((3, 2, 1, 0), 1), ((1, 3, 0, 2), -1), ((2, 0, 3, 1), -1))
"""For each form of a four: where the digits 0 to 3 come, and whether ranks rise or fall."""

_TRIES = 64
"""How often a form is drawn anew when it equals an earlier one: only a sheet with too few orders runs out of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A chosen item at its place in a form; `options` are the texts of a multiple choice in printed order."""

    chosen: Chosen
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One version of a sheet: its letter (empty when there is only one), its code, and its questions in order.

    `salt` is what its options were drawn with; what else is shuffled in this form uses it too.
    """

    letter: str
    code: str
    salt: str
    questions: tuple[Placed, ...]


def make_forms(chosen: Sequence[Chosen], *, forms: int, seed: int) -> tuple[Form, ...]:
    """Return `forms` versions of a sheet, no two alike as long as the questions allow that many orders.

    A question's place among the others depends on seed, form and their ids alone, so adding one moves no other. (Where
    two forms would be equal, which the module's text tells the odds of, the later one is drawn anew.) A single form
    with seed 0 keeps note order. Options are always shuffled, so that the key stands at each letter equally often.
    """
    made: list[Form] = []
    orders: list[tuple[Chosen, ...]] = []
    few = factorial(min(len(chosen), 6)) < forms
    for number, letter in enumerate(FORMS[:forms]):
        for attempt in range(_TRIES):
            salt = f"{seed}\x1f{letter}" + (f"\x1f{attempt}" if attempt and few else "")
            ordered = _ordered(chosen, number, seed, attempt) if forms > 1 or seed != 0 else tuple(chosen)
            placed = tuple(_placed(entry, salt) for entry in ordered)
            if ordered not in orders or (few and all(placed != form.questions for form in made)):
                break
        orders.append(ordered)
        made.append(Form(letter=letter if forms > 1 else "", code=_code(salt, placed), salt=salt, questions=placed))
    return tuple(made)


def shuffled_options(question: MultipleChoice, *, salt: str) -> tuple[str, ...]:
    """Return key and distractors in the order that `salt` gives: a hash of each text, so every letter is as likely."""
    return tuple(order(dict.fromkeys((question.key, *question.distractors)), salt=salt))


def order(things: Iterable[T], *, salt: str, name: Callable[[T], str] = str) -> list[T]:
    """Return things in the order of a hash of `salt` and their name: random to look at, the same on every machine."""
    return sorted(things, key=lambda thing: _hash(salt, name(thing)))


def rank(digest: bytes, place: int) -> tuple[int, int, int]:
    """Return the sort key that a hash has in the form at `place` (0 to 3) of its four: two digits and a rank."""
    digits, direction = ARRANGEMENTS[place]
    return digits[digest[0] >> 6], digits[digest[0] >> 4 & 3], direction * int.from_bytes(digest[1:])


def _ordered(chosen: Sequence[Chosen], number: int, seed: int, attempt: int) -> tuple[Chosen, ...]:
    """Return the questions in the order of form `number`; an `attempt` above 0 draws one of its own."""
    four, place = (number // len(ARRANGEMENTS), number % len(ARRANGEMENTS)) if attempt == 0 else (number, 0)
    salt = f"{seed}\x1f{four}" + (f"\x1f{attempt}" if attempt else "")

    def key(entry: Chosen) -> tuple[tuple[int, int, int], int]:
        return rank(bytes.fromhex(_hash(salt, entry.item.id)), place), entry.deck

    return tuple(sorted(chosen, key=key))


def _placed(entry: Chosen, salt: str) -> Placed:
    question = entry.item.question
    if not isinstance(question, MultipleChoice):
        return Placed(chosen=entry)
    return Placed(chosen=entry, options=shuffled_options(question, salt=f"{salt}\x1f{entry.item.id}"))


def _code(salt: str, placed: tuple[Placed, ...]) -> str:
    """Return the six characters by which a paper is told from all others: a hash of its questions in their order."""
    return _hash(salt, *(part for entry in placed for part in (entry.chosen.item.id, *entry.options)))[:6].upper()


def _hash(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
