"""Claims: whole sentences and clauses as statements, and what makes a false one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from drafting import cases, passing, understood

from quizgen.generate.choose import Scored, choose
from quizgen.generate.dangling import dangles
from quizgen.generate.draft import Draft
from quizgen.generate.families.claims import claims
from quizgen.item import Cloze, TrueFalse


def made(case: Mapping[str, Any]) -> list[str]:
    """Return the statements of a case that pass the rules, as "text => key"."""
    found = [draft.question for draft, _, _ in passing(case, claims)]
    return [f"{question.stem} => {str(question.key).lower()}" for question in found if isinstance(question, TrueFalse)]


@pytest.mark.parametrize("case", cases("claims"), ids=lambda case: case["name"])
def test_claims(case: Mapping[str, Any]) -> None:
    lines = made(case)
    if "makes" in case:
        assert lines[:1] == [case["makes"]]
    if "makes_key" in case:
        assert lines[0].endswith(f"=> {case['makes_key']}")
    if case.get("none"):
        assert lines == []
    for part in case.get("never", ()):
        assert not any(part in line for line in lines), lines


@pytest.mark.parametrize("case", cases("claims"), ids=lambda case: case["name"])
def test_a_true_claim_is_said_and_a_false_one_is_not(case: Mapping[str, Any]) -> None:
    for draft, analysis, _ in passing(case, claims):
        assert isinstance(draft.question, TrueFalse)
        assert (draft.question.stem.rstrip(".").lower() in analysis.sentence.text.lower()) == draft.question.key


@pytest.mark.parametrize(
    ("text", "context", "open_"),
    [
        ("The company insured 40 steamships at Lloyd's.", "", True),
        ("The company insured 40 steamships at Lloyd's.", "The Bengal Company was founded in 1784.", False),
        ("Dredgers deepened a channel through several sandbanks.", "Topic: Harbors", True),
        ("Dredgers deepened a channel through several sandbanks in 1868.", "Topic: Harbors", False),
        ("Dredgers deepen a channel through several sandbanks.", "Topic: Harbors", False),
        ("Explanations include distrust, thrift and plain reluctance.", "Topic: Annuities", True),
    ],
)
def test_what_a_statement_leaves_open(text: str, context: str, open_: bool) -> None:
    found = understood({"text": text})
    analysis = found.analyses[0]
    draft = Draft(question=TrueFalse(stem=text, key=True), rule="claim", sentence=0, asked=(0, len(analysis.words)))
    assert bool(dangles(analysis, found, draft, context)) == open_


def scored(question: Cloze | TrueFalse, answer: tuple[int, int], score: float) -> Scored:
    return Scored(draft=Draft(question=question, rule="test", sentence=0, answer=answer, asked=(0, 9)), score=score)


def test_a_statement_beside_a_question_must_say_more() -> None:
    cloze = scored(Cloze(stem="The dam was built in ____ of rubble.", key="1931"), (5, 6), 0.9)
    plain = scored(TrueFalse(stem="The dam was built in 1931 of rubble.", key=True), (0, 0), 0.9)
    altered = scored(TrueFalse(stem="The dam was built in 1938 of old rubble.", key=False), (0, 0), 0.2)
    chosen, left = choose([cloze, plain, altered], lambda item: "")
    assert chosen == [cloze]
    assert [why for _, why in left] == ["another item asks the same fact"] * 2


def test_a_statement_of_several_facts_stays_beside_a_question() -> None:
    cloze = scored(Cloze(stem="In ____ Hulse and Taylor found it at Arecibo in Puerto Rico.", key="1974"), (1, 2), 0.9)
    full = scored(TrueFalse(stem="In 1974 Hulse and Taylor found it at Arecibo in Puerto Rico.", key=True), (0, 0), 0.9)
    chosen, _ = choose([cloze, full], lambda item: "")
    assert chosen == [cloze, full]
