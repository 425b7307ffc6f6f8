"""How soon `quizgen --help` answers, against importing what it must (click).

python -m benchmarks.help [--repeat 10]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from benchmarks.table import Line, best, machine, markdown, run


def measure(*, repeat: int) -> Iterator[Line]:
    """Yield the comparison."""
    shown, click = best(
        repeat,
        lambda: run(sys.executable, "-m", "quizgen", "--help"),
        lambda: run(sys.executable, "-c", "import click"),
    )
    yield Line(what="`quizgen --help`", against='`python -c "import click"`', value=shown, base=click, target=3)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=10)
    print(machine())
    print(markdown(measure(repeat=parser.parse_args().repeat)))


if __name__ == "__main__":
    main()
