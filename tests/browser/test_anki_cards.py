"""Cards in a real browser, rendered by Anki's backend: on a phone, at night, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki_support import Learner, make_bank, make_item, short

from quizgen.export.anki.backend import opened, rendered
from quizgen.item import Cloze, MultipleChoice, Picture, Source

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LONG = "Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SOURCE = Source(path="p", text=f"The {LONG} and blood, an egg, and the rest of it were here.")
CHOICE = MultipleChoice(stem="Which is red?", key="blood", distractors=("grass", "sky", LONG, "sun"))
ITEMS = (
    short(1, stem=f"What is the {LONG}?", key="one\ntwo", source=SOURCE, context="Topic: long words"),
    make_item(2, Cloze(stem=f"The ____ of the {LONG}.", key="egg", hint="thing"), source=SOURCE),
    make_item(3, CHOICE, source=SOURCE),
    short(4, stem="Run `it`", code=(f"git  commit --{LONG}",), key=f"git  commit --{LONG}", source=SOURCE),
    short(5, pictures=(Picture(path="wide.svg", alt="A plan"),), source=SOURCE),
)
WIDE = b'<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="400"><rect width="3000" height="400"/></svg>'

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")


class Cards:
    """The sides of the cards as pages, in the frame that Anki puts round them."""

    def __init__(self, folder: Path) -> None:
        learner = Learner(folder)
        learner.get_banks(make_bank(*ITEMS, link="https://example.org/" + "a" * 200), media={"seeds/wide.svg": WIDE})
        with opened(learner.path) as collection:
            self.sides = [(front, back, css) for _, front, back, css in rendered(collection)]
            self.media = Path(collection.media.dir())

    def show(self, page: Page, number: int, side: str, *, night: bool = False) -> None:
        front, back, css = self.sides[number - 1]
        path = self.media / "_card.html"
        path.write_text(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<style>{css}</style><body class='card card1{' nightMode' if night else ''}'>"
            f"<div id='qa'>{front if side == 'front' else back}</div>",
            encoding="utf-8",
        )
        page.goto(path.as_uri())


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Cards:
    return Cards(tmp_path_factory.mktemp("cards"))


Opener = Callable[..., "Page"]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Opens pages of a width, with scripts or without."""
    contexts = []

    def opener(width: int = 390, *, scripts: bool = True) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 760}, java_script_enabled=scripts)
        contexts.append(context)
        return context.new_page()

    yield opener
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_runs_off_the_side(cards: Cards, open_page: Opener, width: int) -> None:
    page = open_page(width)
    for number in range(1, len(ITEMS) + 1):
        for side in ("front", "back"):
            cards.show(page, number, side)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (number, side)


@pytest.mark.parametrize("night", [False, True])
def test_all_text_stands_out_by_day_and_night(cards: Cards, open_page: Opener, night: bool) -> None:
    page = open_page()
    for number in range(1, len(ITEMS) + 1):
        for side in ("front", "back"):
            cards.show(page, number, side, night=night)
            assert page.evaluate(CONTRAST) == []


def test_code_keeps_its_white_space(cards: Cards, open_page: Opener) -> None:
    page = open_page()
    cards.show(page, 4, "back")
    assert page.locator(".qg-key code").inner_text().startswith("git  commit")


def options(page: Page) -> list[str]:
    return page.locator(".qg-option").all_inner_texts()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_choice_shows_the_same_order_on_both_sides_and_marks_the_right_one(
    cards: Cards, open_page: Opener, scripts: bool
) -> None:
    page = open_page(scripts=scripts)
    cards.show(page, 3, "front")
    front = options(page)
    assert sorted(front) == sorted((CHOICE.key, *CHOICE.distractors))
    cards.show(page, 3, "back")
    assert options(page) == front
    assert page.locator("[class*='qg-right-']").count() == 1
    marked = [text for text, edge in zip(front, edges(page), strict=True) if edge == "3px"]
    assert marked == ["blood"]


def edges(page: Page) -> list[str]:
    """The widths of the options' borders, top to bottom."""
    boxes = page.locator(".qg-option")
    widths = [boxes.nth(number).evaluate("e => getComputedStyle(e).borderTopWidth") for number in range(boxes.count())]
    return [str(width) for width in widths]


def test_the_option_that_was_tapped_is_marked_on_the_back(cards: Cards, open_page: Opener) -> None:
    page = open_page()
    cards.show(page, 3, "front")
    page.get_by_text("grass").click()
    cards.show(page, 3, "back")
    assert page.locator(".qg-chosen").all_inner_texts() == ["grass"]
    cards.show(page, 3, "front")
    cards.show(page, 3, "back")
    assert page.locator(".qg-chosen").count() == 0


def test_no_place_is_taught_over_the_days(cards: Cards, open_page: Opener) -> None:
    page = open_page()
    places = []
    for day in range(1, 29):
        page.clock.set_fixed_time(f"2026-02-{day:02}T12:00:00")
        cards.show(page, 3, "front")
        places.append(options(page).index("blood"))
    assert len(set(places)) == 5
    assert max(places.count(place) for place in set(places)) <= 14
