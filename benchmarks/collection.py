"""Collections of notes of any size: the sentences of the sample notes, put together anew, with other numbers.

    python -m benchmarks.collection DIR --notes 1000 [--sentences 24]

The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import random
import re
from functools import cache
from pathlib import Path

NOTES = Path(__file__).parent.parent / "tests" / "data" / "notes"
SAMPLES = (
    "bretton-woods.txt", "china-ai-strategy.txt", "coral-reefs.txt", "marie-curie.txt",
    "plate-tectonics.md", "printing-press.md", "kimchi-fermentation.md",
)  # fmt: skip
_SENTENCE = re.compile(r"[A-Z][^.!?\n|`#*\[\]]{40,220}[.!?](?=\s|$)")
_NUMBER = re.compile(r"\b\d{2,4}\b")
_ASKED = "The observatory of {place} recorded {count} meteors in {year}."
"""A sentence that every note has, so that none has nothing to ask."""
_PLACES = ("Quito", "Lisbon", "Kyoto", "Accra", "Hanoi", "Dakar", "Perth", "Turin", "Bergen", "Lima")
PER_SECTION = 4


@cache
def sentences() -> tuple[str, ...]:
    """Return every whole sentence of the sample notes, in order."""
    texts = ((NOTES / name).read_text(encoding="utf-8") for name in SAMPLES)
    return tuple(dict.fromkeys(found for text in texts for found in _SENTENCE.findall(text)))


def note(number: int, *, length: int = 24) -> str:
    """Return a note of `length` sentences: takeaways, then deep dives of four sentences each."""
    dice = random.Random(number)  # varied text, no secret
    place = dice.choice(_PLACES)
    asked = _ASKED.format(place=place, count=dice.randrange(1000, 9999), year=dice.randrange(1800, 2000))
    chosen = [asked, *(_varied(text, dice) for text in dice.sample(sentences(), min(length - 1, len(sentences()))))]
    head = max(1, length // 6)
    lines = [f"# Note {number}: the skies over {place}", "", "Date: 2025-01-01", "", "## Key takeaways", ""]
    lines += [f"- {text}" for text in chosen[:head]]
    for start in range(head, len(chosen), PER_SECTION):
        lines += [
            "",
            f"## Part {start // PER_SECTION + 1} of {number}",
            "",
            " ".join(chosen[start : start + PER_SECTION]),
        ]
    return "\n".join(lines) + "\n"


def _varied(text: str, dice: random.Random) -> str:
    """Return a sentence with other figures, so that no two notes say the same."""
    return _NUMBER.sub(lambda found: str(dice.randrange(10 ** (len(found[0]) - 1), 10 ** len(found[0]))), text)


def make(folder: Path, notes: int, *, length: int = 24, combine: bool = False) -> None:
    """Make a project of some notes in a folder that doesn't exist yet; nothing is built."""
    (folder / "seeds").mkdir(parents=True)
    config = f"key: bench-notes\ndeck: Bench\ncombine: {str(combine).lower()}\n"
    (folder / "quizgen.yaml").write_text(config, encoding="utf-8")
    (folder / ".gitignore").write_text("decks/.quizgen/\ndecks/all.apkg\n", encoding="utf-8")
    for number in range(notes):
        (folder / "seeds" / f"note-{number:06}.md").write_text(note(number, length=length), encoding="utf-8")


def main() -> None:
    """Make the collection that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--notes", type=int, default=1_000)
    parser.add_argument("--sentences", type=int, default=24)
    options = parser.parse_args()
    make(options.folder, options.notes, length=options.sentences)


if __name__ == "__main__":
    main()
