"""Writes a bank as items.yaml: for people to read and edit, for git to merge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from quizgen.bank.model import Bank, NoteRef, Retired, SentenceRecord
from quizgen.bank.scalars import key_scalar, scalar
from quizgen.item import Cloze, FreeRecall, Item, MultipleChoice, Picture, Question, ShortAnswer, Source, TrueFalse

SCHEMA = 1
"""The version of the file's form."""

BY_HAND = "by-hand"
"""What stands for the hash in the record of an item that was added by hand."""

_HEAD = """\
# The item bank of one note, written by quizgen and edited by people.
# Edit stem, key, distractors, context, points, status and remark as you like: an edit stays through every rebuild.
# status: new | accepted | edited | rejected | stale. Refuse an item with `status: rejected`. Add one without an id.
# Comments are not kept; write them under `remark`. All other lines are quizgen's.
"""


def dump(bank: Bank) -> str:
    """Return the text of items.yaml; `load` gives the same bank back.

    Each member of a list stands between blank lines, and what changes with one item or sentence stands in its lines
    alone, so that git merges two branches which touch different ones. Retired items are sorted by id.
    """
    lines = [_HEAD, f"schema: {SCHEMA}"]
    lines += [f"generator: {scalar(bank.generator)}"] if bank.generator else []
    lines += ["note:", *_note(bank.note)]
    lines += ["", "items:" if bank.items else "items: []"]
    for item in bank.items:
        lines += ["", *_entry(_item(item, bank.note))]
    if bank.retired:
        lines += ["", "# What left the deck, and is shipped with the tag quizgen::retired.", "retired:"]
        for retired in sorted(bank.retired, key=lambda each: each.item.id):
            lines += ["", *_entry(_retired(retired, bank.note))]
    lines += ["", "# What became of each sentence, in note order; then the hashes of the note's head and paragraphs."]
    lines += ["sentences:" if bank.sentences else "sentences: []"]
    for record in bank.sentences:
        lines += ["", f"- {scalar(_sentence(record))}"]
    if bank.text:
        lines += ["", "text:"]
        for paragraph in bank.text.split(" "):
            lines += ["", f"- {scalar(paragraph)}"]
    return "\n".join(lines) + "\n"


Field = tuple[str, object]


def _note(note: NoteRef) -> Iterator[str]:
    for name in ("title", "path", "slug", "deck", "tag", "language", "date", "link", "ident"):
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


def _sentence(record: SentenceRecord) -> str:
    """Return `HASH gave KIND ID, KIND ID` or `HASH skipped REASON`; a hand-made item's hash is `BY_HAND`."""
    if record.ids:
        kinds = [f"{kind.value} " for kind in record.kinds] or [""] * len(record.ids)
        gave = ", ".join(kind + ident for kind, ident in zip(kinds, record.ids, strict=True))
        return f"{record.hash or BY_HAND} gave {gave}"
    return f"{record.hash or BY_HAND} skipped {record.reason}".rstrip(" ")


def _given(*fields: Field) -> Iterator[Field]:
    return (pair for pair in fields if pair[1])


def _entry(fields: Iterable[Field]) -> Iterator[str]:
    """Yield the lines of one member of a list."""
    mark = "- "
    for name, value in fields:
        for line in _lines(name, value, indent=2):
            yield mark + line[2:] if mark == "- " else line
            mark = ""


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
