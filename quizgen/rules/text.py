"""Plain-text helpers of the rules: tokens, masks for what isn't prose, content words, roots."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from quizgen.rules.words import FUNCTION_WORDS, NUMBER_WORDS, word_list
from quizgen.topic import topic_of

MASK = "Xx"
"""Stands for a quotation, a piece of code or a formula: a name that no rule knows."""

_QUOTED = re.compile(
    r"\"[^\"]{1,400}\"|\u201c[^\u201d\u201c\u201e]{1,400}\u201d|\u201e[^\u201c\u201d]{1,400}[\u201c\u201d]|«[^»]{1,400}»"
)
_MATH = re.compile(r"(?<![\w$])\$(?!\s)[^$\n]{1,300}(?<!\s)\$(?![\w$])")
_CODE = re.compile(r"`[^`\n]{1,300}`")
_TOKEN = re.compile(r"____|[^\W_]+(?:['’.\-][^\W_]+)*['’]?|[^\w\s]|_")
_SUFFIXES = word_list(
    """ations ation ically ities ments ment ness ings ing ies ity ism ist ive ous ial ally ical ion ions ers er ed es al
    ic ly s e y"""
)
"""Common endings, longer ones before the shorter ones that they end in."""

_BY_LETTER = {letter: tuple(s for s in _SUFFIXES if s[-1] == letter) for letter in sorted({s[-1] for s in _SUFFIXES})}


class Token(NamedTuple):
    """A word or mark: its text, the same folded for comparing, and where it starts."""

    text: str
    low: str
    start: int

    @property
    def word(self) -> bool:
        """Whether this is a word or number, not a mark or a blank."""
        return self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        """Whether the word starts with a capital."""
        return self.text[0].isupper()


_TOLD = re.compile(r".+?[.?!][\"')\]\u201d\u2019]* \S.*[.!\u2026][\"')\]\u201d\u2019]*$")


def topic_only(context: str) -> bool:
    """Return whether a context line says no more than "Topic: ...": no sentence of the text stands behind it."""
    topic = topic_of(context)
    return bool(topic) and _TOLD.match(topic) is None


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words, marks and blanks of a text in order."""
    if text.isascii():  # then the folded text has the same places
        low = text.lower()
        spans = [match.span() for match in _TOKEN.finditer(text)]
        return tuple([Token(text[start:end], low[start:end], start) for start, end in spans])
    return tuple([Token(match[0], fold(match[0]), match.start()) for match in _TOKEN.finditer(text)])


def fold(text: str) -> str:
    """Return a text in lower case with straight apostrophes, for comparing."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).replace("’", "'").casefold()


@lru_cache(maxsize=4096)
def masked(text: str, literal: tuple[str, ...] = ()) -> str:
    """Return a text with quotations, code, formulas and the `literal` stretches replaced by a neutral name."""
    for stretch in literal:
        if len(stretch) > 1 or not stretch.isalnum():
            text = text.replace(stretch, MASK)
    for pattern in (_CODE, _MATH, _QUOTED):
        text = pattern.sub(MASK, text)
    return text


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded, without a possessive ending."""
    lows = _TOKEN.findall(text.lower()) if text.isascii() else [token.low for token in tokens(text)]
    return tuple([bare(low) for low in lows if low[0].isalnum()])


def bare(word: str) -> str:
    """Return a folded word without `'s` or a trailing apostrophe."""
    return word.removesuffix("'s").rstrip("'")


@lru_cache(maxsize=4096)
def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that carry meaning: no articles, prepositions, auxiliaries, pronouns."""
    return tuple([word for word in words_of(text) if word not in FUNCTION_WORDS])


@lru_cache(maxsize=16384)
def root(word: str) -> str:
    """Return a rough root: a folded word without one common English ending, never shorter than four letters."""
    for suffix in _BY_LETTER.get(word[-1:], ()):
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def count_words(text: str) -> int:
    """Return how many words a reader counts: tokens between blanks that hold a letter, a digit or a blank to fill."""
    return sum(1 for part in text.split() if any(letter.isalnum() for letter in part) or "____" in part)


def has_digit(text: str) -> bool:
    """Whether a text holds a digit."""
    return any(letter.isdigit() for letter in text)


def numeric(text: str) -> bool:
    """Whether a text says a number, in digits or in words."""
    return has_digit(text) or any(part in NUMBER_WORDS for word in words_of(text) for part in word.split("-"))


def normal(text: str) -> str:
    """Return a text as its folded words, for telling whether two texts say the same."""
    return " ".join(token.low for token in tokens(text) if token.word or token.text == "____")
