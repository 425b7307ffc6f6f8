"""The topic line: what a note or deep dive is about, printed above a stem that doesn't say it."""

from __future__ import annotations

import re
from dataclasses import replace

from quizgen.generate.discourse import Discourse
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.sentences import Sentence
from quizgen.generate.subject import chief_name
from quizgen.generate.terms import rank
from quizgen.topic import topic_line

_SPLIT = re.compile(r"\s*[:|]\s+|\s+[\u2014\u2013\u00b7\u2022]\s+|\s+-\s+|(?<=[?!])\s+")
_WITH = re.compile(r"^(?:with|featuring|ft\.?|feat\.?|mit|con|avec)\s", re.IGNORECASE)
_SERIES = re.compile(
    r"(?i)^(?:(?:an?|my|the|some) )?(?:lecture|lec|week|chapter|ch|part|unit|module|session|episode|ep|stop|day|no"
    r"|book notes?|article notes?|reading notes?|lecture notes?|class notes?"
    r"|summary|audio guide|notes?|ask an? \w+|[A-Z]{2,5} ?\d{2,4}[A-Z]?)"
    r"\b[\s\d.,#\w]{0,14}$"
)
_COUNTER = re.compile(
    r"(?i),?\s*\b(?:lectures?|lec\.?|weeks?|chapters?|parts?|units?|modules?|sessions?|episodes?|days?|vol\.?|no\.?)"
    r"\s*#?\d+(?:\s*[-\u2013]\s*\d+)?$|,\s*(?:mon|tue|tues|wed|thu|thur|fri|sat|sun)\w*\b.*$"
)
_LED = re.compile(r"^(?P<who>[A-Z][\w.\u2019-]+(?: [A-Z][\w.\u2019-]+){1,3}) (?:on|explains|talks about) (?=[A-Z])")
_WEAK = word_set(
    """what why who how when where which the a an of in and or to for is are was were my your our notes beyond inside
    guide five ten that this these its it not but with from into just about can cant does did don short brief"""
)
_COMMON = 130
"""Words of English commoner than this say nothing about a subject, unless they are part of a name."""

_PLAIN = 3500
"""A lone word commoner than this doesn't name the subject of a title that has others."""

_AFTERTHOUGHT = re.compile(r"^([^,]{3,}), [a-z]+(?:ed|ing)\b")
_POINTING = re.compile(r"(?i)\b(?:it|its|one|they|them|their|this|that|these|those|you|your|i|my|me|we|us|our|that)\b")


def with_headline(discourse: Discourse) -> Discourse:
    """Return the discourse with its headline, and the words of it that recur.

    The headline is what names the subject: the part of the title that does, with the note's chief name behind it in
    brackets where no word of the title comes back in the text.
    """
    title = _title(discourse)
    told = frozenset(word for word in _telling(title) if _count(word, discourse) > 1)
    found = replace(
        discourse,
        headline=title,
        headline_words=frozenset(word for word in told if _count(word, discourse) > 2),
        naming=_naming(title, told),
    )
    if told or not title:
        return found
    chief = chief_name(found)
    words = frozenset(_telling(chief))
    if not chief or words & frozenset(_telling(title)):
        return found
    return replace(found, headline=f"{title} ({chief})", headline_words=words, naming=words)


def topic_lines(sentence: Sentence, discourse: Discourse) -> tuple[str, ...]:
    """Return "Topic: title \u2013 heading", "Topic: title" and "Topic: heading", as far as they name the subject.

    The title loses its guest, its series and the part before or after a colon that names fewer of the note's words. The
    heading is added where its words stand in the text below it.
    """
    title, below = discourse.headline, _heading(sentence, discourse)
    lines = []
    if title and below and below.lower() not in title.lower():
        lines.append(f"{title} \u2013 {below}")
    if title:
        lines.append(title)
        bare = re.sub(r" \([^()]*\)$", "", title)
        lines += [bare] if bare != title else []
    named = any(word in discourse.upper for word in re.findall(r"[^\W\d_]{4,}", below)[1:])
    if below and (named or not title):
        lines.append(below)
    return tuple(topic_line(line, discourse.note.language) for line in lines)


def names_topic(stem: str, discourse: Discourse) -> bool:
    """Return whether a stem itself says what the note is about: all words of the headline that recur stand in it."""
    roots = {word[:5] for word in re.findall(r"[^\W\d_]{2,}", stem.lower())}
    return bool(discourse.naming) and all(word[:5] in roots for word in discourse.naming)


def _naming(title: str, told: frozenset[str]) -> frozenset[str]:
    """Return the words that name the subject, none where a lone plain one of several is all that recurs."""
    lone = len(told) == 1 and len(_telling(title)) > 1 and all(rank(word) < _PLAIN for word in told)
    return frozenset() if lone else told


def _title(discourse: Discourse) -> str:
    text = discourse.note.title.text.strip()
    if text.isupper():
        text = text.capitalize()
    aside = re.search(r"\s*\(([^()]*)\)\s*$", text)
    if aside and not any(_count(word, discourse) > 2 for word in _telling(aside[1])):
        text = text[: aside.start()]
    pieces = [re.sub(r"\s*\([^()]*\d[^()]*\)$", "", _piece(piece, discourse)) for piece in _SPLIT.split(text)]
    pieces = [piece for piece in pieces if piece and not _WITH.match(piece) and not _SERIES.match(piece)]
    kept = [piece for piece in pieces if piece not in discourse.guests] or pieces
    if not kept:
        return ""
    scored = [(_weight(piece, discourse), -at, piece) for at, piece in enumerate(kept)]
    best = max(scored)[2]
    short = [piece for piece in kept if len(piece.split()) <= 3 and not piece.endswith("?")]
    whole = ": ".join(kept) if len(kept) == 2 and short == kept and not _POINTING.search(" ".join(kept)) else best
    return whole if text[:1].islower() else whole[:1].upper() + whole[1:]


def _piece(text: str, discourse: Discourse) -> str:
    """Return a part of a title without its quotes, its number in a series, its speaker and an afterthought."""
    text = text.strip(' "\u201c\u201d').rstrip(".!")
    text = _COUNTER.sub("", text)
    led = _LED.match(text)
    if led and led["who"] in discourse.guests | frozenset(discourse.persons):
        text = text[led.end() :]
    after = _AFTERTHOUGHT.match(text)
    if after and _weight(after[1], discourse) >= _weight(text[after.end(1) :], discourse):
        text = after[1]
    return text.strip(" ,;")


def _telling(text: str) -> list[str]:
    """Return the lower-case words of a phrase that can tell a subject: no function words, nothing very common."""
    found = [match[0] for match in re.finditer(r"[^\W\d_]{2,}", text.replace("'s", "").replace("\u2019s", ""))]
    return [
        word.lower()
        for word in found
        if word.lower() not in _WEAK and ((len(word) > 2 and rank(word.lower()) >= _COMMON) or word.isupper())
    ]


def _weight(text: str, discourse: Discourse) -> float:
    """Return in how many sentences the words of a phrase stand, each counted up to five times, rare ones for more."""
    counts = {word: min(5, _count(word, discourse)) for word in _telling(text)}
    return sum(count * (1.5 if rank(word) > 3000 else 1.0) for word, count in counts.items())


def _count(word: str, discourse: Discourse) -> int:
    forms = (word, word.rstrip("s"), word + "s", word[:-2] if word.endswith("es") else word)
    return max(discourse.counts.get(form, 0) for form in forms)


_NUMBERED = re.compile(
    r"(?i)^(?:\d+(?:\.\d+)*[.)]\s+|(?:part|chapter|step|stop|section|lesson|week|day)\s+\d+[.:)\s]\s*)"
)
_PLACES = word_set("at a glance overview introduction summary background context conclusion tools steps examples notes")


def _heading(sentence: Sentence, discourse: Discourse) -> str:
    if not sentence.trail:
        return ""
    text = re.sub(r"\s*\([^()]*\)$", "", _NUMBERED.sub("", sentence.section.strip())).strip(" .:")
    if text.endswith(("?", "!")) or '"' in text or not 0 < len(text.split()) <= 6 or _POINTING.search(text):
        return ""
    if re.search(r"^\d|^(?:What|How|Why|Who|Where|When)\b", text) or set(text.lower().split()) <= _PLACES:
        return ""
    told = {word.rstrip("s") for word in re.findall(r"[^\W\d_]{4,}", text.lower())}
    found = any(root in text for text in _section_texts(sentence, discourse) for root in told)
    return text if found else ""


def _section_texts(sentence: Sentence, discourse: Discourse) -> list[str]:
    return [other.sentence.text.lower() for other in discourse.analyses if other.sentence.section == sentence.section]
