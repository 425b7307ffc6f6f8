"""Two branches that touch different items or sentences of a note merge, by git as it comes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from bank_cases import generation_of, note_of
from test_diff import Repository

from quizgen.bank import dump, is_current, load, reconcile
from quizgen.bank.model import Bank
from quizgen.item import ShortAnswer, Status

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git isn't installed")

SENTENCES = ("The Amber is ten miles long.", "The Birch is two miles long.", "The Cedar is six miles long.")
Act = Callable[[Bank], Bank]


def _built(old: Bank | None, sentences: Sequence[str], now: int) -> Bank:
    asked = [
        {"text": text, "asks": [f"short_answer | How long is the {text.split()[1]}? | {text.split()[3]} miles"]}
        for text in sentences
    ]
    told = {"sentences": asked, "dives": [], "generator": "1"}
    options = {"project_key": "merge-2026", "deck": "Rivers", "now": now}
    return reconcile(old, note_of(told), generation_of(told), **options).bank  # type: ignore[arg-type]


def _merged(folder: Path, ours: Act, theirs: Act) -> Bank:
    """Return what git makes of two branches that each change the bank of the same note."""
    repository = Repository(folder)
    base = _built(None, SENTENCES, 1000)
    repository.write(dump(base), commit="base")
    repository.git("switch", "-q", "-c", "theirs")
    repository.write(dump(theirs(base)), commit="theirs")
    repository.git("switch", "-q", "main")
    repository.write(dump(ours(base)), commit="ours")
    repository.git("merge", "-q", "--no-edit", "theirs")
    bank, problems = load(repository.bank.read_text(encoding="utf-8"), path="items.yaml")
    assert problems == ()
    assert bank is not None
    return bank


def _reworded(number: int) -> Act:
    def act(bank: Bank) -> Bank:
        items = list(bank.items)
        items[number] = replace(items[number], question=ShortAnswer(stem=f"Question {number}?", key=f"key {number}"))
        edited = replace(bank, items=tuple(items))
        return _built(edited, SENTENCES, 2000 + number)

    return act


def _rewritten(number: int) -> Act:
    def act(bank: Bank) -> Bank:
        sentences = [*SENTENCES[:number], SENTENCES[number].replace(".", " or so."), *SENTENCES[number + 1 :]]
        return _built(bank, sentences, 2000 + number)

    return act


def _rejected(number: int) -> Act:
    def act(bank: Bank) -> Bank:
        items = list(bank.items)
        items[number] = replace(items[number], status=Status.REJECTED)
        return _built(replace(bank, items=tuple(items)), SENTENCES, 2000 + number)

    return act


def _removed(number: int) -> Act:
    def act(bank: Bank) -> Bank:
        return _built(replace(bank, items=(*bank.items[:number], *bank.items[number + 1 :])), SENTENCES, 2000 + number)

    return act


def _deleted(number: int) -> Act:
    def act(bank: Bank) -> Bank:
        return _built(bank, [*SENTENCES[:number], *SENTENCES[number + 1 :]], 2000 + number)

    return act


def _added(at: int, name: str) -> Act:
    def act(bank: Bank) -> Bank:
        sentences = [*SENTENCES[:at], f"The {name} is one mile long.", *SENTENCES[at:]]
        return _built(bank, sentences, 2000 + at)

    return act


@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 2), (2, 0)])
def test_edits_of_two_items(tmp_path: Path, one: int, other: int) -> None:
    bank = _merged(tmp_path, _reworded(one), _reworded(other))
    assert {bank.items[one].question.stem, bank.items[other].question.stem} == {
        f"Question {one}?",
        f"Question {other}?",
    }


@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 2), (2, 0)])
def test_two_sentences_rewritten_and_rebuilt_need_no_third_build(tmp_path: Path, one: int, other: int) -> None:
    bank = _merged(tmp_path, _rewritten(one), _rewritten(other))
    merged = [text.replace(".", " or so.") if n in (one, other) else text for n, text in enumerate(SENTENCES)]
    assert is_current(bank, note_of({"sentences": [{"text": text} for text in merged]}))
    assert _built(bank, merged, 9000) == bank


def test_another_score_alone_changes_no_line() -> None:
    """The scores of a note's items shift with every edit of it."""
    base = _built(None, SENTENCES, 1000)
    asked = [
        {"text": text, "asks": [f"short_answer | How long is the {text.split()[1]}? | {text.split()[3]} miles"]}
        for text in SENTENCES
    ]
    told = {"sentences": [*asked, {"text": "Rivers are old.", "skipped": "opinion"}], "dives": [], "generator": "1"}
    generation = generation_of(told)
    assert generation is not None
    shifted = [
        replace(report, candidates=tuple(replace(each, score=0.9, rule="other") for each in report.candidates))
        for report in generation.sentences
    ]
    made = replace(generation, sentences=tuple(shifted))
    after = reconcile(base, note_of(told), made, project_key="merge-2026", deck="Rivers", now=2000).bank
    assert after.items == base.items


def test_an_edit_beside_a_refusal(tmp_path: Path) -> None:
    bank = _merged(tmp_path, _reworded(0), _rejected(2))
    assert bank.items[0].question.stem == "Question 0?"
    assert len(bank.items) == 2
    assert [each.why for each in bank.retired] == ["rejected"]


def test_new_sentences_in_two_places(tmp_path: Path) -> None:
    bank = _merged(tmp_path, _added(1, "Delta"), _added(3, "Ember"))
    assert [item.question.stem.split()[-1] for item in bank.items] == ["Amber?", "Delta?", "Birch?", "Cedar?", "Ember?"]
    assert (
        _built(
            bank, [*SENTENCES[:1], "The Delta is one mile long.", *SENTENCES[1:], "The Ember is one mile long."], 9000
        )
        == bank
    )


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(_rejected(0), _removed(1)), (_deleted(0), _removed(1)), (_rejected(0), _rejected(1)), (_removed(0), _removed(1))],
)
def test_the_first_two_that_leave_a_bank(tmp_path: Path, ours: Act, theirs: Act) -> None:
    bank = _merged(tmp_path, ours, theirs)
    assert [item.question.stem for item in bank.items] == ["How long is the Cedar?"]
    assert len(bank.retired) == 2


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (_added(1, "Delta"), _added(1, "Ember")),
        (_deleted(0), _deleted(1)),
        (_rewritten(1), _deleted(1)),
        (_added(1, "Delta"), _deleted(0)),
    ],
    ids=["two added", "two gone", "reworded and gone", "added and gone"],
)
def test_where_the_notes_conflict_git_asks_and_the_bank_says_where(tmp_path: Path, ours: Act, theirs: Act) -> None:
    with pytest.raises(AssertionError, match="CONFLICT"):
        _merged(tmp_path, ours, theirs)
    text = (tmp_path / "decks" / "git" / "items.yaml").read_text(encoding="utf-8")
    bank, (problem, *_) = load(text, path="items.yaml")
    assert bank is None
    assert problem.code == "B009"
    assert problem.span is not None
    assert text.splitlines()[problem.span.line - 1].startswith("<<<<<<<")


def test_of_any_other_part_a_second_head_is_an_error(tmp_path: Path) -> None:
    text = dump(_rejected(0)(_built(None, SENTENCES, 1000)))
    _, problems = load(text.replace("sentences:", "sentences: []\nretired:"), path="items.yaml")
    assert [problem.code for problem in problems][:1] == ["Y002"]
