"""The outcomes of a build, kept on disk once they are many, so that memory doesn't grow with the collection."""

from __future__ import annotations

import io
import pickle
import shutil
import weakref
from collections.abc import Sequence
from typing import IO, overload

from quizgen.build.records import Outcome

IN_MEMORY = 8_000_000
"""Bytes of outcomes that are held in memory."""


class Spool(Sequence[Outcome]):
    """Outcomes by their notes' paths; each is read back when it is asked for. Not to be shared by threads."""

    def __init__(self) -> None:
        self._file: IO[bytes] = io.BytesIO()
        self._on_disk = False
        self._places: list[tuple[str, int]] = []
        self._sorted = True

    def add(self, outcome: Outcome) -> None:
        """Add an outcome. Raises OSError when the disk is full."""
        place = self._file.seek(0, 2)
        pickle.dump(outcome, self._file, pickle.HIGHEST_PROTOCOL)
        self._places.append((outcome.path, place))
        self._sorted = False
        if not self._on_disk and self._file.tell() > IN_MEMORY:
            self._spill()

    def _spill(self) -> None:
        from tempfile import TemporaryFile

        file: IO[bytes] = TemporaryFile()  # noqa: SIM115  # lives as long as this object
        weakref.finalize(self, file.close)
        self._file.seek(0)
        shutil.copyfileobj(self._file, file)
        self._file, self._on_disk = file, True

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> Outcome: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Outcome]: ...
    def __getitem__(self, index: int | slice) -> Outcome | Sequence[Outcome]:
        if not self._sorted:
            self._places.sort()
            self._sorted = True
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        self._file.seek(self._places[index][1])
        outcome = pickle.load(self._file)  # noqa: S301  # written by this very object
        assert isinstance(outcome, Outcome)  # noqa: S101  # nothing else is ever added
        return outcome
