"""Pictures of notes: which files they are, whether they can be shown, and their names inside an Anki package."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from quizgen.bank.model import Bank
from quizgen.note import Image, Note
from quizgen.problem import Problem, Severity, Span

Loader = Callable[[str], bytes]
"""Reads a file by its path in the project (POSIX separators). Raises OSError where it can't, PermissionError for a file
outside the project (a link that leads out of it)."""

LARGEST = 20_000_000
"""The most bytes of a picture; larger ones are refused."""

_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)
_LONGEST_STEM = 60
_MAGIC: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "avif"),
    (re.compile(rb"BM.{12}[\x0c\x28\x40\x6c\x7c]\0\0\0", re.DOTALL), "bmp"),
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]", re.DOTALL
        ),
        "svg",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """The pictures of one or more notes: their bytes by path in the project, and what is wrong with the others."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wanted:
    target: str
    span: Span


def resolve(note_path: str, target: str) -> str | None:
    """Return the path in the project of a picture that a note names, None for one that leads out of the project.

    `target` is relative to the note, or to the project where it starts with a slash.
    """
    target = target.replace("\\", "/")
    base = "" if target.startswith("/") else posixpath.dirname(note_path.replace("\\", "/"))
    path = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
    outside = path == ".." or path.startswith(("../", "/")) or re.match(r"[A-Za-z]:", path) or "\0" in path
    return None if outside else path


def is_remote(target: str) -> bool:
    """Tell whether a picture's address is one of the network, or holds its own data."""
    return _REMOTE.match(target) is not None and not re.match(r"[A-Za-z]:[\\/]", target)


def kind_of_picture(data: bytes) -> str | None:
    """Return the usual ending of a picture's format, told by its first bytes: None for anything but a picture.

    Known: png, jpg, gif, webp, avif, bmp, svg.
    """
    return next((ending for pattern, ending in _MAGIC if pattern.match(data[:4096])), None)


def media_name(path: str, data: bytes) -> str:
    """Return the name of a picture inside an Anki package: its stem, a hash of its bytes, its ending.

    ASCII and at most 100 characters, since Anki cuts longer names and loses the picture. The hash makes another picture
    another name, so that an update reaches users, and keeps two pictures of one name apart.
    """
    plain = unicodedata.normalize("NFKD", posixpath.splitext(posixpath.basename(path))[0])
    stem = (
        re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower())
        .strip("-")[:_LONGEST_STEM]
        .rstrip("-")
    )
    sha = hashlib.sha256(data).hexdigest()[:12]
    return f"{stem or 'picture'}-{sha}.{kind_of_picture(data) or 'bin'}"


def names_of(bank: Bank, files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the media name of each picture that the bank's items show, by `Picture.path`; none for absent files."""
    names = {}
    for item in (*bank.items, *(retired.item for retired in bank.retired)):
        for picture in item.pictures:
            path = find(bank.note.path, picture.path, files)
            if path is not None and picture.path not in names:
                names[picture.path] = media_name(path, files[path])
    return names


def find(note_path: str, target: str, files: Mapping[str, bytes]) -> str | None:
    """Return the path under which `files` has a note's picture, None where it hasn't."""
    return next((path for path in places_of(note_path, target) if path in files), None)


def places_of(note_path: str, target: str) -> tuple[str, ...]:
    """Return the paths in the project where a note's picture may be, the likelier first; none for a remote one."""
    if is_remote(target):
        return ()
    paths = (resolve(note_path, spelling) for spelling in _spellings(target))
    return tuple(path for path in paths if path is not None)


def picture_hash(note_path: str, target: str, files: Mapping[str, bytes]) -> str:
    """Return the hash of a note's picture, by which its bank knows its bytes: 10 hex digits, none for an absent one.

    A picture that changes so changes its item, and people who have the card get it.
    """
    path = find(note_path, target, files)
    return hashlib.sha256(files[path]).hexdigest()[:10] if path is not None else ""


def _spellings(target: str) -> tuple[str, ...]:
    """A picture's address as written and, as web pages write it, with `%20` and without `?…` or `#…`."""
    bare = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
    return (target,) if bare == target or not bare else (target, bare)


def gather(banks: Iterable[Bank], load: Loader, *, notes: Sequence[Note] = ()) -> Media:
    """Return the bytes of all pictures that the notes show and the banks' items use, and what is wrong with others.

    `load` reads a file by its path in the project. Problems have the line of the picture in its note where the note is
    given, that of the item's sentence otherwise: errors for missing files (A005), files outside the project (A007),
    files that aren't pictures or are too large (A008); warnings for remote ones (A006), which are left out.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    seen: set[tuple[str, str]] = set()
    for wanted in (*_of_notes(notes), *_of_banks(banks)):
        note_path = wanted.span.path
        if (note_path, wanted.target) in seen:
            continue
        seen.add((note_path, wanted.target))
        problem = _load(wanted, load, files)
        if problem is not None:
            problems.append(problem)
    return Media(files=files, problems=tuple(problems))


def _of_notes(notes: Iterable[Note]) -> list[_Wanted]:
    images: list[Image] = []
    for note in notes:
        images += [*note.images, *(image for section in note.deep_dives for image in section.images)]
    return [_Wanted(image.target, image.span) for image in images]


def _of_banks(banks: Iterable[Bank]) -> list[_Wanted]:
    found = []
    for bank in banks:
        for item in (*bank.items, *(retired.item for retired in bank.retired)):
            line = item.source.line if item.source else 0
            found += [_Wanted(picture.path, Span(path=bank.note.path, line=line)) for picture in item.pictures]
    return found


def _load(wanted: _Wanted, load: Loader, files: dict[str, bytes]) -> Problem | None:
    target, span = wanted.target, wanted.span
    if is_remote(target):
        shown = target if len(target) <= 80 else target[:77] + "..."
        text = f"the picture {shown} isn't a file, so it is left out"
        hint = "save it beside the note and name the file"
        return Problem(code="A006", text=text, hint=hint, span=span, severity=Severity.WARNING)
    paths = [resolve(span.path, spelling) for spelling in _spellings(target)]
    outside = Problem(
        code="A007", text=f"the picture {target} lies outside the project", hint="copy it beside the note", span=span
    )
    if any(path is None for path in paths):
        return outside
    for path in paths:
        try:
            data = files[path] if path in files else load(path or "")
        except PermissionError:
            return outside
        except (OSError, ValueError):
            continue
        if kind_of_picture(data) is None:
            hint = "known formats: PNG, JPEG, GIF, WebP, AVIF, BMP, SVG"
            return Problem(code="A008", text=f"{target} isn't a picture", hint=hint, span=span)
        if len(data) > LARGEST:
            text = f"the picture {target} has {len(data) // 1_000_000} MB, more than {LARGEST // 1_000_000}"
            return Problem(code="A008", text=text, hint="make it smaller", span=span)
        files[path or ""] = data
        return None
    return Problem(
        code="A005", text=f"the picture {target} is missing", hint="mend its path, or add the file", span=span
    )
