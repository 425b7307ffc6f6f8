"""Works the note's sentences into the known ones: which items stay, follow, are born, or leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quizgen.bank.ids import CODE_LENGTH, birth_id, sentence_hash
from quizgen.bank.model import NoteRef, Retired, SentenceRecord
from quizgen.bank.sameness import SAME, asks, match, reword, sameness
from quizgen.bank.similarity import THRESHOLD, assign, holds, similarity
from quizgen.bank.survey import GONE, NOTE_GONE, REFUSALS, REJECTED, Survey
from quizgen.bank.units import Known, Matched, Unit, known, match_units, relocate
from quizgen.candidate import Candidate
from quizgen.item import Item, Kind, Source, Status, key_text, kind_of

ASKED = "asked already"
"""The reason of a sentence whose question another item asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What stays the same through one reconciliation; `follow` says that the generator is the one of the last build."""

    regenerate: bool
    follow: bool
    note: NoteRef
    project_key: str
    taken: set[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settled:
    """One unit after its known sentence was worked in: its items, what may be born, what is retired of it."""

    unit: Unit
    items: tuple[Item, ...] = ()
    births: tuple[Candidate, ...] = ()
    retired: tuple[Retired, ...] = ()
    backed: frozenset[str] = frozenset()
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A bank before times and stamps: `items` in the order of the sentences, `by_hand` those without one.

    `ties` are texts of the bank and of the note among which the choice would have been a guess.
    """

    items: tuple[Item, ...]
    by_hand: tuple[Item, ...]
    retired: tuple[Retired, ...]
    records: tuple[SentenceRecord, ...]
    ties: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def draft(run: Run, surveyed: Survey, now: Sequence[Unit]) -> Draft:
    """Return the bank-to-be of what people left (`surveyed`) and what the note says (`now`)."""
    before = known(surveyed)
    matched = match_units(before, now)
    barred = _barred(surveyed, before)
    settled = [_settle(run, [before[a] for a in matched.found.get(b, ())], unit, barred) for b, unit in enumerate(now)]
    continued = {a for places in matched.found.values() for a in places}
    left = [each for a, each in enumerate(before) if a not in continued]
    retired = [Retired(item=item, sentence=each.hash, why=GONE) for each in left for item in each.items]
    retired += [gone for each in left for gone in each.retired]
    retired += [each for one in settled for each in one.retired]
    by_hand, loose = _by_hand(surveyed, before, matched, now)
    settled, retired, ties = _reclaimed(settled, [*retired, *loose])
    settled = _born(run, settled, [*by_hand, *(each.item for each in retired if each.why in REFUSALS)])
    records = [_record(one) for one in settled if not one.unit.recall or one.items or one.refusal]
    records += [SentenceRecord(hash="", ids=(item.id,), kinds=(item.kind,)) for item in by_hand]
    return Draft(
        items=tuple(item for one in settled for item in one.items),
        by_hand=by_hand,
        retired=tuple(sorted(retired, key=lambda each: each.item.id)),
        records=tuple(records),
        ties=(*matched.ties, *ties),
    )


def _barred(surveyed: Survey, before: Iterable[Known]) -> dict[str, set[str]]:
    """Return who bars each sentence of which an item was refused: the ids of such items, or the sentence itself."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in surveyed.retired:
        for mark in each.sentence.split() if each.why in REFUSALS else ():
            found[mark].add(each.item.id)
    for known_ in before:
        if known_.refused:
            found[known_.hash].add(known_.hash)
    return found


def _settle(run: Run, before: Sequence[Known], unit: Unit, barred: Mapping[str, set[str]]) -> _Settled:
    """Return what becomes of the items of the known sentences that now read as `unit` does.

    Nothing is born of a sentence with a refused item, and no item follows its own sentence to the text of such a one.
    """
    refused = [each for known_ in before for each in known_.retired if each.why in REFUSALS]
    bars = barred.get(unit.hash, set())
    foreign = bars - {each.item.id for each in refused} - {known_.hash for known_ in before}
    owned = [(item, known_.hash) for known_ in before for item in known_.items]
    owned += [(each.item, known_.hash) for known_ in before for each in known_.retired if each.why not in REFUSALS]
    partners = match([item for item, _ in owned], unit.candidates)
    kept: list[Item] = []
    lost: list[Retired] = []
    for number, (item, home) in enumerate(owned):
        candidate = unit.candidates[partners[number]] if number in partners else None
        after = _kept(run, item, candidate) if home == unit.hash else _followed(item, candidate, unit)
        if after is None or (foreign and home != unit.hash and after.status is Status.NEW):
            lost.append(Retired(item=item, sentence=home, why=GONE))
        else:
            kept.append(after)
    asked = any(home == unit.hash for _, home in owned) and not run.regenerate
    reasons = {each.why for each in refused} | {known_.reason for known_ in before}
    unmatched = (each for number, each in enumerate(unit.candidates) if number not in partners.values())
    return _Settled(
        unit=unit,
        items=tuple(kept),
        births=() if asked or bars or any(known_.refused for known_ in before) else tuple(unmatched),
        retired=(*relocate(refused, unit.hash), *lost),
        backed=frozenset(owned[number][0].id for number in partners),
        refusal=next((why for why in REFUSALS if why in reasons), ""),
    )


def _kept(run: Run, item: Item, candidate: Candidate | None) -> Item:
    """Return an item whose sentence is as before: its words change only with its surroundings, or when asked for."""
    free = item.status is Status.NEW and candidate is not None and (run.follow or run.regenerate)
    return reword(item, candidate) if free and candidate is not None else item


def _followed(item: Item, candidate: Candidate | None, unit: Unit) -> Item | None:
    """Return an item whose sentence was edited: reworded, or kept as it is and `stale`; None when its fact is gone."""
    protected = item.status is not Status.NEW
    if candidate is not None:
        if not protected or (candidate.question, candidate.context) == (item.question, item.context):
            return reword(item, candidate)
    elif not protected and not _fits(item, unit.text):
        return None
    source = replace(item.source, text=unit.text, line=0) if item.source and not unit.recall else item.source
    return replace(item, status=Status.STALE, source=source)


def _fits(item: Item, text: str) -> bool:
    """Return whether an edited sentence still says what the item asks for."""
    if item.kind is Kind.FREE_RECALL:
        return True
    if item.kind is Kind.TRUE_FALSE:
        return similarity(item.question.stem, text) >= THRESHOLD
    return holds(text, key_text(item.question))


def _reclaimed(
    settled: Sequence[_Settled], retired: Sequence[Retired]
) -> tuple[list[_Settled], list[Retired], tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """Return units and retired items after each new question that is an old one took its item back.

    So an item outlives a sentence that was split, joined with another, or written anew: what it asks is still asked.
    """
    open_ = [(number, candidate) for number, one in enumerate(settled) for candidate in one.births]
    gone = [place for place, each in enumerate(retired) if each.why not in REFUSALS]
    scores = {
        (a, b): score
        for a, place in enumerate(gone)
        for b, (_, candidate) in enumerate(open_)
        if (score := sameness(retired[place].item.question, candidate.question)) >= SAME
    }
    pairing = assign(scores)
    found = list(settled)
    for a, b, _ in pairing.pairs:
        number, candidate = open_[b]
        one, item = found[number], retired[gone[a]].item
        after = _followed(item, candidate, one.unit) or item
        births = tuple(each for each in one.births if each is not candidate)
        found[number] = replace(one, items=(*one.items, after), births=births, backed=one.backed | {item.id})
    taken = {gone[a] for a, _, _ in pairing.pairs}
    ties = tuple(
        (
            tuple(retired[gone[a]].item.question.stem for a in olds),
            tuple(open_[b][1].question.stem for b in news),
        )
        for olds, news in pairing.ties
    )
    return found, [each for place, each in enumerate(retired) if place not in taken], ties


def _by_hand(
    surveyed: Survey, before: Sequence[Known], matched: Matched, now: Sequence[Unit]
) -> tuple[tuple[Item, ...], tuple[Retired, ...]]:
    """Return the items that people made, flagged where their source was edited or is gone, and what else is retired."""
    present = {unit.hash for unit in now}
    known_ = {each.hash for each in before if not each.bygone}
    pairs = [(before[a], now[b]) for b, places in matched.found.items() for a in places]
    moved = {each.hash: unit.text for each, unit in pairs if each.hash != unit.hash}

    def flagged(item: Item) -> Item:
        mark = sentence_hash(item.source.text) if item.source else ""
        if item.source is None or mark in present or mark not in known_:
            return item
        source = replace(item.source, text=moved.get(mark, item.source.text))
        return replace(item, source=source, status=Status.STALE)

    loose = [each for each in surveyed.retired if not each.sentence]
    made = [item for item in surveyed.live if item.id not in surveyed.homes]
    made += [each.item for each in loose if each.why == NOTE_GONE]
    return tuple(flagged(item) for item in made), tuple(each for each in loose if each.why != NOTE_GONE)


def _born(run: Run, settled: Sequence[_Settled], others: Iterable[Item]) -> list[_Settled]:
    """Return the units with their new items, but for what another item asks, or asked and was refused."""
    alone = [item for one in settled for item in one.items if item.id not in one.backed]
    alone += others
    taken = set(run.taken)
    found = []
    for one in settled:
        births = [each for each in one.births if not any(asks(item, each) for item in alone)]
        items = list(one.items)
        for candidate in births:
            items.append(_birth(run, candidate, taken))
            taken |= {items[-1].id, items[-1].id[:CODE_LENGTH]}
        refusal = one.refusal or (ASKED if one.births and not births else "")
        found.append(replace(one, items=tuple(items), refusal=refusal))
    return found


def _birth(run: Run, candidate: Candidate, taken: Collection[str]) -> Item:
    question = candidate.question
    ident = birth_id(
        project_key=run.project_key,
        kind=kind_of(question),
        sentence=candidate.source.text,
        key=key_text(question),
        taken=taken,
    )
    return Item(
        id=ident,
        question=question,
        section=candidate.section,
        context=candidate.context,
        source=Source(path=run.note.path, text=candidate.source.text),
        rule=candidate.rule,
        score=candidate.score,
        code=candidate.code,
        math=candidate.math,
        pictures=candidate.pictures,
    )


def _record(one: _Settled) -> SentenceRecord:
    if one.items:
        ids = tuple(item.id for item in one.items)
        return SentenceRecord(hash=one.unit.hash, ids=ids, kinds=tuple(item.kind for item in one.items))
    return SentenceRecord(hash=one.unit.hash, reason=one.refusal or one.unit.reason or REJECTED)
