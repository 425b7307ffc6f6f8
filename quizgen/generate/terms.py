"""Terms: the words of a sentence that are worth hiding, each with a weight that says how much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import Discourse
from quizgen.generate.inflect import is_base, known
from quizgen.generate.term import COMMON, FAMILIAR, Term, TermKind, rank
from quizgen.generate.term_figures import bounds, counts, dated_and_measured, ranges, spans_of_years
from quizgen.generate.term_names import names
from quizgen.generate.term_nouns import defined, is_verb, marked, nouns
from quizgen.generate.term_phrases import compounds_of_names, foreign_words, fractions, phrases
from quizgen.rules.words import FUNCTION_WORDS

__all__ = ["COMMON", "FAMILIAR", "Term", "TermKind", "rank", "terms"]


def terms(analysis: Analysis, discourse: Discourse) -> tuple[Term, ...]:
    """Return the terms of a sentence, the weightiest first; none overlaps a weightier one with another start or end.

    None where a main verb can be no verb by the dictionary: the parse is wrong then.
    """
    if any(known(verb) and not is_verb(verb) for verb in _verbs(analysis)):
        return ()
    found = [
        *ranges(analysis),
        *spans_of_years(analysis),
        *bounds(analysis),
        *dated_and_measured(analysis),
        *counts(analysis),
        *names(analysis, discourse),
        *marked(analysis),
        *defined(analysis),
        *nouns(analysis, discourse),
        *compounds_of_names(analysis),
        *foreign_words(analysis),
        *fractions(analysis),
        *phrases(analysis, discourse),
    ]
    found = [
        term
        for term in found
        if _sound(analysis, term) and _whole(analysis, term) and not _topical(analysis, discourse, term)
    ]
    kept: list[Term] = []
    for term in sorted(found, key=lambda term: (-term.weight, term.start, -term.end)):
        if all(term.end <= other.start or other.end <= term.start for other in kept):
            kept.append(term)
    return tuple(kept)


def _sound(analysis: Analysis, term: Term) -> bool:
    """Return whether the piece of the sentence that the term stands in was parsed as a clause."""
    if term.kind not in (TermKind.COMPOUND, TermKind.NOUN, TermKind.PHRASE):
        return True
    piece = analysis.words[term.start].piece
    words = [word for word in analysis.words if word.piece == piece]
    if not any(
        analysis.words[i].pos in ("VERB", "AUX") for i in analysis.parse.roots if analysis.words[i].piece == piece
    ):
        return len(words) < 6 or "," in [word.text for word in words]
    if _bounded(analysis, term):
        return True
    doubtful = [clause for clause in analysis.clauses if clause.doubts]
    return not any(
        analysis.parse.left[clause.verb] <= term.start < analysis.parse.right[clause.verb] + 1 for clause in doubtful
    )


def _bounded(analysis: Analysis, term: Term) -> bool:
    """Return whether the words around a term show its ends, whatever the tree says: "of calcium carbonate,"."""
    words = analysis.words
    before = words[term.start - 1] if term.start else None
    after = words[term.end] if term.end < len(words) else None
    opened = before is not None and (before.tag in ("IN", "DT", "PRP$") or before.text == ",")
    closed = after is None or after.tag in ("IN", "CC", "WDT", "WP") or after.text in (",", ".", ";", ":", ")")
    return opened and closed


def _verbs(analysis: Analysis) -> Iterator[str]:
    """Yield the main verbs of the sentence's clauses, in lower case."""
    for clause in analysis.clauses:
        word = analysis.words[clause.verb]
        if word.pos == "VERB" and word.text.isalpha() and not word.literal:
            yield word.text.lower()


def _whole(analysis: Analysis, term: Term) -> bool:
    """Return whether a term takes no half of a word, name or phrase."""
    words = analysis.words
    if term.end - term.start > 6:
        return False
    before = words[term.start - 1] if term.start else None
    after = words[term.end] if term.end < len(words) else None
    if (
        before is not None
        and not before.space
        and before.text not in ("(", '"', "``", "\u201c", "[", "\u2014", "'", "$")
    ):
        return False
    if (
        after is not None
        and not words[term.end - 1].space
        and (after.text[:1].isalnum() or after.text in ("-", "/", "\u2011", "\u2013"))
    ):
        return False
    if after is not None and (
        after.text.lower() in ("one", "ones") or (after.tag == "POS" and term.kind is TermKind.MARKED)
    ):
        return False
    if before is not None and before.text.lower() in ("e.g.", "e.g"):
        return False
    numbered = after is not None and after.tag == "CD" and words[term.end - 1].text[:1].isupper()
    if numbered and term.kind in (TermKind.DEFINED, TermKind.COMPOUND, TermKind.NOUN, TermKind.PHRASE):
        return False
    noun = term.kind in (TermKind.COMPOUND, TermKind.NOUN, TermKind.PHRASE)
    if noun and after is not None and after.tag in ("NN", "NNS") and after.piece == words[term.end - 1].piece:
        return False
    if term.kind is TermKind.NOUN and before is not None and before.piece == words[term.start].piece:
        owned = before.tag == "POS" and term.start > 1 and words[term.start - 2].pos == "PROPN"
        if before.tag in ("NN", "NNS", "NNP", "NNPS") or owned:
            return False
    if noun and after is not None and after.text.lower() == "that" and after.tag == "IN":
        return False
    if noun and words[0].text.lower() == "as" and "," in [word.text for word in words[term.end : term.end + 1]]:
        return False
    if noun and (_listed_loosely(analysis, term) or (term.start == 0 and len(words) > 1 and _ordered(analysis, term))):
        return False
    entity = words[term.start].name
    if term.kind not in (TermKind.FIGURE, TermKind.DATE, TermKind.MARKED) and entity >= 0:
        outside = [
            word
            for word in words
            if word.name == entity and not term.start <= word.i < term.end and word.pos in ("PROPN",)
        ]
        return not outside
    return True


def _listed_loosely(analysis: Analysis, term: Term) -> bool:
    """Return whether a term is one of several in a list behind a colon, where much else could stand."""
    piece = analysis.words[term.start].piece
    own = [word for word in analysis.words if word.piece == piece]
    verbal = any(word.tag in ("VBZ", "VBD", "VBP", "MD") for word in own)
    return analysis.parse.joints[piece] == ":" and not verbal and sum(word.text == "," for word in own) >= 2


def _ordered(analysis: Analysis, term: Term) -> bool:
    """Return whether the sentence opens with a command whose verb was taken for a noun: "Record baseline ..."."""
    first = analysis.words[term.start].text.lower()
    own = [word for word in analysis.words if word.piece == analysis.words[0].piece]
    return is_base(first) and not any(word.tag in ("VBZ", "VBD", "VBP", "MD") for word in own)


@lru_cache(maxsize=8)
def _topic(discourse: Discourse) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a note's topic, with and without a final "s", and those of its title, all in lower case."""
    topic = {word for word in discourse.topic if word not in FUNCTION_WORDS and rank(word) > 150}
    title = re.findall(r"[^\W\d_][\w'-]*", discourse.note.title.text.lower())
    return frozenset(topic | {word.rstrip("s") for word in topic}), frozenset(w.removesuffix("'s") for w in title)


def _topical(analysis: Analysis, discourse: Discourse, term: Term) -> bool:
    """Return whether a term is the note's own topic or names a guest of the programme."""
    words = [word.text.lower() for word in analysis.words[term.start : term.end] if word.text[:1].isalnum()]
    if any(word.text in discourse.guests for word in analysis.words[term.start : term.end]):
        return True
    if not words:
        return True
    topic, title = _topic(discourse)
    central = all(word in topic or word.rstrip("s") in topic or word in FUNCTION_WORDS for word in words)
    lemma = analysis.words[term.end - 1].lemma.lower()
    named = term.kind in (TermKind.NAME, TermKind.PERSON, TermKind.PLACE)
    often = max(discourse.counts[lemma], discourse.counts[words[0]])
    titled = all(word in title or word.rstrip("s") in {other.rstrip("s") for other in title} for word in words)
    if titled and (term.start == 0 or (named and often >= 4)):
        return True
    return central and (len(words) > 1 or len(topic) < 3 or discourse.counts[lemma] >= 3)
