"""Time against length on hostile input: no reader and no pattern takes more than a little over linear time.

What is counted is the ratio of times for twice the length, so the speed of the machine doesn't matter; the best of a
few runs is taken, and only times that are long enough to mean something are compared.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import time
from collections.abc import Callable

import pytest

import quizgen.read
from quizgen.read import read

HOSTILE = (
    "<",
    "[",
    "]",
    "(",
    "$",
    "`",
    "*",
    "_",
    "a ",
    "a\n",
    "- a\n",
    "# a\n",
    "1. a\n",
    "> ",
    "\\",
    "&",
    "&#",
    "„",
    "“",
    "<!--",
    "<details>\n",
    "[[",
    "![",
    "==",
    "%%",
    "Q: a\n",
    "A: b\n",
    "C: [a]\n",
    "12:",
    "12:30\n",
    "Title: ",
    "a. A",
    "**a** ",
    "|a",
    "|\n",
    "\t- a\n",
    "a_b ",
    "<b>",
    "<div>",
    "1/1/20 ",
    "January 1 ",
    "#a ",
    "key:: v\n",
    "---\n",
    "a\n---\n",
    "===\n",
    "$$ ",
    "$$\na\n",
    "\\( ",
    "[^1] ",
    "Key takeaways\n",
    "A b\n",
    "Speaker 1: a\n\n",
    "(12:00) ",
    "a: b\n",
    "~~",
    "```\n",
    " ",
    "\u200b",
    "- Key takeaways\n\t- a\n",
    "## Key points\n### a\n",
    "!",
    "-",
    ".",
    "\n",
    "(* a, ",
    "([Time ",
    "Dr. ",
    "Aa ",
)
ENOUGH = 0.05
"""Seconds below which a time says nothing about growth."""
RATIO = 3.2
"""Twice the length may take this many times as long: 2 is linear, 4 is quadratic."""


def best(run: Callable[[], object], times: int = 2) -> float:
    """Return the least CPU time; the collector of garbage, which walks all that other tests left, is kept out of it."""
    taken: list[float] = []
    gc.disable()
    try:
        for _ in range(times):
            start = time.process_time()
            run()
            taken.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(taken)


def grows_too_fast(run: Callable[[int], object]) -> bool:
    """Tell whether four times the length takes more than RATIO squared times as long, tried again before it counts."""
    for _ in range(3):
        large = best(lambda: run(16_000), times=1)
        if large < ENOUGH or large < RATIO**2 * best(lambda: run(4_000)):
            return False
    return True


@pytest.mark.parametrize("name", ["note.txt", "note.md", "note.html"])
def test_reading_grows_with_length(name: str) -> None:
    def run(piece: str) -> Callable[[int], object]:
        return lambda length: read(("Title\n\n" + piece * (length // len(piece))).encode(), path=name)

    read(b"Warm up the imports.\n\nThis is the first sentence.", path=name)
    assert [piece for piece in HOSTILE if grows_too_fast(run(piece))] == []


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return every compiled pattern of the read room."""
    found: list[tuple[str, re.Pattern[str]]] = []
    for module in pkgutil.iter_modules(quizgen.read.__path__, "quizgen.read."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                found.append((f"{module.name}.{name}", value))
    return found


@pytest.mark.parametrize(("name", "pattern"), patterns(), ids=[name for name, _ in patterns()])
def test_pattern_grows_with_length(name: str, pattern: re.Pattern[str]) -> None:
    """Patterns are matched at a place; those that are searched get bounded slices, which the test above covers."""

    def run(piece: str) -> Callable[[int], object]:
        def match(length: int) -> object:
            text = piece * (length // len(piece)) + "\x01"
            return pattern.match(text), pattern.fullmatch(text)

        return match

    assert [piece for piece in HOSTILE if grows_too_fast(run(piece))] == []
