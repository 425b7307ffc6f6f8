"""Sheets and answer keys from decks: select, make forms, print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from quizgen.export.sheet.deck import Deck
from quizgen.export.sheet.forms import make_forms
from quizgen.export.sheet.matching import FEWEST, Matches, defines, take_matches
from quizgen.export.sheet.options import SheetOptions, columns
from quizgen.export.sheet.pages import css_string, environment, fill, inline, policy
from quizgen.export.sheet.records import FormView
from quizgen.export.sheet.select import Chosen, limit, select
from quizgen.export.sheet.setter import Setter
from quizgen.export.sheet.text import rich
from quizgen.export.sheet.view import is_grouped, view_form
from quizgen.item import Kind
from quizgen.problem import Problem, QuizgenError, Severity
from quizgen.words import Words, load_words

if TYPE_CHECKING:
    from jinja2 import Environment

GAP = '<span class="gap" role="img" aria-label="{}"></span>'
_KEY = "sheet/key.html.j2"

STUDENTS = 30
"""How many rows a marking grid has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One printed form: its letter (empty when there is only one), its code, and its HTML."""

    letter: str
    code: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What `render_sheet` makes: one sheet a form, the key to all of them (empty unless separate), and warnings."""

    sheets: tuple[Sheet, ...]
    key: str
    questions: int
    problems: tuple[Problem, ...] = ()

    @property
    def sheet(self) -> str:
        """The HTML of the first form."""
        return self.sheets[0].html


@dataclass(frozen=True, slots=True)
class Heading:
    """A title as it is set: the title itself, and what stands after a dash ("With Grace Shao")."""

    main: Markup
    dash: str
    byline: Markup
    plain: str
    running: str


def render_sheet(decks: Sequence[Deck], options: SheetOptions, *, templates: Sequence[Path], fingerprint: str) -> Pages:
    """Return the sheets and the key for some notes, each a self-contained HTML page.

    `templates` are the template folders, a project's own first and quizgen's last. `fingerprint` is written into each
    page's head as it is. The same arguments give the same bytes. Raises QuizgenError for a template that can't be used
    (S001) and when the notes give nothing to ask (S002).
    """
    words = load_words(decks[0].bank.note.language if decks else "en", *templates)
    taken = _taken(decks, options)
    if not taken.rest and not taken.matches:
        hint = "ask for other kinds, or accept some items"
        raise QuizgenError(Problem(code="S002", text="there is no item to ask on a sheet", hint=hint))
    titled = len(decks) == 1 and not options.title and options.layout != "cards"
    title = decks[0].bank.note.title if titled else ""
    sections = options.layout == "cards" or (is_grouped(options) and options.group == "section")
    setter = Setter(decks, words, gap=GAP.format(words["blank"]), title=title, sections=sections)
    forms = make_forms(taken.rest, forms=options.forms, seed=options.seed)
    views = [view_form(form, taken.matches, setter=setter, options=options, words=words) for form in forms]
    printer = _Printer(decks, options, words, environment(*templates), fingerprint, setter)
    sheets = tuple(
        Sheet(letter=view.letter, code=view.code, html=printer.page(f"sheet/{options.layout}.html.j2", [view]))
        for view in views
    )
    key = printer.page(_KEY, views) if options.key == "separate" else ""
    problems = tuple(_too_few(kind, count) for kind, count in taken.too_few)
    return Pages(sheets=sheets, key=key, questions=len(views[0].questions), problems=problems)


def _taken(decks: Sequence[Deck], options: SheetOptions) -> Matches:
    """Return what is asked: the matching questions, and the items that fill the other questions."""
    matching = "none" if options.layout in ("cards", "study") else options.matching
    if matching == "none":
        return Matches(matches=(), rest=select(decks, kinds=options.kinds, questions=options.questions))

    def wanted(entry: Chosen) -> int:
        known = defines(entry, decks) if matching != "sections" else None
        return 0 if known is None else 1 + known.asked

    chosen = select(decks, kinds=options.kinds, wanted=wanted)
    found = take_matches(chosen, matching, decks)
    if options.questions is None:
        return found
    matches = found.matches[: options.questions]
    return replace(found, matches=matches, rest=limit(found.rest, options.questions - len(matches)))


def _too_few(kind: str, count: int) -> Problem:
    """Return the warning that a matching question was left out."""
    needs, hint = {
        "terms": (
            "items that tell what a term means",
            'add items such as "What is a delta?" or "What is land at a river mouth called?", or print several notes',
        ),
        "sections": (
            "deep dives with a statement each (a gap or a true statement)",
            "ask for more kinds, or print several notes",
        ),
    }[kind]
    text = f"--matching {kind} needs {FEWEST} {needs}; found {count}, so these are asked one by one"
    return Problem(code="S007", text=text, hint=hint, severity=Severity.WARNING)


class _Printer:
    """Fills the templates of sheets and keys: everything that all pages of one run share."""

    def __init__(
        self,
        decks: Sequence[Deck],
        options: SheetOptions,
        words: Words,
        jinja: Environment,
        fingerprint: str,
        setter: Setter,
    ) -> None:
        self._options = options
        self._words = words
        self._jinja = jinja
        self._heading = heading(decks, options, words, setter)
        self._values: dict[str, object] = {
            "options": options,
            "heading": self._heading,
            "t": words.__getitem__,
            "tf": words.fill,
            "tn": words.count,
            "isolates": words.isolates,
            "css_string": css_string,
            "language": words.language,
            "direction": words.direction,
            "fingerprint": fingerprint,
            "sans": options.large_print or options.dyslexia,
            "columns": columns(options),
            "grouped": is_grouped(options),
            "notes": _notes(decks, words, setter),
            "students": STUDENTS,
            "kinds": Kind,
        }

    def page(self, name: str, forms: Sequence[FormView]) -> str:
        """Return the page that a template makes of some forms."""
        keyed = name == _KEY or self._options.key == "appended"
        values = {
            **self._values,
            "forms": forms,
            "form": forms[0],
            "page": name.removeprefix("sheet/").partition(".")[0],
            "code": " ".join(form.code for form in forms),
            "answer_rows": [answer_rows(form) if self._options.answer_sheet else () for form in forms],
            "grids": [marking_grids(form, self._options) if keyed else () for form in forms],
        }
        css = inline(fill(self._jinja, "sheet/paper.css.j2", values))
        return fill(self._jinja, name, {**values, "css": css, "policy": policy(css)})


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note as a key names it: title, date, link (empty unless it is http or https) and its code for a phone."""

    title: Markup
    date: str
    link: str
    code: Markup


def _notes(decks: Sequence[Deck], words: Words, setter: Setter) -> tuple[NoteView, ...]:
    return tuple(
        NoteView(
            title=setter.text(deck.bank.note.title, number),
            date=words.date(deck.bank.note.date) if deck.bank.note.date else "",
            link=(link := web_link(deck.bank.note.link)),
            code=qr_code(link, label=words["note_link"]),
        )
        for number, deck in enumerate(decks)
    )


def web_link(link: str) -> str:
    """Return a link that a page may carry: http and https as they are, anything else as an empty string."""
    return link if re.match(r"https?://[^\s<>\"']+\Z", link, re.IGNORECASE) else ""


def qr_code(link: str, *, label: str) -> Markup:
    """Return a link as a QR code, an SVG of one path with four modules of white round it; empty for no link.

    A link too long for any code gives none.
    """
    if not link:
        return Markup()
    import segno
    from segno.encoder import DataOverflowError

    try:
        code = segno.make(link, error="m", micro=False)
    except DataOverflowError:
        return Markup()
    side = code.symbol_size(border=4)[0]
    path = "".join(
        f"M{run.start() + 4} {y + 4}h{len(run[0])}v1h-{len(run[0])}z"
        for y, row in enumerate(code.matrix)
        for run in re.finditer(b"\x01+", bytes(row))
    )
    return Markup(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}">'
        '<path fill="#fff" d="M0 0h{0}v{0}h-{0}z"/><path fill="#000" d="{2}"/></svg>'
    ).format(side, label, path)


def heading(decks: Sequence[Deck], options: SheetOptions, words: Words, setter: Setter) -> Heading:
    """Return the title of a sheet: the one asked for, the note's own, or a word with all titles."""
    if options.title:
        return Heading(rich(options.title), "", rich(""), options.title, options.title)
    if len(decks) > 1:
        title = words["quiz_sheet"]
        names = Markup("; ").join(setter.text(deck.bank.note.title, number) for number, deck in enumerate(decks))
        return Heading(rich(title), " — ", names, title, title)
    title = decks[0].bank.note.title or decks[0].bank.note.slug
    found = re.search(r"(?<=\S) [—–] (?=\S)", title)
    main, dash, byline = (title[: found.start()], found[0], title[found.end() :]) if found else (title, "", "")
    return Heading(setter.text(main, 0), dash, setter.text(byline, 0) if byline else rich(""), title, main)


def answer_rows(form: FormView) -> tuple[tuple[tuple[int, str], ...], ...]:
    """Return the columns of an answer sheet: number and letters of each question that has letters, column by column."""
    rows = [
        (question.number, "AB" if question.kind == Kind.TRUE_FALSE else "".join(o.letter for o in question.options))
        for question in form.questions
        if question.kind in (Kind.TRUE_FALSE, Kind.MULTIPLE_CHOICE)
    ]
    width = 3 if len(rows) > 20 else 2
    height = -(-len(rows) // width) if len(rows) > 5 else len(rows)
    return tuple(tuple(rows[start : start + height]) for start in range(0, len(rows), max(1, height)))


def marking_grids(form: FormView, options: SheetOptions) -> tuple[tuple[tuple[int, int, bool], ...], ...]:
    """Return the columns of each marking grid: number, points, whether a group begins.

    There are as few grids as fit the page's width, and their columns differ by one at most.
    """
    starts = {group.questions[0].number for group in form.groups}
    cells = [(question.number, question.points, question.number in starts) for question in form.questions]
    width = 10 if options.large_print or options.paper == "a5" else 18
    count = -(-len(cells) // width)
    cuts = [len(cells) * part // count for part in range(count + 1)] if count else []
    return tuple(tuple(cells[start:end]) for start, end in pairwise(cuts))
