"""Golden pages: real files that a person can open, each layout for two notes.

Run pytest with QUIZGEN_GOLDEN=write to write them anew, then look at the difference.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from sheet_banks import TEMPLATES, deck

from quizgen.export.sheet import IndexEntry, SheetOptions, render_index, render_quiz, render_sheet
from quizgen.export.sheet.options import LAYOUTS
from quizgen.item import Kind

GOLDEN = Path(__file__).parent / "golden" / "sheet"
NOTES = ("china-ai-strategy", "coral-reefs")


def pages(name: str) -> Mapping[str, str]:
    """Return every page that is kept for a note, by file name."""
    made: dict[str, str] = {}
    for layout in LAYOUTS:
        forms = 2 if layout == "test" else 1
        options = SheetOptions(layout=layout, questions=14, forms=forms, answer_sheet=layout == "test")
        printed = render_sheet([deck(name)], options, templates=[TEMPLATES], fingerprint="golden")
        made |= {f"{layout}{sheet.letter and '-' + sheet.letter}.html": sheet.html for sheet in printed.sheets}
        if layout in ("sheet", "test"):
            made[f"{layout}-key.html"] = printed.key
    options = SheetOptions(matching="both", word_bank=True, group="section", key="appended")
    made["matching.html"] = render_sheet([deck(name)], options, templates=[TEMPLATES], fingerprint="golden").sheet
    made["quiz.html"] = render_quiz(deck(name), SheetOptions(), templates=[TEMPLATES], fingerprint="golden")
    return made


def test_a_matching_of_terms_is_as_it_was() -> None:
    options = SheetOptions(matching="terms", key="appended")
    printed = render_sheet([deck("rivers")], options, templates=[TEMPLATES], fingerprint="golden")
    check(GOLDEN / "rivers" / "terms.html", printed.sheet)


def index() -> str:
    entries = []
    for name in NOTES:
        bank = deck(name).bank
        counts = tuple((kind, sum(item.kind == kind for item in bank.items)) for kind in Kind)
        links = tuple((word, f"{name}/{file}") for word, file in (("self_test", "quiz.html"), ("sheet", "sheet.html")))
        entries.append(
            IndexEntry(title=bank.note.title, language="en", date=bank.note.date, counts=counts, links=links)
        )
    return render_index(entries, title="", templates=[TEMPLATES], fingerprint="golden")


def check(path: Path, html: str) -> None:
    if os.environ.get("QUIZGEN_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == html, f"{path.name} differs; see the docstring of this file"


@pytest.mark.parametrize("name", NOTES)
def test_every_layout_is_as_it_was(name: str) -> None:
    made = pages(name)
    for file, html in made.items():
        check(GOLDEN / name / file, html)
    assert sorted(path.name for path in (GOLDEN / name).iterdir()) == sorted(made)


def test_the_index_is_as_it_was() -> None:
    check(GOLDEN / "index.html", index())
