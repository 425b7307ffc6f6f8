"""What a build leaves for the next one: the manifest, written once everything else is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from quizgen.build import manifest as manifests
from quizgen.build.inventory import bank_folders
from quizgen.build.manifest import Entry, Kept, Manifest
from quizgen.build.places import Place
from quizgen.build.quick import totals_text
from quizgen.build.records import Report, Settings
from quizgen.project import Project


def remember(
    project: Project,
    settings: Settings,
    report: Report,
    *,
    environment: str,
    places: Sequence[Place],
    rows: Mapping[str, str],
    states: Mapping[str, Kept],
) -> None:
    """Write the manifest of a build. Raises OSError; a build without one is slower, and nothing worse.

    `states` are those of the files of places that are up to date. The next
    build may skip its closer look only when this one left nothing undone, and found nothing to tell.
    """
    decks = project.root / project.decks
    kept = [place for place in places if place.folder in states and place.folder in rows]
    folders = parents(place.folder for place in places)
    top, changed = manifests.top_state(str(decks), folders, combine=project.combine)
    sure = manifests.after(max([changed, *(kept.newest for kept in states.values())]))
    # Looked at after the state of the folders was taken: what comes later changes that state.
    complete = len(kept) == len(places) and bank_folders(decks) == {place.folder for place in places}
    failed = any(outcome.failed or outcome.problems for outcome in report.outcomes)
    mods = settings.notetypes
    manifests.save(
        decks,
        Manifest(
            environment=environment,
            top=top.hex(),
            settled=complete and sure and not failed and not report.problems,
            seeds=project.seeds,
            decks=project.decks,
            ignore=project.ignore,
            combine=project.combine,
            latest=max(mods.question.mod, mods.cloze.mod, mods.choice.mod),
            folders=folders,
            totals=totals_text(report.totals),
            entries={
                place.folder: Entry(
                    note=place.note or "",
                    state=states[place.folder].state,
                    row=rows[place.folder],
                    pictures=states[place.folder].pictures,
                )
                for place in kept
            },
        ),
    )


def parents(folders: Iterable[str]) -> tuple[str, ...]:
    """Return the folders that hold some of the given ones, sorted; decks/ itself is left out."""
    found: set[str] = set()
    for folder in folders:
        parent = folder.rpartition("/")[0]
        while parent and parent not in found:
            found.add(parent)
            parent = parent.rpartition("/")[0]
    return tuple(sorted(found))


def manifest_for(decks: Path, environment: str) -> Manifest:
    """Return the manifest of the last build, an empty one where it was made in other circumstances."""
    last = manifests.load(decks)
    return last if last.environment == environment else Manifest()
