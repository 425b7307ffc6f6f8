"""The quickened language model says of every word what spaCy's own says."""

from __future__ import annotations

from pathlib import Path

import lemminflect
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quizgen.generate.inflect import forms_of, sorts_of
from quizgen.generate.parse import ENGLISH
from quizgen.generate.quicken import QUICK_RULER, RULER, is_local, quicken

NOTES = Path(__file__).parent / "data" / "notes"
ODD = (
    "Ain't it so? He ain't here.", "I'm gonna go. You gotta see it.", "Let's run.", "C'mon y'all, there's a man.",
    "There are two men; there 's one.", "ai n't  \n double  blanks", "", " ", "All I did was to do it, but you did.",
)  # fmt: skip
"""Texts with the pairs of words that the model has rules for."""


def told(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (token.text, token.pos, token.tag, token.dep, str(token.morph), token.has_morph(), token.lemma_, token.ent_type)
        for token in doc
    ]


@pytest.fixture(scope="module")
def models() -> tuple[Language, Language]:
    return spacy.load(ENGLISH), quicken(spacy.load(ENGLISH))


def test_the_rules_of_the_english_model_are_quickened(models: tuple[Language, Language]) -> None:
    assert QUICK_RULER in models[1].pipe_names
    assert RULER not in models[1].pipe_names


def test_every_annotation_stays(models: tuple[Language, Language]) -> None:
    texts = [*ODD, *(path.read_text(encoding="utf-8") for path in sorted(NOTES.glob("*.txt")))]
    for _ in range(2):  # the second time everything is known
        for own, quick in zip(*(model.pipe(texts) for model in models), strict=True):
            assert told(own) == told(quick)


def test_rules_of_another_kind_are_left_alone() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler").add([[{"LOWER": "a"}, {"OP": "*"}, {"LOWER": "b"}]], {"POS": "X"})  # type: ignore[attr-defined]
    assert not is_local(nlp.get_pipe(RULER))  # type: ignore[arg-type]
    assert quicken(nlp).pipe_names == [RULER]


def test_the_dictionary_s_tables_say_what_its_functions_say() -> None:
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(NOTES.glob("*.txt")))
    for word in dict.fromkeys(text.split()):
        assert sorts_of(word) == frozenset(lemminflect.getAllLemmas(word))
        assert forms_of(word) == frozenset(lemminflect.getAllInflections(word))
