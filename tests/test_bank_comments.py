"""Comments in items.yaml: what a person wrote beside an item stays beside it, whatever becomes of the item."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bank_strategies import banks
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_support import BASE, IDS, Act, acted, built, read

from quizgen.bank import dump, load
from quizgen.bank.model import Bank
from quizgen.item import ITEM_END, Status

CASES = Path(__file__).parent / "cases" / "bank-comments"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.before.yaml")), ids=lambda path: path.name.split(".")[0])
def test_where_comments_stay(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    after = path.with_name(path.name.replace("before", "after")).read_text(encoding="utf-8")
    assert dump(read(text)) == after
    assert dump(read(after)) == after
    # Marks in texts are no comments; in this file each comment is told by its mark.
    wanted = sorted(line[line.index("#!") :] for line in text.splitlines() if "#!" in line and "in a text" not in line)
    found = [line.strip() for line in after.splitlines() if line.strip().startswith("#!") and "in a text" not in line]
    assert sorted(found) == wanted


texts = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=20).map(
    lambda text: f"#{text}!"
)
beside = st.lists(st.tuples(st.sampled_from(["", "kind", "stem", "status", ITEM_END]), texts), max_size=3)
parts = st.lists(st.tuples(st.sampled_from(["", "schema", "note", "items", "sentences", "retired"]), texts), max_size=3)


@given(banks, st.data())
@settings(max_examples=100, deadline=None)
def test_comments_survive_the_file(bank: Bank, data: st.DataObject) -> None:
    items = tuple(replace(item, comments=tuple(data.draw(beside))) for item in bank.items)
    retired = tuple(replace(each, item=replace(each.item, comments=tuple(data.draw(beside)))) for each in bank.retired)
    bank = replace(bank, items=items, retired=retired, comments=tuple(data.draw(parts)))
    text = dump(bank)
    again, problems = load(text, path="items.yaml")
    assert problems == ()
    assert again is not None
    assert dump(again) == text
    assert comments_of(again) == comments_of(bank)


def comments_of(bank: Bank) -> list[list[str]]:
    """The comments of each item and of the bank, in the order of the alphabet: above which field is told by `dump`."""
    everything = [*bank.items, *(each.item for each in bank.retired)]
    return [sorted(text for _, text in each.comments) for each in everything] + [
        sorted(text for _, text in bank.comments)
    ]


@given(banks)
@settings(max_examples=50, deadline=None)
def test_what_quizgen_writes_has_no_comments_of_a_person(bank: Bank) -> None:
    again = read(dump(bank))
    assert not again.comments
    assert not any(item.comments for item in (*again.items, *(each.item for each in again.retired)))


def test_a_comment_goes_with_its_item() -> None:
    text = acted(BASE, Act("comment", 2)).text
    mine = f"# a thought on {IDS[2]}"
    for state in (text, text.replace("status: new", "status: rejected", 3)):
        assert built(state, BASE.sentences, 2000).count(mine) == 1
    gone = read(built(text, [*BASE.sentences[:1], *BASE.sentences[2:]], 2000))
    assert [each.item.comments for each in gone.retired] == [(("", mine),)]
    back = read(built(dump(gone), BASE.sentences, 3000))
    assert [item.comments for item in back.items if item.id == IDS[2]] == [(("", mine),)]
    reworded = built(text, [line.replace(" two ", " two or three ") for line in BASE.sentences], 2000)
    assert reworded.count(mine) == 1


def test_a_comment_is_no_change_of_the_deck() -> None:
    before, after = read(built(BASE.text, BASE.sentences, 2000)), acted(BASE, Act("comment", 2)).text
    bank = read(built(after, BASE.sentences, 2000))
    assert [item.mod for item in bank.items] == [item.mod for item in before.items]
    assert {item.status for item in bank.items} == {Status.NEW}
