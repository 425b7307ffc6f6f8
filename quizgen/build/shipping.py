"""Shipping: what workers on other machines need beside a task, since they don't see this one's disk."""

from __future__ import annotations

import atexit
import io
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from quizgen import __version__
from quizgen.problem import Problem, QuizgenError

if TYPE_CHECKING:
    from quizgen.build.records import Outcome, Settings, Task


def pack(templates: Sequence[str], parts: Sequence[str]) -> bytes:
    """Return the named parts of template folders as one zip file; the folders are numbered in it. Raises OSError."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for number, folder in enumerate(templates):
            file.writestr(f"{number}/", b"")
            for part in parts:
                for path in sorted((Path(folder) / part).rglob("*")):
                    if path.is_file():
                        file.write(path, f"{number}/{path.relative_to(folder).as_posix()}")
    return out.getvalue()


@lru_cache(maxsize=2)
def unpack(bundle: bytes) -> tuple[str, ...]:
    """Return the template folders of a bundle, unpacked into a folder that goes when this process ends."""
    home = Path(tempfile.mkdtemp(prefix="quizgen-templates-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    with ZipFile(io.BytesIO(bundle)) as file:
        file.extractall(home)
    return tuple(str(folder) for folder in sorted(home.iterdir(), key=lambda folder: int(folder.name)))


def work_there(
    work: Callable[[Task, Settings], Outcome], task: Task, settings: Settings, bundle: bytes, version: str
) -> Outcome:
    """Do a task on another machine, with the templates that were sent along.

    Raises QuizgenError (exit code 2) where another version of quizgen is installed, which would give other bytes.
    """
    if version != __version__:
        text = f"a worker of the cluster has quizgen {__version__}, and this is {version}"
        raise QuizgenError(Problem(code="C011", text=text, hint="install the same version there"), exit_code=2)
    return work(task, replace(settings, templates=unpack(bundle)))
