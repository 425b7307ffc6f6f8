"""Options of sheets: read from quizgen.yaml and flags, refused with file, line and a hint."""

from __future__ import annotations

import pytest

from quizgen.export.sheet.options import OPTIONS, SheetOptions, sheet_options
from quizgen.item import Kind
from quizgen.problem import QuizgenError
from quizgen.yamltext import Node, load


def read(sheet: str, style: str = "") -> SheetOptions:
    trees = [load(text, path="quizgen.yaml")[0] for text in (sheet, style)]
    nodes = [dict(tree.entries()) if tree else {} for tree in trees]
    return sheet_options(nodes[0], nodes[1], path="quizgen.yaml")


def refused(sheet: str, style: str = "") -> list[str]:
    with pytest.raises(QuizgenError) as caught:
        read(sheet, style)
    assert caught.value.exit_code == 2
    return [str(problem) for problem in caught.value.problems]


def test_nothing_asked_gives_the_usual() -> None:
    assert read("") == SheetOptions()


def test_every_option_can_be_set() -> None:
    options = read("""
layout: test
paper: Letter
large-print: yes
dyslexia: true
columns: 2
questions: 12
kinds: [cloze, short-answer]
forms: 3
seed: -7
points: {cloze: 2, free_recall: 6}
show_points: off
title: Monday
lines: 2
word_bank: on
matching: both
answer_sheet: yes
key: appended
group: section
""")
    assert options == SheetOptions(
        layout="test",
        paper="letter",
        large_print=True,
        dyslexia=True,
        columns=2,
        questions=12,
        kinds=(Kind.SHORT_ANSWER, Kind.CLOZE),
        forms=3,
        seed=-7,
        points=((Kind.CLOZE, 2), (Kind.FREE_RECALL, 6)),
        show_points=False,
        title="Monday",
        lines=2,
        word_bank=True,
        matching="both",
        answer_sheet=True,
        key="appended",
        group="section",
    )


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("points: 2", tuple((kind, 2) for kind in Kind)),
        ("points: cloze=3", ((Kind.CLOZE, 3),)),
        ("points: true_false=1, cloze=0", ((Kind.CLOZE, 0), (Kind.TRUE_FALSE, 1))),
    ],
)
def test_points_in_short(text: str, points: tuple[tuple[Kind, int], ...]) -> None:
    assert read(text).points == points


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("paper: a3", "quizgen.yaml:1: error C003: paper: 'a3' can't be used (write one of a4, letter, a5)"),
        ("\nforms: 27", "quizgen.yaml:2: error C003: forms: '27' can't be used (write a whole number from 1 to 26)"),
        ("questions: 0", "questions: '0'"),
        ("questions: 1e3", "questions: '1e3'"),
        ("questions: [1]", "questions: this"),
        ("kinds: []", "kinds: this"),
        ("kinds: essay", "'essay' is no kind"),
        ("points: cloze=many", "points: 'cloze=many'"),
        ("points: {essay: 2}", "'essay' is no kind"),
        ("large_print: maybe", "write true or false"),
        ("colums: 2", "did you mean 'columns'?"),
    ],
)
def test_what_cannot_be_used_is_refused(text: str, said: str) -> None:
    assert any(said in problem for problem in refused(text)), refused(text)


def test_all_problems_are_reported_together() -> None:
    assert len(refused("paper: a3\nforms: many\nnothing: 1", "accent: pink")) == 4


def test_flags_win_and_are_named_as_flags() -> None:
    assert sheet_options({"paper": Node("a5", 0)}, {}, path="quizgen.yaml").paper == "a5"
    with pytest.raises(QuizgenError) as caught:
        sheet_options({"paper": Node("a3", 0)}, {}, path="quizgen.yaml")
    assert str(caught.value).startswith("command line: error C003")


def test_style_takes_only_plain_values() -> None:
    style = 'font: "\\"Charis SIL\\", Georgia, serif"\nsans: Inter\nsize: 11.5pt\naccent: "#1F4480"\nspacing: 1.25'
    assert dict(read("", style).style) == {
        "font": '"Charis SIL", Georgia, serif',
        "sans": "Inter",
        "size": "11.5pt",
        "accent": "#1F4480",
        "spacing": "1.25",
    }


@pytest.mark.parametrize(
    "style",
    [
        'font: "x; } body { display: none"',
        "font: url(http://example.org/a.woff)",
        "size: 300pt",
        "size: calc(1px)",
        'accent: "#fff"',
        'accent: "#FFD700"',
        "spacing: 9",
        'sans: "</style><script>"',
        "colour: red",
    ],
)
def test_style_refuses_anything_else(style: str) -> None:
    assert refused("", style)


def test_every_option_has_a_flag() -> None:
    from quizgen.cli.sheet import command

    flags = {parameter.name for parameter in command.params}
    assert set(OPTIONS) <= flags
