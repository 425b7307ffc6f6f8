"""Sheets as PDF by WeasyPrint: page size, tags, equal bytes, no question split."""

from __future__ import annotations

import io
import sys

import pytest
from sheet_banks import TEMPLATES, deck
from sheet_pages import assert_whole, long_deck

from quizgen.export.sheet import SheetOptions, pdf_available, render_pdf, render_sheet
from quizgen.export.sheet.options import LAYOUTS, Layout, Paper
from quizgen.problem import QuizgenError

needs_pdf = pytest.mark.skipif(not pdf_available(), reason="WeasyPrint is not installed")


@needs_pdf
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_question_is_split_or_lost(layout: Layout, paper: Paper) -> None:
    options = SheetOptions(layout=layout, paper=paper)
    pages = render_sheet([long_deck()], options, templates=[TEMPLATES], fingerprint="")
    assert_whole(render_pdf(pages.sheet), paper)


@needs_pdf
@pytest.mark.parametrize("options", [SheetOptions(large_print=True), SheetOptions(columns=2), SheetOptions(paper="a5")])
def test_no_question_is_split_in_other_shapes(options: SheetOptions) -> None:
    pages = render_sheet([long_deck()], options, templates=[TEMPLATES], fingerprint="")
    assert_whole(render_pdf(pages.sheet), options.paper)


@needs_pdf
def test_the_file_is_tagged_and_has_title_language_and_date() -> None:
    from pypdf import PdfReader

    pages = render_sheet([deck("coral-reefs")], SheetOptions(), templates=[TEMPLATES], fingerprint="")
    reader = PdfReader(io.BytesIO(render_pdf(pages.key, seconds=1_700_000_000)))
    root = {name: str(value) for name, value in reader.root_object.items()}
    assert root["/MarkInfo"] == "{'/Marked': True}"
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Answer key · Cities Under the Sea: Why Coral Reefs Matter — With Noor Halvorsen"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.timestamp() == 1_700_000_000


@needs_pdf
def test_the_same_page_and_time_give_the_same_bytes() -> None:
    pages = render_sheet([deck("coral-reefs")], SheetOptions(questions=6), templates=[TEMPLATES], fingerprint="")
    assert render_pdf(pages.sheet, seconds=1) == render_pdf(pages.sheet, seconds=1)
    assert render_pdf(pages.sheet) == render_pdf(pages.sheet)
    assert render_pdf(pages.sheet, seconds=1) != render_pdf(pages.sheet, seconds=2)


@needs_pdf
def test_nothing_is_loaded_from_outside() -> None:
    html = '<p>a <img src="http://localhost:9/x.png" alt="b"><link rel=stylesheet href="file:///etc/hostname"></p>'
    assert render_pdf(html).startswith(b"%PDF")


def test_without_weasyprint_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert not pdf_available()
    with pytest.raises(QuizgenError, match=r"pip install 'quizgen\[pdf\]'") as caught:
        render_pdf("<p>x</p>")
    assert caught.value.exit_code == 2
