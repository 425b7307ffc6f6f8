"""What quizgen makes of the corpus: every item it emits and every candidate that it stops."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.quality.corpus import Sample
from benchmarks.quality.verdicts import Entry, Text, Verdict, text_of
from quizgen.generate import generate
from quizgen.item import FreeRecall
from quizgen.note import Note
from quizgen.read import read

SCORE_GATES = frozenset({"score", "choice"})
"""What stops a candidate that passed every rule: its score, or that better ones of its sentence were chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A candidate of one note: its texts, source sentence, family and score, and the gate that stopped it.

    `gate` is empty for an item that is emitted.
    """

    note: str
    text: Text
    source: str
    section: str
    rule: str
    score: float | None
    gate: str = ""

    @property
    def emitted(self) -> bool:
        """Whether the item reaches the bank."""
        return not self.gate

    @property
    def passed_rules(self) -> bool:
        """Whether no rule stopped it: it is emitted, or only score or choice kept it back."""
        return not self.gate or self.gate in SCORE_GATES

    def entry(self, verdict: Verdict) -> Entry:
        """Return the judged file's entry for this candidate with one verdict."""
        return Entry(note=self.note, rule=self.rule, text=self.text, source=self.source, verdicts=(verdict,))


def note_of(sample: Sample) -> Note:
    """Return the note as quizgen reads it; raises ValueError when the reader refuses the file."""
    reading = read(sample.path.read_bytes(), path=sample.path.name)
    if reading.note is None:
        raise ValueError(f"{sample.path.name}: {[str(problem) for problem in reading.problems]}")
    return reading.note


def generator(sample: Sample) -> str:
    """Return the version of the rules, as `generate` states it."""
    return generate(note_of(sample)).generator


def harvest(sample: Sample) -> tuple[Made, ...]:
    """Return all candidates of a note in note order, each text once (an emitted one wins); free recall isn't judged."""
    found: dict[str, Made] = {}
    for report in generate(note_of(sample)).sentences:
        for candidate in report.candidates:
            if isinstance(candidate.question, FreeRecall):
                continue
            text = text_of(candidate.question, candidate.context)
            found[text.ident] = Made(
                note=sample.slug,
                text=text,
                source=candidate.source.text,
                section=candidate.section,
                rule=candidate.rule,
                score=candidate.score,
            )
        for stopped in report.rejected:
            if isinstance(stopped.question, FreeRecall):
                continue
            text = text_of(stopped.question, stopped.context)
            if text.ident not in found:
                found[text.ident] = Made(
                    note=sample.slug,
                    text=text,
                    source=report.text,
                    section=report.section,
                    rule=stopped.rule,
                    score=stopped.score,
                    gate=stopped.gate,
                )
    return tuple(found.values())


def spread(pool: Iterable[Made], count: int, *, seed: int) -> tuple[Made, ...]:
    """Return `count` of the pool (or all): the same number from each note, one a sentence as long as that lasts."""
    rng = random.Random(seed)
    by_note: dict[str, list[Made]] = {}
    for one in sorted(pool, key=lambda made: (made.note, made.text.ident)):
        by_note.setdefault(one.note, []).append(one)
    queues = [_by_sentence(group, rng) for _, group in sorted(by_note.items())]
    drawn: list[Made] = []
    for layer in itertools.zip_longest(*queues):
        row = [one for one in layer if one is not None]
        rng.shuffle(row)
        drawn += row
    return tuple(drawn[:count])


def _by_sentence(group: list[Made], rng: random.Random) -> list[Made]:
    """Return the candidates of a note shuffled, one of each sentence before the second of any."""
    shuffled = rng.sample(group, len(group))
    seen: Counter[str] = Counter()
    depth = {}
    for one in shuffled:
        depth[one.text.ident] = seen[one.source]
        seen[one.source] += 1
    return sorted(shuffled, key=lambda made: depth[made.text.ident])
