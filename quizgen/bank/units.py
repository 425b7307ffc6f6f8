"""The units that a bank is reconciled by: what it remembers of each sentence, and what the note now says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quizgen.bank.ids import digest, sentence_hash
from quizgen.bank.model import Retired
from quizgen.bank.similarity import Pairing, pair
from quizgen.bank.survey import REFUSALS, Survey
from quizgen.candidate import Candidate, Generation
from quizgen.item import Item, Kind, key_text
from quizgen.note import Note, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence as the note has it now, or a deep dive to recall (`recall`): its hash, its text, what it gave."""

    hash: str
    text: str
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""
    recall: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A sentence as the bank remembers it: its hash, its text if an item still tells it, its items and its refusals.

    `retired` are those of its items that left the deck. `bygone` says that the sentence wasn't in the note when the
    bank was last built.
    """

    hash: str
    items: tuple[Item, ...] = ()
    retired: tuple[Retired, ...] = ()
    reason: str = ""
    bygone: bool = False

    @property
    def refused(self) -> bool:
        """Whether a person refused one of its items."""
        return self.reason in REFUSALS or any(each.why in REFUSALS for each in self.retired)

    @property
    def everything(self) -> tuple[Item, ...]:
        """Its items, the living first."""
        return (*self.items, *(each.item for each in self.retired))

    @property
    def recall(self) -> bool:
        """Whether it is a deep dive to recall."""
        return any(item.kind is Kind.FREE_RECALL for item in self.everything)

    @property
    def text(self) -> str:
        """The sentence's text, empty when nobody knows it any more."""
        if self.recall:
            return next(_recall_text(item) for item in self.everything if item.kind is Kind.FREE_RECALL)
        texts = [item.source.text for item in self.everything if item.source]
        return next((text for text in texts if sentence_hash(text) == self.hash), texts[0] if texts else "")


def _recall_text(item: Item) -> str:
    return f"{item.section}\n{key_text(item.question)}"


def units(note: Note, generation: Generation) -> tuple[Unit, ...]:
    """Return what the note says now: its sentences in note order, then its deep dives to recall."""
    found = [
        Unit(hash=sentence_hash(report.text), text=report.text, candidates=report.candidates, reason=report.reason)
        for report in generation.sentences
    ]
    dives: defaultdict[str, list[str]] = defaultdict(list)
    for dive in note.deep_dives:
        dives[dive.heading.text].append(dive_hash(dive))
    for candidate in generation.free_recall:
        points = key_text(candidate.question)
        waiting = dives[candidate.section]
        mark = waiting.pop(0) if waiting else digest("free recall", candidate.section, points)
        found.append(Unit(hash=mark, text=f"{candidate.section}\n{points}", candidates=(candidate,), recall=True))
    return tuple(found)


def dive_hash(dive: Section) -> str:
    """Return the hash by which a bank knows a deep dive: of its heading and its paragraphs."""
    return digest("free recall", dive.heading.text, *(paragraph.text for paragraph in dive.paragraphs))


def unchanged(survey: Survey) -> tuple[Unit, ...]:
    """Return the units of a note whose text is just what the bank was made from."""
    records = survey.records[: survey.listed]
    return tuple(Unit(hash=record.hash, text="", reason=record.reason) for record in records if record.hash)


def known(survey: Survey) -> tuple[Known, ...]:
    """Return what the bank remembers, sentence by sentence."""
    items: defaultdict[int, list[Item]] = defaultdict(list)
    for item in survey.live:
        if item.id in survey.homes:
            items[survey.homes[item.id]].append(item)
    retired: defaultdict[str, list[Retired]] = defaultdict(list)
    for each in survey.retired:
        if each.sentence:
            retired[each.sentence].append(each)
    found = [
        Known(
            hash=record.hash,
            items=tuple(items[number]),
            retired=tuple(retired.pop(record.hash, ())),
            reason=record.reason,
            bygone=number >= survey.listed and not items[number],
        )
        for number, record in enumerate(survey.records)
        if record.hash
    ]
    found += [Known(hash=mark, retired=tuple(each), bygone=True) for mark, each in retired.items()]
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """Which known sentence each unit continues (by index; with its score, 1 where the text is the same), and ties.

    A tie holds the texts among which the choice would be a guess: those of the bank, then those of the note.
    """

    found: dict[int, tuple[int, float]]
    ties: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


def match_units(before: Sequence[Known], now: Sequence[Unit]) -> Matched:
    """Return what continues as what: the same text first, then the most alike.

    What stood in the note when the bank was last built goes before what had left it by then.
    """
    found: dict[int, tuple[int, float]] = {}
    left = set(range(len(before)))
    _exact(before, now, found, left)
    ties: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for bygone in (False, True):
        for recall in (False, True):
            ours = [
                a for a in sorted(left) if (before[a].bygone, before[a].recall) == (bygone, recall) and before[a].text
            ]
            theirs = [b for b, unit in enumerate(now) if b not in found and unit.recall == recall]
            if recall:
                _same_heading(before, now, ours, theirs, found, left)
            pairing = _pair([before[a] for a in ours], [now[b] for b in theirs])
            for a, b, score in pairing.pairs:
                found[theirs[b]] = (ours[a], score)
                left.discard(ours[a])
            ties += [
                (tuple(before[ours[a]].text for a in olds), tuple(now[theirs[b]].text for b in news))
                for olds, news in pairing.ties
            ]
    return Matched(found=found, ties=tuple(ties))


def _exact(before: Sequence[Known], now: Sequence[Unit], found: dict[int, tuple[int, float]], left: set[int]) -> None:
    """Match equal hashes; where a sentence stands several times, the first with the first."""
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for a, each in enumerate(before):
        waiting[each.hash].append(a)
    for b, unit in enumerate(now):
        if waiting[unit.hash]:
            a = waiting[unit.hash].pop(0)
            found[b] = (a, 1.0)
            left.discard(a)


def _same_heading(
    before: Sequence[Known],
    now: Sequence[Unit],
    ours: list[int],
    theirs: list[int],
    found: dict[int, tuple[int, float]],
    left: set[int],
) -> None:
    """Match deep dives by their headings before their contents, and take them off the lists."""
    for b in list(theirs):
        heading = now[b].text.partition("\n")[0]
        same = [a for a in ours if before[a].text.partition("\n")[0] == heading]
        if same:
            found[b] = (same[0], 0.99)
            left.discard(same[0])
            ours.remove(same[0])
            theirs.remove(b)


def _pair(ours: Sequence[Known], theirs: Sequence[Unit]) -> Pairing:
    hints = [[key_text(item.question) for item in each.everything if item.source] for each in ours]
    return pair([each.text for each in ours], [unit.text for unit in theirs], hints=hints)


def relocate(retired: Iterable[Retired], mark: str) -> tuple[Retired, ...]:
    """Return tombstones that follow their sentence to its new hash."""
    return tuple(replace(each, sentence=mark) for each in retired)
