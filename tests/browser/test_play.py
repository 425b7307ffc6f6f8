"""The self-test played through: by keyboard alone, by touch, without a script; reload, retry, results."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sheet_banks import BANKS, TEMPLATES, read_deck
from sheet_pages import long_deck
from watched import watched

from quizgen.export.sheet import Deck, SheetOptions, render_quiz

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FIVE = (BANKS / "five.yaml").read_text(encoding="utf-8")


def written(tmp_path: Path, given: Deck) -> Path:
    path = tmp_path / "quiz.html"
    path.write_text(render_quiz(given, SheetOptions(), templates=[TEMPLATES], fingerprint=""), encoding="utf-8")
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path, read_deck(FIVE))


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def now(page: Page) -> str:
    return page.locator(".item.now").get_attribute("id") or ""


def verdict(page: Page) -> str:
    return page.locator(".item.now .verdict").inner_text().split("\n")[0].strip()


def letter_of(page: Page, text: str) -> str:
    return page.locator(".item.now .opt", has_text=text).locator("input").get_attribute("value") or ""


def test_played_by_keyboard_alone(browser: Browser, path: Path) -> None:
    with watched(browser, path) as page:
        page.keyboard.type("2300 kilometres")
        press(page, "Enter")
        assert verdict(page) == "Right"
        press(page, "Enter")
        assert now(page) == "i-bbb"
        page.keyboard.type("jellyfish")
        press(page, "Enter")
        assert verdict(page) == "Not quite"
        assert page.locator(".item.now .key").inner_text() == "polyps"
        assert page.locator("#live").inner_text() == "Not quite. Right answer: polyps"
        press(page, "Enter")
        press(page, "f", "Enter")
        assert verdict(page) == "Right"
        press(page, "Enter")
        press(page, letter_of(page, "lagoon").lower(), "Enter")
        assert verdict(page) == "Not quite"
        assert page.locator(".item.now .is-right .tag").inner_text() == "Right answer"
        assert page.locator(".item.now .is-wrong .tag").inner_text() == "Your answer"
        press(page, "Enter", "Escape", "Space")
        assert page.locator(".item.now .recall input").count() == 2
        press(page, "2")
        assert verdict(page) == "Partly right"
        press(page, "Enter")
        results = page.locator("#results").inner_text()
        assert page.locator(".score").inner_text().split() == ["2", "of", "5", "right"]
        assert "Reef" in results
        assert [sq.get_attribute("class") for sq in page.locator(".chart .sq").all()] == [
            "sq right",
            "sq wrong",
            "sq wrong",
            "sq right",
            "sq partly",
        ]


def test_missed_ones_come_again_and_only_those(browser: Browser, path: Path) -> None:
    with watched(browser, path) as page:
        page.keyboard.type("2,300 km")
        press(
            page,
            "Enter",
            "Enter",
            "Escape",
            "Space",
            "Enter",
            "f",
            "Enter",
            "Enter",
            "Space",
            "Enter",
            "Escape",
            "Space",
            "Enter",
        )
        assert page.locator("#go").inner_text().startswith("Try the 3 missed")
        press(page, "Enter")
        assert page.locator("#count").inner_text() == "Question 1 of 3"
        assert now(page) == "i-bbb"
        page.keyboard.type("polyp")
        press(page, "Enter", "Enter")
        assert now(page) == "i-ddd"
        press(page, letter_of(page, "atoll").lower(), "Enter", "Enter", "Escape", "Space", "1", "2", "Enter")
        assert page.locator(".score").inner_text().split() == ["5", "of", "5", "right"]
        assert page.locator("#go").inner_text().startswith("Start again")
        press(page, "Enter")
        assert page.locator("#count").inner_text() == "Question 1 of 5"
        assert page.locator(".item.now .field input").input_value() == ""


def test_a_reload_brings_everything_back(browser: Browser, path: Path) -> None:
    with watched(browser, path) as page:
        page.keyboard.type("wrong")
        press(page, "Enter", "Enter")
        page.keyboard.type("polyps")
        press(page, "Enter")
        page.reload()
        assert now(page) == "i-bbb"
        assert verdict(page) == "Right"
        assert page.locator(".item.now input").input_value() == "polyps"
        press(page, "ArrowLeft")
        assert verdict(page) == "Not quite"
        press(page, "r")
        assert verdict(page) == "Right"
        press(page, "w")
        assert verdict(page) == "Not quite"
        page.locator("#mode").click()
        page.reload()
        assert page.locator("#quiz").get_attribute("class") == "all"
        assert page.locator(".item.done").count() == 2


def test_what_was_remembered_may_be_broken_or_of_other_items(browser: Browser, path: Path) -> None:
    for kept in (
        "{",
        "null",
        '{"v":1,"answers":{"i-gone":{"verdict":"right"}},"round":["i-gone"],"at":"i-gone"}',
        '{"v":2}',
    ):
        with watched(browser, path) as page:
            page.evaluate("kept => localStorage.setItem('quizgen:reefs', kept)", kept)
            page.reload()
            assert now(page) == "i-aaa"
            assert page.locator("#count").inner_text() == "Question 1 of 5"


def test_keys_do_nothing_inside_a_text_field(browser: Browser, path: Path) -> None:
    with watched(browser, path) as page:
        page.keyboard.type("l ? 1 a r w t f")
        press(page, "ArrowLeft", "ArrowRight")
        assert page.locator(".item.now input").input_value() == "l ? 1 a r w t f"
        assert page.locator("#quiz").get_attribute("class") == "one"
        assert not page.locator("#help").is_visible()


def test_arrows_and_the_list_of_all(browser: Browser, path: Path) -> None:
    with watched(browser, path) as page:
        press(page, "Escape", "ArrowRight", "Escape", "ArrowRight")
        assert now(page) == "i-ccc"
        press(page, "ArrowLeft")
        assert now(page) == "i-bbb"
        press(page, "Escape", "l")
        assert page.locator(".item:visible").count() == 5
        page.locator(".item").nth(3).locator(".opt", has_text="atoll").click()
        assert page.locator(".item.right").count() == 1
        page.locator(".item input[type=text]").first.fill("2300km")
        page.locator(".item form button").first.click()
        assert page.locator(".item.right").count() == 2
        page.locator("#go").click()
        page.locator(".chart a").nth(1).click()
        assert page.locator(".item:visible").count() == 5


def test_a_square_of_the_results_opens_its_item(browser: Browser, path: Path) -> None:
    with watched(browser, path) as page:
        press(page, "Escape")
        for _ in range(5):
            press(page, "Space", "Enter", "Escape")
        page.locator(".chart a").nth(1).focus()
        press(page, "Enter")
        assert now(page) == "i-ddd"
        assert page.locator(".item.now").is_visible()


def test_nothing_moves_when_an_answer_is_checked(browser: Browser, path: Path) -> None:
    places = """() => ['.item.now .stem', '.item.now .opt', '#go']
        .map((selector) => Math.round(document.querySelector(selector).getBoundingClientRect().top))"""
    with watched(browser, path) as page:
        press(page, "Escape", "ArrowRight", "Escape", "ArrowRight", "ArrowRight", "a")
        before = page.evaluate(places)
        press(page, "Enter")
        assert page.locator(".item.now.done").count() == 1
        assert page.evaluate(places) == before


def test_played_by_touch_on_a_phone(browser: Browser, path: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    page.locator(".item.now input").fill("2300 km")
    page.locator("#go").tap()
    assert verdict(page) == "Right"
    page.locator("#go").tap()
    page.locator("#second").tap()
    page.locator(".item.now .flip").tap()
    assert verdict(page) == "Right"
    page.locator("#go").tap()
    page.locator(".item.now .opt").nth(1).tap()
    page.locator("#go").tap()
    assert verdict(page) == "Right"
    low = page.evaluate("""() => [...document.querySelectorAll(".btn, .opt, .field input")]
        .filter((el) => el.offsetHeight && el.offsetHeight < 48).length""")
    assert low == 0
    context.close()


def test_without_a_script_the_answers_open(browser: Browser, path: Path) -> None:
    with watched(browser, path, script=False) as page:
        assert page.locator(".item:visible").count() == 5
        assert not page.locator("#foot").is_visible()
        assert not page.locator(".key").first.is_visible()
        page.locator("summary").first.click()
        assert page.locator(".key").first.is_visible()
        assert page.locator("input:visible, button:visible").count() == 0


def test_motion_is_left_out_for_those_who_ask(browser: Browser, path: Path) -> None:
    with watched(browser, path) as page:
        page.emulate_media(reduced_motion="reduce")
        moving = """() => [...document.querySelectorAll("*")].map((el) => getComputedStyle(el))
            .filter((style) => style.transitionDuration !== "0s" || style.animationName !== "none").length"""
        assert page.evaluate(moving) == 0


def test_printing_the_page_gives_a_plain_list(browser: Browser, path: Path) -> None:
    with watched(browser, path, scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        assert page.locator(".item:visible").count() == 5
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        assert not page.locator("#foot").is_visible()


def test_a_thousand_questions_are_ready_at_once(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, long_deck(1000))
    assert path.stat().st_size < 1_500_000
    with watched(browser, path) as page:
        taken = page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
        start = time.perf_counter()
        press(page, "Enter")
        page.keyboard.type("x")
        assert page.locator(".item.now input").input_value() == "x"
        typed = time.perf_counter() - start
    print(f"interactive after {taken:.0f} ms, a key after {typed * 1000:.0f} ms")


@pytest.mark.parametrize("language", ["de", "ar"])
def test_other_languages_play_too(browser: Browser, tmp_path: Path, language: str) -> None:
    path = written(tmp_path, read_deck(FIVE + f"language: {language}\n"))
    with watched(browser, path) as page:
        page.keyboard.type("2300 km" if language == "ar" else "2.300 km")
        press(page, "Enter")
        assert page.locator(".item.now.right").count() == 1
        press(page, "Escape", "ArrowLeft" if language == "ar" else "ArrowRight")
        assert now(page) == "i-bbb"


def test_a_page_without_questions_has_no_errors(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, read_deck("{title: T, slug: t, path: t.txt, items: []}"))
    with watched(browser, path) as page:
        press(page, "Enter", "Space", "ArrowRight")
        assert page.locator("h1").inner_text() == "T"
