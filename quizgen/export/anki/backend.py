"""Anki's official backend as a judge of packages: imports them into a collection and says what came of it.

`anki` is AGPL and never needed to build; only `quizgen verify` and the tests call this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.problem import Problem, QuizgenError

if TYPE_CHECKING:
    from anki.collection import Collection

_BROKEN = re.compile(r"template has a problem|The front of this card is blank|No cloze \d+ found on card|\{\{|\}\}")
"""What the backend writes into a card that it can't render (in English); no item's text holds these braces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What Anki's importer says it did: GUIDs are not told, only the first fields of the Anki notes, sorted."""

    found: int
    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    duplicate: tuple[str, ...] = ()
    conflicting: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


@contextmanager
def opened(path: Path) -> Iterator[Collection]:
    """Open (or make) the collection at `path`, and close it. Raises QuizgenError (A020) when `anki` isn't installed."""
    try:
        from anki.collection import Collection
    except ImportError:
        hint = "install it with `pip install 'quizgen[verify]'`"
        problem = Problem(code="A020", text="Anki's official backend isn't installed", hint=hint)
        raise QuizgenError(problem, exit_code=2) from None
    collection = Collection(str(path))
    try:
        yield collection
    finally:
        collection.close()


def import_package(collection: Collection, path: Path) -> Imported:
    """Import a package as Anki does with its default options, and return what it did.

    Raises QuizgenError (A021) where Anki refuses the package.
    """
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
    from anki.errors import AnkiException

    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    try:
        log = collection.import_anki_package(request).log
    except AnkiException as error:
        raise QuizgenError(Problem(code="A021", text=f"Anki refuses this package: {error}", path=str(path))) from error
    collection.models._clear_cache()  # an import doesn't, and old note types would be seen
    others = ("first_field_match", "missing_notetype", "missing_deck", "empty_first_field")

    def firsts(name: str) -> tuple[str, ...]:
        return tuple(sorted(entry.fields[0] for entry in getattr(log, name)))

    return Imported(
        found=log.found_notes,
        new=firsts("new"),
        updated=firsts("updated"),
        duplicate=firsts("duplicate"),
        conflicting=firsts("conflicting"),
        other=tuple(f"{name}: {text}" for name in others for text in firsts(name)),
    )


def rendered(collection: Collection) -> Iterator[tuple[str, str, str, str]]:
    """Yield GUID, front, back and CSS of each card in the collection, by card id."""
    for number in sorted(collection.find_cards("")):
        card = collection.get_card(number)
        output = card.render_output(reload=True)
        yield card.note().guid, output.question_text, output.answer_text, output.css


def faults(collection: Collection) -> list[str]:
    """Return what is wrong with the cards and media of a collection, in words; empty when all is well."""
    found = []
    for guid, front, back, _ in rendered(collection):
        found += [f"{guid}: the card says {sign!r}" for sign in sorted(set(_BROKEN.findall(front + back)))]
    found += [f"the picture {name} is missing" for name in sorted(collection.media.check().missing)]
    return found
