"""items.yaml: what is written comes back, every mistake has its line, ordinary YAML tools agree."""

from pathlib import Path

import yaml
from bank_strategies import any_text, banks
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank import dump, load
from quizgen.bank.model import Bank
from quizgen.bank.scalars import scalar

CASES = Path(__file__).parent / "cases" / "bank"


@given(banks)
@settings(max_examples=100, deadline=None)
def test_a_bank_survives_the_file(bank: Bank) -> None:
    text = dump(bank)
    text.encode("utf-8")
    assert load(text, path="items.yaml") == (bank, ())
    assert dump(bank) == text


@given(any_text, st.integers(0, 12), st.integers(0, 120))
@settings(max_examples=200, deadline=None)
def test_every_yaml_reader_takes_a_text_for_text(text: str, indent: int, used: int) -> None:
    margin = " " * indent
    document = f"{margin}key: {scalar(text, indent=indent, used=used)}\n"
    assert yaml.safe_load(document) == {"key": text}
