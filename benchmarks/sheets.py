"""How long sheets take: 1,000 questions beside a bare Jinja2 loop that prints the same strings; and the self-test.

Run `python benchmarks/sheets.py`. Ratios count, not seconds: both sides are measured in turn in one run. "Pages" is the
whole of `render_sheet` (choosing, forms, HTML of every text, printing), "print" the templates alone. With a chromium on
the machine, also how long the self-test of 1,000 questions takes until it can be used.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from sheet_banks import TEMPLATES
from sheet_pages import long_deck

from quizgen.export.sheet import SheetOptions, render_quiz, render_sheet

QUESTIONS = 1000
ROUNDS = 9
BARE = """<!DOCTYPE html><html><body><ol>
{% for parts in questions %}<li>{% for part in parts %}{{ part }}{% endfor %}</li>
{% endfor %}</ol></body></html>"""


def bare(questions: list[list[str]]) -> str:
    """Print the strings of every question with a fresh autoescaping Jinja2 environment."""
    from jinja2 import Environment

    return Environment(autoescape=True).from_string(BARE).render(questions=questions)


def strings_of(html: str) -> list[list[str]]:
    """Return what a sheet prints for each question, cut where its tags are: tags and texts alike are strings."""
    return [re.findall(r"<[^>]*>|[^<]+", part) for part in re.split(r'(?=<li class="q )', html)[1:]]


def seconds(*tasks: Callable[[], object]) -> list[float]:
    """Return the median time of each task, the tasks taking turns."""
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(ROUNDS):
        for place, task in enumerate(tasks):
            start = perf_counter()
            task()
            taken[place].append(perf_counter() - start)
    return [median(times) for times in taken]


def opened(html: str) -> tuple[float, float]:
    """Return the milliseconds until a page can be used, and those of an empty page."""
    from playwright.sync_api import sync_playwright

    ready = "performance.getEntriesByType('navigation')[0].domInteractive"
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path, empty = Path(folder) / "quiz.html", Path(folder) / "empty.html"
        path.write_text(html, encoding="utf-8")
        empty.write_text("<!DOCTYPE html><title>x</title>", encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        times: dict[Path, list[float]] = {path: [], empty: []}
        for _ in range(5):
            for file in times:
                page = browser.new_page()
                page.goto(file.as_uri())
                times[file].append(page.evaluate(ready))
                page.close()
        browser.close()
        return median(times[path]), median(times[empty])


def main() -> None:
    """Measure and print."""
    deck = long_deck(QUESTIONS)
    options = SheetOptions(key="none")

    def sheet() -> str:
        return render_sheet([deck], options, templates=[TEMPLATES], fingerprint="").sheet

    html = sheet()
    questions = strings_of(html)
    assert len(questions) == QUESTIONS
    ours, plain = seconds(sheet, lambda: bare(questions))
    print(f"sheet of {QUESTIONS}: {ours * 1000:.0f} ms, bare loop of the same strings: {plain * 1000:.0f} ms")
    print(f"ratio: {ours / plain:.2f} (aim: at most 2)")
    quiz = render_quiz(deck, SheetOptions(), templates=[TEMPLATES], fingerprint="")
    print(f"self-test of {QUESTIONS}: {len(quiz.encode()) / 1e6:.2f} MB (aim: at most 1.5)")
    if shutil.which("chromium"):
        ready, empty = opened(quiz)
        print(f"ready after {ready:.0f} ms, an empty page after {empty:.0f} ms (aim: below 1000)")


if __name__ == "__main__":
    main()
