"""The row of a note in the collection: what its bank knows of it, and its numbers, read without loading the bank."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.build.records import Counts
from quizgen.item import Kind, Status

if TYPE_CHECKING:
    from quizgen.bank.model import Bank, NoteRef

_NOTE_KEYS = ("title", "path", "slug", "deck", "language", "date", "link", "ident", "tag", "breadcrumb", "stamp")
_DUMPED = ("title", "path", "slug", "deck", "tag", "breadcrumb", "language", "date", "link", "ident", "stamp")
_SCALAR = r"(?:([^\s'\"|>&*!%@`\[\]{}#?,:~-](?:(?:[^'\"#:\n]|:(?=\S))*[^'\"#:\s])?)|'((?:[^'\n]|'')*)')"
"""A scalar on one line that means what it says, without quotes or in single ones."""
_NOTE = re.compile(r"\nnote:\n" + "".join(rf"(?:  {name}: {_SCALAR}\n)?" for name in _DUMPED) + r"\n*")
_ITEM = re.compile(r"kind: (\w+)\n  status: (\w+)\n")
_SENTENCE = re.compile(
    r"\n- '?[\w-]+ (?:gave(?:\n  (?:(?:(rejected)|(removed)) [\w ]+|and|(\w+ \w+)))+"
    r"|skipped(?: ([\w ,;:()-]*))?'?)(?=\n)"
)
_MEMBER = "\n- "
"""What `quizgen.bank.dumper` writes; this module doesn't import it, since a build with nothing to do loads no YAML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A note of the collection: what its bank knows of it, and its numbers."""

    note: NoteRef
    counts: Counts


def row_of(bank_text: str, *, path: str) -> Row | None:
    """Return the row of a bank, given its text as quizgen writes it; None for one that can't be read.

    Ten times as fast as loading the bank. What doesn't look as quizgen writes it is loaded after all, so the row is
    always that of the bank; only a person's edit that the next build hasn't seen yet may be counted otherwise.
    """
    return _scan(bank_text) or _load(bank_text, path)


def count(bank: Bank) -> Counts:
    """Return the numbers of a bank: items by kind, sentences asked and passed over, items retired."""
    live = [item for item in bank.items if item.status is not Status.REJECTED]
    return Counts(
        kinds=Counter(item.kind for item in live),
        asked=sum(bool(sentence.ids) for sentence in bank.sentences),
        skipped=Counter(sentence.reason for sentence in bank.sentences if not sentence.ids and sentence.reason),
        retired=len(bank.retired) + len(bank.items) - len(live),
    )


def _load(bank_text: str, path: str) -> Row | None:
    from quizgen.bank import load

    bank, _ = load(bank_text, path=path)
    return Row(note=bank.note, counts=count(bank)) if bank is not None else None


def _scan(text: str) -> Row | None:
    starts = [text.find(f"\n{part}:") for part in _ORDER]
    for part in (4, 3):
        if starts[part] < 0:
            starts[part] = [*starts, len(text)][part + 1]
    if starts[0] < 0 or starts != sorted(starts) or "\r" in text:
        return None
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    note = _note(parts[0])
    items = _ITEM.findall(parts[1])
    sentences = _SENTENCE.findall(parts[2])
    if note is None or len(items) != parts[1].count(_MEMBER) or len(sentences) != parts[2].count(_MEMBER):
        return None
    kinds: dict[Kind, int] = {}
    live = 0
    for name, status in items:
        if status != _REJECTED:
            kind = _KINDS.get(name)
            if kind is None or status not in _STATUSES:
                return None
            kinds[kind] = kinds.get(kind, 0) + 1
            live += 1
    asked, skipped = 0, dict[str, int]()
    for rejected, removed, gave, reason in sentences:
        if gave:
            asked += 1
        elif passed := reason or rejected or (removed and "removed by hand"):
            skipped[passed] = skipped.get(passed, 0) + 1
    return Row(
        note=note,
        counts=Counts(kinds=kinds, asked=asked, skipped=skipped, retired=parts[4].count(_MEMBER) + len(items) - live),
    )


_ORDER = ["note", "items", "sentences", "text", "retired"]
_KINDS = {kind.value: kind for kind in Kind}
_STATUSES = frozenset(status.value for status in Status)
_REJECTED = Status.REJECTED.value


def _note(part: str) -> NoteRef | None:
    found = _NOTE.fullmatch(part)
    if found is None:
        return _note_with_yaml(part)
    values = {}
    for name, plain, quoted in zip(_DUMPED, found.groups()[::2], found.groups()[1::2], strict=True):
        if plain is not None:
            values[name] = plain
        elif quoted is not None:
            values[name] = quoted.replace("''", "'")
    return _ref(values)


def _note_with_yaml(part: str) -> NoteRef | None:
    from quizgen.yamltext import load

    tree, problems = load(part, path="")
    node = tree.get("note") if tree and not problems else None
    return _ref({name: value.text() or "" for name, value in node.entries()}) if node else None


def _ref(values: dict[str, str]) -> NoteRef | None:
    from quizgen.bank.model import NoteRef

    if not set(values) <= set(_NOTE_KEYS) or not {"title", "path", "slug", "deck"} <= set(values):
        return None
    return NoteRef(**values)


def dump_row(row: Row) -> str:
    """Return a row as one line of text."""
    counts = row.counts
    kinds = {kind.value: number for kind, number in counts.kinds.items()}
    note = [getattr(row.note, name) for name in _NOTE_KEYS]
    return json.dumps([note, kinds, counts.asked, dict(sorted(counts.skipped.items())), counts.retired])


def parse_row(text: str) -> Row:
    """Return the row that `dump_row` wrote. Raises ValueError, KeyError or TypeError for any other text."""
    from quizgen.bank.model import NoteRef

    return Row(note=NoteRef(**dict(zip(_NOTE_KEYS, json.loads(text)[0], strict=True))), counts=counts_of(text))


def counts_of(text: str) -> Counts:
    """Return the numbers of a row, given as text."""
    _, kinds, asked, skipped, retired = json.loads(text)
    return Counts(
        kinds={_KINDS[kind]: number for kind, number in kinds.items()}, asked=asked, skipped=skipped, retired=retired
    )


def tag_of(text: str) -> str:
    """Return the tag of a row's note, given as text: the name under which its bank was born."""
    return str(json.loads(text)[0][_NOTE_KEYS.index("tag")])


def path_of(text: str) -> str:
    """Return the path of a row's note, given as text: where the note was when its bank was last built."""
    return str(json.loads(text)[0][_NOTE_KEYS.index("path")])
