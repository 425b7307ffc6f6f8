"""Numbers, money, percentages and dates in plain text, and believable wrong values for them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from quizgen.rules.words import FUNCTION_WORDS


class FigureKind(StrEnum):
    """What a figure measures."""

    YEAR = "year"
    DATE = "date"
    DECADE = "decade"
    PERCENT = "percent"
    MONEY = "money"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure in a text: what a blank hides is `text[start:end]`, its unit stays visible behind it.

    `value` is its number (the year of a date, 0 where it has none). `unit` is the word behind it ("km", "copies"),
    empty
    where there is none.
    """

    start: int
    end: int
    text: str
    kind: FigureKind
    value: float
    unit: str = ""
    language: str = "en"


MONTHS: dict[str, str] = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "de": "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "it": "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
    "pt": "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    "nl": "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    "ru": "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
    "pl": "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia",
    "sv": "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
    "da": "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december",
}
"""Month names by language, as they stand in dates, joined for a pattern."""

_YEAR = r"(?:1[0-9]\d\d|20[0-4]\d)"
_DIGITS = r"\d{1,3}(?:[,.\u2009\u202f\u00a0 ]\d{3})+(?![\d])|\d+(?:[.,]\d+)?"
_SCALE = (
    r"(?:million|billion|trillion|thousand|Millionen|Milliarden|millones|millions|milliards|milioni|miliardi|milhões"
    r"|bilhões|miljoen|miljard|млн|млрд)"
)
_NUMBER = re.compile(
    rf"(?<![\w.,/:\-\u2011$€£])(?P<money>[$€£¥])?(?P<digits>{_DIGITS})(?P<percent>\s?%)?(?P<tail>\s{_SCALE}\b)?(?![\d/:…]|[.,][\d\w]|-\d|[^\W\d_])"
)
_RANGE = re.compile(r"\s?(?:-|–|\u2011|to|and|bis|und|à|a|al|y|e|en|et|tot)\s?[$€£]?\d")


@lru_cache(maxsize=4096)
def figures(text: str, language: str = "en") -> tuple[Figure, ...]:
    """Return the figures of a text in order, none overlapping; ranges, times of day and list numbers give none."""
    if not any(map(str.isdigit, text)):
        return ()
    found: list[Figure] = list(_dates(text, language))
    covered = [(figure.start, figure.end) for figure in found]
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if any(a < end and start < b for a, b in covered) or _part_of_range(text, start, end):
            continue
        figure = _number(text, match, language)
        if figure is not None:
            found.append(figure)
    return tuple(sorted(found, key=lambda figure: figure.start))


@cache
def _date_forms(language: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of dates in a language, the fullest first; none for a language whose months aren't known."""
    names = MONTHS.get(language)
    if names is None:
        return ()
    day = r"\d{1,2}(?:st|nd|rd|th|\.|er|º|°)?"
    link = r"(?:\s(?:de|di|del|of))?"
    forms = [
        rf"\b(?:{names}) {day}, {_YEAR}\b",
        rf"\b{day}{link}\s(?:{names})(?:{link},?\s{_YEAR})?\b",
        rf"\b(?:{names}){link} {_YEAR}\b",
    ]
    if language == "en":
        forms.append(rf"\b(?:{names}) {day}(?![\d.])\b")
    return tuple(re.compile(form) for form in forms)


_DECADE = re.compile(rf"\b{_YEAR[:-1]})s\b")


def _dates(text: str, language: str) -> Iterator[Figure]:
    taken: list[tuple[int, int]] = []
    for form in _date_forms(language):
        for match in form.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken) or _part_of_range(text, *match.span()):
                continue
            taken.append(match.span())
            year = re.search(_YEAR, match.group())
            value = float(year.group()) if year else 0.0
            yield Figure(start=match.start(), end=match.end(), text=match.group(), kind=FigureKind.DATE, value=value)
    for match in _DECADE.finditer(text) if language == "en" else ():
        if not _part_of_range(text, *match.span()):
            value = float(match.group()[:4])
            yield Figure(start=match.start(), end=match.end(), text=match.group(), kind=FigureKind.DECADE, value=value)


def _part_of_range(text: str, start: int, end: int) -> bool:
    """Whether a figure is one end of a range or one of a pair ("2% to 3%", "1980s and 1990s", "1914-1918")."""
    if _RANGE.match(text, end):
        return True
    return bool(
        re.search(r"\d(?:s|%|\.)?\s?(?:-|–|\u2011|to|and|or|bis|und|à|al|y|et|tot|×|x|:|/)\s?[$€£]?$", text[:start])
    )


def _number(text: str, match: re.Match[str], language: str) -> Figure | None:
    digits = match["digits"]
    start, end = match.start(), match.end("digits")
    money, percent = match["money"], match["percent"]
    if percent and percent == "%":
        end = match.end("percent")
    value = to_number(digits, language)
    if value is None:
        return None
    shown = text[start:end]
    bare = not money and not percent and not match["tail"]
    if bare and re.fullmatch(_YEAR, digits) and _reads_as_year(text, start, match.end(), language):
        return Figure(start=start, end=end, text=shown, kind=FigureKind.YEAR, value=value)
    if re.match(r"\s*\)", text[match.end() :]) and text[:start].rstrip().endswith("(") and bare:
        return None
    if start == 0 and re.match(r"[.)]\s", text[match.end() :]):
        return None
    unit = match["tail"].strip() if match["tail"] else ""
    behind = re.match(r"\s?(°[CF]|[^\W\d_][\w/²³·'’-]*)", text[match.end() :])
    if behind and not money:
        unit = unit if behind.group(1).casefold() in FUNCTION_WORDS else f"{unit} {behind.group(1)}".strip()
    kind = (
        FigureKind.MONEY
        if money
        else FigureKind.PERCENT
        if percent or unit in ("percent", "Prozent")
        else FigureKind.NUMBER
    )
    return Figure(start=start, end=end, text=shown, kind=kind, value=value, unit=unit, language=language)


_YEAR_WORDS = re.compile(
    r"(?i)(?:\b(?:in|since|by|until|till|from|around|about|after|before|during|of|year|early|late|mid|to|between|and|circa|c\.|im|jahr|seit"
    r"|ab|bis|um|von|en|desde|hasta|de|del|depuis|vers|jusqu'en|nel|dal|al|fino al|em|desde|até|sinds|tot|rond|в|с|до"
    r"|около)|[(,])\s?$"
)


def _reads_as_year(text: str, start: int, end: int, language: str) -> bool:
    """Whether a number from 1000 to 2049 is a year: no plural noun behind it, or a word for time before it."""
    before, after = text[:start], text[end:]
    if re.match(r"\s?(?:km|kg|m|cm|mm|g|years?|people|°|Menschen|Kilometer|Meter|personnes|personas)\b", after):
        return False
    if (
        language == "de"
        and re.match(r"\s[a-zäöü]|[.,;]", after)
        and re.fullmatch(r"1[5-9]\d\d|20\d\d", text[start:end])
    ):
        return True
    if language != "en":
        return bool(_YEAR_WORDS.search(before)) or not after.strip(" .,;:)")
    if re.search(r"(?:^|[\s(])(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Oo]f|year|[Ee]arly|[Ll]ate|[Mm]id)\s$", before):
        return True
    counted = re.match(r"\s(?!(?:and|the|was|is|as|his|its|this|has)\b)[a-z]{2,}s\b", after)
    if counted:
        return False
    return (
        bool(_YEAR_WORDS.search(before))
        or start == 0
        or not after.strip(" .,;:)")
        or bool(re.match(r"\s[^\W\d_]", after))
    )


def to_number(digits: str, language: str = "en") -> float | None:
    """Return the value of a written number, None when it can't be read; the language says what a comma means."""
    text = re.sub(r"[\u2009\u202f\u00a0 ]", "", digits)
    if language in ("en", "ja", "zh", "ko"):
        text = text.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text) else text
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "").replace(",", ".")
    text = text.replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return None


def wrong_values(figure: Figure, *, taken: Collection[str] = (), latest: int = 2026) -> tuple[str, str, str] | None:
    """Return three wrong values in the form of a figure, on steps of its scale that a learner could believe, ascending.

    None where no good ones exist. `taken` are texts that must not come back (they stand in the item, or may be right as
    well); `latest` is the last year that may be named. How many lie below the key follows from the figure itself, so
    that no position teaches the key.
    """
    match figure.kind:
        case FigureKind.YEAR | FigureKind.DECADE | FigureKind.DATE:
            values = _wrong_years(figure, latest)
        case FigureKind.PERCENT:
            values = _wrong_percents(figure)
        case _:
            values = _wrong_numbers(figure)
    texts = [text for text in dict.fromkeys(values) if text != figure.text and text not in taken]
    below = [text for text in texts if _magnitude(text, figure) < figure.value]
    above = [text for text in texts if _magnitude(text, figure) > figure.value]
    want = zlib.crc32(figure.text.encode()) % 4
    want = max(3 - len(above), min(want, len(below)))
    if want > len(below) or len(texts) < 3:
        return None
    chosen = [*below[:want], *above[: 3 - want]]
    chosen.sort(key=lambda text: _magnitude(text, figure))
    return (chosen[0], chosen[1], chosen[2]) if len(chosen) == 3 else None


def _magnitude(text: str, figure: Figure) -> float:
    if figure.kind in (FigureKind.YEAR, FigureKind.DECADE, FigureKind.DATE):
        year = re.search(_YEAR, text)
        return float(year.group()) if year else 0.0
    digits = re.search(_DIGITS, text)
    return (to_number(digits.group(), figure.language) or 0.0) if digits else 0.0


def _wrong_years(figure: Figure, latest: int) -> list[str]:
    """Return years at steps that grow with their distance from today, nearest first on each side."""
    year = int(figure.value)
    if not year:
        return []
    age = max(latest - year, 0)
    step = 4 if age < 60 else 7 if age < 200 else 13
    offsets = (-step, step, -2 * step - 1, 2 * step + 1, -3 * step - 2, 3 * step + 2)
    if figure.kind is FigureKind.DECADE:
        offsets = (-10, 10, -20, 20, -30, 30)
    return [figure.text.replace(str(year), str(year + offset)) for offset in offsets if year + offset <= latest]


def _wrong_percents(figure: Figure) -> list[str]:
    """Return shares on the grid that the key lies on (tens, fives, ones, tenths), inside 0 to 100."""
    if figure.value > 100:
        return _wrong_numbers(figure)
    decimals = _decimals(figure.text)
    if decimals or figure.value < 5:
        return _wrong_numbers(figure, ceiling=100)
    value = int(figure.value)
    grid = 10 if value % 10 == 0 else 5 if value % 5 == 0 else 1
    step = max(grid, round(min(max(value * 0.35, 8), 20) / grid) * grid)
    values = [value - step, value + step, value - 2 * step, value + 2 * step, value - 3 * step, value + 3 * step]
    return [figure.text.replace(str(value), str(other)) for other in values if 0 < other < 100]


_FACTORS = (0.6, 1.5, 0.4, 2.2, 0.25, 3.5)


def _wrong_numbers(figure: Figure, ceiling: float | None = None) -> list[str]:
    """Return values at 0.25 to 3.5 times the key, as round as the key is."""
    digits = re.search(_DIGITS, figure.text)
    if digits is None or figure.value <= 0:
        return []
    decimals = _decimals(figure.text)
    if not decimals and figure.value <= 10:
        options = [int(figure.value) + step for step in (-2, 2, -4, 4, 6)]
        return [figure.text.replace(digits.group(), str(value)) for value in options if value > 1]
    grain = _grain(figure.value, decimals)
    out = []
    for factor in _FACTORS:
        value = round(figure.value * factor / grain) * grain
        if value <= 0 or (ceiling is not None and value >= ceiling) or abs(value - figure.value) < 0.2 * figure.value:
            continue
        out.append(figure.text.replace(digits.group(), _write(value, digits.group(), decimals, figure.language)))
    return out


def _decimals(text: str) -> int:
    found = re.search(r"\d[.,](\d{1,2}|\d{4,})(?!\d)", text)
    return len(found.group(1)) if found else 0


def _grain(value: float, decimals: int) -> float:
    """Return the step that the key is written on: 100 for 2,300, 10 for 180, 0.1 for 9.5."""
    if decimals:
        return float(10**-decimals)
    whole, grain = int(value), 1
    while whole and whole % 10 == 0:
        whole //= 10
        grain *= 10
    if whole >= 100:
        return grain
    return grain if whole >= 10 or grain == 1 else grain / 10 if grain >= 10 and whole < 10 and value >= 100 else grain


def _write(value: float, like: str, decimals: int, language: str) -> str:
    """Return a number written as `like` is: its decimals, its mark for thousands."""
    mark = re.search(r"\d([,.\u2009\u202f\u00a0 ])\d{3}(?!\d)", like)
    point = re.search(r"[.,](?=\d{1,2}$)", like)
    if decimals:
        return f"{value:.{decimals}f}".replace(".", point.group() if point else ".")
    whole = str(round(value))
    grouped = f"{round(value):,}"
    if mark:
        return grouped.replace(",", mark.group(1))
    return grouped if language == "en" and len(whole) > len(re.sub(r"\D", "", like)) else whole
