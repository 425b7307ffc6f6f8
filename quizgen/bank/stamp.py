"""The stamp: a hash of what an item ships, by which a hand edit and a change to be shipped are known."""

from __future__ import annotations

from typing import assert_never

from quizgen.bank.ids import digest
from quizgen.item import Cloze, FreeRecall, Item, MultipleChoice, Question, ShortAnswer, TrueFalse


def stamp(item: Item, *, link: str = "") -> str:
    """Return the hash of the item's shipped content, 10 characters; `link` is the address its card shows.

    It covers the id, the kind, the question with its options in their order, context, section (a tag), source
    sentence, link, code, math and pictures. It doesn't cover the note's title and file name, any line number, the place
    in the deck, status, rule, score or remark: a change of these is no reason to touch a card that somebody learns.
    The definition is frozen: another one would take every item of every bank for edited by hand.
    """
    parts = [item.id, item.kind.value, *_question(item.question), item.context, item.section, link]
    parts += [item.source.text if item.source else ""]
    for group in (item.code, item.math, tuple(f"{picture.path}\n{picture.alt}" for picture in item.pictures)):
        parts += [str(len(group)), *group]
    return digest(*parts)


def _question(question: Question) -> list[str]:
    match question:
        case ShortAnswer(stem=stem, key=key):
            return [stem, key]
        case Cloze(stem=stem, key=key, hint=hint):
            return [stem, key, hint]
        case TrueFalse(stem=stem, key=truth):
            return [stem, "true" if truth else "false"]
        case MultipleChoice(stem=stem, key=key, distractors=distractors):
            return [stem, key, *distractors]
        case FreeRecall(stem=stem, points=points):
            return [stem, *points]
        case _:
            assert_never(question)
