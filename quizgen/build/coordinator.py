"""The coordinator: decides what is to be done, has it done by the workers, and writes what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.build import manifest as manifests
from quizgen.build.collection import combine, combined_mark, index_mark, render_index_page
from quizgen.build.copies import find_copies
from quizgen.build.disk import Disk, disk_problem
from quizgen.build.fingerprint import mark_of_package, seal_of_package, seal_of_page
from quizgen.build.inventory import find_files, match
from quizgen.build.moves import finish_moves, is_unfinished, move_banks, unfinished
from quizgen.build.pictures import shown_pictures
from quizgen.build.places import Place
from quizgen.build.plan import Planner
from quizgen.build.records import (
    BANK,
    COMBINED,
    INDEX,
    NOTETYPES,
    OUTPUTS,
    Outcome,
    Report,
    Settings,
    Task,
    is_empty,
    nothing_to_ask,
    total,
)
from quizgen.build.remember import manifest_for, parents, remember
from quizgen.build.rows import Row, counts_of, dump_row
from quizgen.build.spool import Spool
from quizgen.problem import QuizgenError
from quizgen.project import CONFIG, Project, parse_project

if TYPE_CHECKING:
    from quizgen.build.pool import Pool
    from quizgen.build.tasks import Tasks

Progress = Callable[[int, int], None]
"""Told after each note: how many are done, and how many there are."""


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
    note that fails keeps its files and doesn't stop the others. Raises QuizgenError when there is no folder of notes,
    or a move of banks that was interrupted can't be finished.
    """
    one = _Build(project, settings, check=check)
    try:
        return one.run(pool, progress)
    finally:
        one.disk.close()


class _Build:
    """One build: what it found, what it wrote so far, and what is still to report."""

    def __init__(self, project: Project, settings: Settings, *, check: bool) -> None:
        self.project = project
        self.settings = settings
        self.check = check
        self.start = time.time_ns()
        self.disk = Disk(project, check=check)
        self.decks = self.disk.decks
        self.states: dict[str, manifests.Kept] = {}
        """The state of each note's files when they were right, by folder."""
        self.rows: dict[str, str] = {}

    def run(self, pool: Pool | None, progress: Progress) -> Report:
        self._finish_moves()
        notetypes = self._put_notetypes()
        found = find_files(self.project)
        environment = self._environment(notetypes)
        last = manifest_for(self.decks, environment)
        shared = frozenset(parents([*found.notes, *found.banks]))
        planner = Planner(self.project, self.settings, last, shared=shared, start=self.start, thorough=self.check)
        inventory = match(
            self.project,
            found,
            limits=self.settings.limits,
            unchanged=lambda folder, note: planner.look(folder, note).same_note,
        )
        places, moved = self._move(inventory.places)
        stale = [place for place in places if place.folder in moved or not planner.is_fresh(place)]
        self._note_rows(places, planner)
        copies = find_copies(self.project, places, self.rows)
        self.disk.problems += copies.values()
        self.rows = {folder: row for folder, row in self.rows.items() if folder not in copies}
        stale = [place for place in stale if place.folder not in copies]
        self.disk.remove((self.decks / path for path in found.litter), told=False)
        self.disk.remove(self.decks / path for path in found.orphans if self._is_ours(path))
        outcomes, failed = self._work(stale, planner, pool, progress)
        rows = {place.folder: self.rows[place.folder] for place in places if place.folder in self.rows}
        self._write_index(rows, planner.pages)
        self._write_combined([folder for folder in rows if folder not in failed], planner.packages)
        counts = {folder: counts_of(row) for folder, row in rows.items()}
        worked = {place.folder for place in stale}
        asked_nothing = [
            nothing_to_ask(place.note)
            for place in places
            if place.note and place.folder in rows and place.folder not in worked and is_empty(counts[place.folder])
        ]
        libraries = dict.fromkeys(name for outcome in outcomes for name in outcome.libraries)
        if self.check and not libraries:
            libraries |= dict.fromkeys(self._probe(places, planner))
        report = Report(
            outcomes=outcomes,
            written=tuple(sorted(self.disk.written)),
            removed=tuple(sorted(self.disk.removed)),
            problems=(*inventory.problems, *self.disk.problems, *asked_nothing),
            checked=self.check,
            unchanged=len(places) - len(stale) - len(copies),
            decks=len(rows),
            totals=total(counts.values()),
            libraries=tuple(sorted(libraries)),
        )
        if not self.check:
            with self.disk.trouble(self.decks):
                remember(
                    self.project,
                    self.settings,
                    report,
                    environment=environment,
                    places=places,
                    rows=rows,
                    states=self.states,
                )
        return report

    def _finish_moves(self) -> None:
        """Do what a killed build left undone; raises QuizgenError where it can't be: banks wait elsewhere then."""
        if self.check:
            if is_unfinished(self.decks):
                self.disk.problems.append(unfinished(self.project.decks))
            return
        with self.disk.trouble(self.decks):
            removed, problems = finish_moves(self.decks)
            self.disk.removed += [f"{self.project.decks}/{path}" for path in removed]
            self.disk.problems += problems
        if is_unfinished(self.decks):
            raise QuizgenError(*self.disk.problems)

    def _put_notetypes(self) -> bytes:
        """Write notetypes.yaml first: a build that dies later finds the same times for the note types again."""
        from quizgen.export.anki import dump

        content = dump(self.settings.notetypes).encode()
        self.disk.put(self.decks / NOTETYPES, content)
        return content

    def _environment(self, notetypes: bytes) -> str:
        """Return the hash of what shapes outputs beside notes and banks; another each time where it isn't certain."""
        path = self.project.root / CONFIG
        try:
            config = path.read_bytes()
            same = parse_project(config.decode("utf-8"), path=str(path), root=self.project.root) == self.project
        except (OSError, ValueError, QuizgenError):
            same = False
        if not same:
            return f"the options were changed at {self.start}"
        shipped = Path(self.settings.templates[-1])
        return manifests.environment(config=config, notetypes=notetypes, root=self.project.root, shipped=shipped)

    def _move(self, places: tuple[Place, ...]) -> tuple[list[Place], set[str]]:
        """Move banks to the folders of renamed notes; return the places as they are then, and the folders concerned.

        Raises QuizgenError where the disk refuses: the next build finishes the moves, or makes them anew.
        """
        moved = {place.folder for place in places if place.moved}
        if self.check or not moved:
            return list(places), moved
        for place in places:
            if place.moved:
                self.disk.refuse_links(self.decks / place.folder)
                self.disk.refuse_links(self.decks / place.old_folder)
        try:
            removed = move_banks(self.decks, places)
        except OSError as error:
            raise QuizgenError(disk_problem(error, self.disk.shown(self.decks))) from error
        self.disk.removed += [f"{self.project.decks}/{path}" for path in removed]
        self.disk.written += [f"{self.project.decks}/{folder}/{BANK}" for folder in sorted(moved)]
        return [replace(place, old_folder=place.folder) for place in places], moved

    def _note_rows(self, places: Sequence[Place], planner: Planner) -> None:
        for place in places:
            if place.new:
                continue
            look = planner.look(place.old_folder, place.note)
            if look.row:
                self.rows[place.folder] = look.row
            if look.fresh and look.state and not place.moved:
                self.states[place.folder] = manifests.Kept(look.state, pictures=look.pictures)

    def _is_ours(self, path: str) -> bool:
        """Tell whether quizgen made an output in a folder without a bank."""
        if path.endswith(".apkg"):
            return bool(mark_of_package(self.decks / path))
        try:
            return bool(seal_of_page((self.decks / path).read_bytes(), 0).mark)
        except OSError:
            return False

    def _work(
        self, stale: Sequence[Place], planner: Planner, pool: Pool | None, progress: Progress
    ) -> tuple[Spool, set[str]]:
        """Have all stale places worked on and written; return what became of them, and the folders that failed."""
        outcomes = Spool()
        failed: set[str] = set()
        if not stale:
            with pool.open(0) if pool else nullcontext():  # a wrong address is told even then
                return outcomes, failed
        from quizgen.build.tasks import Tasks, work_on

        tasks = Tasks(self.project, self.settings, self.disk, planner, rows=self.rows)
        with pool.open(len(stale), warm=self._wants_model(stale)) if pool else nullcontext() as team:
            for place, result in work_on(stale, tasks, team):
                outcome = result if result.failed else self._write(place, result, tasks)
                if outcome.failed:
                    failed.add(place.folder)
                elif outcome.note is not None:
                    self.rows[place.folder] = dump_row(Row(note=outcome.note, counts=outcome.counts))
                    self._keep_state(place, outcome.files, tasks, planner)
                outcomes.add(replace(outcome, files={}))
                progress(len(outcomes), len(stale))
        return outcomes, failed

    def _wants_model(self, stale: Sequence[Place]) -> bool:
        """Return whether a note has no bank yet, so that its items have to be generated, by the usual English model."""
        if "en" in self.settings.models:
            return False
        return any(
            place.note and (place.new or not (self.decks / place.old_folder / BANK).is_file()) for place in stale
        )

    def _write(self, place: Place, outcome: Outcome, tasks: Tasks) -> Outcome:
        """Write a note's files, the bank first: from it the next build can make all others."""
        folder = self.decks / place.folder
        try:
            files = {name: outcome.files[name] for name in OUTPUTS if name in outcome.files}
            self.disk.put_all(folder, files, bank=None if self.check else tasks.bank_of(place))
            self.disk.remove(folder / name for name in OUTPUTS if name not in files)
            if place.moved:
                self.disk.remove(self.decks / place.old_folder / name for name in OUTPUTS)
        except QuizgenError as error:
            problems = error.problems
        except OSError as error:
            problems = (disk_problem(error, self.disk.shown(folder)),)
        else:
            return outcome
        return replace(outcome, files={}, problems=(*outcome.problems, *problems), failed=True)

    def _keep_state(self, place: Place, files: Mapping[str, bytes], tasks: Tasks, planner: Planner) -> None:
        note_state, sure = tasks.note_state_of(place)
        if sure and not place.moved:
            pictures, _ = shown_pictures(files[BANK], {})
            kept, sure = planner.state_of(place.folder, note_state, pictures)
            if sure:
                self.states[place.folder] = kept

    def _probe(self, places: Sequence[Place], planner: Planner) -> tuple[str, ...]:
        """Return which libraries wrote the first deck that is up to date otherwise than they would here."""
        fresh = next((place for place in places if not place.moved and planner.is_fresh(place)), None)
        if fresh is None:
            return ()
        from quizgen.build.tasks import Tasks
        from quizgen.build.work import work

        task = Tasks(self.project, self.settings, self.disk, planner, rows=self.rows).of(fresh)
        return work(task, self.settings).libraries if isinstance(task, Task) else ()

    def _write_index(self, rows: dict[str, str], pages: str) -> None:
        path = self.decks / INDEX
        if not rows:
            self.disk.remove([path])
            return
        mark = index_mark(self.project, pages, rows)
        with self.disk.trouble(path):
            data = path.read_bytes() if path.is_file() else b""
            seal = seal_of_page(data, len(data), thorough=True)
            if seal.mark != mark or not seal.whole:
                self.disk.put_all(self.decks, {INDEX: render_index_page(self.project, self.settings, rows, mark=mark)})

    def _write_combined(self, folders: list[str], packages: str) -> None:
        """Stream all decks into one package; it is git-ignored, so a check doesn't ask for it."""
        path = self.decks / COMBINED
        if not self.project.combine:
            self.disk.remove([path])
        elif not self.check:
            mark = combined_mark(self.project, packages, folders)
            seal = seal_of_package(path, thorough=True)
            if seal.mark != mark or not seal.whole:
                self.disk.stream(path, lambda file: combine(file, self.project, self.settings, folders, mark=mark))
