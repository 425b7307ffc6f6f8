"""Packages that another SQLite or zlib wrote: right content is left alone, and a check says which library differs."""

from __future__ import annotations

import io
import json
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from crash_support import build, make_project

from quizgen.build.fingerprint import NOTHING, seal_of_package, seal_package
from quizgen.export.anki import content_hash, differing_libraries

DATABASE = "collection.anki2"


def rewritten(package: bytes, *, level: int = 6, change: str = "", comment: Callable[[bytes], bytes]) -> bytes:
    """The package as another zlib (`level`) or another SQLite (`change`, some SQL) would have written it."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as old, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=level) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == DATABASE and change:
                connection = sqlite3.connect(":memory:", isolation_level=None)
                connection.deserialize(data)
                connection.executescript(change)
                data = connection.serialize()
            new.writestr(entry.filename, data)
        new.comment = comment(old.comment)
    return out.getvalue()


def sealed(package: bytes, **how: object) -> bytes:
    """The same with a seal of its own, as a quizgen on that other machine would have written it."""
    unset = rewritten(package, comment=lambda comment: comment[:-20] + NOTHING.encode(), **how)  # type: ignore[arg-type]
    return seal_package(unset)


def as_it_was(package: bytes, **how: object) -> bytes:
    """The same with the comment as it was, as a tool that knows nothing of seals would leave it."""
    return rewritten(package, comment=lambda comment: comment, **how)  # type: ignore[arg-type]


def bare(package: bytes, **how: object) -> bytes:
    """The same without a comment."""
    return rewritten(package, comment=lambda _: b"", **how)  # type: ignore[arg-type]


OTHER_SQLITE = "PRAGMA page_size=8192; VACUUM;"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("libraries") / "project"
    make_project(folder, 1)
    code, said = build(folder)
    assert code == 0, said
    return folder


@pytest.mark.parametrize(
    ("made", "how", "names"),
    [
        (sealed, {"level": 9}, ["zlib"]),
        (sealed, {"change": OTHER_SQLITE}, ["SQLite"]),
        (as_it_was, {"change": OTHER_SQLITE, "level": 1}, ["SQLite", "zlib"]),
        (bare, {"change": OTHER_SQLITE, "level": 1}, ["SQLite", "zlib"]),
    ],
    ids=["zlib", "SQLite", "both, comment as it was", "both, no comment"],
)
def test_what_another_library_wrote_is_left_alone(
    project: Path, made: Callable[..., bytes], how: dict[str, object], names: list[str]
) -> None:
    path = project / "decks" / "note-00" / "deck.apkg"
    right = path.read_bytes()
    try:
        other = made(right, **how)
        assert other != right
        assert content_hash(other) == content_hash(right)
        assert list(differing_libraries(other, right)) == names
        path.write_bytes(other)
        code, said = build(project, "--check")
        assert code == 0, said
        here = {"SQLite": sqlite3.sqlite_version, "zlib": zlib.ZLIB_RUNTIME_VERSION}
        assert " and ".join(f"another {name} than this machine's {here[name]}" for name in names) in said
        code, said = build(project, "--check", "--format", "json")
        assert json.loads(said[said.index("{") : said.rindex("}") + 1])["libraries"] == names
        code, said = build(project)
        assert code == 0, said
        assert path.read_bytes() == other
        code, said = build(project)
        assert "1 up to date" in said
        assert path.read_bytes() == other
    finally:
        path.write_bytes(right)


def test_the_same_library_is_not_spoken_of(project: Path) -> None:
    code, said = build(project, "--check")
    assert code == 0
    assert "another" not in said


@pytest.mark.parametrize("made", [as_it_was, bare])
def test_what_has_another_content_is_made_anew(project: Path, made: Callable[..., bytes]) -> None:
    path = project / "decks" / "note-00" / "deck.apkg"
    right = path.read_bytes()
    path.write_bytes(made(right, change="UPDATE notes SET tags = ' mine ';"))
    code, said = build(project, "--check")
    assert code == 1
    assert "out of date: decks/note-00/deck.apkg" in said
    (project / "decks" / ".quizgen" / "manifest").unlink(missing_ok=True)
    if made is bare:
        assert not seal_of_package(path).mark
        assert build(project)[0] == 0
        assert path.read_bytes() == right
    path.write_bytes(right)
