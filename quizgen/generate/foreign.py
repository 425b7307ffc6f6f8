"""Other languages: clozes of numbers, dates and names found without a parser, or with one that the user installed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizgen.candidate import Candidate, Rejection, SentenceReport
from quizgen.generate.foreign_terms import ForeignTerm, asian_anchor, names, parsed_terms, plain_figures
from quizgen.generate.sentences import Place, Sentence, sentences
from quizgen.item import BLANK, TAKEAWAYS, Cloze, Source
from quizgen.note import Emphasis, Note, Shape
from quizgen.rules import NoteContext, check
from quizgen.rules.foreign_words import (
    AFTERWARDS,
    DANGLING_STARTS,
    DEMONSTRATIVES,
    FIRST_PERSON,
    POINTING_OPENINGS,
    POINTING_PHRASES,
    PROMOTION,
    PRONOUNS,
)
from quizgen.rules.text import Token, fold, masked, tokens
from quizgen.rules.words import word_set

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SPACELESS = frozenset({"ja", "zh", "th"})
"""Languages that put no blanks between words."""

_STEM, _CONTEXT, _LEAST = 25, 30, 6
_CHARS, _LEAST_CHARS = 80, 12
_PRO_DROP = frozenset({"es", "it", "pt"})
_ARTICLES = word_set("el la los las un una unos unas lo il i gli l uno o os as um uma uns umas le")


def foreign_reports(note: Note, *, package: str = "") -> tuple[SentenceReport, ...]:
    """Return what became of each sentence of a note that isn't in English: at most one cloze each.

    With `package`, the name of an installed spaCy model, entities and noun terms come from its parse, and sentences
    without a subject of their own are told apart; without it only figures, dates, names and acronyms are hidden.
    Raises QuizgenError G001 when the package is not installed.
    """
    units = tuple(_split(sentences(note), note.language))
    docs: Sequence[Doc | None] = [None] * len(units)
    if package:
        docs = list(_load(package).pipe(unit.text for unit in units))
    known = NoteContext(language=note.language)
    barred = _barred(note)
    reports: list[SentenceReport] = []
    seen: set[str] = set()
    for index, (unit, doc) in enumerate(zip(units, docs, strict=True)):
        before = units[index - 1] if index and units[index - 1].paragraph == unit.paragraph else None
        before_doc = docs[index - 1] if before is not None else None
        report = _report(_Unit(unit, doc, before, before_doc, note.language), known, barred, seen)
        reports.append(report)
    return tuple(reports)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence with the one before it in its paragraph, both with their parse where there is one."""

    sentence: Sentence
    doc: Doc | None
    before: Sentence | None
    before_doc: Doc | None
    language: str


def _load(package: str) -> Language:
    from quizgen.generate.parse import load_english

    return load_english(package)


def _split(units: Sequence[Sentence], language: str) -> Iterator[Sentence]:
    """Yield the sentences, those of a language without blanks cut at their own stops."""
    number = 0
    for unit in units:
        if language in SPACELESS:
            pieces = re.findall(r"[^。！？]+[。！？」』]*", unit.text)
        else:
            pieces = re.split(r"(?<=[.!?]\u201c)\s+(?=[^\W\da-zà-ÿ])", unit.text) if language == "de" else [unit.text]
        at = 0
        for piece in pieces:
            start = unit.text.find(piece, at)
            at = start + len(piece)
            marks = tuple(
                replace(mark, start=mark.start - start, end=mark.end - start)
                for mark in unit.marks
                if start <= mark.start and mark.end <= at
            )
            yield replace(unit, text=piece.strip(), index=number, marks=marks)
            number += 1


def _barred(note: Note) -> frozenset[str]:
    """Return the folded words that no blank may consist of: those of the title, and the names of whoever talks."""
    talk = " ".join(paragraph.text for paragraph in note.outro)
    speakers = {
        token.low
        for paragraph in note.summary
        for token in tokens(paragraph.text)
        if token.capital and token.start and re.search(rf"(?<!\w){re.escape(token.text)}(?!\w)", talk)
    }
    return frozenset({token.low for token in tokens(note.title.text) if token.word} | speakers)


def _report(unit: _Unit, known: NoteContext, barred: frozenset[str], seen: set[str]) -> SentenceReport:
    sentence = unit.sentence
    section = sentence.section or TAKEAWAYS
    made = SentenceReport(text=sentence.text, span=sentence.span, section=section)
    reason = _unfit(unit)
    if reason:
        return replace(made, reason=reason)
    context = ""
    if dangles(sentence.text, unit.doc, unit.language):
        context = _context(unit, barred)
        if not context:
            return replace(made, reason="dangling reference")
    rejected: list[Rejection] = []
    bare = False
    for term in _terms(unit, barred):
        line = context
        if not line and _bare(sentence.text, term, unit.language):
            line = _context(unit, barred)
            if not line and not _of_topic(sentence.text, term, barred):
                bare = True
                continue
        candidate = _candidate(sentence, term, section, line)
        findings = check(candidate, note=known)
        if findings or candidate.question.stem in seen:
            gate, why = (findings[0].code, findings[0].message) if findings else ("duplicate", "asked already")
            rejected.append(
                Rejection(question=candidate.question, rule=candidate.rule, gate=gate, why=why, context=context)
            )
            continue
        seen.add(candidate.question.stem)
        return replace(made, candidates=(candidate,), rejected=tuple(rejected))
    if bare and not rejected:
        return replace(made, reason="needs context")
    return replace(made, reason="no candidate passed" if rejected else "no question found", rejected=tuple(rejected))


def _bare(text: str, term: ForeignTerm, language: str) -> bool:
    """Return whether nothing but the hidden term says what the sentence is about: no other name, no date."""
    shown = text[: term.start] + " " + text[term.end :]
    if language in SPACELESS:
        return not asian_anchor(shown)
    if any(other.kind == "date" for other in plain_figures(shown, language)):
        return False
    return not any(True for _ in names(shown, language))


def _of_topic(text: str, term: ForeignTerm, title: frozenset[str]) -> bool:
    """Return whether a sentence names what the note is about: it shares a longer word with the title."""
    shown = fold(text[: term.start] + " " + text[term.end :])
    return any(len(word) >= 4 and word not in AFTERWARDS | _OPENERS and word in shown for word in title)


def _unfit(unit: _Unit) -> str:
    """Return why a sentence is no source of items, an empty string when it is one."""
    sentence, text = unit.sentence, unit.sentence.text
    if sentence.place is Place.SUMMARY:
        return "promotion"
    if sentence.shape is Shape.ROW:
        return "table row"
    if re.search(r"[?¿？]\s*[\"'”»]?$", text):
        return "question"
    if text.count("\u201e") != text.count("\u201c") and "\u201e" in text:
        return "broken quotation"
    words = [token.low for token in tokens(masked(text)) if token.word]
    if any(word in FIRST_PERSON.get(unit.language, frozenset()) for word in words):
        return "first person"
    if any(word.startswith(stem) for word in words for stem in PROMOTION):
        return "promotion"
    if unit.language in SPACELESS:
        return "" if _LEAST_CHARS <= len(text) <= _CHARS else "too short or too long"
    if not _LEAST <= len(words) <= _STEM or not re.search(r"[.!…:。]\W*$", text):
        return "too short or too long"
    return ""


def dangles(text: str, doc: Doc | None, language: str) -> bool:
    """Return whether a sentence leans on the one before: by a pronoun, a demonstrative, or a subject left out."""
    words = [token for token in tokens(masked(text)) if token.word]
    if text.startswith(POINTING_OPENINGS.get(language, ())) and language in POINTING_OPENINGS:
        return True
    pointing = POINTING_PHRASES.get(language)
    if pointing is not None and re.match(pointing, fold(text)):
        return True
    if not words or words[0].low in DANGLING_STARTS.get(language, frozenset()):
        return True
    if any(word.low in DEMONSTRATIVES.get(language, frozenset()) for word in words):
        return True
    if any(word.low in AFTERWARDS for word in words[:4]) or _CLITIC.get(language, _NEVER).search(text):
        return True
    if doc is not None:
        return _dangles_by_parse(doc, language)
    pronouns = PRONOUNS.get(language, frozenset())
    for position, token in enumerate(words):
        if token.low in pronouns and not _noun_before(words[:position], language):
            return True
    return language in _PRO_DROP and not _subject_shown(words, language)


_NEVER = re.compile(r"(?!)")
_CLITIC = {
    "es": re.compile(r"(?i)\b(?:lo|la|los|las|le|les) \w+(?:ó|aron|ieron|aba|aban)\b"),
    "it": re.compile(r"(?i)\b(?:lo|la|li|le|gli) \w+(?:ò|ì|arono|irono|erono|ava|avano|eva|evano)\b"),
    "pt": re.compile(r"(?i)\w-(?:o|a|os|as|lhe|lhes|lo|la)\b"),
}
"""Object pronouns before a past form: what they stand for is named elsewhere."""


def _noun_before(words: Sequence[Token], language: str) -> bool:
    """Return whether a noun may stand before a pronoun: a capitalised word in German, any longer word elsewhere."""
    found = list(words)
    if language == "de":
        return any(word.capital and word.start > 0 for word in found)
    return any(len(word.text) > 3 and word.text.isalpha() for word in found[1:]) or any(
        word.capital for word in found[1:]
    )


_OPENERS = word_set(
    """a en de del por para con sin sobre entre hasta desde durante según tras ante bajo contra como cuando si mientras
    aunque al todo toda todos todas cada ambos in da di su per tra fra dopo prima nel nella nei nelle dal dalla sul
    sulla em na no nas nos pelo pela com após até ao à às aos ogni ad ed quando mentre enquanto"""
)
"""Prepositions and conjunctions with which a Spanish, Italian or Portuguese sentence may open."""

_BEING = word_set(
    """es son era eran fue fueron está están estaba tiene tienen tenía había hay mide pesa se fu furono è sono erano ha
    hanno aveva misura foi foram é são tem têm tinha havia há"""
)
"""Forms of "be", "have" and the like that open a sentence whose subject is left out."""

_VERBAL = {
    "es": re.compile(r"\w{2,}(?:ó|aron|ieron|aba|aban|ía|ían)$"),
    "it": re.compile(r"\w{2,}(?:ò|ì|arono|irono|erono|ava|avano|eva|evano)$"),
    "pt": re.compile(r"\w{2,}(?:ou|eu|iu|aram|eram|iram|ava|avam|iam)$"),
}


def _subject_shown(words: Sequence[Token], language: str) -> bool:
    """Return whether a Spanish, Italian or Portuguese sentence seems to have its own subject.

    One that opens with a verb form, or with a word that is neither article nor preposition and an article behind it,
    has
    its subject left out or behind the verb; one that opens with a preposition must show an article or a name later.
    """
    found = list(words[:8])
    if not found:
        return False
    first = found[0].low
    if first in _ARTICLES:
        return True
    if first not in _OPENERS:
        verbal = first in _BEING or _VERBAL[language].match(first) is not None
        return not verbal and not (len(found) > 1 and found[1].low in _ARTICLES)
    return any(word.low in _ARTICLES or (word.capital and word.text.isalpha()) for word in found[2:])


def _dangles_by_parse(doc: Doc, language: str) -> bool:
    for token in doc:
        personal = token.pos_ == "PRON" and token.dep_ in ("nsubj", "nsubj:pass", "sb")
        if (
            personal
            and "Prs" in token.morph.get("PronType", [])
            and not any(t.pos_ in ("NOUN", "PROPN") for t in doc[: token.i])
        ):
            return True
    if language not in _PRO_DROP:
        return False
    roots = [token for token in doc if token.dep_ == "ROOT" and token.pos_ in ("VERB", "AUX")]
    return any(not any(child.dep_.startswith(("nsubj", "csubj", "expl")) for child in root.children) for root in roots)


def _context(unit: _Unit, title: frozenset[str]) -> str:
    """Return the sentence before, when it stands alone, names something and is short enough; else an empty string."""
    if unit.before is None:
        return ""
    text = unit.before.text
    short = len(text) <= _CHARS if unit.language in SPACELESS else len(text.split()) <= _CONTEXT
    named = any(True for _ in names(text, unit.language)) or any(
        len(word) >= 5 and word not in AFTERWARDS | _OPENERS and word[:6] in fold(text) for word in title
    )
    if not named and unit.language not in SPACELESS:
        return ""
    if not short or re.search(r"[?¿？]", text) or dangles(text, unit.before_doc, unit.language):
        return ""
    return text


def _terms(unit: _Unit, barred: frozenset[str]) -> list[ForeignTerm]:
    """Return the terms of a sentence, the weightiest first."""
    sentence = unit.sentence
    literal = [
        (mark.start, mark.end) for mark in sentence.marks if mark.kind in (Emphasis.CODE, Emphasis.MATH, Emphasis.LINK)
    ]
    found = [*plain_figures(sentence.text, unit.language), *names(sentence.text, unit.language)]
    if unit.doc is not None:
        parsed = list(parsed_terms(unit.doc))
        plain = [replace(term, weight=term.weight - 0.4) for term in names(sentence.text, unit.language)]
        plain = [term for term in plain if all(term.end <= other.start or other.end <= term.start for other in parsed)]
        found = [*plain_figures(sentence.text, unit.language), *parsed, *plain]
    kept = []
    for term in sorted(found, key=lambda term: (-term.weight, term.start)):
        parts = [token.low for token in tokens(sentence.text[term.start : term.end]) if token.word]
        if (
            not parts
            or all(part in barred for part in parts)
            or any(a < term.end and term.start < b for a, b in literal)
        ):
            continue
        rest = fold(sentence.text[: term.start] + " " + sentence.text[term.end :])
        if re.search(rf"(?<!\w){re.escape(fold(sentence.text[term.start : term.end]))}(?!\w)", rest):
            continue
        kept.append(term)
    return kept


def _candidate(sentence: Sentence, term: ForeignTerm, section: str, context: str) -> Candidate:
    text = sentence.text
    stem = text[: term.start] + BLANK + text[term.end :]
    shown = "\n".join((stem, text[term.start : term.end], context))
    literals = {
        kind: tuple(text[m.start : m.end] for m in sentence.marks if m.kind is kind and text[m.start : m.end] in shown)
        for kind in (Emphasis.CODE, Emphasis.MATH)
    }
    return Candidate(
        question=Cloze(stem=stem, key=text[term.start : term.end]),
        source=Source(path=sentence.span.path, text=text, line=sentence.span.line),
        section=section,
        rule=f"cloze {term.kind}",
        score=0.8,
        context=context,
        code=literals[Emphasis.CODE],
        math=literals[Emphasis.MATH],
    )
