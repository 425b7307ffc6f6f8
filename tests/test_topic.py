"""The topic line in each language: made by generation, known by rules and sheets."""

from __future__ import annotations

import pytest

from quizgen.topic import LABELS, beyond, topic_line, topic_of


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


@pytest.mark.parametrize(
    ("context", "said", "left"),
    [
        ("Topic: Reefs", ("Cities: Why Reefs Matter", ""), ""),
        ("Topic: Reefs \u2013 Bleaching", ("Why Reefs Matter", ""), "Topic: Bleaching"),
        ("Topic: Reefs \u2013 Bleaching", ("Why Reefs Matter", "Bleaching"), ""),
        ("Topic: Reefs \u2013 Bleaching", ("", "Bleaching"), "Topic: Reefs"),
        ("Topic: Reefs. Some of them bleach.", ("Why Reefs Matter", ""), "Some of them bleach."),
        ("Topic: Can It Last? Reefs Now \u2013 Heat", ("Can It Last? Reefs Now", ""), "Topic: Heat"),
        ("Topic: Can It Last? Reefs Now. They bleach.", ("Can It Last? Reefs Now", ""), "They bleach."),
        ("Topic: Reefs \u2013 Heat. They bleach.", ("Reefs", ""), "Topic: Heat. They bleach."),
        ("Thema: Riffe \u2013 Hitze", ("Riffe", ""), "Thema: Hitze"),
        ("Topic: Rivers. They flow.", ("Reefs", ""), "Topic: Rivers. They flow."),
        ("Reefs are old.", ("Reefs", ""), "Reefs are old."),
        ("", ("Reefs", ""), ""),
    ],
)
def test_what_the_page_says_beside_it_is_not_told_again(context: str, said: tuple[str, str], left: str) -> None:
    assert beyond(context, *said) == left
