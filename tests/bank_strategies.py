"""Hypothesis strategies for item banks with hostile texts."""

from hypothesis import strategies as st

from quizgen.bank.ids import ALPHABET
from quizgen.bank.model import Bank, NoteRef, Retired, SentenceRecord
from quizgen.item import (
    BLANK,
    Cloze,
    FreeRecall,
    Item,
    Kind,
    MultipleChoice,
    Picture,
    Question,
    ShortAnswer,
    Source,
    Status,
    TrueFalse,
)

_TRICKY = (
    "no", "1.10", "12:30", "~", "null", "y", "0o17", "1e3", "2025-01-01", "- a", "a: b", "a #b", "#", "'", '"', "\\",
    "\t", " ", "\n", "\r\n", "\x85", "\u2028", "\ufeff", "{{c1::x}}", "---", "...", "? x", "!tag", "&a", "*a", "%", "@",
    "`", "<<", "=", "[", "]", "{", "}", ",", "|", ">", "longword" * 30, "two words " * 15, "  ", "\x00", "\x1f",
    "\U0001f600",
)  # fmt: skip
any_text = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(_TRICKY), max_size=6).map("".join))
some_text = any_text.filter(lambda text: bool(text.strip()))
idents = st.text(ALPHABET, min_size=12, max_size=12)
hashes = st.text(ALPHABET, min_size=10, max_size=10)

questions: st.SearchStrategy[Question] = st.one_of(
    st.builds(ShortAnswer, stem=some_text, key=some_text),
    st.builds(Cloze, stem=st.tuples(any_text, any_text).map(BLANK.join), key=some_text, hint=any_text),
    st.builds(TrueFalse, stem=some_text, key=st.booleans()),
    st.builds(
        MultipleChoice,
        stem=some_text,
        key=some_text,
        distractors=st.lists(some_text, min_size=1, max_size=4).map(tuple),
    ),
    st.builds(FreeRecall, stem=some_text, points=st.lists(some_text, min_size=1, max_size=4).map(tuple)),
)
_lists = st.lists(any_text, max_size=2).map(tuple)
_extra_names = st.text(min_size=1, max_size=20).map(lambda name: f"x {name}")
_extra = st.dictionaries(
    _extra_names,
    st.recursive(
        any_text,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=20), inner, max_size=3),
        max_leaves=6,
    ),
    max_size=2,
)
items = st.builds(
    Item,
    id=idents,
    question=questions,
    section=any_text,
    context=any_text,
    source=st.none() | st.builds(Source, path=any_text, text=some_text),
    status=st.sampled_from(Status),
    rule=any_text,
    score=st.none() | st.floats(0, 1),
    code=_lists,
    math=_lists,
    pictures=st.lists(st.builds(Picture, path=any_text, alt=any_text, hash=any_text), max_size=2).map(tuple),
    mod=st.integers(0, 2**40),
    stamp=any_text,
    remark=any_text,
    extra=_extra,
)
notes = st.builds(
    NoteRef,
    title=any_text,
    path=some_text,
    slug=some_text,
    deck=some_text,
    language=any_text,
    date=any_text,
    link=any_text,
    ident=any_text,
    tag=any_text,
    breadcrumb=any_text,
    stamp=any_text,
)


def _unique(found: list[Item]) -> tuple[Item, ...]:
    return tuple({item.id: item for item in found}.values())


@st.composite
def _records(draw: st.DrawFn) -> SentenceRecord:
    ids = tuple(draw(st.lists(idents, max_size=3)))
    if not ids:
        return SentenceRecord(hash=draw(hashes), reason=draw(any_text).rstrip(" "))
    kinds = tuple(draw(st.sampled_from(Kind)) for _ in ids)
    return SentenceRecord(hash=draw(hashes | st.just("")), ids=ids, kinds=kinds)


def _retired(found: list[Retired]) -> tuple[Retired, ...]:
    return tuple(sorted({each.item.id: each for each in found}.values(), key=lambda each: each.item.id))


banks = st.builds(
    Bank,
    note=notes,
    items=st.lists(items, max_size=4).map(_unique),
    sentences=st.lists(_records(), max_size=4).map(tuple),
    retired=st.lists(st.builds(Retired, item=items, sentence=any_text, why=any_text), max_size=2).map(_retired),
    text=st.lists(hashes, max_size=4).map(" ".join),
    generator=any_text,
)
