"""The disk: files written whole or not at all, and where the templates are."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from quizgen.problem import Problem, QuizgenError

_MARKER = Path("sheet") / "sheet.html.j2"
"""A template that every copy of quizgen has: a folder without it is not our templates folder."""


TEMPORARY = ".quizgen-tmp"
"""The ending of files that are being written; one that a killed build left behind may be deleted."""


def template_dir() -> Path:
    """Return the folder of quizgen's own templates: inside the package (wheel) or beside it (checkout).

    Raises QuizgenError when the installation has lost them.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / _MARKER).is_file():
            return folder
    problem = Problem(
        code="F001", text="quizgen's templates are missing", hint="install quizgen again", path=str(package)
    )
    raise QuizgenError(problem, exit_code=2)


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that at any moment the file holds all of the old or all of the new bytes.

    Raises OSError when the disk refuses; `path` is then as it was.
    """
    write_stream(path, lambda file: file.write(content))


def write_stream(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """Write what `fill` puts into the file it is given, as `write_whole` does: all or nothing.

    The bytes go to a temporary file in the same folder, reach the disk (fsync), and are renamed over `path`; missing
    folders are made. Raises OSError when the disk refuses, and whatever `fill` raises; `path` is then as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=TEMPORARY, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
