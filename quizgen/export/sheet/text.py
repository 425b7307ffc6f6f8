"""Item text as HTML for paper and screen: escaped, gaps drawn, code kept as written, formulas as MathML."""

from __future__ import annotations

import re
import unicodedata
from xml.etree.ElementTree import Element

from markupsafe import Markup

from quizgen.export.markup import bare_tex, clean, count_blanks, render, render_cloze

_ELEMENTS = (
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msup msub msubsup munder mover munderover mmultiscripts none "
    "mprescripts mtable mtr mtd mstyle mpadded mphantom menclose merror"
)
_ATTRIBUTES = (
    "display mathvariant stretchy fence separator form accent accentunder displaystyle scriptlevel linethickness width "
    "height depth lspace rspace minsize maxsize columnalign rowspacing columnspacing notation movablelimits"
)
_STOPPED = re.compile(r'(<math display="inline"(?:(?!</math>).)*</math>)([.,;:!?\u2026)\]}\u201d\u2019]+)', re.DOTALL)
_KEPT = r'<span class="nb">\1\2</span>'
"""A formula stays on one line with the stop behind it."""

_TEX_GAP = r"\underline{\qquad\qquad}"
"""A gap inside a formula: wide enough to write in, even where a formula sets it small."""

_MATHML = (frozenset(_ELEMENTS.split()), frozenset(_ATTRIBUTES.split()))


def width(text: str) -> int:
    """Return how wide a text is, in Latin letters: the signs of Chinese, Japanese and Korean take two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def escaped(text: str) -> str:
    """Return clean text as HTML text that also stands safely inside a quoted attribute; white space stays."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        # A combining overlay after the ">" of a tag would fuse with it in normal form C.
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    if '"' in text or "'" in text:
        text = text.replace('"', "&#34;").replace("'", "&#39;")
    return text if text.isascii() else text.replace("\u0338", "&#824;")


def rich(text: str, *, code: tuple[str, ...] = (), math: tuple[str, ...] = ()) -> Markup:
    """Return an item's text as HTML: `code` stands in `<code>`, TeX of `math` becomes MathML, the rest is escaped."""
    html = render(text, code=code, math=math, tex=mathml, plain=escaped) if code or math else escaped(clean(text))
    return Markup(_STOPPED.sub(_KEPT, html) if math else html)  # noqa: S704  # every part is escaped


def gapped(stem: str, key: str, *, gap: str, code: tuple[str, ...] = (), math: tuple[str, ...] = ()) -> Markup:
    """Return a cloze's stem as HTML with `gap`, which is HTML, in place of its blank.

    A gap in the middle of a formula is drawn by the formula. A stem without a blank is returned as it is.
    """
    if not count_blanks(stem):
        return rich(stem, code=code, math=math)
    html = render_cloze(
        stem, key, hole=lambda _: gap, tex_hole=_TEX_GAP, code=code, math=math, tex=mathml, plain=escaped
    )
    return Markup(_STOPPED.sub(_KEPT, html) if math else html)  # noqa: S704  # every part is escaped, the gap is ours


def mathml(tex: str, display: bool) -> str:
    """Return TeX as MathML, or as escaped text between dollars where latex2mathml can't read it.

    The converter's own output isn't escaped and may carry links, so its tree is written out anew here: only elements
    and attributes of MathML Core that can't load or run anything.
    """
    from latex2mathml.converter import convert_to_element

    tex = bare_tex(tex)
    try:
        tree = convert_to_element(tex)
    except Exception:  # the converter raises errors of many kinds on bad TeX
        dollars = "$$" if display else "$"
        return escaped(f"{dollars}{tex}{dollars}")
    tree.set("display", "block" if display else "inline")
    return _written(tree, alttext=tex)


def _written(element: Element, alttext: str = "") -> str:
    import html

    tag = element.tag if element.tag in _MATHML[0] else "mrow"
    attributes = "".join(
        f' {name}="{escaped(value)}"' for name, value in sorted(element.attrib.items()) if name in _MATHML[1]
    )
    if alttext:
        attributes += f' alttext="{escaped(alttext)}"'
    inner = escaped(html.unescape(element.text or ""))
    inner += "".join(_written(child) + escaped(html.unescape(child.tail or "")) for child in element)
    return f"<{tag}{attributes}>{inner}</{tag}>"
