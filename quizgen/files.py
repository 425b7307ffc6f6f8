"""The disk: files written whole or not at all, and where the templates are."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO

from quizgen.problem import Problem, QuizgenError

_MARKER = Path("sheet") / "sheet.html.j2"
"""A template that every copy of quizgen has: a folder without it is not our templates folder."""


TEMPORARY = ".quizgen-tmp"
"""The ending of files that are being written; one that a killed build left behind may be deleted."""

Sync = Callable[[Callable[[int], None], Iterable[int]], Iterable[None]]
"""How several files are brought to the disk: `map`, or an executor's `map`, which waits for all of them at once."""


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
    _write(path.parent, {path.name: fill}, map, lambda: None)


def write_all(
    folder: Path, files: Mapping[str, bytes], *, sync: Sync = map, before: Callable[[], object] = lambda: None
) -> None:
    """Write several files of one folder, each as `write_whole` does, in the order given.

    No name changes before all bytes are on the disk, so that a full disk leaves all files as they were; `before` is
    called at that moment and may raise. Raises OSError when the disk refuses.
    """
    _write(folder, {name: _filler(content) for name, content in files.items()}, sync, before)


def _filler(content: bytes) -> Callable[[IO[bytes]], object]:
    return lambda file: file.write(content)


def _write(
    folder: Path, fills: Mapping[str, Callable[[IO[bytes]], object]], sync: Sync, before: Callable[[], object]
) -> None:
    make_folder(folder)
    temporary: dict[str, Path] = {}
    handles: list[IO[bytes]] = []
    try:
        for name, fill in fills.items():
            temporary[name] = folder / f".{name[:100]}.{secrets.token_hex(6)}{TEMPORARY}"
            file: IO[bytes] = temporary[name].open("x+b")
            handles.append(file)
            fill(file)
            file.flush()
        list(sync(os.fsync, [file.fileno() for file in handles]))
        for handle in handles:
            handle.close()
        before()
        for name in fills:
            temporary[name].replace(folder / name)
    except BaseException:
        for handle in handles:
            _close(handle)
        for path in temporary.values():
            path.unlink(missing_ok=True)
        raise
    sync_folder(folder)


def _close(file: IO[bytes]) -> None:
    """Close a file that may hold bytes which the disk won't take."""
    try:
        file.close()
    except OSError:
        file.close()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, so that they outlive a power cut. Raises OSError."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; nothing where the system knows no such thing (Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some network file systems refuse it; the names are then as safe as they make them
        pass
    finally:
        os.close(handle)
