"""Clozes hide whole terms, names and numbers of a statement that stands alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from drafting import cases, passing, understood

from quizgen.generate.cloze import cloze
from quizgen.generate.terms import COMMON, FAMILIAR, rank
from quizgen.generate.trim import statements
from quizgen.item import BLANK, Cloze
from quizgen.rules.text import count_words


def made(case: Mapping[str, Any]) -> list[str]:
    """Return the clozes of a case that pass the rules, each as `stem => key`."""
    return [f"{draft.question.stem} => {draft.question.key}" for draft, _, _ in passing(case, cloze)]  # type: ignore[union-attr]


@pytest.mark.parametrize("case", cases("cloze"), ids=lambda case: case["name"])
def test_cases(case: Mapping[str, Any]) -> None:
    found = made(case)
    for wanted in case.get("asks", ()):
        assert wanted in found, found
    keys = {line.split(" => ")[1] for line in found}
    assert not keys & {str(key) for key in case.get("never", ())}, found


@pytest.mark.parametrize("case", cases("cloze"), ids=lambda case: case["name"])
def test_a_filled_blank_is_a_statement_of_the_sentence(case: Mapping[str, Any]) -> None:
    for draft, analysis, found in passing(case, cloze):
        assert isinstance(draft.question, Cloze)
        assert draft.question.stem.count(BLANK) == 1
        assert 0 < count_words(draft.question.key) <= 5
        filled = draft.question.stem.replace(BLANK, draft.question.key)
        told = {statement.text.lower() for statement in statements(analysis, found)}
        assert filled.lower() in told


def test_spans_point_at_the_words_they_name() -> None:
    for case in cases("cloze"):
        found = understood(case)
        for analysis in found.analyses:
            references = found.references[analysis.sentence.index].antecedents
            for statement in statements(analysis, found):
                for i, (start, end) in statement.spans.items():
                    if i not in references and not any(k < i for k in references):
                        shown = statement.text[start:end].lower()
                        assert shown == analysis.words[i].text.lower() or statement.text == analysis.sentence.text


def test_ranks_go_from_common_to_unknown() -> None:
    assert rank("water") < COMMON < rank("boundary") < FAMILIAR < rank("aragonite")
    assert rank("waters") == rank("water")
