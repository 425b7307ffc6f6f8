"""Accessibility: axe-core finds no violation on any page, light and dark, desktop and phone."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sheet_banks import TEMPLATES, deck
from watched import Scheme, watched

from quizgen.export.sheet import IndexEntry, SheetOptions, render_index, render_quiz, render_sheet
from quizgen.export.sheet.options import LAYOUTS
from quizgen.item import Kind

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def axe() -> str:
    """Return axe-core's script, which the package axe-playwright-python carries."""
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python carries axe-core")
    return resources.files(package).joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Return what axe-core finds, one line a rule. The script comes through the debugger, past the page's policy."""
    page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": axe()})
    found: dict[str, Any] = page.evaluate("() => axe.run()")
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found["violations"]]


def pages() -> dict[str, str]:
    given = deck("china-ai-strategy")
    made: dict[str, str] = {}
    for layout in LAYOUTS:
        options = SheetOptions(layout=layout, matching="both", word_bank=True, answer_sheet=layout == "test")
        printed = render_sheet([given], options, templates=[TEMPLATES], fingerprint="")
        made[layout] = printed.sheet
        made["key"] = printed.key
    large = SheetOptions(large_print=True, dyslexia=True)
    made["large"] = render_sheet([given], large, templates=[TEMPLATES], fingerprint="").sheet
    made["quiz"] = render_quiz(given, SheetOptions(), templates=[TEMPLATES], fingerprint="")
    links = (("self_test", "a/quiz.html"), ("sheet", "a/sheet.html"))
    entry = IndexEntry(title="A — B", language="de", date="2025-01-02", counts=((Kind.CLOZE, 2),), links=links)
    made["index"] = render_index([entry], title="", templates=[TEMPLATES], fingerprint="")
    return made


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_has_a_violation(browser: Browser, tmp_path: Path, scheme: Scheme, width: int) -> None:
    found = {}
    for name, html in pages().items():
        path = tmp_path / f"{name}.html"
        path.write_text(html, encoding="utf-8")
        with watched(browser, path, width=width, scheme=scheme) as page:
            if problems := violations(page):
                found[name] = problems
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_the_quiz_has_a_violation(browser: Browser, tmp_path: Path, scheme: Scheme) -> None:
    path = tmp_path / "quiz.html"
    path.write_text(pages()["quiz"], encoding="utf-8")
    with watched(browser, path, scheme=scheme) as page:
        page.keyboard.type("nothing of the kind")
        page.keyboard.press("Enter")
        assert page.locator(".item.now.wrong").count() == 1
        assert violations(page) == []
        page.locator("#mode").click()
        for item in page.locator(".item").all():
            if item.locator(".opt").count():
                item.locator(".opt").first.click()
        assert violations(page) == []
        page.locator("#go").click()
        assert page.locator("#results").is_visible()
        assert violations(page) == []
        page.keyboard.press("?")
        assert page.locator("#help").is_visible()
        assert violations(page) == []


def test_without_a_script_the_list_has_no_violation(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "quiz.html"
    path.write_text(
        pages()["quiz"].replace("<script>", "<template>").replace("</script>", "</template>"), encoding="utf-8"
    )
    with watched(browser, path) as page:
        page.locator("summary").first.click()
        assert page.locator(".tells").first.is_visible()
        assert violations(page) == []
