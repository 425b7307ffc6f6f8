"""Terms of a sentence in another language: figures, names and acronyms, from plain text or from a parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.generate.numbers import FigureKind, figures
from quizgen.rules.given_names import GIVEN_NAMES
from quizgen.rules.text import Token, tokens
from quizgen.rules.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


@dataclass(frozen=True, slots=True)
class ForeignTerm:
    """What a blank may hide: `text[start:end]` of the sentence, its kind, and how much it is worth."""

    start: int
    end: int
    kind: str
    weight: float


def plain_figures(text: str, language: str) -> Iterator[ForeignTerm]:
    """Yield dates, years and numbers with their unit left visible."""
    if language in ("ja", "zh"):
        yield from _east_asian(text)
        return
    for figure in figures(text, language):
        dated = figure.kind in (FigureKind.YEAR, FigureKind.DATE, FigureKind.DECADE)
        if not dated and not figure.unit and figure.kind is FigureKind.NUMBER:
            continue
        if not dated and figure.kind is FigureKind.NUMBER and figure.value < 3:
            continue
        before, after = text[: figure.start], text[figure.end :]
        if re.match(r"[-\u2011\u2013]\w|\.\s*[a-zà-ÿ]|\s?Uhr|[“”»\"]", after) or re.search(
            r"[“„«\"][^“”»\"]*$", before
        ):
            continue
        yield ForeignTerm(figure.start, figure.end, "date" if dated else "figure", 2.3 if dated else 2.6)


_ASIAN_NUMBER = re.compile(
    r"(?<![\d０-９])(\d[\d,，.]*)(?=年|月|日|人|円|元|メートル|キロ|トン|億|万|%|％|パーセント|歳|世紀|か国|カ国|か所|隻"
    r"|個|枚|回|度|時間|分|公里|米|亿)"
)
_KATAKANA = re.compile(r"[ァ-ヺー・]{3,}")


_ASIAN_DATE = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?")
_ASIAN_NAME = re.compile(r"[\u4e00-\u9fff]{5,}|[ァ-ヺー・]{4,}")


def asian_anchor(text: str) -> bool:
    """Return whether a Japanese or Chinese text seems to hold a name: five ideographs or four katakana in a row."""
    return _ASIAN_NAME.search(text) is not None


def _east_asian(text: str) -> Iterator[ForeignTerm]:
    dates = [match.span() for match in _ASIAN_DATE.finditer(text)]
    for start, end in dates:
        yield ForeignTerm(start, end, "date", 2.4)
    for match in _ASIAN_NUMBER.finditer(text):
        if any(start <= match.start() < end for start, end in dates) or text[match.end()] in "月日":
            continue
        year = text[match.end() : match.end() + 1] == "年" and len(match.group()) == 4
        yield ForeignTerm(match.start(1), match.end(1), "date" if year else "figure", 2.3 if year else 2.1)
    for match in _KATAKANA.finditer(text):
        if not re.match(r"メートル|キロ|トン|パーセント|ドル|ユーロ|センチ", match.group()):
            yield ForeignTerm(match.start(), match.end(), "name", 1.8)


_LINKS = word_set("de del della di da do dos das du des la le von van der den ter y und et of al el ibn bin")


def names(text: str, language: str) -> Iterator[ForeignTerm]:
    """Yield names and acronyms that plain text shows: capitals inside the sentence; in German by other signs."""
    words = [token for token in tokens(text) if token.word]
    if language == "de":
        yield from _german(text, words)
        return
    at = 0
    while at < len(words):
        if not (_capital(text, words, at) or (at == 0 and _opens_name(text, words))):
            at += 1
            continue
        end = at + 1
        while end < len(words) and _touching(text, words[end - 1], words[end]):
            if _capital(text, words, end) or (words[end].low in _LINKS and _linked(text, words, end)):
                end += 1
            else:
                break
        while end > at and not words[end - 1].capital:
            end -= 1
        if at == 0 and end >= 3 and language in ("ru", "uk", "pl"):
            at = 1
        start, stop = words[at].start, words[end - 1].start + len(words[end - 1].text)
        kind = "name"
        weight = 2.2 if end - at > 1 else 2.0
        if words[at].text.isupper() and end - at == 1:
            weight = 1.6
        if at == 0:
            weight = 1.5
        if not re.search(r"[“„«\"'‘][^“”»\"'’]*$", text[:start]) and stop - start > 2:
            yield ForeignTerm(start, stop, kind, weight)
        at = end


def _opens_name(text: str, words: list[Token]) -> bool:
    """Return whether the sentence opens with a name of several words: its first word is long, and a capital follows."""
    if len(words) < 2 or len(words[0].text) < 4 or not words[0].capital or not _touching(text, words[0], words[1]):
        return False
    return words[1].capital or (words[1].low in _LINKS and _linked(text, words, 1))


def _linked(text: str, words: list[Token], at: int) -> bool:
    """Return whether a small word joins two parts of a name: a capital follows within two words."""
    for ahead in (at + 1, at + 2):
        if ahead < len(words) and _touching(text, words[ahead - 1], words[ahead]):
            if _capital(text, words, ahead):
                return True
            if words[ahead].low not in _LINKS:
                return False
    return False


def _capital(text: str, words: list[Token], at: int) -> bool:
    token = words[at]
    before = text[: token.start].rstrip()
    opening = not before or before[-1] in '.!?:…“„«"(—–-'
    return token.capital and not opening and len(token.text) > 1


def _touching(text: str, one: Token, other: Token) -> bool:
    between = text[one.start + len(one.text) : other.start]
    return between in (" ", "\u00a0") or (between == ". " and len(one.text) == 1)


_GERMAN_PLACE = re.compile(
    r"(?<![\w-])[A-ZÄÖÜ][a-zäöüß]{2,}er (?:Straße|Tor|Platz|Brücke|Dom|Schloss|Frieden|Vertrag|Kongress|Meer|See|Wald"
    r"|Bucht|Allee|Bahnhof|Münster|Rathaus|Universität|Konferenz|Abkommen|Erklärung|Alpen|Halbinsel|Kanal|Hafen|Oper)(?![\w-])"
)
"""Names of the form "Bornholmer Straße"."""


def _german(text: str, words: list[Token]) -> Iterator[ForeignTerm]:
    """Yield names in German, where every noun has a capital: persons by their given name, places, acronyms."""
    for match in _GERMAN_PLACE.finditer(text):
        if match.start():
            yield ForeignTerm(match.start(), match.end(), "name", 2.2)
    at = 0
    while at < len(words):
        token = words[at]
        if token.text in GIVEN_NAMES and at + 1 < len(words) and _touching(text, token, words[at + 1]):
            end = at + 1
            while end < len(words) and end - at < 4 and _touching(text, words[end - 1], words[end]):
                initial = re.fullmatch(r"[A-ZÄÖÜ]\.?", words[end].text) is not None
                if not (words[end].capital or words[end].low in ("von", "van", "zu")):
                    break
                end += 1
                if not initial and words[end - 1].capital:
                    break
            stop = words[end - 1].start + len(words[end - 1].text)
            if end - at >= 2:
                yield ForeignTerm(token.start, stop, "person", 2.5)
                at = end
                continue
        plain = token.text.isalpha() and len(token.text) <= 5
        if token.text.isupper() and len(token.text) >= 2 and plain and at > 0:
            yield ForeignTerm(token.start, token.start + len(token.text), "name", 1.6)
        at += 1


_ENTITIES = {"PER": 2.5, "PERSON": 2.5, "LOC": 2.1, "GPE": 2.1, "ORG": 2.2, "MISC": 1.7, "FAC": 2.0, "EVENT": 2.2}


def parsed_terms(doc: Doc) -> Iterator[ForeignTerm]:
    """Yield the entities of a parse that are written as names, and its nouns that an adjective or noun narrows."""
    for entity in doc.ents:
        weight = _ENTITIES.get(entity.label_, 0.0)
        span = _trimmed(entity)
        if not weight or span is None or not _name_like(span):
            continue
        if span.start == 0:
            weight -= 0.4
        yield ForeignTerm(
            span.start_char, span.end_char, "person" if entity.label_.startswith("PER") else "name", weight
        )
    for token in doc:
        if token.pos_ != "NOUN" or token.ent_type_ or token.i == 0:
            continue
        span = _noun_term(doc, token.i)
        if span is not None:
            yield ForeignTerm(span.start_char, span.end_char, "term", 1.3)


def _trimmed(entity: Span) -> Span | None:
    """Return an entity without articles and small words at its edges."""
    start, end = entity.start, entity.end
    while start < end and (
        entity.doc[start].pos_ in ("DET", "ADP", "PUNCT") or entity.doc[start].text.endswith(("'", "’"))
    ):
        start += 1
    while end > start and entity.doc[end - 1].pos_ in ("DET", "ADP", "PUNCT", "CCONJ"):
        end -= 1
    return entity.doc[start:end] if end > start else None


def _name_like(span: Span) -> bool:
    first, last = span[0], span[-1]
    if len(span) > 6 or not first.text[:1].isupper() or not last.text[:1].isalnum():
        return False
    if any(token.pos_ in ("VERB", "AUX", "PRON") for token in span):
        return False
    if first.i == 0 and first.pos_ != "PROPN":
        return False
    after = span.doc[span.end] if span.end < len(span.doc) else None
    before = span.doc[span.start - 1] if span.start else None
    joined = (after is not None and not last.whitespace_ and after.text[:1] in "-’'") or (
        before is not None and not before.whitespace_ and before.text.endswith("-")
    )
    cut = (after is not None and after.pos_ == "PROPN") or (
        before is not None and before.pos_ == "PROPN" and before.i > 0
    )
    return not joined and not cut


def _noun_term(doc: Doc, i: int) -> Span | None:
    """Return a noun with its adjectives right beside it (and nothing else), when there is at least one."""
    start, end = i, i + 1
    while start > 0 and doc[start - 1].pos_ == "ADJ" and doc[start - 1].head.i == i:
        start -= 1
    while end < len(doc) and doc[end].pos_ == "ADJ" and doc[end].head.i == i:
        end += 1
    if end - start < 2 or end - start > 3:
        return None
    if any(token.morph.get("NumType", []) or token.lemma_ in _BLAND for token in doc[start:end]):
        return None
    listed = end < len(doc) and doc[end].pos_ in ("CCONJ",) and end + 1 < len(doc) and doc[end + 1].pos_ == "ADJ"
    return None if listed else doc[start:end]


_BLAND = word_set(
    """grand petit nouveau premier dernier autre bon mauvais long court jeune vieux même tel seul certain plusieurs
    grande gran nuevo primero último otro bueno malo largo joven viejo mismo solo principal mayor menor nuovo primo
    ultimo altro buono piccolo stesso novo outro bom pequeno próprio groot klein nieuw eerste laatste ander goed groß
    klein neu erste letzte andere gut important importante différent diferente"""
)
