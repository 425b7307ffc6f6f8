"""Forms A, B, C: never alike, fair to every letter, and undisturbed by a new item."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from sheet_banks import deck

from quizgen.export.sheet.forms import ARRANGEMENTS, Form, make_forms, rank
from quizgen.export.sheet.select import Chosen, select
from quizgen.item import Item, MultipleChoice, ShortAnswer

SEEDS = range(200)


def short(number: int) -> Chosen:
    item = Item(id=f"item{number:04d}", question=ShortAnswer(stem=f"Question {number}?", key=f"key {number}"))
    return Chosen(item=item, deck=0, place=number)


def choice(number: int) -> Chosen:
    question = MultipleChoice(stem=f"Question {number}?", key="right", distractors=("one", "two", "three"))
    return Chosen(item=Item(id=f"item{number:04d}", question=question), deck=0, place=number)


def ids(form: Form) -> list[str]:
    return [placed.chosen.item.id for placed in form.questions]


def test_no_form_equals_another() -> None:
    for seed in SEEDS:
        for count in (6, 7, 12):
            forms = make_forms([short(n) for n in range(count)], forms=4, seed=seed)
            assert all(ids(a) != ids(b) for a, b in combinations(forms, 2)), (seed, count)


def test_every_form_has_every_question_once() -> None:
    chosen = [short(n) for n in range(9)]
    for form in make_forms(chosen, forms=3, seed=5):
        assert sorted(ids(form)) == sorted(entry.item.id for entry in chosen)


def test_each_answer_letter_is_as_likely() -> None:
    letters: Counter[str] = Counter()
    for seed in SEEDS:
        for form in make_forms([choice(n) for n in range(6)], forms=3, seed=seed):
            letters.update("ABCD"[placed.options.index("right")] for placed in form.questions)
    total = letters.total()
    spread = (total * 0.25 * 0.75) ** 0.5
    assert all(abs(letters[letter] - total / 4) < 4 * spread for letter in "ABCD"), letters


def test_each_place_is_as_likely_for_a_question() -> None:
    places = Counter(
        ids(make_forms([short(n) for n in range(6)], forms=2, seed=seed)[1]).index("item0000") for seed in SEEDS
    )
    assert set(places) == set(range(6))


def test_a_new_item_moves_no_other() -> None:
    for seed in SEEDS:
        for count in (6, 7, 12):
            before = make_forms([short(n) for n in range(count)], forms=4, seed=seed)
            after = make_forms([short(n) for n in range(count + 1)], forms=4, seed=seed)
            for old, new in zip(before, after, strict=True):
                assert [name for name in ids(new) if name != f"item{count:04d}"] == ids(old), (seed, count)


def named(ident: str, place: int) -> Chosen:
    return Chosen(item=Item(id=ident, question=ShortAnswer(stem=ident, key="k")), deck=0, place=place)


@settings(max_examples=2000, deadline=None)
@given(
    st.lists(st.text(min_size=1, max_size=12), min_size=7, max_size=24, unique=True),
    st.integers(min_value=1, max_value=18),
    st.integers(min_value=1, max_value=4),
    st.integers(-(10**9), 10**9),
)
def test_forms_differ_and_new_items_move_no_other(names: list[str], added: int, forms: int, seed: int) -> None:
    """Six questions and more, whatever they are called, before and after others come among them."""
    chosen = [named(name, place) for place, name in enumerate(names)]
    kept = chosen[: max(6, len(chosen) - added)]
    old, new = (make_forms(some, forms=forms, seed=seed) for some in (kept, chosen))
    for made in (old, new):
        assert all(ids(a) != ids(b) for a, b in combinations(made, 2))
    known = {entry.item.id for entry in kept}
    for before, after in zip(old, new, strict=True):
        assert [name for name in ids(after) if name in known] == ids(before)
        assert before.salt == after.salt


def agreement(one: int, other: int) -> int:
    """Return how many items of a full grid (each class with three ranks) two forms of a four can have in one order."""
    hashes = [bytes([high << 6 | low << 4, tail]) for high in range(4) for low in range(4) for tail in range(3)]
    places = {digest: place for place, digest in enumerate(sorted(hashes, key=lambda h: rank(h, other)))}
    longest: list[int] = []
    ordered = [places[digest] for digest in sorted(hashes, key=lambda h: rank(h, one))]
    for at, place in enumerate(ordered):
        longest.append(1 + max((longest[k] for k in range(at) if ordered[k] < place), default=0))
    return max(longest)


def test_two_forms_of_a_four_agree_on_four_items_at_most_or_within_one_class() -> None:
    found = {pair: agreement(*pair) for pair in combinations(range(len(ARRANGEMENTS)), 2)}
    assert found == {(0, 1): 3, (0, 2): 4, (0, 3): 4, (1, 2): 4, (1, 3): 4, (2, 3): 3}


def test_a_question_stands_far_from_its_place_in_the_other_forms() -> None:
    """Neighbours with different forms mustn't read the same question at the same time: chance gives a third."""
    count, moved = 24, Counter[tuple[int, int]]()
    for seed in SEEDS:
        forms = [ids(form) for form in make_forms([short(n) for n in range(count)], forms=4, seed=seed)]
        for a, b in combinations(range(4), 2):
            moved[a, b] += sum(abs(place - forms[b].index(name)) for place, name in enumerate(forms[a]))
    assert all(total / (len(SEEDS) * count * count) > 0.3 for total in moved.values()), moved


def test_few_questions_have_as_many_forms_as_there_are_orders() -> None:
    for seed in range(40):
        forms = make_forms([short(n) for n in range(3)], forms=6, seed=seed)
        assert len({tuple(ids(form)) for form in forms}) == 6
        forms = make_forms([choice(0)], forms=3, seed=seed)
        assert len({form.questions[0].options for form in forms}) == 3


def test_a_new_item_leaves_the_options_of_the_others_alone() -> None:
    before = make_forms([choice(n) for n in range(8)], forms=2, seed=3)[1]
    after = make_forms([choice(n) for n in range(9)], forms=2, seed=3)[1]
    options = {placed.chosen.item.id: placed.options for placed in after.questions}
    assert all(options[placed.chosen.item.id] == placed.options for placed in before.questions)


def test_a_single_form_keeps_note_order_until_a_seed_is_given() -> None:
    chosen = select([deck("coral-reefs")])
    order = [entry.item.id for entry in chosen]
    assert ids(make_forms(chosen, forms=1, seed=0)[0]) == order
    assert ids(make_forms(chosen, forms=1, seed=1)[0]) != order


def test_a_reworded_question_keeps_its_place() -> None:
    chosen = [short(n) for n in range(8)]
    item = chosen[3].item
    reworded = list(chosen)
    reworded[3] = replace(chosen[3], item=replace(item, question=ShortAnswer(stem="Now other words?", key="new")))
    assert ids(make_forms(chosen, forms=2, seed=9)[1]) == ids(make_forms(reworded, forms=2, seed=9)[1])


def test_forms_have_letters_and_codes_of_their_own() -> None:
    forms = make_forms([short(n) for n in range(8)], forms=3, seed=0)
    assert [form.letter for form in forms] == ["A", "B", "C"]
    assert len({form.code for form in forms}) == 3


@given(st.integers(1, 12), st.integers(1, 5), st.integers(-(10**9), 10**9))
def test_the_same_arguments_give_the_same_forms(count: int, forms: int, seed: int) -> None:
    chosen = [choice(n) for n in range(count)]
    assert make_forms(chosen, forms=forms, seed=seed) == make_forms(list(reversed(chosen)), forms=forms, seed=seed) or (
        forms == 1 and seed == 0
    )
