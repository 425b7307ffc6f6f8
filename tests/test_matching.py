"""Matching questions: which items give a term and its definition, and what is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser
from sheet_banks import TEMPLATES, deck

from quizgen.export.sheet import Pages, SheetOptions, render_sheet
from quizgen.export.sheet.definitions import definition_of
from quizgen.export.sheet.matching import FEWEST, MOST, take_matches
from quizgen.export.sheet.select import select
from quizgen.item import Cloze, Item, Kind, Question, ShortAnswer, Source, TrueFalse
from quizgen.problem import Severity

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "matching" / "definitions.yaml").read_text(encoding="utf-8"))


def item_of(case: dict[str, Any]) -> Item:
    asks, key = case["asks"], case["key"]
    question: Question = ShortAnswer(stem=asks, key=str(key))
    if isinstance(key, bool):
        question = TrueFalse(stem=asks, key=key)
    elif "____" in asks:
        question = Cloze(stem=asks, key=key)
    source = Source(path="n", text=case["says"]) if "says" in case else None
    return Item(id="a", question=question, rule=case.get("rule", ""), source=source)


@pytest.mark.parametrize("case", CASES, ids=[case["asks"] for case in CASES])
def test_an_item_gives_its_definition(case: dict[str, Any]) -> None:
    found = definition_of(item_of(case), case.get("language", "en"))
    assert ("none" if found is None else f"{found.term} => {found.meaning}") == case["gives"]


def printed(*names: str, **options: object) -> Pages:
    decks = [deck(name) for name in names]
    return render_sheet(decks, SheetOptions(**options), templates=[TEMPLATES], fingerprint="")  # type: ignore[arg-type]


def test_terms_stand_left_and_definitions_right_with_one_too_many() -> None:
    pages = printed("rivers", matching="terms")
    (match,) = LexborHTMLParser(pages.sheet).css(".q.matching")
    terms = [node.text().strip() for node in match.css(".left li")]
    meanings = {node.text()[0]: node.text()[1:] for node in match.css(".right li")}
    assert len(terms) == MOST
    assert len(meanings) == MOST + 1
    told = {
        found.term: found.meaning
        for item in deck("rivers").bank.items
        if (found := definition_of(item, "en")) is not None
    }
    answers = LexborHTMLParser(pages.key).css(".pair .ans")
    assert {node.text()[1:]: meanings[node.text()[0]] for node in answers} == {term: told[term] for term in terms}
    assert "One definition is left over." in match.text()
    assert pages.problems == ()


def test_a_definition_is_asked_once_and_wins_over_a_better_item_on_its_sentence() -> None:
    decks = [deck("rivers")]
    assert "6a3mmhzdg1qw" in {entry.item.id for entry in select(decks)}
    codes = {node.text() for node in LexborHTMLParser(printed("rivers", matching="terms").key).css(".line .code")}
    assert any("5T3MMH" in code for code in codes)
    assert not any("6A3MMH" in code for code in codes)


def test_too_few_pairs_are_told_and_their_items_asked_one_by_one() -> None:
    pages = printed("coral-reefs", matching="both")
    assert [problem.code for problem in pages.problems] == ["S007"]
    assert pages.problems[0].severity is Severity.WARNING
    assert f"needs {FEWEST} items that tell what a term means; found 2" in pages.problems[0].text
    assert len(LexborHTMLParser(pages.sheet).css(".q.matching")) == 1
    none = printed("rivers", matching="both", kinds=(Kind.FREE_RECALL, Kind.SHORT_ANSWER))
    assert [problem.text[:20] for problem in none.problems] == ["--matching sections "]


def test_the_number_of_questions_counts_a_matching_question_as_one() -> None:
    for count in (1, 2, 3):
        pages = printed("rivers", matching="terms", questions=count)
        assert len(LexborHTMLParser(pages.sheet).css(".qs > .q")) == count == pages.questions


def test_statements_and_sections_come_from_different_items_than_terms() -> None:
    decks = [deck("coral-reefs"), deck("china-ai-strategy"), deck("rivers")]
    found = take_matches(select(decks), "both", decks)
    used = [pair.chosen.item.id for match in found.matches for pair in match.pairs]
    assert [match.kind for match in found.matches] == ["terms", "sections"]
    assert len(used) == len(set(used)) == 2 * MOST
    assert set(used).isdisjoint(entry.item.id for entry in found.rest)
    for pair in found.matches[1].pairs:
        assert pair.right == pair.chosen.item.section


def test_every_form_has_the_same_pairs_in_another_order() -> None:
    pages = printed("rivers", matching="terms", forms=3)
    lefts = [[n.text() for n in LexborHTMLParser(sheet.html).css(".left li")] for sheet in pages.sheets]
    rights = [[n.text()[1:] for n in LexborHTMLParser(sheet.html).css(".right li")] for sheet in pages.sheets]
    assert len({tuple(sorted(left)) for left in lefts}) == len({tuple(sorted(right)) for right in rights}) == 1
    assert len({tuple(right) for right in rights}) > 1
