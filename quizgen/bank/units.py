"""The units that a bank is reconciled by: what it remembers of each sentence, and what the note now says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quizgen.bank.ids import digest, sentence_hash
from quizgen.bank.model import Retired
from quizgen.bank.similarity import pair
from quizgen.bank.survey import GONE, REFUSALS, Survey
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
    """Return what the note says now: its sentences in note order, then its deep dives, to be recalled or not."""
    found = [
        Unit(hash=sentence_hash(report.text), text=report.text, candidates=report.candidates, reason=report.reason)
        for report in generation.sentences
    ]
    prompts: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in generation.free_recall:
        prompts[candidate.section].append(candidate)
    for dive in note.deep_dives:
        waiting = prompts[dive.heading.text]
        candidates = (waiting.pop(0),) if waiting else ()
        said = [key_text(each.question) for each in candidates] or [each.text for each in dive.paragraphs]
        text = "\n".join((dive.heading.text, *said))
        found.append(Unit(hash=dive_hash(dive), text=text, candidates=candidates, recall=True))
    return tuple(found)


def dive_hash(dive: Section) -> str:
    """Return the hash by which a bank knows a deep dive: of its heading and its paragraphs."""
    return digest("free recall", dive.heading.text, *(paragraph.text for paragraph in dive.paragraphs))


def unchanged(survey: Survey) -> tuple[Unit, ...]:
    """Return the units of a note whose text is just what the bank was made from."""
    records = survey.records[: survey.listed]
    return tuple(Unit(hash=record.hash, text="", reason=record.reason) for record in records if record.hash)


def known(survey: Survey) -> tuple[Known, ...]:
    """Return what the bank remembers, sentence by sentence; what left the note before its last build comes last."""
    items: defaultdict[int, list[Item]] = defaultdict(list)
    for item in survey.live:
        if item.id in survey.homes:
            items[survey.homes[item.id]].append(item)
    listed = {record.hash for record in survey.records[: survey.listed]}
    retired: defaultdict[str, list[Retired]] = defaultdict(list)
    bygone: defaultdict[str, list[Retired]] = defaultdict(list)
    for each in survey.retired:
        marks = each.sentence.split()
        home = next((mark for mark in marks if mark in listed and each.why != GONE), "")
        if home:
            retired[home].append(each)
        elif marks:
            bygone[marks[0]].append(each)
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
    found += [Known(hash=mark, retired=tuple(each), bygone=True) for mark, each in bygone.items()]
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """Which known sentences each unit continues, by index: one that stood in the note, one that had left it, or both.

    A tie holds the texts among which the choice would be a guess: those of the bank, then those of the note.
    """

    found: Mapping[int, tuple[int, ...]]
    ties: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


def match_units(before: Sequence[Known], now: Sequence[Unit]) -> Matched:
    """Return what continues as what: the same text first, then the most alike.

    What stood in the note when the bank was last built goes first. What had left it by then comes back with its own
    text to a sentence that wasn't there, or to one that was another then; else to a new sentence that is like it.
    """
    matcher = _Matcher(before, now)
    matcher.exact(bygone=False)
    matcher.alike(bygone=False)
    matcher.exact(bygone=True)
    matcher.alike(bygone=True)
    return Matched(found=matcher.found, ties=tuple(matcher.ties))


class _Matcher:
    """The matching of known sentences with units, step by step."""

    def __init__(self, before: Sequence[Known], now: Sequence[Unit]) -> None:
        self.before, self.now = before, now
        self.found: dict[int, tuple[int, ...]] = {}
        self.left = set(range(len(before)))
        self.ties: list[tuple[tuple[str, ...], tuple[str, ...]]] = []

    def exact(self, *, bygone: bool) -> None:
        """Match equal hashes; where a sentence stands several times, the first with the first."""
        waiting: defaultdict[str, list[int]] = defaultdict(list)
        for a in sorted(self.left):
            if self.before[a].bygone == bygone:
                waiting[self.before[a].hash].append(a)
        for b, unit in enumerate(self.now):
            same = any(self.before[a].hash == unit.hash for a in self.found.get(b, ()))
            if waiting[unit.hash] and not same:
                self._take(waiting[unit.hash].pop(0), b)

    def alike(self, *, bygone: bool) -> None:
        """Match deep dives of one heading, then the most alike."""
        for recall in (False, True):
            ours = [a for a in sorted(self.left) if self._waits(self.before[a], bygone=bygone, recall=recall)]
            theirs = [b for b, unit in enumerate(self.now) if b not in self.found and unit.recall == recall]
            if recall:
                self._same_heading(ours, theirs)
            hints = [[key_text(item.question) for item in self.before[a].everything if item.source] for a in ours]
            texts = [self.before[a].text for a in ours], [self.now[b].text for b in theirs]
            pairing = pair(*texts, hints=hints)
            for a, b, _ in pairing.pairs:
                self._take(ours[a], theirs[b])
            self.ties += [
                (tuple(texts[0][a] for a in olds), tuple(texts[1][b] for b in news)) for olds, news in pairing.ties
            ]

    def _waits(self, known: Known, *, bygone: bool, recall: bool) -> bool:
        return known.bygone == bygone and known.recall == recall and bool(known.text)

    def _same_heading(self, ours: list[int], theirs: list[int]) -> None:
        """Match deep dives by their headings before their contents, and take them off the lists."""
        for b in list(theirs):
            heading = self.now[b].text.partition("\n")[0]
            same = [a for a in ours if self.before[a].text.partition("\n")[0] == heading]
            if same:
                self._take(same[0], b)
                ours.remove(same[0])
                theirs.remove(b)

    def _take(self, a: int, b: int) -> None:
        self.found[b] = (*self.found.get(b, ()), a)
        self.left.discard(a)


def relocate(retired: Iterable[Retired], mark: str) -> tuple[Retired, ...]:
    """Return tombstones that follow their sentence to its new hash, and remember the old ones."""

    def moved(each: Retired) -> Retired:
        marks = each.sentence.split()
        return each if mark in marks else replace(each, sentence=" ".join((mark, *marks)))

    return tuple(moved(each) for each in retired)
