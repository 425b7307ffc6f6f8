"""items.yaml: what is written comes back, every mistake has its line, ordinary YAML tools agree."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from bank_strategies import any_text, banks
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quizgen.bank import dump, load, load_with_lines
from quizgen.bank.model import Bank
from quizgen.bank.scalars import scalar
from quizgen.item import Item, ShortAnswer

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


@pytest.mark.parametrize("path", sorted((CASES / "errors").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_mistake_is_told_with_its_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = [
        (number, code)
        for number, line in enumerate(text.splitlines(), 1)
        for code in re.findall(r"#! ([BY]\d{3})", line)
    ]
    bank, problems = load(text, path=path.name)
    assert bank is None
    assert [(problem.span.line, problem.code) for problem in problems if problem.span] == expected
    assert all(problem.span and problem.span.path == path.name for problem in problems)


def test_scalars_stay_the_text_that_was_written() -> None:
    text = (CASES / "first-build" / "after.yaml").read_text(encoding="utf-8")
    for word in ("no", "1.10", "12:30", "2024-01-01", "0x10", "~", "1_000", "NULL", "+1"):
        bank, problems = load(text.replace("key: April 2005", f"key: {word}"), path="items.yaml")
        assert problems == ()
        assert bank is not None
        assert bank.items[0].question == ShortAnswer(stem="When did Linus Torvalds begin Git?", key=word)
        written = dump(bank)
        assert yaml.safe_load(written)["items"][0]["key"] == word
        assert load(written, path="items.yaml") == (bank, ())


def test_an_item_needs_little() -> None:
    text = """\
schema: 1
note: {title: Inside Git, path: seeds/git.md, slug: git, deck: Git}
items:
- kind: short_answer
  stem: When did Git begin?
  key: 2005
"""
    bank, problems = load(text, path="items.yaml")
    assert problems == ()
    assert bank is not None
    assert bank.items == (Item(id="", question=ShortAnswer(stem="When did Git begin?", key="2005")),)


def test_the_lines_of_items_are_known() -> None:
    text = (CASES / "first-build" / "after.yaml").read_text(encoding="utf-8")
    loaded = load_with_lines(text, path="items.yaml")
    assert loaded.bank is not None
    lines = text.splitlines()
    assert [lines[line - 1] for line in loaded.lines] == [f"- id: {item.id}" for item in loaded.bank.items]
    assert loaded.line_of(loaded.bank.items[3].id) == loaded.lines[3]
    assert loaded.line_of("nobody") == 0


def test_a_retired_item_put_back_with_all_its_lines_is_an_item() -> None:
    text = (CASES / "rejected" / "after.yaml").read_text(encoding="utf-8")
    block = next(part for part in text.split("\n\n") if "why: rejected" in part)
    bank, problems = load(text.replace("items:\n", f"items:\n\n{block}\n", 1), path="items.yaml")
    assert problems == ()
    assert bank is not None
    assert bank.items[0].extra == {}


SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "items.schema.json").read_text(encoding="utf-8"))


BANKS = sorted(path for path in CASES.glob("*/*.yaml") if path.name != "note.yaml")


@pytest.mark.parametrize("path", BANKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_schema_for_editors_accepts_what_quizgen_reads_and_little_else(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError:
        pytest.skip("not YAML")
    accepted = jsonschema.Draft202012Validator(SCHEMA).is_valid(json.loads(json.dumps(value, default=str)))
    blind = {"duplicate-id", "duplicate-key", "tab", "alias", "merge-conflict"}
    blind |= {"cut-off-below-the-items", "cut-off-within-the-note"}
    if path.stem not in blind:
        assert accepted == (load(text, path=path.name)[0] is not None)


@given(banks)
@settings(max_examples=50, deadline=None, phases=[Phase.generate])
def test_the_schema_for_editors_accepts_what_quizgen_writes(bank: Bank) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(yaml.safe_load(dump(bank)))
