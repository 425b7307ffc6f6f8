"""Worth: which sentences are asked at all, and the stable reason why the others are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import TALK, Discourse
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word
from quizgen.generate.sentences import Place
from quizgen.note import Shape

_FIRST_PERSON = word_set("i me my mine myself")
_WE = word_set("we us our ours ourselves")
_SECOND_PERSON = word_set("you your yours yourself")
_PROGRAMME = re.compile(
    r"(?i)\b(?:(?:this|today's|our|the (?:next|last|previous|full|whole)|next|last) episode"
    r"|(?:this|the|our|her|his|my) (?:podcast|newsletter)|(?:our|your|today's|the episode's) sponsors?"
    r"|(?:tells?|reminds?|urges?|invites?|gives?|leaves?|encourages?|asks?|offers?|for|our) listeners"
    r"|listener [A-Z]\w+|listeners (?:will|can|may|get|hear|learn|come)"
    r"|(?:hit|please|to) subscribe|subscribe (?:so|now|on|wherever)"
    r"|(?:our|your|co-?)\s?hosts?|tune in|our guest|show notes|(?:full|read the) transcript (?:below|here|at|of)"
    r"|must-listen|this (?:show|series|video|talk|chapter|section|lecture|article)|hit play)\b"
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
    if _speaks(analysis, _FIRST_PERSON) or _tells_of_us(analysis):
        return "first person"
    if sentence.place is not Place.DIVE and _speaks(analysis, _SECOND_PERSON):
        return "second person"
    if _PROGRAMME.search(text) or _host_talks(analysis):
        return "programme"
    if _guest_talks(analysis, discourse):
        return "guest"
    return ""


def _speaks(analysis: Analysis, forms: frozenset[str]) -> bool:
    """Return whether a pronoun of these forms stands outside quotation marks."""
    return any(word.text.lower() in forms for word in _pronouns(analysis))


def _tells_of_us(analysis: Analysis) -> bool:
    """Return whether "we" did something: a "we" of the present may be everybody, one of the past are the writers."""
    return any(word.text.lower() in _WE and _past(analysis, word) for word in _pronouns(analysis))


def _past(analysis: Analysis, word: Word) -> bool:
    """Return whether the verb that a word depends on, or an auxiliary of it, is in the past or the perfect."""
    words, at = analysis.words, word
    while at.head != at.i and at.pos not in ("VERB", "AUX"):
        at = words[at.head]
    group = (at, *(words[k] for k in analysis.parse.children[at.i] if words[k].dep in ("aux", "auxpass")))
    return any(one.tag == "VBD" for one in group) or (at.tag == "VBN" and any(one.lemma == "have" for one in group))


def _pronouns(analysis: Analysis) -> Iterator[Word]:
    """Yield the personal pronouns outside quotation marks that aren't part of a compound."""
    quoted, text = False, analysis.sentence.text
    for word in analysis.words:
        if word.text in ('"', "\u201c", "\u201d"):
            quoted = not quoted
            continue
        joined = "-" in (text[word.start - 1 : word.start], text[word.end : word.end + 1])
        if quoted or joined or word.tag not in ("PRP", "PRP$") or word.text == "US":
            continue
        yield word


def _host_talks(analysis: Analysis) -> bool:
    """Return whether "the host" does what hosts of a programme do; hosts of parasites, cells and banquets don't."""
    words = analysis.words
    hosts = (word for word in words if word.lemma.lower() == "host" and word.dep in ("nsubj", "nsubjpass"))
    return any(words[word.head].lemma.lower() in TALK for word in hosts)


def _guest_talks(analysis: Analysis, discourse: Discourse) -> bool:
    """Return whether the sentence names a guest: what it says is then a report of what was said."""
    return any(name in analysis.sentence.text for name in sorted(discourse.guests))
