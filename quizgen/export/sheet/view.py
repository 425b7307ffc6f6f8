"""What the templates print: forms, groups and questions with every text already safe HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.export.media import find, kind_of_picture
from quizgen.export.sheet.deck import Deck
from quizgen.export.sheet.forms import Form, Placed, order
from quizgen.export.sheet.matching import Match
from quizgen.export.sheet.options import FORMS, SheetOptions
from quizgen.export.sheet.text import escaped, gapped, rich
from quizgen.item import (
    SUMMARY,
    TAKEAWAYS,
    Cloze,
    FreeRecall,
    Item,
    Kind,
    MultipleChoice,
    ShortAnswer,
    Source,
    TrueFalse,
    key_text,
)
from quizgen.words import Words, direction_of

if TYPE_CHECKING:
    from markupsafe import Markup

MATCHING = "matching"
"""The kind that templates see for a matching question; all others are those of `quizgen.item.Kind`."""

GROUP_ORDER = (Kind.SHORT_ANSWER, Kind.CLOZE, Kind.TRUE_FALSE, Kind.MULTIPLE_CHOICE, MATCHING, Kind.FREE_RECALL)
_SHORT_OPTION = 28
_ANSWER_LINE = 60
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_CLINGS = re.compile(
    '(?P<before>[\\[({«“‘$€£¥（「『]{0,3})(?P<gap><span class="gap"[^>]*></span>)'
    "(?P<after>(?:&#3[49];|[.,;:!?%)\\]}»”’…、。，；：！？）」』]){0,3})"
)


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a multiple choice, or one entry of a matching list, with its letter."""

    letter: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Sentence:
    """A source sentence as HTML, with its line in the note (0 when unknown)."""

    line: int
    text: Markup


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is printed. Which fields are filled depends on `kind`.

    `key` is the answer as HTML, `letter` the letter of the right option, `recall` the points of a free recall. A
    matching question has `left` (text and right letter) and `options`; `sources` are what the key shows. `front` and
    `back` are the lengths in characters of a card's sides, which choose its type size.
    """

    number: int
    kind: str
    code: str
    points: int
    section: Markup
    stem: Markup
    context: Markup
    lines: int
    key: Markup
    letter: str
    options: tuple[Option, ...]
    short: bool
    recall: tuple[Markup, ...]
    left: tuple[Option, ...]
    sources: tuple[Sentence, ...]
    pictures: tuple[Markup, ...]
    is_true: bool
    front: int
    back: int
    note: int


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one heading; `heading` is empty where a sheet isn't grouped."""

    heading: Markup
    instruction: str
    points: int
    questions: tuple[Question, ...]
    word_bank: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """A form as it is printed; `word_bank` is filled where the form isn't grouped by kind.

    `each` is what every question is worth where all are worth the same and have no column of marks, else 0.
    """

    letter: str
    code: str
    points: int
    each: int
    groups: tuple[Group, ...]
    questions: tuple[Question, ...]
    word_bank: tuple[Markup, ...]


class Setter:
    """Sets the texts of decks as HTML for a page in one language: marks other languages and directions."""

    def __init__(self, decks: Sequence[Deck], words: Words, *, gap: str) -> None:
        self._words = words
        self._languages = [deck.bank.note.language or words.language for deck in decks]
        self._directions = [direction_of(language) for language in self._languages]
        self._decks = decks
        self._gap = gap

    def text(self, text: str, deck: int, item: Item | None = None) -> Markup:
        """Return a text of a deck (with the item's code and formulas) as HTML."""
        html = rich(text, code=item.code, math=item.math) if item is not None else rich(text)
        return self.marked(html, text, deck)

    def stem(self, item: Item, deck: int) -> Markup:
        """Return an item's stem as HTML, its blank drawn and kept together with the marks beside it."""
        from markupsafe import Markup

        question = item.question
        if not isinstance(question, Cloze):
            return self.text(question.stem, deck, item)
        html = gapped(question.stem, question.key, gap=self._gap, code=item.code, math=item.math)
        html = Markup(_CLINGS.sub(_cling, html))  # noqa: S704  # only the gap's own surroundings are wrapped
        return self.marked(html, question.stem, deck)

    def section(self, name: str, deck: int) -> Markup:
        """Return a section's name as people read it."""
        fixed = {TAKEAWAYS: "takeaways", SUMMARY: "summary", "": "whole"}.get(name)
        return rich(self._words[fixed]) if fixed else self.text(name, deck)

    def pictures(self, item: Item, deck: int) -> tuple[Markup, ...]:
        """Return the pictures of an item as images that stand in the page itself, or as their descriptions."""
        return tuple(self._picture(picture.path, picture.alt, deck) for picture in item.pictures)

    def _picture(self, path: str, alt: str, deck: int) -> Markup:
        import base64

        from markupsafe import Markup

        files = self._decks[deck].pictures
        found = find(self._decks[deck].bank.note.path, path, files)
        kind = kind_of_picture(files[found]) if found is not None else None
        if found is None or kind is None:
            return rich(f"[{alt or path}]")
        address = f"data:{_PICTURES[kind]};base64,{base64.b64encode(files[found]).decode()}"
        return Markup(f'<img src="{address}" alt="{escaped(alt)}">')  # noqa: S704  # both parts are safe

    def marked(self, html: Markup, text: str, deck: int) -> Markup:
        """Return HTML with `lang` and `dir` where they differ from the page's, isolated from what stands beside it."""
        from markupsafe import Markup

        language = self._languages[deck]
        base = language.split("-")[0].lower()
        attributes = "" if base == self._words.language else f' lang="{escaped(language)}"'
        direction = _direction(text, self._directions[deck])
        if direction != self._words.direction or attributes:
            return Markup(f'<span{attributes} dir="{direction}">{html}</span>')  # noqa: S704
        return Markup(f"<bdi>{html}</bdi>") if _BIDI.search(text) else html  # noqa: S704


_PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "bmp": "image/bmp",
    "svg": "image/svg+xml",
}


def _direction(text: str, default: str) -> str:
    """Return the direction of the first strong character (Unicode's rule P2), `default` where there is none."""
    if text[:1].isascii() and text[:1].isalpha():
        return "ltr"
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in _RIGHT_TO_LEFT:
            return "rtl"
    return default


def _cling(found: re.Match[str]) -> str:
    if not found["before"] and not found["after"]:
        return found[0]
    return f'<span class="nb">{found[0]}</span>'


def view_form(form: Form, matches: Sequence[Match], *, setter: Setter, options: SheetOptions, words: Words) -> FormView:
    """Return a form ready to be printed: questions in printed order, numbered through, grouped, with their points."""
    drafts = [_draft(placed, setter=setter, options=options, words=words) for placed in form.questions]
    drafts += [_match(match, salt=form.salt, setter=setter, words=words) for match in matches]
    grouped = _grouped(drafts, options, words)
    groups: list[Group] = []
    number = 0
    for heading, instruction, members in grouped:
        questions = tuple(_numbered(draft, number + place) for place, draft in enumerate(members, start=1))
        number += len(questions)
        bank = _word_bank(questions) if options.word_bank and heading and options.group == "kind" else ()
        points = sum(question.points for question in questions)
        groups.append(Group(heading, instruction, points, questions, bank))
    everything = tuple(question for group in groups for question in group.questions)
    has_bank = any(group.word_bank for group in groups)
    return FormView(
        letter=form.letter,
        code=form.code,
        points=sum(question.points for question in everything),
        each=_each(everything, options),
        groups=tuple(groups),
        questions=everything,
        word_bank=_word_bank(everything) if options.word_bank and not has_bank else (),
    )


def _each(questions: Sequence[Question], options: SheetOptions) -> int:
    worths = {question.points for question in questions}
    apart = options.large_print or options.paper == "a5" or columns(options) > 1
    return worths.pop() if apart and len(worths) == 1 else 0


def _numbered(question: Question, number: int) -> Question:
    from dataclasses import replace

    return replace(question, number=number)


def _word_bank(questions: Sequence[Question]) -> tuple[Markup, ...]:
    keys = {str(question.key).casefold(): question.key for question in questions if question.kind == Kind.CLOZE}
    return tuple(keys[key] for key in sorted(keys))


def is_grouped(options: SheetOptions) -> bool:
    """Tell whether questions stand under headings: not in tests and forms, where their order is what differs."""
    return options.group != "none" and options.layout in ("sheet", "worksheet") and options.forms == 1


def _grouped(drafts: list[Question], options: SheetOptions, words: Words) -> list[tuple[Markup, str, list[Question]]]:
    from markupsafe import Markup

    if not drafts:
        return []
    if not is_grouped(options):
        return [(Markup(), "", drafts)]
    if options.group == "section":
        sections: dict[tuple[int, str], list[Question]] = {}
        for draft in drafts:
            sections.setdefault((draft.note, str(draft.section)), []).append(draft)
        return [(members[0].section, "", members) for members in sections.values()]
    kinds: dict[str, list[Question]] = {kind: [] for kind in GROUP_ORDER}
    for draft in drafts:
        kinds[draft.kind].append(draft)
    return [
        (rich(words[kind]), "" if kind == MATCHING else words[f"{kind}_do"], members)
        for kind, members in kinds.items()
        if members
    ]


def _draft(placed: Placed, *, setter: Setter, options: SheetOptions, words: Words) -> Question:
    """Return a question without its number."""
    item, deck = placed.chosen.item, placed.chosen.deck
    question = item.question
    key, letter, lines = rich(""), "", 0
    printed: tuple[Option, ...] = ()
    recall: tuple[Markup, ...] = ()
    is_true = False
    match question:
        case ShortAnswer():
            key = setter.text(question.key, deck, item)
            lines = _lines(question.key, options)
        case Cloze():
            key = setter.text(question.key, deck, item)
        case TrueFalse():
            is_true = question.key
            key = rich(words["true" if is_true else "false"])
            letter = "A" if is_true else "B"
        case MultipleChoice():
            key = setter.text(question.key, deck, item)
            printed = tuple(Option(FORMS[i], setter.text(o, deck, item)) for i, o in enumerate(placed.options))
            letter = FORMS[placed.options.index(question.key)]
        case FreeRecall():
            recall = tuple(setter.text(point, deck, item) for point in question.points)
            lines = options.lines if options.lines is not None else max(3, len(recall))
    return Question(
        number=0,
        kind=item.kind.value,
        code=item.code_on_paper,
        points=points_of(item, options),
        section=setter.section(item.section, deck),
        stem=setter.stem(item, deck),
        context=setter.text(item.context, deck, item) if item.context else rich(""),
        lines=lines,
        key=key,
        letter=letter,
        options=printed,
        short=all(len(text) <= short_option(options) for text in placed.options),
        recall=recall,
        left=(),
        sources=_sources(item.source, item, deck, setter),
        pictures=setter.pictures(item, deck) if item.pictures else (),
        is_true=is_true,
        front=_front(item, placed),
        back=_back(item),
        note=deck,
    )


def short_option(options: SheetOptions) -> int:
    """Return how many characters all options may have to stand two in a row."""
    tight = options.large_print or options.paper == "a5" or columns(options) > 1
    return _SHORT_OPTION // 2 if tight else _SHORT_OPTION


def columns(options: SheetOptions) -> int:
    """Return how many columns the questions stand in: large print has one, tests two on all but the smallest paper."""
    if options.large_print or options.layout in ("worksheet", "cards", "study"):
        return 1
    if options.columns is not None:
        return options.columns
    return 2 if options.layout == "test" and options.paper != "a5" else 1


def _sources(source: Source | None, item: Item, deck: int, setter: Setter) -> tuple[Sentence, ...]:
    return () if source is None else (Sentence(source.line, setter.text(source.text, deck, item)),)


def _front(item: Item, placed: Placed) -> int:
    return len(item.question.stem) + len(item.context) + sum(max(36, len(text)) for text in placed.options)


def _back(item: Item) -> int:
    if isinstance(item.question, FreeRecall):
        return sum(max(36, len(point)) for point in item.question.points)
    return len(key_text(item.question)) + (len(item.source.text) // 4 if item.source is not None else 0)


def _lines(key: str, options: SheetOptions) -> int:
    """Return the lines to write an answer on: the layout's own number, more where the key alone would need them."""
    if options.lines is not None:
        return options.lines
    usual = 2 if options.layout == "worksheet" else 1
    return max(usual, min(4, -(-len(key) // _ANSWER_LINE)))


def points_of(item: Item, options: SheetOptions) -> int:
    """Return an item's points: those that the options give its kind, else 1, for free recall one a point."""
    given = dict(options.points).get(item.kind)
    if given is not None:
        return given
    return max(1, len(item.question.points)) if isinstance(item.question, FreeRecall) else 1


def _match(match: Match, *, salt: str, setter: Setter, words: Words) -> Question:
    """Return a matching question without its number: what is to be placed on the left, letters on the right."""
    first = match.pairs[0][0].deck
    rights = order(
        dict.fromkeys([*(partner for _, partner in match.pairs), *match.spare]), salt=f"{salt}\x1f{match.kind}"
    )
    letters = {text: FORMS[place] for place, text in enumerate(rights)}
    pairs = order(
        [(entry, partner, place) for place, (entry, partner) in enumerate(match.pairs)],
        salt=f"{salt}\x1fleft",
        name=lambda pair: pair[0].item.id,
    )
    left = []
    for entry, partner, place in pairs:
        text = match.statements[place] if match.statements else ""
        html = setter.text(text, entry.deck, entry.item) if text else setter.stem(entry.item, entry.deck)
        left.append(Option(letters[partner], html))
    return Question(
        number=0,
        kind=MATCHING,
        code=" ".join(entry.item.code_on_paper for entry, *_ in pairs),
        points=len(pairs),
        section=setter.section("", first),
        stem=rich(words["match_terms" if match.kind == "terms" else "match_sections"]),
        context=rich(""),
        lines=0,
        key=rich(""),
        letter="",
        options=tuple(Option(letters[text], setter.text(text, first)) for text in rights),
        short=match.kind == "terms",
        recall=(),
        left=tuple(left),
        sources=tuple(s for entry, *_ in pairs for s in _sources(entry.item.source, entry.item, entry.deck, setter)),
        pictures=(),
        is_true=False,
        front=0,
        back=0,
        note=first,
    )
