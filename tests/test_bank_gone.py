"""Notes that are gone and come back; what reconciling asks of its caller; the least and the most there can be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bank_cases import generation_of, note_of, read_case

from quizgen.bank import Reconciled, What, dump, load, reconcile, retire_note
from quizgen.bank.model import Bank
from quizgen.item import Item, ShortAnswer, Status

OPTIONS = {"project_key": "cases-2026", "deck": "Cases::Git"}


def _first() -> Bank:
    bank = read_case("first-build").run().bank
    made = Item(id="", question=ShortAnswer(stem="Which command shows the history?", key="git log"))
    bank = replace(bank, items=(*bank.items[:2], made, *bank.items[2:]))
    return _again(bank, 1500).bank


def _again(bank: Bank, now: int) -> Reconciled:
    case = read_case("first-build")
    return reconcile(bank, case.note, case.generation, now=now, **OPTIONS)  # type: ignore[arg-type]


def test_a_note_that_is_gone_retires_everything_and_comes_back_as_it_was() -> None:
    bank = _first()
    gone = retire_note(bank, project_key="cases-2026", now=2000, accept_removals=True)
    assert gone.bank.items == ()
    assert {each.why for each in gone.bank.retired} == {"note gone"}
    assert [change.what for change in gone.changes] == [What.RETIRED] * 7
    assert all(each.item.mod == 2000 for each in gone.bank.retired)
    assert load(dump(gone.bank), path="items.yaml") == (gone.bank, ())
    assert retire_note(gone.bank, project_key="cases-2026", now=3000).changes == ()
    assert retire_note(gone.bank, project_key="cases-2026", now=3000).bank == gone.bank

    back = _again(gone.bank, 4000)
    assert back.bank.retired == ()
    assert {change.what for change in back.changes} == {What.REVIVED}
    assert sorted(item.id for item in back.bank.items) == sorted(item.id for item in bank.items)
    old = {item.id: replace(item, mod=4000) for item in bank.items}
    assert {item.id: item for item in back.bank.items} == old


def test_a_note_that_is_gone_is_held_by_the_brake() -> None:
    bank = _first()
    gone = retire_note(bank, project_key="cases-2026", now=2000)
    assert gone.held
    assert gone.bank == bank
    assert [problem.code for problem in gone.problems] == ["B020"]
    assert "7 of 7 items" in gone.problems[0].text


def test_a_refusal_outlives_its_note() -> None:
    bank = _first()
    items = (replace(bank.items[0], status=Status.REJECTED), *bank.items[1:])
    rejected = _again(replace(bank, items=items), 2000).bank
    gone = retire_note(rejected, project_key="cases-2026", now=3000, accept_removals=True).bank
    back = _again(gone, 4000).bank
    assert len(back.items) == len(bank.items) - 1
    assert [each.why for each in back.retired] == ["rejected"]


def test_an_old_bank_without_a_generation_is_refused() -> None:
    case = read_case("sentence-edited")
    with pytest.raises(ValueError, match="current"):
        reconcile(case.before, case.note, None, now=1, **OPTIONS)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="current"):
        reconcile(None, case.note, None, now=1, **OPTIONS)  # type: ignore[arg-type]


def test_ids_of_other_banks_are_not_given_again() -> None:
    case = read_case("first-build")
    ids = [item.id for item in case.run().bank.items]
    other = reconcile(None, case.note, case.generation, now=1, taken=ids, **OPTIONS)  # type: ignore[arg-type]
    assert len(other.bank.items) == len(ids)
    assert not {item.id for item in other.bank.items} & set(ids)


def test_a_note_without_items_has_a_bank_of_its_own() -> None:
    told = {"sentences": [{"text": "Tune in.", "skipped": "promotion"}]}
    outcome = reconcile(None, note_of(told), generation_of(told), now=1, **OPTIONS)  # type: ignore[arg-type]
    assert outcome.bank.items == ()
    assert [record.reason for record in outcome.bank.sentences] == ["promotion"]
    assert load(dump(outcome.bank), path="items.yaml") == (outcome.bank, ())


def test_a_clock_that_is_behind_is_told_before_anything_ships() -> None:
    bank = _first()
    late = replace(bank, items=(replace(bank.items[0], mod=10**9), *bank.items[1:]))
    case = read_case("first-build")
    outcome = reconcile(late, case.note, case.generation, now=2000, clock=2000, **OPTIONS)  # type: ignore[arg-type]
    assert outcome.held
    assert [problem.code for problem in outcome.problems] == ["B021"]
    outcome = reconcile(late, case.note, case.generation, now=2000, clock=10**9, **OPTIONS)  # type: ignore[arg-type]
    assert not outcome.held
