"""decks/.quizgen/manifest: what the last build found on the disk, so that the next one need not look at every byte.

Like git's index it holds size, times and inode of files. They only decide what must be read again; a missing, damaged
or foreign manifest means that everything is looked at, and never that anything is built.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from quizgen import __version__
from quizgen.build.records import COMBINED, INDEX, NOTETYPES, OUTPUTS, PRIVATE

MANIFEST = "manifest"
_FORM = f"quizgen manifest 2 {__version__}"
_pack = struct.Struct("<4q").pack
_pack_six = struct.Struct("<24q").pack
NO_STATE = _pack(0, 0, 0, 0)
_JOINT = "\x1f"
COARSE = 2_000_000_000
"""Nanoseconds: the step of the coarsest clocks of file systems (FAT has two seconds)."""
STEP = 20_000_000
"""Nanoseconds: more than the step of the clock that other file systems take their times from (1/100 s)."""

State = tuple[bytes, int]
"""What identifies a file's content short of reading it, and when it last changed (ns)."""


class Entry(NamedTuple):
    """A place that was up to date: its note (empty: gone), its state, and its row as text (see `rows`).

    `pictures` are the paths in the project of the pictures that its items show.
    """

    note: str
    state: str
    row: str
    pictures: tuple[str, ...] = ()


class Kept(NamedTuple):
    """The state of a place that is up to date, when a file of it last changed (ns), and the pictures that it shows."""

    state: str
    newest: int = 0
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the last build left: entries by folder below decks/, in the order of the inventory.

    `environment` is the hash of everything else that shapes outputs; `top` the state of decks/ itself, empty where it
    isn't known. `settled` says that every note was up to date and nothing was to report; `seeds`, `decks`, `ignore`,
    `combine` and `latest` (the highest `mod` of the note types) are then enough to find that still nothing has changed.
    """

    environment: str = ""
    top: str = ""
    settled: bool = False
    seeds: str = ""
    decks: str = ""
    ignore: tuple[str, ...] = ()
    combine: bool = False
    latest: int = 0
    folders: tuple[str, ...] = ()
    totals: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)


_HEAD = ("environment", "top", "settled", "seeds", "decks", "ignore", "combine", "latest", "folders", "totals")


def path_of(decks: Path) -> Path:
    """Return where the manifest of a folder of decks is."""
    return decks / PRIVATE / MANIFEST


def load(decks: Path) -> Manifest:
    """Return the manifest of a folder of decks; an empty one where there is none that can be used. Never raises."""
    try:
        data = path_of(decks).read_bytes()
        first, _, body = data.partition(b"\n")
        if first != f"{_FORM} {hashlib.sha256(body).hexdigest()}".encode():
            return Manifest()
        head, _, rest = body.decode("utf-8", "surrogateescape").partition("\n")
        values = json.loads(head)
        lines = (line.split("\t") for line in rest.split("\n") if line)
        entries = {
            folder: Entry(note, state, row, tuple(pictures.split(_JOINT)) if pictures else ())
            for folder, note, state, row, pictures in lines
        }
        values["ignore"], values["folders"] = tuple(values["ignore"]), tuple(values["folders"])
        return Manifest(**values, entries=entries)
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest()


def dump(manifest: Manifest) -> bytes:
    """Return the bytes of a manifest."""
    head = json.dumps({name: getattr(manifest, name) for name in _HEAD})
    lines = [head]
    for folder, entry in manifest.entries.items():
        pictures = _JOINT.join(entry.pictures)
        odd = any(mark in folder + entry.note + pictures for mark in "\t\n\r")
        if not odd and pictures.count(_JOINT) == max(0, len(entry.pictures) - 1):
            lines.append(f"{folder}\t{entry.note}\t{entry.state}\t{entry.row}\t{pictures}")
    body = "\n".join((*lines, "")).encode("utf-8", "surrogateescape")
    return f"{_FORM} {hashlib.sha256(body).hexdigest()}\n".encode() + body


def save(decks: Path, manifest: Manifest) -> None:
    """Write the manifest unless it stands there already; without fsync, since it may be lost. Raises OSError."""
    path, data = path_of(decks), dump(manifest)
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{MANIFEST}.new")
    fresh.write_bytes(data)
    fresh.replace(path)


def file_state(path: str) -> State:
    """Return the state of a file or folder; that of nothing where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116  # a Path for each of 60,000 files would cost more than the look itself
    except OSError:
        return NO_STATE, 0
    return pack_state(found), max(found.st_mtime_ns, found.st_ctime_ns)


def pack_state(found: os.stat_result) -> bytes:
    """Return what identifies a file's content short of reading it."""
    return _pack(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def outputs_state(folder: str, *, shared: bool) -> State:
    """Return the state of a note's folder and outputs; a folder that is `shared` with other notes' isn't looked at."""
    parts = []
    newest = 0
    for name in OUTPUTS:
        state, changed = file_state(f"{folder}/{name}")
        parts.append(state)
        newest = max(newest, changed)
    if not shared:
        state, changed = file_state(folder)
        parts.append(state)
        newest = max(newest, changed)
    return b"".join(parts), newest


def pictures_state(root: str, pictures: Iterable[str]) -> State:
    """Return the state of pictures, given by their paths in the project."""
    states = [file_state(f"{root}/{path}") for path in pictures]
    return b"".join(state for state, _ in states), max((changed for _, changed in states), default=0)


def same_state(note: str, folder: str, *, shared: bool, state: str, pictures: bytes = b"") -> bool:
    """Tell whether a note's file and outputs have this state: `state_text`, at half the cost where all are there.

    `pictures` is the state of the pictures that it shows, as it is now.
    """
    look = os.stat
    try:
        packed = b""
        if note:
            found = look(note)
            packed = _pack(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        values: list[int] = []
        for name in OUTPUTS if shared else _WITH_FOLDER:
            found = look(folder + name)
            values += (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    except OSError:
        outputs, _ = outputs_state(folder.rstrip("/"), shared=shared)
        return state_text(file_state(note)[0] if note else b"", outputs, pictures) == state
    packed += struct.pack(f"<{len(values)}q", *values) if shared else _pack_six(*values)
    return hashlib.sha1(packed + pictures, usedforsecurity=False).hexdigest() == state


_WITH_FOLDER = (*OUTPUTS, "")


def state_text(note: bytes, outputs: bytes, pictures: bytes = b"") -> str:
    """Return the text that stands for the state of a note, its outputs and its pictures."""
    return hashlib.sha1(note + outputs + pictures, usedforsecurity=False).hexdigest()


def is_racy(newest: int, start: int) -> bool:
    """Tell whether a file that was looked at after `start` (ns) may have changed since without its times telling."""
    return newest >= start - (COARSE if newest % 1_000_000_000 == 0 else STEP)


def top_state(decks: str, folders: Iterable[str], *, combine: bool) -> State:
    """Return the state of what decks/ holds beside the notes' folders, and of the folders between."""
    names = ["", INDEX, NOTETYPES, *([COMBINED] if combine else []), *folders]
    states = [file_state(f"{decks}/{name}") for name in names]
    packed = b"".join(state for state, _ in states)
    return hashlib.sha1(packed, usedforsecurity=False).digest(), max(changed for _, changed in states)


def after(newest: int) -> bool:
    """Wait, if need be, until a change from now on would have another time than `newest`; tell whether it would."""
    ahead = newest - time.time_ns() + STEP
    if 0 < ahead <= 2 * STEP:
        time.sleep(ahead / 1e9)
    return ahead <= 2 * STEP


def environment(*, config: bytes, notetypes: bytes, root: Path, shipped: Path) -> str:
    """Return the hash of what shapes outputs beside notes and banks: options, note types, templates, this very code."""
    sha = hashlib.sha256(f"{_FORM} {sys.version}".encode())
    for content in (config, notetypes):
        sha.update(hashlib.sha256(content).digest())
    for folder in (root / "templates", shipped, Path(__file__).parent.parent):
        for name, state in sorted(_states(str(folder), "")):
            sha.update(f"{name}\0".encode("utf-8", "surrogateescape") + state)
    return sha.hexdigest()


def _states(folder: str, prefix: str) -> Iterable[tuple[str, bytes]]:
    """Yield name and state of every file below a folder, compiled code left out."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = f"{prefix}{entry.name}"
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        yield from _states(entry.path, f"{name}/")
                else:
                    found = entry.stat()
                    yield name, _pack(found.st_size, found.st_mtime_ns, 0, found.st_ino)
    except OSError:
        return
