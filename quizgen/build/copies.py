"""Copied banks: two that hold the same items would ship each card twice, and part ways with the next edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quizgen.build.collection import banks_of
from quizgen.build.places import Place
from quizgen.build.records import BANK
from quizgen.build.rows import path_of
from quizgen.problem import Problem
from quizgen.project import Project


def find_copies(project: Project, places: Sequence[Place], rows: Mapping[str, str]) -> dict[str, Problem]:
    """Return what is wrong with each place whose bank is a copy of another's, by its folder.

    Only banks that name the same note are looked into: the one of that note itself is the right one, or else the first.
    A bank that was moved away and the one of the note that has its name now share no id, so both are right.
    """
    named: dict[str, list[Place]] = {}
    for place in places:
        if place.folder in rows:
            named.setdefault(path_of(rows[place.folder]), []).append(place)
    found: dict[str, Problem] = {}
    for path, group in named.items():
        if len(group) > 1:
            right, *others = sorted(group, key=lambda place: place.note != path)
            ids = _ids(project, right)
            for place in others:
                if shared := len(ids & _ids(project, place)):
                    found[place.folder] = _problem(project, place, right, shared)
    return found


def _ids(project: Project, place: Place) -> set[str]:
    return {
        item.id
        for bank in banks_of(project, [place.old_folder])
        for item in (*bank.items, *(gone.item for gone in bank.retired))
        if item.id
    }


def _problem(project: Project, place: Place, right: Place, shared: int) -> Problem:
    path, original = (f"{project.decks}/{each.old_folder}/{BANK}" for each in (place, right))
    text = f"this bank is a copy: {shared} of its items {'is' if shared == 1 else 'are'} also in {original}"
    hint = "bring this note's own bank back from git; if it never had one, delete this copy"
    return Problem(code="B025", text=text, hint=hint, path=path)
