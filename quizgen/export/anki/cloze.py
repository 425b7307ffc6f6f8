"""A cloze's stem as the field of an Anki note, with one deletion for its blank."""

from __future__ import annotations

from quizgen.export import markup
from quizgen.export.anki.text import escape_cloze, mathjax
from quizgen.export.anki.unfit import Unfit
from quizgen.item import Cloze, Item

_TEX_HOLE = "\0"
"""Stands for the deletion inside a formula until the TeX around it is escaped."""


def _hole(question: Cloze) -> str:
    """The start and end of the deletion, with its hint."""
    return f"::{_sealed(escape_cloze(markup.clean(question.hint.strip())))}" if question.hint.strip() else ""


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
        plain=escape_cloze,
    )
    return out.replace(_TEX_HOLE, hole(inner_tex))
