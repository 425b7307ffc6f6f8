"""Sheets and keys as HTML: what they hold, what they hide, and that text stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode
from sheet_banks import TEMPLATES, deck, read_deck

from quizgen.bank.model import Bank, NoteRef
from quizgen.export.markup import clean
from quizgen.export.sheet import Deck, Pages, SheetOptions, render_sheet, template_bytes
from quizgen.export.sheet.options import LAYOUTS, Layout
from quizgen.item import Cloze, FreeRecall, Item, Kind, MultipleChoice, Picture, ShortAnswer, Source, TrueFalse
from quizgen.problem import QuizgenError
from quizgen.topic import topic_line

NOTE = (Path(__file__).parent / "data" / "notes" / "bad" / "hostile-markup.md").read_text(encoding="utf-8")
HOSTILE = (
    *(clean(line.lstrip("#- ")) for line in NOTE.splitlines() if line.strip()),
    '<script>alert("x")</script>',
    "</title></style><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% raw %} {# gone #} {{ self.__class__ }}",
    "javascript:alert(1) [link](javascript:alert(2))",
    '<svg onload="alert(1)"><circle/></svg>',
    "a & b &amp; c &lt; d \" ' `",
    "]]> --> <!-- ${x} $$20$$ \\(x\\) {{c1::y}}",
    "evil \u202e reversed",
)


def printed(decks: list[Deck], **options: object) -> Pages:
    return render_sheet(decks, SheetOptions(**options), templates=[TEMPLATES], fingerprint="0123abc")  # type: ignore[arg-type]


def one(*items: Item, title: str = "A note", language: str = "en", link: str = "") -> Deck:
    note = NoteRef(title=title, path="seeds/a.txt", slug="a", deck="Notes", language=language, link=link)
    return Deck(bank=Bank(note=note, items=items))


def items_of(text: str) -> tuple[Item, ...]:
    source = Source(path="a.txt", text=text, line=3)
    return (
        Item(id="aaaaaa", question=ShortAnswer(stem=f"s {text}", key=f"k {text}"), section=text, source=source),
        Item(id="bbbbbb", question=Cloze(stem=f"{text} ____ .", key=f"c {text}"), section="b"),
        Item(id="cccccc", question=TrueFalse(stem=f"t {text}", key=False), section="c", context=f"x {text}"),
        Item(
            id="dddddd",
            question=MultipleChoice(stem=f"m {text}", key=f"r {text}", distractors=(f"w {text}", f"v {text}")),
            section="d",
        ),
        Item(id="eeeeee", question=FreeRecall(stem=f"f {text}", points=(f"p {text}", f"q {text}")), section="e"),
    )


def body(html: str) -> LexborNode:
    root = LexborHTMLParser(html).root
    assert root is not None
    return root


def first(node: LexborNode, selector: str) -> LexborNode:
    found = node.css_first(selector)
    assert found is not None, selector
    return found


def texts(html: str, selector: str) -> list[str]:
    return [node.text() for node in LexborHTMLParser(html).css(selector)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_hostile_text_is_shown_literally(layout: Layout) -> None:
    items = [replace(item, id=f"{n}{item.id}") for n, text in enumerate(HOSTILE) for item in items_of(text)]
    for pages in (printed([one(*items)], layout=layout), printed([one(*items)], layout=layout, matching="both")):
        for html in (pages.sheet, pages.key):
            tree = LexborHTMLParser(html)
            assert tree.css("script, iframe, img, object, link, [onload], [onerror], a") == []
            assert len(tree.css("style")) == 1
    pages = printed([one(*items)], layout=layout, word_bank=True)
    shown, told = (" ".join(texts(html, "body")) for html in (pages.sheet, pages.key))
    for text in HOSTILE:
        assert all(f"{start} {text}" in shown for start in "stmrwvfx"), text
        assert all(f"{start} {text}" in told for start in "kcrpq"), text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_is_shown_literally(text: str) -> None:
    pages = printed([one(items_of("x")[0], title=text)])
    assert texts(pages.sheet, "title") == [text]
    assert texts(pages.sheet, "h1") == [text]
    assert LexborHTMLParser(pages.sheet).css("script, img, svg") == []


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    wanted = clean(f"<{text}>")
    pages = printed([one(*items_of(f"<{text}>"))])
    stems = texts(pages.sheet, ".stem")
    assert stems[0] == f"s {wanted}"
    assert stems[1].replace("\u200b", "") == clean(f"<{text}> ") + clean(" .")
    assert texts(pages.sheet, ".context") == [f"x {wanted}"]
    assert sorted(text[1:] for text in texts(pages.sheet, ".opts li")) == sorted(f"{s} {wanted}" for s in "rvw")
    assert texts(pages.key, ".src p")[0] == wanted
    assert texts(pages.key, ".ans li") == [f"p {wanted}", f"q {wanted}"]


@pytest.mark.parametrize("layout", ["sheet", "worksheet", "test"])
def test_the_sheet_does_not_tell_the_answers(layout: Layout) -> None:
    items = (
        *(Item(id=f"s{n}", question=ShortAnswer(stem=f"Ask {n}?", key=f"SECRET{n}"), section="s") for n in range(5)),
        *(Item(id=f"c{n}", question=Cloze(stem=f"Gap {n} ____.", key=f"SECRET{n + 9}"), section="s") for n in range(5)),
        Item(id="r", question=FreeRecall(stem="Recall.", points=("SECRET99", "SECRET98")), section="s"),
    )
    for options in ({}, {"forms": 2}, {"large_print": True}, {"answer_sheet": True}):
        pages = printed([one(*items)], layout=layout, **options)
        for sheet in pages.sheets:
            assert "SECRET" not in sheet.html
        assert all(f"SECRET{n}" in pages.key for n in (0, 4, 9, 13, 98, 99))


def test_the_right_option_is_marked_nowhere_on_the_sheet() -> None:
    question = MultipleChoice(stem="Which?", key="right", distractors=("wrong", "bad", "off"))
    html = printed([one(Item(id="m", question=question))]).sheet
    options = re.findall(r"<li>.*?</li>", html)
    shapes = {re.sub(r">[A-D]<|right|wrong|bad|off", "", option) for option in options}
    assert len(options) == 4
    assert len(shapes) == 1


def test_the_key_lists_number_answer_points_line_and_code() -> None:
    pages = printed([deck("china-ai-strategy")], questions=8, points=((Kind.CLOZE, 3),))
    numbers = texts(pages.sheet, ".n")
    assert numbers == [str(n) for n in range(1, 9)]
    assert texts(pages.key, ".num")[1:] == numbers
    codes = texts(pages.sheet, ".mark .code")
    assert codes == texts(pages.key, ".line .code")
    ids = {item.code_on_paper for item in deck("china-ai-strategy").bank.items}
    assert set(codes) <= ids
    assert all(re.fullmatch(r"Line \d+", line) for line in texts(pages.key, ".line p:not(.code)"))
    assert sum(int(points) for points in texts(pages.key, "td.pt")) == int(texts(pages.sheet, ".fields p")[-1][7:])


def test_the_marking_grid_has_a_column_for_every_question_of_every_form() -> None:
    pages = printed([deck("china-ai-strategy"), deck("coral-reefs")], forms=2)
    columns = [int(text) for text in texts(pages.key, ".grid thead th") if text.isdigit()]
    assert columns == [*range(1, pages.questions + 1)] * 2


def test_forms_are_keyed_each_by_itself() -> None:
    pages = printed([deck("coral-reefs")], forms=3, layout="test")
    assert [sheet.letter for sheet in pages.sheets] == ["A", "B", "C"]
    for place, sheet in enumerate(pages.sheets):
        form = LexborHTMLParser(pages.key).css(".form-key")[place]
        assert f"Form {sheet.letter}" in first(form, "h2").text()
        assert sheet.code in first(form, "h2").text()
        told = [node.text() for node in form.css(".line .code")]
        assert told == [text[-6:] for text in texts(sheet.html, ".pts")]


def test_multiple_choice_letters_agree_with_the_key() -> None:
    pages = printed([deck("china-ai-strategy"), deck("coral-reefs")], forms=3, kinds=(Kind.MULTIPLE_CHOICE,))
    right = {
        i.question.stem: i.question.key
        for d in ("china-ai-strategy", "coral-reefs")
        for i in deck(d).bank.items
        if isinstance(i.question, MultipleChoice)
    }
    for place, sheet in enumerate(pages.sheets):
        answers = [node.text() for node in LexborHTMLParser(pages.key).css(".form-key")[place].css(".letter-key")]
        questions = LexborHTMLParser(sheet.html).css(".q")
        assert len(questions) == len(answers) > 2
        for question, letter in zip(questions, answers, strict=True):
            stem = first(question, ".stem").text()
            stem = next(known for known in right if stem.startswith(known))
            chosen = next(o for o in question.css(".opts li") if first(o, ".letter").text() == letter)
            assert chosen.text()[1:] == right[stem]


def test_the_word_bank_has_every_word_once_in_order_of_the_alphabet() -> None:
    pages = printed([deck("coral-reefs")], word_bank=True)
    words = texts(pages.sheet, ".bank li")
    clozes = texts(pages.sheet, ".q.cloze")
    assert len(words) == len(clozes) > 2
    assert words == sorted(words, key=str.casefold)


def test_a_word_that_fills_two_gaps_says_so() -> None:
    clozes = [Item(id=f"c{n}", question=Cloze(stem=f"{n} ____.", key=key)) for n, key in enumerate(("b", "A", "B"))]
    assert texts(printed([one(*clozes)], word_bank=True).sheet, ".bank li") == ["A", "b × 2"]


def test_a_single_word_makes_no_bank() -> None:
    cloze = Item(id="c1", question=Cloze(stem="The key is ____.", key="brass"))
    assert "brass" not in texts(printed([one(cloze)], word_bank=True).sheet, "body")[0]


def test_several_notes_make_one_sheet() -> None:
    pages = printed([deck("coral-reefs"), deck("china-ai-strategy")], questions=14, group="section")
    assert texts(pages.sheet, "h1")[0].startswith("Quiz — Cities Under the Sea")
    assert len(texts(pages.sheet, ".group")) == 12
    assert len(LexborHTMLParser(pages.key).css(".links svg")) == 2


def test_the_key_has_a_code_for_a_web_link_only() -> None:
    item = Item(id="a", question=ShortAnswer(stem="Q?", key="k"))
    for link, shown in (
        ("https://example.org/x?a=1&b=2", 1),
        ("javascript:alert(1)", 0),
        ("", 0),
        ("https://e.org/" + "x" * 4000, 0),
    ):
        key = LexborHTMLParser(printed([one(item, link=link)]).key)
        assert len(key.css("svg.qr")) == shown, link[:40]
        assert all(node.attributes["href"] == link for node in key.css("a"))


def test_a_picture_stands_in_the_page_and_a_lost_one_as_its_words() -> None:
    picture = Picture(path="img/a.png", alt='A "reef"')
    item = Item(id="a", question=ShortAnswer(stem="Q?", key="k"), pictures=(picture,))
    there = replace(one(item), pictures={"seeds/img/a.png": b"\x89PNG\r\n\x1a\nrest"})
    image = first(body(printed([there]).sheet), "img")
    assert image.attributes == {"src": "data:image/png;base64,iVBORw0KGgpyZXN0", "alt": 'A "reef"'}
    lost = printed([one(item)]).sheet
    assert texts(lost, ".pic") == ['[A "reef"]']


def test_code_keeps_its_white_space_and_formulas_become_mathml() -> None:
    item = Item(
        id="a",
        question=ShortAnswer(stem="What does `x  <b>` give for $a^2 < b$ and $5?", key="$\\frac{1}{2}$"),
        code=("x  <b>",),
        math=("$a^2 < b$", "$\\frac{1}{2}$"),
    )
    pages = printed([one(item)])
    assert "<code>x  &lt;b&gt;</code>" in pages.sheet
    assert texts(pages.sheet, ".stem")[0] == "What does `x  <b>` give for a2<b and $5?"
    assert "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>" in pages.key


@pytest.mark.parametrize(
    "tex", ["\\href{javascript:alert(1)}{x}", "\\text{<script>alert(1)</script>}", "\\frac{", "\\style{x}{y}"]
)
def test_formulas_cannot_smuggle_anything_in(tex: str) -> None:
    item = Item(id="a", question=ShortAnswer(stem=f"So ${tex}$ it is?", key="k"), math=(f"${tex}$",))
    tree = LexborHTMLParser(printed([one(item)]).sheet)
    allowed = {"display", "alttext", "mathvariant", "stretchy", "fence", "form", "class", "width"}
    for node in tree.css(".stem *"):
        assert node.tag not in ("script", "a", "style"), node.html
        assert set(node.attributes) <= allowed, node.html


def test_languages_and_directions_are_marked() -> None:
    arabic = one(Item(id="a", question=ShortAnswer(stem="ما معنى كتاب؟", key="book")), language="ar", title="عنوان")
    html = printed([arabic]).sheet
    assert '<html lang="en" dir="rtl">' in html
    assert '<p class="stem"><span lang="ar" dir="rtl">ما معنى كتاب؟</span>' in html
    german = one(Item(id="a", question=ShortAnswer(stem="Wann?", key="1989")), language="de", title="Mauer")
    assert '<html lang="de" dir="ltr">' in printed([german]).sheet
    assert texts(printed([german]).sheet, ".group-head h2") == ["Kurze Antworten"]
    mixed = one(Item(id="a", question=ShortAnswer(stem="كلمة «كتاب» تعني book", key="x")))
    assert '<p class="stem"><span dir="rtl">' in printed([mixed]).sheet


def test_the_policy_allows_the_style_by_its_hash_and_nothing_else() -> None:
    from base64 import b64encode
    from hashlib import sha256

    for html in (printed([deck("coral-reefs")]).sheet, printed([deck("coral-reefs")]).key):
        style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
        assert style is not None
        digest = b64encode(sha256(style[1].encode()).digest()).decode()
        policy = first(body(html), "meta[http-equiv]").attributes["content"] or ""
        assert f"'sha256-{digest}'" in policy
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert 'style="' not in html
        assert "http://" not in html.replace("http://www.w3.org", "")


def test_the_fingerprint_is_passed_through_and_early_in_the_page() -> None:
    pages = printed([deck("coral-reefs")])
    for html in (pages.sheet, pages.key):
        assert '<meta name="quizgen-fingerprint" content="0123abc">' in html[:2000]


def test_nothing_to_ask_is_an_error() -> None:
    with pytest.raises(QuizgenError, match="S002"):
        printed([one()])


def test_a_title_of_css_and_html_stays_a_title() -> None:
    title = 'x"; } @page { size: A3 } </style><b>\\'
    html = printed([one(Item(id="a", question=ShortAnswer(stem="Q?", key="k")), title=title)]).sheet
    assert texts(html, "title") == [title]
    assert texts(html, "h1") == [title]
    assert "size: A3" not in html.split("</style>")[0].split("<style>")[1]


def macro(body: str) -> str:
    return "{% macro question(q) %}" + body + "{% endmacro %}"


class TestProjectTemplates:
    """A project's own templates: file by file, extending ours, and kept in a sandbox."""

    def render(self, folder: Path, **options: object) -> str:
        decks = [deck("coral-reefs")]
        return render_sheet(decks, SheetOptions(**options), templates=[folder, TEMPLATES], fingerprint="").sheet  # type: ignore[arg-type]

    def write(self, folder: Path, name: str, text: str) -> None:
        (folder / "sheet").mkdir(exist_ok=True)
        (folder / "sheet" / name).write_text(text, encoding="utf-8")

    def test_a_block_can_be_overridden(self, tmp_path: Path) -> None:
        self.write(
            tmp_path,
            "sheet.html.j2",
            '{% extends "quizgen/sheet/sheet.html.j2" %}{% block fields %}<p class="mine">Class 4b</p>{% endblock %}',
        )
        html = self.render(tmp_path)
        assert texts(html, ".mine") == ["Class 4b"]
        assert texts(html, ".fields") == []
        assert len(texts(html, ".q")) > 10

    def test_the_style_can_be_added_to(self, tmp_path: Path) -> None:
        self.write(tmp_path, "extra.css.j2", "h1 { color: #123456; }")
        assert "#123456" in self.render(tmp_path)

    def test_the_question_can_be_replaced(self, tmp_path: Path) -> None:
        self.write(tmp_path, "question.html.j2", macro('<li class="mine">{{ q.number }}: {{ q.stem }}</li>'))
        assert texts(self.render(tmp_path), ".mine")[0].startswith("1: ")

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "{{ nothing }}",
                "templates/sheet/question.html.j2:1: error S001: a template can't be used: 'nothing' is undefined",
            ),
            ("\n{% for %}", "templates/sheet/question.html.j2:2: error S001"),
            ("{{ ''.__class__.__mro__ }}", "S001"),
            ("{{ q.stem.__init__.__globals__ }}", "S001"),
            ("{% include 'sheet/none.j2' %}", "S001"),
            ("\n\n{{ 1 / 0 }}", "S001"),
        ],
    )
    def test_a_bad_template_is_reported_with_its_line(self, tmp_path: Path, text: str, said: str) -> None:
        self.write(tmp_path, "question.html.j2", macro(text))
        with pytest.raises(QuizgenError) as caught:
            self.render(tmp_path)
        assert said in str(caught.value)
        assert caught.value.exit_code == 2

    def test_text_of_notes_is_no_template(self, tmp_path: Path) -> None:
        self.write(tmp_path, "question.html.j2", macro("<li class=mine>{{ q.stem }}</li>"))
        item = Item(id="a", question=ShortAnswer(stem="{{ 7 * 7 }}", key="k"))
        pages = render_sheet([one(item)], SheetOptions(), templates=[tmp_path, TEMPLATES], fingerprint="")
        assert texts(pages.sheet, ".mine") == ["{{ 7 * 7 }}"]

    def test_the_bytes_of_all_templates_in_use_are_known(self, tmp_path: Path) -> None:
        before = template_bytes(TEMPLATES)
        names = [name for name, _ in before]
        assert names == sorted(names)
        assert {"sheet/sheet.html.j2", "sheet/paper.css.j2", "sheet/quiz.js", "words/en.yaml"} <= set(names)
        self.write(tmp_path, "sheet.html.j2", "mine")
        after = dict(template_bytes(tmp_path, TEMPLATES))
        assert after["sheet/sheet.html.j2"] == b"mine"
        assert after["quizgen/sheet/sheet.html.j2"] == dict(before)["sheet/sheet.html.j2"]


def test_style_options_reach_the_page() -> None:
    style = (("font", "Georgia, serif"), ("size", "12pt"), ("spacing", "1.5"))
    html = printed([deck("coral-reefs")], style=style).sheet
    assert "--font: Georgia, serif;" in html
    assert "--size: 12pt;" in html


def test_items_added_by_hand_have_no_source() -> None:
    given = read_deck("{title: T, slug: t, path: t.txt, items: [{id: a, kind: short_answer, stem: Q, key: k}]}")
    assert texts(printed([given]).key, ".src p") == []


@pytest.mark.parametrize(("questions", "parts"), [(1, [1]), (18, [18]), (19, [9, 10]), (37, [12, 12, 13])])
def test_the_columns_of_marking_grids_are_balanced(questions: int, parts: list[int]) -> None:
    items = tuple(
        Item(id=f"q{at:05}", question=ShortAnswer(stem=f"What is {at}?", key=f"number {at}"), section="a")
        for at in range(questions)
    )
    key = printed([one(*items)]).key
    heads = LexborHTMLParser(key).css(".grid thead tr")
    assert [len(head.css("th")) - 2 for head in heads] == parts


def test_a_topic_that_is_the_title_of_the_sheet_is_not_printed_again() -> None:
    item = replace(items_of("y")[2], context="Topic: A note")
    deeper = replace(item, id="zzzzzz", question=TrueFalse(stem="other", key=True), context="Topic: A note \u2013 Part")
    other = one(replace(items_of("z")[0], id="yyyyyy"), title="Another note")

    def contexts(decks: list[Deck], **options: object) -> list[str]:
        (sheet,) = printed(decks, **options).sheets
        return [
            node.text(strip=True) for node in LexborHTMLParser(sheet.html).css(".context") if "Topic" in node.text()
        ]

    assert contexts([one(item)]) == []
    assert contexts([one(deeper)]) == ["Topic: Part"]
    assert contexts([one(item)], title="Test 3") == ["Topic: A note"]
    assert contexts([one(item)], layout="cards") == ["Topic: A note"]
    assert contexts([one(item), other]) == ["Topic: A note"]


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_a_topic_that_the_title_names_is_left_out_in_every_language(language: str) -> None:
    item = items_of("y")[2]
    own = replace(item, context=topic_line("Korallen", language))
    other = replace(item, id="zzzzzz", question=TrueFalse(stem="z", key=True), context=topic_line("Anderes", language))
    sheet = printed([one(own, other, title="Riffe und Korallen", language=language)]).sheet
    assert texts(sheet, ".context") == [topic_line("Anderes", language)]
