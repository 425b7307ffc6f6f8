"""The judged file: verdicts on items, keyed by what the item says."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from quizgen.item import FreeRecall, MultipleChoice, Question, key_text, kind_of

ACCEPT = "accept"
CLASSES = {
    "P": "promotion, meta",
    "D": "dangling reference",
    "N": "needs missing context",
    "G": "grammar",
    "W": "wrong question word",
    "F": "unfaithful",
    "R": "reveals its answer",
    "M": "several answers",
    "C": "bad cloze blank",
    "X": "bad distractors",
    "T": "trivial",
    "L": "too long",
    "S": "style",
}
"""The failure classes of the rubric, in the order in which the first that applies is given."""

JUDGED = Path(__file__).resolve().parent / "judged"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class BrokenVerdictError(ValueError):
    """A judged file that can't be used: the text names the file, the entry and what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a reader sees of an item, and so what a verdict is about; a statement's key is "true" or "false"."""

    kind: str
    stem: str
    key: str
    context: str = ""
    distractors: tuple[str, ...] = ()

    @property
    def ident(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of the texts; the order of distractors doesn't matter."""
        parts = [self.kind, self.context, self.stem, self.key, *sorted(self.distractors)]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]


def text_of(question: Question, context: str) -> Text:
    """Return the texts of a question with its context line. Raises TypeError for free recall, which isn't judged."""
    if isinstance(question, FreeRecall):
        raise TypeError("free recall prompts aren't judged")
    wrong = question.distractors if isinstance(question, MultipleChoice) else ()
    return Text(
        kind=kind_of(question).value,
        stem=question.stem,
        key=key_text(question),
        context=context,
        distractors=tuple(wrong),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One judge's word: `accept` or the code of a failure class, and one line why."""

    judge: str
    verdict: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item with the verdicts on it; `note` is the slug, `rule` the family that first made it."""

    note: str
    rule: str
    text: Text
    source: str
    verdicts: tuple[Verdict, ...]

    def settled(self) -> str:
        """Return what counts: the majority on accept or reject, of an even split the reject; its first class."""
        rejects = [one.verdict for one in self.verdicts if one.verdict != ACCEPT]
        if len(rejects) * 2 < len(self.verdicts):
            return ACCEPT
        order = list(CLASSES)
        counts = Counter(rejects)
        return min(rejects, key=lambda code: (-counts[code], order.index(code)))

    def accepted(self) -> bool:
        """Whether the settled verdict is accept."""
        return self.settled() == ACCEPT


def load(folder: Path = JUDGED) -> dict[str, Entry]:
    """Return all judged items by their ident.

    Raises BrokenVerdictError for an ident that doesn't fit the texts, an item that stands twice, an unknown class, a
    judge who speaks twice on one item, or a reject that doesn't say why.
    """
    entries: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.yaml")):
        for raw in yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader) or ():
            entry = _entry(raw, path)
            if entry.text.ident in entries:
                raise BrokenVerdictError(f"{path.name}: {raw['id']}: stands twice")
            entries[entry.text.ident] = entry
    return entries


def _entry(raw: dict[str, Any], path: Path) -> Entry:
    try:
        entry = from_row(raw, note=path.stem, verdicts=tuple(Verdict(**one) for one in raw["verdicts"]))
    except (KeyError, TypeError) as error:
        raise BrokenVerdictError(f"{path.name}: {raw.get('id', '?')}: {error}") from error
    for fault in _faults(entry, str(raw["id"])):
        raise BrokenVerdictError(f"{path.name}: {raw['id']}: {fault}")
    return entry


def from_row(raw: dict[str, Any], *, note: str, verdicts: tuple[Verdict, ...]) -> Entry:
    """Return the entry that a row of a judged file or batch describes. Raises KeyError where a text is missing."""
    text = Text(
        kind=str(raw["kind"]),
        stem=str(raw["stem"]),
        key=str(raw["key"]),
        context=str(raw.get("context", "")),
        distractors=tuple(str(one) for one in raw.get("distractors", ())),
    )
    return Entry(note=note, rule=str(raw["rule"]), text=text, source=str(raw["source"]), verdicts=verdicts)


def _faults(entry: Entry, ident: str) -> Iterable[str]:
    if ident != entry.text.ident:
        yield f"the texts give {entry.text.ident}; a changed item is a new one"
    if not entry.verdicts:
        yield "no verdict"
    judges = [one.judge for one in entry.verdicts]
    if len(set(judges)) < len(judges):
        yield "a judge speaks twice"
    for one in entry.verdicts:
        if one.verdict != ACCEPT and one.verdict not in CLASSES:
            yield f"no such verdict: {one.verdict}"
        if one.verdict != ACCEPT and not one.why:
            yield "a reject must say why"


def merge(entries: dict[str, Entry], more: Iterable[Entry]) -> dict[str, Entry]:
    """Return the entries with more verdicts added; the first word of a judge on an item stands."""
    merged = dict(entries)
    for entry in more:
        old = merged.get(entry.text.ident)
        if old is None:
            merged[entry.text.ident] = entry
            continue
        judges = {one.judge for one in old.verdicts}
        fresh = tuple(one for one in entry.verdicts if one.judge not in judges)
        merged[entry.text.ident] = replace(old, verdicts=old.verdicts + fresh)
    return merged


def save(entries: dict[str, Entry], folder: Path = JUDGED) -> None:
    """Write one file a note, sorted by source sentence and ident, so that a new verdict is a small diff."""
    by_note: dict[str, list[Entry]] = {}
    for entry in entries.values():
        by_note.setdefault(entry.note, []).append(entry)
    folder.mkdir(exist_ok=True)
    for note, group in sorted(by_note.items()):
        rows = [row(entry) for entry in sorted(group, key=lambda one: (one.source, one.text.ident))]
        text = yaml.dump(rows, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=118)
        (folder / f"{note}.yaml").write_text(text, encoding="utf-8")


def row(entry: Entry) -> dict[str, Any]:
    """Return the entry as it stands in a file."""
    text = entry.text
    made: dict[str, Any] = {"id": text.ident, "kind": text.kind, "rule": entry.rule}
    if text.context:
        made["context"] = text.context
    made |= {"stem": text.stem, "key": text.key}
    if text.distractors:
        made["distractors"] = list(text.distractors)
    made["source"] = entry.source
    made["verdicts"] = [
        {"judge": one.judge, "verdict": one.verdict} | ({"why": one.why} if one.why else {}) for one in entry.verdicts
    ]
    return made
