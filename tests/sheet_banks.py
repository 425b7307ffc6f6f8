"""Decks for the tests of sheets and pages, read from `tests/data/banks/` (a form that is easy to write by hand)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from quizgen.bank.model import Bank, NoteRef
from quizgen.export.sheet.deck import Deck
from quizgen.item import Cloze, FreeRecall, Item, MultipleChoice, Question, ShortAnswer, Source, Status, TrueFalse

BANKS = Path(__file__).parent / "data" / "banks"
TEMPLATES = Path(__file__).parent.parent / "templates"


def deck(name: str) -> Deck:
    """Return the deck of a file in `tests/data/banks/`."""
    return read_deck((BANKS / f"{name}.yaml").read_text(encoding="utf-8"))


def read_deck(text: str) -> Deck:
    """Return the deck that a YAML text describes."""
    data = yaml.safe_load(text)
    note = NoteRef(
        title=data["title"],
        path=data["path"],
        slug=data["slug"],
        deck="Notes",
        language=data.get("language", "en"),
        date=data.get("date", ""),
        link=data.get("link", ""),
    )
    return Deck(bank=Bank(note=note, items=tuple(_item(entry, note.path) for entry in data["items"])))


def _item(entry: Mapping[str, Any], path: str) -> Item:
    source = None
    if "sentence" in entry:
        source = Source(path=path, text=entry["sentence"], line=entry.get("line", 0))
    return Item(
        id=entry["id"],
        question=_question(entry),
        section=entry.get("section", ""),
        context=entry.get("context", ""),
        source=source,
        status=Status(entry.get("status", "new")),
        score=entry.get("score"),
        code=tuple(entry.get("code", ())),
        math=tuple(entry.get("math", ())),
    )


def _question(entry: Mapping[str, Any]) -> Question:
    match entry["kind"]:
        case "short_answer":
            return ShortAnswer(stem=entry["stem"], key=entry["key"])
        case "cloze":
            return Cloze(stem=entry["stem"], key=entry["key"])
        case "true_false":
            return TrueFalse(stem=entry["stem"], key=entry["key"])
        case "multiple_choice":
            return MultipleChoice(stem=entry["stem"], key=entry["key"], distractors=tuple(entry["distractors"]))
        case "free_recall":
            return FreeRecall(stem=entry["stem"], points=tuple(entry["points"]))
        case kind:
            raise ValueError(kind)
