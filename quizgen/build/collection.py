"""What a build makes of all notes together: the index page, and one package with every note as a subdeck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

from quizgen.build.fingerprint import NOTHING, digest, seal_of_package, seal_page, seal_stream
from quizgen.build.records import BANK, COMBINED, INDEX, KEY, PACKAGE, QUIZ, SHEET, Settings
from quizgen.build.rows import parse_row
from quizgen.item import Kind
from quizgen.project import Project

if TYPE_CHECKING:
    from quizgen.bank.model import Bank

__all__ = ["COMBINED", "INDEX", "combine", "combined_mark", "index_mark", "render_index_page"]
_LINKS = (("self_test", QUIZ), ("sheet", SHEET), ("key", KEY), ("deck", PACKAGE))


def index_mark(project: Project, pages: str, rows: Mapping[str, str]) -> str:
    """Return the fingerprint of the index: of its rows, as texts by folder, and of `pages`, what shapes every page."""
    parts = (part.encode("utf-8", "surrogateescape") for row in rows.items() for part in row)
    return f"{digest(pages.encode(), project.deck.encode(), *parts)}-{NOTHING}"


def render_index_page(project: Project, settings: Settings, rows: Mapping[str, str], *, mark: str) -> bytes:
    """Return decks/index.html: one line for each note, with links to the files in its folder."""
    from quizgen.export.sheet import IndexEntry, render_index

    entries = []
    for folder, text in rows.items():
        row = parse_row(text)
        counts = tuple((kind, row.counts.kinds.get(kind, 0)) for kind in Kind)
        links = tuple((word, f"{folder}/{name}") for word, name in _LINKS) if sum(n for _, n in counts) else ()
        entries.append(
            IndexEntry(title=row.note.title, language=row.note.language, date=row.note.date, counts=counts, links=links)
        )
    page = render_index(
        entries,
        title=project.deck,
        templates=tuple(map(Path, settings.templates)),
        fingerprint=mark,
        style=settings.sheet.style,
    )
    return seal_page(page.encode())


def banks_of(project: Project, folders: Iterable[str]) -> Iterator[Bank]:
    """Yield the bank of each folder, read when it is asked for; one that can't be read, or has nothing, is left out."""
    from quizgen.bank import load

    for folder in folders:
        path = project.root / project.decks / folder / BANK
        try:
            bank, _ = load(path.read_text(encoding="utf-8"), path=path.as_posix())
        except (OSError, UnicodeDecodeError):
            continue
        if bank is not None and (bank.items or bank.retired):
            yield bank


def combined_mark(project: Project, packages: str, folders: Iterable[str]) -> str:
    """Return the fingerprint of the package of all notes: of each note's deck, in order, and of the note types."""
    decks = project.root / project.decks
    marks = (f"{folder} {seal_of_package(decks / folder / PACKAGE).mark}".encode() for folder in folders)
    return digest(packages.encode(), *marks)


def combine(out: IO[bytes], project: Project, settings: Settings, folders: Iterable[str], *, mark: str) -> None:
    """Write the package of all notes to `out`, one bank in memory at a time, sealed like that of a note.

    Raises QuizgenError as `write_package`.
    """
    from quizgen.export.anki import write_package

    write_package(
        out,
        banks_of(project, folders),
        notetype_mods=settings.notetypes,
        style=settings.cards,
        media=Pictures(project.root),
        fingerprint=f"{mark}-{NOTHING}",
    )
    seal_stream(out)


class Pictures(Mapping[str, bytes]):
    """The files of a project as a mapping that reads one when it is asked for it; nothing outside the project."""

    def __init__(self, root: Path) -> None:
        from quizgen.build.pictures import picture_loader

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
