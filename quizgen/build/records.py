"""The records of a build: what is to be done for a note, what came of it, and the report on the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizgen.problem import Problem, Severity

if TYPE_CHECKING:
    from quizgen.bank.changes import Change
    from quizgen.bank.model import NoteRef
    from quizgen.export.anki.notetype_mods import NotetypeMods
    from quizgen.export.anki.style import Style
    from quizgen.export.sheet.options import SheetOptions
    from quizgen.item import Kind
    from quizgen.project import Quality
    from quizgen.read import Limits

BANK, PACKAGE, SHEET, KEY, QUIZ = "items.yaml", "deck.apkg", "sheet.html", "key.html", "quiz.html"
OUTPUTS = (BANK, PACKAGE, SHEET, KEY, QUIZ)
"""What a build leaves in a note's folder under decks/."""

INDEX, COMBINED, NOTETYPES = "index.html", "all.apkg", "notetypes.yaml"
"""What a build leaves in decks/ itself."""

PRIVATE = ".quizgen"
"""The folder below decks/ for what quizgen needs for itself; git-ignored, and safe to delete between builds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is the same for every note of a build; plain values, so that it can travel to another process.

    `templates` are folders of templates, a project's own first. `now` is SOURCE_DATE_EPOCH or the build's time and
    `clock` what the clock says, both in seconds since 1970. `mod_floor` is the least `mod` of items by id, and mostly
    empty.
    """

    project_key: str
    now: int
    clock: int
    limits: Limits
    sheet: SheetOptions
    cards: Style
    notetypes: NotetypeMods
    templates: tuple[str, ...]
    quality: Quality = "balanced"
    models: Mapping[str, str] = field(default_factory=dict)
    readers: tuple[str, ...] = ()
    accept_removals: bool = False
    regenerate: bool = False
    mod_floor: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One note to be worked on.

    `path` and `bank_path` are relative to the project, with `/`; `folder` is relative to decks/, and `deck` the name of
    the Anki deck above the note's own. `data` is None when the note is gone; `bank_text` is None when there is no bank
    yet. `pictures` holds the bytes of the pictures that the note or its bank names, by path in the project, and
    `problems` what is wrong with others. `package` is the deck as it stands, None when there is none. `taken` are ids
    that no new item may get, since another bank that once had this name has them.
    """

    path: str
    folder: str
    deck: str
    bank_path: str
    data: bytes | None
    bank_text: str | None
    package: bytes | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The numbers of a note's bank: items by kind, sentences asked, and those passed over by reason."""

    kinds: Mapping[Kind, int] = field(default_factory=dict)
    asked: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    retired: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one note: the bytes of its files by name (empty when it couldn't be built), and what to report.

    `changes` are those of the bank; `failed` says that an error stopped this note: its files stay as they are. `older`
    says that items have words of an earlier generator, which `--regenerate` would word anew. `libraries` are those
    that wrote the deck, whose content is right, otherwise than they would here.
    """

    path: str
    folder: str
    note: NoteRef | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    failed: bool = False
    older: bool = False
    libraries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A build as a whole: each note's outcome, the files that changed (or would), and the problems of no one note.

    `written` and `removed` are paths relative to the project, sorted. `checked` says that nothing was written.
    `unchanged` notes needed no work; `decks` and `totals` count all notes that have a bank, worked on or not.
    `libraries` are those with which decks that are right were written otherwise than they would be here, as far as it
    was noticed: a check makes at least one deck anew to see.
    """

    outcomes: Sequence[Outcome] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    checked: bool = False
    unchanged: int = 0
    decks: int = 0
    totals: Counts = field(default_factory=Counts)
    libraries: tuple[str, ...] = ()


def total(each: Iterable[Counts]) -> Counts:
    """Return the sum of some notes' numbers."""
    kinds: Counter[Kind] = Counter()
    skipped: Counter[str] = Counter()
    asked = retired = 0
    for counts in each:
        for kind, number in counts.kinds.items():
            kinds[kind] += number
        for reason, number in counts.skipped.items():
            skipped[reason] += number
        asked += counts.asked
        retired += counts.retired
    return Counts(kinds=kinds, asked=asked, skipped=skipped, retired=retired)


def is_empty(counts: Counts) -> bool:
    """Tell whether a bank holds no item at all, and never did."""
    return not counts.kinds and not counts.retired


def nothing_to_ask(path: str) -> Problem:
    """Return what a build says of a note whose bank stays empty: a warning, each time."""
    text, hint = "there is nothing to ask in this note", "see `quizgen items --why` for what became of each sentence"
    return Problem(code="G010", text=text, hint=hint, path=path, severity=Severity.WARNING)
