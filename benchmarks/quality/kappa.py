"""Agreement of two judges: `python -m benchmarks.quality.kappa JUDGE JUDGE`."""

from __future__ import annotations

import argparse
from collections import Counter

from benchmarks.quality import verdicts
from benchmarks.quality.statistics import kappa


def pairs(entries: dict[str, verdicts.Entry], first: str, second: str) -> list[tuple[str, str]]:
    """Return the two verdicts on every item that both judged, in the order of the files."""
    found = []
    for entry in entries.values():
        words = {one.judge: one.verdict for one in entry.verdicts}
        if first in words and second in words:
            found.append((words[first], words[second]))
    return found


def table(found: list[tuple[str, str]]) -> tuple[int, int, int, int]:
    """Return how many both accepted, only the first, only the second, neither."""
    marks = Counter((one == verdicts.ACCEPT, two == verdicts.ACCEPT) for one, two in found)
    return marks[True, True], marks[True, False], marks[False, True], marks[False, False]


def report(found: list[tuple[str, str]], first: str, second: str) -> str:
    """Return the 2x2 table, kappa with its error, and how often the classes agree where both rejected."""
    both, only_a, only_b, neither = table(found)
    value, error, same = kappa(both, only_a, only_b, neither)
    rejects = [(one, two) for one, two in found if verdicts.ACCEPT not in (one, two)]
    agreed = sum(one == two for one, two in rejects)
    return "\n".join(
        [
            f"{len(found)} items judged by {first} and {second}",
            f"{'':14}{second + ' accepts':>16}{second + ' rejects':>16}",
            f"{first + ' accepts':14}{both:>16}{only_a:>16}",
            f"{first + ' rejects':14}{only_b:>16}{neither:>16}",
            f"equal verdicts {same:.3f}, Cohen's kappa {value:.2f} (standard error {error:.2f})",
            f"same class in {agreed} of the {len(rejects)} that both rejected",
        ]
    )


def main() -> None:
    """Print the agreement of the two judges named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first")
    parser.add_argument("second")
    options = parser.parse_args()
    found = pairs(verdicts.load(), options.first, options.second)
    if not found:
        raise SystemExit(f"no item was judged by both {options.first} and {options.second}")
    print(report(found, options.first, options.second))


if __name__ == "__main__":
    main()
