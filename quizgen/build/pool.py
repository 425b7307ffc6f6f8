"""The workers of a build: none, processes on this machine, or a Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from quizgen.problem import Problem, QuizgenError

SCHEME = "dask://"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Who does the work: `jobs` processes (None: one a core), or the Dask scheduler at `address` (`dask://HOST:PORT`)."""

    jobs: int | None = None
    address: str = ""

    @contextmanager
    def open(self, tasks: int) -> Iterator[tuple[Executor | None, int]]:
        """Give an executor for that many tasks and the number of its workers; None where this process does best.

        Raises QuizgenError (exit code 2) when the address isn't one, when Dask isn't installed, or when no scheduler
        answers there.
        """
        if self.address:
            with _dask(self.address) as found:
                yield found
            return
        workers = min(self.jobs or os.cpu_count() or 1, tasks)
        if workers < 2 or (self.jobs is None and tasks < 4):
            yield None, 1
            return
        executor = _processes(workers)
        try:
            yield executor, workers
        finally:
            executor.shutdown(wait=True, cancel_futures=True)


def _processes(workers: int) -> ProcessPoolExecutor:
    import multiprocessing

    # Not fork: a child must not inherit locks of threads that it doesn't have.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(max_workers=workers, mp_context=multiprocessing.get_context(method))


@contextmanager
def _dask(address: str) -> Iterator[tuple[Executor, int]]:
    if not address.startswith(SCHEME) or not address.removeprefix(SCHEME).strip("/"):
        raise _refused(f"{address!r} names no workers", f"write {SCHEME}HOST:PORT")
    try:
        from distributed import Client
    except ImportError:
        raise _refused("Dask isn't installed", "install the extra: pip install 'quizgen[dask]'") from None
    try:
        client = Client(f"tcp://{address.removeprefix(SCHEME).strip('/')}", timeout="10s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise _refused(f"no scheduler answers at {address}: {error}", "start one: dask scheduler") from None
    with client:
        yield client.get_executor(retries=3), max(1, len(client.scheduler_info()["workers"]))


def _refused(text: str, hint: str) -> QuizgenError:
    return QuizgenError(Problem(code="C011", text=text, hint=hint), exit_code=2)
