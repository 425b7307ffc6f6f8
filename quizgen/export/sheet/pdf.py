"""A printed page as PDF, by WeasyPrint (the extra `pdf`): tagged, and the same bytes for the same page and time."""

from __future__ import annotations

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
"""How formulas are set where MathML isn't understood: on one line, with raised and lowered small type."""


def pdf_available() -> bool:
    """Tell whether WeasyPrint can be used: it and the libraries that it draws with are installed."""
    try:
        import_module("weasyprint")
    except (ImportError, OSError):
        return False
    return True


def render_pdf(html: str, *, seconds: int | None = None) -> bytes:
    """Return a sheet or key as a tagged PDF (PDF/UA's structure, bookmarks, language, title).

    `seconds` is the time since 1970 that the file bears as its date (a build passes SOURCE_DATE_EPOCH); without it the
    file bears none. The same page, fonts and time give the same bytes. Nothing is loaded from outside the page. Raises
    QuizgenError (S003, exit code 2) when WeasyPrint isn't installed.
    """
    try:
        weasyprint: Any = import_module("weasyprint")
    except (ImportError, OSError) as error:
        hint = "install it with `pip install 'quizgen[pdf]'`, or print the HTML from a browser"
        raise QuizgenError(
            Problem(code="S003", text=f"PDF needs WeasyPrint: {error}", hint=hint), exit_code=2
        ) from error
    fetcher = import_module("weasyprint.urls").URLFetcher(allowed_protocols=("data",))
    page = weasyprint.HTML(string=html, url_fetcher=fetcher)
    document = page.render(stylesheets=[weasyprint.CSS(string=_FORMULAS)], **_OPTIONS)
    if seconds is not None:
        document.metadata.created = document.metadata.modified = _iso(seconds)
    else:
        document.metadata.created = document.metadata.modified = None
    data: bytes = document.write_pdf(pdf_identifier=_identifier(html), **_OPTIONS)
    return data


_OPTIONS: Mapping[str, Any] = {"pdf_tags": True, "pdf_variant": "pdf/ua-1"}


def _identifier(html: str) -> bytes:
    from hashlib import sha256

    return sha256(html.encode("utf-8")).hexdigest()[:32].encode()


def _iso(seconds: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
