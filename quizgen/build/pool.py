"""The workers of a build: none, processes on this machine, or a Dask cluster."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.problem import Problem, QuizgenError

if TYPE_CHECKING:
    from quizgen.build.records import Outcome, Settings, Task

SCHEME = "dask://"
Work = Callable[["Task", "Settings"], "Outcome"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Who does the work: `jobs` processes (None: one a core), or the Dask scheduler at `address` (`dask://HOST:PORT`)."""

    jobs: int | None = None
    address: str = ""

    @contextmanager
    def open(self, tasks: int, *, warm: bool = False) -> Iterator[Team | None]:
        """Give a team for that many tasks; None where this process does best.

        With `warm`, processes on this machine share one English model, which is loaded before the first starts.

        Raises QuizgenError (exit code 2) when the address isn't one, when Dask isn't installed, or when no scheduler
        answers there.
        """
        if self.address:
            if not tasks:
                _host(self.address)
                yield None
                return
            with _dask(self.address) as team:
                yield team
            return
        workers = min(self.jobs or os.cpu_count() or 1, tasks)
        if workers < 2 or (self.jobs is None and tasks < 4):
            yield None
            return
        team = Processes(workers, warm=warm)
        try:
            yield team
        except BaseException:
            team.end()
            raise
        team.close()


class Team:
    """An executor, and how many work for it."""

    def __init__(self, executor: Executor, workers: int) -> None:
        self.executor = executor
        self.workers = workers

    def submit(self, work: Work, task: Task, settings: Settings) -> Future[Outcome]:
        """Have a task done by the next worker that is free."""
        return self.executor.submit(work, task, settings)

    def renew(self) -> None:
        """Make up for a worker that died; nothing where the cluster does so by itself."""


class Cluster(Team):
    """Workers that may be on other machines: templates are sent along with each task, packed."""

    def __init__(self, executor: Executor, workers: int) -> None:
        super().__init__(executor, workers)
        self._packed: tuple[tuple[str, ...], bytes] = ((), b"")

    def submit(self, work: Work, task: Task, settings: Settings) -> Future[Outcome]:
        """Have a task done by the next worker that is free."""
        from quizgen import __version__
        from quizgen.build.shipping import pack, work_there
        from quizgen.export.sheet.pages import FOLDERS

        if self._packed[0] != settings.templates:
            self._packed = (settings.templates, pack(settings.templates, FOLDERS))
        return self.executor.submit(work_there, work, task, settings, self._packed[1], __version__)


class Processes(Team):
    """Worker processes on this machine; they end when the build ends, however it ends."""

    def __init__(self, workers: int, *, warm: bool = False) -> None:
        super().__init__(_processes(workers, warm=warm), workers)
        self._warm = warm

    def renew(self) -> None:
        """Start anew: an executor one of whose processes died does no more work."""
        self.executor.shutdown(wait=True, cancel_futures=True)
        self.executor = _processes(self.workers, warm=self._warm)

    def close(self) -> None:
        """End the workers after their work."""
        self.executor.shutdown(wait=True, cancel_futures=True)

    def end(self) -> None:
        """End the workers now."""
        for process in list((getattr(self.executor, "_processes", None) or {}).values()):
            process.terminate()
        self.close()


def _processes(workers: int, *, warm: bool) -> ProcessPoolExecutor:
    import multiprocessing

    # Not fork: a child must not inherit locks of threads that it doesn't have.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":  # the fork server of an earlier team in this process stays as it is
        context.set_forkserver_preload(["quizgen.build.warm"] if warm else [])
    return ProcessPoolExecutor(max_workers=workers, mp_context=context, initializer=_start_worker)


def _start_worker() -> None:
    """Leave Ctrl-C to the build, and end when the build is killed: workers would wait for ever."""
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _host(address: str) -> str:
    host = address.removeprefix(SCHEME).strip("/")
    if not address.startswith(SCHEME) or not host:
        raise _refused(f"{address!r} names no workers", f"write {SCHEME}HOST:PORT")
    return host


@contextmanager
def _dask(address: str) -> Iterator[Team]:
    host = _host(address)
    try:
        from distributed import Client
    except ImportError:
        raise _refused("Dask isn't installed", "install the extra: pip install 'quizgen[dask]'") from None
    try:
        client = Client(f"tcp://{host}", timeout="10s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise _refused(f"no scheduler answers at {address}: {error}", "start one: dask scheduler") from None
    with client:
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
        # Not pure: Dask would take two notes of the same bytes for one task, which they may be; and its hash costs.
        yield Cluster(client.get_executor(retries=3, pure=False), max(1, workers))


def _refused(text: str, hint: str) -> QuizgenError:
    return QuizgenError(Problem(code="C011", text=text, hint=hint), exit_code=2)
