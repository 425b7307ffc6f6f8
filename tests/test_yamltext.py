"""YAML with lines: texts stay as written, mistakes have a line, hostile files are harmless."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from quizgen.yamltext import load


def test_scalars_stay_the_text_that_was_written() -> None:
    tree, problems = load("a: no\nb: 1.10\nc: 12:30\nd: 2024-01-02\ne: ~\nf:\n", path="x.yaml")
    assert not problems
    assert tree is not None
    assert tree.plain() == {"a": "no", "b": "1.10", "c": "12:30", "d": "2024-01-02", "e": "~", "f": ""}


def test_every_node_knows_its_line() -> None:
    tree, _ = load("a:\n  - x\n  - y: z\n", path="x.yaml", first_line=10)
    assert tree is not None
    entry = tree.get("a")
    assert entry is not None
    assert [member.line for member in entry.members()] == [11, 12]


def test_a_few_bytes_of_aliases_stay_a_few_bytes() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30))
    tree, problems = load(bomb, path="x.yaml")
    assert tree is not None
    assert {problem.code for problem in problems} == {"Y004"}


def test_deep_nesting_is_a_problem_and_no_crash() -> None:
    tree, problems = load("[" * 100_000, path="x.yaml")
    assert tree is None
    assert problems[0].code == "Y001"


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    load(text, path="x.yaml")


@given(st.dictionaries(st.text(min_size=1, max_size=20), st.text(max_size=40), max_size=6))
def test_what_is_dumped_as_quoted_text_is_read_as_written(values: dict[str, str]) -> None:
    text = yaml.safe_dump(values, default_style='"', allow_unicode=False)
    tree, problems = load(text, path="x.yaml")
    assert not problems
    assert tree is not None
    assert tree.plain() == values
