"""The options of a sheet: what may be asked for in quizgen.yaml and on the command line, checked before any work."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from quizgen.item import Kind
from quizgen.problem import Problem, QuizgenError, Span
from quizgen.project import read_switch, unknown_option
from quizgen.yamltext import Node

Layout = Literal["sheet", "worksheet", "test", "cards", "study"]
Paper = Literal["a4", "letter", "a5"]
Matching = Literal["none", "terms", "sections", "both"]
KeyPlace = Literal["separate", "appended", "none"]
Grouping = Literal["kind", "section", "none"]

LAYOUTS: tuple[Layout, ...] = ("sheet", "worksheet", "test", "cards", "study")
PAPERS: tuple[Paper, ...] = ("a4", "letter", "a5")
MATCHINGS: tuple[Matching, ...] = ("none", "terms", "sections", "both")
KEY_PLACES: tuple[KeyPlace, ...] = ("separate", "appended", "none")
GROUPINGS: tuple[Grouping, ...] = ("kind", "section", "none")
FORMS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

STYLES = ("font", "sans", "size", "accent", "spacing")
"""The custom properties that a project may set: typefaces, size of the text, accent on screen, factor of all space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOptions:
    """How a sheet is made; every field is an option of quizgen.yaml's `sheet:` and a flag of `quizgen sheet`.

    `questions` is how many are asked (None: all that the notes give), `columns` and `lines` are None for the layout's
    own number. `forms` above 1 give versions A, B, C … with questions and options shuffled by `seed`; with one form a
    seed other than 0 shuffles too. `points` weighs kinds; `show_points` prints them. `group` puts questions under
    headings by kind or by section of the note (forms and tests are never grouped). `style` holds custom properties.
    """

    layout: Layout = "sheet"
    paper: Paper = "a4"
    large_print: bool = False
    dyslexia: bool = False
    columns: int | None = None
    questions: int | None = None
    kinds: tuple[Kind, ...] = tuple(Kind)
    forms: int = 1
    seed: int = 0
    points: tuple[tuple[Kind, int], ...] = ()
    show_points: bool = True
    title: str = ""
    lines: int | None = None
    word_bank: bool = False
    matching: Matching = "none"
    answer_sheet: bool = False
    key: KeyPlace = "separate"
    group: Grouping = "kind"
    style: tuple[tuple[str, str], ...] = ()


class _Refused(ValueError):
    """A value that can't be used; the text says what to write instead."""


def _text(node: Node) -> str:
    text = node.text()
    if text is None:
        raise _Refused("write one text on one line")
    return text.strip()


def _one_of(choices: tuple[str, ...]) -> Callable[[Node], object]:
    def read(node: Node) -> str:
        word = _text(node).lower().replace("_", "-")
        if word not in choices:
            raise _Refused(f"write one of {', '.join(choices)}")
        return word

    return read


def _number(low: int, high: int) -> Callable[[Node], object]:
    def read(node: Node) -> int:
        word = _text(node)
        if not re.fullmatch(r"-?[0-9]{1,18}", word) or not low <= int(word) <= high:
            raise _Refused(f"write a whole number from {low} to {high}")
        return int(word)

    return read


def _switch(node: Node) -> bool:
    try:
        return read_switch(node)
    except ValueError:
        raise _Refused("write true or false") from None


def _words(node: Node) -> list[str]:
    if isinstance(node.value, list):
        return [_text(member) for member in node.value]
    return [word for word in re.split(r"[,\s]+", _text(node)) if word]


def _kind(word: str) -> Kind:
    try:
        return Kind(word.lower().replace("-", "_"))
    except ValueError:
        raise _Refused(f"{word!r} is no kind: write some of {', '.join(Kind)}") from None


def _kinds(node: Node) -> tuple[Kind, ...]:
    asked = {_kind(word) for word in _words(node)}
    if not asked:
        raise _Refused(f"write some of {', '.join(Kind)}")
    return tuple(kind for kind in Kind if kind in asked)


def _points(node: Node) -> tuple[tuple[Kind, int], ...]:
    """Read `2` (every question), `cloze=2,free_recall=6`, or a mapping of kinds to points."""
    if isinstance(node.value, dict):
        pairs = [(name, _text(value)) for name, value in node.value.items()]
    else:
        pairs = [(name, value) for name, _, value in (word.partition("=") for word in _words(node))]
        if len(pairs) == 1 and not pairs[0][1]:
            pairs = [(kind.value, pairs[0][0]) for kind in Kind]
    read = _number(0, 100)
    given = {_kind(name): read(Node(value, node.line)) for name, value in pairs}
    return tuple((kind, int(str(given[kind]))) for kind in Kind if kind in given)


_READERS: Mapping[str, Callable[[Node], object]] = {
    "layout": _one_of(LAYOUTS),
    "paper": _one_of(PAPERS),
    "large_print": _switch,
    "dyslexia": _switch,
    "columns": _number(1, 3),
    "questions": _number(1, 10_000),
    "kinds": _kinds,
    "forms": _number(1, len(FORMS)),
    "seed": _number(-(10**18) + 1, 10**18 - 1),
    "points": _points,
    "show_points": _switch,
    "title": _text,
    "lines": _number(0, 30),
    "word_bank": _switch,
    "matching": _one_of(MATCHINGS),
    "answer_sheet": _switch,
    "key": _one_of(KEY_PLACES),
    "group": _one_of(GROUPINGS),
}
OPTIONS = tuple(_READERS)
"""The names of all options, as quizgen.yaml spells them."""


def sheet_options(sheet: Mapping[str, Node], style: Mapping[str, Node], *, path: str) -> SheetOptions:
    """Return the options that the `sheet:` and `style:` parts of a quizgen.yaml, or flags put over them, ask for.

    A flag is a node with line 0. `path` names the file in messages. Raises QuizgenError (exit code 2) with every
    problem found: an option that doesn't exist (C002), a value that can't be used (C003).
    """
    problems: list[Problem] = []
    values: dict[str, object] = {}
    for name, node in sheet.items():
        key = name.replace("-", "_")
        if key not in _READERS:
            problems.append(unknown_option(name, OPTIONS, span=_span(path, node)))
            continue
        try:
            values[key] = _READERS[key](node)
        except _Refused as refused:
            problems.append(_problem(path, node, f"{name}: {_said(node)} can't be used", str(refused)))
    values["style"], found = _style(style, path)
    problems += found
    if problems:
        raise QuizgenError(*problems, exit_code=2)
    return SheetOptions(**values)  # type: ignore[arg-type]  # each reader returns its field's type


def columns(options: SheetOptions) -> int:
    """Return how many columns the questions stand in: large print has one, tests two on all but the smallest paper."""
    if options.large_print or options.layout in ("worksheet", "cards", "study"):
        return 1
    if options.columns is not None:
        return options.columns
    return 2 if options.layout == "test" and options.paper != "a5" else 1


def is_tight(options: SheetOptions) -> bool:
    """Tell whether a line is short: no column for marks, and options rarely stand two in a row."""
    return options.large_print or options.paper == "a5" or columns(options) > 1


def _style(style: Mapping[str, Node], path: str) -> tuple[tuple[tuple[str, str], ...], list[Problem]]:
    problems: list[Problem] = []
    values: dict[str, str] = {}
    for name, node in style.items():
        if name not in STYLES:
            problems.append(unknown_option(name, STYLES, span=_span(path, node)))
            continue
        text = node.text() or ""
        pattern, hint = _STYLE_VALUES[name]
        if not re.fullmatch(pattern, text):
            problems.append(_problem(path, node, f"{name}: {_said(node)} can't be used", hint))
        elif name == "accent" and _contrast_with_white(text) < 4.5:
            hint = "take a darker colour: text on it must stay readable"
            problems.append(_problem(path, node, f"accent: {text} is too pale", hint))
        else:
            values[name] = text
    return tuple((name, values[name]) for name in STYLES if name in values), problems


_FONT = (
    r"[\w \-]+|([\w\-][\w \-]*|\"[\w \-]+\"|'[\w \-]+')(\s*,\s*([\w\-][\w \-]*|\"[\w \-]+\"|'[\w \-]+'))*",
    'write names of typefaces, such as "Charis SIL", Georgia, serif',
)
_STYLE_VALUES: Mapping[str, tuple[str, str]] = {
    "font": _FONT,
    "sans": _FONT,
    "size": (r"(8|9|1[0-9]|2[0-4])(\.[0-9])?pt", "write a size from 8pt to 24pt, such as 11.5pt"),
    "accent": (r"#[0-9A-Fa-f]{6}", "write a colour such as #1F4480"),
    "spacing": (r"[01](\.[0-9]{1,2})?|2", "write a factor from 0.5 to 2, such as 1.25"),
}


def _contrast_with_white(colour: str) -> float:
    """Return the contrast ratio of a colour with white (WCAG 2.2, relative luminance)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _said(node: Node) -> str:
    text = node.text()
    return repr(text) if text is not None else "this"


def _span(path: str, node: Node) -> Span:
    return Span(path=path if node.line else "command line", line=node.line)


def _problem(path: str, node: Node, text: str, hint: str) -> Problem:
    return Problem(code="C003", text=text, hint=hint, span=_span(path, node))
