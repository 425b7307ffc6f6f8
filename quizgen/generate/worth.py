"""Worth: which sentences are asked at all, and the stable reason why the others are not."""

from __future__ import annotations

import re

from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import Discourse
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.sentences import Place
from quizgen.note import Shape

_FIRST_PERSON = word_set("i me my mine we us our ours myself ourselves")
_SECOND_PERSON = word_set("you your yours yourself")
_PROGRAMME = re.compile(
    r"(?i)\b(?:episode|podcast|listeners?|subscribe|newsletter|sponsors?|(?:the|our|your|co-?)\s?hosts?|tune in"
    r"|our guest|this (?:show|series|video|talk|chapter|section|lecture|article)|show notes|transcript"
    r"|must-listen|hit play)\b"
)
_DO = re.compile(
    r"(?i)^(?:\[[ x]\]|todo\b|to do\b|see also\b|cf\.|exercise\b|homework\b|question:|q:|ask\b|check\b.*\?)"
)


def unworthy(analysis: Analysis, discourse: Discourse) -> str:
    """Return why the sentence gives no items: a short stable phrase; empty when it may give some."""
    sentence = analysis.sentence
    text = sentence.text
    if sentence.place is Place.SUMMARY and (discourse.note.takeaways or discourse.note.deep_dives):
        return "summary"
    if text.rstrip("\"')\u201d").endswith("?"):
        return "question"
    if _DO.search(text):
        return "task"
    if "\u2192" in text or "->" in text:
        return "fragment"
    if text.rstrip().endswith(":") or (sentence.shape is Shape.CALLOUT and len(text.split()) < 4):
        return "lead-in"
    if _speaks(analysis, _FIRST_PERSON):
        return "first person"
    if sentence.place is not Place.DIVE and _speaks(analysis, _SECOND_PERSON):
        return "second person"
    if _PROGRAMME.search(text):
        return "programme"
    if _guest_talks(analysis, discourse):
        return "guest"
    return ""


def _speaks(analysis: Analysis, forms: frozenset[str]) -> bool:
    """Return whether a pronoun of these forms stands outside quotation marks."""
    quoted = False
    for word in analysis.words:
        if word.text in ('"', "\u201c", "\u201d"):
            quoted = not quoted
        elif not quoted and word.tag in ("PRP", "PRP$") and word.text.lower() in forms and word.text != "US":
            return True
    return False


def _guest_talks(analysis: Analysis, discourse: Discourse) -> bool:
    """Return whether the sentence names a guest: what it says is then a report of what was said."""
    return any(name in analysis.sentence.text for name in sorted(discourse.guests))
