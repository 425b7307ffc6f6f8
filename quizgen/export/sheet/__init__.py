"""Sheets, answer keys and self-test pages from item banks: pure functions from decks to HTML (and PDF)."""

from quizgen.export.sheet.deck import Deck
from quizgen.export.sheet.index import IndexEntry, render_index
from quizgen.export.sheet.options import OPTIONS, STYLES, SheetOptions, sheet_options
from quizgen.export.sheet.pages import template_bytes
from quizgen.export.sheet.pdf import pdf_available, render_pdf
from quizgen.export.sheet.quiz import render_quiz
from quizgen.export.sheet.render import Pages, Sheet, render_sheet

__all__ = [
    "OPTIONS",
    "STYLES",
    "Deck",
    "IndexEntry",
    "Pages",
    "Sheet",
    "SheetOptions",
    "pdf_available",
    "render_index",
    "render_pdf",
    "render_quiz",
    "render_sheet",
    "sheet_options",
    "template_bytes",
]
