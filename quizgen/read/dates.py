"""Dates as people write them, found in a short line: ISO, day or month first, with month names of many languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from quizgen.read.vocabulary import DATE_LEADS, MONTHS

EARLIEST, LATEST = 1990, 2199
"""Years that a note can be from: an earlier year is what the note is about."""

_YEARISH = re.compile(r"(?:19|20)\d\d|21\d\d|\d[/.\-]\d\d(?!\d)")
"""Every date has a year of four digits, or two digits behind a sign."""
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(20\d\d|199\d)(\d\d)(\d\d)(?!\d)")
_EAST = re.compile(r"(?<!\d)(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_SLASHED = re.compile(r"(?<![\d/.\-])(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])")
_DAY_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|°|ª|\.|-?го|-?е)?,? {0,2}(?:of |de |del |d')?([^\W\d_]{3,12})\.?,? {0,2}"
    r"(?:de |del |of )?(\d{4})(?!\d)"
)
_NAMED_DAY = re.compile(r"([^\W\d_]{3,12})\.? {0,2}(\d{1,2})(?:st|nd|rd|th|\.)?,? {0,2}(\d{4})(?!\d)")
_LINE = 400
"""Only so many characters of a line are searched: a date stands in a short line, or near its start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A date in a text: the day, where it stands, and whether day and month could be the other way round."""

    day: date
    start: int
    end: int
    ambiguous: bool = False


def find_date(text: str, *, language: str = "en", hint: str = "") -> Found | None:
    """Return the first date with a year that `text` holds, None where there is none between 1990 and 2199.

    `4/22/2024` is read month first because there is no month 22. Where both orders make a date, a word about it in
    `text` or `hint` decides (`day/month`, `dd/mm`), then the sign between the numbers (dots and hyphens: day first),
    then the language: month first in English, with `ambiguous` set.
    """
    head = text[:_LINE]
    if _YEARISH.search(head) is None:
        return None
    found: list[Found | None] = []
    for pattern in (_ISO, _EAST, _COMPACT):
        found += [_made(m, int(m[1]), int(m[2]), int(m[3])) for m in pattern.finditer(head)]
    for m in _DAY_NAMED.finditer(head):
        month = MONTHS.get(m[2].casefold())
        if month:
            found.append(_made(m, int(m[3]), month, int(m[1])))
    for m in _NAMED_DAY.finditer(head):
        month = MONTHS.get(m[1].casefold())
        if month:
            found.append(_made(m, int(m[3]), month, int(m[2])))
    found += [_slashed(m, language, f"{head} {hint}") for m in _SLASHED.finditer(head)]
    good = [one for one in found if one is not None]
    return min(good, key=lambda one: (one.start, -one.end), default=None)


def whole_date(line: str) -> bool:
    """Tell whether a line is a date and nothing else (`9. Nov. 2024` is no list item)."""
    text = line.strip()
    found = find_date(text) if 6 <= len(text) <= 40 and text[:1].isalnum() else None
    return found is not None and found.start == 0 and found.end >= len(text) - 3


def date_rank(lead: str) -> int:
    """Return how well a label names the date of a note (0: not at all): published before created before updated."""
    return DATE_LEADS.get(lead.casefold().replace("_", " ").replace("-", " ").strip(" :*"), 0)


def _made(match: re.Match[str], year: int, month: int, day: int, ambiguous: bool = False) -> Found | None:
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return Found(day=made, start=match.start(), end=match.end(), ambiguous=ambiguous)


def _slashed(match: re.Match[str], language: str, words: str) -> Found | None:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    year += 2000 if year < 100 else 0
    if first > 12 or second > 12 or first == second:
        day, month = (second, first) if second > 12 else (first, second)
        return _made(match, year, month, day)
    told = _told_order(words.casefold())
    day_first = told if told is not None else match[2] in ".-" or language != "en"
    day, month = (first, second) if day_first else (second, first)
    return _made(match, year, month, day, ambiguous=told is None and match[2] == "/" and language == "en")


def _told_order(words: str) -> bool | None:
    """Return True for a stated day-first order, False for month first, None when nothing is stated."""
    if any(mark in words for mark in ("day/month", "dd/mm", "d/m/y", "day first", "tt.mm", "jj/mm")):
        return True
    if any(mark in words for mark in ("month/day", "mm/dd", "m/d/y", "month first")):
        return False
    return None
