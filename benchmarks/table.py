"""What benchmarks print: one line for each thing measured, with what it is held against and the target."""

from __future__ import annotations

import gc
import os
import platform
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One comparison: `value` and `base` in `unit`, their ratio's `target`; `most` says that less is better."""

    what: str
    against: str
    value: float
    base: float
    target: float
    unit: str = "s"
    most: bool = True

    @property
    def ratio(self) -> float:
        """How many times the base the value is."""
        return self.value / self.base if self.base else float("inf")

    @property
    def met(self) -> bool:
        """Whether the target is met."""
        return self.ratio <= self.target if self.most else self.ratio >= self.target


def markdown(lines: Iterable[Line]) -> str:
    """Return the lines as a Markdown table."""
    rows = ["| what | measured | against | measured | ratio | target | met |", "|---|---:|---|---:|---:|---:|---|"]
    for line in lines:
        sign = "≤" if line.most else "≥"
        value, base = (f"{number:.3g} {line.unit}" for number in (line.value, line.base))
        cells = (line.what, value, line.against, base, f"{line.ratio:.2f} ×", f"{sign} {line.target:g} ×")
        rows.append(f"| {' | '.join(cells)} | {'yes' if line.met else 'no'} |")
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


def run(*command: str, cwd: Path | None = None) -> None:
    """Run a command to its end, quietly; raises CalledProcessError when it fails."""
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def peak(command: Sequence[str]) -> float:
    """Run a command and return the most memory that it had, in MB (the process itself, without its children)."""
    quiet = [(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    pid = os.posix_spawn(command[0], list(command), os.environ, file_actions=quiet)
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, command)
    return usage.ru_maxrss / 1024


def machine() -> str:
    """Return what the figures were measured on: processor, cores, Python, system, and how busy it was."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        named = (line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line)
        model = next(named, model)
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}{load}"
