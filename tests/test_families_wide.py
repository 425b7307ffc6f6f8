"""What the wide families make of short notes, and what they leave alone; the cases stand in tests/cases/families."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizgen.generate.clauses import analyse
from quizgen.generate.discourse import discourse
from quizgen.generate.draft import Draft, Family
from quizgen.generate.families.entries import apposed_terms, colon_terms, glossary_terms
from quizgen.generate.families.labels import asking_labels, label_values, table_clozes
from quizgen.generate.families.pairs import halves, series
from quizgen.generate.families.truths import truths
from quizgen.generate.families.unparsed import instructed, unparsed
from quizgen.generate.parse import load_english, parse
from quizgen.generate.references import resolve
from quizgen.generate.sentences import sentences
from quizgen.item import key_text
from quizgen.read import read

CASES = Path(__file__).parent / "cases" / "families"
FAMILIES: dict[str, tuple[Family, ...]] = {
    "entries": (apposed_terms, colon_terms, glossary_terms),
    "labels": (asking_labels, label_values, table_clozes),
    "pairs": (halves, series),
    "truths": (truths,),
    "unparsed": (unparsed, instructed),
}


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            found.append(pytest.param(path.stem, case, id=f"{path.stem}-{number}"))
    return found


def _made(name: str, source: str) -> Iterator[Draft]:
    note = read(source.encode(), path="note.md").note
    assert note is not None
    found = resolve(discourse(note, tuple(analyse(item) for item in parse(sentences(note), load_english()))))
    for analysis in found.analyses:
        for family in FAMILIES[name]:
            yield from family(analysis, found)


@pytest.mark.parametrize(("name", "case"), _cases())
def test_makes_what_the_case_says(name: str, case: dict[str, Any]) -> None:
    made = [f"{draft.question.stem} => {key_text(draft.question)}" for draft in _made(name, case["note"])]
    for wanted in case.get("asks", ()):
        assert wanted in made
    keys = {text.split(" => ")[1] for text in made}
    assert not keys.intersection(case.get("never", ()))
    if "only" in case:
        assert made == case["only"]
