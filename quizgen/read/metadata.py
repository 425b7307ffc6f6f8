"""What the lines of names and dates say: title, date, link, and the description in an export's list of metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from quizgen.note import Emphasis, Paragraph
from quizgen.problem import Problem, Severity, Span
from quizgen.read.dates import Found, date_rank, find_date
from quizgen.read.header import after_lead, lead_of
from quizgen.read.model import BlockKind, Judged, Role
from quizgen.read.polish import cut_start
from quizgen.read.shapes import label_of
from quizgen.read.vocabulary import DESCRIPTIONS, LINK_LEADS, OTHER_DATES, Label

_PUBLISHED = re.compile(r"\b(?:published|released|aired|veröffentlicht|erschienen|publicado|publié|pubblicato)\b", re.I)
_UNNAMED = 7
"""The rank of a date without a label: below "published", above "created"."""


@dataclass(slots=True)
class Metadata:
    """What was found; a title only where it is said to be the full one."""

    title: Paragraph | None = None
    date: date | None = None
    link: str = ""
    summary: list[Paragraph] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()


def metadata(judged: tuple[Judged, ...], language: str) -> Metadata:
    """Return what the lines with role META at the top or in a list of metadata say."""
    found = Metadata()
    best: tuple[int, Found, Span] | None = None
    for one in _lines(judged):
        paragraph = one.block.paragraph
        lead = lead_of(paragraph.text)
        rest = after_lead(paragraph.text)
        if lead == "full-title" and rest:
            found.title = cut_start(paragraph, len(paragraph.text) - len(rest))
        elif lead in DESCRIPTIONS and rest:
            found.summary.append(cut_start(paragraph, len(paragraph.text) - len(rest)))
        elif lead in LINK_LEADS and not found.link:
            found.link = _address(paragraph, rest)
        if lead in OTHER_DATES or lead in DESCRIPTIONS or "sync" in paragraph.text[:80].casefold():
            continue
        told = _PUBLISHED.search(paragraph.text[:200])
        day = find_date(paragraph.text[told.start() :], language=language) if told else None
        day = day or find_date(paragraph.text, language=language)
        rank = date_rank(lead or paragraph.text.split(" ")[0]) or _UNNAMED
        if day and (best is None or rank > best[0]):
            best = (rank, day, paragraph.span)
    if best is not None:
        found.date = best[1].day
        found.problems = _doubt(best[1], best[2])
    return found


def _lines(judged: tuple[Judged, ...]) -> list[Judged]:
    """Return the META lines above the first part of the note, and those below a heading that announces metadata."""
    found: list[Judged] = []
    top = True
    for one in judged:
        if one.block.kind is BlockKind.HEADING and one.role in (Role.LABEL, Role.HEADING):
            top = label_of(one.block.text) is Label.META
        elif top and one.role is Role.META and one.block.kind is BlockKind.TEXT:
            found.append(one)
    return found


def _address(paragraph: Paragraph, rest: str) -> str:
    target = next((mark.target for mark in paragraph.marks if mark.kind is Emphasis.LINK), rest)
    return target if target.startswith(("http://", "https://")) and " " not in target else ""


def _doubt(found: Found, span: Span) -> tuple[Problem, ...]:
    """Return a warning when day and month could be the other way round."""
    if not found.ambiguous:
        return ()
    day = found.day.isoformat()
    said = f"this date could be day first or month first; it was read as {day}"
    hint = f"write it as {day}, or with the month's name"
    return (Problem(code="R012", text=said, hint=hint, span=replace(span), severity=Severity.WARNING),)
