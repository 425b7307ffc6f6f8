"""What a build does to the disk: outputs written whole, removed, or only noted in a check; trouble becomes problems."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from quizgen.build.moves import remove_empty
from quizgen.build.places import leads_out, link_problem
from quizgen.build.records import BANK
from quizgen.files import write_all, write_stream
from quizgen.problem import Problem, QuizgenError
from quizgen.project import Project

_HINTS = {
    errno.ENOSPC: "make room on the disk, then build again",
    errno.EDQUOT: "make room in your quota, then build again",
    errno.EROFS: "the disk is read-only: build elsewhere",
    errno.EACCES: "see to it that you may write and read here, then build again",
    errno.EPERM: "see to it that you may write and read here, then build again",
}
_TRIES = 5
_SYNCERS = 4


class Unsteady(OSError):
    """A file changes as often as it is read."""


def disk_problem(error: OSError, path: str) -> Problem:
    """Return the problem of a file that the system won't read or write."""
    text = f"the system says: {error.strerror or error}"
    hint = _HINTS.get(error.errno or 0, "look at the file and its folder, then build again")
    return Problem(code="F005", text=text, hint=hint, path=path)


def read_steadily(path: Path) -> bytes:
    """Return a file's bytes as they were at one moment; a file that is being written is read again.

    Raises OSError, `Unsteady` for a file that doesn't come to rest.
    """
    for _ in range(_TRIES):
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            data = file.read()
            after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and len(data) == after.st_size:
            return data
        time.sleep(0.02)
    raise Unsteady(errno.EBUSY, "the file changes while it is read")


class Disk:
    """The files of one build: paths written and removed, relative to the project, and what went wrong.

    With `check` nothing is changed, and the paths are those that would be.
    """

    def __init__(self, project: Project, *, check: bool) -> None:
        self.root = project.root
        self.decks = project.root / project.decks
        self.check = check
        self.written: list[str] = []
        self.removed: list[str] = []
        self.problems: list[Problem] = []
        self._real = Path(os.path.realpath(project.root))
        self._syncers: ThreadPoolExecutor | None = None

    def close(self) -> None:
        """Give back what the writing needed."""
        if self._syncers is not None:
            self._syncers.shutdown()
            self._syncers = None

    def shown(self, path: Path) -> str:
        """Return a path as reports show it: relative to the project, with slashes."""
        return path.relative_to(self.root).as_posix()

    @contextmanager
    def trouble(self, path: Path) -> Iterator[None]:
        """Turn an error that the system or an exporter raises into a problem of the build."""
        try:
            yield
        except QuizgenError as error:
            self.problems += error.problems
        except OSError as error:
            self.problems.append(disk_problem(error, self.shown(path)))
        except sqlite3.Error as error:  # the database of a large package is in a temporary file
            self.problems.append(disk_problem(OSError(errno.ENOSPC, f"SQLite: {error}"), self.shown(path)))

    def put(self, path: Path, content: bytes) -> None:
        """Bring a file of decks/ itself up to date."""
        with self.trouble(path):
            self.put_all(path.parent, {path.name: content})

    def stream(self, path: Path, fill: Callable[[IO[bytes]], object]) -> None:
        """Write a file that is too large for memory."""
        with self.trouble(path):
            self._refuse_links(path.parent)
            write_stream(path, fill)
            self.written.append(self.shown(path))

    def put_all(self, folder: Path, files: Mapping[str, bytes], *, bank: str | None = None) -> None:
        """Bring the files of a folder up to date, all or none; those that are right already aren't written.

        `bank` is the hash of the bank that the files were made from (empty: there was none). Raises OSError, and
        QuizgenError where a link leads out of the project or the bank is another one by now.
        """
        self._refuse_links(folder)
        stale = {name: content for name, content in files.items() if not _holds(folder / name, content)}
        if stale and not self.check:

            def unchanged() -> None:
                if bank is not None and bank_hash(folder / BANK) != bank:
                    text = "this bank was changed while the build was at work, so it stays as it is"
                    hint = "run the build again"
                    raise QuizgenError(Problem(code="F008", text=text, hint=hint, path=self.shown(folder / BANK)))

            write_all(folder, stale, sync=self._sync, before=unchanged)
        self.written += [self.shown(folder / name) for name in stale]

    def _sync(self, act: Callable[[int], None], handles: Iterable[int]) -> Iterable[None]:
        """Bring files to the disk side by side: the disk then waits once for all of them."""
        handles = list(handles)
        if len(handles) < 2:
            return map(act, handles)
        if self._syncers is None:
            self._syncers = ThreadPoolExecutor(_SYNCERS)
        return self._syncers.map(act, handles)

    def remove(self, paths: Iterable[Path], *, told: bool = True) -> None:
        """Remove files that nothing asks for any more, and their folders where they are empty then."""
        for path in paths:
            with self.trouble(path):
                if not path.is_file() or leads_out(path.parent, self._real):
                    continue
                if not self.check:
                    path.unlink()
                    remove_empty(self.decks, path.parent)
                if told:
                    self.removed.append(self.shown(path))

    def refuse_links(self, path: Path) -> None:
        """Raise QuizgenError for a file that is, or lies below, a link which leads out of the project."""
        if leads_out(path, self._real):
            raise QuizgenError(link_problem(self.shown(path)))

    def _refuse_links(self, folder: Path) -> None:
        if leads_out(folder, Path(os.path.realpath(self.decks))) or leads_out(folder, self._real):
            raise QuizgenError(link_problem(self.shown(folder)))


def bank_hash(path: Path) -> str:
    """Return the hash of the bank at a path, empty where there is none. Raises OSError."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False
