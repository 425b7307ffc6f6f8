"""The lock that keeps two builds of one project apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from quizgen.build.records import PRIVATE
from quizgen.problem import Problem, QuizgenError
from quizgen.project import Project

__all__ = ["PRIVATE", "locked"]


@contextmanager
def locked(project: Project, *, timeout: float, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the project's lock; where another build has it, call `waiting` once and wait up to `timeout` seconds.

    A negative timeout waits for as long as it takes. Raises QuizgenError (exit code 1) when the time is over.
    """
    from filelock import FileLock, Timeout

    path = project.root / project.decks / PRIVATE / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        waiting()
        try:
            lock.acquire(timeout=timeout)
        except Timeout:
            hint = "wait for it to end, or give it longer with --lock-timeout"
            raise QuizgenError(
                Problem(code="F004", text="another build is at work here", hint=hint, path=str(path))
            ) from None
    try:
        yield
    finally:
        lock.release()
