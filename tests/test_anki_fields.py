"""Items as fields: text cases that can be read without Python, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from anki_support import make_bank, make_item, mods, one_of_each, short

from quizgen.export.anki import package, read_package
from quizgen.export.anki.choice import options_of
from quizgen.export.anki.fields import FieldMaker
from quizgen.export.anki.text import field_html
from quizgen.export.anki.verify import verify
from quizgen.item import Cloze, Item, MultipleChoice, Picture, Question, ShortAnswer, Source, TrueFalse
from quizgen.problem import QuizgenError, Span
from quizgen.yamltext import load


def fields_of(item: Item, names: dict[str, str] | None = None, **note: str) -> dict[str, str]:
    notetype, values = FieldMaker(replace(make_bank().note, **note), names or {}).fields(item)
    return dict(zip(notetype.fields, values, strict=True))


CASES = Path(__file__).parent / "cases" / "anki"


def cases(name: str) -> list[object]:
    tree, problems = load((CASES / name).read_text(encoding="utf-8"), path=name)
    assert tree is not None
    assert not problems
    found = cast("list[dict[str, str]]", tree.plain())
    return [pytest.param(case, id=case["name"]) for case in found]


def listed(case: dict[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in case[name].split(" | ")) if name in case else ()


@pytest.mark.parametrize("case", cases("texts.yaml"))
def test_text_becomes_a_field(case: dict[str, str]) -> None:
    item = make_item(1, ShortAnswer(stem="s", key="k"), code=listed(case, "code"), math=listed(case, "math"))
    assert field_html(case["text"], item) == case["field"]


@pytest.mark.parametrize("case", cases("clozes.yaml"))
def test_a_cloze_becomes_a_field(case: dict[str, str]) -> None:
    question = Cloze(stem=case["stem"], key=case["key"], hint=case.get("hint", ""))
    item = make_item(1, question, code=listed(case, "code"), math=listed(case, "math"))
    assert fields_of(item)["Stem"] == case["field"]


REFUSED: dict[str, Question] = {
    "no stem": ShortAnswer(stem=" \n", key="k"),
    "an invisible stem": ShortAnswer(stem="\u200b\u2060", key="k"),
    "no key": ShortAnswer(stem="s", key="  "),
    "no statement": TrueFalse(stem="", key=True),
    "a cloze without a blank": Cloze(stem="no blank", key="k"),
    "a cloze with two blanks": Cloze(stem="____ ____", key="k"),
    "a cloze without a key": Cloze(stem="____", key=" "),
    "one option": MultipleChoice(stem="s", key="k", distractors=()),
    "six options": MultipleChoice(stem="s", key="k", distractors=tuple("abcde")),
    "equal options": MultipleChoice(stem="s", key="k", distractors=("a", "k ")),
    "an empty option": MultipleChoice(stem="s", key="k", distractors=("a", "")),
}


@pytest.mark.parametrize("question", REFUSED.values(), ids=REFUSED)
def test_an_item_that_gives_no_good_card_is_a_problem_of_its_own(question: Question) -> None:
    with pytest.raises(QuizgenError) as caught:
        package([make_bank(short(1), make_item(2, question))], notetype_mods=mods())
    (problem,) = caught.value.problems
    assert "000000000002" in problem.text
    assert problem.where() == "seeds/unit.txt"
    assert problem.hint


@pytest.mark.parametrize("question", REFUSED.values(), ids=REFUSED)
def test_the_same_item_ships_as_retired_all_the_same(question: Question) -> None:
    data = package([make_bank(short(1), retired=[make_item(2, question)])], notetype_mods=mods())
    assert verify(data, path="p").problems == ()
    assert len(read_package(data).notes) == 2


def test_a_bad_item_is_reported_where_it_stands() -> None:
    with pytest.raises(QuizgenError, match=r"decks/unit/items\.yaml:12"):
        package(
            [make_bank(short(1, stem=" "))],
            notetype_mods=mods(),
            locate=lambda bank, ident: Span(path=f"decks/{bank.note.slug}/items.yaml", line=12),
        )


def test_every_bad_item_is_reported_at_once() -> None:
    bad = (short(1, stem=" "), short(2, key=" "), short(3), short(3))
    with pytest.raises(QuizgenError) as caught:
        package([make_bank(*bad)], notetype_mods=mods())
    assert [problem.code for problem in caught.value.problems] == ["A001", "A001", "A004"]


def test_the_right_option_stands_in_every_place_about_as_often() -> None:
    question = MultipleChoice(stem="s", key="k", distractors=("a", "b", "c"))
    places = [options_of(make_item(n, question), question)[1] for n in range(400)]
    assert all(70 <= places.count(place) <= 130 for place in (1, 2, 3, 4))


def test_the_order_of_options_is_the_item_s_own() -> None:
    one = MultipleChoice(stem="s", key="k", distractors=("a", "b", "c"))
    stirred = replace(one, distractors=("c", "a", "b"))
    assert options_of(make_item(1, one), one) == options_of(make_item(1, stirred), stirred)
    options, right = options_of(make_item(1, one), one)
    assert options[right - 1] == "k"


@pytest.mark.parametrize(
    ("section", "key", "shown"),
    [
        ("Deep roots", "an oak", "Unit<br>Deep roots"),
        ("takeaways", "an oak", "Unit"),
        ("summary", "an oak", "Unit"),
        ("The oak tree", "oak", "Unit"),
        ("The oaks", "oak", "Unit<br>The oaks"),
        ("Deep roots", "unit", "Deep roots"),
        ("A<B", "x", "Unit<br>A&lt;B"),
    ],
)
def test_the_breadcrumb_says_where_an_item_comes_from_but_never_the_key(section: str, key: str, shown: str) -> None:
    assert fields_of(short(1, key=key, section=section))["Breadcrumb"] == shown


def test_the_breadcrumb_leaves_out_what_the_context_says() -> None:
    assert fields_of(short(1, context="Topic: Unit"))["Breadcrumb"] == "Deep roots"
    assert fields_of(short(1, context="Topic: Unit – Deep roots"))["Breadcrumb"] == ""
    assert fields_of(short(1, context="Topic: Another"))["Breadcrumb"] == "Unit<br>Deep roots"


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("oak", "The <mark>oak</mark> and the elm grow."),
        ("the elm", "The oak and <mark>the elm</mark> grow."),
        ("The elm; the oak", "<mark>The oak</mark> and <mark>the elm</mark> grow."),
        ("oak\nelm", "The <mark>oak</mark> and the <mark>elm</mark> grow."),
        ("oa", "The oak and the elm grow."),
        ("oak and ash", "The oak and the elm grow."),
    ],
)
def test_the_key_is_marked_in_the_source(key: str, shown: str) -> None:
    item = short(1, key=key, source=Source(path="p", text="The oak and the elm grow."))
    assert fields_of(item)["Source"] == shown


def test_no_line_number_is_ever_in_a_field() -> None:
    bank = make_bank(
        *(replace(item, source=Source(path="p", text="S.", line=n)) for n, item in enumerate(one_of_each(), 4242))
    )
    assert package([bank], notetype_mods=mods()) == package(
        [make_bank(*(replace(item, source=Source(path="p", text="S.")) for item in one_of_each()))],
        notetype_mods=mods(),
    )


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ('https://a.org/?x=1&y="2"', "https://a.org/?x=1&amp;y=&quot;2&quot;"),
        ("javascript:alert(1)", ""),
        ("see the book", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(link: str, shown: str) -> None:
    assert fields_of(short(1), link=link)["Link"] == shown


def test_pictures_are_shown_on_the_back_where_they_are_known() -> None:
    item = short(1, pictures=(Picture(path="a.png", alt='A "map"'), Picture(path="gone.png")))
    assert fields_of(item, {"a.png": "a-123.png"})["Extra"] == '<img src="a-123.png" alt="A &quot;map&quot;">'


def test_a_german_statement_is_judged_in_german() -> None:
    bank = make_bank(make_item(1, TrueFalse(stem="Wasser ist nass.", key=True)), language="de")
    (note,) = read_package(package([bank], notetype_mods=mods())).notes
    assert note.fields[:3] == ("Wasser ist nass.", "Richtig", "Richtig oder falsch?")


def test_tags_name_note_section_and_kind() -> None:
    bank = make_bank(short(1, section="Regulatory & Cultural  Influences"), slug="Über uns")
    (note,) = read_package(package([bank], notetype_mods=mods())).notes
    assert note.tags == (
        "quizgen::kind::short_answer",
        "quizgen::note::über-uns",
        "quizgen::section::regulatory-cultural-influences",
    )
