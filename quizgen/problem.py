"""Problems as values: what is wrong, where, and what to do next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place in a file that was read.

    `path` is the path as the user gave it and `line` counts from 1. `start` and `end` are character offsets into the
    decoded text after line ends became `\\n`; both are 0 where only the line is known.
    """

    path: str
    line: int
    start: int = 0
    end: int = 0


class Severity(StrEnum):
    """How much a problem matters: an error makes the command exit with 1, a warning doesn't."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing found wrong: a stable `code`, the `text` that says what, a `hint` that says what to do next.

    `path` names the file even where no line is known; `span` wins over it where both are given.
    """

    code: str
    text: str
    hint: str = ""
    span: Span | None = None
    path: str = ""
    severity: Severity = Severity.ERROR

    def where(self) -> str:
        """Return `path:line`, or the path alone, or an empty string when the problem has no place."""
        if self.span is None:
            return self.path
        return f"{self.span.path}:{self.span.line}" if self.span.line else self.span.path

    def __str__(self) -> str:
        where = self.where()
        head = f"{where}: " if where else ""
        tail = f" ({self.hint})" if self.hint else ""
        text = "\n".join(visible(line) for line in _LISTED.split(self.text))
        return f"{visible(head)}{self.severity} {self.code}: {text}{visible(tail)}"


_LISTED = re.compile(r"\n(?= {3})(?! *::)")
"""The end of a line that a list follows, indented; GitHub takes `::` for a command even behind blanks."""
_CONTROL = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)}


def visible(text: str) -> str:
    """Return a text on one line, each control character as its code: names and notes can't pass for lines of a log.

    GitHub takes a line that begins with `::` for a command, terminals take escapes. Bytes that are no UTF-8 are shown,
    too.
    """
    return text.translate(_CONTROL).encode("utf-8", "backslashreplace").decode()


class QuizgenError(Exception):
    """The base of every error that a user can mend; caught once, in `quizgen.cli`.

    `exit_code` is 1 for problems found in files and 2 for wrong usage or configuration.
    """

    def __init__(self, *problems: Problem, exit_code: int = 1) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
        self.exit_code = exit_code
