"""What is printed above a stem: the topic line, and the sentences before that explain what it leans on."""

from __future__ import annotations

from typing import Any

import pytest

from quizgen.generate.topic import names_topic, topic_lines, with_headline
from tests.drafting import cases, understood

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
