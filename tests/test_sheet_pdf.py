"""Sheets as PDF by WeasyPrint: page size, tags, equal bytes, no question split."""

from __future__ import annotations

import io
import sys
from dataclasses import replace

import pytest
from sheet_banks import TEMPLATES, deck
from sheet_pages import assert_whole, long_deck

from quizgen.export.sheet import Deck, SheetOptions, pdf_available, render_pdf, render_sheet
from quizgen.export.sheet.options import LAYOUTS, Layout, Paper
from quizgen.item import Item, ShortAnswer
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
@pytest.mark.parametrize("behind", ['<span class="pts">(2)</span>', '<span class="gap"></span>', "<code>git</code>"])
def test_a_line_that_just_fits_is_not_broken_after_its_first_word(behind: str) -> None:
    from pypdf import PdfReader

    style = "p { white-space: pre-line; font: 16px serif } .pts { white-space: nowrap }"
    style += ".gap { display: inline-block; width: 9mm; height: 1em }"
    widths = "".join(f".w{n} {{ width: {250 + n * 2}px }}" for n in range(100))
    lines = "".join(f'<p class="w{n}">Why did the scouts help to carry messages? {behind}</p>' for n in range(100))
    pages = PdfReader(io.BytesIO(render_pdf(f"<style>{style}{widths}</style>{lines}"))).pages
    printed = [line.strip() for page in pages for line in page.extract_text().splitlines()]
    assert sum(line.startswith("Why did") for line in printed) == 100
    assert "Why" not in printed


@needs_pdf
def test_formulas_are_drawn_and_described_by_their_tex() -> None:
    from pypdf import PdfReader

    formulas = ("\\frac{1}{1-x}", "\\sqrt{b^2 - 4ac}", "\\sum_{k=1}^{n} k")
    stem = "Which of " + ", ".join(f"${tex}$" for tex in formulas) + " is it?"
    item = Item(id="a", question=ShortAnswer(stem=stem, key="x"), math=formulas)
    bank = replace(deck("coral-reefs").bank, items=(item,))
    html = render_sheet([Deck(bank=bank)], SheetOptions(), templates=[TEMPLATES], fingerprint="").sheet
    data = render_pdf(html)
    assert data == render_pdf(html)
    reader = PdfReader(io.BytesIO(data))
    told = str([reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"])))])
    assert all(f"'/Alt': {tex!r}" in told for tex in formulas)
    assert "Which of" in reader.pages[0].extract_text()


@needs_pdf
def test_a_formula_that_cannot_be_drawn_stays_on_its_line() -> None:
    from pypdf import PdfReader

    html = '<p>So <math display="inline"><nonsense>x</nonsense></math> it is.</p>'
    assert "So" in PdfReader(io.BytesIO(render_pdf(html))).pages[0].extract_text()


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
