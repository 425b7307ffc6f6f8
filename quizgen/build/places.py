"""Places: where a note's files are, and which places a build must not touch."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from quizgen.build.records import COMBINED, INDEX, NOTETYPES, OUTPUTS
from quizgen.problem import Problem

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""Names that are devices on Windows, whatever their ending (Microsoft, "Naming Files, Paths, and Namespaces")."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_OURS = frozenset((INDEX, COMBINED, NOTETYPES, *OUTPUTS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one note's files are: the note's path (None when it is gone) and its folders, all as POSIX text.

    `note` is relative to the project, `folder` and `old_folder` to decks/; `old_folder` differs where a note was
    renamed or moved and its bank goes with it. `new` says that no bank is the note's, even where one stands in its
    folder.
    """

    note: str | None
    folder: str
    old_folder: str
    new: bool = False

    @property
    def moved(self) -> bool:
        """Whether the bank has to move to another folder."""
        return self.folder != self.old_folder


def folder_of(note: str) -> str:
    """Return the folder below decks/ of a note, given its path below seeds/: the path without its suffix."""
    head, slash, name = note.rpartition("/")
    stem = name.rpartition(".")[0]
    return f"{head}{slash}{stem or name}"


def unfit_name(folder: str, *, path: str) -> Problem | None:
    """Return what forbids that a note has this folder below decks/, None for a sound one."""
    hint = "rename the note"
    for part in PurePosixPath(folder).parts:
        if part in ("..", "/") or "\\" in part:
            return Problem(code="F006", text="the name of this note leads out of decks/", hint=hint, path=path)
        if _CONTROL.search(part):
            text = "the name of this note holds a control character"
            return Problem(code="F006", text=text, hint=hint, path=path)
        if any("\ud800" <= char <= "\udfff" for char in part):
            return Problem(code="F006", text="the name of this note isn't UTF-8", hint=hint, path=path)
        if part[-1] in ". ":
            text = f"Windows has no folder whose name ends with a dot or a blank, as in {part!r}"
            return Problem(code="F006", text=text, hint=hint, path=path)
        if _DEVICE.fullmatch(part):
            text = f"{part!r} is the name of a device on Windows, so no folder can be called so"
            return Problem(code="F006", text=text, hint=hint, path=path)
        if part in _OURS:
            text = f"a folder {part!r} would stand in the way of a file that quizgen writes"
            return Problem(code="F006", text=text, hint=hint, path=path)
    return None


def leads_out(path: Path, home: Path) -> bool:
    """Tell whether a path is, or is below, a link that leads out of `home`, which is a real path."""
    return not Path(os.path.realpath(path)).is_relative_to(home)


def link_problem(path: str) -> Problem:
    """Return the problem of a path that a link leads out of the project."""
    hint = "put the file itself there, instead of a link"
    return Problem(code="F006", text="a link leads out of the project here", hint=hint, path=path)
