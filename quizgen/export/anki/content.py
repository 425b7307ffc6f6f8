"""What is inside a package, as opposed to its bytes: for comparing packages that other libraries wrote."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

_DATABASES = ("collection.anki21", "collection.anki2")
_MODEL_PARTS = ("name", "type", "css", "sortf", "mod", "latexPre", "latexPost")


class NotAPackage(ValueError):
    """Bytes that aren't an Anki package which can be read here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedNote:
    """One Anki note of a package: its GUID, note type id, time of change, tags and fields, and the deck of its card."""

    guid: str
    model_id: int
    mod: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    deck: str
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All of a package that Anki takes over, in a fixed order; row ids and the like are left out.

    `models` holds each note type as canonical JSON by its id, `decks` each description by name, `media` each file's
    SHA-256 by name.
    """

    notes: tuple[PackagedNote, ...]
    models: tuple[tuple[str, str], ...]
    decks: tuple[tuple[str, str], ...]
    media: tuple[tuple[str, str], ...]


def read_package(apkg: bytes | IO[bytes]) -> Content:
    """Return what a package holds. Raises NotAPackage for bytes that aren't one in the format that quizgen writes."""
    try:
        with ZipFile(io.BytesIO(apkg) if isinstance(apkg, bytes) else apkg) as file:
            return _read(file)
    except (BadZipFile, KeyError, ValueError, TypeError, IndexError, zlib.error, EOFError, OSError) as error:
        raise NotAPackage(f"not an Anki package: {error}") from error
    except (sqlite3.Error, RuntimeError, NotImplementedError) as error:
        raise NotAPackage(f"the package's database can't be read: {error}") from error


def content_hash(apkg: bytes | IO[bytes]) -> str:
    """Return a hash of all of a package that Anki takes over: 64 hex digits of SHA-256, the same on every machine.

    Two packages with one hash are the same deck, whatever library wrote them. Raises NotAPackage.
    """
    content = read_package(apkg)
    sha = hashlib.sha256()
    for part in (content.models, content.decks, content.media):
        sha.update(json.dumps(part).encode())
    for note in content.notes:
        parts = (note.guid, note.model_id, note.mod, note.tags, note.fields, note.deck, note.due)
        sha.update(json.dumps(parts).encode())
    return sha.hexdigest()


def fingerprint_of(apkg: bytes | IO[bytes]) -> str:
    """Return the fingerprint that `package` was given. Raises NotAPackage."""
    try:
        with ZipFile(io.BytesIO(apkg) if isinstance(apkg, bytes) else apkg) as file:
            return file.comment.decode("utf-8", "replace")
    except (BadZipFile, OSError, ValueError) as error:
        raise NotAPackage(f"not an Anki package: {error}") from error


def _read(file: ZipFile) -> Content:
    names = set(file.namelist())
    database = next((name for name in _DATABASES if name in names), None)
    if database is None:
        raise NotAPackage("no collection inside")
    listed: Mapping[str, str] = json.loads(file.read("media")) if "media" in names else {}
    media = sorted((name, _sha(file, number)) for number, name in listed.items())
    with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
        path = Path(file.extract(database, folder))
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            models, decks = map(json.loads, connection.execute("SELECT models, decks FROM col").fetchone())
            notes = tuple(_notes(connection, {int(key): deck["name"] for key, deck in decks.items()}))
    return Content(
        notes=notes,
        models=tuple(sorted((key, _model(model)) for key, model in models.items())),
        decks=tuple(sorted((deck["name"], deck.get("desc", "")) for key, deck in decks.items() if key != "1")),
        media=tuple(media),
    )


def _sha(file: ZipFile, number: str) -> str:
    sha = hashlib.sha256()
    with file.open(number) as entry:
        while chunk := entry.read(1 << 20):
            sha.update(chunk)
    return sha.hexdigest()


def _model(model: Mapping[str, object]) -> str:
    parts = {name: model.get(name) for name in _MODEL_PARTS}
    fields, templates = model["flds"], model["tmpls"]
    return json.dumps({**parts, "flds": fields, "tmpls": templates}, sort_keys=True)


def _notes(connection: sqlite3.Connection, decks: Mapping[int, str]) -> Iterator[PackagedNote]:
    columns = "guid, mid, n.mod, tags, flds, did, due"
    query = f"SELECT {columns} FROM notes n JOIN cards c ON c.nid = n.id ORDER BY guid, c.ord, c.id"  # noqa: S608
    for guid, model_id, mod, tags, fields, deck, due in connection.execute(query):
        yield PackagedNote(
            guid=guid,
            model_id=model_id,
            mod=mod,
            tags=tuple(tags.split()),
            fields=tuple(fields.split("\x1f")),
            deck=decks.get(deck, ""),
            due=due,
        )
