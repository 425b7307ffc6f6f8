"""Fingerprints: short hashes of everything that shapes an output, by which a later build knows that it still stands."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.build.records import Settings

PAGES = 4
PACKAGES = 2
"""The versions of what exporters make of a bank: raised when the same bank and templates give other bytes."""

NOTHING = "0" * 20
"""What stands where a hash isn't known."""

_META = re.compile(
    rb'<meta name="quizgen-fingerprint" content="([0-9a-f]{20})-([0-9a-f]{20})(?:-([0-9a-f]{20})-([0-9a-f]{1,12}))?">'
)
_END = re.compile(rb"PK\x05\x06.{8}(.{4})(.{4})[\x14\x29]\x00([0-9a-f]{20})(?:-([0-9a-f]{20}))?\Z", re.DOTALL)
"""The end of a zip file: its end record, with the size and place of its directory, and the comment."""
TAIL = 80
HEAD = 2048
_HEAD = 4096
"""How many bytes at the end of a package and at the start of a page are searched for a fingerprint."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Seal:
    """What an output says of itself: `mark`, the hash of what it was made from; `note`, that of the note's text.

    `whole` says that its size is right and, where its bytes were all looked at, that they are those that were written.
    """

    mark: str
    note: str = ""
    whole: bool = True


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
    import json
    from dataclasses import asdict

    options = json.dumps(asdict(settings.sheet), sort_keys=True).encode()
    parts = [part for name, content in templates for part in (name.encode(), content)]
    return digest(str(PAGES).encode(), options, *parts)


def page_mark(settings: str, note: str, bank_text: bytes) -> str:
    """Return the fingerprint that a note's pages carry: what they were made from, and the note by itself.

    `settings` is that of `page_settings` and `note` that of `note_digest` (pages show the lines of sentences).
    """
    return f"{digest(settings.encode(), note.encode(), bank_text)}-{note or NOTHING}"


def package_settings(settings: Settings) -> str:
    """Return the hash of what shapes every deck beside its bank: the note types."""
    import json
    from dataclasses import asdict

    return digest(
        str(PACKAGES).encode(),
        json.dumps([asdict(settings.notetypes), asdict(settings.cards)], sort_keys=True).encode(),
    )


def package_mark(settings: str, bank_text: bytes) -> str:
    """Return the fingerprint of a deck: of the part of its bank that ships, and of `package_settings`."""
    return digest(settings.encode(), shipped_part(bank_text))


_UNSHIPPED = re.compile(rb"^(?:sentences|text):.*(?:\n(?:[-# \t].*)?$)*\n?", re.MULTILINE)


def shipped_part(bank_text: bytes) -> bytes:
    """Return a bank's text without the parts that never ship: the top-level keys `sentences` and `text`."""
    return _UNSHIPPED.sub(b"", bank_text)


def seal_page(page: bytes) -> bytes:
    """Return a page whose fingerprint also tells its size and a hash of its bytes, so that damage can be told."""
    found = _META.search(page[:_HEAD])
    if found is None:
        return page
    end = found.end(2)
    return b"".join((page[:end], b"-", digest(page).encode(), f"-{len(page):x}".encode(), page[end:]))


def seal_of_page(page: bytes, size: int, *, thorough: bool = False) -> Seal:
    """Return what a page says of itself, given its first bytes and its size; all its bytes for a thorough look.

    A page whose size isn't right may still be whole, where git changed its line ends: `whole` is False then, and a
    thorough look at all of it decides.
    """
    found = _META.search(page[:_HEAD])
    if found is None:
        return Seal("", whole=False)
    mark, note, check, length = (part.decode() if part else "" for part in found.groups())
    whole = bool(length) and size == int(length, 16) + len(check) + len(length) + 2
    if thorough and check:
        start, end = found.end(2), found.end(4)
        plain = b"".join((page[:start], page[end:])).replace(b"\r\n", b"\n")
        whole = digest(plain) == check
    return Seal(f"{mark}-{note}", note, whole)


_OPENING = b'<meta name="quizgen-fingerprint" content="'
_REST = re.compile(rb'-[0-9a-f]{20}-([0-9a-f]{1,12})">')


def page_holds(head: bytes, size: int, mark: str) -> bool:
    """Tell whether a page, given its first bytes, has this fingerprint and the size that it says: a quick first look.

    What this doesn't find, `seal_of_page` may: a page whose line ends git changed.
    """
    wanted = _OPENING + mark.encode()
    start = head.find(wanted)
    found = _REST.match(head, start + len(wanted)) if start >= 0 else None
    return found is not None and size == int(found[1], 16) + len(NOTHING) + len(found[1]) + 2


_COMMENT = 2 * len(NOTHING) + 1
_RECORD = 22
"""The length of a sealed package's comment, and of the record before it that ends a zip file (APPNOTE.TXT, 4.3.16)."""


def package_holds(tail: bytes, size: int, mark: str) -> bool:
    """Tell whether a package, given its last bytes, has this fingerprint and the size that it says."""
    at = len(tail) - _COMMENT - _RECORD
    if at < 0 or tail[at : at + 4] != b"PK\x05\x06" or tail[at + 20 : at + 22] != _COMMENT.to_bytes(2, "little"):
        return False
    directory = int.from_bytes(tail[at + 12 : at + 16], "little") + int.from_bytes(tail[at + 16 : at + 20], "little")
    return tail.startswith(mark.encode(), at + _RECORD) and directory == size - _COMMENT - _RECORD


def seal_package(package: bytes) -> bytes:
    """Return a package whose comment, a fingerprint and `NOTHING`, tells a hash of its bytes in the latter's place."""
    return package[: -len(NOTHING)] + digest(package[: -len(NOTHING)]).encode()


def seal_stream(file: IO[bytes]) -> None:
    """Seal a package that was written to a file, as `seal_package` seals one in memory, without reading it whole."""
    size = file.seek(0, 2) - len(NOTHING)
    seal = digest_of(file, size).encode()
    file.seek(size)
    file.write(seal)


def digest_of(file: IO[bytes], size: int) -> str:
    """Return `digest` of the first `size` bytes of a file, taken piece by piece."""
    sha = hashlib.sha256(size.to_bytes(8, "big"))
    file.seek(0)
    while size > 0 and (part := file.read(min(size, _PIECE))):
        sha.update(part)
        size -= len(part)
    return sha.hexdigest()[:20]


def reseal_package(package: bytes, mark: str) -> bytes | None:
    """Return a package with another mark and everything else as it is; None for one that isn't sealed."""
    found = _END.search(package, max(0, len(package) - TAIL))
    if found is None or found[4] is None:
        return None
    return (
        package if found[3] == mark.encode() else seal_package(package[: found.start(3)] + f"{mark}-{NOTHING}".encode())
    )


def seal_of_package(path: Path | str, *, thorough: bool = False) -> Seal:
    """Return what a package says of itself at its end (the zip comment). Never raises."""
    try:
        with Path(path).open("rb", buffering=0) as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - TAIL))
            data = file.read()
            found = _END.search(data)
            check = digest_of(file, size - len(NOTHING)).encode() if thorough and found and found[4] else None
    except OSError:
        return Seal("", whole=False)
    if found is None:
        return Seal("", whole=False)
    offset = size - len(data) + found.start()
    whole = int.from_bytes(found[1], "little") + int.from_bytes(found[2], "little") == offset
    if check is not None:
        whole = check == found[4]
    return Seal(found[3].decode(), whole=whole)


def mark_of_page(page: bytes) -> str:
    """Return the fingerprint that a page carries, an empty string when it has none."""
    return seal_of_page(page, len(page)).mark


def mark_of_package(path: Path) -> str:
    """Return the fingerprint at the end of a package, an empty string when there is none to read."""
    return seal_of_package(path).mark
