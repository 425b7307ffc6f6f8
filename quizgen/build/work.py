"""The work on one note, from bytes to bytes: read, generate, reconcile, export. Pure, so that any process can do it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from quizgen.bank import Loaded, dump, is_current, load_with_lines, raise_mods, removed
from quizgen.bank.changes import Change
from quizgen.bank.model import Bank
from quizgen.bank.reconciler import Reconciled, reconcile, retire_note
from quizgen.build.disk import disk_problem
from quizgen.build.fingerprint import (
    NOTHING,
    note_digest,
    package_mark,
    package_settings,
    page_mark,
    page_settings,
    reseal_package,
    seal_package,
    seal_page,
)
from quizgen.build.records import BANK, KEY, PACKAGE, QUIZ, SHEET, Outcome, Settings, Task, nothing_to_ask
from quizgen.build.rows import count
from quizgen.export.anki import deck_name
from quizgen.export.media import picture_hash
from quizgen.item import Item, Status
from quizgen.note import Note
from quizgen.problem import Problem, QuizgenError, Severity, Span


def work(task: Task, settings: Settings) -> Outcome:
    """Return what becomes of one note: the bytes of all its files, its numbers, its changes and its problems.

    Never raises: problems are part of the outcome, and `files` is then empty. A mistake of quizgen's own is told as
    one, and stops this note only.
    """
    try:
        return _work(task, settings)
    except QuizgenError as error:
        return _failure(task, error.problems)
    except OSError as error:
        return _failure(task, (disk_problem(error, str(error.filename or task.path)),))
    except Exception as error:
        return _failure(task, (_mistake(task, error),))


def _mistake(task: Task, error: Exception) -> Problem:
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" in {Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else ""
    text = f"quizgen can't cope with this note: {type(error).__name__}{where}: {str(error)[:200]}"
    return Problem(code="F009", text=text, hint="please report it, with the note", path=task.path)


def _work(task: Task, settings: Settings) -> Outcome:
    loaded = _old_bank(task)
    old, problems = loaded.bank, loaded.problems
    if not _failed(problems):
        note, found = _note(task, settings)
        problems = (*problems, *found)
        if note is not None or (task.data is None and old is not None):
            reconciled = _reconcile(task, settings, old, note)
            problems = (*problems, *reconciled.problems)
            if not reconciled.held:
                return _outcome(task, settings, reconciled, note, loaded, problems)
            held = _failure(task, problems, reconciled.changes)
            return replace(held, note=reconciled.bank.note)
    return _failure(task, problems)


def _failed(problems: tuple[Problem, ...]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _failure(task: Task, problems: tuple[Problem, ...], changes: tuple[Change, ...] = ()) -> Outcome:
    return Outcome(path=task.path, folder=task.folder, problems=problems, changes=changes, failed=True)


def _outcome(
    task: Task,
    settings: Settings,
    reconciled: Reconciled,
    note: Note | None,
    loaded: Loaded,
    problems: tuple[Problem, ...],
) -> Outcome:
    bank = raise_mods(reconciled.bank, settings.mod_floor, now=settings.now)
    files: Mapping[str, bytes]
    libraries: tuple[str, ...] = ()
    if bank.items or bank.retired:
        lines = lines_of(note) if note else {}
        files, libraries = export(bank, task, settings, lines=lines, locate=_locator(task, loaded))
    elif _failed(problems):
        return _failure(task, problems)
    else:  # the bank alone: it remembers which text has nothing to ask
        files = {BANK: dump(bank).encode()}
        problems = (*problems, nothing_to_ask(task.path))
    return Outcome(
        path=task.path,
        folder=task.folder,
        note=bank.note,
        files=files,
        counts=count(bank),
        changes=reconciled.changes,
        problems=(*problems, *_of_pictures(task, bank)),
        libraries=libraries,
        older=note is not None and not settings.regenerate and _has_older_words(loaded.bank),
    )


def _of_pictures(task: Task, bank: Bank) -> Iterator[Problem]:
    """Yield what is wrong with pictures that the note shows or an item uses: not those of the old bank alone."""
    items = (*bank.items, *(each.item for each in bank.retired))
    used = {picture.path[:_TOLD] for item in items for picture in item.pictures}
    for problem in task.problems:
        if (problem.span and problem.span.line) or any(path in problem.text for path in used):
            yield problem


_TOLD = 77
"""How much of a picture's path a problem tells at least."""


def _has_older_words(old: Bank | None) -> bool:
    """Tell whether a bank's items are all of earlier generators: the first build by a new one says so."""
    from quizgen.generate.pipeline import GENERATOR

    return old is not None and bool(old.items and old.generator) and GENERATOR not in old.generator.split(", ")


def _old_bank(task: Task) -> Loaded:
    if task.bank_text is None:
        return Loaded(bank=None, problems=())
    return load_with_lines(task.bank_text, path=task.bank_path)


def _locator(task: Task, loaded: Loaded) -> Callable[[Bank, str], Span | None]:
    """Return a function that says where an item stands in the bank's file as it was; None for one that is new.

    An item that a person wrote, or gave another kind, has another id there: it is known by its question.
    """
    written = loaded.bank.items if loaded.bank else ()
    lines = {item.question: line for item, line in zip(written, loaded.lines, strict=True)}

    def locate(bank: Bank, item_id: str) -> Span | None:
        asked = next((item.question for item in bank.items if item.id == item_id), None)
        line = loaded.line_of(item_id) or (lines.get(asked, 0) if asked else 0)
        return Span(path=task.bank_path, line=line) if line else None

    return locate


def _note(task: Task, settings: Settings) -> tuple[Note | None, tuple[Problem, ...]]:
    if task.data is None:
        return None, ()
    from quizgen.read import load_readers, read

    readers = load_readers(settings.readers) if settings.readers else ()
    reading = read(task.data, path=task.path, limits=settings.limits, readers=readers)
    return reading.note, reading.problems


def _reconcile(task: Task, settings: Settings, old: Bank | None, note: Note | None) -> Reconciled:
    project_key = f"{settings.project_key}/{task.folder}"
    note_path = note.path if note else task.path
    hashes = partial(picture_hash, note_path, files=task.pictures)
    if note is None:
        assert old is not None  # noqa: S101  # a note that is gone has a bank, or there would be no task
        return retire_note(
            old,
            project_key=project_key,
            now=settings.now,
            clock=settings.clock,
            accept_removals=settings.accept_removals,
            taken=task.taken,
            former=_former(task, old),
            picture_hash=hashes,
        )
    generation = None
    if old is None or not is_current(old, note) or settings.regenerate:
        from quizgen.generate import Options, generate

        generation = generate(note, options=Options(quality=settings.quality, models=settings.models))
    return reconcile(
        old,
        note,
        generation,
        project_key=project_key,
        deck=deck_name(task.deck, note.title.text),
        now=settings.now,
        clock=settings.clock,
        accept_removals=settings.accept_removals,
        regenerate=settings.regenerate,
        taken=task.taken,
        sentences=lines_of(note),
        former=_former(task, old),
        picture_hash=hashes,
    )


def _former(task: Task, old: Bank | None) -> Mapping[str, Item]:
    """Return, as the last deck has them, the items that were removed by hand since."""
    lost = removed(old) if old else ()
    if old is None or not lost or task.package is None:
        return {}
    from quizgen.export.anki import NotAPackage, former_items, read_package

    try:
        return former_items(read_package(task.package), old.note, lost, pictures=task.pictures)
    except NotAPackage:
        return {}


def lines_of(note: Note) -> Mapping[str, int]:
    """Return the line of each sentence of a note, by its text; of two equal sentences the first."""
    from quizgen.generate.sentences import sentences

    lines: dict[str, int] = {}
    for sentence in sentences(note):
        lines.setdefault(sentence.text, sentence.span.line)
    for dive in note.deep_dives:
        lines.setdefault(dive.heading.text, dive.heading.span.line)
    for pair in note.pairs:
        lines.setdefault(pair.question, pair.span.line)
    return lines


def with_lines(bank: Bank, lines: Mapping[str, int]) -> Bank:
    """Return the bank with each item's source line looked up; 0 where the sentence isn't in the note."""

    def place(item: Item) -> Item:
        if item.source is None:
            return item
        return replace(item, source=replace(item.source, line=lines.get(item.source.text, 0)))

    return replace(bank, items=tuple(place(item) for item in bank.items))


def export(
    bank: Bank,
    task: Task,
    settings: Settings,
    *,
    lines: Mapping[str, int],
    locate: Callable[[Bank, str], Span | None] | None = None,
) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
    """Return the bytes of every file of a note's folder, by name, and the libraries that wrote its deck otherwise.

    `locate` says where an item with a problem stands. A deck whose content is already right is handed back as it
    stands, whatever library wrote it.
    """
    from quizgen.export.anki import package
    from quizgen.export.sheet import Deck, render_quiz, render_sheet, template_bytes

    templates = tuple(Path(folder) for folder in settings.templates)
    text = dump(bank).encode()
    deck_mark = package_mark(package_settings(settings), text)
    deck = package(
        [bank],
        notetype_mods=settings.notetypes,
        style=settings.cards,
        media=task.pictures,
        fingerprint=f"{deck_mark}-{NOTHING}",
        locate=locate,
    )
    kept, libraries = _kept(task.package, seal_package(deck), deck_mark)
    files = {BANK: text, PACKAGE: kept}
    if any(item.status is not Status.REJECTED for item in bank.items):
        mark = page_mark(page_settings(settings, template_bytes(*templates)), note_digest(task.data or b""), text)
        printed = Deck(bank=with_lines(bank, lines), pictures=task.pictures)
        options = replace(settings.sheet, forms=1, key="separate")
        pages = render_sheet([printed], options, templates=templates, fingerprint=mark)
        quiz = render_quiz(printed, settings.sheet, templates=templates, fingerprint=mark)
        made = {SHEET: pages.sheet, KEY: pages.key, QUIZ: quiz}
        files |= {name: seal_page(page.encode()) for name, page in made.items()}
    return files, libraries


def _kept(old: bytes | None, new: bytes, mark: str) -> tuple[bytes, tuple[str, ...]]:
    """Return the old package where its content is right, with the mark of its bank if it is sealed, else the new one.

    With it the libraries that wrote the old one otherwise than this machine's would.
    """
    from quizgen.export.anki import NotAPackage, content_hash, differing_libraries

    if old is None or old == new:
        return new, ()
    try:
        if content_hash(old) == content_hash(new):
            return reseal_package(old, mark) or old, differing_libraries(old, new)
    except NotAPackage:
        pass
    return new, ()
