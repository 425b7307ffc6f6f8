"""Fingerprints: short hashes of everything that shapes an output, by which a later build knows that it still stands."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from quizgen.build.records import Settings

PAGES = 1
PACKAGES = 1
"""The versions of what exporters make of a bank: raised when the same bank and templates give other bytes."""

_META = re.compile(rb'<meta name="quizgen-fingerprint" content="([0-9a-f]+)">')
_COMMENT = re.compile(rb"PK\x05\x06.{16}\x14\x00([0-9a-f]{20})\Z", re.DOTALL)
"""The end of a zip file: its end record, the length of its comment (20), the comment."""
_TAIL = 64
_HEAD = 4096
"""How many bytes at the start of a page are searched for its fingerprint."""


def digest(*parts: bytes) -> str:
    """Return 20 hex digits of a hash over the parts; where one part ends and the next begins matters."""
    sha = hashlib.sha256()
    for part in parts:
        sha.update(len(part).to_bytes(8, "big"))
        sha.update(part)
    return sha.hexdigest()[:20]


def note_digest(data: bytes) -> str:
    """Return the hash of a note's bytes, the same for all line ends, since a checkout may change them."""
    return digest(data.replace(b"\r\n", b"\n"))


def page_settings(settings: Settings, templates: Iterable[tuple[str, bytes]]) -> str:
    """Return the hash of what shapes every page beside its bank and note: the templates and the sheet's options."""
    options = json.dumps(asdict(settings.sheet), sort_keys=True).encode()
    parts = [part for name, content in templates for part in (name.encode(), content)]
    return digest(str(PAGES).encode(), options, *parts)


def page_mark(settings: str, note: str, bank_text: bytes) -> str:
    """Return the fingerprint that a note's pages carry.

    `settings` is that of `page_settings` and `note` that of `note_digest` (pages show the lines of sentences).
    """
    return digest(settings.encode(), note.encode(), bank_text)


def package_mark(settings: Settings, bank_text: bytes) -> str:
    """Return the fingerprint that a deck carries: of the part of its bank that ships, and of the note types."""
    notetypes = json.dumps([asdict(settings.notetypes), asdict(settings.cards)], sort_keys=True).encode()
    return digest(str(PACKAGES).encode(), notetypes, shipped_part(bank_text))


def shipped_part(bank_text: bytes) -> bytes:
    """Return a bank's text without the parts that never ship: the top-level keys `sentences` and `text`."""
    kept: list[bytes] = []
    dropping = False
    for line in bank_text.splitlines(keepends=True):
        if not line[:1].isspace() and not line.startswith((b"-", b"#")):
            dropping = line.startswith((b"sentences:", b"text:"))
        if not dropping:
            kept.append(line)
    return b"".join(kept)


def mark_of_page(page: bytes) -> str:
    """Return the fingerprint that a page carries, an empty string when it has none."""
    found = _META.search(page[:_HEAD])
    return found[1].decode() if found else ""


def mark_of_package(path: Path) -> str:
    """Return the fingerprint at the end of a package (its zip comment), an empty string when there is none to read."""
    try:
        with path.open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - _TAIL))
            tail = file.read()
    except OSError:
        return ""
    found = _COMMENT.search(tail)
    return found[1].decode() if found else ""
