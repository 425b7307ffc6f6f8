"""Items read back from a deck: word for word, or not at all."""

from __future__ import annotations

from dataclasses import replace

import bank_strategies as strategies
import pytest
from anki_support import make_bank, make_item, mods
from hypothesis import HealthCheck, given, settings

from quizgen.bank.model import NoteRef
from quizgen.export.anki import former_items, guid, package, read_package
from quizgen.export.anki.fields import FieldMaker
from quizgen.export.anki.unfit import Unfit
from quizgen.item import Cloze, Item, Kind, MultipleChoice, Picture, Question, ShortAnswer, Source, Status, TrueFalse
from quizgen.problem import QuizgenError

PICTURE = b"\x89PNG\r\n\x1a\n one"


def told(item: Item, language: str = "en") -> Item | None:
    """What the package of one item says of it."""
    bank = make_bank(item, language=language)
    content = read_package(package([bank], notetype_mods=mods(), media={"seeds/a.png": PICTURE}))
    return former_items(content, bank.note, [item.id], pictures={"seeds/a.png": PICTURE}).get(item.id)


@pytest.mark.parametrize(
    ("question", "code", "math"),
    [
        (ShortAnswer(stem="Which < or > comes first & last?", key="the 'less' sign"), (), ()),
        (ShortAnswer(stem="What does git log show?", key="history\nof commits"), ("git log",), ()),
        (ShortAnswer(stem="What is $e^{i\\pi}$?", key="$-1$"), (), ("e^{i\\pi}", "-1")),
        (ShortAnswer(stem="A key of lines?", key="one\ntwo\nthree"), (), ()),
        (Cloze(stem="The ____ came first.", key="egg", hint="a thing"), (), ()),
        (Cloze(stem="Run git ____ to save.", key="commit"), ("git commit",), ()),
        (Cloze(stem="Then $a^2 + ____ = c^2$ holds.", key="b^2"), (), ("a^2 + b^2 = c^2",)),
        (Cloze(stem="A time of ____ sharp.", key="12::30"), (), ()),
        (TrueFalse(stem="Water boils.", key=True), (), ()),
        (TrueFalse(stem="Water burns.", key=False), (), ()),
        (MultipleChoice(stem="Which is red?", key="blood", distractors=("grass", "sky", "sun")), (), ()),
    ],
    ids=lambda value: getattr(value, "stem", None),
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_an_item_comes_back_as_it_was(
    question: Question, code: tuple[str, ...], math: tuple[str, ...], language: str
) -> None:
    source = Source(path="seeds/unit.txt", text="A sentence & its <key>.")
    item = make_item(7, question, context="Of old", section="Deep roots", source=source, code=code, math=math)
    found = told(item, language=language)
    assert found is not None
    if isinstance(question, MultipleChoice):
        assert isinstance(found.question, MultipleChoice)
        assert sorted(found.question.distractors) == sorted(question.distractors)
        found = replace(found, question=question)
    assert found == item


def test_a_picture_is_known_by_its_bytes() -> None:
    item = make_item(
        1, ShortAnswer(stem="What is it?", key="a plan"), pictures=(Picture(path="a.png", alt="A <plan>"),)
    )
    found = told(item)
    assert found is not None
    assert found.pictures == (Picture(path="/seeds/a.png", alt="A <plan>"),)


def test_a_section_that_gives_the_key_away_is_told_by_its_tag() -> None:
    item = make_item(1, ShortAnswer(stem="What runs deep?", key="Deep roots"), section="Deep roots")
    found = told(item)
    assert found is not None
    assert found.section == "deep roots"
    assert told(replace(item, section="takeaways")) == replace(item, section="takeaways", source=replace_path(item))


def replace_path(item: Item) -> Source:
    assert item.source is not None
    return replace(item.source, path="seeds/unit.txt")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(item=strategies.items)
def test_what_is_told_makes_the_very_same_card(item: Item) -> None:
    item = replace(item, mod=1_764_000_000, pictures=(), status=Status.NEW)
    if item.kind is Kind.FREE_RECALL:
        return
    note = NoteRef(title="Unit", path="seeds/unit.txt", slug="unit", deck="Course::Unit")
    try:
        _, fields = FieldMaker(note, {}).fields(item)
        found = told(item)
    except (Unfit, QuizgenError):
        return
    if found is not None:
        again = FieldMaker(note, {}).fields(found)[1]
        crumb = len(fields) - 8
        assert again[:crumb] + again[crumb + 1 :] == fields[:crumb] + fields[crumb + 1 :]


def test_what_another_tool_made_is_not_believed() -> None:
    item = make_item(1, ShortAnswer(stem="What is it?", key="a plan"))
    bank = make_bank(item)
    content = read_package(package([bank], notetype_mods=mods()))
    (packaged,) = content.notes
    fields = ("<b>What</b> is it?", *packaged.fields[1:])
    assert former_items(replace(content, notes=(replace(packaged, fields=fields),)), bank.note, [item.id]) == {}
    assert former_items(replace(content, notes=(replace(packaged, fields=fields[:3]),)), bank.note, [item.id]) == {}
    assert former_items(replace(content, notes=(replace(packaged, model_id=1),)), bank.note, [item.id]) == {}
    assert former_items(content, bank.note, ["0123456789ab"]) == {}
    assert packaged.guid == guid(item.id)
