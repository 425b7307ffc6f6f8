"""Matching questions: terms with their definitions, statements with the part of the note that makes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quizgen.export.markup import count_blanks, fill_blank
from quizgen.export.sheet.deck import Deck
from quizgen.export.sheet.definitions import Definition, definition_of
from quizgen.export.sheet.options import Matching
from quizgen.export.sheet.select import Chosen
from quizgen.item import SUMMARY, TAKEAWAYS, Cloze, TrueFalse
from quizgen.topic import topic_of

MOST, FEWEST = 5, 3
"""How many pairs a matching question has at most and at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """What belongs together in a matching question, and the item that says so."""

    chosen: Chosen
    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One matching question: its pairs (a term and its definition, or a statement and the name of its section).

    `spare` is a definition that is left over, where there is one more than pairs.
    """

    kind: Literal["terms", "sections"]
    pairs: tuple[Pairing, ...]
    spare: tuple[Pairing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """The matching questions, the items left for other questions, and how many pairs those left out had."""

    matches: tuple[Match, ...]
    rest: tuple[Chosen, ...]
    too_few: tuple[tuple[Literal["terms", "sections"], int], ...] = ()


def take_matches(chosen: Sequence[Chosen], matching: Matching, decks: Sequence[Deck]) -> Matches:
    """Return the matching questions that the chosen items allow, and the items that are left for other questions.

    Fewer than three pairs make no matching question.
    """
    matches: list[Match] = []
    too_few: list[tuple[Literal["terms", "sections"], int]] = []
    rest = tuple(chosen)
    for kind, wanted in (("terms", ("terms", "both")), ("sections", ("sections", "both"))):
        if matching not in wanted:
            continue
        found = _terms(rest, decks) if kind == "terms" else _sections(rest)
        if len(found.pairs) < FEWEST:
            too_few.append((found.kind, len(found.pairs)))
            continue
        matches.append(found)
        used = {(pair.chosen.deck, pair.chosen.item.id) for pair in found.pairs}
        rest = tuple(entry for entry in rest if (entry.deck, entry.item.id) not in used)
    return Matches(matches=tuple(matches), rest=rest, too_few=tuple(too_few))


def defines(chosen: Chosen, decks: Sequence[Deck]) -> Definition | None:
    """Return the definition that a chosen item holds, in the language of its note."""
    return definition_of(chosen.item, decks[chosen.deck].bank.note.language)


def _terms(chosen: Sequence[Chosen], decks: Sequence[Deck]) -> Match:
    """Return the match of terms: definitions before mere abbreviations, no two of one term or one meaning."""
    found = [(entry, known) for entry in chosen if (known := defines(entry, decks)) is not None]
    pairs: list[Pairing] = []
    told: set[str] = set()
    for entry, known in sorted(found, key=lambda pair: pair[1].short):
        names = {known.term.casefold(), known.meaning.casefold()}
        if told.isdisjoint(names):
            told |= names
            pairs.append(Pairing(chosen=entry, left=known.term, right=known.meaning))
    count = min(MOST, max(FEWEST, len(pairs) - 1))
    return Match(kind="terms", pairs=tuple(pairs[:count]), spare=tuple(pairs[count : count + 1]))


def _sections(chosen: Sequence[Chosen]) -> Match:
    pairs: dict[str, Pairing] = {}
    for entry in chosen:
        section = entry.item.section
        statement = _statement(entry)
        if statement and section not in ("", TAKEAWAYS, SUMMARY) and section not in pairs:
            pairs[section] = Pairing(chosen=entry, left=statement, right=section)
    return Match(kind="sections", pairs=tuple(pairs.values())[:MOST])


def _statement(entry: Chosen) -> str:
    """Return the whole sentence that an item asks about, where it makes sense on its own."""
    if entry.item.context and not topic_of(entry.item.context):
        return ""
    match entry.item.question:
        case Cloze(stem=stem, key=key) if count_blanks(stem):
            return fill_blank(stem, key)
        case TrueFalse(stem=stem, key=True):
            return stem
        case _:
            return ""
