"""Matching questions: gaps with the words that fill them, statements with the part of the note that makes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quizgen.export.markup import count_blanks, fill_blank
from quizgen.export.sheet.options import Matching
from quizgen.export.sheet.select import Chosen
from quizgen.item import SUMMARY, TAKEAWAYS, Cloze, TrueFalse

_PAIRS = 5
_FEWEST = 3
_LONGEST_TERM = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One matching question: `pairs` of an item and what belongs to it, and `spare`, what is left over.

    For "terms" the item's stem has a gap and the partner is its key; for "sections" the partner is a section's name and
    `statements` holds the whole sentences, in the order of the pairs.
    """

    kind: Literal["terms", "sections"]
    pairs: tuple[tuple[Chosen, str], ...]
    spare: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


def take_matches(chosen: Sequence[Chosen], matching: Matching) -> tuple[tuple[Match, ...], tuple[Chosen, ...]]:
    """Return the matching questions that the chosen items allow, and the items that are left for other questions.

    Fewer than three pairs make no matching question.
    """
    matches: list[Match] = []
    rest = tuple(chosen)
    if matching in ("sections", "both"):
        rest = _take(rest, _sections(rest), matches)
    if matching in ("terms", "both"):
        rest = _take(rest, _terms(rest), matches)
    return tuple(reversed(matches)), rest


def _take(rest: tuple[Chosen, ...], match: Match | None, matches: list[Match]) -> tuple[Chosen, ...]:
    if match is None:
        return rest
    matches.append(match)
    used = {(item.deck, item.item.id) for item, _ in match.pairs}
    return tuple(item for item in rest if (item.deck, item.item.id) not in used)


def _terms(chosen: Sequence[Chosen]) -> Match | None:
    terms: dict[str, tuple[Chosen, str]] = {}
    for entry in chosen:
        question = entry.item.question
        if isinstance(question, Cloze) and count_blanks(question.stem) and len(question.key) <= _LONGEST_TERM:
            terms.setdefault(question.key.casefold(), (entry, question.key))
    found = tuple(terms.values())
    if len(found) < _FEWEST + 1:
        return None
    pairs = found[: min(_PAIRS, len(found) - 1)]
    return Match(kind="terms", pairs=pairs, spare=(found[len(pairs)][1],))


def _sections(chosen: Sequence[Chosen]) -> Match | None:
    pairs: dict[tuple[int, str], tuple[Chosen, str]] = {}
    statements: list[str] = []
    for entry in chosen:
        section = entry.item.section
        statement = _statement(entry)
        if statement and section not in ("", TAKEAWAYS, SUMMARY) and entry.section not in pairs:
            if any(name == section for _, name in pairs.values()):
                continue
            pairs[entry.section] = (entry, section)
            statements.append(statement)
        if len(pairs) == _PAIRS:
            break
    if len(pairs) < _FEWEST:
        return None
    return Match(kind="sections", pairs=tuple(pairs.values()), statements=tuple(statements))


def _statement(entry: Chosen) -> str:
    """Return the whole sentence that an item asks about, where it makes sense on its own."""
    match entry.item.question:
        case Cloze(stem=stem, key=key) if count_blanks(stem):
            return fill_blank(stem, key)
        case TrueFalse(stem=stem, key=True):
            return stem
        case _:
            return ""
