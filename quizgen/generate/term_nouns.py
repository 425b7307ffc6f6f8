"""Terms that are nouns: what the note sets off or defines, compounds, and rare words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from quizgen.generate.clauses import Analysis, Chunk
from quizgen.generate.discourse import Discourse
from quizgen.generate.inflect import sorts_of
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word
from quizgen.generate.term import COMMON, FAMILIAR, Term, TermKind, rank
from quizgen.note import Emphasis
from quizgen.rules.words import EVALUATIVE, FUNCTION_WORDS, GENERIC_NOUNS, NUMBER_WORDS


def marked(analysis: Analysis) -> Iterator[Term]:
    """Yield what the note itself sets off: bold, italics, code, a quoted term."""
    spans = [
        (mark.start, mark.end, 0.0 if mark.kind is not Emphasis.CODE else -0.4)
        for mark in analysis.sentence.marks
        if mark.kind in (Emphasis.STRONG, Emphasis.ITALIC, Emphasis.CODE)
    ]
    spans += [
        (match.start(1), match.end(1), -0.2) for match in re.finditer(r'"([^"]{3,40}?)[,.]?"', analysis.sentence.text)
    ]
    for start, end, malus in spans:
        inside = [
            word.i for word in analysis.words if start <= word.start and word.end <= end and word.text[:1].isalnum()
        ]
        if not inside or len(inside) > 5 or (analysis.words[inside[0]].start != start):
            continue
        if any(word.tag in ("MD", "VBZ", "VBD", "PRP", "WP") for word in analysis.words[inside[0] : inside[-1] + 1]):
            continue
        plain = [analysis.words[i].text.lower() for i in inside]
        if all(word in FUNCTION_WORDS or word in GENERIC_NOUNS or word in EVALUATIVE for word in plain):
            continue
        yield Term(start=inside[0], end=inside[-1] + 1, kind=TermKind.MARKED, weight=2.9 + malus)


_BEFORE_TERM = word_set('the a an " `` \u201c so - called term name word phrase expression')


_CALLING = word_set("call name term dub label title christen nickname coin")


def defined(analysis: Analysis) -> Iterator[Term]:
    """Yield the term that a sentence introduces: "called subduction", "known as the Meissner effect"."""
    words = analysis.words
    for word in words:
        called = word.lemma.lower() in _CALLING and (word.tag in ("VBN", "VBD") or word.lemma == "coin")
        active = word.tag == "VBD" and word.lemma != "coin"
        known = word.text.lower() in ("known", "referred", "described") and word.i + 1 < len(words)
        if not called and not known:
            continue
        at = word.i + 1
        if known:
            while at < len(words) and words[at].text.lower() in ("to", "as", "commonly", "popularly", "simply"):
                at += 1
            if words[at - 1].text.lower() != "as":
                continue
        while at < len(words) and words[at].text.lower() in _BEFORE_TERM:
            at += 1
        chunk = next((chunk for chunk in analysis.chunks if chunk.start <= at < chunk.end), None)
        end = chunk.end if chunk is not None else at + 1
        if active and (at > word.i + 1 or at >= len(words) or rank(words[at].text) < FAMILIAR):
            continue
        if (
            at >= len(words)
            or not words[at].text[:1].isalpha()
            or words[at].tag in ("IN", "TO", "PRP", "DT", "CC", "RB", "WRB", "WDT")
        ):
            continue
        if (
            words[at].text[0].islower()
            and all(rank(item.text.lower()) < COMMON for item in words[at:end])
            and end - at < 2
        ):
            continue
        capital = next((item.i for item in words[at:end] if item.text[:1].isupper()), at)
        at = capital if words[end - 1].text[:1].isupper() else at
        if all(item.text.lower() in GENERIC_NOUNS or item.text.lower() in EVALUATIVE for item in words[at:end]):
            continue
        yield Term(start=at, end=end, kind=TermKind.DEFINED, weight=3.2)


UNITS = word_set(
    """meter metre kilometer kilometre centimeter centimetre millimeter millimetre mile foot feet inch yard gram
    kilogram tonne ton pound ounce liter litre gallon second minute hour day week month year decade century
    millisecond degree percent percentage watt volt kelvin celsius fahrenheit hectare acre dollar euro cent franc
    mark yen million billion km kg cm mm knot bit byte megabyte hertz joule newton pascal times fold"""
)
"""Words for units and money: a blank hides the number before them, never the unit."""


_RELATIONAL = ("al", "ic", "ar", "ary", "an", "ese", "oid", "ine")


def nouns(analysis: Analysis, discourse: Discourse) -> Iterator[Term]:
    """Yield compounds, nouns with a relational adjective, and single nouns that are rare enough."""
    for chunk in analysis.chunks:
        head = analysis.words[chunk.head]
        if (
            head.pos != "NOUN"
            or not head.text[:1].isalpha()
            or head.aside
            or head.literal
            or head.text.lower() in ("one", "ones", "other", "others")
        ):
            continue
        start = core_start(analysis, chunk)
        inner = analysis.words[start : chunk.head]
        if may_be_verb(analysis, start, chunk) or half_phrase(analysis, start, chunk):
            continue
        if not inner:
            weight = _single(analysis, discourse, head)
            if weight:
                yield Term(start=start, end=chunk.end, kind=TermKind.NOUN, weight=weight)
            continue
        if any(word.text[:1].isupper() and word.i > 0 for word in inner) or len(inner) > 3:
            continue
        weight = _compound(inner, head)
        if weight:
            yield Term(start=start, end=chunk.end, kind=TermKind.COMPOUND, weight=weight)


def may_be_verb(analysis: Analysis, start: int, chunk: Chunk) -> bool:
    """Return whether a bare noun behind "and", "but" or "to" may be a verb that the tagger took for a noun."""
    if start != chunk.start or start == 0:
        return False
    before, first = analysis.words[start - 1], analysis.words[start]
    return (
        before.tag in ("CC", "TO", ",", "RB")
        and first.tag in ("NN", "NNS")
        and chunk.head > start
        and is_verb(first.text.lower())
    )


@cache
def is_verb(word: str) -> bool:
    """Return whether the dictionary has a word as a form of a verb."""
    return "VERB" in sorts_of(word)


def half_phrase(analysis: Analysis, start: int, chunk: Chunk) -> bool:
    """Return whether a noun phrase is cut: "most dangerous stretch", "prisoners of war", a subject from its verb."""
    words = analysis.words
    before = words[start - 1] if start else None
    if before is not None and before.tag in ("RBS", "RBR"):
        return True
    head = words[chunk.head]
    if head.dep in ("ccomp", "advcl", "relcl", "xcomp", "acl"):
        return True
    if start == chunk.head and before is not None and before.text.lower() in EVALUATIVE and before.pos == "ADJ":
        return True
    after = words[chunk.end : chunk.end + 3]
    if head.tag == "NNS" and len(after) > 1 and after[0].text == "of" and after[1].tag == "NN":
        return start == chunk.head
    governor = words[head.head]
    torn = head.dep in ("nsubj", "nsubjpass") and governor.i > head.i and words[governor.i - 1].tag == "CC"
    return torn and head.tag == "NNS" and is_verb(head.text.lower())


def core_start(analysis: Analysis, chunk: Chunk) -> int:
    """Return where the term begins: behind determiners, numbers, owners and adjectives that judge or compare."""
    start = chunk.start
    for word in analysis.words[chunk.start : chunk.head]:
        low = word.text.lower()
        if (
            word.pos in ("DET", "NUM", "PRON", "PUNCT", "PART", "ADV", "SYM")
            or word.tag in ("POS", "JJR", "JJS", "PRP$", "RB", "CD", "DT", "PDT")
            or low in EVALUATIVE
            or low in ("term", "word", "name", "phrase", "so-called", "concept", "expression")
            or low in FUNCTION_WORDS
        ) or word.dep == "poss":
            start = word.i + 1
    hyphen = start < chunk.head and start > 0 and analysis.words[start - 1].text == "-"
    return chunk.head if hyphen else start


def _noun_in_dictionary(word: Word) -> bool:
    """Return whether a word may be a noun: the dictionary has it as one, or doesn't have it at all."""
    found = sorts_of(word.text.lower())
    return not found or "NOUN" in found


_DEFINING = word_set("mean refer describe denote measure occur happen")


def _defines(analysis: Analysis, head: Word) -> bool:
    """Return whether a subject is defined by its verb: "X means ...", "X is a ..."."""
    verb = analysis.words[head.head]
    named = any(analysis.words[k].dep == "attr" for k in analysis.parse.children[verb.i])
    return verb.lemma in _DEFINING or (verb.lemma == "be" and named)


def _single(analysis: Analysis, discourse: Discourse, head: Word) -> float:
    low = head.lemma.lower()
    if (
        low in UNITS
        or head.text.lower() in UNITS
        or any(analysis.words[k].dep == "nummod" for k in analysis.parse.children[head.i])
    ):
        return 0.0
    following = analysis.words[head.i + 1] if head.i + 1 < len(analysis.words) else None
    if following is not None and following.pos == "PROPN" and following.piece == head.piece:
        return 0.0
    if not _noun_in_dictionary(head) or any(char.isdigit() for char in head.text):
        return 0.0
    before = analysis.words[head.i - 1].text.lower() if head.i else ""
    if before == "own" or (head.dep in ("nsubj", "nsubjpass") and not _defines(analysis, head)):
        return 0.0
    if low in GENERIC_NOUNS or head.text.lower() in GENERIC_NOUNS or len(low) < 3 or low in NUMBER_WORDS:
        return 0.0
    place = min(rank(low), rank(head.text.lower()))
    listed = head.dep == "conj" or any(analysis.words[k].dep == "conj" for k in analysis.parse.children[head.i])
    if place > FAMILIAR:
        weight = 1.9
    elif place > COMMON:
        weight = 1.1 if listed else 0.8
    else:
        return 0.0
    return weight - (0.3 if head.dep in ("nsubj", "nsubjpass") else 0.0) - (0.2 if discourse.counts[low] > 4 else 0.0)


def _compound(inner: tuple[Word, ...], head: Word) -> float:
    compound = any(word.dep == "compound" or word.text == "-" for word in inner)
    relational = any(word.pos == "ADJ" and word.text.lower().endswith(_RELATIONAL) for word in inner)
    rare = max(rank(word.text.lower()) for word in (*inner, head))
    if not compound and not relational:
        return 0.8 if rare > FAMILIAR else 0.0
    weight = 1.2 + (0.5 if rare > FAMILIAR else 0.25 if rare > COMMON else 0.0)
    if head.lemma.lower() in GENERIC_NOUNS or head.text.lower() in GENERIC_NOUNS:
        weight -= 0.5 if rare > FAMILIAR else 0.7
    if any(word.tag == "NNS" and word.dep == "compound" for word in inner) or not _noun_in_dictionary(head):
        return 0.0
    return weight - (0.3 if head.dep in ("nsubj", "nsubjpass") else 0.0)
