"""Tasks: what a worker needs to know of a note, read from the disk just before, and the tasks that are under way."""

from __future__ import annotations

import gc
import hashlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from quizgen.build.collection import banks_of
from quizgen.build.disk import Disk, disk_problem, read_steadily
from quizgen.build.pictures import gather_pictures
from quizgen.build.places import Place
from quizgen.build.plan import Planner
from quizgen.build.pool import Team
from quizgen.build.records import BANK, PACKAGE, Outcome, Settings, Task
from quizgen.build.rows import tag_of
from quizgen.build.work import work
from quizgen.problem import Problem, QuizgenError
from quizgen.project import Project

IN_FLIGHT = 3
"""How many tasks a worker has at hand: enough that it never waits, few enough that memory stays small."""


class Tasks:
    """Makes tasks of places, and remembers what each was made from until its outcome is written."""

    def __init__(
        self, project: Project, settings: Settings, disk: Disk, planner: Planner, *, rows: Mapping[str, str]
    ) -> None:
        self.settings = settings
        self._project = project
        self._disk = disk
        self._planner = planner
        self._rows = rows
        self._namesakes: dict[str, list[str]] | None = None
        self._states: dict[str, tuple[bytes, bool]] = {}
        self._banks: dict[str, str] = {}

    def of(self, place: Place) -> Task | Outcome:
        """Return the task of a place, or a failed outcome where its files can't be read."""
        path = place.note or f"{self._project.seeds}/{place.folder}"
        try:
            return self._task(place, path)
        except QuizgenError as error:
            problems = error.problems
        except OSError as error:
            problems = (disk_problem(error, str(error.filename) if error.filename else path),)
        return Outcome(path=path, folder=place.folder, problems=problems, failed=True)

    def bank_of(self, place: Place) -> str:
        """Return the hash of the bank that a place's task was made from, empty where there was none; tells it once."""
        return self._banks.pop(place.folder, "")

    def note_state_of(self, place: Place) -> tuple[bytes, bool]:
        """Return the state of the note that a place's task was made from, and whether to trust it; tells it once."""
        return self._states.pop(place.folder, (b"", False))

    def _task(self, place: Place, path: str) -> Task:
        root, home = self._project.root, self._disk.decks / place.old_folder
        self._states[place.folder] = self._planner.note_state(place.note)
        data = None
        if place.note is not None:
            self._disk.refuse_links(root / place.note)
            data = read_steadily(root / place.note)
        bank, package = home / BANK, home / PACKAGE
        self._disk.refuse_links(bank)
        content = read_steadily(bank) if bank.is_file() and not place.new else None
        self._banks[place.folder] = hashlib.sha256(content).hexdigest() if content is not None else ""
        task = Task(
            path=path,
            folder=place.folder,
            deck="::".join([self._project.deck, *PurePosixPath(place.folder).parts[:-1]]),
            bank_path=f"{self._project.decks}/{place.old_folder}/{BANK}",
            data=data,
            bank_text=content.decode("utf-8", "surrogateescape") if content is not None else None,
            package=package.read_bytes() if content is not None and package.is_file() else None,
            taken=self._taken(place),
        )
        return gather_pictures(task, self.settings, root)

    def _taken(self, place: Place) -> tuple[str, ...]:
        """Return the ids in the banks that were born under this note's name and moved on with their notes.

        Ids are made of the project's key, the folder and the sentence, so only these can come twice.
        """
        if self._namesakes is None:
            self._namesakes = _namesakes(self._rows)
        others = [folder for folder in self._namesakes.get(_slug(place.folder), ()) if folder != place.folder]
        found: set[str] = set()
        for bank in banks_of(self._project, others):
            found |= {item.id for item in (*bank.items, *(gone.item for gone in bank.retired)) if item.id}
            found |= {ident for sentence in bank.sentences for ident in sentence.ids}
        return tuple(sorted(found))


def _slug(folder: str) -> str:
    return folder.rpartition("/")[2]


def _namesakes(rows: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the folders of banks that were born under another name than they have, by that name."""
    found: dict[str, list[str]] = {}
    for folder, text in rows.items():
        tag = tag_of(text)
        if tag and tag != _slug(folder):
            found.setdefault(tag, []).append(folder)
    return found


@dataclass(slots=True)
class _Waiting:
    place: Place
    task: Task
    future: Future[Outcome]


def work_on(places: Sequence[Place], tasks: Tasks, team: Team | None) -> Iterator[tuple[Place, Outcome]]:
    """Yield each place with what became of it, in order, with no more than a few tasks under way per worker.

    Where a worker dies, the tasks under way are done again one by one, so that the one to blame is found; it fails.
    """
    if team is None:
        for place in places:
            task = tasks.of(place)
            yield place, task if isinstance(task, Outcome) else _worked(task, tasks.settings)
        return
    waiting: deque[_Waiting | tuple[Place, Outcome]] = deque()
    for place in places:
        task = tasks.of(place)
        if isinstance(task, Outcome):
            waiting.append((place, task))
        else:
            waiting.append(_Waiting(place, task, _submit(team, task, tasks.settings)))
        if len(waiting) >= IN_FLIGHT * team.workers:
            yield _next(waiting, team, tasks.settings)
    while waiting:
        yield _next(waiting, team, tasks.settings)


def _worked(task: Task, settings: Settings) -> Outcome:
    outcome = work(task, settings)
    _settle()
    return outcome


@cache
def _settle() -> None:
    """Take what the first note loaded (the language model, templates) out of the garbage collector's sight.

    It stays until the end; looking through it again and again costs a sixth of a note's time.
    """
    gc.collect()
    gc.freeze()


def _submit(team: Team, task: Task, settings: Settings) -> Future[Outcome]:
    """Submit a task; to an executor that is broken already, it comes back as a future that is, too."""
    try:
        return team.submit(_worked, task, settings)
    except BrokenExecutor as error:
        future: Future[Outcome] = Future()
        future.set_exception(error)
        return future


def _next(waiting: deque[_Waiting | tuple[Place, Outcome]], team: Team, settings: Settings) -> tuple[Place, Outcome]:
    first = waiting.popleft()
    if isinstance(first, tuple):
        return first
    try:
        return first.place, first.future.result()
    except (BrokenExecutor, CancelledError):
        pass
    except ModuleNotFoundError as error:
        text = f"a worker of the cluster lacks the module {error.name}"
        hint = "install the same version of quizgen there, with the same extras and readers"
        raise QuizgenError(Problem(code="C011", text=text, hint=hint), exit_code=2) from error
    except Exception as error:
        if not _is_cluster_error(error):
            raise
        return first.place, _dead(first.task, "workers of the cluster died over this note, or can't be reached")
    team.renew()
    outcome = _alone(first.task, team, settings)
    for other in waiting:
        if isinstance(other, _Waiting) and not _is_done(other.future):
            other.future = _settled(_alone(other.task, team, settings))
    return first.place, outcome


def _is_done(future: Future[Outcome]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _settled(outcome: Outcome) -> Future[Outcome]:
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return future


def _alone(task: Task, team: Team, settings: Settings) -> Outcome:
    """Return what became of a task with nothing else under way: when a worker dies now, it died of this note."""
    try:
        return team.submit(_worked, task, settings).result()
    except BrokenExecutor:
        team.renew()
        return _dead(task, "the worker process died over this note")


def _dead(task: Task, text: str) -> Outcome:
    hint = "build again; if memory is short, with fewer workers (`--jobs 1`)"
    problem = Problem(code="F002", text=text, hint=hint, path=task.path)
    return Outcome(path=task.path, folder=task.folder, problems=(problem,), failed=True)


def _is_cluster_error(error: Exception) -> bool:
    """Tell whether Dask gave a task up, since its workers died or can't be reached."""
    return type(error).__module__.partition(".")[0] in ("distributed", "dask")
