"""Terms of the second rank: any noun phrase of the sentence that is likely enough to be what a teacher would hide."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from quizgen.generate.clauses import Analysis, Chunk
from quizgen.generate.discourse import Discourse
from quizgen.generate.inflect import known, sorts_of
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word
from quizgen.generate.sentences import Place
from quizgen.generate.term import COMMON, FAMILIAR, Term, TermKind, rank
from quizgen.generate.term_nouns import UNITS, core_start, half_phrase, is_verb, may_be_verb
from quizgen.rules.words import EVALUATIVE, FUNCTION_WORDS, GENERIC_NOUNS, NUMBER_WORDS

_BIAS = -1.1
_OF_ROLE = {
    "pobj": 0.2, "attr": 0.2, "dobj": 0.15, "oprd": 0.4, "npadvmod": -1.0, "nsubj": -0.1, "nsubjpass": -0.3,
    "ccomp": -9.0, "xcomp": -0.4, "advcl": -9.0, "relcl": -9.0, "dative": -0.4, "nmod": -9.0, "compound": -9.0,
    "amod": -9.0, "poss": -0.2, "dep": -1.0, "ROOT": -0.3, "appos": -0.1,
}  # fmt: skip
"""Log odds that a noun phrase is a fact's term, from a logistic regression on the terms of the development notes;
trained on either half of the notes, the odds order the other half with an area under the curve of 0.70."""

_LIKELY = 0.3
_OPEN = word_set(
    """detail example result reason cause effect change difference amount number part kind sort type form set group
    series range level degree rest half end beginning start side top bottom middle lot bit piece share portion majority
    case way thing time point fact idea question answer problem issue matter word name term rule one ones people person
    man woman men women place area region work use need lack concern advice exception decision belief view attempt
    effort ability tendency possibility opportunity chance trend step move measure plan aim goal purpose challenge
    difficulty danger threat benefit advantage feature aspect factor element condition situation position state basis
    approach method means solution option choice picture story sense spirit mood pace course light shape detail remark
    claim sale clock moment period era age day week month year today morning evening night"""
)
"""Heads that are empty without what follows them."""

_EMPTY = GENERIC_NOUNS | FUNCTION_WORDS | _OPEN


def phrases(analysis: Analysis, discourse: Discourse) -> Iterator[Term]:
    """Yield noun phrases that a fact of the note probably turns on, by role, form, rarity and recurrence.

    Their weights lie between 0.9 and 1.05, under those of names, figures and domain terms.
    """
    if analysis.sentence.place is Place.SUMMARY:
        return
    for chunk in analysis.chunks:
        head = analysis.words[chunk.head]
        if head.pos != "NOUN" or head.aside or head.literal or chunk.end != chunk.head + 1:
            continue
        start, end = core_start(analysis, chunk), chunk.end
        if may_be_verb(analysis, start, chunk) or half_phrase(analysis, start, chunk):
            continue
        end = _with_of(analysis, start, end)
        if _empty(analysis, start, end, head) or not _closed(analysis, chunk, start, end):
            continue
        if not _definite_enough(analysis, discourse, chunk, start, end):
            continue
        odds = _odds(analysis, discourse, chunk, start, end)
        if odds >= _LIKELY:
            yield Term(start=start, end=end, kind=TermKind.PHRASE, weight=0.85 + 0.2 * odds)


def _with_of(analysis: Analysis, start: int, end: int) -> int:
    """Return the end of "center of mass": a noun with its short "of" phrase is one term."""
    words = analysis.words
    if end >= len(words) or words[end].text.lower() != "of":
        return end
    inner = next((chunk for chunk in analysis.chunks if chunk.start == end + 1), None)
    if inner is None or words[inner.head].pos != "NOUN" or inner.end - start > 4:
        return end
    if inner.end < len(words) and words[inner.end].text.lower() in ("and", "or", ",", "of", "that", "-"):
        return end
    return inner.end


def _empty(analysis: Analysis, start: int, end: int, head: Word) -> bool:
    """Return whether the words of a phrase say too little: units, counts, judging words, heads that need more."""
    inner = analysis.words[start:end]
    low = head.lemma.lower()
    if low in UNITS or head.text.lower() in UNITS or low in NUMBER_WORDS or len(low) < 3:
        return True
    if any(char.isdigit() for word in inner for char in word.text) or not inner[0].text[:1].isalnum():
        return True
    if any(analysis.words[k].dep == "nummod" for k in analysis.parse.children[head.i]):
        return True
    if any(word.pos == "PROPN" and word.i != start for word in inner) or not _noun(head):
        return True
    if any(word.text.lower() in EVALUATIVE or word.tag in ("PRP$", "PRP", "VBZ", "VBP", "MD") for word in inner):
        return True
    if len(inner) == 1:
        return low in GENERIC_NOUNS or head.text.lower() in GENERIC_NOUNS or low in _OPEN or _common(inner)
    return all(word.text.lower() in _EMPTY or word.lemma.lower() in _EMPTY for word in inner)


def _common(inner: tuple[Word, ...]) -> bool:
    return all(min(rank(word.text.lower()), rank(word.lemma.lower())) < 300 for word in inner)


def _noun(word: Word) -> bool:
    found = sorts_of(word.text.lower())
    return not found or "NOUN" in found


def _closed(analysis: Analysis, chunk: Chunk, start: int, end: int) -> bool:
    """Return whether the phrase ends where its term ends: no clause, infinitive or "of" narrows its head further."""
    words, head = analysis.words, analysis.words[chunk.head]
    before = words[start - 1].text.lower() if start else ""
    if before in ("this", "these", "those", "such", "own", "other", "another", "same", "more", "less", "fewer", "-"):
        return False
    following = words[end] if end < len(words) else None
    if following is not None and (
        following.text.lower() in ("of", "to", "that", "who", "whose") or following.tag == "POS"
    ):
        return False
    if following is not None and following.text.lower() in ("than", "as") and end - start == 1:
        return False
    single = end - start == 1
    late = [words[k] for k in analysis.parse.children[head.i] if k >= end]
    return not (single and any(kid.dep in ("relcl", "acl", "prep", "ccomp") for kid in late if kid.i <= end + 1))


_LOOSE_PREPOSITIONS = word_set("in on at for to under with without into by as out off around")
_JUDGED_BY_ENDING = ("al", "ic", "ar", "ary", "ous", "less", "ive")


def _definite_enough(analysis: Analysis, discourse: Discourse, chunk: Chunk, start: int, end: int) -> bool:
    """Return whether a phrase is more than an idiom's half or a passing description: rare, recurring, or compound."""
    words, head = analysis.words, analysis.words[chunk.head]
    inner = words[start : chunk.head]
    before = words[start - 1] if start else None
    if _torn(analysis, chunk, start):
        return False
    article = start > chunk.start and words[chunk.start].text.lower() in ("a", "an", "the")
    place = min(rank(head.lemma.lower()), rank(head.text.lower()))
    if not inner:
        listed = head.dep == "conj" or any(words[k].dep == "conj" for k in analysis.parse.children[head.i])
        bare = before is not None and before.tag == "IN" and before.text.lower() in _LOOSE_PREPOSITIONS
        if head.tag == "NN" and bare and place < 4000:
            return False
        if article and words[chunk.start].text.lower() != "the" and place < COMMON and head.dep != "attr":
            return False
        return place > COMMON or (discourse.counts[head.lemma.lower()] >= 2 and place > 500) or (listed and place > 800)
    if end > chunk.end:
        return place > 800 or any(rank(word.lemma.lower()) > COMMON for word in words[start:end])
    if any(word.dep == "compound" for word in inner):
        headline = {word[:5] for word in discourse.headline_words}
        named = all(word.text.lower()[:5] in headline for word in inner)
        return not (named and place < COMMON)
    rare = max(rank(word.text.lower()) for word in (*inner, head) if word.text[:1].isalpha())
    relational = any(word.text.lower().endswith(_JUDGED_BY_ENDING) for word in inner)
    recurs = discourse.counts[head.lemma.lower()] >= 2
    if article:
        return rare > COMMON and (relational or recurs or place > COMMON)
    return rare > COMMON or recurs or relational


def _torn(analysis: Analysis, chunk: Chunk, start: int) -> bool:
    """Return whether a word before belongs to the phrase, or its head may be a verb that the tagger missed."""
    words, head = analysis.words, analysis.words[chunk.head]
    before = words[start - 1] if start else None
    if before is not None and before.i >= chunk.start and before.tag in ("RB", "RBR", "RBS", "CD"):
        return True
    if start > 1 and before is not None and before.text in (",", "and", "or") and words[start - 2].pos == "ADJ":
        return True
    if (
        start > 1
        and before is not None
        and before.text in ("and", "or")
        and words[start - 2].dep in ("amod", "compound")
    ):
        return True
    after = words[chunk.end] if chunk.end < len(words) else None
    beyond = words[chunk.end + 1] if chunk.end + 1 < len(words) else None
    joined = after is not None and after.text.lower() in ("and", "or", "will") and beyond is not None
    if joined and beyond is not None and beyond.pos in ("NOUN", "PROPN") and beyond.dep in ("compound", "ROOT"):
        return True
    verbal = head.tag in ("NN", "NNS") and is_verb(head.text.lower())
    determined = start > chunk.start or (before is not None and before.tag in ("IN", "DT", "PRP$"))
    plural = any(word.tag == "NNS" for word in words[start : chunk.head])
    return verbal and not determined and (plural or head.dep in ("conj", "ROOT", "dep") or chunk.head > start)


def _odds(analysis: Analysis, discourse: Discourse, chunk: Chunk, start: int, end: int) -> float:
    """Return the expected share, 0 to 1, of such phrases that are a fact's term."""
    words, head = analysis.words, analysis.words[chunk.head]
    inner = words[start:end]
    low = head.lemma.lower()
    total = _BIAS + _OF_ROLE.get(head.dep, 0.0)
    joined = head.dep == "conj" or any(words[k].dep == "conj" for k in analysis.parse.children[head.i])
    total += 0.6 if joined else 0.0
    total += 0.75 if len(inner) > 1 else 0.0
    total += 0.55 if any(word.dep == "compound" for word in inner) else 0.0
    total += 0.5 if end >= len(words) - 1 else 0.0
    place = min(rank(low), rank(head.text.lower()))
    total += -0.6 if place < 300 else -0.2 if place < 1500 else 0.15 if place > COMMON else 0.0
    total += 0.2 if 2 <= discourse.counts[low] <= 5 else -0.4 if discourse.counts[low] > 5 else 0.0
    total += -0.35 if low in GENERIC_NOUNS or head.text.lower() in GENERIC_NOUNS else 0.0
    total += -0.25 if start > chunk.start and words[chunk.start].text.lower() == "the" else 0.0
    total += -0.6 if any(words[k].dep == "poss" for k in analysis.parse.children[head.i]) else 0.0
    total += 0.3 if analysis.sentence.place is Place.TAKEAWAY else 0.0
    return 1 / (1 + math.exp(-total))


def foreign_words(analysis: Analysis) -> Iterator[Term]:
    """Yield lower-case words that the tagger takes for names, since no dictionary has them: "aragonite", "zlib"."""
    for word in analysis.words:
        if word.pos != "PROPN" or not word.text.islower() or not word.text.isalpha() or word.literal or word.aside:
            continue
        alone = word.dep in ("pobj", "dobj", "attr", "conj", "appos", "oprd") and not analysis.parse.children[word.i]
        if alone and rank(word.text) > FAMILIAR and len(word.text) > 3 and not sorts_of(word.text) - {"NOUN"}:
            yield Term(start=word.i, end=word.i + 1, kind=TermKind.NOUN, weight=1.7)


def compounds_of_names(analysis: Analysis) -> Iterator[Term]:
    """Yield terms that a name opens: "Kano model", "Cooper pairs", "North Star metric", "Aach spring"."""
    for chunk in analysis.chunks:
        words, head = analysis.words, analysis.words[chunk.head]
        if head.pos != "NOUN" or head.aside or head.literal or not head.text.islower() or chunk.end != chunk.head + 1:
            continue
        start = core_start(analysis, chunk)
        inner = words[start : chunk.head]
        if (
            not inner
            or len(inner) > 3
            or not inner[0].text[:1].isupper()
            or (start == 0 and known(inner[0].text.lower()))
        ):
            continue
        if any(word.ent in ("NORP", "GPE", "DATE", "PERCENT", "CARDINAL", "LANGUAGE") for word in inner):
            continue
        if any(word.tag == "POS" or not re.match(r"\w", word.text) for word in inner) or head.lemma in _PEOPLE:
            continue
        if any(word.pos not in ("PROPN", "NOUN") for word in inner):
            continue
        if start == chunk.start and is_verb(head.text.lower()) and head.dep in ("ROOT", "conj", "dep", "advcl"):
            continue
        yield Term(start=start, end=chunk.end, kind=TermKind.NAME, weight=1.9 if start else 1.5)


_PEOPLE = word_set(
    """people man woman men women team family company firm government official resident citizen user customer player
    scientist researcher economist member employee soldier troop spokesman executive fan student"""
)


_FRACTIONS = word_set("half third quarter fifth sixth seventh eighth ninth tenth hundredth thousandth dozen twelfth")


def fractions(analysis: Analysis) -> Iterator[Term]:
    """Yield shares in words: "a third", "one quarter", "half", "two dozen", and how often: "once", "twice"."""
    words = analysis.words
    for word in words:
        low = word.text.lower()
        before = words[word.i - 1] if word.i else None
        after = words[word.i + 1] if word.i + 1 < len(words) else None
        if after is None or before is None or word.aside:
            continue
        if (
            low in ("once", "twice")
            and after.text.lower() in ("a", "an", "every", "per", "each")
            and word.i + 2 < len(words)
        ):
            yield Term(start=word.i, end=word.i + 3, kind=TermKind.COUNT, weight=1.7)
        if low.rstrip("s") not in _FRACTIONS or before.text in ("-", "first"):
            continue
        opening = before.text.lower() in ("a", "one", "two", "three", "four") and low != "second"
        shares = after.text.lower() in ("of", "the", "as", "more", "less") or not after.text[:1].isalpha()
        if opening and shares:
            start = before.i
            lead = words[start - 1].text.lower() if start else ""
            if lead not in ("-", "in"):
                yield Term(start=start, end=word.i + 1, kind=TermKind.COUNT, weight=1.8)
        elif low == "half" and after.text.lower() in ("of", "the", "a", "an") and before.text.lower() in (
            "about", "to", "over", "under", "than", "around", "nearly", "almost", "roughly", "for", "only", "just",
        ):  # fmt: skip
            yield Term(start=word.i, end=word.i + 1, kind=TermKind.COUNT, weight=1.6)
