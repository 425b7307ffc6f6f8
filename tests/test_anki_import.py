"""Packages in Anki's own hands: what a learner has after importing them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from anki_support import NOW, Learner, make_bank, make_item, mods, one_of_each, short, stem_shown

from quizgen.export.anki import Style
from quizgen.export.anki.backend import faults, opened, rendered
from quizgen.item import Cloze, MultipleChoice, Question, ShortAnswer, Source, Status

HOSTILE = (
    "a<b and c>d",
    "AT&T &amp; R&D",
    "{{Stem}} {{c1::x}} }} {{",
    "It costs $5 or $6",
    "\"quoted\" and 'single'",
    "std::vector<int> v{{1}};",
    "[sound:a.mp3] [latex]x[/latex] [$]y[/$] [anki:tts lang=en]z[/anki:tts] [[type:Key]]",
    "<script>alert(1)</script>",
    r"the regular expression \(a\) and \[b\]",
    "two\nlines",
)


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return Learner(tmp_path)


def test_a_first_import_brings_one_anki_note_and_one_card_an_item(learner: Learner) -> None:
    done = learner.get_banks(make_bank(*one_of_each()))
    assert (len(done.new), done.found) == (4, 4)
    assert (done.updated, done.duplicate, done.conflicting, done.other) == ((), (), (), ())
    with opened(learner.path) as collection:
        assert (collection.note_count(), collection.card_count()) == (4, 4)
        names = {notetype["name"] for notetype in collection.models.all()}
        assert {"quizgen question", "quizgen cloze", "quizgen choice"} <= names
        assert {deck.name for deck in collection.decks.all_names_and_ids()} == {"Default", "Course", "Course::Unit"}
        assert faults(collection) == []
        assert [collection.get_card(number).due for number in sorted(collection.find_cards(""))] == [1, 2, 3, 4]
        messages, sound = collection.fix_integrity()
        assert sound, messages


def test_only_the_note_types_in_use_are_shipped(learner: Learner) -> None:
    learner.get_banks(make_bank(short(1)))
    with opened(learner.path) as collection:
        assert [n["name"] for n in collection.models.all() if "quizgen" in n["name"]] == ["quizgen question"]


def test_a_second_import_of_the_same_package_gives_only_duplicates(learner: Learner) -> None:
    first = learner.get_banks(make_bank(*one_of_each()))
    again = learner.get_banks(make_bank(*one_of_each()))
    assert again.duplicate == first.new
    assert (again.new, again.updated, again.conflicting) == ((), (), ())


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["short answer", "cloze", "choice"])
def test_text_arrives_intact_on_the_card(learner: Learner, text: str, kind: str) -> None:
    questions: dict[str, Question] = {
        "short answer": ShortAnswer(stem=text, key=text),
        "cloze": Cloze(stem=f"{text} ____ {text}", key=text, hint=text),
        "choice": MultipleChoice(stem=text, key=text, distractors=("other", text + "!")),
    }
    item = make_item(1, questions[kind], context=text, source=Source(path="p", text=text))
    learner.get_banks(make_bank(item))
    with opened(learner.path) as collection:
        assert faults(collection) == []
        ((_, front, back, _),) = rendered(collection)
        whole = f"{text} {text} {text}" if kind == "cloze" else text
        shown = f"{text} [{text}] {text}" if kind == "cloze" else text
        assert stem_shown(back) == whole
        assert stem_shown(front) == shown
        assert collection.card_count() == 1


def test_one_changed_item_is_the_only_one_updated_and_keeps_its_schedule(learner: Learner) -> None:
    items = one_of_each()
    learner.get_banks(make_bank(*items))
    with opened(learner.path) as collection:
        (number,) = collection.find_cards("Answer")
        assert collection.db is not None
        collection.db.execute(
            "UPDATE cards SET ivl = 40, reps = 7, due = 300, type = 2, queue = 2 WHERE id = ?", number
        )
    changed = replace(items[0], question=ShortAnswer(stem="Question 1?", key="Answer 1, mended"), mod=NOW + 60)
    done = learner.get_banks(make_bank(changed, *items[1:]))
    assert (done.updated, len(done.duplicate), done.new, done.conflicting) == (("Question 1?",), 3, (), ())
    with opened(learner.path) as collection:
        card = collection.get_card(number)
        assert card.note()["Key"] == "Answer 1, mended"
        assert (card.ivl, card.reps, card.due, card.type) == (40, 7, 300, 2)


def test_a_change_without_a_newer_mod_reaches_nobody(learner: Learner) -> None:
    learner.get_banks(make_bank(short(1)))
    done = learner.get_banks(make_bank(short(1, key="Other")))
    assert done.updated == ()


def test_what_a_learner_edited_stays_where_the_item_did_not_change(learner: Learner) -> None:
    learner.get_banks(make_bank(short(1), short(2)))
    with opened(learner.path) as collection:
        (number,) = collection.find_notes("Answer 1".replace(" ", "_"))
        note = collection.get_note(number)
        note["Key"], note.tags = "mine", [*note.tags, "hard"]
        collection.update_note(note)
    learner.get_banks(make_bank(short(1), short(2, key="New", mod=NOW + 60)))
    with opened(learner.path) as collection:
        note = collection.get_note(number)
        assert note["Key"] == "mine"
        assert "hard" in note.tags


def test_a_retired_item_is_tagged_where_a_learner_has_it_and_kept_apart_where_not(tmp_path: Path) -> None:
    old, new = Learner(tmp_path / "old"), Learner(tmp_path / "new")
    for learner in (old, new):
        learner.folder.mkdir()
    old.get_banks(make_bank(short(1), short(2)))
    second = make_bank(short(1), retired=[short(2, mod=NOW + 60)])
    done = old.get_banks(second)
    assert done.updated == ("Question 2?",)
    new.get_banks(second)
    for learner, deck in ((old, "Course::Unit"), (new, "Retired::Course::Unit")):
        with opened(learner.path) as collection:
            (number,) = collection.find_cards("tag:quizgen::retired")
            assert collection.decks.name(collection.get_card(number).did) == deck


def test_a_rejected_item_ships_as_retired(learner: Learner) -> None:
    learner.get_banks(make_bank(short(1), short(2, status=Status.REJECTED)))
    with opened(learner.path) as collection:
        assert len(collection.find_notes("tag:quizgen::retired")) == 1


def test_a_new_look_is_applied_and_touches_no_anki_note(learner: Learner) -> None:
    learner.get_banks(make_bank(*one_of_each()))
    style = Style(variables=(("accent", "#123456"),))
    done = learner.get_banks(make_bank(*one_of_each()), style=style, notetype_mods=mods(NOW + 60, style))
    assert (done.updated, done.conflicting, len(done.duplicate)) == ((), (), 4)
    with opened(learner.path) as collection:
        assert all("#123456" in css for _, _, _, css in rendered(collection))
        assert not [n["name"] for n in collection.models.all() if n["name"].endswith("+")]


def test_many_banks_arrive_as_subdecks_of_their_full_names(learner: Learner) -> None:
    one, two = make_bank(short(1), deck="Course::One"), make_bank(short(2), deck="Course::Two: a tale")
    learner.get_banks(one, two)
    with opened(learner.path) as collection:
        names = {deck.name for deck in collection.decks.all_names_and_ids()}
        assert names == {"Default", "Course", "Course::One", "Course::Two: a tale"}
    done = learner.get_banks(one)
    assert done.duplicate == ("Question 1?",)
