"""Rules on the blank of a cloze."""

from __future__ import annotations

import re

from quizgen.item import BLANK, Cloze, Kind
from quizgen.rules.model import Fault, Subject, rule
from quizgen.rules.text import content_words, count_words, has_digit, tokens, words_of
from quizgen.rules.words import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    EVALUATIVE,
    FUNCTION_WORDS,
    GENERIC_NOUNS,
    MONTHS,
    PREPOSITIONS,
    WEEKDAYS,
    word_set,
)

_KEY_WORDS = 5


@rule("Q014", "blank of the wrong number or size", principle="cloze: one small gap", rubric="C")
def blank_size(subject: Subject) -> Fault | None:
    """A cloze has one blank (`____`) that hides up to five words and not half of the sentence."""
    if not isinstance(subject.question, Cloze):
        return None
    blanks = subject.stem.count(BLANK)
    if blanks != 1:
        return Fault(f"the stem has {blanks} blanks", f"write exactly one blank ({BLANK})")
    hidden = count_words(subject.key)
    if hidden > _KEY_WORDS:
        return Fault(f"the blank hides {hidden} words", f"hide up to {_KEY_WORDS}")
    shown = [word for word in words_of(subject.stem.replace(BLANK, " ")) if word]
    if subject.spaceless:
        return None
    if "=" in subject.stem or "$" in subject.stem:
        return None
    if len(shown) < 3 or (
        subject.english and not subject.context and not content_words(subject.stem.replace(BLANK, " "))
    ):
        return Fault("too little is left to point at the answer", "show more of the sentence")
    return None


@rule("Q024", "generic blank", principle="hide what is worth knowing", rubric="C")
def generic_blank(subject: Subject) -> Fault | None:
    """The blank hides a word that teaches nothing: "process", "role", "important", "different ways", "was".

    Hide a term, a name, a number or the word that carries the contrast.
    """
    if not subject.english or subject.kind is not Kind.CLOZE:
        return None
    words = [word for word in words_of(subject.key) if word not in ARTICLES]
    if not words or has_digit(subject.key):
        return None
    last = words[-1]
    generic = last in GENERIC_NOUNS and all(
        word in EVALUATIVE or word in GENERIC_NOUNS or word in FUNCTION_WORDS for word in words[:-1]
    )
    empty = all(word in FUNCTION_WORDS for word in words)
    if len(words) > 1 and all(word in EVALUATIVE for word in words):
        generic = True
    if len(words) == 1 and last in _DULL:
        generic = True
    if generic or empty:
        return Fault(f"{subject.key!r} is a word for anything", "hide a term, a name or a number")
    return None


_DULL = word_set(
    """important significant major key crucial essential vital great good unique special particular certain various
    different impressive notable interesting exciting effective successful useful widespread considerable substantial
    traditional"""
)


@rule("Q026", "blank cuts a name, number or phrase", principle="hide a whole unit", rubric="C")
def cut_unit(subject: Subject) -> Fault | None:
    """The blank takes half of a name ("the Great ____ Reef"), of a hyphenated word or of a number, or runs on too far.

    Hide the whole name or term, nothing before it and nothing after it.
    """
    if not isinstance(subject.question, Cloze) or subject.stem.count(BLANK) != 1 or subject.spaceless:
        return None
    before, after = subject.stem.split(BLANK)
    hint = "hide the whole name, term or number, and nothing else"
    numeric_key = has_digit(subject.key)
    if (
        re.search(r"[^\W\d_][-\u2010\u2011]$|\w$", before)
        or (re.match(r"[-\u2010\u2011]\w", after) and not numeric_key)
        or re.match(r"\w", after)
    ):
        return Fault("the blank stands inside a word", hint)
    if re.search(r"\d[.,:/]$", before) or re.match(r"[.,:/]\d", after):
        return Fault("the blank stands inside a number", hint)
    if subject.key in ("BC", "AD", "BCE", "CE"):
        return Fault("the blank stands inside a date", hint)
    if subject.english:
        edge = _ragged(subject.key)
        if edge:
            return Fault(f"the hidden stretch {edge}", hint)
    if subject.note.language == "de":
        return None
    return Fault("the blank takes part of a name", hint) if _half_name(before, after, subject.key) else None


def _ragged(key: str) -> str | None:
    words = words_of(key)
    if len(words) < 2:
        return None
    if words[-1] in PREPOSITIONS | CONJUNCTIONS | ARTICLES | {
        "which",
        "who",
        "whose",
        "is",
        "are",
        "was",
        "were",
        "its",
        "their",
    } - {"up", "off", "down", "out"}:
        return f"ends with {words[-1]!r}"
    if words[0] in CONJUNCTIONS - {"that", "whether", "so"} or words[0] in AUXILIARIES:
        return f"begins with {words[0]!r}"
    return None


def _half_name(before: str, after: str, key: str) -> bool:
    """Whether a capitalised neighbour belongs to the hidden name."""
    if not key or has_digit(key) or any(word in MONTHS | WEEKDAYS for word in words_of(key)):
        return False
    left = re.search(r"(?:^|[\s(\"“])([A-ZÀ-Þ][\w.’'-]*) $", before)
    right = re.match(r" ([A-ZÀ-Þ][\w’'-]+)", after)
    first, last = key[0].isupper(), key.split()[-1][0].isupper()
    if (
        right
        and last
        and tokens(right.group(1))[0].low not in FUNCTION_WORDS
        and right.group(1).lower() not in MONTHS | WEEKDAYS
    ):
        return True
    if not left or not first:
        return False
    word = left.group(1)
    opens = left.start(1) == 0 or before[: left.start(1)].rstrip().endswith((".", "!", "?", ":"))
    lead = before[: left.start(1)].split()
    while lead and lead[-1][0].isupper() and len(lead) > 1:
        lead.pop()
    opens = opens or (len(lead) == 1 and lead[0].lower() in PREPOSITIONS) or word.endswith(("'s", "’s", "s'", "s’"))
    return (
        not opens
        and tokens(word)[0].low not in FUNCTION_WORDS
        and tokens(word)[0].low not in MONTHS | WEEKDAYS | _TITLES
    )


_TITLES = word_set(
    """president emperor king queen prince princess pope sir lord lady dr mr mrs ms professor chancellor justice general
    captain admiral saint minister secretary senator inspector commissioner director mount lake fort cape port"""
)
