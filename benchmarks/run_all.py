"""Runs every benchmark in one go and writes benchmarks/RESULTS.md, with the machine named.

python -m benchmarks.run_all [--notes 10000] [--cold 1000] [--repeat 5] [--keep DIR]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from benchmarks import build, help
from benchmarks.table import machine, markdown

RESULTS = Path(__file__).parent / "RESULTS.md"
SCRIPTS = (("Packaging", ("benchmarks.packaging",)),)
"""Benchmarks that print a text of their own."""


def main() -> None:
    """Run all benchmarks and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--cold", type=int, default=1_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--items", type=int, default=100_000, help="items of the packaging benchmark")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    parts = ["# Benchmarks", "", f"Made by `make bench` on: {machine()}.", ""]
    parts += ["Every ratio is of two things measured side by side in one run, each in the quietest of its turns.", ""]
    lines = [
        *help.measure(repeat=2 * options.repeat),
        *build.measure(notes=options.notes, cold=options.cold, repeat=options.repeat, keep=options.keep),
    ]
    parts += ["## The build", "", markdown(lines)]
    for title, module in SCRIPTS:
        command = [sys.executable, "-m", *module, "--items", str(options.items)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        parts += [f"## {title}", "", "```", done.stdout.strip(), "```", ""]
    text = "\n".join(parts)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
