"""Laws of item text as HTML, for any text."""

from __future__ import annotations

import re
import unicodedata

import pytest
from anki_support import text_of
from hypothesis import given
from hypothesis import strategies as st

from quizgen.export.anki.cloze import cloze_html
from quizgen.export.anki.text import field_html
from quizgen.export.markup import bare_tex, clean, count_blanks, fill_blank, render, render_cloze, stretches
from quizgen.item import Cloze, Item, ShortAnswer

SIGNS = ["<", ">", "&", "&amp;", "{{", "}}", "{", "}", "::", ":", "[sound:", "[latex]", "\\(", "\\)", "$", "$$"]
ODD = ["____", "_", "c1", "x", "<br>", "<!--", " ", "\n", "\t", "\r\n", "\x1f", "\x00", "\ud800", "\u0338", "e\u0301"]
TROUBLE = st.sampled_from(SIGNS) | st.sampled_from(ODD)
TEXT = st.lists(TROUBLE | st.text(max_size=4), max_size=12).map("".join)
LITERALS = st.lists(st.text(min_size=1, max_size=6), max_size=3).map(tuple)


def bare(text: str, display: bool) -> str:
    return f"<i>{text.replace('&', '&amp;').replace('<', '&lt;')}</i>"


def item(*, code: tuple[str, ...] = (), math: tuple[str, ...] = ()) -> Item:
    return Item(id="000000000001", question=ShortAnswer(stem="s", key="k"), code=code, math=math)


@given(TEXT)
def test_clean_text_is_its_own_and_has_nothing_that_a_card_cannot_hold(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", cleaned)


@given(TEXT, LITERALS)
def test_a_browser_shows_the_text_of_a_field(text: str, code: tuple[str, ...]) -> None:
    assert text_of(field_html(text)) == clean(text)
    assert text_of(field_html(text, item(code=code))) == clean(text)


@given(TEXT)
def test_a_field_holds_no_command_of_anki_and_survives_its_normal_form(text: str) -> None:
    field = field_html(text)
    assert "{{" not in field
    assert "}}" not in field
    assert not re.search(r"\[(sound:|latex\]|\$)|\\[(\[]", field, re.IGNORECASE)
    assert unicodedata.normalize("NFC", field) == field
    assert "\x1f" not in field


@given(TEXT, TEXT, TEXT, TEXT, LITERALS)
def test_a_cloze_s_field_has_one_deletion_with_key_and_hint_intact(
    before: str, after: str, key: str, hint: str, code: tuple[str, ...]
) -> None:
    before, after = before.replace("_", "-"), after.replace("_", "-")
    question = Cloze(stem=f"{before}____{after}", key=f"k{key}", hint=hint)
    field = cloze_html(item(code=code), question)
    assert field.count("{{") == field.count("}}") == 1
    left, inner, right = re.split(r"\{\{c1::|\}\}", field)
    answer, *hints = inner.split("::")
    assert text_of(answer) == clean(f"k{key}")
    assert [text_of(one) for one in hints] == ([clean(hint.strip())] if hint.strip() else [])
    # A combining sign behind the gap composes with the key's last letter only when both are read as one text.
    assert clean(text_of(left + answer + right)) == clean(f"{before}k{key}{after}")


@given(TEXT, LITERALS, LITERALS)
def test_stretches_are_in_order_apart_and_literal(text: str, code: tuple[str, ...], math: tuple[str, ...]) -> None:
    text = clean(text)
    end = 0
    for stretch in stretches(text, code=code, math=math):
        assert end <= stretch.start < stretch.end
        assert stretch.literal in text[stretch.start : stretch.end]
        end = stretch.end


@given(TEXT, LITERALS, LITERALS)
def test_no_text_is_lost_or_made_up(text: str, code: tuple[str, ...], math: tuple[str, ...]) -> None:
    shown = text_of(render(text, code=code, math=math, tex=bare))
    dollarless = re.sub(r"[\s$]", "", shown)
    assert dollarless == re.sub(r"[\s$]", "", clean(text))


@pytest.mark.parametrize(
    ("stem", "blanks"),
    [("a ____ b", 1), ("____", 1), ("____ and ____", 2), ("_____", 0), ("__init__", 0), ("x____y", 1), ("", 0)],
)
def test_blanks_are_four_underscores_alone(stem: str, blanks: int) -> None:
    assert count_blanks(stem) == blanks


def test_a_blank_is_filled_once() -> None:
    assert fill_blank("a ____ b", "x") == "a x b"
    with pytest.raises(ValueError, match="no blank"):
        fill_blank("a b", "x")


@pytest.mark.parametrize("literal", ["x^2", "$x^2$", "$$x^2$$", " x^2 "])
def test_a_formula_may_be_listed_with_or_without_dollars(literal: str) -> None:
    assert bare_tex(literal) == "x^2"
    assert render("so $x^2$!", math=(literal,), tex=bare) == "so <i>x^2</i>!"


def test_a_sheet_draws_a_blank_inside_a_formula_in_tex() -> None:
    shown = render_cloze("so $E = ____$", "mc^2", math=("E = mc^2",), hole=str.upper, tex=bare)
    assert shown == r"so <i>E = \underline{\qquad}</i>"


def test_a_key_that_straddles_a_formula_s_edge_leaves_it_plain() -> None:
    shown = render_cloze("so $x ____ y", "z$ and", math=("x z",), hole=lambda key: f"[{key}]", tex=bare)
    assert shown == "so $x [z$ and] y"


def test_many_open_brackets_take_no_long_time() -> None:
    text = "<a " * 100_000 + "{{c1::" * 50_000 + "[" * 100_000
    assert text_of(field_html(text)) == text
