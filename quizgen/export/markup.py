"""Plain item text as safe HTML: escaping, code, formulas and blanks, for cards and sheets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quizgen.item import BLANK

Tex = Callable[[str, bool], str]
"""How a formula is set: its TeX without dollars, and whether it stands on a line of its own, give HTML."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = re.compile(rf"(?<!_){BLANK}(?!_)")
_LETTERS = re.compile(r"[a-z]{1,3}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text, `text[start:end]`, that is code or a formula; `literal` is the code, or the TeX."""

    kind: Literal["code", "math"]
    start: int
    end: int
    literal: str
    display: bool = False


def clean(text: str) -> str:
    """Return `text` without what no card or page can hold, in Unicode normal form C.

    Control characters but tab and newline are dropped, all line ends become newlines, and a lone surrogate becomes the
    replacement character. Anki does the same at import, so cleaned text comes through it unchanged.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", _CONTROL.sub("", text)))


def escape(text: str) -> str:
    """Return clean text with `&`, `<` and `>` as entities and newlines as `<br>`."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A combining overlay after the ">" of a tag would fuse with it in normal form C.
    return text.replace("\u0338", "&#824;").replace("\n", "<br>")


def count_blanks(stem: str) -> int:
    """Return how many blanks (`____`, exactly four underscores) a cloze's stem has; a usable one has 1."""
    return len(_BLANK.findall(stem))


def fill_blank(stem: str, key: str) -> str:
    """Return a cloze's stem with the key in its first blank."""
    before, after = _around_blank(stem)
    return f"{before}{key}{after}"


def _around_blank(stem: str) -> tuple[str, str]:
    hole = _BLANK.search(stem)
    if hole is None:
        raise ValueError(f"no blank in {stem!r}")
    return stem[: hole.start()], stem[hole.end() :]


def _bounded(literal: str) -> str:
    """A pattern for `literal` that doesn't match inside a longer word: `git` not in `digital`."""
    head = r"(?<!\w)" if re.match(r"\w", literal) else ""
    tail = r"(?!\w)" if re.search(r"\w\Z", literal) else ""
    return f"{head}{re.escape(literal)}{tail}"


def bare_tex(literal: str) -> str:
    """Return a formula without the dollars round it, whether it was written with one, two or none."""
    return literal.strip().strip("$").strip()


@lru_cache(maxsize=1024)
def _pattern(code: tuple[str, ...], math: tuple[str, ...]) -> re.Pattern[str] | None:
    formulas = sorted(
        {tex for tex in (bare_tex(clean(literal)) for literal in math) if tex}, key=lambda t: (-len(t), t)
    )
    snippets = sorted(
        {text for text in (clean(literal) for literal in code) if text.strip()}, key=lambda t: (-len(t), t)
    )
    parts = []
    if formulas:
        either = "|".join(map(re.escape, formulas))
        parts += [rf"\$\$\s*(?P<display>{either})\s*\$\$", rf"\$\s*(?P<math>{either})\s*\$"]
    if snippets:
        parts.append(f"(?P<code>{'|'.join(map(_bounded, snippets))})")
    return re.compile("|".join(parts)) if parts else None


def stretches(text: str, *, code: tuple[str, ...] = (), math: tuple[str, ...] = ()) -> tuple[Stretch, ...]:
    """Return the parts of a clean text that are code or formulas, in order, not overlapping.

    `code` and `math` are the literals that an item lists. A formula counts only between dollars, so prices stay prices.
    A short lower-case word such as `in` that is listed as code and occurs more than once is left alone: which of the
    occurrences is meant is unknown.
    """
    pattern = _pattern(code, math)
    if pattern is None:
        return ()
    found = []
    for match in pattern.finditer(text):
        group = match.lastgroup or ""
        kind: Literal["code", "math"] = "code" if group == "code" else "math"
        found.append(Stretch(kind, match.start(), match.end(), match[group], display=group == "display"))
    often = [s.literal for s in found if s.kind == "code" and _LETTERS.fullmatch(s.literal)]
    return tuple(s for s in found if s.kind == "math" or often.count(s.literal) < 2)


def render(
    text: str,
    *,
    code: tuple[str, ...] = (),
    math: tuple[str, ...] = (),
    tex: Tex,
    plain: Callable[[str], str] = escape,
) -> str:
    """Return item text as HTML: code in `<code>`, formulas as `tex` sets them, the rest as `plain` escapes it."""
    text = clean(text)
    return _set(text, 0, len(text), stretches(text, code=code, math=math), tex, plain)


def render_cloze(
    stem: str,
    key: str,
    *,
    hole: Callable[[str], str],
    tex_hole: str = r"\underline{\qquad}",
    code: tuple[str, ...] = (),
    math: tuple[str, ...] = (),
    tex: Tex,
    plain: Callable[[str], str] = escape,
) -> str:
    """Return a cloze's stem as HTML with `hole(HTML of the key)` for its blank.

    Code and formulas are looked for with the key in its place, so a blank inside `git commit` stays code. Inside a
    formula the blank can't be HTML: there `tex_hole`, which is TeX, stands for it. Raises ValueError for a stem without
    a blank.
    """
    before, after = _around_blank(clean(stem))
    key = clean(key)
    text = f"{before}{key}{after}"
    start, end = len(before), len(before) + len(key)
    found = [s for s in stretches(text, code=code, math=math) if _whole(s, start, end)]
    outer = next((s for s in found if s.start <= start and end <= s.end and (s.start, s.end) != (start, end)), None)
    if outer is None:
        left = [s for s in found if s.end <= start]
        inner = [s for s in found if start <= s.start and s.end <= end and s not in left]
        right = [s for s in found if end <= s.start and s not in left and s not in inner]
        filled = hole(_set(text, start, end, inner, tex, plain))
        return _set(text, 0, start, left, tex, plain) + filled + _set(text, end, len(text), right, tex, plain)
    head = _set(text, 0, outer.start, [s for s in found if s.end <= outer.start], tex, plain)
    tail = _set(text, outer.end, len(text), [s for s in found if outer.end <= s.start], tex, plain)
    if outer.kind == "code":
        inside = plain(text[outer.start : start]) + hole(plain(key)) + plain(text[end : outer.end])
        return f"{head}<code>{inside}</code>{tail}"
    dollars = 2 if outer.display else 1
    formula = text[outer.start + dollars : start] + tex_hole + text[end : outer.end - dollars]
    return head + tex(formula.strip(), outer.display) + tail


def _whole(stretch: Stretch, start: int, end: int) -> bool:
    """Tell whether a stretch lies beside, inside or around the key; one that straddles its edge is plain text."""
    beside = stretch.end <= start or end <= stretch.start
    inside = start <= stretch.start and stretch.end <= end
    margin = 0 if stretch.kind == "code" else 2 if stretch.display else 1
    around = stretch.start + margin <= start and end <= stretch.end - margin
    return beside or inside or around


def _set(text: str, start: int, end: int, found: Iterable[Stretch], tex: Tex, plain: Callable[[str], str]) -> str:
    parts = []
    for stretch in found:
        parts.append(plain(text[start : stretch.start]))
        if stretch.kind == "code":
            parts.append(f"<code>{plain(stretch.literal)}</code>")
        else:
            parts.append(tex(stretch.literal, stretch.display))
        start = stretch.end
    parts.append(plain(text[start:end]))
    return "".join(parts)
