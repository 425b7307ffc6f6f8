"""The topic line: what a note or deep dive is about, printed above a stem that doesn't say it."""

from __future__ import annotations

import re
from dataclasses import replace

from quizgen.generate.discourse import Discourse
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.sentences import Sentence

_SPLIT = re.compile(r"\s*[:|]\s+|\s+[\u2014\u2013]\s+|\s+-\s+")
_WITH = re.compile(r"^(?:with|featuring|ft\.?|feat\.?|mit|con|avec)\s", re.IGNORECASE)
_SERIES = re.compile(
    r"(?i)^(?:lecture|lec|week|chapter|ch|part|unit|module|episode|ep|stop|no|book notes?|article notes?|reading notes?"
    r"|summary|audio guide|notes?|ask an? \w+|[A-Z]{2,5} ?\d{2,4})\b[\s\d.,#\w]{0,14}$"
)
_WEAK = word_set(
    "what why how who when where the a an of in and or to for is are my notes beyond inside guide five ten"
)


def with_headline(discourse: Discourse) -> Discourse:
    """Return the discourse with the part of the title that names the subject, and those of its words that recur."""
    title = _title(discourse)
    found = {word.lower() for word in re.findall(r"[^\W\d_]{3,}", title)} - _WEAK
    told = frozenset(word for word in found if _count(word, discourse) > 2)
    return replace(discourse, headline=title, headline_words=told)


def topic_lines(sentence: Sentence, discourse: Discourse) -> tuple[str, ...]:
    """Return "Topic: title \u2013 heading" and "Topic: title", as far as they name the subject.

    The title loses its guest, its series and the part before or after a colon that names fewer of the note's words. The
    heading is added where its words stand in the text below it; it stands alone where the title won't do and it holds
    a name.
    """
    title, below = discourse.headline, _heading(sentence, discourse)
    if title and below and below.lower() not in title.lower():
        return (f"Topic: {title} \u2013 {below}", f"Topic: {title}")
    if title:
        return (f"Topic: {title}",)
    named = any(word in discourse.upper for word in re.findall(r"[^\W\d_]{4,}", below)[1:])
    return (f"Topic: {below}",) if named else ()


def _title(discourse: Discourse) -> str:
    text = re.sub(r"\s*\([^()]*\)\s*$", "", discourse.note.title.text.strip())
    pieces = [piece.strip(' "\u201c\u201d') for piece in _SPLIT.split(text)]
    pieces = [piece for piece in pieces if piece and not _WITH.match(piece) and not _SERIES.match(piece)]
    scored = [(_weight(piece, discourse), -at, piece) for at, piece in enumerate(pieces)]
    best = max(scored, default=(0, 0, ""))
    return best[2].rstrip(".") if best[0] > 3 else ""


def _weight(text: str, discourse: Discourse) -> int:
    """Return in how many sentences the words of a phrase stand, each word counted up to five times."""
    found = {word.lower() for word in re.findall(r"[^\W\d_]{3,}", text)} - _WEAK
    return sum(min(5, _count(word, discourse)) for word in found if _count(word, discourse) > 2)


def _count(word: str, discourse: Discourse) -> int:
    return max(discourse.counts.get(form, 0) for form in (word, word.rstrip("s"), word + "s"))


def _heading(sentence: Sentence, discourse: Discourse) -> str:
    text = sentence.section.strip()
    if not sentence.trail or text.endswith(("?", "!")) or '"' in text or len(text.split()) > 5:
        return ""
    if re.search(r"\d{4}|^\d|^(?:What|How|Why|Who|Where|When)\b", text):
        return ""
    own = " ".join(
        other.sentence.text.lower() for other in discourse.analyses if other.sentence.section == sentence.section
    )
    told = [word for word in re.findall(r"[^\W\d_]{4,}", text.lower()) if word.rstrip("s") in own]
    return text if told else ""
