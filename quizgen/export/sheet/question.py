"""One question as it is printed: its texts set, its points, its lines, its answer for the key."""

from __future__ import annotations

from markupsafe import Markup, escape

from quizgen.export.sheet.forms import Placed, order
from quizgen.export.sheet.matching import Match
from quizgen.export.sheet.options import FORMS, SheetOptions, is_tight
from quizgen.export.sheet.records import MATCHING, Option, Question, Sentence
from quizgen.export.sheet.setter import Setter
from quizgen.export.sheet.text import rich
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
        context="" if setter.titles(item.context) else setter.text(item.context, deck, item),
        lines=lines,
        key=key,
        letter=letter,
        options=printed,
        short=bool(printed) and all(len(text) <= limit for text in placed.options),
        recall=recall,
        sources=_sources(item.source, item, deck, setter),
        pictures=setter.pictures(item, deck) if item.pictures else (),
        front=_front(item, placed),
        back=_back(item),
    )


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


def make_match(match: Match, number: int, *, salt: str, setter: Setter, words: Words) -> Question:
    """Return a matching question of that number: what is to be placed on the left, letters on the right."""
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
        number=number,
        kind=MATCHING,
        code=escape(" ".join(entry.item.code_on_paper for entry, *_ in pairs)),
        points=len(pairs),
        section=setter.section("", first),
        stem=rich(words["match_terms" if match.kind == "terms" else "match_sections"]),
        options=tuple(Option(letters[text], setter.text(text, first)) for text in rights),
        short=match.kind == "terms",
        left=tuple(left),
        sources=tuple(s for entry, *_ in pairs for s in _sources(entry.item.source, entry.item, entry.deck, setter)),
    )
