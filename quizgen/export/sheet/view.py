"""A form ready to be printed: its questions numbered through and put under headings."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from quizgen.export.sheet.forms import Form, Placed
from quizgen.export.sheet.matching import Match
from quizgen.export.sheet.options import SheetOptions, is_tight
from quizgen.export.sheet.question import make_match, make_question
from quizgen.export.sheet.records import MATCHING, FormView, Group, Question
from quizgen.export.sheet.setter import Setter
from quizgen.item import Kind
from quizgen.words import Words

GROUP_ORDER = (Kind.SHORT_ANSWER, Kind.CLOZE, Kind.TRUE_FALSE, Kind.MULTIPLE_CHOICE, MATCHING, Kind.FREE_RECALL)


def view_form(form: Form, matches: Sequence[Match], *, setter: Setter, options: SheetOptions, words: Words) -> FormView:
    """Return a form ready to be printed: questions in printed order, numbered through, grouped, with their points."""
    entries: list[Placed | Match] = [*form.questions, *matches]
    groups: list[Group] = []
    number = 0
    for heading, instruction, members in _grouped(entries, setter, options, words):
        questions = []
        for entry in members:
            number += 1
            if isinstance(entry, Match):
                questions.append(make_match(entry, number, salt=form.salt, setter=setter, words=words))
            else:
                questions.append(make_question(entry, number, setter=setter, options=options, words=words))
        bank = _word_bank(questions) if options.word_bank and heading and options.group == "kind" else ()
        points = sum(question.points for question in questions)
        groups.append(Group(heading, instruction, points, tuple(questions), bank))
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
    return worths.pop() if is_tight(options) and len(worths) == 1 else 0


def _word_bank(questions: Sequence[Question]) -> tuple[Markup | str, ...]:
    """Return the words that fill the gaps in the order of the alphabet; one that fills several says how many.

    A single word would tell its answer, so there is no bank for it.
    """
    words: dict[str, list[Markup | str]] = {}
    for question in questions:
        if question.kind == Kind.CLOZE:
            words.setdefault(str(question.key).casefold(), []).append(question.key)
    ordered = (words[name] for name in sorted(words)) if len(words) > 1 else ()
    return tuple(same[0] if len(same) == 1 else Markup("{} × {}").format(same[0], len(same)) for same in ordered)


def is_grouped(options: SheetOptions) -> bool:
    """Tell whether questions stand under headings: not in tests and forms, where their order is what differs."""
    return options.group != "none" and options.layout in ("sheet", "worksheet") and options.forms == 1


def _grouped(
    entries: list[Placed | Match], setter: Setter, options: SheetOptions, words: Words
) -> list[tuple[Markup | str, str, list[Placed | Match]]]:
    """Return heading, instruction and members of each group; one group without a heading where nothing is grouped."""
    if not is_grouped(options):
        return [("", "", entries)]
    if options.group == "section":
        sections: dict[tuple[int, str], list[Placed | Match]] = {}
        for entry in entries:
            place = (-1, "") if isinstance(entry, Match) else entry.chosen.section
            sections.setdefault(place, []).append(entry)
        return [(setter.section(name, max(0, deck)), "", members) for (deck, name), members in sections.items()]
    kinds: dict[str, list[Placed | Match]] = {kind: [] for kind in GROUP_ORDER}
    for entry in entries:
        kinds[MATCHING if isinstance(entry, Match) else entry.chosen.item.kind].append(entry)
    return [
        (words[kind], "" if kind == MATCHING else words[f"{kind}_do"], members)
        for kind, members in kinds.items()
        if members
    ]
