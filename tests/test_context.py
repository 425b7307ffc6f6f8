"""What is printed above a stem: the topic line, and the sentences before that explain what it leans on."""

from __future__ import annotations

from typing import Any

import pytest
from drafting import cases, note_of, understood

from quizgen.generate import featured
from quizgen.generate.leads import LIMIT
from quizgen.generate.topic import names_topic, topic_lines, with_headline
from quizgen.item import key_text
from quizgen.rules.text import topic_only

TOPICS = [case for case in cases("context") if case["name"].startswith("topic")]


@pytest.mark.parametrize("case", TOPICS, ids=lambda case: case["title"])
def test_the_topic_line_names_the_subject(case: dict[str, Any]) -> None:
    found = with_headline(understood(case))
    assert topic_lines(found.analyses[0].sentence, found)[0] == case["topic"]


def test_a_title_that_names_nothing_gets_the_chief_name_of_the_text() -> None:
    text = "The {0} opened in 1869.\nPeasants dug the {0}.\nBritain bought shares in the canal.\nWar shut the {0}."
    case = {"title": "The ditch that moved the planet", "text": text.format("Suez Canal")}
    found = understood(case)
    spread = [analysis.sentence for analysis in found.analyses]
    assert len(spread) == 4
    assert with_headline(found).headline == "The ditch that moved the planet"  # one section is too few to be sure


def test_a_stem_that_names_the_topic_needs_no_line() -> None:
    case = {"title": "Heat pumps", "text": "Heat pumps move heat. Heat pumps need power. A fan moves air."}
    found = with_headline(understood(case))
    assert names_topic("What do heat pumps need?", found)
    assert not names_topic("What does a fan move?", found)
    assert not names_topic("What does heat do?", found)


LEADS = [case for case in cases("context") if case["name"].startswith("lead")]


@pytest.mark.parametrize("case", LEADS, ids=lambda case: case["title"])
def test_the_sentences_before_explain_what_a_stem_leans_on(case: dict[str, Any]) -> None:
    made = [(one.context, one.question.stem, key_text(one.question)) for one in featured(note_of(case))]
    shown = [f"{context} | {stem} = {key}" for context, stem, key in made]
    for wanted in case.get("wanted", ()):
        assert wanted in shown
    for unwanted in case.get("unwanted", ()):
        assert unwanted not in [stem for _, stem, _ in made]
    for context, _, key in made:
        assert len(context.split()) <= LIMIT
        assert key == "true" or key == "false" or f" {key.lower()} " not in f" {context.lower()} "


@pytest.mark.parametrize(
    ("context", "alone"),
    [
        ("Topic: Heat pumps", True),
        ("Topic: Is Fusion Finally Close? – The drought of 1977", True),
        ("Topic: Heat pumps. They move heat.", False),
        ("Topic: Is Fusion Finally Close? A plasma is hot.", False),
        ("Heat pumps move heat.", False),
        ("", False),
    ],
)
def test_a_topic_line_is_told_from_a_lead_behind_it(context: str, alone: bool) -> None:
    assert topic_only(context) is alone
