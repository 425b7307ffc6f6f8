"""Which items a sheet asks."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sheet_banks import deck, read_deck

from quizgen.export.sheet.deck import Deck
from quizgen.export.sheet.select import Chosen, select
from quizgen.item import FreeRecall, Kind, Status


def sections(chosen: tuple[Chosen, ...]) -> Counter[tuple[int, str]]:
    return Counter(entry.section for entry in chosen)


def with_status(given: Deck, ident: str, status: Status) -> Deck:
    items = tuple(replace(item, status=status) if item.id == ident else item for item in given.bank.items)
    return replace(given, bank=replace(given.bank, items=items))


def test_every_section_is_asked_before_any_is_asked_twice() -> None:
    decks = [deck("china-ai-strategy"), deck("coral-reefs")]
    every = len(sections(select(decks)))
    for count in (3, every - 1, every, every + 2, 2 * every):
        asked = sections(select(decks, questions=count))
        assert asked.total() == count
        assert max(asked.values()) - min(asked.values()) <= 1 or count > every
        assert len(asked) == min(count, every)


def test_no_two_questions_on_one_fact() -> None:
    chosen = select([deck("china-ai-strategy"), deck("coral-reefs")])
    sentences = Counter(
        entry.item.source.text for entry in chosen if entry.item.source and entry.item.kind != Kind.FREE_RECALL
    )
    assert max(sentences.values()) == 1


def test_the_better_item_is_taken() -> None:
    given = read_deck("""
title: T
slug: t
path: t.txt
items:
- {id: low, kind: short_answer, stem: "Low?", key: a, section: s, sentence: One., score: 0.2}
- {id: high, kind: short_answer, stem: "High?", key: b, section: s, sentence: One., score: 0.9}
- {id: other, kind: short_answer, stem: "Other?", key: c, section: s, sentence: Two., score: 0.5}
""")
    assert [entry.item.id for entry in select([given])] == ["high", "other"]
    assert [entry.item.id for entry in select([given], questions=1)] == ["high"]
    assert [e.item.id for e in select([with_status(given, "low", Status.ACCEPTED)])] == ["low", "other"]
    assert [e.item.id for e in select([with_status(given, "high", Status.STALE)])] == ["low", "other"]
    assert [e.item.id for e in select([with_status(given, "high", Status.REJECTED)])] == ["low", "other"]


def test_the_same_question_from_two_sentences_is_asked_once() -> None:
    given = read_deck("""
title: T
slug: t
path: t.txt
items:
- {id: a, kind: short_answer, stem: "When did it open?", key: "1998", sentence: It opened in 1998.}
- {id: b, kind: short_answer, stem: "When did it  open?", key: "1998", sentence: The opening was in 1998.}
""")
    assert [entry.item.id for entry in select([given])] == ["a"]


def test_prompts_to_recall_a_section_come_last() -> None:
    given = deck("coral-reefs")
    every = select([given])
    plain = [entry for entry in every if not isinstance(entry.item.question, FreeRecall)]
    assert select([given], questions=len(plain)) == tuple(plain)
    assert len(every) > len(plain)


def test_items_stand_in_note_order() -> None:
    chosen = select([deck("coral-reefs"), deck("china-ai-strategy")], questions=9)
    assert [(entry.deck, entry.place) for entry in chosen] == sorted((entry.deck, entry.place) for entry in chosen)


def test_kinds_are_respected() -> None:
    chosen = select([deck("coral-reefs")], kinds=(Kind.TRUE_FALSE, Kind.CLOZE))
    assert {entry.item.kind for entry in chosen} == {Kind.TRUE_FALSE, Kind.CLOZE}


def test_nothing_to_ask_gives_nothing() -> None:
    assert select([]) == ()
    assert select([replace(deck("coral-reefs"), bank=replace(deck("coral-reefs").bank, items=()))]) == ()


def test_no_question_prints_the_answer_of_another() -> None:
    given = read_deck("""
title: T
slug: t
path: t.txt
items:
- {id: a, kind: cloze, stem: "It opened in ____.", key: "1998", sentence: It opened in 1998., score: 0.9}
- {id: b, kind: cloze, stem: "A ____ came.", key: king, context: It opened in 1998., sentence: A king came., score: 0.5}
- {id: c, kind: cloze, stem: "He ____.", key: left, context: A king came., sentence: He left., score: 0.4}
- {id: d, kind: cloze, stem: "All ____.", key: slept, context: A king came., sentence: All slept., score: 0.3}
""")
    assert [entry.item.id for entry in select([given])] == ["a", "c", "d"]
