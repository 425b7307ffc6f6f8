"""Ids and stamps: frozen for good, since users' cards hang on them."""

import re
from dataclasses import replace

import pytest

from quizgen.bank.ids import ALPHABET, birth_id, digest, sentence_hash
from quizgen.bank.stamp import stamp
from quizgen.item import (
    Cloze,
    FreeRecall,
    Item,
    Kind,
    MultipleChoice,
    Picture,
    Question,
    ShortAnswer,
    Source,
    TrueFalse,
)

BIRTH = {"project_key": "notes-2026", "sentence": "Git began in 2005.", "key": "2005"}


def test_an_id_is_what_it_was_in_every_earlier_version() -> None:
    assert birth_id(kind=Kind.CLOZE, **BIRTH) == "s7f9smkqb9bq"
    assert birth_id(kind=Kind.SHORT_ANSWER, **BIRTH) == "mxqfvrkrrbsg"
    assert sentence_hash("Git began in 2005.") == "f0p6d8cmvc"


def test_an_id_has_no_letter_that_is_taken_for_another() -> None:
    assert len(ALPHABET) == 32
    assert not set("ilou") & set(ALPHABET)
    assert re.fullmatch(f"[{ALPHABET}]{{12}}", birth_id(kind=Kind.CLOZE, **BIRTH))


def test_a_taken_id_or_code_is_never_given_again() -> None:
    first = birth_id(kind=Kind.CLOZE, **BIRTH)
    second = birth_id(kind=Kind.CLOZE, **BIRTH, taken={first})
    by_code = birth_id(kind=Kind.CLOZE, **BIRTH, taken={first[:6]})
    third = birth_id(kind=Kind.CLOZE, **BIRTH, taken={first, second})
    assert len({first, second, third}) == 3
    assert by_code == second


def test_hashes_tell_the_parts_apart_but_not_the_unicode_forms() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("Malm\u00f6") == digest("Malmo\u0308")
    assert sentence_hash("a  b\nc ") == sentence_hash("a b c")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (ShortAnswer(stem="Who began Git?", key="Torvalds"), "9nntqyz56k"),
        (Cloze(stem="Git began in ____.", key="2005"), "7y805y06nb"),
        (TrueFalse(stem="Git began in 2005.", key=True), "jdq55t5qk8"),
        (MultipleChoice(stem="When did Git begin?", key="2005", distractors=("2004", "2006")), "ak2afq3m3m"),
        (FreeRecall(stem="Git's beginnings", points=("2005", "Torvalds")), "8vqckyvgfy"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_stamp_is_what_it_was_in_every_earlier_version(question: Question, expected: str) -> None:
    item = Item(
        id="0123456789ab",
        question=question,
        section="A tool built in anger",
        context="Git",
        source=Source(path="git.md", text="Git began in 2005.", line=7),
        code=("git",),
        pictures=(Picture(path="git.png", alt="logo"),),
    )
    assert stamp(item, link="https://example.com/71") == expected


def test_a_stamp_tells_languages_and_pictures_apart() -> None:
    item = Item(id="0123456789ab", question=TrueFalse(stem="Git is a tool.", key=True))
    assert stamp(item) == stamp(item, language="en")
    assert len({stamp(item, language=language) for language in ("en", "de", "fr")}) == 3
    shown = [replace(item, pictures=(Picture(path="a.png", hash=mark),)) for mark in ("", "one", "two")]
    assert len({stamp(each) for each in shown}) == 3
