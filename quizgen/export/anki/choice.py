"""The options of a choice item: their order on its card, and the number of the right one."""

from __future__ import annotations

import hashlib

from quizgen.export import markup
from quizgen.export.anki.notetypes import OPTIONS
from quizgen.export.anki.unfit import Unfit
from quizgen.item import Item, MultipleChoice


def options_of(item: Item, question: MultipleChoice) -> tuple[tuple[str, ...], int]:
    """Return a choice item's options in the order of its card, and the number (from 1) of the right one.

    The order is the order of hashes of item id and option, so it says nothing of which is right, and one more or one
    other distractor doesn't stir the rest. Raises Unfit for fewer than two options, more than five, or equal ones.
    """
    options = (question.key, *question.distractors)
    if not 2 <= len(options) <= OPTIONS:
        hint = "add or remove distractors in items.yaml"
        raise Unfit("A003", f"a card has from 2 to {OPTIONS} options, this item has {len(options)}", hint)
    if len({markup.clean(option).strip() for option in options}) < len(options):
        raise Unfit("A003", "two options say the same", "change one of them in items.yaml")
    if not all(option.strip() for option in options):
        raise Unfit("A003", "an option is empty", "write it, or remove it, in items.yaml")
    ordered = sorted(
        options, key=lambda option: hashlib.sha256(f"{item.id}\0{option}".encode("utf-8", "replace")).digest()
    )
    return tuple(ordered), ordered.index(question.key) + 1
