"""Typed answers compared with keys, as `tests/cases/quiz/lenient.yaml` tells, in a real script engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from sheet_banks import TEMPLATES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "quiz" / "lenient.yaml").read_text(encoding="utf-8"))
SCRIPT = (TEMPLATES / "sheet" / "lenient.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page that knows the comparison."""
    opened = browser.new_page()
    opened.add_script_tag(content=SCRIPT + ";window.lenient = lenient;")
    yield opened
    opened.close()


def test_answers_get_what_a_fair_teacher_gives(page: Page) -> None:
    wrong: list[Any] = []
    for case in CASES:
        for verdict in ("right", "partly", "wrong"):
            for answer in case.get(verdict, []):
                got = page.evaluate("(a) => lenient(...a)", [answer, case["key"], case.get("language", "en")])
                if got != verdict:
                    wrong.append((case["key"], answer, f"{got}, not {verdict}"))
    assert not wrong, "\n".join(map(str, wrong))


@settings(max_examples=60, deadline=None)
@given(key=st.text(alphabet=st.characters(categories=("L", "N")), min_size=1, max_size=30), other=st.text(max_size=30))
def test_the_key_itself_is_always_right_and_nothing_breaks(page: Page, key: str, other: str) -> None:
    assert page.evaluate("(a) => lenient(...a)", [key, key]) == "right"
    assert page.evaluate("(a) => lenient(...a)", [other, key]) in ("right", "partly", "wrong")
