"""The changes of all banks of a project from one state to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from quizgen.bank.changes import compare
from quizgen.bank.model import Bank
from quizgen.bank.mods import lowered, mods
from quizgen.bank.showing import NoteChanges


def compare_all(
    before: Mapping[str, Bank], after: Mapping[str, Bank], *, highest: Mapping[str, int] | None = None
) -> tuple[NoteChanges, ...]:
    """Return what changed in each bank between two states of a project, in the order of `after`, then what is gone.

    Both map a folder to its bank; a bank that moved to another folder is known by its items' ids. `highest` is the
    highest `mod` that each id ever had: items below it are listed as lowered. Banks without changes are left out.
    """
    pairs = _pairs(before, after)
    floor = highest or {}
    found = [
        NoteChanges(
            note=bank.note,
            changes=compare(before[pairs[folder]] if folder in pairs else None, bank),
            lowered=lowered(bank, floor),
        )
        for folder, bank in after.items()
    ]
    kept = set(pairs.values())
    for folder, bank in before.items():
        if folder not in kept:
            found.append(NoteChanges(note=bank.note, changes=compare(bank, replace(bank, items=(), retired=()))))
    return tuple(each for each in found if each.changes or each.lowered)


def _pairs(before: Mapping[str, Bank], after: Mapping[str, Bank]) -> dict[str, str]:
    """Return the old folder of each bank that was there before, by its folder now: the same, or most ids in common."""
    pairs = {folder: folder for folder in after if folder in before}
    owners = {ident: folder for folder, bank in before.items() if folder not in pairs for ident in mods(bank)}
    for folder, bank in after.items():
        if folder in pairs:
            continue
        shared = [owners[ident] for ident in mods(bank) if ident in owners and owners[ident] not in pairs.values()]
        if shared:
            pairs[folder] = max(sorted(set(shared)), key=shared.count)
    return pairs
