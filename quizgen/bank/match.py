"""Which bank belongs to which note, after files were renamed, moved or swapped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from quizgen.bank.fingerprint import fingerprint, likeness
from quizgen.bank.model import Bank
from quizgen.bank.similarity import THRESHOLD, assign
from quizgen.note import Note
from quizgen.problem import Problem, Severity


def match_banks(
    notes: Mapping[str, Note], banks: Mapping[str, Bank], *, prints: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the name of the bank that belongs to each note, by the note's name; a note without one has no entry.

    In this order: the same `id` in the front matter; the same path with the same text; the same text; the same path;
    the same link; text at least half the same, the most alike first. Only what is alone in being so is taken: two notes
    with one link are told apart by their texts, and what nothing tells apart stays unmatched (`undecided` says so). A
    note never takes the bank of one with another `id`. Names are whatever the caller calls them by. `prints` are the
    notes' fingerprints, where they are known: the notes may then lack their text.
    """
    return _Matcher(notes, banks, prints=dict(prints or {})).run()


def undecided(
    notes: Mapping[str, Note], banks: Mapping[str, Bank], *, prints: Mapping[str, str] | None = None
) -> tuple[Problem, ...]:
    """Return a warning for each note that is as much like one bank without a note as like another."""
    matcher = _Matcher(notes, banks, prints=dict(prints or {}))
    matcher.run()
    return tuple(matcher.ties)


@dataclass(slots=True)
class _Matcher:
    notes: Mapping[str, Note]
    banks: Mapping[str, Bank]
    found: dict[str, str] = field(default_factory=dict)
    ties: list[Problem] = field(default_factory=list)
    prints: dict[str, str] = field(default_factory=dict)

    def run(self) -> dict[str, str]:
        self.prints = {name: self.prints.get(name) or fingerprint(note) for name, note in self.notes.items()}
        self._unique(lambda name: self.notes[name].ident, lambda bank: bank.note.ident)
        self._unique(
            lambda name: (self.notes[name].path, self.prints[name]),
            lambda bank: bank.text and (bank.note.path, bank.text),
        )
        self._unique(lambda name: self.prints[name], lambda bank: bank.text)
        self._unique(lambda name: self.notes[name].path, lambda bank: bank.note.path)
        self._unique(lambda name: self.notes[name].link, lambda bank: bank.note.link)
        self._alike()
        return {name: self.found[name] for name in self.notes if name in self.found}

    def _left(self) -> tuple[list[str], list[str]]:
        taken = set(self.found.values())
        return [name for name in self.notes if name not in self.found], [
            name for name in self.banks if name not in taken
        ]

    def _may(self, note: str, bank: str) -> bool:
        """Return whether the two don't say of themselves that they are two."""
        mine, theirs = self.notes[note].ident, self.banks[bank].note.ident
        return not mine or not theirs or mine == theirs

    def _unique(self, of_note: Callable[[str], object], of_bank: Callable[[Bank], object]) -> None:
        """Match what has one mark, where one note and one bank only have it; no mark matches nothing."""
        notes, banks = self._left()
        ours: dict[object, list[str]] = {}
        theirs: dict[object, list[str]] = {}
        for name in notes:
            ours.setdefault(of_note(name), []).append(name)
        for name in banks:
            theirs.setdefault(of_bank(self.banks[name]), []).append(name)
        for mark, names in ours.items():
            others = theirs.get(mark, [])
            if mark and len(names) == len(others) == 1 and self._may(names[0], others[0]):
                self.found[names[0]] = others[0]

    def _alike(self) -> None:
        notes, banks = self._left()
        scores = {
            (a, b): score
            for a, note in enumerate(notes)
            for b, bank in enumerate(banks)
            if self._may(note, bank) and (score := likeness(self.prints[note], self.banks[bank].text)) >= THRESHOLD
        }
        pairing = assign(scores)
        for a, b, _ in pairing.pairs:
            self.found[notes[a]] = banks[b]
        for olds, news in pairing.ties:
            said = " and ".join(self.banks[banks[b]].note.path for b in news)
            hint = "give the notes an `id` in their front matter, or rename them one at a time with a build between"
            for a in olds:
                text = f"nothing tells whether this note, or which like it, is {said} renamed"
                path = self.notes[notes[a]].path
                self.ties.append(Problem(code="B024", text=text, hint=hint, path=path, severity=Severity.WARNING))
