"""The notes of a folder and its subfolders: what to read, what to leave alone, and which names clash."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.problem import Problem, Severity

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".mdown", ".mkd", ".html", ".htm", ".xhtml")
"""The endings of files that quizgen reads by itself, in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The notes of a folder: `paths` relative to it, with slashes, sorted; and what is wrong with the tree."""

    paths: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Walk:
    root: Path
    spec: GitIgnoreSpec | None
    suffixes: tuple[str, ...]
    seen: set[tuple[int, int]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def find_notes(folder: Path, *, ignore: Sequence[str] = (), suffixes: Sequence[str] = SUFFIXES) -> Found:
    """Return the notes in `folder` and below, except hidden files and what the patterns in `ignore` match.

    Patterns are those of a .gitignore file (`drafts/`, `*.tmp.md`, `**/old/*`, `!keep.md`). Links to folders are
    followed once each, so loops do no harm (a warning, R032). Two notes whose banks would share a folder are an error
    (R030) and only the first is kept; two of the same name in different folders are a warning (R031). Never raises for
    anything inside the folder: what can't be opened is an error (R033).
    """
    spec = None
    if ignore:
        from pathspec import GitIgnoreSpec

        spec = GitIgnoreSpec.from_lines(ignore)
    walk = _Walk(root=folder, spec=spec, suffixes=tuple(suffix.casefold() for suffix in suffixes))
    paths = sorted(_files(walk, folder, ""))
    kept = _without_clashes(paths, walk)
    return Found(paths=kept, problems=tuple(sorted(walk.problems, key=lambda problem: (problem.path, problem.code))))


def _files(walk: _Walk, folder: Path, prefix: str) -> Iterator[str]:
    """Yield the notes below a folder as paths relative to the root."""
    shown = f"{walk.root.name}/{prefix}".rstrip("/")
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in walk.seen:
            said = "this link leads to a folder that was read already"
            _report(walk, "R032", shown, said, "remove the link, or name it under `ignore`", Severity.WARNING)
            return
        walk.seen.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as entries:
            # Real folders come before links to them, so that a note has the path that is its own.
            ordered = sorted(entries, key=lambda entry: (entry.is_symlink(), entry.name))
    except OSError as error:
        _report(walk, "R033", shown, f"this folder can't be opened: {error.strerror or error}", "", Severity.ERROR)
        return
    for entry in ordered:
        path = f"{prefix}{entry.name}"
        if not entry.name.startswith("."):
            yield from _entry(walk, entry, path)


def _entry(walk: _Walk, entry: os.DirEntry[str], path: str) -> Iterator[str]:
    """Yield a note, or the notes below a folder; nothing for what is ignored or no note."""
    if entry.is_dir():
        if walk.spec is None or not walk.spec.match_file(f"{path}/"):
            yield from _files(walk, Path(entry.path), f"{path}/")
        return
    dot = entry.name.rfind(".")
    if dot < 1 or entry.name[dot:].casefold() not in walk.suffixes:
        return
    if walk.spec is not None and walk.spec.match_file(path):
        return
    if entry.is_file():
        yield path
    elif entry.is_symlink():
        shown = f"{walk.root.name}/{path}"
        _report(walk, "R033", shown, "this link leads nowhere", "mend or remove it", Severity.ERROR)


def _without_clashes(paths: list[str], walk: _Walk) -> tuple[str, ...]:
    """Return the paths without those whose bank would be in another's folder, and report names that come twice."""
    folders: dict[str, str] = {}
    slugs: dict[str, str] = {}
    kept: list[str] = []
    for path in paths:
        stem = path[: path.rfind(".")]
        folder, slug = stem.casefold(), stem.rpartition("/")[2]
        shown = f"{walk.root.name}/{path}"
        if folder in folders:
            other = f"{walk.root.name}/{folders[folder]}"
            said = f"{other} and {shown} have the same slug {slug!r}; only the first is read"
            _report(walk, "R030", shown, said, "rename one of them", Severity.ERROR)
            continue
        if slug in slugs:
            other = f"{walk.root.name}/{slugs[slug]}"
            said = f"{other} and {shown} have the same slug {slug!r}; their tags can't be told apart"
            _report(walk, "R031", shown, said, "rename one of them", Severity.WARNING)
        folders[folder] = path
        slugs.setdefault(slug, path)
        kept.append(path)
    return tuple(kept)


def _report(walk: _Walk, code: str, path: str, text: str, hint: str, severity: Severity) -> None:
    walk.problems.append(Problem(code=code, text=text, hint=hint, path=path, severity=severity))
