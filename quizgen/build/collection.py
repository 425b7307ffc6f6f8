"""What a build makes of all notes together: the index page, and one package with every note as a subdeck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from quizgen.bank import load
from quizgen.bank.model import Bank, NoteRef
from quizgen.build.fingerprint import digest, package_mark
from quizgen.build.pictures import picture_loader
from quizgen.build.records import BANK, KEY, PACKAGE, QUIZ, SHEET, Counts, Settings
from quizgen.item import Kind
from quizgen.project import Project

INDEX = "index.html"
COMBINED = "all.apkg"
Row = tuple[str, NoteRef, Counts]
"""A note of the collection: its folder below decks/, what its bank knows of it, and its numbers."""
_LINKS = (("self_test", QUIZ), ("sheet", SHEET), ("key", KEY), ("deck", PACKAGE))


def render_index_page(project: Project, settings: Settings, rows: Sequence[Row]) -> bytes:
    """Return decks/index.html: one row for each (folder, note, counts), with links to the files in its folder."""
    from quizgen.export.sheet import IndexEntry, render_index

    entries = [
        IndexEntry(
            title=note.title,
            language=note.language,
            date=note.date,
            counts=tuple((kind, counts.kinds.get(kind, 0)) for kind in Kind),
            links=tuple((word, f"{folder}/{name}") for word, name in _LINKS) if sum(counts.kinds.values()) else (),
        )
        for folder, note, counts in rows
    ]
    page = render_index(
        entries,
        title=project.deck,
        templates=tuple(map(Path, settings.templates)),
        fingerprint=digest(*(repr(row).encode() for row in rows)),
        style=settings.sheet.style,
    )
    return page.encode()


def banks_of(project: Project, folders: Iterable[str]) -> Iterator[Bank]:
    """Yield the bank of each folder, read when it is asked for; one that can't be read is left out."""
    for folder in folders:
        path = project.root / project.decks / folder / BANK
        try:
            bank, _ = load(path.read_text(encoding="utf-8"), path=path.as_posix())
        except (OSError, UnicodeDecodeError):
            continue
        if bank is not None:
            yield bank


def combined_mark(project: Project, settings: Settings, folders: Iterable[str]) -> str:
    """Return the fingerprint of the package of all notes: of each note's deck, in order."""
    paths = (project.root / project.decks / folder / BANK for folder in folders)
    return digest(*(package_mark(settings, path.read_bytes()).encode() for path in paths if path.is_file()))


def combine(out: IO[bytes], project: Project, settings: Settings, folders: Iterable[str], *, mark: str) -> None:
    """Write the package of all notes to `out`, one bank in memory at a time."""
    from quizgen.export.anki import write_package

    banks = banks_of(project, folders)
    write_package(
        out,
        banks,
        notetype_mods=settings.notetypes,
        style=settings.cards,
        media=Pictures(project.root),
        fingerprint=mark,
    )


class Pictures(Mapping[str, bytes]):
    """The files of a project as a mapping that reads one when it is asked for it; nothing outside the project."""

    def __init__(self, root: Path) -> None:
        self._load = picture_loader(root)

    def __getitem__(self, path: str) -> bytes:
        try:
            return self._load(path)
        except OSError:
            raise KeyError(path) from None

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        raise TypeError("the files of a project aren't listed")

    def __len__(self) -> int:
        raise TypeError("the files of a project aren't counted")
