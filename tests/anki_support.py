"""What the tests of Anki packages share: items and banks to package, and a collection to import them into."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

from quizgen.bank.model import Bank, NoteRef, Retired
from quizgen.export.anki import NotetypeMods, Style, package, refresh
from quizgen.export.anki.backend import Imported, import_package, opened
from quizgen.item import Cloze, FreeRecall, Item, MultipleChoice, Question, ShortAnswer, Source, TrueFalse

NOW = 1_764_000_000


def make_item(number: int, question: Question, **fields: object) -> Item:
    given = {
        "section": "Deep roots",
        "mod": NOW,
        "source": Source(path="seeds/t.txt", text="A source sentence."),
        **fields,
    }
    return Item(id=f"{number:012d}", question=question, **given)  # type: ignore[arg-type]


def short(number: int, stem: str = "", key: str = "", **fields: object) -> Item:
    return make_item(number, ShortAnswer(stem=stem or f"Question {number}?", key=key or f"Answer {number}"), **fields)


def one_of_each() -> tuple[Item, ...]:
    return (
        short(1),
        make_item(2, TrueFalse(stem="Water boils at 100 degrees.", key=True)),
        make_item(3, Cloze(stem="The ____ came first.", key="egg", hint="a thing")),
        make_item(4, MultipleChoice(stem="Which is red?", key="blood", distractors=("grass", "sky", "sun"))),
        make_item(5, FreeRecall(stem="Tell all.", points=("one", "two"))),
    )


def make_bank(*items: Item, deck: str = "Course::Unit", retired: Sequence[Item] = (), **fields: str) -> Bank:
    note = NoteRef(**{"title": "Unit", "path": "seeds/unit.txt", "slug": "unit", "deck": deck, **fields})
    gone = tuple(Retired(item=item, sentence="", why="sentence gone") for item in retired)
    return Bank(note=note, items=items, retired=gone)


MODS = NotetypeMods()


def mods(now: int = NOW, style: Style | None = None) -> NotetypeMods:
    return refresh(MODS, now=now, style=style)


class Learner:
    """Somebody with a collection of their own, who imports packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "collection.anki2"

    def get(self, apkg: bytes) -> Imported:
        file = self.folder / "deck.apkg"
        file.write_bytes(apkg)
        with opened(self.path) as collection:
            return import_package(collection, file)

    def get_banks(self, *banks: Bank, **options: object) -> Imported:
        return self.get(package(banks, **{"notetype_mods": mods(), **options}))  # type: ignore[arg-type]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def text_of(markup: str) -> str:
    """What a browser shows of a field, read by the standard library's parser."""
    parser = _Text()
    parser.feed(markup)
    parser.close()
    return "".join(parser.parts)


def stem_shown(page: str) -> str:
    """The stem as a rendered card shows it."""
    found = re.search(r'<div class="qg-stem">(.*?)</div>', page, re.DOTALL)
    assert found, page
    return text_of(found[1])


def squeezed(text: str) -> str:
    return " ".join(html.unescape(text).split())
