"""Terms that are figures: dates, measures, ranges, and numbers written in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.generate.clauses import Analysis
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.numbers import FigureKind, figures
from quizgen.generate.parse import Word
from quizgen.generate.term import Term, TermKind
from quizgen.rules.words import NUMBER_WORDS


def dated_and_measured(analysis: Analysis) -> Iterator[Term]:
    """Yield dates, years, money, shares and numbers that count or measure something, without their unit."""
    starts = {word.start: word.i for word in analysis.words}
    ends = {word.end: word.i for word in analysis.words}
    for figure in figures(analysis.sentence.text):
        start, end = starts.get(figure.start), ends.get(figure.end)
        if start is None or end is None or analysis.words[start].literal:
            continue
        if analysis.words[start].aside and end + 1 < len(analysis.words) and analysis.words[end + 1].aside:
            continue
        after = analysis.sentence.text[figure.end : figure.end + 1]
        if after in ("\u2026", "=") or re.match(r"\.\w|\.\.", analysis.sentence.text[figure.end :]):
            continue
        if after in ("-", "\u2011") and figure.kind is FigureKind.NUMBER:
            continue
        before = analysis.words[start - 1] if start else None
        if (
            figure.kind is FigureKind.NUMBER
            and before is not None
            and before.text[:1].isupper()
            and before.pos == "PROPN"
        ):
            continue
        if figure.kind is FigureKind.NUMBER and analysis.parse.text(start, end + 1) == "1":
            continue
        if figure.kind is FigureKind.NUMBER and not figure.unit and not _measured(analysis, start):
            continue
        bare_year = figure.kind is FigureKind.YEAR and analysis.words[start].dep in ("nummod", "compound", "nmod")
        owned = before is not None and before.tag in ("PRP$", "POS")
        if bare_year and (owned or figure.value < 1500):
            continue
        if (
            figure.kind is FigureKind.DATE
            and not figure.value
            and not re.search(r"\b1\d{3}\b|\b20\d\d\b", analysis.sentence.text)
        ):
            continue
        text = analysis.sentence.text
        if re.search(r"\d \w+ and $", text[: figure.start]) or re.match(r" \w+ and \d", text[figure.end :]):
            continue
        dated = figure.kind in (FigureKind.YEAR, FigureKind.DATE, FigureKind.DECADE)
        yield Term(
            start=start,
            end=end + 1,
            kind=TermKind.DATE if dated else TermKind.FIGURE,
            weight=1.6 if bare_year else 2.3 if dated else 2.6,
        )


_RANGE = re.compile(
    r"(?<![\w.,$-])\d[\d.,]*%?(?: to |\u2013)\d[\d.,]*\d%?(?![\w-])|(?<![\w.,$-])\d%?(?: to |\u2013)\d%?(?![\w.,-])"
)


_BETWEEN = re.compile(r"(?i)\bbetween (\S+ and \S+?)(?=[,;:.]?(?:\s|$))")


def bounds(analysis: Analysis) -> Iterator[Term]:
    """Yield the two bounds of "between 1,500 and 2,000 eggs", "between five and nine items", hidden together."""
    starts = {word.start: word.i for word in analysis.words}
    ends = {word.end: word.i for word in analysis.words}
    for match in _BETWEEN.finditer(analysis.sentence.text):
        start, end = starts.get(match.start(1)), ends.get(match.end(1))
        if start is None or end is None or re.search(r"1[5-9]\d\d$|20\d\d$", match[1]):
            continue
        words = analysis.words[start : end + 1]
        if all(word.text[:1].isdigit() or _number_word(word) for word in (words[0], words[-1])):
            yield Term(start=start, end=end + 1, kind=TermKind.FIGURE, weight=2.7)


def ranges(analysis: Analysis) -> Iterator[Term]:
    """Yield ranges of measures ("2% to 3%", "4.2 to 4.5"), hidden whole; ranges of years are left alone."""
    starts = {word.start: word.i for word in analysis.words}
    ends = {word.end: word.i for word in analysis.words}
    for match in _RANGE.finditer(analysis.sentence.text):
        start, end = starts.get(match.start()), ends.get(match.end())
        if start is not None and end is not None and not re.search(r"1[5-9]\d\d|20\d\d", match[0]):
            yield Term(start=start, end=end + 1, kind=TermKind.FIGURE, weight=2.6)


_YEARS = re.compile(r"(?i)\b(?:the (\d{4}s and \d{4}s)|(?:between|from) (\d{4} (?:and|to) \d{4}))(?![\w-])")


def spans_of_years(analysis: Analysis) -> Iterator[Term]:
    """Yield two decades or the two years of a span, hidden together: "the 1980s and 1990s", "between 1914 and 1918"."""
    starts = {word.start: word.i for word in analysis.words}
    ends = {word.end: word.i for word in analysis.words}
    for match in _YEARS.finditer(analysis.sentence.text):
        at = 1 if match[1] else 2
        start, end = starts.get(match.start(at)), ends.get(match.end(at))
        if start is not None and end is not None:
            yield Term(start=start, end=end + 1, kind=TermKind.DATE, weight=2.4)


def _measured(analysis: Analysis, i: int) -> bool:
    """Return whether a bare number counts or measures something: a modifier, or behind "magnitude of", "pH"."""
    word = analysis.words[i]
    return word.dep in ("nummod", "pobj", "attr") and word.ent not in ("DATE", "PERSON", "ORG", "PRODUCT")


_SMALL = word_set("one two first second third")


def counts(analysis: Analysis) -> Iterator[Term]:
    """Yield number words that count or share out: "forty-nine", "two-thirds", "six"; no list that can be counted."""
    words = analysis.words
    listed = analysis.sentence.text.count(",") >= 2 or ":" in analysis.sentence.text
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and _number_word(words[end]) and words[end].piece == words[at].piece:
            end += 1
        joined = end > at and end + 1 < len(words) and words[end].text.lower() == "to" and _number_word(words[end + 1])
        if joined:
            end += 2
        before = words[at - 1].text.lower() if at else ""
        if (
            end > at
            and before not in ("a", "an", "of", "-", "several", "many", "few", "some")
            and not before[:1].isdigit()
        ):
            text = analysis.parse.text(at, end).lower()
            trailing = words[end - 1].text in ("-",)
            lone_share = end == at + 1 and text.endswith(("rds", "ths"))
            small = text in _SMALL or lone_share or (listed and text in ("three", "four", "five", "six"))
            following = words[end].text.lower() if end < len(words) else ""
            if not trailing and not small and following not in ("of", "-", "and", "or", "to") and not words[at].aside:
                yield Term(start=at, end=end, kind=TermKind.COUNT, weight=1.9)
        at = max(end, at + 1)


def _number_word(word: Word) -> bool:
    if word.text == "-":
        return word.dep == "punct"
    low = word.text.lower()
    return low in NUMBER_WORDS and low not in _NO_COUNT and word.pos in ("NUM", "NOUN")


_NO_COUNT = word_set("none no zero several few once twice single double couple pair second first half quarter")
