"""Inline Markdown to text with marks: links lose their address, code its backticks, formulas keep their dollars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from quizgen.note import Emphasis, Mark
from quizgen.read.tidy import TextBuilder

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_WIKI = re.compile(r"!?\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\]")
_TAG = re.compile(r"</?(?:br|b|i|em|strong|u|sub|sup|mark|small|kbd|ins|font|center)(?: [^<>]{0,200})?/?>", re.I)
_COMMENT = re.compile(r"<!--[^>]{0,2000}-->|%%[^%\n]{0,2000}%%")
_HIGHLIGHT = re.compile(r"==([^=\n]{1,500})==")
_BLOCK_ID = re.compile(r" \^[a-z0-9-]{3,20}$")

_OPEN = {"strong_open": Emphasis.STRONG, "em_open": Emphasis.ITALIC, "link_open": Emphasis.LINK}
_CLOSE = frozenset({"strong_close", "em_close", "link_close"})


@cache
def parser() -> MarkdownIt:
    """Return the one Markdown parser: CommonMark with tables, footnotes, dollar math and strikethrough; no raw HTML."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    markdown = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable(["table", "strikethrough"])
    dollarmath_plugin(markdown, allow_space=False, allow_digits=False)
    footnote_plugin(markdown, inline=False)
    markdown.disable(["html_block", "html_inline"])
    markdown.inline.ruler.before("escape", "kept_backslash", _kept_backslash)
    return markdown


def _kept_backslash(state: Any, silent: bool) -> bool:
    """Keep the backslashes of `\\(…\\)`, a formula in another dress: Markdown would drop them."""
    pair = state.src[state.pos : state.pos + 2]
    if pair == "\\(" and "\\)" not in state.src[state.pos : state.pos + 2000]:
        return False
    if pair not in ("\\(", "\\)") or (pair == "\\)" and "\\(" not in state.src[max(0, state.pos - 2000) : state.pos]):
        return False
    if not silent:
        state.pending += pair
    state.pos += 2
    return True


def render(tokens: Sequence[Token]) -> tuple[str, tuple[Mark, ...], tuple[tuple[str, str], ...]]:
    """Return the text of inline tokens, the marks over it, and the images among them as (address, description)."""
    builder = TextBuilder()
    images: list[tuple[str, str]] = []
    opened: list[tuple[Emphasis, int, str]] = []
    for token in tokens:
        kind = token.type
        if kind == "text":
            builder.add(plain(token.content))
        elif kind in ("softbreak", "hardbreak"):
            builder.add(" ")
        elif kind == "code_inline":
            start = builder.length
            builder.add(token.content, literal=True)
            builder.mark(Emphasis.CODE, start)
        elif kind.startswith("math_inline"):
            start = builder.length
            fence = token.markup or "$"
            builder.add(f"{fence}{token.content}{fence}", literal=True)
            builder.mark(Emphasis.MATH, start)
        elif kind == "image":
            images.append((str(token.attrs.get("src", "")), token.content))
        elif kind in _OPEN:
            opened.append((_OPEN[kind], builder.length, str(token.attrs.get("href", ""))))
        elif kind in _CLOSE and opened:
            emphasis, start, target = opened.pop()
            builder.mark(emphasis, start, target)
    text, marks = builder.finish()
    return text, marks, tuple(images)


def plain(text: str) -> str:
    """Return the text of a text token: wiki links as their names; without formatting tags, comments, highlights."""
    if "[[" in text:
        text = _WIKI.sub(
            lambda link: "" if link.group()[0] == "!" else link[2] or link[1].rpartition("#")[2] or link[1], text
        )
    if "<" in text:
        text = _COMMENT.sub("", _TAG.sub(lambda tag: " " if tag.group()[1:3].lower() == "br" else "", text))
    if "%%" in text:
        text = _COMMENT.sub("", text)
    if "==" in text:
        text = _HIGHLIGHT.sub(r"\1", text)
    return _BLOCK_ID.sub("", text) if "^" in text else text


def inline(source: str) -> tuple[str, tuple[Mark, ...], tuple[tuple[str, str], ...]]:
    """Return text, marks and images of one stretch of inline Markdown."""
    if not any(sign in source for sign in "*_`[$\\&<!=%^~"):
        from quizgen.read.tidy import tidy

        return tidy(source), (), ()
    token = parser().parseInline(source)[0]
    return render(token.children or ())
