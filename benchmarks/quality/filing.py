"""Verdicts into the judged file: `python -m benchmarks.quality.filing BATCH.yaml --judge NAME < verdicts.txt`.

One verdict a line: the item's number in the batch, `accept` (or `+`) or a class code, and for a reject why. The line
`rest accept` accepts all that is not named. `#` starts a remark.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import yaml

from benchmarks.quality import verdicts

EXAMPLE = "worked example"
"""The `rule` of a control: an example of the rubric with its known verdict, mixed into a batch."""


def parse(lines: list[str], count: int) -> dict[int, tuple[str, str]]:
    """Return verdict and reason by number, 1 to `count`.

    Raises BrokenVerdictError for a line that isn't a verdict, a number that stands twice or is missing.
    """
    found: dict[int, tuple[str, str]] = {}
    rest = False
    for line in lines:
        words = line.split("#")[0].split(maxsplit=2)
        if not words:
            continue
        if words[:2] == ["rest", "accept"]:
            rest = True
            continue
        code = verdicts.ACCEPT if words[1:2] == ["+"] else (words[1] if len(words) > 1 else "")
        if not words[0].isdigit() or (code != verdicts.ACCEPT and code not in verdicts.CLASSES):
            raise verdicts.BrokenVerdictError(f"not a verdict: {line!r}")
        if int(words[0]) in found or not 1 <= int(words[0]) <= count:
            raise verdicts.BrokenVerdictError(f"a number that stands twice or isn't in the batch: {line!r}")
        found[int(words[0])] = code, words[2].strip() if len(words) > 2 else verdicts.CLASSES.get(code, "")
    missing = [number for number in range(1, count + 1) if number not in found]
    if missing and not rest:
        raise verdicts.BrokenVerdictError(f"no verdict on {missing}")
    return found | dict.fromkeys(missing, (verdicts.ACCEPT, ""))


def entries(batch: Path, lines: list[str], judge: str) -> tuple[list[verdicts.Entry], int, int]:
    """Return the batch's items with this judge's verdicts, how many controls were right, and of how many."""
    rows = yaml.safe_load(batch.read_text(encoding="utf-8"))
    words = parse(lines, len(rows))
    filed: list[verdicts.Entry] = []
    right = total = 0
    for number, row in enumerate(rows, 1):
        code, why = words[number]
        known = row["verdicts"][0] if row["rule"] == EXAMPLE else None
        if known:
            total += 1
            right += (known["verdict"] == verdicts.ACCEPT) == (code == verdicts.ACCEPT)
            continue
        word = verdicts.Verdict(judge=judge, verdict=code, why=why)
        filed.append(verdicts.from_row(row, note=row["note"], verdicts=(word,)))
    return filed, right, total


def main() -> None:
    """File the verdicts given on the standard input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("batch", type=Path)
    parser.add_argument("--judge", required=True)
    options = parser.parse_args()
    filed, right, total = entries(options.batch, sys.stdin.read().splitlines(), options.judge)
    verdicts.save(verdicts.merge(verdicts.load(), filed))
    accepted = sum(entry.verdicts[0].verdict == verdicts.ACCEPT for entry in filed)
    print(f"{len(filed)} filed, {accepted} accepted")
    if total:
        print(
            f"controls: {right} of {total} right"
            + (" - read the worked examples again" if right < 0.85 * total else "")
        )


if __name__ == "__main__":
    main()
