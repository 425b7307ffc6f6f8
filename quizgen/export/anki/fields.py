"""An item as the fields of an Anki note."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import assert_never

from quizgen.bank.model import NoteRef
from quizgen.export import markup
from quizgen.export.anki.notetypes import CHOICE, CLOZE, OPTIONS, QUESTION, Notetype
from quizgen.export.anki.words import words_of
from quizgen.item import SUMMARY, TAKEAWAYS, Cloze, FreeRecall, Item, MultipleChoice, ShortAnswer, TrueFalse

_PLAIN = re.compile(r"[ !\"#%'()*+,./0-9:;=?@A-Z^_`a-z|~$-]*")
"""Text that needs no escaping at all; a short cut for most of it."""
_ACTIVE = re.compile(r"\[(?=/?(?:sound:|anki:|latex\]|\$\$?\]|type:))", re.IGNORECASE)
_MATHJAX = re.compile(r"\\(?=[()\[\]])")
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_BREAK = "\\<span></span>"
"""A backslash that MathJax can't read together with the bracket after it: it doesn't look across elements."""
_TEX_HOLE = "\0"
_LIST = re.compile(r"; |, and | and |, ")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnkiNote:
    """The Anki note that an item becomes: its note type and its fields in the type's order."""

    notetype: Notetype
    fields: tuple[str, ...]


class Unfit(ValueError):
    """An item that can't become an Anki note; says why and what to do."""

    def __init__(self, code: str, text: str, hint: str) -> None:
        super().__init__(text)
        self.code, self.text, self.hint = code, text, hint


def field_html(text: str, item: Item | None = None) -> str:
    """Return plain text as the HTML of an Anki field: nothing in it is markup, a template or a command of Anki.

    Where `item` is given its code and formulas are set as such.
    """
    code, math = (item.code, item.math) if item is not None else ((), ())
    if not code and not math and _PLAIN.fullmatch(text):
        return text
    return markup.render(text, code=code, math=math, tex=mathjax, plain=_escape)


def mathjax(tex: str, display: bool) -> str:
    """Return TeX between MathJax delimiters, with doubled braces and colons apart: they would end a cloze."""
    while "}}" in tex or "{{" in tex:
        tex = tex.replace("}}", "} }").replace("{{", "{ {")
    tex = tex.replace("::", ":{}:")
    if tex.endswith("}"):
        tex += " "
    left, right = (r"\[", r"\]") if display else (r"\(", r"\)")
    return left + markup.escape(tex) + right


def _escape(text: str) -> str:
    text = markup.escape(text)
    text = _ACTIVE.sub("&#91;", _MATHJAX.sub(lambda _: _BREAK, text))
    return text.replace("{{", "&#123;&#123;").replace("}}", "&#125;&#125;")


def _escape_cloze(text: str) -> str:
    return _escape(text).replace("{", "&#123;").replace("}", "&#125;")


def _hole(question: Cloze) -> str:
    """The start and end of the deletion, with its hint."""
    return f"::{_sealed(_escape_cloze(markup.clean(question.hint.strip())))}" if question.hint.strip() else ""


def _sealed(inner: str) -> str:
    """Hide colons that would end the answer and start a hint, or name one of Anki's other uses of a cloze."""
    if "::" in inner or inner.startswith((":", "image-occlusion:")) or inner.endswith(":"):
        return inner.replace(":", "&#58;")
    return inner


def cloze_html(item: Item, question: Cloze) -> str:
    """Return a cloze's stem with `{{c1::key::hint}}` for its blank. Raises Unfit unless there is exactly one."""
    if markup.count_blanks(question.stem) != 1:
        raise Unfit("A002", "a cloze needs exactly one blank (____) in its stem", "mend the stem in items.yaml")
    if not question.key.strip():
        raise Unfit("A001", "a cloze needs a key for its blank", "write the key in items.yaml")
    hint = _hole(question)

    def hole(inner: str) -> str:
        return f"{{{{c1::{_sealed(inner)}{hint}}}}}"

    inner_tex = mathjax(markup.clean(question.key), False)[2:-2]
    out = markup.render_cloze(
        question.stem,
        question.key,
        hole=hole,
        tex_hole=f" {_TEX_HOLE} ",
        code=item.code,
        math=item.math,
        tex=mathjax,
        plain=_escape_cloze,
    )
    return out.replace(_TEX_HOLE, hole(inner_tex))


def _holds(text: str, key: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text, re.IGNORECASE) is not None


def breadcrumb(item: Item, note: NoteRef) -> str:
    """Return where an item comes from, as HTML: the deck's own name, then the section's; neither if it gives the key.

    The deck's name, not the note's title: it outlives an edit of the title, and so the Anki note isn't changed by one.
    """
    section = "" if item.section in {TAKEAWAYS, SUMMARY} else item.section
    parts = [part for part in (note.deck.split("::")[-1].strip(), section.strip()) if part]
    match item.question:
        case ShortAnswer(key=key) | Cloze(key=key) | MultipleChoice(key=key):
            parts = [part for part in parts if not key.strip() or not _holds(part, key.strip())]
        case TrueFalse() | FreeRecall():
            pass
        case _:
            assert_never(item.question)
    return "<br>".join(field_html(part) for part in parts)


def source_html(item: Item) -> str:
    """Return the sentence that an item asks about, with its key marked where it stands there word for word."""
    if item.source is None:
        return ""
    text = item.source.text
    match item.question:
        case ShortAnswer(key=key) | Cloze(key=key) | MultipleChoice(key=key):
            spots = _spots(text, key)
        case TrueFalse() | FreeRecall():
            spots = []
        case _:
            assert_never(item.question)
    if not spots or any(s.start < end and start < s.end for s in _set_apart(text, item) for start, end in spots):
        return field_html(text, item)
    parts, at = [], 0
    for start, end in spots:
        parts += [field_html(text[at:start], item), f"<mark>{field_html(text[start:end], item)}</mark>"]
        at = end
    return "".join(parts) + field_html(text[at:], item)


def _set_apart(text: str, item: Item) -> tuple[markup.Stretch, ...]:
    return markup.stretches(text, code=item.code, math=item.math)


def _spots(text: str, key: str) -> list[tuple[int, int]]:
    """Where the key stands in the sentence: whole, or else each part of a list; empty unless every part is found."""
    key = key.strip().rstrip(".")
    whole = _find(text, key)
    if whole is not None:
        return [whole]
    parts = [part.strip() for line in key.splitlines() for part in _LIST.split(line) if part.strip()]
    spots = [_find(text, part) for part in parts] if len(parts) > 1 else [None]
    found = sorted({spot for spot in spots if spot is not None})
    apart = all(a[1] <= b[0] for a, b in pairwise(found))
    return found if None not in spots and apart else []


def _find(text: str, part: str) -> tuple[int, int] | None:
    match = re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text, re.IGNORECASE) if part else None
    return match.span() if match else None


def key_html(text: str, item: Item) -> str:
    """Return the key as HTML: a list when it has several lines."""
    lines = [line for line in markup.clean(text).split("\n") if line.strip()]
    if len(lines) < 2:
        return field_html(text, item)
    return "<ul>" + "".join(f"<li>{field_html(line.strip(), item)}</li>" for line in lines) + "</ul>"


def link_of(note: NoteRef) -> str:
    """Return the note's link, safe inside an attribute; empty when it isn't a web address."""
    link = markup.clean(note.link).strip()
    return html.escape(link).replace("{{", "%7B%7B").replace("}}", "%7D%7D") if _SCHEME.match(link) else ""


def extra_html(item: Item, names: Mapping[str, str]) -> str:
    """Return the item's pictures as HTML; `names` gives the media name for each path."""
    return "".join(
        f'<img src="{names[picture.path]}" alt="{html.escape(markup.clean(picture.alt))}">'
        for picture in item.pictures
        if picture.path in names
    )


def options_of(item: Item, question: MultipleChoice) -> tuple[tuple[str, ...], int]:
    """Return a choice item's options in the order of its card, and the number (from 1) of the right one.

    The order is the order of hashes of item id and option, so it says nothing of which is right, and one more or one
    other distractor doesn't stir the rest. Raises Unfit for fewer than two options, more than five, or equal ones.
    """
    options = (question.key, *question.distractors)
    if not 2 <= len(options) <= OPTIONS:
        hint = "add or remove distractors in items.yaml"
        raise Unfit("A003", f"a card has from 2 to {OPTIONS} options, this item has {len(options)}", hint)
    if len({markup.clean(option).strip() for option in options}) < len(options):
        raise Unfit("A003", "two options say the same", "change one of them in items.yaml")
    if not all(option.strip() for option in options):
        raise Unfit("A003", "an option is empty", "write it, or remove it, in items.yaml")
    ordered = sorted(
        options, key=lambda option: hashlib.sha256(f"{item.id}\0{option}".encode("utf-8", "replace")).digest()
    )
    return tuple(ordered), ordered.index(question.key) + 1


def anki_note(item: Item, note: NoteRef, names: Mapping[str, str]) -> AnkiNote | None:
    """Return the Anki note of an item, None for free recall.

    `names` gives the media name of each picture's path. Raises Unfit for an item that would give no
    card, or a wrong one.
    """
    question = item.question
    if not visible(question.stem):
        raise Unfit("A001", "the stem is empty, so Anki would make no card", "write the stem in items.yaml")
    shared = (
        field_html(item.context, item),
        breadcrumb(item, note),
        extra_html(item, names),
        source_html(item),
        link_of(note),
        item.code_on_paper,
        html.escape(note.language),
        "",
        "",
    )
    match question:
        case ShortAnswer(stem=stem, key=key):
            if not visible(key):
                raise Unfit("A001", "the key is empty", "write the key in items.yaml")
            return AnkiNote(notetype=QUESTION, fields=(field_html(stem, item), key_html(key, item), "", *shared))
        case TrueFalse(stem=stem):
            words = words_of(note.language)
            key = words.true if question.key else words.false
            return AnkiNote(notetype=QUESTION, fields=(field_html(stem, item), key, words.judge, *shared))
        case Cloze():
            return AnkiNote(notetype=CLOZE, fields=(cloze_html(item, question), *shared))
        case MultipleChoice(stem=stem, key=key):
            options, right = options_of(item, question)
            cells = [field_html(option, item) for option in options]
            cells += [""] * (OPTIONS - len(options))
            return AnkiNote(
                notetype=CHOICE, fields=(field_html(stem, item), field_html(key, item), *cells, str(right), *shared)
            )
        case FreeRecall():
            return None
        case _:
            assert_never(question)


def visible(text: str) -> bool:
    """Tell whether a text shows anything: not only white space and characters without a shape."""
    return any(not c.isspace() and c.isprintable() for c in markup.clean(text))
