"""Banks as an Anki package: one deck in memory, or many streamed into a file."""

from __future__ import annotations

import gc
import io
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from quizgen.bank.model import Bank
from quizgen.export.anki.database import Locate, Writer
from quizgen.export.anki.notetype_mods import NotetypeMods
from quizgen.export.anki.style import Style
from quizgen.export.media import find, names_of
from quizgen.problem import QuizgenError

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20
_HEADER = 100


def _normal(header: bytes) -> bytes:
    """A SQLite header (100 bytes) without what depends on how it was written: change counters, library version.

    https://www.sqlite.org/fileformat2.html, 1.3: the counter at 24 must equal the one at 92; 96 is the version.
    """
    one = (1).to_bytes(4, "big")
    return header[:24] + one + header[28:92] + one + bytes(4)


def package(
    banks: Sequence[Bank],
    *,
    notetype_mods: NotetypeMods,
    style: Style | None = None,
    media: Mapping[str, bytes] | None = None,
    fingerprint: str = "",
    locate: Locate | None = None,
) -> bytes:
    """Return an Anki package (.apkg) of the banks, each in its own deck: the same bytes for the same values.

    `media` gives the bytes of pictures by their path in the project (see `quizgen.export.media.gather`); pictures that
    it lacks are left out. `fingerprint` becomes the zip's comment. Raises QuizgenError with every item that can't be
    packaged, at the place that `locate` gives for it. Bytes are equal for one SQLite and zlib version; `content_hash`
    compares across versions.
    """
    out = io.BytesIO()
    with _collector_paused(), closing(_memory()) as connection, _zip(out, fingerprint) as file:
        stored = _fill(file, connection, banks, notetype_mods, style or Style(), media or {}, locate)
        data = connection.serialize()
        file.writestr(_entry("collection.anki2"), _normal(data[:_HEADER]) + data[_HEADER:])
        file.writestr(_entry("media"), json.dumps(stored, sort_keys=True))
    return out.getvalue()


def write_package(
    out: IO[bytes],
    banks: Iterable[Bank],
    *,
    notetype_mods: NotetypeMods,
    style: Style | None = None,
    media: Mapping[str, bytes] | None = None,
    fingerprint: str = "",
    locate: Locate | None = None,
) -> None:
    """Write what `package` returns to `out`, with the banks taken one at a time and the database in a temporary file.

    Memory doesn't grow with the number of banks but for a few bytes an item; `media` may be a mapping that reads a file
    when it is asked. The content is `package`'s; so are the bytes. Raises as `package`, with part of the package
    written.
    """
    with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
        path = Path(folder) / "collection.anki2"
        with _zip(out, fingerprint) as file:
            with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                connection.execute("PRAGMA journal_mode=OFF")
                connection.execute("PRAGMA synchronous=OFF")
                with _collector_paused():
                    stored = _fill(file, connection, banks, notetype_mods, style or Style(), media or {}, locate)
            with path.open("rb") as database, file.open(_entry("collection.anki2"), "w") as entry:
                entry.write(_normal(database.read(_HEADER)))
                shutil.copyfileobj(database, entry, _CHUNK)
            file.writestr(_entry("media"), json.dumps(stored, sort_keys=True))


def _memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def _fill(
    file: ZipFile,
    connection: sqlite3.Connection,
    banks: Iterable[Bank],
    notetype_mods: NotetypeMods,
    style: Style,
    media: Mapping[str, bytes],
    locate: Locate | None,
) -> dict[str, str]:
    """Write the banks' media into the zip and their items into the database; return the media's names by entry."""
    writer = Writer(connection, notetype_mods, style, locate)
    writer.begin()
    stored: dict[str, str] = {}
    known: set[str] = set()
    for bank in banks:
        names = names_of(bank, media)
        for target in sorted(names):
            path = find(bank.note.path, target, media)
            if path is not None and names[target] not in known:
                known.add(names[target])
                number = str(len(stored))
                stored[number] = names[target]
                file.writestr(_entry(number, packed=True), media[path])
        writer.add(bank, names)
    if writer.problems:
        raise QuizgenError(*writer.problems)
    writer.finish()
    return stored


def _zip(out: IO[bytes], fingerprint: str) -> ZipFile:
    file = ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6)
    file.comment = fingerprint.encode("utf-8")
    return file


def _entry(name: str, *, packed: bool = False) -> ZipInfo:
    """A zip entry without a date, a user or a system; pictures are packed already and are stored as they are."""
    entry = ZipInfo(name, _EPOCH)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
    return entry


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the garbage collector: rows hold no cycles, and looking for them costs a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
