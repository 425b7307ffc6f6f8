"""A printed page as PDF, by WeasyPrint (extra `pdf`), formulas by ziamath: tagged, reproducible."""

from __future__ import annotations

import re
import warnings
from base64 import b64encode
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from quizgen.problem import Problem, QuizgenError

_FORMULAS = """
math { font-family: "STIX Two Math", "Latin Modern Math", Cambria, serif; }
mi { font-style: italic; }
msup > :nth-child(2) { vertical-align: super; font-size: 0.7em; line-height: 0; }
msub > :nth-child(2), munder > :nth-child(2) { vertical-align: sub; font-size: 0.7em; line-height: 0; }
msubsup > :nth-child(2) { vertical-align: sub; font-size: 0.7em; line-height: 0; }
msubsup > :nth-child(3), mover > :nth-child(2) { vertical-align: super; font-size: 0.7em; line-height: 0; }
mfrac::before, msqrt::after, mroot::after { content: "("; } mfrac::after { content: ")"; }
msqrt::before, mroot::before { content: "√("; } msqrt::after, mroot::after { content: ")"; }
mfrac > :nth-child(2)::before { content: " / "; }
mo { margin: 0 0.15em; }
"""
"""How a formula is set that can't be drawn: on one line, with raised and lowered small type."""

_MATH = re.compile(r"<math .*?</math>", re.DOTALL)
_NAMESPACE = '<math xmlns="http://www.w3.org/1998/Math/MathML" '
_EM = 16.0
"""The size at which formulas are drawn, in the units of their pictures: 1 em of the text around them."""

_BEFORE_INLINE = re.compile(r"(?<=[^\s>] )(?=<(?:span|code|mark|bdi|b|img)\b)")
_BREAK_HERE = "\u200b"
"""A zero-width space. WeasyPrint (70.0) goes back to a line's first blank where the line just fits but for the blank at
its end and an element begins behind that blank; with a zero-width space between the two it doesn't."""


def pdf_available() -> bool:
    """Tell whether PDFs can be made: WeasyPrint, ziamath and the libraries that they draw with are installed."""
    try:
        _libraries()
    except (ImportError, OSError):
        return False
    return True


def render_pdf(html: str, *, seconds: int | None = None) -> bytes:
    """Return a sheet or key as a tagged PDF (PDF/UA's structure, bookmarks, language, title).

    `seconds` is the time since 1970 that the file bears as its date (a build passes SOURCE_DATE_EPOCH); without it the
    file bears none. The same page, fonts and time give the same bytes. Nothing is loaded from outside the page. Raises
    QuizgenError (S003, exit code 2) when the extra isn't installed.
    """
    try:
        weasyprint, ziamath = _libraries()
    except (ImportError, OSError) as error:
        hint = "install it with `pip install 'quizgen[pdf]'`, or print the HTML from a browser"
        raise QuizgenError(
            Problem(code="S003", text=f"PDF needs WeasyPrint: {error}", hint=hint), exit_code=2
        ) from error
    fetcher = import_module("weasyprint.urls").URLFetcher(allowed_protocols=("data",))
    drawn = _MATH.sub(lambda found: _drawn(found[0], ziamath), html)
    page = weasyprint.HTML(string=_BEFORE_INLINE.sub(_BREAK_HERE, drawn), url_fetcher=fetcher)
    document = page.render(stylesheets=[weasyprint.CSS(string=_FORMULAS)], **_OPTIONS)
    if seconds is not None:
        document.metadata.created = document.metadata.modified = _iso(seconds)
    else:
        document.metadata.created = document.metadata.modified = None
    data: bytes = document.write_pdf(pdf_identifier=_identifier(html), **_OPTIONS)
    return data


def _libraries() -> tuple[Any, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # ziamath finds its typeface in a way of old
        return import_module("weasyprint"), import_module("ziamath")


def _drawn(math: str, ziamath: Any) -> str:
    """Return a formula in MathML as a picture that stands on the line of its text, or as it is where none can be drawn.

    WeasyPrint knows no MathML. The picture is as large as the text, and its description is the formula's TeX.
    """
    ziamath.config.svg2 = False
    try:
        svg = ziamath.Math(math.replace("<math ", _NAMESPACE, 1), size=_EM).svg()
        _, top, width, height = (float(side) / _EM for side in re.findall(r'viewBox="([^"]*)"', svg)[0].split())
    except Exception:  # the library raises errors of many kinds on what it can't set
        return math
    tex = re.search(r' alttext="([^"]*)"', math)
    style = f"width: {width:.4f}em; height: {height:.4f}em; max-height: none; vertical-align: {-top - height:.4f}em"
    place = "; display: block; margin: 0.4em 0" if 'display="block"' in math else ""
    picture = b64encode(svg.encode()).decode()
    return f'<img alt="{tex[1] if tex else ""}" style="{style}{place}" src="data:image/svg+xml;base64,{picture}">'


_OPTIONS: Mapping[str, Any] = {"pdf_tags": True, "pdf_variant": "pdf/ua-1"}


def _identifier(html: str) -> bytes:
    from hashlib import sha256

    return sha256(html.encode("utf-8")).hexdigest()[:32].encode()


def _iso(seconds: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
