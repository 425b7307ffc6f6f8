"""Any two changes of different items merge: by git as it comes where the notes do, item by item everywhere."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from bank_cases import generation_of, note_of
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_support import (
    BASE,
    IDS,
    OF_ITEMS,
    OF_SENTENCES,
    START,
    Act,
    Git,
    State,
    acted,
    built,
    items_of,
    merged_sentences,
    read,
)

from quizgen.bank import reconcile
from quizgen.bank.merge import merge_banks
from quizgen.bank.model import Bank
from quizgen.item import FreeRecall

ACTS = [Act(what, number) for what in OF_ITEMS for number in range(len(IDS))]
ACTS += [Act(what, number) for what in OF_SENTENCES for number in range(len(START))]
PAIRS = [(a, b) for a in ACTS for b in ACTS if not items_of(a) & items_of(b) and a != b]
NEIGHBOURS = [(a, b) for a, b in PAIRS if a.what in OF_ITEMS and b.what in OF_ITEMS and b.target == a.target + 1]


@cache
def branch(act: Act, now: int, *, build: bool = True) -> State:
    """The branch after an act and, mostly, a build."""
    state = acted(BASE, act)
    return replace(state, text=built(state.text, state.sentences, now)) if build else state


def files(state: State) -> dict[str, str]:
    return {"items.yaml": state.text, "note.md": state.note}


def sample() -> list[tuple[Act, Act]]:
    dice = random.Random(6)
    return dice.sample(NEIGHBOURS, 30) + dice.sample(PAIRS, 50)


@pytest.mark.skipif(shutil.which("git") is None, reason="git isn't installed")
def test_git_alone_merges_the_bank_wherever_it_merges_the_note(tmp_path: Path) -> None:
    git = Git(tmp_path)
    base = git.commit(files(BASE))
    asked = 0
    for one, other in sample():
        ours, theirs = branch(one, 2000), branch(other, 2500)
        found, conflicts = git.merge(base, files(ours), files(theirs))
        if "note.md" in conflicts:
            asked += 1
            continue
        assert not conflicts, (one, other)
        same_by_item = merge_banks(*(read(state.text) for state in (BASE, ours, theirs)))
        sentences = found["note.md"].rstrip("\n").split("\n\n")
        assert built(found["items.yaml"], sentences, 9000) == built(same_by_item.text, sentences, 9000), (one, other)
    assert asked < 10


pairs = st.sampled_from([(a, b) for a, b in PAIRS if a.what in OF_ITEMS or (a.what != "insert" != b.what)])


@given(pairs, st.booleans())
@settings(max_examples=60, deadline=None)
def test_item_by_item_a_merge_gives_what_one_branch_after_the_other_would(pair: tuple[Act, Act], build: bool) -> None:
    one, other = pair
    ours, theirs = branch(one, 2000), branch(other, 2500, build=build)
    merged = merge_banks(*(read(state.text) for state in (BASE, ours, theirs)))
    assert merged.conflicts == ()
    after = acted(ours, other)
    text = built(built(after.text, after.sentences, 2500), after.sentences, 9000)
    assert timeless(read(built(merged.text, merged_sentences(ours, theirs), 9000))) == timeless(read(text))


@given(st.sampled_from(ACTS), st.booleans())
@settings(max_examples=30, deadline=None)
def test_what_one_branch_did_alone_is_what_comes_out(act: Act, build: bool) -> None:
    state = branch(act, 2000, build=build)
    for ours, theirs in ((state, BASE), (BASE, state), (state, state)):
        merged = merge_banks(*(read(each.text) for each in (BASE, ours, theirs)))
        assert merged.conflicts == ()
        assert read(merged.text) == read(state.text)
        if build:
            assert merged.text == state.text


CONFLICTS = [
    (Act("edit", 2), Act("reject", 2)),
    (Act("edit", 2), Act("remove", 2)),
    (Act("accept", 0), Act("reject", 0)),
    (Act("rewrite", 1), Act("edit", 2)),
]


@pytest.mark.parametrize(("one", "other"), CONFLICTS, ids=str)
def test_a_conflict_names_the_item_and_only_that(one: Act, other: Act) -> None:
    ours, theirs = branch(one, 2000), branch(other, 2500)
    merged = merge_banks(*(read(state.text) for state in (BASE, ours, theirs)))
    assert merged.conflicts == (f"item {IDS[one.target if one.what in OF_ITEMS else other.target][:6].upper()}",)
    for number, state in enumerate((ours, theirs)):
        chosen = timeless(read(taken(merged.text, number)))
        wanted = timeless(read(state.text))
        assert chosen.items == wanted.items or one.what == "rewrite"
        assert chosen.retired == wanted.retired


def test_a_deep_dive_that_both_branches_edit_keeps_one_prompt_with_the_points_of_both() -> None:
    points = [f"The {name} is long." for name in ("Amber", "Birch", "Cedar")]

    def dive(*said: str, old: Bank | None = None) -> Bank:
        told = {"sentences": [], "dives": [{"heading": "Rivers", "points": list(said)}], "generator": "1"}
        options = {"project_key": "merge-2026", "deck": "Rivers", "now": 2000 if old else 1000}
        return reconcile(old, note_of(told), generation_of(told), **options).bank  # type: ignore[arg-type]

    base = dive(*points)
    ours, theirs = dive("The Amber is short.", *points[1:], old=base), dive(*points, "The Delta is long.", old=base)
    merged = merge_banks(base, ours, theirs)
    assert merged.conflicts == ()
    both = ("The Amber is short.", *points[1:], "The Delta is long.")
    found = read(merged.text)
    assert found.items[0].question == FreeRecall(stem="What do you recall of “Rivers”?", points=both)
    again = dive(*both, old=found)
    assert again.items == found.items
    assert [record.ids for record in again.sentences] == [(found.items[0].id,)]


def taken(text: str, side: int) -> str:
    """The text with one side taken of each conflict."""
    lines: list[str] = []
    where = -1
    for line in text.split("\n"):
        if re.match("<<<<<<<|=======$|>>>>>>>", line):
            where = {"<": 0, "=": 1, ">": -1}[line[0]]
        elif where in (-1, side):
            lines.append(line)
    return "\n".join(lines)


def timeless(bank: Bank) -> Bank:
    items = tuple(replace(item, mod=0) for item in bank.items)
    return replace(
        bank, items=items, retired=tuple(replace(each, item=replace(each.item, mod=0)) for each in bank.retired)
    )
