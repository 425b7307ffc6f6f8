"""A build on a Dask cluster: a real scheduler and two worker processes on loopback, one killed in mid-build."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from checkout import ROOT
from crash_support import build, make_project, outputs_of, start

pytest.importorskip("distributed", reason="the extra `dask` isn't installed")

NOTES = 12
WORKERS = 2


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers; yields the address and the workers."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path[1:]])}
    ready = folder / "scheduler.json"

    def run(tool: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{tool}", "--scheduler-file", str(ready), *options]
        nowhere = subprocess.DEVNULL
        return subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--no-dashboard"], stdout=nowhere, stderr=nowhere, env=env, cwd=folder
        )

    scheduler = run("dask_scheduler", "--port", "0")
    workers = [run("dask_worker", "--nworkers", "1", "--nthreads", "1", "--no-nanny") for _ in range(WORKERS)]
    try:
        yield address_of(ready), workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def address_of(ready: Path) -> str:
    """Wait until both workers are there; return the scheduler's address as quizgen takes it."""
    from distributed import Client

    deadline = time.monotonic() + 120
    while not ready.exists() or not ready.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    with Client(scheduler_file=str(ready), timeout="60s", set_as_default=False) as client:
        client.wait_for_workers(WORKERS, timeout=120)
        return str(client.scheduler.address).replace("tcp://", "dask://")


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    make_project(here, NOTES)
    make_project(there, NOTES)
    assert build(here, "--jobs", "1")[0] == 0
    with cluster(tmp_path) as (address, workers):
        process = start(there, "--executor", address)
        deadline = time.monotonic() + 200
        while not (there / "decks" / "note-00" / "deck.apkg").exists():
            assert time.monotonic() < deadline
            assert process.poll() is None, process.communicate()
            time.sleep(0.01)
        workers[0].send_signal(signal.SIGKILL)
        out, err = process.communicate(timeout=300)
    assert process.returncode == 0, out + err
    assert outputs_of(there) == outputs_of(here)


def test_an_address_without_a_scheduler_is_told(tmp_path: Path) -> None:
    make_project(tmp_path / "project", 1)
    code, said = build(tmp_path / "project", "--executor", "nonsense")
    assert code == 2
    assert "error C011: 'nonsense' names no workers (write dask://HOST:PORT)" in said
    assert "Traceback" not in said
