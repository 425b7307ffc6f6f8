"""An item as the fields of an Anki note."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from quizgen.bank.model import NoteRef
from quizgen.export import markup
from quizgen.export.anki.choice import options_of
from quizgen.export.anki.cloze import cloze_html
from quizgen.export.anki.notetypes import CHOICE, CLOZE, OPTIONS, QUESTION, Notetype, notetype_of
from quizgen.export.anki.source import find_words, source_html
from quizgen.export.anki.text import escape_cloze, field_html
from quizgen.export.anki.unfit import Unfit
from quizgen.export.anki.words import words_of
from quizgen.item import SUMMARY, TAKEAWAYS, Cloze, FreeRecall, Item, MultipleChoice, ShortAnswer, TrueFalse

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
REMOVED = "(removed)"
"""What stands for words of a retired item that are gone."""
_EMPTY = ("",) * OPTIONS


@dataclass(slots=True)
class FieldMaker:
    """Makes the fields of one bank's items; `names` gives the media name of each picture's path."""

    note: NoteRef
    names: Mapping[str, str]
    _tail: tuple[str, ...] = ()
    _trails: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._tail = (html.escape(self.note.language), "", "")

    def fields(self, item: Item) -> tuple[Notetype, tuple[str, ...]]:
        """Return an item's note type, and its fields in the type's order.

        Raises Unfit for an item that would give no card, or a wrong one, and for free recall, which is for sheets only.
        """
        question = item.question
        if not visible(question.stem):
            raise Unfit("A001", "the stem is empty, so Anki would make no card", "write the stem in items.yaml")
        match question:
            case ShortAnswer(stem=stem, key=key):
                if not visible(key):
                    raise Unfit("A001", "the key is empty", "write the key in items.yaml")
                return QUESTION, (field_html(stem, item), key_html(key, item), "", *self._shared(item, key))
            case Cloze(key=key):
                return CLOZE, (cloze_html(item, question), *self._shared(item, key))
            case TrueFalse(stem=stem):
                words = words_of(self.note.language)
                key = words.true if question.key else words.false
                return QUESTION, (field_html(stem, item), key, words.judge, *self._shared(item, ""))
            case MultipleChoice(stem=stem, key=key):
                options, right = options_of(item, question)
                cells = (*(field_html(option, item) for option in options), *_EMPTY[len(options) :])
                head = (field_html(stem, item), field_html(key, item), *cells, str(right))
                return CHOICE, (*head, *self._shared(item, key))
            case FreeRecall():
                raise Unfit("A013", "free recall is for sheets only", "leave it out")
            case _:
                assert_never(question)

    def tombstone(self, item: Item) -> tuple[Notetype, tuple[str, ...]]:
        """Return what `fields` does for a retired item, however little of it is left: people who have it must hear."""
        try:
            return self.fields(item)
        except Unfit:
            notetype = notetype_of(item.kind)
            if notetype is None:
                raise
            stem = field_html(item.question.stem) if visible(item.question.stem) else REMOVED
            head = f"{escape_cloze(markup.clean(item.question.stem))} {{{{c1::{REMOVED}}}}}" if notetype.cloze else stem
            return notetype, (head, *("" for _ in notetype.fields[1:]))

    def _shared(self, item: Item, key: str) -> tuple[str, ...]:
        """The fields that all note types have, in their order; `key` is what the front must not give away."""
        return (
            field_html(item.context, item) if item.context else "",
            self.breadcrumb(item.section, key, item.context),
            extra_html(item, self.names) if item.pictures else "",
            source_html(item, key),
            link_html(self.note.link) if self.note.link else "",
            item.code_on_paper,
            *self._tail,
        )

    def breadcrumb(self, section: str, key: str, context: str) -> str:
        """Return where an item comes from, as HTML: the bank's breadcrumb, then the section.

        Neither is told where it gives the key away, or where the context says it too. The breadcrumb, not the note's
        title or the deck's name: it outlives an edit of these, which so changes no Anki note.
        """
        trail = self._trails.get(section)
        if trail is None:
            parts = (self.note.breadcrumb or self.note.own_name, "" if section in {TAKEAWAYS, SUMMARY} else section)
            trail = tuple((part.strip(), field_html(part.strip())) for part in parts if part.strip())
            self._trails[section] = trail
        key = key.strip()
        if context:
            said = tuple(part for part in context.partition(": ")[2].split(" – ") if part)
            trail = tuple((part, shown) for part, shown in trail if not part.startswith(said))
        return "<br>".join([shown for part, shown in trail if not key or find_words(part, key) is None])


def key_html(text: str, item: Item) -> str:
    """Return the key as HTML: a list when it has several lines."""
    lines = [line for line in markup.clean(text).split("\n") if line.strip()] if "\n" in text else []
    if len(lines) < 2:
        return field_html(text, item)
    return "<ul>" + "".join(f"<li>{field_html(line.strip(), item)}</li>" for line in lines) + "</ul>"


def link_html(link: str) -> str:
    """Return a note's link, safe inside an attribute; empty when it isn't a web address."""
    link = markup.clean(link).strip()
    return html.escape(link).replace("{{", "%7B%7B").replace("}}", "%7D%7D") if _SCHEME.match(link) else ""


def extra_html(item: Item, names: Mapping[str, str]) -> str:
    """Return the item's pictures as HTML; `names` gives the media name for each path."""
    return "".join(
        f'<img src="{names[picture.path]}" alt="{html.escape(markup.clean(picture.alt))}">'
        for picture in item.pictures
        if picture.path in names
    )


def visible(text: str) -> bool:
    """Tell whether a text shows anything: not only white space and characters without a shape."""
    return text[:1].isalnum() or any(not c.isspace() and c.isprintable() for c in markup.clean(text))
