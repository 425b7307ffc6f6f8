"""Terms: the words of a sentence that are worth hiding, each with a weight that says how much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from quizgen.generate.clauses import Analysis, Chunk
from quizgen.generate.discourse import Discourse
from quizgen.generate.inflect import known
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.numbers import FigureKind, figures
from quizgen.generate.parse import Word
from quizgen.note import Emphasis
from quizgen.rules.words import EVALUATIVE, FUNCTION_WORDS, GENERIC_NOUNS, NUMBER_WORDS

COMMON = 2500
FAMILIAR = 6000
"""Ranks: up to the first a word is too common to be hidden alone, behind the second it is surely a term."""


class TermKind(StrEnum):
    """What a term is."""

    NAME = "name"
    PERSON = "person"
    PLACE = "place"
    FIGURE = "figure"
    DATE = "date"
    COUNT = "count"
    DEFINED = "defined"
    MARKED = "marked"
    COMPOUND = "compound"
    NOUN = "noun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The words `start` to `end` (exclusive) as one term; `weight` is about 1 for a fair one, 3 for a key one."""

    start: int
    end: int
    kind: TermKind
    weight: float


@cache
def _ranks() -> dict[str, int]:
    text = resources.files("quizgen.generate").joinpath("data/common_words.txt").read_text(encoding="utf-8")
    words = [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]
    return {word: rank for rank, word in enumerate(words, start=1)}


def rank(word: str) -> int:
    """Return a lower-case word's place among the common words of English, a number beyond the list when not in it."""
    ranks = _ranks()
    return min(
        (ranks[form] for form in (word, word.removesuffix("s"), word.removesuffix("es")) if form in ranks),
        default=len(ranks) + 1,
    )


def terms(analysis: Analysis, discourse: Discourse) -> tuple[Term, ...]:
    """Return the terms of a sentence, the weightiest first; none overlaps a weightier one with another start or end."""
    found = [
        *_ranges(analysis),
        *_figures(analysis),
        *_counts(analysis),
        *_names(analysis, discourse),
        *_marked(analysis),
        *_defined(analysis),
        *_nouns(analysis, discourse),
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
    if term.kind not in (TermKind.COMPOUND, TermKind.NOUN):
        return True
    piece = analysis.words[term.start].piece
    words = [word for word in analysis.words if word.piece == piece]
    if not any(
        analysis.words[i].pos in ("VERB", "AUX") for i in analysis.parse.roots if analysis.words[i].piece == piece
    ):
        return len(words) < 6 or "," in [word.text for word in words]
    doubtful = [clause for clause in analysis.clauses if clause.doubts]
    return not any(
        analysis.parse.left[clause.verb] <= term.start < analysis.parse.right[clause.verb] + 1 for clause in doubtful
    )


def _figures(analysis: Analysis) -> Iterator[Term]:
    starts = {word.start: word.i for word in analysis.words}
    ends = {word.end: word.i for word in analysis.words}
    for figure in figures(analysis.sentence.text):
        start, end = starts.get(figure.start), ends.get(figure.end)
        if start is None or end is None or analysis.words[start].literal:
            continue
        if analysis.words[start].aside and end + 1 < len(analysis.words) and analysis.words[end + 1].aside:
            continue
        after = analysis.sentence.text[figure.end : figure.end + 1]
        if after in ("\u2026", "=") or re.match(r"\.\w|\.\.", analysis.sentence.text[figure.end :]):
            continue
        if after in ("-", "\u2011") and figure.kind is FigureKind.NUMBER:
            continue
        before = analysis.words[start - 1] if start else None
        if (
            figure.kind is FigureKind.NUMBER
            and before is not None
            and before.text[:1].isupper()
            and before.pos == "PROPN"
        ):
            continue
        if figure.kind is FigureKind.NUMBER and not figure.unit and not _measured(analysis, start):
            continue
        bare_year = figure.kind is FigureKind.YEAR and analysis.words[start].dep in ("nummod", "compound", "nmod")
        dated = figure.kind in (FigureKind.YEAR, FigureKind.DATE, FigureKind.DECADE)
        yield Term(
            start=start,
            end=end + 1,
            kind=TermKind.DATE if dated else TermKind.FIGURE,
            weight=1.6 if bare_year else 2.3 if dated else 2.6,
        )


_RANGE = re.compile(
    r"(?<![\w.,$-])\d[\d.,]*%?(?: to |\u2013)\d[\d.,]*\d%?(?![\w-])|(?<![\w.,$-])\d%?(?: to |\u2013)\d%?(?![\w.,-])"
)


def _ranges(analysis: Analysis) -> Iterator[Term]:
    """Yield ranges of measures ("2% to 3%", "4.2 to 4.5"), hidden whole; ranges of years are left alone."""
    starts = {word.start: word.i for word in analysis.words}
    ends = {word.end: word.i for word in analysis.words}
    for match in _RANGE.finditer(analysis.sentence.text):
        start, end = starts.get(match.start()), ends.get(match.end())
        if start is not None and end is not None and not re.search(r"1[5-9]\d\d|20\d\d", match[0]):
            yield Term(start=start, end=end + 1, kind=TermKind.FIGURE, weight=2.6)


def _measured(analysis: Analysis, i: int) -> bool:
    """Return whether a bare number counts or measures something: a modifier, or behind "magnitude of", "pH"."""
    word = analysis.words[i]
    return word.dep in ("nummod", "pobj", "attr") and word.ent not in ("DATE", "PERSON", "ORG", "PRODUCT")


_SMALL = word_set("one two first second third")


def _counts(analysis: Analysis) -> Iterator[Term]:
    """Yield number words that count or share out: "forty-nine", "two-thirds", "six"; no list that can be counted."""
    words = analysis.words
    listed = analysis.sentence.text.count(",") >= 2 or ":" in analysis.sentence.text
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and _number_word(words[end]) and words[end].piece == words[at].piece:
            end += 1
        before = words[at - 1].text.lower() if at else ""
        if (
            end > at
            and before not in ("a", "an", "of", "-", "several", "many", "few", "some")
            and not before[:1].isdigit()
        ):
            text = analysis.parse.text(at, end).lower()
            trailing = words[end - 1].text in ("-",)
            small = text in _SMALL or (listed and text in ("three", "four", "five", "six"))
            following = words[end].text.lower() if end < len(words) else ""
            if not trailing and not small and following not in ("of", "-", "and", "or", "to") and not words[at].aside:
                yield Term(start=at, end=end, kind=TermKind.COUNT, weight=1.9)
        at = max(end, at + 1)


def _number_word(word: Word) -> bool:
    if word.text == "-":
        return word.dep == "punct"
    low = word.text.lower()
    return (
        low in NUMBER_WORDS
        and low
        not in (
            "none",
            "no",
            "several",
            "few",
            "once",
            "twice",
            "single",
            "double",
            "couple",
            "pair",
            "second",
            "first",
            "half",
            "quarter",
        )
        and word.pos in ("NUM", "NOUN")
    )


_KINDS = {
    "PERSON": TermKind.PERSON, "GPE": TermKind.PLACE, "LOC": TermKind.PLACE, "FAC": TermKind.PLACE,
    "ORG": TermKind.NAME, "PRODUCT": TermKind.NAME, "EVENT": TermKind.NAME, "WORK_OF_ART": TermKind.NAME,
    "LAW": TermKind.NAME, "NORP": TermKind.NAME, "LANGUAGE": TermKind.NAME,
}  # fmt: skip
_INNER = word_set("of the de la von van der den di da al el and & ' 's du des for in on v. v vs. vs .")


def _names(analysis: Analysis, discourse: Discourse) -> Iterator[Term]:
    """Yield runs of capitalised words (with "of", "de" between them), by their entity where there is one."""
    words = analysis.words
    at = 0
    while at < len(words):
        if not _proper(analysis, discourse, at):
            at += 1
            continue
        end = at + 1
        while end < len(words) and words[end].piece == words[at].piece:
            if _proper(analysis, discourse, end) or (
                words[end].text in ("-", "'s", "’s")
                and not _spaced(words, end)
                and end + 1 < len(words)
                and _proper(analysis, discourse, end + 1)
                and words[end].text == "-"
            ):
                end += 1
                continue
            bridge = end
            while bridge < len(words) and words[bridge].text.lower() in _INNER and bridge - end < 3:
                bridge += 1
            versus = any(word.text.lower() in ("v.", "v", "vs.", "vs") for word in words[end:bridge])
            joined = (
                bridge > end
                and bridge < len(words)
                and _proper(analysis, discourse, bridge)
                and (versus or words[end].text == "of" or _same_entity(words, at, bridge))
            )
            if not joined:
                break
            end = bridge + 1
        if (
            end < len(words)
            and words[end].tag == "CD"
            and words[end].text[:1].isdigit()
            and words[end].piece == words[at].piece
        ):
            end += re.fullmatch(r"\d{1,3}|[03-9]\d{3}", words[end].text) is not None
        start = at + 1 if words[at].text.lower() == "the" else at
        if start < end:
            yield _name(analysis, start, end)
        at = end


def _spaced(words: tuple[Word, ...], i: int) -> bool:
    return words[i].space or words[i - 1].space


def _same_entity(words: tuple[Word, ...], one: int, other: int) -> bool:
    return words[one].name >= 0 and words[one].name == words[other].name


def _proper(analysis: Analysis, discourse: Discourse, i: int) -> bool:
    """Return whether a word is written as (part of) a name: by its capital, at a sentence's start by more signs."""
    word = analysis.words[i]
    if (
        not word.text[:1].isupper()
        or word.aside
        or re.search(r"\d\.|\.\w", word.text)
        or word.tag in ("PRP", "PRP$", "DT", "WDT", "WP", "WRB", "IN", "CC")
    ):
        return False
    opening = (
        i == 0
        or analysis.words[i - 1].text in (":", '"', "(", "\u2014", ".", "``")
        or analysis.words[i - 1].piece != word.piece
    )
    if not opening:
        return True
    if sum(map(str.isupper, word.text)) > 1 or (
        word.text in discourse.upper and (i == 0 or not known(word.text.lower()))
    ):
        return True
    return word.pos == "PROPN" and bool(word.ent) and not known(word.text.lower())


_BODIES = word_set(
    """earth sun moon world universe internet web god bible court state states church government council house committee
    company city king queen president board party act law senate parliament army union department ministry university
    assembly convention commission chamber ministry treasury cabinet crown navy republic empire constitution note
    chapter part section figure table"""
)


def _name(analysis: Analysis, start: int, end: int) -> Term:
    labels = [word.ent for word in analysis.words[start:end] if word.ent]
    kind = _KINDS.get(labels[0], TermKind.NAME) if labels else TermKind.NAME
    weight = {TermKind.PERSON: 2.5, TermKind.PLACE: 2.1}.get(kind, 2.2)
    if not labels:
        weight -= 0.4
    if labels and labels[0] in ("NORP", "LANGUAGE"):
        weight -= 0.6
    if _modifier(analysis, end - 1):
        weight = 0.0 if kind is TermKind.PLACE or (labels and labels[0] == "NORP") else weight - 0.8
    single = analysis.words[start] if end - start == 1 else None
    if single is not None and single.text.lower() in _BODIES:
        weight = 0.0
    owned = end < len(analysis.words) and analysis.words[end].tag == "POS"
    if single is not None and owned and kind is not TermKind.PLACE:
        weight = 0.0
    return Term(start=start, end=end, kind=kind, weight=weight - (0.4 if start == 0 else 0.0))


def _modifier(analysis: Analysis, i: int) -> bool:
    """Return whether a word stands right before a lower-case noun that it narrows: "U.S." of "U.S. gold reserves"."""
    word = analysis.words[i]
    following = analysis.words[i + 1] if i + 1 < len(analysis.words) else None
    if (
        following is None
        or following.piece != word.piece
        or word.dep not in ("compound", "amod", "nmod", "poss", "nummod")
    ):
        return False
    return following.text[:1].islower() and following.pos in ("NOUN", "ADJ")


def _marked(analysis: Analysis) -> Iterator[Term]:
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


def _defined(analysis: Analysis) -> Iterator[Term]:
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

_RELATIONAL = ("al", "ic", "ar", "ary", "an", "ese", "ous", "oid", "ine")


def _nouns(analysis: Analysis, discourse: Discourse) -> Iterator[Term]:
    """Yield compounds, nouns with a relational adjective, and single nouns that are rare enough."""
    for chunk in analysis.chunks:
        head = analysis.words[chunk.head]
        if head.pos != "NOUN" or head.aside or head.literal or head.text.lower() in ("one", "ones", "other", "others"):
            continue
        start = _core_start(analysis, chunk)
        inner = analysis.words[start : chunk.head]
        if _may_be_verb(analysis, start, chunk):
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


def _may_be_verb(analysis: Analysis, start: int, chunk: Chunk) -> bool:
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
    import lemminflect

    return bool(lemminflect.getAllLemmas(word, upos="VERB"))


def _core_start(analysis: Analysis, chunk: Chunk) -> int:
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
    import lemminflect

    found = lemminflect.getAllLemmas(word.text.lower())
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
    noun = term.kind in (TermKind.COMPOUND, TermKind.NOUN)
    if noun and after is not None and after.tag in ("NN", "NNS") and after.piece == words[term.end - 1].piece:
        return False
    if term.kind is TermKind.NOUN and before is not None and before.piece == words[term.start].piece:
        owned = before.tag == "POS" and term.start > 1 and words[term.start - 2].pos == "PROPN"
        if before.tag in ("NN", "NNS", "NNP", "NNPS") or owned:
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


def _topical(analysis: Analysis, discourse: Discourse, term: Term) -> bool:
    """Return whether a term is the note's own topic or names a guest of the programme."""
    words = [word.text.lower() for word in analysis.words[term.start : term.end] if word.text[:1].isalnum()]
    if any(word.text in discourse.guests for word in analysis.words[term.start : term.end]):
        return True
    if not words:
        return True
    topic = {word for word in discourse.topic if word not in FUNCTION_WORDS and rank(word) > 150}
    topic |= {word.rstrip("s") for word in topic}
    central = all(word in topic or word.rstrip("s") in topic or word in FUNCTION_WORDS for word in words)
    lemma = analysis.words[term.end - 1].lemma.lower()
    title = {word.removesuffix("'s") for word in re.findall(r"[^\W\d_][\w'-]*", discourse.note.title.text.lower())}
    named = term.kind in (TermKind.NAME, TermKind.PERSON, TermKind.PLACE)
    if named and all(word in title for word in words) and discourse.counts[lemma] >= 4:
        return True
    return central and (len(words) > 1 or len(topic) < 3 or discourse.counts[lemma] >= 3)
