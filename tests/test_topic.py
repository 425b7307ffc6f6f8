"""The topic line in each language: made by generation, known by rules and sheets."""

from __future__ import annotations

import pytest

from quizgen.topic import LABELS, topic_line, topic_of


@pytest.mark.parametrize("language", [*LABELS, "de-CH", "ja"])
def test_a_topic_comes_back_from_its_line(language: str) -> None:
    assert topic_of(topic_line("Riffe \u2013 Korallen: ein Tier", language)) == "Riffe \u2013 Korallen: ein Tier"


def test_each_language_has_its_own_label() -> None:
    assert topic_line("Mauer", "de") == "Thema: Mauer"
    assert topic_line("Arrecifes", "es") == "Tema: Arrecifes"
    assert topic_line("Récifs", "fr") == "Sujet\u00a0: Récifs"
    assert topic_line("サンゴ", "ja") == "Topic: サンゴ"


@pytest.mark.parametrize("context", ["", "A sentence about a topic: reefs.", "The Topic: reefs", "Topic:", "Topic x"])
def test_other_contexts_are_no_topic(context: str) -> None:
    assert topic_of(context) == ""


def test_a_french_label_typed_with_a_plain_blank_counts_too() -> None:
    assert topic_of("Sujet : Récifs") == "Récifs"
