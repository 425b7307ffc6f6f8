"""What people did to a bank since it was written: edits, refusals, removals, additions, restorations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from quizgen.bank.ids import birth_id, sentence_hash
from quizgen.bank.model import Bank, NoteRef, Retired, SentenceRecord
from quizgen.bank.stamp import stamp
from quizgen.item import (
    BLANK,
    Cloze,
    FreeRecall,
    Item,
    Kind,
    MultipleChoice,
    Question,
    ShortAnswer,
    Source,
    Status,
    TrueFalse,
    key_text,
)

GONE = "sentence gone"
REJECTED = "rejected"
REMOVED = "removed by hand"
NOTE_GONE = "note gone"
REFUSALS = (REJECTED, REMOVED)
"""Why an item is retired; nothing is ever made again of a sentence of which a person refused an item."""

UNKNOWN = "unknown"
"""The `rule` of an item that was removed by hand: a rule made it, but its lines, which said which, are gone."""

_LOST = "(removed)"
"""What an item that was removed by hand says to those who have it, where its words are lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A bank as people left it, with every item in its place.

    `live` are the items that count, in the order of the file. `homes` tells for each id which record of `records` it
    belongs to; an id without one was made by hand. `touched` are the ids whose shipped state changed by hand without a
    change of their text (refused, removed, restored), and `removed` those of which only a record was left. The first
    `listed` records are those of the last build, the others belong to items whose sentence none of them has.
    """

    live: tuple[Item, ...]
    retired: tuple[Retired, ...]
    records: tuple[SentenceRecord, ...]
    homes: Mapping[str, int]
    touched: frozenset[str]
    removed: frozenset[str]
    listed: int


def survey(
    bank: Bank,
    *,
    project_key: str,
    note: NoteRef,
    taken: frozenset[str],
    texts: Mapping[str, str],
    former: Mapping[str, Item],
) -> Survey:
    """Return what `bank` says once every act of a person is taken note of.

    Text that doesn't fit its stamp makes an item `edited`; an item without an id, or that was given another kind (the
    note type belongs to an Anki note's identity), gets an id; rejected items and those of
    which only the sentence's record is left are retired; a retired item whose status is set back to something else
    than `rejected`, or that stands among the items again, lives. `note` is the note as it is now. `texts` are sentences
    and headings of deep dives by hash, and `former` the items of the last deck by id, as far as known: of these, those
    that were removed by hand keep their words.
    """
    live, retired, touched = _restored(bank)
    named, used = [], {item.id for item in live} | taken_ids(bank) | taken
    kinds = _kinds(bank)
    for item in live:
        born = bool(item.id) and kinds.get(item.id, item.kind) is item.kind
        named.append(_marked(item, bank.note, note) if born else _named(item, project_key, used))
        used |= {named[-1].id, named[-1].id[:6]}
    homes = _homes(bank)
    records = list(bank.sentences)
    for item in named:
        if item.id not in homes and not is_by_hand(item):
            homes[item.id] = _adopt(item, retired, records)
    dropped = tuple(_tombstones(bank, {item.id for item in named} | {each.item.id for each in retired}, texts, former))
    rejected = [item for item in named if item.status is Status.REJECTED]
    refused = tuple(
        Retired(item=item, sentence=records[homes[item.id]].hash if item.id in homes else "", why=REJECTED)
        for item in rejected
    )
    return Survey(
        live=tuple(item for item in named if item.status is not Status.REJECTED),
        retired=(*(each for each in retired if each.item.id not in {item.id for item in named}), *refused, *dropped),
        records=tuple(records),
        homes=homes,
        touched=frozenset((*touched, *(item.id for item in rejected), *(each.item.id for each in dropped))),
        removed=frozenset(each.item.id for each in dropped),
        listed=len(bank.sentences),
    )


def removed(bank: Bank) -> tuple[str, ...]:
    """Return the ids that a sentence gave and that stand nowhere any more: their items were removed by hand."""
    known = {item.id for item in bank.items} | {each.item.id for each in bank.retired}
    return tuple(ident for record in bank.sentences for ident in record.ids if ident not in known)


def taken_ids(bank: Bank) -> set[str]:
    """Return every id that the bank knows, living or retired, with the first six characters of each."""
    ids = {item.id for item in bank.items} | {each.item.id for each in bank.retired}
    ids |= {ident for record in bank.sentences for ident in record.ids}
    return ids | {ident[:6] for ident in ids}


def is_by_hand(item: Item) -> bool:
    """Return whether a person wrote the item: no rule made it, so no sentence takes it away."""
    return not item.rule


def _restored(bank: Bank) -> tuple[list[Item], list[Retired], list[str]]:
    """Return living and retired items after restorations, and the ids that were restored."""
    known = {record.hash for record in bank.sentences}
    mods = {each.item.id: each.item.mod for each in bank.retired}
    live = [replace(item, mod=max(item.mod, mods.get(item.id, 0))) for item in bank.items]
    restored = [item.id for item in bank.items if item.id in mods]
    retired = []
    for each in bank.retired:
        if each.item.id in restored:
            continue
        if each.why in REFUSALS and each.item.status is not Status.REJECTED and _has_words(each.item):
            if not each.sentence or known & set(each.sentence.split()):
                live.append(each.item)
                restored.append(each.item.id)
            else:
                retired.append(replace(each, why=GONE))
        else:
            retired.append(each)
    return live, [*retired, *(each for each in bank.retired if each.item.id in restored)], restored


def _named(item: Item, project_key: str, taken: set[str]) -> Item:
    """Return an item that a person added, with an id; without a word of its status it counts as edited."""
    sentence = item.source.text if item.source else item.question.stem
    ident = birth_id(
        project_key=project_key, kind=item.kind, sentence=sentence, key=key_text(item.question), taken=taken
    )
    status = Status.EDITED if item.status is Status.NEW else item.status
    return replace(item, id=ident, status=status, rule="", stamp="", mod=0)


def _marked(item: Item, *notes: NoteRef) -> Item:
    """Return `item`, as `edited` when its text isn't what its stamp says, whichever of two states of its note it knew.

    The stamp of a retired item knows no link, and an early one no language.
    """
    links, languages = ({"": None} | {getattr(note, name): None for note in notes} for name in ("link", "language"))
    known = (stamp(item, link=link, language=language) for link in links for language in languages)
    if item.status is Status.REJECTED or item.stamp in known:
        return item
    return replace(item, status=Status.EDITED)


def _has_words(item: Item) -> bool:
    """Tell whether an item still has words of its own, and so could be asked."""
    return item.question != _placeholder(item.kind)


def _kinds(bank: Bank) -> dict[str, Kind]:
    return {ident: kind for record in bank.sentences for ident, kind in zip(record.ids, record.kinds, strict=False)}


def _homes(bank: Bank) -> dict[str, int]:
    return {ident: number for number, record in enumerate(bank.sentences) if record.hash for ident in record.ids}


def _adopt(item: Item, retired: list[Retired], records: list[SentenceRecord]) -> int:
    """Return the record to which an item belongs that none lists; one is added where its sentence isn't known."""
    kept = [mark for each in retired if each.item.id == item.id for mark in each.sentence.split()]
    wanted = [*kept, sentence_hash(item.source.text) if item.source else ""]
    for number, record in enumerate(records):
        if record.hash and record.hash in wanted:
            return number
    records.append(SentenceRecord(hash=wanted[-1] or "?"))
    return len(records) - 1


def _tombstones(bank: Bank, known: set[str], texts: Mapping[str, str], former: Mapping[str, Item]) -> list[Retired]:
    """Return a tombstone for every id that a sentence gave and that stands nowhere any more.

    It has the words that the last deck had, so that a card which somebody learns isn't overwritten with nothing.
    """
    found = []
    last = max((item.mod for item in (*bank.items, *(each.item for each in bank.retired))), default=0)
    for record in bank.sentences:
        kinds = record.kinds or (Kind.SHORT_ANSWER,) * len(record.ids)
        for ident, kind in zip(record.ids, kinds, strict=True):
            if ident not in known:
                text = texts.get(record.hash, "")
                recall = kind is Kind.FREE_RECALL
                item = Item(
                    id=ident,
                    question=_placeholder(kind),
                    section=text if recall else "",
                    source=Source(path=bank.note.path, text=text) if text and not recall else None,
                    status=Status.REJECTED,
                    mod=last,
                )
                if ident in former and former[ident].kind is kind:
                    was = former[ident]
                    item = replace(
                        was,
                        source=item.source or was.source,
                        status=Status.REJECTED,
                        rule=UNKNOWN if record.hash else "",
                        mod=max(was.mod, last),
                    )
                found.append(Retired(item=item, sentence=record.hash, why=REMOVED))
    return found


def _placeholder(kind: Kind) -> Question:
    match kind:
        case Kind.SHORT_ANSWER:
            return ShortAnswer(stem=_LOST, key=_LOST)
        case Kind.CLOZE:
            return Cloze(stem=f"{_LOST} {BLANK}", key=_LOST)
        case Kind.TRUE_FALSE:
            return TrueFalse(stem=_LOST, key=True)
        case Kind.MULTIPLE_CHOICE:
            return MultipleChoice(stem=_LOST, key=_LOST, distractors=(_LOST,))
        case Kind.FREE_RECALL:
            return FreeRecall(stem=_LOST, points=(_LOST,))
