"""Bytes to text: which encoding a file has, and why it can't be read."""

from __future__ import annotations

import codecs

from quizgen.problem import Problem, Severity, Span
from quizgen.read.model import Limits

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; UTF-32's little-endian mark starts with UTF-16's, so it comes first."""

_CP1252_LETTERS = frozenset(range(0xC0, 0x100)) | frozenset(
    b"\x80\x85\x91\x92\x93\x94\x96\x97\x99\x9c\xa0\xa3\xa7\xa9\xab"
)
_CP1252_LETTERS |= frozenset(
    b"\xad\xae\xb0\xb1\xb2\xb3\xb4\xb5\xb7\xba\xbb\xbc\xbd\xbe\xbf\x8c\x84\x82\x8a\x9a\x8e\x9e\x9f\xd7"
)
"""Bytes above ASCII that turn up in real cp1252 text: letters, quotes, dashes, and a few signs."""
_UNDEFINED = frozenset(b"\x81\x8d\x8f\x90\x9d")
_CONTROLS = bytes(frozenset(range(0x20)) - frozenset(b"\t\n\r\f\v\x1b"))


def decode(data: bytes, *, path: str, limits: Limits) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a file with `\\n` line ends and the problems found; the text is None when it can't be used.

    Read are UTF-8, UTF-16 and UTF-32 with a byte order mark, and, with a warning, cp1252. Refused are files that are
    empty (R001), too large (R002), not text (R003), or in no known encoding (R004, with the offset of the first bad
    byte).
    """
    if len(data) > limits.file_bytes:
        size, limit = _size(len(data)), _size(limits.file_bytes)
        return None, (_error("R002", path, f"the file is too large: {size}, the limit is {limit}", "split the note"),)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _with_mark(data, encoding, path)
    if not data.strip():
        return None, (_error("R001", path, "the file is empty", "write a note into it, or remove it"),)
    binary = _binary(data)
    if binary is not None:
        hint = "export the note as plain text, Markdown or HTML"
        return None, (_error("R003", path, f"this is not text: byte {binary} is {data[binary]:#04x}", hint),)
    try:
        return _lines(data.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        return _fallback(data, error.start, path)


def _with_mark(data: bytes, encoding: str, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        text_ = f"this starts like {name}, but byte {error.start} ({data[error.start]:#04x}) breaks it"
        return None, (_error("R004", path, text_, "save the file as UTF-8"),)
    if not text.strip():
        return None, (_error("R001", path, "the file is empty", "write a note into it, or remove it"),)
    if "\0" in text:
        return None, (_error("R003", path, f"this is not text: character {text.index(chr(0))} is zero", ""),)
    return _lines(text), ()


def _binary(data: bytes) -> int | None:
    """Return the offset of the first byte that no text has, None when there is none that matters."""
    zero = data.find(0)
    if zero >= 0:
        return zero
    head = data[:8192]
    if len(head) - len(head.translate(None, _CONTROLS)) <= max(2, len(head) // 200):
        return None
    return next(index for index, byte in enumerate(head) if byte in _CONTROLS)


def _fallback(data: bytes, start: int, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Read as cp1252 when every high byte is one that such texts have; refuse with the byte offset otherwise."""
    line = data.count(b"\n", 0, start) + 1
    high = [(index, byte) for index, byte in enumerate(data) if byte > 0x7F]
    # A byte that cp1252 doesn't define, or mostly odd signs: not cp1252, so guessing would make mojibake.
    wrong = next((index for index, byte in high if byte in _UNDEFINED), None)
    odd = next((index for index, byte in high if byte not in _CP1252_LETTERS), None)
    bad = wrong if wrong is not None else odd if len(high) > len(data) // 4 else None
    where = Span(path=path, line=line)
    if bad is not None or _looks_like_cut_utf8(data):
        text = f"this is not UTF-8 (byte {start} is {data[start]:#04x}), nor any other encoding that can be told"
        problem = Problem(code="R004", text=text, hint="save the file as UTF-8", span=where, path=path)
        return None, (problem,)
    text = f"this is not UTF-8 (byte {start} is {data[start]:#04x}); it was read as cp1252"
    hint = "check the letters with accents, and save the file as UTF-8"
    warning = Problem(code="R005", text=text, hint=hint, span=where, path=path, severity=Severity.WARNING)
    return _lines(data.decode("cp1252", errors="replace")), (warning,)


def _looks_like_cut_utf8(data: bytes) -> bool:
    """Tell whether most high bytes form good UTF-8, so that the file is damaged UTF-8 rather than another encoding."""
    high = sum(byte > 0x7F for byte in data)
    kept = sum(len(char.encode()) for char in data.decode("utf-8", errors="ignore") if ord(char) > 0x7F)
    return high >= 4 and kept * 2 > high


def _lines(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _size(count: int) -> str:
    return f"{count / 1024 / 1024:.1f} MiB" if count >= 1024 * 1024 else f"{count} bytes"


def _error(code: str, path: str, text: str, hint: str) -> Problem:
    return Problem(code=code, text=text, hint=hint, path=path)
