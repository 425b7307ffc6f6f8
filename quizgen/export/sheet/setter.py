"""Sets the texts of items for a page: gaps, code, formulas, pictures, other languages and directions."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from collections.abc import Sequence

from markupsafe import Markup

from quizgen.export.media import find, kind_of_picture
from quizgen.export.sheet.deck import Deck
from quizgen.export.sheet.text import escaped, gapped, rich
from quizgen.item import SUMMARY, TAKEAWAYS, Cloze, Item
from quizgen.topic import beyond
from quizgen.words import Words, direction_of

_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PLAIN = re.compile(r"[A-Za-z][ !#-%(-;=?-~]*\Z")
"""ASCII that begins with a letter and has none of the five characters that HTML escapes: most texts."""

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_CLINGS = re.compile(
    '(?P<before>[\\[({«“‘$€£¥（「『]{0,3})(?P<gap><span class="gap"[^>]*></span>)'
    "(?P<after>(?:&#3[49];|[.,;:!?%)\\]}»”’…、。，；：！？）」』]){0,3})"
)


class Setter:
    """Sets the texts of decks as HTML for a page in one language: marks other languages and directions.

    `title` is the title of the page where every question stands below it, empty elsewhere (cards are cut apart), and
    `sections` tells that each question stands beside the name of its section: neither is told again.
    """

    def __init__(
        self, decks: Sequence[Deck], words: Words, *, gap: str, title: str = "", sections: bool = False
    ) -> None:
        self._title = title
        self._named = sections
        self._words = words
        self._decks = decks
        self._gap = gap
        self._page = words.direction
        languages = [deck.bank.note.language or words.language for deck in decks]
        self._directions = [direction_of(language) for language in languages]
        self._attributes = [
            "" if language.split("-")[0].lower() == words.language else f' lang="{escaped(language)}"'
            for language in languages
        ]
        self._plain = [self._page == "ltr" and not attributes for attributes in self._attributes]
        self._sections: dict[tuple[str, int], Markup] = {}

    def context(self, item: Item, deck: int) -> Markup | str:
        """Return an item's context as HTML, without what the page says beside it; empty for none."""
        text = beyond(item.context, self._title, item.section if self._named else "") if item.context else ""
        return self.text(text, deck, item) if text else ""

    def text(self, text: str, deck: int, item: Item | None = None) -> Markup:
        """Return a text of a deck (with the item's code and formulas) as HTML."""
        if item is None or not (item.code or item.math):
            if self._plain[deck] and _PLAIN.match(text):
                return Markup(text)  # noqa: S704  # nothing in it is markup
            return self.marked(rich(text), text, deck)
        return self.marked(rich(text, code=item.code, math=item.math), text, deck)

    def stem(self, item: Item, deck: int) -> Markup:
        """Return an item's stem as HTML, its blank drawn and kept together with the marks beside it."""
        question = item.question
        if not isinstance(question, Cloze):
            return self.text(question.stem, deck, item)
        html = gapped(question.stem, question.key, gap=self._gap, code=item.code, math=item.math)
        html = Markup(_CLINGS.sub(_cling, html))  # noqa: S704  # only the gap's own surroundings are wrapped
        return self.marked(html, question.stem, deck)

    def section(self, name: str, deck: int) -> Markup:
        """Return a section's name as people read it."""
        known = self._sections.get((name, deck))
        if known is None:
            fixed = {TAKEAWAYS: "takeaways", SUMMARY: "summary", "": "whole"}.get(name)
            known = self._sections[name, deck] = rich(self._words[fixed]) if fixed else self.text(name, deck)
        return known

    def pictures(self, item: Item, deck: int) -> tuple[Markup, ...]:
        """Return the pictures of an item as images that stand in the page itself, or as their descriptions."""
        return tuple(self._picture(picture.path, picture.alt, deck) for picture in item.pictures)

    def _picture(self, path: str, alt: str, deck: int) -> Markup:
        files = self._decks[deck].pictures
        found = find(self._decks[deck].bank.note.path, path, files)
        kind = kind_of_picture(files[found]) if found is not None else None
        if found is None or kind is None:
            return rich(f"[{alt or path}]")
        address = f"data:{_PICTURES[kind]};base64,{b64encode(files[found]).decode()}"
        return Markup(f'<img src="{address}" alt="{escaped(alt)}">')  # noqa: S704  # both parts are safe

    def marked(self, html: Markup, text: str, deck: int) -> Markup:
        """Return HTML with `lang` and `dir` where they differ from the page's, isolated from what stands beside it."""
        attributes = self._attributes[deck]
        direction = _direction(text, self._directions[deck])
        if direction != self._page or attributes:
            return Markup(f'<span{attributes} dir="{direction}">{html}</span>')  # noqa: S704
        return html if text.isascii() or not _BIDI.search(text) else Markup(f"<bdi>{html}</bdi>")  # noqa: S704


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
