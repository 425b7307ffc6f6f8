"""The same questions to a deck: by the example code of genanki's own README, and by quizgen's packaging.

    python -m benchmarks.example [--items 10000] [--repeat 3]

Both write a file. quizgen's also has three note types, contexts, tags and dates of its own, and is compressed.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.packaging import NOW, banks
from benchmarks.table import Line, best, machine, markdown
from quizgen.bank.model import Bank
from quizgen.export.anki import NotetypeMods, package, refresh
from quizgen.item import key_text


def by_example(bank: Bank, path: Path) -> None:
    """Write a deck as genanki's README does (https://github.com/kerrickstaley/genanki)."""
    import genanki

    model = genanki.Model(
        1607392319,
        "Simple Model",
        fields=[{"name": "Question"}, {"name": "Answer"}],
        templates=[
            {"name": "Card 1", "qfmt": "{{Question}}", "afmt": '{{FrontSide}}<hr id="answer">{{Answer}}'},
        ],
    )
    deck = genanki.Deck(2059400110, "Country Capitals")
    for item in bank.items:
        deck.add_note(genanki.Note(model=model, fields=[item.question.stem, key_text(item.question)]))
    genanki.Package(deck).write_to_file(path)


def measure(*, items: int, repeat: int) -> Iterator[Line]:
    """Yield the comparison."""
    (bank,) = banks(items, 1)
    mods = refresh(NotetypeMods(), now=NOW)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "deck.apkg"
        ours, example = best(
            repeat,
            lambda: path.write_bytes(package([bank], notetype_mods=mods)),
            lambda: by_example(bank, path),
        )
    against = "genanki's own example code"
    yield Line(what=f"packaging {items:,} items", against=against, value=ours, base=example, target=1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    print(machine())
    print(markdown(measure(items=options.items, repeat=options.repeat)))


if __name__ == "__main__":
    main()
