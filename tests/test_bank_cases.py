"""Each folder of tests/cases/bank is a rule of the bank; see bank_cases for what its files hold."""

from dataclasses import replace

import pytest
from bank_cases import CASES, Case, names, read_case, report

from quizgen.bank import What, dump, load, reconcile
from quizgen.bank.model import Bank
from quizgen.item import Item


@pytest.fixture(params=names())
def case(request: pytest.FixtureRequest) -> Case:
    return read_case(request.param)


def _after(case: Case) -> Bank:
    bank, problems = load((CASES / case.name / "after.yaml").read_text(encoding="utf-8"), path="after.yaml")
    assert problems == ()
    assert bank is not None
    return bank


def _everything(bank: Bank) -> list[Item]:
    return [*bank.items, *(each.item for each in bank.retired)]


def test_the_bank_comes_out_as_it_should(case: Case) -> None:
    outcome = case.run()
    assert report(case, outcome) == (CASES / case.name / "report.txt").read_text(encoding="utf-8")
    assert dump(outcome.bank) == (CASES / case.name / "after.yaml").read_text(encoding="utf-8")
    assert load(dump(outcome.bank), path="items.yaml") == (outcome.bank, ())


def test_a_second_build_changes_nothing(case: Case) -> None:
    if case.run().held:
        pytest.skip("the first build was held")
    after = _after(case)
    later = replace(case, options=case.options | {"now": 9000})
    again = later.again(after)
    assert again.changes == ()
    assert dump(again.bank) == dump(after)


def test_the_bank_alone_gives_the_same_bank(case: Case) -> None:
    if case.run().held:
        pytest.skip("the first build was held")
    after = _after(case)
    alone = reconcile(after, case.note, None, project_key="cases-2026", deck=after.note.deck, now=9000)
    assert (alone.bank, alone.changes) == (after, ())


def test_a_held_build_leaves_the_bank_as_it_is(case: Case) -> None:
    outcome = case.run()
    if outcome.held:
        assert outcome.bank == case.before


def test_mod_rises_with_what_is_shipped_and_only_then(case: Case) -> None:
    if case.before is None:
        pytest.skip("no bank before")
    outcome = case.run()
    moved = {change.id for change in outcome.changes if change.what in (What.RETIRED, What.REVIVED)}
    old = {item.id: item for item in _everything(case.before)}
    for item in _everything(outcome.bank):
        if outcome.held or (item.id in old and item.id not in moved and item.stamp == old[item.id].stamp):
            assert item.mod == old[item.id].mod
        else:
            assert item.mod > (old[item.id].mod if item.id in old else 0)
            assert item.mod >= case.options["now"]
