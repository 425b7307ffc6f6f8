"""The fixed words: the same names in every language, dates and plurals by Babel's rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sheet_banks import TEMPLATES

from quizgen.problem import QuizgenError
from quizgen.words import direction_of, load_words, parse_words

LANGUAGES = sorted(path.stem for path in (TEMPLATES / "words").glob("*.yaml"))


def entries(language: str) -> dict[str, dict[str, str]]:
    path = TEMPLATES / "words" / f"{language}.yaml"
    words = parse_words(path.read_text(encoding="utf-8"), path=path.name)
    return {name: {"": entry} if isinstance(entry, str) else dict(entry) for name, entry in words.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word_with_its_places(language: str) -> None:
    english, other = entries("en"), entries(language)
    assert set(other) == set(english)
    for name, forms in other.items():
        places = {tuple(sorted(re.findall(r"\{\w+\}", text))) for text in forms.values()}
        wanted = {tuple(sorted(re.findall(r"\{\w+\}", text))) for text in english[name].values()}
        assert places == wanted, name
        assert set(forms) == set(english[name]), name


def test_every_word_that_templates_ask_for_is_there() -> None:
    known = set(entries("en"))
    for path in sorted((TEMPLATES / "sheet").glob("*.j2")):
        asked = set(re.findall(r"\bt[fn]?\(\s*\"(\w+)\"", path.read_text(encoding="utf-8")))
        assert asked <= known, (path.name, asked - known)


@pytest.mark.parametrize(
    ("language", "date", "two"),
    [
        ("en", "April 16, 2025", "2 questions"),
        ("en-GB", "16 April 2025", "2 questions"),
        ("de", "16. April 2025", "2 Fragen"),
        ("es", "16 de abril de 2025", "2 preguntas"),
        ("fr", "16 avril 2025", "2 questions"),
        ("xx", "April 16, 2025", "2 questions"),
        ("ar", "April 16, 2025", "\u20662 questions\u2069"),
    ],
)
def test_dates_and_plurals(language: str, date: str, two: str) -> None:
    words = load_words(language, TEMPLATES)
    assert words.date("2025-04-16") == date
    assert words.date("spring 2025") == "spring 2025"
    assert words.count("questions", 2) == two


def test_french_counts_zero_as_one() -> None:
    assert load_words("fr", TEMPLATES).count("questions", 0) == "0 question"
    assert load_words("en", TEMPLATES).count("questions", 0) == "0 questions"


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("he", "rtl"), ("fa-IR", "rtl"), ("zh", "ltr"), ("", "ltr")]
)
def test_directions(language: str, direction: str) -> None:
    assert direction_of(language) == direction


def test_values_may_hold_braces() -> None:
    assert load_words("en", TEMPLATES).fill("cards_of", title="{title} {{ x }}") == "Cards for {title} {{ x }}"


def test_a_project_adds_a_language_and_keeps_english_for_the_rest(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "it.yaml").write_text("name: Nome\n", encoding="utf-8")
    words = load_words("it", tmp_path, TEMPLATES)
    assert (words["name"], words["score"], words.language) == ("Nome", "Score", "it")


@pytest.mark.parametrize("text", ["name: [a]", "name:\n  one: x", "name: a\nname: b", "name: {"])
def test_a_broken_file_is_refused(text: str) -> None:
    with pytest.raises(QuizgenError):
        parse_words(text, path="words/it.yaml")
