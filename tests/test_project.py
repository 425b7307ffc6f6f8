"""quizgen.yaml: what it says, and what is said of its mistakes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.problem import QuizgenError
from quizgen.project import Project, parse_project

GOOD = "key: notes-2026\ndeck: My notes\n"


def parse(text: str) -> Project:
    return parse_project(text, path="quizgen.yaml", root=Path())


def refusal(text: str) -> list[str]:
    with pytest.raises(QuizgenError) as caught:
        parse(text)
    assert caught.value.exit_code == 2
    return [str(problem) for problem in caught.value.problems]


def test_the_least_that_is_needed_gives_the_defaults() -> None:
    project = parse(GOOD)
    assert (project.seeds, project.decks, project.combine, project.quality) == ("seeds", "decks", False, "balanced")


def test_words_stay_text_and_switches_are_read() -> None:
    project = parse("key: '0123'\ndeck: no\ncombine: yes\nignore: drafts/\nmodels:\n  fr: fr_core_news_sm\n")
    assert project.deck == "no"
    assert project.key == "0123"
    assert project.combine is True
    assert project.ignore == ("drafts/",)
    assert project.models == {"fr": "fr_core_news_sm"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("deck: x\n", "quizgen.yaml:1: error C004: the option 'key' is missing"),
        (GOOD + "combin: true\n", "quizgen.yaml:3: error C002: there is no option 'combin' (did you mean 'combine'?)"),
        (GOOD + "combine: maybe\n", "quizgen.yaml:3: error C003: combine: this is neither true nor false"),
        (GOOD + "quality: best\n", "quizgen.yaml:3: error C003: quality: there is no quality 'best'"),
        (GOOD + "seeds: ../elsewhere\n", "quizgen.yaml:3: error C003: seeds: '../elsewhere' leaves the project"),
        (GOOD + "deck: again\n", "quizgen.yaml:3: error Y002: the key 'deck' stands here twice"),
        (GOOD + "seeds: [a\n", "quizgen.yaml:4: error Y001: this is not valid YAML"),
        ("- a\n- b\n", "quizgen.yaml:1: error C001: `name: value` lines are wanted here"),
        (GOOD + "ignore: &a [x]\nreaders: *a\n", "quizgen.yaml:4: error Y004: YAML aliases"),
    ],
)
def test_each_mistake_is_named_with_its_line(text: str, said: str) -> None:
    assert any(problem.startswith(said) for problem in refusal(text)), refusal(text)


def test_all_mistakes_are_told_at_once() -> None:
    assert len(refusal(GOOD + "combine: maybe\nquality: best\nother: 1\n")) == 3


@given(st.text(max_size=200))
def test_no_text_raises_anything_but_a_refusal(text: str) -> None:
    with suppress(QuizgenError):
        parse(text)
