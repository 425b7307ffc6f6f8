"""Three-way merges of plain values: a common ancestor, ours, theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sides(Generic[T]):
    """A value in the common ancestor and in the two branches."""

    base: T
    ours: T
    theirs: T

    def each(self, get: Callable[[T], R]) -> Sides[R]:
        """Return what `get` makes of the three."""
        return Sides(get(self.base), get(self.ours), get(self.theirs))


def counted(tokens: Iterable[H]) -> tuple[tuple[H, int], ...]:
    """Return each token with the number of times that it stood before, so that none stands twice."""
    seen: Counter[H] = Counter()
    found = []
    for token in tokens:
        found.append((token, seen[token]))
        seen[token] += 1
    return tuple(found)


def sequence(sides: Sides[tuple[H, ...]]) -> tuple[H, ...]:
    """Return `ours` without what `theirs` took away, and with what it added behind what that follows there.

    No token may stand twice on one side. Where both added at one place, ours comes first; where they moved what they
    had, ours stays as it is.
    """
    base, ours, theirs = set(sides.base), set(sides.ours), set(sides.theirs)
    kept = [token for token in sides.ours if token in theirs or token not in base]
    behind: dict[H, list[H]] = {}
    waiting: list[H] = []
    place = waiting
    for token in sides.theirs:
        if token in ours:
            place = behind.setdefault(token, [])
        elif token not in base:
            place.append(token)
    merged: list[H] = []
    for token in kept:
        if token in base or token in theirs:
            merged += waiting
            waiting = []
        merged.append(token)
        waiting += behind.get(token, ())
    return (*merged, *waiting)
