"""Changes of banks as text, as Markdown for a pull request, and as JSON; old and new wording word by word."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from quizgen.bank.changes import Change, What
from quizgen.bank.model import NoteRef
from quizgen.item import Cloze, Item, MultipleChoice, key_text

SCHEMA = 1
"""The version of the JSON form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteChanges:
    """The changes of one note's bank; `lowered` are ids whose `mod` is less than it once was."""

    note: NoteRef
    changes: tuple[Change, ...] = ()
    lowered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of two texts compared: words that both have (`old` equals `new`), that left, or that came."""

    old: str
    new: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return two texts as stretches of words that stayed, left or came, in reading order; white space is folded."""
    mine, theirs = old.split(), new.split()
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    return tuple(Piece(old=" ".join(mine[a:b]), new=" ".join(theirs[c:d])) for _, a, b, c, d in matcher.get_opcodes())


_MARKS = {
    What.ADDED: "+",
    What.CHANGED: "~",
    What.EDITED: "~",
    What.REPAIRED: "~",
    What.STALE: "!",
    What.REVIVED: "+",
    What.RETIRED: "-",
}


def as_text(notes: Sequence[NoteChanges]) -> str:
    """Return the changes as plain text, an empty string when there are none.

    Words that left stand as `[-old-]`, words that came as `{+new+}`, as in `git diff --word-diff`.
    """
    lines: list[str] = []
    for note in notes:
        if note.changes:
            lines += [*([""] if lines else []), f"{note.note.path}: {tally(note.changes)}"]
        for change in note.changes:
            lines.append(f"  {_MARKS[change.what]} {change.item.code_on_paper} {_label(change)}")
            lines += [f"      {line}" for line in _details(change, _plain)]
    return "".join(f"{line}\n" for line in lines)


def as_markdown(notes: Sequence[NoteChanges]) -> str:
    """Return the changes as Markdown for a pull request or a step summary, an empty string when there are none."""
    lines: list[str] = []
    for note in notes:
        if note.changes:
            lines += [f"### {_escape(note.note.title or note.note.path)}", ""]
            lines += [f"`{note.note.path}`: {tally(note.changes)}", ""]
        for change in note.changes:
            lines.append(f"- **{change.what.value}** `{change.item.code_on_paper}` {_label(change, named=False)}")
            lines += [f"  - {line}" for line in _details(change, _marked)]
        if note.changes:
            lines.append("")
    return "".join(f"{line}\n" for line in lines)


def as_json(notes: Sequence[NoteChanges]) -> str:
    """Return the changes as one JSON object: `schema`, and for each note its changes, items before and after."""
    report = [
        {
            "note": {"title": each.note.title, "path": each.note.path, "slug": each.note.slug},
            "changes": [change_json(change) for change in each.changes],
            "lowered": list(each.lowered),
        }
        for each in notes
        if each.changes or each.lowered
    ]
    return json.dumps({"schema": SCHEMA, "notes": report}, ensure_ascii=False, indent=2) + "\n"


def tally(changes: Sequence[Change]) -> str:
    """Return how many changes there are of each sort, as in "2 added, 1 retired"; "nothing" for none."""
    counts = Counter(change.what for change in changes)
    return ", ".join(f"{counts[what]} {what.value}" for what in What if counts[what]) or "nothing"


def _label(change: Change, *, named: bool = True) -> str:
    words = [change.what.value] if named else []
    if change.score is not None:
        words.append(f"(sentence {change.score:.2f} alike)")
    if change.why:
        words.append(f"({change.why})")
    return " ".join([*words, change.item.kind.value])


def _details(change: Change, write: _Writer) -> Iterator[str]:
    """Yield one line for each part of the item that says something: all parts of one, or what differs between two."""
    if change.before is None or change.after is None or change.what is What.REVIVED:
        for name, text in _parts(change.item):
            if name in ("stem", "key"):
                yield f"{name}: {write(text, text)}"
        return
    before, after = dict(_parts(change.before)), dict(_parts(change.after))
    changed = [name for name in after | before if before.get(name, "") != after.get(name, "")]
    for name in changed if "stem" in changed else ["stem", *changed]:
        yield f"{name}: {write(before.get(name, ''), after.get(name, ''))}"


def _parts(item: Item) -> Iterator[tuple[str, str]]:
    yield "stem", item.question.stem
    yield "key", key_text(item.question)
    if isinstance(item.question, Cloze) and item.question.hint:
        yield "hint", item.question.hint
    if isinstance(item.question, MultipleChoice):
        yield "distractors", " / ".join(item.question.distractors)
    yield from (("context", item.context), ("section", item.section))
    yield "source", item.source.text if item.source else ""
    for name, texts in (("code", item.code), ("math", item.math)):
        yield name, " / ".join(texts)
    yield "pictures", " / ".join(picture.path for picture in item.pictures)


class _Writer:
    """How a comparison is written: what stands around words that left and words that came."""

    def __init__(self, old: tuple[str, str], new: tuple[str, str], *, markdown: bool = False) -> None:
        self._old, self._new, self._markdown = old, new, markdown

    def __call__(self, old: str, new: str) -> str:
        words = []
        for piece in word_diff(old, new):
            mine, theirs = (_escape(text) if self._markdown else text for text in (piece.old, piece.new))
            if piece.old == piece.new:
                words.append(mine)
                continue
            words += [f"{self._old[0]}{mine}{self._old[1]}"] if mine else []
            words += [f"{self._new[0]}{theirs}{self._new[1]}"] if theirs else []
        return " ".join(words)


_plain = _Writer(("[-", "-]"), ("{+", "+}"))
_marked = _Writer(("<del>", "</del>"), ("<ins>", "</ins>"), markdown=True)


def _escape(text: str) -> str:
    """Return `text` so that Markdown shows it as it is."""
    entities = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]#|~$@!])", r"\\\1", entities)


def change_json(change: Change) -> dict[str, object]:
    """Return one change as plain values for JSON, with the item before and after."""
    return {
        "what": change.what.value,
        "id": change.id,
        "code": change.item.code_on_paper,
        "kind": change.item.kind.value,
        "score": change.score,
        "why": change.why,
        "before": _json_item(change.before),
        "after": _json_item(change.after),
    }


def _json_item(item: Item | None) -> dict[str, object] | None:
    if item is None:
        return None
    return dict(_parts(item)) | {"status": item.status.value, "mod": item.mod}
