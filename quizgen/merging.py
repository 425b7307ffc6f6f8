"""git's merges, set up for a project. Only `quizgen.cli` calls this: it runs git and writes to its folder."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from quizgen.files import write_whole
from quizgen.history import BANK, run_git
from quizgen.problem import Problem, QuizgenError

DRIVER, KEEP = "quizgen", "quizgen-made"
"""The merge drivers' names in git's configuration: for banks, and for what is made anew of them."""

_MADE = ("**/*.html", "**/*.apkg")


def install(folder: Path, *, command: str, decks: str) -> None:
    """Have git merge the banks of the project in `folder` with `command`, and keep its made files, in this clone.

    Safe to repeat. Raises QuizgenError (exit code 2) outside a git repository.
    """
    prefix = run_git(folder, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
    listed = run_git(folder, "rev-parse", "--git-path", "info/attributes").decode("utf-8", "surrogateescape")
    for name, driver, title in ((DRIVER, f"{command} %O %A %B", "item by item"), (KEEP, "true", "keep, to build anew")):
        run_git(folder, "config", f"merge.{name}.name", f"quizgen: {title}")
        run_git(folder, "config", f"merge.{name}.driver", driver)
    path = folder / listed.rstrip("\n")
    old = path.read_text(encoding="utf-8", errors="surrogateescape") if path.exists() else ""
    wanted = [_line(f"{prefix}{decks}/**/{BANK}", DRIVER), *(_line(f"{prefix}{decks}/{each}", KEEP) for each in _MADE)]
    lines = old.splitlines()
    new = "\n".join([*lines, *(line for line in wanted if line not in lines)]) + "\n"
    if new != old:
        write_whole(path, new.encode("utf-8", "surrogateescape"))


def merge_lines(ours: Path, base: Path, theirs: Path) -> int:
    """Merge three files line by line into `ours`, as git itself does; return 1 when it left conflict marks, else 0."""
    command = ["git", "merge-file", "-q", "-L", "ours", "-L", "base", "-L", "theirs", *map(str, (ours, base, theirs))]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except FileNotFoundError:
        problem = Problem(code="B030", text="git isn't installed", hint="install git")
        raise QuizgenError(problem, exit_code=2) from None
    return int(done.returncode != 0)


def _line(pattern: str, driver: str) -> str:
    """Return a line of git's attributes; a pattern with blanks stands in quotes."""
    plain = re.sub(r"([\\\[\]?])", r"\\\1", pattern)
    return f"{_quoted(plain)} merge={driver}"


def _quoted(pattern: str) -> str:
    if not re.search(r'[\s"]', pattern):
        return pattern
    return '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'
