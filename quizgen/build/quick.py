"""The quick look: tells, without loading any library, that nothing has changed since the last build."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.build import manifest
from quizgen.build.records import NOTETYPES, Counts, Report
from quizgen.item import Kind

if TYPE_CHECKING:
    from quizgen.build.manifest import Manifest

CONFIG = "quizgen.yaml"
DAY = 86_400
_DECKS = re.compile(rb"^decks:[ \t]*['\"]?([^'\"#\r\n]+?)['\"]?[ \t]*$", re.MULTILINE)


def unchanged(root: Path, *, now: int) -> Report | None:
    """Return the report of a build that has nothing to do, None where a closer look is needed. Never raises.

    `now` is the time of the build, in seconds since 1970.
    """
    try:
        config = (root / CONFIG).read_bytes()
    except OSError:
        return None
    found = _DECKS.search(config)
    name = found[1].decode("utf-8", "replace").strip("/") if found else "decks"
    decks = root / name
    last = manifest.load(decks)
    if (
        not last.settled
        or last.decks != name
        or last.latest > now + DAY
        or last.environment != _here(root, config, decks)
    ):
        return None
    return _report(last) if _same_notes(root, last) and _same_decks(decks, last) else None


def _here(root: Path, config: bytes, decks: Path) -> str:
    from quizgen.files import template_dir

    try:
        notetypes = (decks / NOTETYPES).read_bytes()
    except OSError:
        return "there are no note types"
    return manifest.environment(config=config, notetypes=notetypes, root=root, shipped=template_dir())


def _same_notes(root: Path, last: Manifest) -> bool:
    from quizgen.tree import find_notes

    seeds = root / last.seeds
    if not seeds.is_dir():
        return False
    found = find_notes(seeds, ignore=last.ignore)
    paths = [f"{last.seeds}/{path}" for path in found.paths]
    return not found.problems and paths == [entry.note for entry in last.entries.values() if entry.note]


def _same_decks(decks: Path, last: Manifest) -> bool:
    root, home = str(decks)[: -len(last.decks)], str(decks)
    shared = frozenset(last.folders)
    for folder, entry in last.entries.items():
        note = root + entry.note if entry.note else ""
        pictures = manifest.pictures_state(root, entry.pictures)[0] if entry.pictures else b""
        place = f"{home}/{folder}/"
        if not manifest.same_state(note, place, shared=folder in shared, state=entry.state, pictures=pictures):
            return False
    top, _ = manifest.top_state(home, last.folders, combine=last.combine)
    return top.hex() == last.top


def _report(last: Manifest) -> Report:
    kinds, asked, skipped, retired = json.loads(last.totals)
    totals = Counts(
        kinds={kind: kinds[kind] for kind in Kind if kind in kinds}, asked=asked, skipped=skipped, retired=retired
    )
    return Report(unchanged=len(last.entries), decks=len(last.entries), totals=totals)


def totals_text(totals: Counts) -> str:
    """Return the numbers of all notes as the manifest keeps them."""
    kinds = {kind.value: number for kind, number in totals.kinds.items()}
    return json.dumps([kinds, totals.asked, dict(totals.skipped), totals.retired])
