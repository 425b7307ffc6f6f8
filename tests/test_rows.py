"""The quick look at a bank's file tells the same as loading it."""

from __future__ import annotations

from pathlib import Path

import pytest
from bank_strategies import banks
from hypothesis import given, settings
from merge_support import BASE, Act, acted, built

from quizgen.bank import dump
from quizgen.bank.model import Bank
from quizgen.build import rows

CASES = sorted((Path(__file__).parent / "cases" / "bank").glob("*/after.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_a_bank_that_quizgen_wrote_is_read_quickly_and_rightly(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    quick = rows._scan(text)
    assert quick is not None
    assert quick == rows._load(text, "items.yaml")


@given(banks)
@settings(max_examples=100, deadline=None)
def test_any_bank_is_read_rightly(bank: Bank) -> None:
    text = dump(bank)
    assert rows.row_of(text, path="items.yaml") == rows._load(text, "items.yaml")


@pytest.mark.parametrize("refused", [("reject",), ("reject", "remove"), ("remove", "reject")])
def test_refusals_are_counted(refused: tuple[str, ...]) -> None:
    text = BASE.text
    for number, what in enumerate(refused):
        state = acted(type(BASE)(BASE.sentences, text), Act(what, number))
        text = built(state.text, BASE.sentences, 2000)
    quick = rows._scan(text)
    assert quick == rows._load(text, "items.yaml")
    assert quick is not None
    assert dict(quick.counts.skipped) == ({} if len(refused) == 1 else {"rejected": 1})
