"""Rules on length: minimum information."""

from __future__ import annotations

import re

from quizgen.item import Kind
from quizgen.problem import Severity
from quizgen.rules.model import Fault, Subject, rule
from quizgen.rules.text import content_words, count_words
from quizgen.rules.words import word_set

_STEM, _CONTEXT, _KEY, _WHY_KEY = 25, 30, 8, 12
_COUNTED = re.compile(r"\b(?:two|three|four|five|six|seven|\d)\b", re.IGNORECASE)


@rule("Q001", "key too long", principle="minimum information", rubric="L")
def key_too_long(subject: Subject) -> Fault | None:
    """A key is one fact: up to 8 words, up to 12 when the stem asks why or how.

    A long key can't be recalled word for word, so nobody knows whether an answer was right. Ask for less, or make
    two items. Options of a multiple-choice item have the same limit. Keys of true/false items are one word by nature,
    and the points of free recall are meant to be long.
    """
    if not subject.asks:
        return None
    limit = _WHY_KEY if re.match(r"(?i)(?:why|how|what happen)", subject.stem) else _KEY
    for text in subject.options or (subject.key,):
        if count_words(text) > limit:
            what = "the key" if text == subject.key else "an option"
            return Fault(f"{what} has {count_words(text)} words", f"shorten it to {limit} words, or ask two questions")
    return None


@rule("Q002", "stem too long", principle="optimise wording", rubric="L")
def stem_too_long(subject: Subject) -> Fault | None:
    """A stem has up to 25 words, a context line up to 30.

    Long stems are recognised by their shape, not understood. Drop what the answer doesn't hang on.
    """
    if subject.kind is Kind.FREE_RECALL:
        return None
    if count_words(subject.filled) > _STEM:
        return Fault(f"the stem has {count_words(subject.filled)} words", f"shorten it to {_STEM} words")
    if count_words(subject.context) > _CONTEXT:
        return Fault(f"the context has {count_words(subject.context)} words", f"shorten it to {_CONTEXT} words")
    return None


@rule("Q003", "enumeration", principle="avoid sets", rubric="M", severity=Severity.WARNING)
def enumeration(subject: Subject) -> Fault | None:
    """A key that lists three or more things is hard to recall and hard to mark.

    Ask for one member with the others shown, or say in the stem how many are wanted ("Which three metals …?").
    """
    if not subject.asks or _COUNTED.search(subject.stem):
        return None
    if re.search(r"[^,\d]+,[^,]+,? (?:and|or|und|oder|et|ou|y|o|e) ", subject.key) or subject.key.count(";") > 1:
        return Fault("the key is a list", "make one item of each member, or say in the stem how many are wanted")
    return None


@rule("Q004", "several questions in one", principle="minimum information", rubric="L")
def several_questions(subject: Subject) -> Fault | None:
    """One item asks one thing: no second question mark, no key in two parts behind a semicolon."""
    if subject.kind is Kind.FREE_RECALL:
        return None
    if subject.prose.count("?") > 1:
        return Fault("the stem asks more than one question", "make one item of each question")
    if subject.asks and ";" in subject.key:
        return Fault("the key holds two answers behind each other", "make one item of each answer")
    return None


@rule("Q006", "too little to go by", principle="context cues", rubric="M")
def too_little(subject: Subject) -> Fault | None:
    """A stem must name what it is about: one word that carries meaning, a cloze or statement two.

    "What is used?" has as many answers as there are notes. A context line counts.
    """
    if subject.kind is Kind.FREE_RECALL or not subject.english:
        return None
    seen = content_words(f"{subject.stem.replace('____', ' ')} {subject.context}")
    if sum(word not in _EMPTY for word in seen) < (1 if subject.asks else 2):
        return Fault("the stem names next to nothing", "say what the question is about")
    return None


_EMPTY = word_set("used done made needed happens happening happened found given meant said important")


@rule("Q013", "vague prompt", principle="optimise wording", rubric="M")
def vague_prompt(subject: Subject) -> Fault | None:
    """Prompts like "What about X?", "Describe X", "Tell me about X" can't be marked: ask for one thing.

    Free recall prompts are meant to be open and are left alone.
    """
    if not subject.asks:
        return None
    vague = re.match(
        r"(?i)(?:what about|how about|describe|discuss|tell me|talk about|what do you (?:know|think)"
        r"|explain\s+\S+\s*[.?]$|what can you say"
        r"|what (?:is|are|was|were) (?:important|interesting|notable|special) about)\b",
        subject.stem,
    )
    return Fault("the prompt is too open to be marked", "ask for one thing") if vague else None
