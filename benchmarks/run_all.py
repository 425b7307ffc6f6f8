"""Runs every benchmark in one go and writes benchmarks/RESULTS.md, with the machine named.

python -m benchmarks.run_all [--quick] [--notes 10000] [--cold 1000] [--repeat 5]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks import build, example, generate, help
from benchmarks.table import Line, machine, markdown

RESULTS = Path(__file__).parent / "RESULTS.md"
SCRIPTS = (
    ("Packaging in detail", "benchmarks.packaging", ("--items", "20000", "--decks", "400", "--repeat", "2")),
    ("Reading", "benchmarks.reading", ("--notes", "200")),
)
"""Benchmarks that print a text of their own."""


def told(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, and print each as soon as it is there: the whole takes a quarter of an hour."""
    for line in lines:
        print(f"{line.what} / {line.against}: {line.ratio:.2f}", flush=True)
        yield line


def measured(options: argparse.Namespace) -> Iterator[Line]:
    """Yield every comparison."""
    yield from help.measure(repeat=2 * options.repeat)
    yield from generate.measure(repeat=max(1, options.repeat // 2))
    yield from example.measure(items=options.items, repeat=3)
    yield from build.measure(notes=options.notes, cold=options.cold, repeat=options.repeat)


def detail(module: str, *arguments: str) -> str:
    """Return what a benchmark prints, with its verdict where it says that a limit was passed."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() + (f"\n\n(exit code {done.returncode})" if done.returncode else "")


def main() -> None:
    """Run all benchmarks and write the results; with --quick a tenth of everything, and no file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a tenth of everything, to see that it works")
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--cold", type=int, default=1_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--items", type=int, default=10_000, help="items of the deck that genanki's example makes, too")
    options = parser.parse_args()
    if options.quick:
        options.notes, options.cold, options.repeat, options.items = 300, 30, 2, 1_000
    start, where = time.monotonic(), machine()
    parts = ["# Benchmarks", "", f"Made by `make bench` on: {where}.", ""]
    parts += ["Every ratio is of two things measured side by side in one run, each in the quietest of its turns.", ""]
    parts += [markdown(told(measured(options)))]
    for title, module, arguments in () if options.quick else SCRIPTS:
        parts += [f"## {title}", "", "```", detail(module, *arguments), "```", ""]
    parts += [f"The whole took {(time.monotonic() - start) / 60:.0f} minutes."]
    text = "\n".join(parts) + "\n"
    if not options.quick:
        RESULTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
