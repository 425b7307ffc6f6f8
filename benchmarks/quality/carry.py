"""Verdicts carried over to items that differ in the topic line only: `python -m benchmarks.quality.carry --judge NAME`.

A topic line ("Topic: …") or none changes nothing about grammar, key or distractors. So an item that was accepted with
another topic line, or without one, stays accepted unless the new line holds words of the key; and one that was
rejected for a fault of its own stays rejected. Whatever hangs on the context (classes P, D, N, M) is judged anew.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from benchmarks.quality import verdicts
from benchmarks.quality.corpus import Role, samples
from benchmarks.quality.coverage import content_words
from benchmarks.quality.harvest import Made, harvest

OWN_FAULTS = frozenset("GWFCXTLS")
TOPIC = "Topic:"


def carried(made: Iterable[Made], known: dict[str, verdicts.Entry], judge: str) -> list[verdicts.Entry]:
    """Return entries for unjudged items whose verdict follows from that on the same item with another topic line."""
    by_item: dict[tuple[object, ...], list[verdicts.Entry]] = {}
    for entry in known.values():
        if _only_topic(entry.text.context):
            by_item.setdefault(_item(entry.note, entry.text), []).append(entry)
    found = []
    for one in made:
        if one.text.ident in known or not _only_topic(one.text.context):
            continue
        words = {entry.settled() for entry in by_item.get(_item(one.note, one.text), ())}
        word = words.pop() if len(words) == 1 else ""
        told = content_words(one.text.key) & content_words(one.text.context)
        if word in OWN_FAULTS or (word == verdicts.ACCEPT and not told):
            found.append(one.entry(verdicts.Verdict(judge=judge, verdict=word, why="as with another topic line")))
    return found


def _item(note: str, text: verdicts.Text) -> tuple[object, ...]:
    return note, text.kind, text.stem, text.key, tuple(sorted(text.distractors))


def _only_topic(context: str) -> bool:
    return not context or context.startswith(TOPIC)


def main() -> None:
    """File the verdicts that carry over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--judge", required=True)
    parser.add_argument("--role", choices=[str(role) for role in Role], default="development")
    options = parser.parse_args()
    known = verdicts.load()
    made = [one for sample in samples(Role(options.role)) for one in harvest(sample)]
    filed = carried(made, known, options.judge)
    verdicts.save(verdicts.merge(known, filed))
    print(f"{len(filed)} carried over")


if __name__ == "__main__":
    main()
