"""Which libraries two packages of the same content must have been written with, told by their bytes."""

from __future__ import annotations

import io
import zlib
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from quizgen.export.anki.content import NotAPackage

_LOCAL_HEADER = 30
_LEVEL = 6


def differing_libraries(written: bytes, here: bytes) -> tuple[str, ...]:
    """Return which libraries wrote a package otherwise than they do on this machine: of "SQLite" and "zlib".

    `here` is the package of the same content that this machine makes. Nothing where only the zip's comment differs.
    Raises NotAPackage.
    """
    try:
        old, new = _entries(written), _entries(here)
    except (BadZipFile, KeyError, ValueError, zlib.error, EOFError, OSError) as error:
        raise NotAPackage(f"not an Anki package: {error}") from error
    sqlite = {name: data for name, (data, _) in old.items()} != {name: data for name, (data, _) in new.items()}
    packed = any(raw != _deflated(data) for data, raw in old.values() if raw is not None)
    return (*(("SQLite",) if sqlite else ()), *(("zlib",) if packed else ()))


def _entries(package: bytes) -> dict[str, tuple[bytes, bytes | None]]:
    """Return each entry's bytes, and the packed ones where it is deflated, as `quizgen.export.anki.package` does."""
    with ZipFile(io.BytesIO(package)) as file:
        return {entry.filename: (file.read(entry), _raw(package, entry)) for entry in file.infolist()}


def _raw(package: bytes, entry: ZipInfo) -> bytes | None:
    if entry.compress_type != ZIP_DEFLATED:
        return None
    lengths = package[entry.header_offset + 26 : entry.header_offset + _LOCAL_HEADER]
    start = entry.header_offset + _LOCAL_HEADER + sum(int.from_bytes(lengths[at : at + 2], "little") for at in (0, 2))
    return package[start : start + entry.compress_size]


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()
