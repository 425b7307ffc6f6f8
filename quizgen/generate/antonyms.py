"""Opposites: pairs of words whose swap makes a true statement false, from data/antonyms.txt."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def antonyms() -> dict[str, dict[str, str]]:
    """Return the opposites by part of speech ("verb", "word", "before"), both directions; the first pair wins."""
    text = resources.files("quizgen.generate").joinpath("data/antonyms.txt").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = {"verb": {}, "word": {}, "before": {}}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            part, one, other = line.split()
            table[part].setdefault(one, other)
            table[part].setdefault(other, one)
    return table
