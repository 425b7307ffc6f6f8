"""Makes the new bank out of the old one and what the note says now, so that nobody's work and no identity is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from quizgen.bank.changes import Change, What, compare
from quizgen.bank.fingerprint import fingerprint, is_current
from quizgen.bank.finish import PictureHash, arranged, stamped
from quizgen.bank.ids import sentence_hash
from quizgen.bank.model import Bank, NoteRef, Retired, SentenceRecord
from quizgen.bank.mods import ahead
from quizgen.bank.order import every_place, sequence
from quizgen.bank.settle import Run, draft
from quizgen.bank.survey import NOTE_GONE, REJECTED, REMOVED, survey, taken_ids
from quizgen.bank.units import dive_hash, unchanged, units
from quizgen.candidate import Generation
from quizgen.item import Item
from quizgen.note import Note
from quizgen.problem import Problem, Severity

BRAKE_SHARE = 0.2
BRAKE_COUNT = 5
"""A build that would retire more than this share of a note's items, and more than this many, is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """The new bank, what changed in it, and what there is to say.

    `held` says that an error stopped it: the bank is the old one, and `changes` are those that would have been made.
    """

    bank: Bank
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    held: bool = False


def reconcile(
    old: Bank | None,
    note: Note,
    generation: Generation | None,
    *,
    project_key: str,
    deck: str,
    now: int,
    clock: int | None = None,
    accept_removals: bool = False,
    regenerate: bool = False,
    taken: Collection[str] = (),
    sentences: Iterable[str] = (),
    former: Mapping[str, Item] | None = None,
    picture_hash: PictureHash | None = None,
) -> Reconciled:
    """Return the bank of `note` after a build: docs/bank.md tells what becomes of each item.

    `generation` may be None when `is_current(old, note)`: the bank is then brought up to date with what people did to
    it, without any language model; `sentences`, the note's sentences, let a tombstone keep the source of an item that
    was removed by hand. `deck` is the full Anki deck name of a new bank; an old one keeps its own. `now` is the time
    of the build (SOURCE_DATE_EPOCH, if set) and `clock` what the clock says, both in seconds since 1970. `taken` are
    the ids in all other banks of the project. `regenerate` lets items of status `new` take the generator's words where
    their sentence is as before, and adds what it asks beside them. `former` are items of the last deck by id: those of
    them that `removed` names keep their words. `picture_hash` tells a picture's bytes. Raises ValueError when there
    is nothing to build from: no generation, and a bank that isn't current.
    """
    if generation is None and (old is None or not is_current(old, note)):
        raise ValueError("without a generation the bank must be current")
    ref = _note_ref(old, note, deck)
    texts = {sentence_hash(text): text for text in sentences}
    texts |= {sentence_hash(report.text): report.text for report in generation.sentences} if generation else {}
    texts |= {dive_hash(dive): dive.heading.text for dive in note.deep_dives}
    start = old or Bank(note=ref)
    surveyed = survey(
        start, project_key=project_key, note=ref, taken=frozenset(taken), texts=texts, former=former or {}
    )
    run = Run(
        regenerate=regenerate,
        follow=generation is not None and start.generator in ("", generation.generator),
        note=ref,
        project_key=project_key,
        taken=taken_ids(start) | {item.id for item in surveyed.live} | set(taken),
    )
    made = draft(run, surveyed, units(note, generation) if generation else unchanged(surveyed))
    bank = Bank(
        note=ref,
        items=arranged(surveyed, made),
        sentences=made.records,
        retired=made.retired,
        text=fingerprint(note),
        generator=_generator(start, generation, regenerate=regenerate),
        comments=start.comments,
        places=every_place(start),
    )
    bank = replace(bank, places=sequence(bank))
    bank = stamped(bank, start, surveyed, now, picture_hash=picture_hash)
    problems = (*_deck_problem(old, note, deck), *_tie_problems(note, made.ties))
    return _checked(old, bank, problems, clock=now if clock is None else clock, accept=accept_removals)


def retire_note(
    old: Bank,
    *,
    project_key: str,
    now: int,
    clock: int | None = None,
    accept_removals: bool = False,
    taken: Collection[str] = (),
    former: Mapping[str, Item] | None = None,
    picture_hash: PictureHash | None = None,
) -> Reconciled:
    """Return the bank of a note that is gone: every item retired, to be revived with its id if the note comes back.

    What people did to the bank since the last build counts as it does for a note that is there. The arguments are those
    of `reconcile`.
    """
    surveyed = survey(
        old, project_key=project_key, note=old.note, taken=frozenset(taken), texts={}, former=former or {}
    )
    gone = tuple(
        Retired(
            item=item,
            sentence=surveyed.records[surveyed.homes[item.id]].hash if item.id in surveyed.homes else "",
            why=NOTE_GONE,
        )
        for item in surveyed.live
    )
    records = tuple(
        SentenceRecord(hash=record.hash, reason=NOTE_GONE) if record.ids else record
        for record in old.sentences
        if record.hash
    )
    retired = tuple(sorted((*surveyed.retired, *gone), key=lambda each: each.item.id))
    bank = replace(old, items=(), sentences=records, retired=retired, text="", places=every_place(old))
    bank = stamped(bank, old, surveyed, now, picture_hash=picture_hash)
    return _checked(old, bank, (), clock=now if clock is None else clock, accept=accept_removals)


def _generator(old: Bank, generation: Generation | None, *, regenerate: bool) -> str:
    """Return the versions whose words the items have: one after a first or a regenerating build, else all so far."""
    if generation is None:
        return old.generator
    if regenerate or not old.generator:
        return generation.generator
    versions = old.generator.split(", ")
    return ", ".join(dict.fromkeys([*versions, generation.generator]))


def _note_ref(old: Bank | None, note: Note, deck: str) -> NoteRef:
    ref = NoteRef(
        title=note.title.text,
        path=note.path,
        slug=note.slug,
        deck=old.note.deck if old else deck,
        tag=(old.note.tag or old.note.slug) if old else note.slug,
        language=note.language,
        date=str(note.date or ""),
        link=note.link,
        ident=note.ident,
        stamp=old.note.stamp if old else "",
    )
    return replace(ref, breadcrumb=(old.note.breadcrumb if old else "") or ref.own_name)


def _deck_problem(old: Bank | None, note: Note, deck: str) -> tuple[Problem, ...]:
    """Return a warning when the deck would be named otherwise now; that a title was changed is said once."""
    if old is None or old.note.deck == deck:
        return ()
    if old.note.title == note.title.text and old.note.deck.rpartition("::")[0] == deck.rpartition("::")[0]:
        return ()
    text = f"the cards stay in the deck {old.note.deck!r}, though this build would name it {deck!r}"
    hint = "Anki doesn't move cards that people have; to name it otherwise all the same, edit `deck` in the bank"
    return (Problem(code="B022", text=text, hint=hint, path=old.note.path, severity=Severity.WARNING),)


def _tie_problems(note: Note, ties: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> Iterator[Problem]:
    for olds, news in ties:
        before, now = (" / ".join(f"“{each}”" for each in texts) for texts in (olds, news))
        text = f"nothing tells which continues which; before: {before}; now: {now}"
        hint = "the items were retired and made anew; to keep their reviews, undo the edit and build after each step"
        yield Problem(code="B023", text=text, hint=hint, path=note.path, severity=Severity.WARNING)


def _checked(old: Bank | None, bank: Bank, problems: tuple[Problem, ...], *, clock: int, accept: bool) -> Reconciled:
    """Return what was reconciled, or the old bank where the brake or the clock forbids it."""
    changes = compare(old, bank)
    stops = ahead(bank, clock)
    lost = [change for change in changes if change.what is What.RETIRED and change.why != REJECTED]
    total = len(old.items) + sum(change.why == REMOVED for change in lost) if old else 0
    if len(lost) > BRAKE_COUNT and len(lost) > BRAKE_SHARE * total and not accept:
        names = "".join(f"\n    {change.item.code_on_paper}  {change.item.question.stem}" for change in lost)
        text = f"{len(lost)} of {total} items would be retired, so this note stays as it is:{names}\n   "
        hint = "look for what went wrong, or build with --accept-removals"
        stops += (Problem(code="B020", text=text, hint=hint, path=bank.note.path),)
    if stops and old is not None:
        return Reconciled(bank=old, changes=changes, problems=(*stops, *problems), held=True)
    return Reconciled(bank=bank, changes=changes, problems=(*stops, *problems), held=bool(stops))
