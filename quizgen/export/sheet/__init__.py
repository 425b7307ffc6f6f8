"""Sheets, answer keys and self-test pages from item banks: pure functions from decks to HTML (and PDF)."""

from quizgen.export.sheet.deck import Deck
from quizgen.export.sheet.options import OPTIONS, STYLES, SheetOptions, sheet_options
from quizgen.export.sheet.pages import template_bytes
from quizgen.export.sheet.render import Pages, Sheet, render_sheet

__all__ = [
    "OPTIONS",
    "STYLES",
    "Deck",
    "Pages",
    "Sheet",
    "SheetOptions",
    "render_sheet",
    "sheet_options",
    "template_bytes",
]
