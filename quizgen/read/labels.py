"""Labels that come more than once: the one of the note, and those inside its chapters."""

from __future__ import annotations

from quizgen.read.model import Block, BlockKind
from quizgen.read.shapes import bare, label_of
from quizgen.read.vocabulary import Label

_INNER = (Label.SUMMARY, Label.TAKEAWAYS)


def inner_labels(blocks: tuple[Block, ...], title: int | None) -> frozenset[int]:
    """Return the positions of summary and takeaway labels that belong to chapters: two or more, each below one."""
    found: list[int] = []
    above: list[tuple[int, int]] = []
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING or index == title:
            continue
        while above and above[-1][0] >= block.depth:
            above.pop()
        label = label_of(block.text)
        if label in _INNER and any(label_of(blocks[at].text) is None for _, at in above):
            found.append(index)
        above.append((block.depth, index))
    parents = len({bare(blocks[index].text) for index in found})
    return frozenset(found) if len(found) > parents or len(found) >= 2 else frozenset()


def main_takeaways(blocks: tuple[Block, ...], inner: frozenset[int]) -> str:
    """Return the bare text of the label that announces the note's takeaways, empty when there is none.

    Of several ("Highlights", "Key takeaways") it is the first that says so in the word itself, else the first.
    """
    labels = [
        bare(block.text)
        for index, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING and index not in inner and label_of(block.text) is Label.TAKEAWAYS
    ]
    return next((label for label in labels if "takeaway" in label or "notes" in label), labels[0] if labels else "")
