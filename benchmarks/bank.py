"""The cost of a bank of 1,000 items: reading and writing items.yaml, and reconciling it, side by side in one run.

Run it as `python -m benchmarks.bank`. Each figure is the best of several runs; the ratios are to libyaml's bare parse
of the same bytes, which nothing that reads YAML here can beat.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import yaml

from quizgen.bank import dump, load, reconcile
from quizgen.candidate import Candidate, Generation, SentenceReport
from quizgen.item import TAKEAWAYS, Cloze, MultipleChoice, Question, ShortAnswer, Source
from quizgen.note import Note, Paragraph
from quizgen.problem import Span

ITEMS = 1000
RUNS = 7
RIVERS = ("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Garnet", "Hazel", "Indigo", "Jasper")
VERBS = ("feeds", "floods", "leaves", "crosses", "drains", "borders", "reaches")
WORDS = ("harbour", "valley", "village", "quarry", "meadow", "forest", "orchard", "marsh", "canal", "bridge", "mill")
SPAN = Span(path="seeds/rivers.md", line=1)


def sentences(count: int) -> list[str]:
    """Return as many different sentences of the usual length."""
    return [
        f"In {1000 + number} the {RIVERS[number % 10]} river {VERBS[number % 7]} the old {WORDS[number % 11]} and the "
        f"{WORDS[number % 9 + 1]} of town {number}, where {number * 37 % 991} people live from fishing and trade."
        for number in range(count)
    ]


def question(number: int, text: str) -> Question:
    """Return a question of one of three kinds about a sentence."""
    year = text.split()[1]
    if number % 3 == 0:
        return ShortAnswer(stem=f"When was the fate of town {number} settled by the river?", key=year)
    if number % 3 == 1:
        return Cloze(stem=text.replace(year, "____", 1), key=year)
    return MultipleChoice(stem=f"Which year is told of town {number}?", key=year, distractors=("850", "1066", "1492"))


def note_and_generation(texts: list[str]) -> tuple[Note, Generation]:
    """Return a note of these sentences with one candidate each."""
    note = Note(
        path=SPAN.path,
        slug="rivers",
        title=Paragraph(text="Rivers", span=SPAN),
        takeaways=tuple(Paragraph(text=text, span=SPAN) for text in texts),
    )
    reports = tuple(
        SentenceReport(text=text, span=SPAN, section=TAKEAWAYS, candidates=(candidate(number, text),))
        for number, text in enumerate(texts)
    )
    return note, Generation(sentences=reports, generator="1")


def candidate(number: int, text: str) -> Candidate:
    """Return the candidate of a sentence."""
    source = Source(path=SPAN.path, text=text)
    return Candidate(question=question(number, text), source=source, section=TAKEAWAYS, rule="benchmark", score=0.75)


def best(work: Callable[[], object]) -> float:
    """Return the shortest time of several runs, in milliseconds."""

    def times() -> Iterator[float]:
        for _ in range(RUNS):
            start = time.perf_counter()
            work()
            yield time.perf_counter() - start

    return min(times()) * 1000


def main() -> None:
    """Print the figures."""
    texts = sentences(ITEMS)
    note, generation = note_and_generation(texts)
    options = {"project_key": "benchmark", "deck": "Rivers", "now": 1000}
    bank = reconcile(None, note, generation, **options).bank  # type: ignore[arg-type]
    text = dump(bank)
    edited = [each.replace("people", "souls") if number % 10 == 0 else each for number, each in enumerate(texts)]
    other, regenerated = note_and_generation(edited)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = {
        "libyaml parses the file": best(lambda: list(yaml.parse(text, Loader=loader))),
        "load": best(lambda: load(text, path="items.yaml")),
        "dump": best(lambda: dump(bank)),
        "reconcile, note unchanged": best(lambda: reconcile(bank, note, None, **options)),  # type: ignore[arg-type]
        "reconcile, a tenth edited": best(lambda: reconcile(bank, other, regenerated, **options)),  # type: ignore[arg-type]
    }
    changed = reconcile(bank, other, regenerated, **options)  # type: ignore[arg-type]
    assert len(changed.changes) == ITEMS // 10, len(changed.changes)
    assert load(dump(replace(bank)), path="items.yaml")[0] == bank
    base = rows["libyaml parses the file"]
    print(f"{len(bank.items)} items, {len(text.encode()) // 1000} kB; best of {RUNS} runs")
    for name, value in rows.items():
        print(f"{name:<28}{value:8.1f} ms{value / base:8.2f}")


if __name__ == "__main__":
    main()
