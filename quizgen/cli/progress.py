"""Progress on stderr: a bar with rate and remaining time on a terminal, a line every tenth of the work elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

WIDTH = 30


@contextmanager
def progress(label: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how many of how many are done, and shows it unless `quiet`."""
    if quiet:
        yield lambda done, total: None
    elif sys.stderr.isatty() and not os.environ.get("CI"):
        bar = _Bar(label)
        try:
            yield bar
        finally:
            bar.clear()
    else:
        yield _Tenths(label)


class _Bar:
    """One line that is drawn over itself."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._start = time.monotonic()
        self._drawn = False

    def __call__(self, done: int, total: int) -> None:
        rate = done / max(time.monotonic() - self._start, 0.001)
        left = (total - done) / rate if rate else 0.0
        full = WIDTH * done // max(total, 1)
        bar = "#" * full + "." * (WIDTH - full)
        text = f"\r{self._label} [{bar}] {done}/{total}  {rate:.1f}/s  {left:.0f} s left "
        click.echo(text + "\x1b[K", err=True, nl=False)
        self._drawn = True

    def clear(self) -> None:
        if self._drawn:
            click.echo("\r\x1b[K", err=True, nl=False)


class _Tenths:
    """A plain line each time another tenth of the work is done."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._last = 0

    def __call__(self, done: int, total: int) -> None:
        tenth = 10 * done // max(total, 1)
        if tenth > self._last and total >= 10:
            self._last = tenth
            click.echo(f"{self._label}: {done} of {total}", err=True)
