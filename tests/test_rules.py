"""Each rule finds the faults seeded for it, leaves sound items alone, and seldom raises a false alarm."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizgen.candidate import Candidate
from quizgen.item import Cloze, MultipleChoice, Question, ShortAnswer, Source, TrueFalse
from quizgen.problem import Severity
from quizgen.rules import BANK_RULES, RULES, NoteContext, check, check_bank, find_rule
from quizgen.rules.pages import all_rules

CASES = Path(__file__).parent / "cases" / "lint"
NOTES = Path(__file__).parent / "data" / "notes"
QUALITY = Path(__file__).parent.parent / "benchmarks" / "quality"


def question(entry: Mapping[str, Any]) -> Question:
    """Return the question that a YAML entry describes."""
    match entry["kind"]:
        case "short_answer":
            return ShortAnswer(stem=entry["stem"], key=str(entry["key"]))
        case "cloze":
            return Cloze(stem=entry["stem"], key=str(entry["key"]))
        case "true_false":
            return TrueFalse(stem=entry["stem"], key=bool(entry["key"]))
        case _:
            return MultipleChoice(
                stem=entry["stem"], key=str(entry["key"]), distractors=tuple(map(str, entry["distractors"]))
            )


def item(entry: Mapping[str, Any], source: str = "") -> Candidate:
    """Return an item-like of a YAML entry."""
    return Candidate(
        question=question(entry),
        source=Source(path="note.txt", text=entry.get("source", source)),
        section="",
        rule="",
        score=1.0,
        context=entry.get("context", ""),
        code=tuple(entry.get("code", ())),
    )


def codes(entry: Mapping[str, Any]) -> set[str]:
    """Return the codes that the rules find in an entry."""
    note = NoteContext(
        language=entry.get("language", "en"),
        topic=entry.get("topic", ""),
        persons=frozenset(entry.get("persons", ())),
    )
    return {finding.code for finding in check(item(entry), note=note)}


def seeded() -> list[tuple[str, str, Any]]:
    """Return every example of every case file: code, "failing" or "passing", the example."""
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [(path.stem, side, example) for side in ("failing", "passing") for example in case[side]]
    return found


@pytest.mark.parametrize(("code", "side", "example"), seeded())
def test_seeded_faults(code: str, side: str, example: Any) -> None:
    if isinstance(example, list):
        found = {finding.code for _, finding in check_bank([item(entry) for entry in example])}
    else:
        found = codes(example)
    assert (code in found) == (side == "failing"), found


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_has_both_kinds_of_example(rule: Any) -> None:
    case = yaml.safe_load((CASES / f"{rule.code}.yaml").read_text(encoding="utf-8"))
    assert case["failing"]
    assert case["passing"]


def test_passing_examples_are_sound_in_every_way() -> None:
    errors = [
        (code, example["stem"], sorted(found))
        for code, side, example in seeded()
        if side == "passing" and not isinstance(example, list)
        for found in [{f.code for f in check(item(example)) if f.severity is Severity.ERROR}]
        if found
    ]
    assert not errors


def test_codes_are_unique_and_found() -> None:
    every = [rule.code for rule in RULES] + [rule.code for rule in BANK_RULES]
    assert len(every) == len(set(every))
    assert all(find_rule(code.lower()) is not None for code in every)
    assert find_rule("Q999") is None


def off_limits() -> set[str]:
    """Return the notes that no rule may be tried on."""
    lines = (QUALITY / "validation.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[-1] for line in lines if line and not line.startswith("#")}


def test_hand_written_items_raise_hardly_an_alarm() -> None:
    """Of the model items in the gold files, at most 1 in 100 has an error and 3 in 100 a warning (now 0 and 1)."""
    barred = off_limits()
    total = errors = warned = 0
    for path in sorted(NOTES.glob("gold/*.yaml")):
        if path.stem in barred:
            continue
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
        for fact in gold["facts"]:
            for entry in fact.get("ideal") or ():
                found = check(item(entry, fact["sentence"]), note=NoteContext(language=gold["language"]))
                total += 1
                errors += any(finding.severity is Severity.ERROR for finding in found)
                warned += bool(found) and all(finding.severity is Severity.WARNING for finding in found)
    assert total > 300
    assert errors <= total * 0.01
    assert warned <= total * 0.03


def test_worked_verdicts() -> None:
    """Of the 90 worked verdicts, no accepted item has an error; of the rejected, at least 3 in 5 have (now 2 in 3).

    What is left needs the note: missing context, several right answers, triviality.
    """
    verdicts = yaml.safe_load((Path(__file__).parent / "data" / "verdicts.yaml").read_text(encoding="utf-8"))
    missed, alarms = 0, 0
    rejected = [entry for entry in verdicts if entry["verdict"] == "reject"]
    for entry in verdicts:
        language = "de" if entry["note"] == "berliner-mauer.txt" else "en"
        found = check(item(entry, entry["source"]), note=NoteContext(language=language))
        error = any(finding.severity is Severity.ERROR for finding in found)
        missed += entry["verdict"] == "reject" and not error
        alarms += entry["verdict"] == "accept" and error
    assert alarms == 0
    assert 1 - missed / len(rejected) >= 0.6
