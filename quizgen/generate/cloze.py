"""Clozes: a sentence, or the one clause of it that says the fact, with a term, name or number hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.numbers import FigureKind, figures
from quizgen.generate.sentences import Place
from quizgen.generate.terms import COMMON, Term, TermKind, rank, terms
from quizgen.generate.trim import Statement, statements
from quizgen.item import BLANK, Cloze
from quizgen.rules.text import content_words, count_words, root, words_of
from quizgen.rules.words import FUNCTION_WORDS, GENERIC_NOUNS

_STEM, _LONG, _KEY, _SHOWN, _PLAIN = 25, 17, 5, 3, 9
_PER_SENTENCE = 4
_LEAST = 0.9


def cloze(analysis: Analysis, discourse: Discourse, options: tuple[Statement, ...] | None = None) -> Iterator[Draft]:
    """Yield clozes of a sentence, the weightiest term first; `options` are its statements, where they are known."""
    if analysis.sentence.place is Place.SUMMARY:
        return
    made = 0
    if options is None:
        options = statements(analysis, discourse)
    for term in terms(analysis, discourse):
        if term.weight < _LEAST or made >= _PER_SENTENCE:
            return
        for statement in _fitting(options, term):
            draft = _blank(analysis, discourse, statement, term)
            if draft is not None:
                yield draft
                made += 1
                break


def _fitting(options: tuple[Statement, ...], term: Term) -> list[Statement]:
    """Return the statements that hold a term, the best first: a short whole sentence, else the shortest clause."""
    holding = [
        option
        for option in options
        if all(i in option.spans for i in range(term.start, term.end)) and 5 <= option.length <= _STEM
    ]
    whole = [option for option in holding if not option.trimmed and option.length <= _LONG]
    return sorted(holding, key=lambda option: (option.pending, option not in whole, option.length if not whole else 0))


def _blank(analysis: Analysis, discourse: Discourse, statement: Statement, term: Term) -> Draft | None:
    start, end = statement.spans[term.start][0], statement.spans[term.end - 1][1]
    key = statement.text[start:end].strip()
    if (
        key != analysis.parse.text(term.start, term.end)
        and key.lower() != analysis.parse.text(term.start, term.end).lower()
    ):
        return None
    before, after = statement.text[:start], statement.text[end:]
    key, after = _closing(key, after)
    stem = f"{before}{BLANK}{after}"
    if not key or count_words(key) > _KEY or not _points(analysis, statement, term, stem, key):
        return None
    if term.kind is not TermKind.DATE and _uncapital(analysis, discourse, term) and start == 0:
        key = key[0].lower() + key[1:]
    used = sorted(statement.spans)
    doubts = ["reference replaced"] if statement.replaced else []
    doubts += ["blank first"] if start == 0 else []
    return Draft(
        question=Cloze(stem=stem, key=key, hint=_hint(analysis, statement, term)),
        rule=f"cloze {term.kind}",
        sentence=analysis.sentence.index,
        answer=(term.start, term.end),
        asked=(used[0], used[-1] + 1),
        pending=statement.pending,
        doubts=tuple(doubts),
    )


def _hint(analysis: Analysis, statement: Statement, term: Term) -> str:
    """Return "year", "date" or "place" where a bare "in ____" could be filled by a time as well as by a place."""
    before = analysis.words[term.start - 1].text.lower() if term.start else ""
    if before not in ("in", "from") or term.kind not in (TermKind.DATE, TermKind.PLACE):
        return ""
    others = [word for word in analysis.words if word.i in statement.spans and not term.start <= word.i < term.end]
    sort = ("DATE", "TIME") if term.kind is TermKind.PLACE else ("GPE", "LOC", "FAC")
    if any(word.ent in sort for word in others):
        return ""
    if term.kind is TermKind.PLACE:
        return "place"
    return "year" if term.end - term.start == 1 else "date"


def _closing(key: str, after: str) -> tuple[str, str]:
    """Return the key without a mark at its end, which goes back behind the blank; abbreviations keep their stop."""
    match = re.search(r"[,;:]+$", key)
    if match:
        return key[: match.start()], match.group() + after
    return key, after


def _uncapital(analysis: Analysis, discourse: Discourse, term: Term) -> bool:
    """Return whether the hidden first word has its capital only from its place."""
    first = analysis.words[term.start]
    return (
        first.pos not in ("PROPN",)
        and first.text not in discourse.upper
        and term.kind in (TermKind.COMPOUND, TermKind.NOUN, TermKind.COUNT, TermKind.DEFINED, TermKind.PHRASE)
    )


def _points(analysis: Analysis, statement: Statement, term: Term, stem: str, key: str) -> bool:
    """Return whether what is shown points to the key, without giving it away."""
    if _leans(analysis, statement, term):
        return False
    weak = _strength(analysis, statement, term) < _needed(analysis, statement, term)
    if weak and term.kind not in (TermKind.DEFINED, TermKind.MARKED):
        return False
    shown = content_words(stem.replace(BLANK, " "))
    if len(shown) < (5 if weak else _SHOWN):
        return False
    hidden = {root(word) for word in content_words(key)}
    if hidden & {root(word) for word in shown}:
        return False
    if any(len(word) > 2 and word in other for word in content_words(key) for other in shown):
        return False
    return len(words_of(key)) <= _KEY


def _strength(analysis: Analysis, statement: Statement, term: Term) -> float:
    """Return how strongly the shown words point: names and numbers count most, common words least."""
    total = 0.0
    for word in analysis.words:
        low = word.text.lower()
        if word.i not in statement.spans or term.start <= word.i < term.end or low in FUNCTION_WORDS:
            continue
        if word.pos == "PROPN":
            total += 2
        elif word.pos in ("NOUN", "ADJ", "NUM", "VERB", "ADV") and low not in GENERIC_NOUNS:
            place = rank(word.lemma.lower())
            nominal = word.pos in ("NOUN", "ADJ", "NUM")
            total += 1.5 if nominal and place > COMMON else 1 if place > 800 else 0.4
    return total


def _needed(analysis: Analysis, statement: Statement, term: Term) -> float:
    """Return how strongly the shown words must point: more to a blank that opens the statement or could hold much."""
    needed = 2.5 if term.kind in (TermKind.FIGURE, TermKind.COUNT, TermKind.DATE) else 2.0
    named = any(word.pos == "PROPN" for word in analysis.words if word.i in statement.spans)
    needed += 0.5 if not named and statement.length < _PLAIN else 0.0
    if term.kind in (TermKind.COMPOUND, TermKind.NOUN, TermKind.PHRASE) and _open_slot(analysis, term):
        needed += 1
    if statement.spans[term.start][0] == 0:
        needed += 3.0 if term.kind is TermKind.COUNT else 0.0 if _defined(analysis, term) else 1.2
    return needed


def _defined(analysis: Analysis, term: Term) -> bool:
    """Return whether a term is the subject of a sentence that says what it is or means."""
    head = analysis.words[term.end - 1]
    verb = analysis.words[head.head]
    if head.dep != "nsubj" or verb.i <= head.i:
        return False
    named = any(analysis.words[k].dep == "attr" and k > verb.i for k in analysis.parse.children[verb.i])
    return verb.lemma in _DEFINING or (verb.lemma == "be" and named)


_DEFINING = word_set("mean refer describe denote measure")


def _leans(analysis: Analysis, statement: Statement, term: Term) -> bool:
    """Return whether a blank stands for something told before, or one of many, or the statement lacks its year."""
    words = analysis.words
    before = words[term.start - 1].text.lower() if term.start else ""
    head = words[term.end - 1]
    noun = term.kind in (TermKind.COMPOUND, TermKind.NOUN, TermKind.PHRASE)
    if before in ("this", "these", "those", "such"):
        return True
    defined = any(words[k].dep == "attr" for k in analysis.parse.children[head.head])
    if noun and before == "the" and head.dep in ("nsubj", "nsubjpass") and not defined:
        return True
    if (
        noun
        and before == "to"
        and any(word.text.lower() == "from" for word in words[max(0, term.start - 6) : term.start])
    ):
        return True
    return undated(statement.text) or group_of_strangers(analysis, statement)


def undated(text: str) -> bool:
    """Return whether a statement names a day or month and no year."""
    days = [figure for figure in figures(text) if figure.kind is FigureKind.DATE and not figure.value]
    return bool(days) and re.search(r"\b1\d{3}\b|\b20\d\d\b", text) is None


def group_of_strangers(analysis: Analysis, statement: Statement) -> bool:
    """Return whether a past event is told of "six men", or of "more lives" than nobody says what."""
    ordered = [analysis.words[i] for i in sorted(statement.spans, key=lambda i: statement.spans[i])]
    if ordered and ordered[0].tag == "CD" and ordered[0].text.isalpha() and any(word.tag == "VBD" for word in ordered):
        return True
    if " than " in statement.text:
        return False
    return any(
        word.text.lower() in ("more", "fewer", "less") and word.dep == "amod" and following.pos == "NOUN"
        for word, following in pairwise(ordered)
    )


def _open_slot(analysis: Analysis, term: Term) -> bool:
    """Return whether a term stands where much else could: the object of a bland verb, or a clause's first word."""
    head = analysis.words[term.end - 1]
    governor = analysis.words[head.head]
    return head.dep in ("nsubj", "nsubjpass", "dobj") and rank(governor.lemma.lower()) < 1500
