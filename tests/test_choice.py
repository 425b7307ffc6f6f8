"""True/false and multiple choice: statements that the note decides, options of the key's kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from drafting import cases, passing, understood
from hypothesis import given
from hypothesis import strategies as st

from quizgen.generate.choice import choice
from quizgen.generate.draft import Draft
from quizgen.generate.numbers import figures, to_number, wrong_values
from quizgen.generate.true_false import true_false
from quizgen.item import MultipleChoice, ShortAnswer, TrueFalse


@pytest.mark.parametrize("case", cases("true_false"), ids=lambda case: case["name"])
def test_statements(case: Mapping[str, Any]) -> None:
    found = [draft.question for draft, _, _ in passing(case, true_false)]
    lines = [f"{question.stem} => {str(question.key).lower()}" for question in found if isinstance(question, TrueFalse)]
    if "makes" in case:
        assert lines
        assert set(lines) <= set(case["makes"])
    for word in case.get("never", ()):
        assert not any(word in line for line in lines), lines


@pytest.mark.parametrize("case", cases("true_false"), ids=lambda case: case["name"])
def test_a_true_statement_is_said_and_a_false_one_is_not(case: Mapping[str, Any]) -> None:
    for draft, analysis, _ in passing(case, true_false):
        assert isinstance(draft.question, TrueFalse)
        said = draft.question.stem.rstrip(".").lower() in analysis.sentence.text.lower()
        assert said == draft.question.key


@pytest.mark.parametrize("case", cases("choice"), ids=lambda case: case["name"])
def test_options(case: Mapping[str, Any]) -> None:
    found = understood(case)
    draft = Draft(question=ShortAnswer(stem=case["stem"], key=str(case["key"])), rule="test", sentence=0)
    made = choice(draft, found.analyses[0], found)
    if "count" in case:
        assert made is not None
        assert isinstance(made.question, MultipleChoice)
        assert len(set(made.question.distractors) - {case["key"]}) == case["count"]
    elif case["distractors"] is None:
        assert made is None
    else:
        assert made is not None
        assert isinstance(made.question, MultipleChoice)
        assert sorted(made.question.distractors) == case["distractors"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("It rose from $35 to $38 an ounce on August 15, 1971.", "en", ["August 15, 1971"]),
        ("About 2,300 km of it lie in 3 states; 90% is coral.", "en", ["2,300", "3", "90%"]),
        ("In 1914-1918 and at 23:30 nothing of version 1.2.3 was seen.", "en", []),
        ("In 1200 people built 1200 houses.", "en", ["1200", "1200"]),
        ("Vom 13. August 1961 an waren es 1.400 km.", "de", ["13. August 1961", "1.400"]),
        ("El 14 de julio de 1789 murieron 2.500 soldados.", "es", ["14 de julio de 1789", "2.500"]),
        ("Le 1er juillet 1867, près de 12 300 hommes.", "fr", ["1er juillet 1867", "12 300"]),
    ],
)
def test_figures(text: str, language: str, expected: list[str]) -> None:
    assert [figure.text for figure in figures(text, language)] == expected


@given(st.text(max_size=200), st.sampled_from(["en", "de", "es", "ja", "xx"]))
def test_figures_point_at_themselves_in_any_text(text: str, language: str) -> None:
    end = 0
    for figure in figures(text, language):
        assert text[figure.start : figure.end] == figure.text
        assert figure.start >= end
        end = figure.end


@given(st.integers(min_value=3, max_value=9_999_999), st.sampled_from([" km", "%", " copies"]))
def test_wrong_values_are_three_others_in_order_and_form(value: int, unit: str) -> None:
    shown = f"{value:,}" if value > 9999 else str(value)
    found = [figure for figure in figures(f"It is {shown}{unit} of it.") if figure.unit or "%" in figure.text]
    for figure in found:
        wrong = wrong_values(figure)
        if wrong is None:
            continue
        numbers = [to_number(text.strip("%")) for text in wrong]
        assert figure.text not in wrong
        assert len(set(wrong)) == 3
        assert None not in numbers
        assert numbers == sorted(numbers, key=lambda number: number or 0)
        assert all(abs((number or 0) - figure.value) >= 0.04 * figure.value for number in numbers)


@given(st.integers(min_value=1000, max_value=2026))
def test_wrong_years_never_lie_ahead(year: int) -> None:
    (figure,) = figures(f"It was built in {year}.")
    wrong = wrong_values(figure, latest=2026)
    assert wrong is None or all(int(text) <= 2026 and abs(int(text) - year) >= 2 for text in wrong)
