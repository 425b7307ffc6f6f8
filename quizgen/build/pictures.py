"""The pictures that a note names, read from inside the project and from nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from quizgen.build.records import Settings, Task

_SHOWS_PICTURES = re.compile(rb"^  pictures:", re.MULTILINE)
_NAMES_PICTURES = re.compile(rb"!\[|<img|\bpictures:", re.IGNORECASE)


def gather_pictures(task: Task, settings: Settings, root: Path) -> Task:
    """Return the task with the pictures that its note and bank name, and what is wrong with those that can't be had."""
    bank_text = (task.bank_text or "").encode("utf-8", "surrogateescape")
    if not any(_NAMES_PICTURES.search(text) for text in (task.data or b"", bank_text)):
        return task
    from quizgen.bank import load
    from quizgen.export.media import gather
    from quizgen.read import read

    note = read(task.data, path=task.path, limits=settings.limits).note if task.data is not None else None
    bank = load(task.bank_text, path=task.bank_path)[0] if task.bank_text is not None else None
    media = gather([bank] if bank else [], picture_loader(root), notes=[note] if note else [])
    return replace(task, pictures=media.files, problems=media.problems)


def shows_pictures(bank: bytes) -> bool:
    """Tell whether items of a bank, given as its file, show pictures."""
    return _SHOWS_PICTURES.search(bank) is not None


def shown_pictures(bank: bytes, files: Mapping[str, bytes]) -> tuple[tuple[str, ...], bool]:
    """Return the paths in the project of the pictures that a bank's items show, sorted, each where it may be.

    Beside them, whether their bytes are those that the bank was built with.
    """
    if not shows_pictures(bank):
        return (), True
    from quizgen.bank import load
    from quizgen.export.media import picture_hash, places_of

    found, _ = load(bank.decode("utf-8", "replace"), path="")
    if found is None:
        return (), False
    items = (*found.items, *(gone.item for gone in found.retired))
    shown = {picture for item in items for picture in item.pictures}
    paths = {path for each in shown for path in places_of(found.note.path, each.path)}
    return tuple(sorted(paths)), all(picture_hash(found.note.path, each.path, files) == each.hash for each in shown)


def picture_loader(root: Path) -> Callable[[str], bytes]:
    """Return a function that reads a file by its path in the project.

    It raises PermissionError for a path that a link leads out of the project, OSError for one that can't be read.
    """
    home = root.resolve()

    from quizgen.export.media import LARGEST

    def load_picture(path: str) -> bytes:
        real = (home / path).resolve()
        if not real.is_relative_to(home):
            raise PermissionError(path)
        if not real.is_file():
            raise FileNotFoundError(path)
        with real.open("rb") as file:
            return file.read(LARGEST + 1)

    return load_picture
