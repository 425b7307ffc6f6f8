"""The stamp: a hash of what an item ships, by which a hand edit and a change to be shipped are known."""

from __future__ import annotations

from typing import assert_never

from quizgen.bank.ids import digest
from quizgen.bank.model import NoteRef
from quizgen.item import Cloze, FreeRecall, Item, MultipleChoice, Picture, Question, ShortAnswer, TrueFalse

UNSAID = ("", "en")
"""Languages that the stamp leaves out: one that isn't known is taken for English."""


def stamp(item: Item, *, link: str = "", language: str = "") -> str:
    """Return the hash of the item's shipped content, 10 characters.

    `link` is the address that its card shows (none on a retired one), `language` that of its note, which gives the card
    its words for true and false and tells a reader's voice how to speak.

    It covers the id, the kind, the question with its options in their order, context, section (a tag), source
    sentence, link, language, code, math and pictures with their bytes. It doesn't cover the note's title and file name,
    any line number, the place in the deck, status, rule, score or remark: a change of these is no reason to touch a
    card that somebody learns.
    The definition is frozen: another one would take every item of every bank for edited by hand.
    """
    parts = [item.id, item.kind.value, *_question(item.question), item.context, item.section, link]
    parts += [item.source.text if item.source else ""]
    for group in (item.code, item.math, tuple(map(_picture, item.pictures))):
        parts += [str(len(group)), *group]
    parts += [] if language in UNSAID else ["language", language]
    return digest(*parts)


def note_stamp(note: NoteRef) -> str:
    """Return the hash of what every card of a note shows of it, or is tagged with, 10 characters."""
    return digest("note", note.tag or note.slug, note.breadcrumb or note.own_name)


def _picture(picture: Picture) -> str:
    return "\n".join((picture.path, picture.alt, *([picture.hash] if picture.hash else [])))


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
