"""What Chromium prints: paper size, whole questions, no text cut, nothing wider than the paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sheet_banks import TEMPLATES, deck
from sheet_pages import SIZES, assert_whole, long_deck
from watched import watched

from quizgen.export.sheet import SheetOptions, render_sheet
from quizgen.export.sheet.options import LAYOUTS, Layout, Paper

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHAPES = [
    *(SheetOptions(layout=layout, paper=paper) for layout in LAYOUTS for paper in ("a4", "letter")),
    SheetOptions(large_print=True, paper="letter"),
    SheetOptions(dyslexia=True),
    SheetOptions(columns=2),
    SheetOptions(paper="a5"),
    SheetOptions(layout="cards", paper="a5"),
    SheetOptions(layout="cards", large_print=True),
    SheetOptions(layout="study", large_print=True),
    SheetOptions(layout="test", answer_sheet=True, forms=2),
    SheetOptions(layout="worksheet", matching="both", word_bank=True, key="appended"),
]

BOXES = (Path(__file__).parent / "boxes.js").read_text(encoding="utf-8")
PALE = (Path(__file__).parent / "pale.js").read_text(encoding="utf-8")


def written(tmp_path: Path, options: SheetOptions, name: str = "sheet") -> Path:
    pages = render_sheet([long_deck()], options, templates=[TEMPLATES], fingerprint="")
    path = tmp_path / f"{name}.html"
    path.write_text(pages.key if name == "key" else pages.sheet, encoding="utf-8")
    return path


def printed(page: Page) -> bytes:
    return page.pdf(prefer_css_page_size=True, print_background=False)


@pytest.mark.parametrize(
    "options",
    SHAPES,
    ids=lambda o: "-".join(
        (
            o.layout,
            o.paper,
            *(name for name in ("large_print", "dyslexia", "columns", "answer_sheet") if getattr(o, name)),
        )
    ),
)
def test_no_question_is_split_cut_or_too_wide(browser: Browser, tmp_path: Path, options: SheetOptions) -> None:
    with watched(browser, written(tmp_path, options)) as page:
        if options.matching == "none":
            assert_whole(printed(page), options.paper)
        page.emulate_media(media="print")
        margins = 42 if options.layout != "cards" else 36
        width = SIZES[options.paper][0] / 72 * 96 - margins / 25.4 * 96
        page.set_viewport_size({"width": int(width if options.paper != "a5" else width + 48), "height": 900})
        boxes = page.evaluate(BOXES)
    assert boxes["over"] == []
    assert boxes["cut"] == []
    assert boxes["loose"] == 0
    assert boxes["tall"] < (SIZES[options.paper][1] / 72 - 1.2) * 96


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_key_is_whole_and_printed_twice_the_same(browser: Browser, tmp_path: Path, paper: Paper) -> None:
    import io
    import re

    from pypdf import PdfReader

    with watched(browser, written(tmp_path, SheetOptions(paper=paper), "key")) as page:
        first, second = (PdfReader(io.BytesIO(printed(page))) for _ in range(2))
    assert len(first.pages) == len(second.pages)
    text = " ".join(page.extract_text() for page in first.pages)
    for number in range(40):
        if number % 5 in (0, 1, 4):
            assert f"ANSWER{number}Z" in text
        if number % 5 != 4:
            assert re.search(rf"Sentence\s+{number}\s+is\s+the\s+source", text), number


def test_the_running_foot_counts_pages(browser: Browser, tmp_path: Path) -> None:
    import io

    from pypdf import PdfReader

    with watched(browser, written(tmp_path, SheetOptions())) as page:
        pages = PdfReader(io.BytesIO(printed(page))).pages
        code = (page.locator(".sub").text_content() or "")[-6:]
    for number, sheet in enumerate(pages, start=1):
        text = " ".join(sheet.extract_text().split())
        assert f"Sheet {code} · Page {number} of {len(pages)}" in text
        assert "A note of many questions" in text


def test_the_answers_are_not_on_the_paper(browser: Browser, tmp_path: Path) -> None:
    import io

    from pypdf import PdfReader

    for layout in ("sheet", "worksheet", "test"):
        with watched(browser, written(tmp_path, SheetOptions(layout=layout))) as page:
            text = " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(printed(page))).pages)
        assert "ANSWER" not in text
        assert "source of it all" not in text


def test_a_heading_stays_with_its_first_question(browser: Browser, tmp_path: Path) -> None:
    import io
    import re

    from pypdf import PdfReader

    with watched(browser, written(tmp_path, SheetOptions(group="section"))) as page:
        pages = PdfReader(io.BytesIO(printed(page))).pages
    text = [" ".join(sheet.extract_text().split()) for sheet in pages]
    for part in range(5):
        where = next(sheet for sheet in text if f"Part {part}" in sheet)
        assert re.search(rf"Part {part}\b.*?QB{part * 8}Q", where), part


@pytest.mark.parametrize("layout", LAYOUTS)
def test_paper_is_black_on_white_at_seven_to_one(browser: Browser, tmp_path: Path, layout: Layout) -> None:
    with watched(browser, written(tmp_path, SheetOptions(layout=layout, answer_sheet=True)), scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        pale, grounds = page.evaluate(PALE)
    assert pale == []
    assert grounds == []


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sheet_on_a_screen_has_no_sideways_scrolling(
    browser: Browser, tmp_path: Path, layout: Layout, width: int
) -> None:
    pages = render_sheet(
        [deck("china-ai-strategy")], SheetOptions(layout=layout), templates=[TEMPLATES], fingerprint=""
    )
    for html in (pages.sheet, pages.key):
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        with watched(browser, path, width=width) as page:
            assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
