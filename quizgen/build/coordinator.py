"""The coordinator: decides what is to be done, has it done by the workers, and writes what came of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace
from pathlib import Path, PurePosixPath

from quizgen.build.collection import COMBINED, INDEX, Row, banks_of, combine, combined_mark, render_index_page
from quizgen.build.fingerprint import mark_of_package
from quizgen.build.inventory import Place, take_inventory
from quizgen.build.pictures import gather_pictures
from quizgen.build.plan import Planner
from quizgen.build.pool import Pool
from quizgen.build.records import BANK, OUTPUTS, PACKAGE, Counts, Outcome, Report, Settings, Task, total
from quizgen.build.settings import NOTETYPES
from quizgen.build.work import count, work
from quizgen.export.anki import dump as dump_notetypes
from quizgen.files import write_stream, write_whole
from quizgen.problem import Problem
from quizgen.project import Project

Progress = Callable[[int, int], None]
"""Told after each note: how many are done, and how many there are."""

IN_FLIGHT = 3
"""How many tasks a worker has at hand: enough that it never waits, few enough that memory stays small."""


def build(
    project: Project,
    settings: Settings,
    *,
    pool: Pool | None = None,
    check: bool = False,
    progress: Progress = lambda done, total: None,
) -> Report:
    """Bring every output of a project up to date and return what happened; with `check`, only find out what would.

    Each note is worked on by the workers of `pool` (by this process without one), and written as soon as it is done. A
    note that fails keeps its files and doesn't stop the others. Raises QuizgenError when there is no folder of notes.
    """
    return _Build(project, settings, check=check).run(pool or Pool(jobs=1), progress)


class _Build:
    """One build: what it wrote so far, and what is still to report."""

    def __init__(self, project: Project, settings: Settings, *, check: bool) -> None:
        self.project = project
        self.settings = settings
        self.check = check
        self.decks = project.root / project.decks
        self.written: list[str] = []
        self.removed: list[str] = []

    def run(self, pool: Pool, progress: Progress) -> Report:
        inventory = take_inventory(self.project, limits=self.settings.limits)
        planner = Planner(self.project, self.settings)
        stale = [place for place in inventory.places if not planner.is_fresh(place)]
        # First, so that a build which dies here finds the same times for the note types when it is run again.
        self._put(self.decks / NOTETYPES, dump_notetypes(self.settings.notetypes).encode())
        outcomes: list[Outcome] = []
        with pool.open(len(stale)) as (executor, workers):
            for place, outcome in self._outcomes(stale, executor, workers):
                if not outcome.failed:
                    self._write(place, outcome)
                outcomes.append(replace(outcome, files={}))
                progress(len(outcomes), len(stale))
        rows = self._rows(inventory.places, outcomes)
        self._write_index(rows)
        self._write_combined(inventory.places)
        return Report(
            outcomes=tuple(sorted(outcomes, key=lambda outcome: outcome.path)),
            written=tuple(sorted(self.written)),
            removed=tuple(sorted(self.removed)),
            problems=inventory.problems,
            checked=self.check,
            unchanged=len(inventory.places) - len(stale),
            decks=len(rows),
            totals=total(counts for _, _, counts in rows),
        )

    def _outcomes(
        self, stale: Iterable[Place], executor: Executor | None, workers: int
    ) -> Iterator[tuple[Place, Outcome]]:
        """Yield each place with what became of it, in order, with no more than a few tasks under way per worker."""
        if executor is None:
            yield from ((place, work(self._task(place), self.settings)) for place in stale)
            return
        waiting: deque[tuple[Place, Future[Outcome]]] = deque()
        for place in stale:
            waiting.append((place, executor.submit(work, self._task(place), self.settings)))
            if len(waiting) >= IN_FLIGHT * workers:
                yield _finished(*waiting.popleft())
        while waiting:
            yield _finished(*waiting.popleft())

    def _task(self, place: Place) -> Task:
        home = self.decks / place.old_folder
        data = (self.project.root / place.note).read_bytes() if place.note else None
        bank = home / BANK
        bank_bytes = bank.read_bytes() if bank.is_file() else None
        package = home / PACKAGE
        path = place.note or f"{self.project.seeds}/{place.folder}"
        bank_path = f"{self.project.decks}/{place.old_folder}/{BANK}"
        bank_text = bank_bytes.decode("utf-8", "surrogateescape") if bank_bytes is not None else None
        task = Task(
            path=path,
            folder=place.folder,
            deck="::".join([self.project.deck, *PurePosixPath(place.folder).parts[:-1]]),
            bank_path=bank_path,
            data=data,
            bank_text=bank_text,
            package=package.read_bytes() if package.is_file() else None,
        )
        return gather_pictures(task, self.settings, self.project.root)

    def _write(self, place: Place, outcome: Outcome) -> None:
        """Write a note's files, the bank first: from it the next build can make all others."""
        folder = self.decks / place.folder
        for name in OUTPUTS:
            if name in outcome.files:
                self._put(folder / name, outcome.files[name])
            else:
                self._remove(folder / name)
        if place.moved:
            for name in OUTPUTS:
                self._remove(self.decks / place.old_folder / name)
            self._remove_empty(self.decks / place.old_folder)

    def _rows(self, places: Sequence[Place], outcomes: Iterable[Outcome]) -> list[Row]:
        """Return (folder, note, counts) of every note that has a bank: from the outcomes, else from the bank."""
        known = {outcome.folder: (outcome.note, outcome.counts) for outcome in outcomes if outcome.note}
        rows: list[Row] = []
        for place in places:
            note, counts = known.get(place.folder, (None, Counts()))
            if note is None:
                bank = next(banks_of(self.project, [place.old_folder]), None)
                note, counts = (bank.note, count(bank)) if bank else (None, counts)
            if note is not None:
                rows.append((place.folder, note, counts))
        return rows

    def _write_index(self, rows: Sequence[Row]) -> None:
        if rows:
            self._put(self.decks / INDEX, render_index_page(self.project, self.settings, rows))
        else:
            self._remove(self.decks / INDEX)

    def _write_combined(self, places: Sequence[Place]) -> None:
        """Stream all decks into one package; it is git-ignored, so a check doesn't ask for it."""
        path = self.decks / COMBINED
        if not self.project.combine:
            self._remove(path)
        elif not self.check:
            folders = [place.folder for place in places]
            mark = combined_mark(self.project, self.settings, folders)
            if mark_of_package(path) != mark:
                write_stream(path, lambda file: combine(file, self.project, self.settings, folders, mark=mark))
                self.written.append(self._relative(path))

    def _put(self, path: Path, content: bytes) -> None:
        if path.is_file() and path.read_bytes() == content:
            return
        if not self.check:
            write_whole(path, content)
        self.written.append(self._relative(path))

    def _remove(self, path: Path) -> None:
        if path.is_file():
            if not self.check:
                path.unlink()
            self.removed.append(self._relative(path))

    def _remove_empty(self, folder: Path) -> None:
        while not self.check and folder != self.decks and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.project.root).as_posix()


def _finished(place: Place, future: Future[Outcome]) -> tuple[Place, Outcome]:
    """Wait for a worker; one that died fails its note, and the next build does the work."""
    try:
        return place, future.result()
    except BrokenExecutor:
        hint = "run the build again, with fewer workers if memory was short (`--jobs 1`)"
        problem = Problem(code="F002", text="the worker process died", hint=hint, path=place.note or place.folder)
        return place, Outcome(path=place.note or place.folder, folder=place.folder, problems=(problem,), failed=True)
