"""What benchmarks print: one line for each thing measured, with what it is held against and the target."""

from __future__ import annotations

import gc
import os
import platform
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One comparison: `value` and `base` in `unit`, their ratio's `target` if any; `most` says that less is better."""

    what: str
    against: str
    value: float
    base: float
    target: float | None = None
    unit: str = "s"
    most: bool = True

    @property
    def ratio(self) -> float:
        """How many times the base the value is."""
        return self.value / self.base if self.base else float("inf")

    @property
    def met(self) -> bool:
        """Whether the target is met; True where there is none."""
        if self.target is None:
            return True
        return self.ratio <= self.target if self.most else self.ratio >= self.target


def markdown(lines: Iterable[Line]) -> str:
    """Return the lines as a Markdown table."""
    rows = ["| what | measured | against | measured | ratio | target | met |", "|---|---:|---|---:|---:|---:|---|"]
    for line in lines:
        aim = f"{'≤' if line.most else '≥'} {line.target:g} ×" if line.target is not None else ""
        value, base = (f"{number:.3g} {line.unit}" for number in (line.value, line.base))
        cells = (line.what, value, line.against, base, f"{line.ratio:.2f} ×", aim)
        met = ("yes" if line.met else "no") if aim else ""
        rows.append(f"| {' | '.join(cells)} | {met} |")
    return "\n".join(rows) + "\n"


def best(repeat: int, *actions: Callable[[], object], before: Callable[[], object] = lambda: None) -> list[float]:
    """Return the least wall-clock seconds of each action over some rounds, in which they take turns."""
    least = [float("inf")] * len(actions)
    for _ in range(repeat):
        for place, action in enumerate(actions):
            before()
            gc.collect()
            start = time.perf_counter()
            action()
            least[place] = min(least[place], time.perf_counter() - start)
    return least


def surroundings() -> dict[str, str]:
    """Return the environment of a measured command: compiled code may be kept, as where quizgen is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(*command: str, cwd: Path | None = None) -> None:
    """Run a command to its end, quietly; raises CalledProcessError when it fails."""
    nowhere = subprocess.DEVNULL
    subprocess.run(command, cwd=cwd, check=True, stdout=nowhere, stderr=nowhere, env=surroundings())


def peak(*command: str) -> float:
    """Run a command and return the most memory that it and all its children had, in MB: the sum of their peaks.

    Children are found by their session, so that those of a fork server count. Reads /proc, which Linux has.
    """
    nowhere = subprocess.DEVNULL
    peaks: dict[int, int] = {}
    with subprocess.Popen(command, stdout=nowhere, stderr=nowhere, env=surroundings(), start_new_session=True) as main:
        while main.poll() is None:
            for pid, size in _sizes(main.pid):
                peaks[pid] = max(size, peaks.get(pid, 0))
            time.sleep(0.1)
    if main.returncode:
        raise subprocess.CalledProcessError(main.returncode, command)
    return sum(peaks.values()) / 1024


def _sizes(session: int) -> Iterator[tuple[int, int]]:
    """Yield the processes of a session with the most memory that each had so far, in kB."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                lines = (folder / "status").read_text().splitlines()
                yield int(folder.name), next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
        except (OSError, StopIteration):  # it ended just now
            continue


def machine() -> str:
    """Return what the figures were measured on: processor, cores, Python, system, and how busy it was."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        named = (line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line)
        model = next(named, model)
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}{load}"
