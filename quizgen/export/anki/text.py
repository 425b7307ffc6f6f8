"""Item text as the HTML of an Anki field: nothing in it is markup, a template or a command of Anki."""

from __future__ import annotations

import re
from unicodedata import is_normalized

from quizgen.export import markup
from quizgen.item import Item

_NOTABLE = re.compile("[&<>{}\\[\\\\\0-\x1f\x7f-\x9f\u0338\ud800-\udfff]")
"""Characters that may need work; text without any, in normal form C, is its own HTML."""
_ACTIVE = re.compile(r"\[(?=/?(?:sound:|anki:|latex\]|\$\$?\]|type:))", re.IGNORECASE)
_MATHJAX = re.compile(r"\\(?=[()\[\]])")
_BREAK = "\\<span></span>"
"""A backslash that MathJax can't read together with the bracket after it: it doesn't look across elements."""


def field_html(text: str, item: Item | None = None) -> str:
    """Return plain text as the HTML of an Anki field: nothing in it is markup, a template or a command of Anki.

    Where `item` is given its code and formulas are set as such.
    """
    if item is None or not (item.code or item.math):
        if _NOTABLE.search(text) is None and (text.isascii() or is_normalized("NFC", text)):
            return text
        return _escape(markup.clean(text))
    return markup.render(text, code=item.code, math=item.math, tex=mathjax, plain=_escape)


def mathjax(tex: str, display: bool) -> str:
    """Return TeX between MathJax delimiters, with doubled braces and colons apart: they would end a cloze."""
    while "}}" in tex or "{{" in tex:
        tex = tex.replace("}}", "} }").replace("{{", "{ {")
    tex = re.sub(":(?=:)", ":{}", tex)
    if tex.endswith("}"):
        tex += " "
    left, right = (r"\[", r"\]") if display else (r"\(", r"\)")
    return left + markup.escape(tex) + right


def _escape(text: str) -> str:
    text = markup.escape(text)
    text = _ACTIVE.sub("&#91;", _MATHJAX.sub(lambda _: _BREAK, text))
    return text.replace("{{", "&#123;&#123;").replace("}}", "&#125;&#125;")


def escape_cloze(text: str) -> str:
    """Return clean text as HTML for a field with a cloze: single braces too could join those of the deletion."""
    return _escape(text).replace("{", "&#123;").replace("}", "&#125;")
