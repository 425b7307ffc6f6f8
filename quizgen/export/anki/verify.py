"""Whether a package does in Anki what it promises: tried out with the official backend, in collections of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen.bank.model import Bank
from quizgen.export.anki.backend import Imported, faults, import_package, opened
from quizgen.export.anki.content import Content, NotAPackage, PackagedNote, read_package
from quizgen.export.anki.database import guid
from quizgen.export.anki.decks import split
from quizgen.problem import Problem

_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of trying a package out.

    `notes` and `cards` are those of a fresh import, `new`, `updated` and `duplicate` those of an import after the last
    release (all zero without one), `problems` empty when all is well.
    """

    path: str
    notes: int = 0
    cards: int = 0
    released: bool = False
    new: int = 0
    updated: int = 0
    duplicate: int = 0
    problems: tuple[Problem, ...] = ()


def verify(apkg: bytes, *, path: str, bank: Bank | None = None, released: bytes | None = None) -> Verdict:
    """Return what Anki makes of a package: imported into an empty collection, again, and after its last release.

    `bank` is what the package must have been made of, `released` the package of the last release, which users have.
    Raises QuizgenError when `anki` isn't installed.
    """
    try:
        content = read_package(apkg)
    except NotAPackage as error:
        hint = "run `quizgen build`, or take the file from git again"
        return Verdict(path=path, problems=(Problem(code="A029", text=str(error), hint=hint, path=path),))
    problems = list(_against_bank(content, bank, path)) if bank is not None else []
    with tempfile.TemporaryDirectory(prefix="quizgen-verify-") as folder:
        package = Path(folder) / "deck.apkg"
        package.write_bytes(apkg)
        with opened(Path(folder) / "fresh.anki2") as collection:
            first = import_package(collection, package)
            problems += _of_first(first, content, path)
            problems += [_problem("A023", text, path) for text in faults(collection)]
            notes, cards = collection.note_count(), collection.card_count()
            if cards != len(content.notes):
                problems.append(_problem("A022", f"{cards} cards came of {len(content.notes)} Anki notes", path))
            problems += _of_second(import_package(collection, package), first, path)
        verdict = Verdict(path=path, notes=notes, cards=cards, problems=tuple(problems))
        return _upgrade(verdict, content, package, released) if released is not None else verdict


def _against_bank(content: Content, bank: Bank, path: str) -> Iterator[Problem]:
    live, retired = split(bank)
    wanted = {guid(item.id): item.mod for item in (*live, *retired)}
    packaged = {note.guid: note.mod for note in content.notes}
    if wanted != packaged:
        differing = sorted(name for name in wanted.keys() | packaged.keys() if wanted.get(name) != packaged.get(name))
        yield _problem("A028", f"the package isn't what its item bank says: {_some(differing)}", path)


def _of_first(first: Imported, content: Content, path: str) -> Iterator[Problem]:
    count = len(content.notes)
    if not (len(first.new) == first.found == count):
        yield _problem("A022", f"of {count} Anki notes {len(first.new)} arrived in an empty collection", path)
    for name, texts in (("conflicting", first.conflicting), ("odd", first.other)):
        if texts:
            yield _problem("A026", f"Anki calls {len(texts)} Anki notes {name}: {_some(texts)}", path)


def _of_second(second: Imported, first: Imported, path: str) -> Iterator[Problem]:
    if len(second.duplicate) != len(first.new) or second.new or second.updated or second.conflicting:
        text = f"a second import gave {len(second.new)} new, {len(second.updated)} updated, not only duplicates"
        yield _problem("A024", text, path)


def _upgrade(verdict: Verdict, content: Content, package: Path, released: bytes) -> Verdict:
    """Add to a verdict what an import after the last release gives."""
    path = verdict.path
    try:
        earlier = read_package(released)
    except NotAPackage:
        problem = _problem("A029", "the last release isn't a package that can be read", path)
        return _with(verdict, released=False, problems=(*verdict.problems, problem))
    old_file = package.with_name("released.apkg")
    old_file.write_bytes(released)
    with opened(package.with_name("upgraded.anki2")) as collection:
        import_package(collection, old_file)
        done = import_package(collection, package)
        problems = (
            *_of_upgrade(done, earlier, content, path),
            *(_problem("A023", f"after the last release: {text}", path) for text in faults(collection)),
        )
    return _with(
        verdict,
        released=True,
        new=len(done.new),
        updated=len(done.updated),
        duplicate=len(done.duplicate),
        problems=(*verdict.problems, *problems),
    )


def _of_upgrade(done: Imported, earlier: Content, content: Content, path: str) -> Iterator[Problem]:
    before = {note.guid: note for note in earlier.notes}
    new = [note.guid for note in content.notes if note.guid not in before]
    newer = [note.guid for note in content.notes if note.guid in before and note.mod > before[note.guid].mod]
    silent = [n.guid for n in content.notes if n.guid in before and _silent(before[n.guid], n)]
    needless = [n.guid for n in content.notes if n.guid in newer and _shipped(before[n.guid]) == _shipped(n)]
    gone = sorted(before.keys() - {note.guid for note in content.notes})
    if len(done.new) != len(new) or len(done.updated) != len(newer):
        text = f"after the last release {len(done.new)} new and {len(done.updated)} updated came"
        yield _problem("A025", f"{text}, not {len(new)} and {len(newer)} as the bank says", path)
    if done.conflicting:
        yield _problem("A026", f"Anki calls {len(done.conflicting)} Anki notes conflicting: never updated again", path)
    for code, guids, text in (
        ("A027", silent, "changed without a newer mod, so nobody who has them gets the change"),
        ("A027", needless, "have a newer mod without a change, so people's own edits would be lost for nothing"),
        ("A027", gone, "of the last release are no longer shipped, not even as retired"),
    ):
        if guids:
            yield _problem(code, f"{len(guids)} Anki notes {text}: {_some(guids)}", path)


def _shipped(note: PackagedNote) -> tuple[object, ...]:
    return note.model_id, note.tags, note.fields


def _silent(before: PackagedNote, after: PackagedNote) -> bool:
    return after.mod <= before.mod and _shipped(before) != _shipped(after)


def _with(verdict: Verdict, **changes: object) -> Verdict:
    return replace(verdict, **changes)  # type: ignore[arg-type]


def _some(texts: list[str] | tuple[str, ...]) -> str:
    shown = ", ".join(text.removeprefix("quizgen-") for text in texts[:_SHOWN])
    return shown + (f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else "")


def _problem(code: str, text: str, path: str) -> Problem:
    return Problem(code=code, text=text, path=path)
