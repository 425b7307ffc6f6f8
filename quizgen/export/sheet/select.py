"""Which items a sheet asks: every section first, the better ones first, no two on one fact."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quizgen.export.sheet.deck import Deck
from quizgen.item import FreeRecall, Item, Kind, Status, TrueFalse, key_text

_LOOKED_AT = frozenset({Status.ACCEPTED, Status.EDITED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An item with the place it comes from: the index of its deck, and its index in that deck's bank."""

    item: Item
    deck: int
    place: int

    @property
    def section(self) -> tuple[int, str]:
        """The deck and section that the item belongs to."""
        return self.deck, self.item.section


def select(
    decks: Sequence[Deck],
    *,
    kinds: tuple[Kind, ...] = tuple(Kind),
    questions: int | None = None,
    wanted: Callable[[Chosen], int] = lambda _: 0,
) -> tuple[Chosen, ...]:
    """Return the items to ask, in note order.

    Rejected items are left out, and of several on one fact (the same source sentence, or the same question) only the
    best stays; so it does where one prints, as its context, the sentence that another asks about. A limit is filled in
    rounds, one item a section and round, so that every section is asked before any is asked twice. Within a section the
    better item comes first: one that isn't stale (its sentence was edited since), one that a person has reviewed, then
    the higher score, then the earlier place. Prompts to recall a whole section come after all others. Of several on one
    fact the one that is `wanted` most wins.
    """
    ranked = _ranked(_eligible(decks, kinds))
    best = _one_a_fact(sorted(ranked, key=lambda chosen: -wanted(chosen)))
    return limit(best, questions)


def limit(chosen: Sequence[Chosen], questions: int | None) -> tuple[Chosen, ...]:
    """Return the best of chosen items up to a number of questions, as `select` tells, in note order."""
    best = list(chosen)
    if questions is not None and questions < len(best):
        best = _in_rounds(_ranked(best))[:questions]
    return tuple(sorted(best, key=lambda entry: (entry.deck, entry.place)))


def _eligible(decks: Sequence[Deck], kinds: tuple[Kind, ...]) -> list[Chosen]:
    return [
        Chosen(item=item, deck=number, place=place)
        for number, deck in enumerate(decks)
        for place, item in enumerate(deck.bank.items)
        if item.status is not Status.REJECTED and item.kind in kinds
    ]


def _ranked(items: list[Chosen]) -> list[Chosen]:
    def rank(chosen: Chosen) -> tuple[bool, bool, bool, float, int, int]:
        item = chosen.item
        score = 1.0 if item.score is None else item.score
        stale, looked_at = item.status is Status.STALE, item.status in _LOOKED_AT
        return isinstance(item.question, FreeRecall), stale, not looked_at, -score, chosen.deck, chosen.place

    return sorted(items, key=rank)


def _one_a_fact(ranked: list[Chosen]) -> list[Chosen]:
    """Keep the best item of each fact, and none whose answer another one prints above its own question."""
    asked: set[tuple[str, ...]] = set()
    printed: set[tuple[str, ...]] = set()
    kept = []
    for chosen in ranked:
        facts, context = _facts(chosen.item), ("sentence", _folded(chosen.item.context))
        if asked.isdisjoint(facts) and printed.isdisjoint(facts) and context not in asked:
            kept.append(chosen)
            asked.update(facts)
            printed.add(context)
    return kept


def _facts(item: Item) -> tuple[tuple[str, ...], ...]:
    """Return what an item's fact is known by: its source sentence, and its question.

    A prompt for free recall is only itself: its source is a whole section.
    """
    stem = _folded(item.question.stem)
    if isinstance(item.question, FreeRecall):
        return (("recall", stem, _folded(item.section)),)
    key = "" if isinstance(item.question, TrueFalse) else _folded(key_text(item.question))
    facts = (("question", stem, key),)
    return facts if item.source is None else (*facts, ("sentence", _folded(item.source.text)))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _in_rounds(ranked: list[Chosen]) -> list[Chosen]:
    """Order ranked items by round: the best of each section, then the second best of each, and so on.

    Within a round the sections of the notes take turns in note order, best item first where a round is cut short.
    """
    counts: dict[tuple[int, str], int] = {}
    keyed = []
    for place, chosen in enumerate(ranked):
        turn = counts.get(chosen.section, 0)
        counts[chosen.section] = turn + 1
        keyed.append((isinstance(chosen.item.question, FreeRecall), turn, place, chosen))
    keyed.sort(key=lambda entry: entry[:3])
    return [chosen for *_, chosen in keyed]
