"""One question as it is printed: its texts set, its points, its lines, its answer for the key."""

from __future__ import annotations

from markupsafe import Markup, escape

from quizgen.export.sheet.forms import Placed, order
from quizgen.export.sheet.matching import Match, Pairing
from quizgen.export.sheet.options import FORMS, SheetOptions, is_tight
from quizgen.export.sheet.records import MATCHING, Option, Pair, Question, Sentence
from quizgen.export.sheet.setter import Setter
from quizgen.export.sheet.text import rich, width
from quizgen.item import Cloze, FreeRecall, Item, MultipleChoice, ShortAnswer, Source, TrueFalse, key_text
from quizgen.words import Words

_SHORT_OPTION = 28
_ANSWER_LINE = 60
_MOST_LINES = 18
"""More numbered lines would be taller than a page."""


def make_question(placed: Placed, number: int, *, setter: Setter, options: SheetOptions, words: Words) -> Question:
    """Return a placed item as the question of that number."""
    item, deck = placed.chosen.item, placed.chosen.deck
    question = item.question
    key: Markup | str = ""
    letter, lines = "", 0
    limit = _SHORT_OPTION // 2 if is_tight(options) else _SHORT_OPTION
    printed: tuple[Option, ...] = ()
    recall: tuple[Markup, ...] = ()
    match question:
        case ShortAnswer():
            key = setter.text(question.key, deck, item)
            lines = _lines(question.key, options)
        case Cloze():
            key = setter.text(question.key, deck, item)
        case TrueFalse():
            key = words["true" if question.key else "false"]
            letter = "A" if question.key else "B"
        case MultipleChoice():
            key = setter.text(question.key, deck, item)
            printed = tuple(Option(FORMS[i], setter.text(o, deck, item)) for i, o in enumerate(placed.options))
            letter = FORMS[placed.options.index(question.key)]
        case FreeRecall():
            recall = tuple(setter.text(point, deck, item) for point in question.points)
            lines = options.lines if options.lines is not None else min(_MOST_LINES, max(3, len(recall)))
    return Question(
        number=number,
        kind=item.kind.value,
        code=escape(item.code_on_paper),
        points=points_of(item, options),
        section=setter.section(item.section, deck),
        stem=setter.stem(item, deck),
        context=setter.context(item, deck),
        lines=lines,
        key=key,
        letter=letter,
        options=printed,
        short=bool(printed) and all(width(text) <= limit for text in placed.options),
        recall=recall,
        sources=_sources(item.source, item, deck, setter),
        pictures=setter.pictures(item, deck) if item.pictures else (),
        front=_front(item, placed),
        back=_back(item),
    )


def _sources(source: Source | None, item: Item, deck: int, setter: Setter) -> tuple[Sentence, ...]:
    return () if source is None else (Sentence(source.line, setter.text(source.text, deck, item)),)


def _front(item: Item, placed: Placed) -> int:
    return width(item.question.stem) + width(item.context) + sum(max(36, width(text)) for text in placed.options)


def _back(item: Item) -> int:
    if isinstance(item.question, FreeRecall):
        return sum(max(36, width(point)) for point in item.question.points)
    return width(key_text(item.question)) + (width(item.source.text) // 4 if item.source is not None else 0)


def _lines(key: str, options: SheetOptions) -> int:
    """Return the lines to write an answer on: the layout's own number, more where the key alone would need them."""
    if options.lines is not None:
        return options.lines
    usual = 2 if options.layout == "worksheet" else 1
    return max(usual, min(4, -(-width(key) // _ANSWER_LINE)))


def points_of(item: Item, options: SheetOptions) -> int:
    """Return an item's points: those that the options give its kind, else 1, for free recall one a point."""
    given = dict(options.points).get(item.kind)
    if given is not None:
        return given
    return max(1, len(item.question.points)) if isinstance(item.question, FreeRecall) else 1


def make_match(match: Match, number: int, *, salt: str, setter: Setter, words: Words) -> Question:
    """Return a matching question of that number: what is to be placed on the left, letters on the right."""
    terms = match.kind == "terms"

    def shown(pair: Pairing) -> Markup:
        return setter.text(pair.right, pair.chosen.deck, pair.chosen.item if terms else None)

    rights = order({pair.right: pair for pair in (*match.pairs, *match.spare)}.values(), salt=salt, name=_right)
    letters = {pair.right: FORMS[place] for place, pair in enumerate(rights)}
    pairs = order(match.pairs, salt=f"{salt}\x1fleft", name=lambda pair: pair.chosen.item.id)
    told = words["match_terms" if terms else "match_sections"]
    return Question(
        number=number,
        kind=MATCHING,
        code=escape(" ".join(pair.chosen.item.code_on_paper for pair in pairs)),
        points=len(pairs),
        section=setter.section("", pairs[0].chosen.deck),
        stem=rich(f"{told} {words['match_left_over']}" if match.spare else told),
        options=tuple(Option(letters[pair.right], shown(pair)) for pair in rights),
        short=terms,
        left=tuple(_left(pair, letters[pair.right], setter, None if terms else shown(pair)) for pair in pairs),
    )


def _left(pairing: Pairing, letter: str, setter: Setter, answer: Markup | None) -> Pair:
    item, deck = pairing.chosen.item, pairing.chosen.deck
    text = setter.text(pairing.left, deck, item)
    return Pair(
        letter=letter,
        text=text,
        answer=text if answer is None else answer,
        code=escape(item.code_on_paper),
        sources=_sources(item.source, item, deck, setter),
    )


def _right(pair: Pairing) -> str:
    return pair.right
