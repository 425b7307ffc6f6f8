"""Writes a bank as items.yaml: for people to read and edit, for git to merge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from quizgen.bank.model import Bank, NoteRef, Retired, SentenceRecord
from quizgen.bank.order import heading, sequence, woven
from quizgen.bank.scalars import key_scalar, scalar
from quizgen.bank.survey import REJECTED, REMOVED
from quizgen.item import Cloze, FreeRecall, Item, MultipleChoice, Picture, Question, ShortAnswer, Source, TrueFalse

SCHEMA = 1
"""The version of the file's form."""

BY_HAND = "by-hand"
"""What stands for the hash in the record of an item that was added by hand."""

HEAD = (
    "# The item bank of one note, written by quizgen and edited by people.",
    "# Edit stem, key, distractors, context, points, status and remark as you like: an edit outlives every rebuild.",
    "# status: new | accepted | edited | rejected | stale. Refuse an item: `status: rejected`. Add one without an id.",
    "# Comments stay with the line below them. All other lines are quizgen's.",
)
LEFT = "# What left the deck, and is shipped with the tag quizgen::retired; and the places of what didn't, for git."
BECAME = "# What became of each sentence, in note order; then the hashes of the note's head and paragraphs."
OUR_COMMENTS = frozenset(
    (
        *(*HEAD, LEFT, BECAME),
        "# Edit stem, key, distractors, context, points, status and remark as you like: an edit stays through every "
        "rebuild.",
        "# status: new | accepted | edited | rejected | stale. Refuse an item with `status: rejected`. Add one without "
        "an id.",
        "# Comments are not kept; write them under `remark`. All other lines are quizgen's.",
        "# What left the deck, and is shipped with the tag quizgen::retired.",
    )
)
"""The comments that quizgen writes, or wrote in earlier versions."""

REFUSED = {"rejected": REJECTED, "removed": REMOVED}
"""What a sentence's line says before the id of an item that a person refused, and why it was retired."""


def dump(bank: Bank) -> str:
    """Return the text of items.yaml; `load` gives the same bank back.

    git merges two branches which touch different items or sentences, neighbours included, because no two of them touch
    the same line or the line next to it: each item has a heading that stays when the item leaves, its place among the
    retired is kept from the start, and what a sentence gave stands on a line for each id, with a constant one between.
    """
    ids = sequence(bank)
    lines = [*HEAD, "", *_beside(bank, "schema"), f"schema: {SCHEMA}", *_beside(bank, "generator")]
    lines += [f"generator: {scalar(bank.generator)}"] if bank.generator else []
    lines += [*_beside(bank, "note"), "note:", *_note(bank.note)]
    lines += ["", *_beside(bank, "items"), "items:" if bank.items else "items: []", *_items(bank, ids)]
    lines += ["", BECAME, *_beside(bank, "sentences"), "sentences:" if bank.sentences else "sentences: []"]
    refused = _refusals(bank)
    for record in bank.sentences:
        lines += ["", *_sentence(record, refused.get(record.hash, {}), ids)]
    lines += [*_beside(bank, "text")] if not bank.text else ["", *_beside(bank, "text"), "text:"]
    for paragraph in bank.text.split(" ") if bank.text else ():
        lines += ["", f"- {scalar(paragraph)}"]
    if ids:
        lines += ["", LEFT, *_beside(bank, "retired"), "retired:" if bank.retired else "retired: []"]
        lines += _left(bank, ids)
    below = [*(_beside(bank, "retired") if not ids else []), *_beside(bank, "")]
    lines += ["", *below] if below else []
    return "\n".join(lines) + "\n"


def _beside(bank: Bank, part: str) -> list[str]:
    """Return the comments that stand above a part of the file."""
    return [text for name, text in bank.comments if name == part]


def _items(bank: Bank, ids: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the items, and a heading for each that left: in its place."""
    live = {item.id for item in bank.items}
    left = iter(ids)
    for item in bank.items:
        for ident in left if item.id else ():
            yield from ("", heading(ident))
            if ident == item.id:
                break
        yield from () if item.id else ("",)
        yield from _entry(_item(item, bank.note), item.comments)
    for ident in left:
        yield from () if ident in live else ("", heading(ident))


def _left(bank: Bank, ids: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the retired items, and a heading for each that lives: in its place."""
    retired = {each.item.id: each for each in bank.retired}
    for ident in ids:
        yield from ("", heading(ident))
        if ident in retired:
            yield from _entry(_retired(retired[ident], bank.note), retired[ident].item.comments)


def _refusals(bank: Bank) -> Mapping[str, Mapping[str, str]]:
    """Return, by the hash of a sentence of the note, what its line says of each item that a person refused, by id."""
    said = {why: word for word, why in REFUSED.items()}
    listed = {record.hash for record in bank.sentences}
    found: dict[str, dict[str, str]] = {}
    for each in bank.retired:
        home = next((mark for mark in each.sentence.split() if mark in listed), "")
        if home and each.why in said:
            found.setdefault(home, {})[each.item.id] = f"{said[each.why]} {each.item.kind.value} {each.item.id}"
    return found


Field = tuple[str, object]


def _note(note: NoteRef) -> Iterator[str]:
    for name in ("title", "path", "slug", "deck", "tag", "breadcrumb", "language", "date", "link", "ident", "stamp"):
        value: str = getattr(note, name)
        if value or name in {"title", "path", "slug", "deck", "language"}:
            yield from _lines(name, value, indent=2)


def _item(item: Item, note: NoteRef) -> Iterator[Field]:
    if item.id:
        yield "id", item.id
    yield "kind", item.kind.value
    yield "status", item.status.value
    yield from _question(item.question)
    yield from _given(("context", item.context), ("section", item.section))
    if item.source is not None:
        yield "source", _source(item.source, note)
    yield from _given(("remark", item.remark), ("code", item.code), ("math", item.math))
    yield from _given(("pictures", tuple(_picture(picture) for picture in item.pictures)), ("rule", item.rule))
    if item.score is not None:
        yield "score", _Number(format(Decimal(repr(item.score)), "f"))  # no exponent: YAML 1.1 takes 1e-05 for text
    if item.mod:
        yield "mod", _Number(str(item.mod))
    yield from _given(("stamp", item.stamp))
    yield from item.extra.items()


class _Number(str):
    """Text to be written as it is."""

    __slots__ = ()


def _question(question: Question) -> Iterator[Field]:
    yield "stem", question.stem
    match question:
        case FreeRecall(points=points):
            yield "points", points
        case TrueFalse(key=truth):
            yield "key", _Number("true" if truth else "false")
        case MultipleChoice(key=key, distractors=distractors):
            yield "key", key
            yield "distractors", distractors
        case Cloze(key=key, hint=hint):
            yield "key", key
            yield from _given(("hint", hint))
        case ShortAnswer(key=key):
            yield "key", key


def _source(source: Source, note: NoteRef) -> object:
    return source.text if source.path == note.path else {"path": source.path, "text": source.text}


def _picture(picture: Picture) -> Mapping[str, object]:
    return {"path": picture.path} | dict(_given(("alt", picture.alt), ("hash", picture.hash)))


def _retired(retired: Retired, note: NoteRef) -> Iterator[Field]:
    yield from _item(retired.item, note)
    yield from _given(("sentence", retired.sentence), ("why", retired.why))


def _sentence(record: SentenceRecord, refused: Mapping[str, str], ids: Sequence[str]) -> Iterator[str]:
    """Yield `- HASH gave KIND ID and rejected KIND ID`, an id a line, or `- HASH skipped REASON`.

    The hash of an item that was added by hand is `BY_HAND`. Refused items stay listed: the line of one that a branch
    refuses is the only one to change.
    """
    mark = record.hash or BY_HAND
    kinds = [f"{kind.value} " for kind in record.kinds] or [""] * len(record.ids)
    gave = {ident: kind + ident for kind, ident in zip(kinds, record.ids, strict=True)}
    if not record.ids and refusal_of(word.split(" ")[0] for word in refused.values()) != record.reason:
        yield f"- {scalar(f'{mark} skipped {record.reason}'.rstrip(' '))}"
    elif not gave and not refused:
        yield f"- {mark} skipped"
    elif len(gave) < len(record.ids):  # an id twice: nothing that quizgen writes
        yield f"- {mark} gave " + ", ".join(kind + ident for kind, ident in zip(kinds, record.ids, strict=True))
    else:
        yield f"- {mark} gave"
        lost = [ident for ident in refused if ident not in gave]
        for number, ident in enumerate(woven(ids, record.ids, lost) if lost else record.ids):
            yield from ("  and",) if number else ()
            yield f"  {gave.get(ident) or refused[ident]}"


def refusal_of(words: Iterable[str]) -> str:
    """Return why nothing is asked of a sentence all of whose items were refused, by the words before their ids."""
    given = set(words)
    return next((why for word, why in REFUSED.items() if word in given), "")


def _given(*fields: Field) -> Iterator[Field]:
    return (pair for pair in fields if pair[1])


def _entry(fields: Iterable[Field], comments: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines of one member of a list, each comment above its field, or at the end if that is gone."""
    yield from (text for name, text in comments if not name)
    waiting = [(name, text) for name, text in comments if name]
    mark = "- "
    for name, value in fields:
        if waiting and mark == "":
            yield from (f"  {text}" for field, text in waiting if field == name)
            waiting = [each for each in waiting if each[0] != name]
        for line in _lines(name, value, indent=2):
            yield mark + line[2:] if mark == "- " else line
            mark = ""
    yield from (f"  {text}" for _, text in waiting)


def _lines(name: str, value: object, *, indent: int) -> Iterator[str]:
    """Yield `name: value` with everything below it indented."""
    key = f"{' ' * indent}{key_scalar(name)}:"
    yield from _value(key, value, indent)


def _value(lead: str, value: object, indent: int) -> Iterator[str]:
    if isinstance(value, _Number):
        yield f"{lead} {value}"
    elif isinstance(value, Mapping):
        yield lead if value else f"{lead} {{}}"
        for name, inner in value.items():
            yield from _lines(str(name), inner, indent=indent + 2)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield lead if value else f"{lead} []"
        for inner in value:
            yield from _member(inner, indent + 2)
    else:
        text = value if isinstance(value, str) else str(value)
        yield from f"{lead} {scalar(text, indent=indent, used=len(lead))}".split("\n")


def _member(value: object, indent: int) -> Iterator[str]:
    margin = " " * indent
    if isinstance(value, Mapping) and value:
        mark = f"{margin}- "
        for name, inner in value.items():
            for line in _lines(str(name), inner, indent=indent + 2):
                yield mark + line[indent + 2 :] if mark else line
                mark = ""
    else:
        yield from _value(f"{margin}-", value, indent)
