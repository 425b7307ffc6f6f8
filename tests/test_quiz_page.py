"""The self-test and the index as HTML; what they do in a browser is tested in `tests/browser/`."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode
from sheet_banks import TEMPLATES, deck
from test_sheet_render import HOSTILE, first, items_of, one, texts

from quizgen.export.markup import clean
from quizgen.export.sheet import Deck, IndexEntry, SheetOptions, render_index, render_quiz
from quizgen.item import Item, Kind, MultipleChoice, ShortAnswer, Source, TrueFalse


def quiz(given: Deck, **options: object) -> str:
    return render_quiz(given, SheetOptions(**options), templates=[TEMPLATES], fingerprint="0123abc")  # type: ignore[arg-type]


def index(*entries: IndexEntry, title: str = "") -> str:
    return render_index(entries, title=title, templates=[TEMPLATES], fingerprint="0123abc")


def nodes(html: str, selector: str) -> list[LexborNode]:
    return LexborHTMLParser(html).css(selector)


def test_every_item_has_its_answer_to_open_without_a_script() -> None:
    html = quiz(deck("coral-reefs"))
    items = nodes(html, "li.item")
    assert len(items) > 20
    for item in items:
        assert first(item, "details > summary").text() == "Show answer"
        assert item.css(".key, .recall li")
    assert {item.attributes["data-kind"] for item in items} == set(Kind) - {Kind.MULTIPLE_CHOICE}
    assert Kind.MULTIPLE_CHOICE in {
        item.attributes["data-kind"] for item in nodes(quiz(deck("china-ai-strategy")), ".item")
    }


def test_the_source_sentence_has_its_line_and_the_key_marked() -> None:
    source = Source(path="a.txt", text="The reef is 2,300 km long.", line=14)
    html = quiz(one(Item(id="abcdef9", question=ShortAnswer(stem="How long?", key="2,300 km"), source=source)))
    assert texts(html, ".where") == ["From the notes, line 14 ABCDEF"]
    assert texts(html, ".source mark") == ["2,300 km"]
    assert texts(html, ".source p")[1] == source.text


@pytest.mark.parametrize("text", ["2300", "The", "long."])
def test_a_key_that_stands_twice_or_nowhere_is_not_marked(text: str) -> None:
    source = Source(path="a.txt", text="The reef: The long. The long.", line=1)
    html = quiz(one(Item(id="a", question=ShortAnswer(stem="Q?", key=text), source=source)))
    assert texts(html, ".source mark") == []
    assert texts(html, ".source p")[1] == source.text


def test_the_right_option_is_known_to_the_page() -> None:
    question = MultipleChoice(stem="Which?", key="right", distractors=("one", "two", "three"))
    html = quiz(one(Item(id="m", question=question), Item(id="t", question=TrueFalse(stem="So.", key=False))))
    right = [label.text()[1:] for label in nodes(html, ".opt") if label.css("[data-right]")]
    assert right == ["right", "False"]


def test_hostile_text_is_shown_literally() -> None:
    items = [replace(item, id=f"{n}{item.id}") for n, text in enumerate(HOSTILE) for item in items_of(text)]
    html = quiz(one(*items, title=HOSTILE[1]))
    assert len(nodes(html, "script")) == 2
    assert nodes(html, "img, iframe, object, a, [onload], [onerror]") == []
    shown = " ".join(texts(html, "main"))
    assert all(f"{start} {text}" in shown for text in HOSTILE for start in "skctmrwvfpq")
    assert texts(html, "h1") == [HOSTILE[1]]
    entry = IndexEntry(title=HOSTILE[1], language="en", date=HOSTILE[0], counts=(), links=(("sheet", "a/sheet.html"),))
    page = index(entry, title=HOSTILE[4])
    assert len(nodes(page, "script")) == 1
    assert nodes(page, "img, [onload], [onerror]") == []
    assert texts(page, "h1") == [HOSTILE[4]]
    assert texts(page, ".title") == [HOSTILE[1]]
    assert texts(page, ".when") == [HOSTILE[0]]


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=50))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    wanted = clean(f"<{text}>")
    html = quiz(one(*items_of(f"<{text}>")))
    assert texts(html, ".stem")[0] == f"s {wanted}"
    assert texts(html, ".key")[:2] == [f"k {wanted}", f"c {wanted}"]
    assert texts(html, ".recall span") == [f"p {wanted}", f"q {wanted}"]
    assert texts(html, ".source p:not(.where)") == [wanted]


@pytest.mark.parametrize("html", [quiz(deck("coral-reefs")), index()], ids=["quiz", "index"])
def test_the_policy_allows_the_style_and_the_scripts_by_their_hashes(html: str) -> None:
    allowed = nodes(html, "meta[http-equiv]")[0].attributes["content"] or ""
    for name in ("style", "script"):
        found = re.findall(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
        hashes = [f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'" for source in found]
        assert re.search(rf"{name}-src ([^;]+)", allowed)[1].split() == hashes  # type: ignore[index]
    assert allowed.startswith("default-src 'none'")
    assert "unsafe" not in allowed
    assert not re.search(
        r"\son\w+=|style=|https?://(?!www\.w3\.org)",
        html.replace(str(re.findall(r"<script>(.*?)</script>", html, re.DOTALL)), ""),
    )


def test_the_words_of_the_script_are_in_the_language_of_the_note() -> None:
    german = deck("coral-reefs")
    german = replace(german, bank=replace(german.bank, note=replace(german.bank.note, language="de")))
    body = nodes(quiz(german), "body")[0]
    words = json.loads(body.attributes["data-words"] or "")
    assert words["check"] == "Prüfen"
    assert words["retry"] == {"one": "Die {n} verfehlte üben", "other": "Die {n} verfehlten üben"}
    assert [label.text() for label in nodes(quiz(german), "[data-kind=true_false] .opt")][:2] == ["RRichtig", "FFalsch"]


def test_a_thousand_questions_stay_small() -> None:
    items = deck("china-ai-strategy").bank.items
    many = [
        replace(item, id=f"{n:03d}{item.id}", source=replace(item.source, text=f"{n} {item.source.text}"))
        for n in range(60)
        for item in items
        if item.source is not None
    ]
    many = [replace(item, question=replace(item.question, stem=f"{item.id} {item.question.stem}")) for item in many]
    html = quiz(one(*many))
    count = len(nodes(html, "li.item"))
    assert count >= 1000
    assert len(html.encode()) * 1000 / count < 1_500_000


def test_the_index_lists_newest_first_with_counts_and_links() -> None:
    links = (("self_test", "a/quiz.html"), ("sheet", "a/sheet.html"), ("key", "a/key.html"), ("deck", "a/deck.apkg"))
    entries = [
        IndexEntry(
            title="Old", language="en", date="2023-02-01", counts=((Kind.CLOZE, 2), (Kind.TRUE_FALSE, 1)), links=links
        ),
        IndexEntry(title="None — With Nobody", language="en", date="", counts=(), links=()),
        IndexEntry(title="جديد", language="ar", date="2025-04-16", counts=((Kind.CLOZE, 4),), links=links[:1]),
    ]
    html = index(*entries)
    assert texts(html, ".title") == ["جديد", "Old", "None — With Nobody"]
    assert texts(html, ".when") == ["April 16, 2025", "February 1, 2023", "No date"]
    assert texts(html, "header p") == ["3 notes, 7 items"]
    assert [node.attributes["href"] for node in nodes(html, ".links a")] == [
        "a/quiz.html",
        *(address for _, address in links),
    ]
    assert nodes(html, ".title")[0].attributes == {"class": "title", "lang": "ar", "dir": "rtl"}
    assert '<meta name="quizgen-fingerprint" content="0123abc">' in html[:2000]
