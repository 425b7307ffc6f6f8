"""Terms that are names: runs of capitalised words, whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import Discourse
from quizgen.generate.inflect import known
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word
from quizgen.generate.term import Term, TermKind

_KINDS = {
    "PERSON": TermKind.PERSON, "GPE": TermKind.PLACE, "LOC": TermKind.PLACE, "FAC": TermKind.PLACE,
    "ORG": TermKind.NAME, "PRODUCT": TermKind.NAME, "EVENT": TermKind.NAME, "WORK_OF_ART": TermKind.NAME,
    "LAW": TermKind.NAME, "NORP": TermKind.NAME, "LANGUAGE": TermKind.NAME,
}  # fmt: skip


_INNER = word_set("of the de la von van der den di da al el and & ' 's du des for in on v. v vs. vs .")


def names(analysis: Analysis, discourse: Discourse) -> Iterator[Term]:
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
                and (versus or words[end].text == "of" or _office(words, end) or _same_entity(words, at, bridge))
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
        if start < end and not _cut(analysis, start, end):
            yield _name(analysis, start, end)
        at = end


_OFFICES = word_set(
    """commissioner minister secretary society council center centre institute ministry department organization
    organisation association foundation agency office board committee commission director fund office bureau"""
)


def _office(words: tuple[Word, ...], end: int) -> bool:
    """Return whether "for" joins an office or body to its task: "High Commissioner for Refugees"."""
    return words[end].text.lower() in ("for", "on") and words[end - 1].text.lower() in _OFFICES


def _cut(analysis: Analysis, start: int, end: int) -> bool:
    """Return whether a name goes on beyond its run: "Sealed" before "Air", "and Company" behind "W. R. Grace"."""
    words = analysis.words
    before = words[start - 1] if start else None
    if (
        before is not None
        and before.text[:1].isupper()
        and before.dep in ("compound", "amod", "nmod")
        and start <= before.head < end
    ):
        return before.pos != "DET" and not (before.tag in ("NN", "NNP") and before.text.lower() in TITLES)
    if start > 1 and words[start - 1].text == "The":
        return True
    lead = analysis.sentence.text[: words[start].start]
    if re.search(r"[A-Z]\w+(?: and)? of(?: the)? $", lead):
        return True
    if end + 1 < len(words) and words[end].text.lower() in ("and", "&"):
        return words[end + 1].text.rstrip(".") in (
            "Company",
            "Co",
            "Sons",
            "Brothers",
            "Bros",
            "Associates",
            "Partners",
        )
    return False


TITLES = word_set(
    """president emperor king queen prince princess pope sir lord lady dr mr mrs ms professor chancellor justice general
    captain admiral saint minister secretary senator inspector director"""
)


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
    single = analysis.words[start] if end - start == 1 else None
    if start == 0 and single is not None and _modifier(analysis, 0):
        weight = 0.0
    if _modifier(analysis, end - 1):
        weight = 0.0
    if single is not None and single.text.lower() in _BODIES:
        weight = 0.0
    owned = end < len(analysis.words) and analysis.words[end].tag == "POS"
    if single is not None and owned and kind is not TermKind.PLACE:
        weight = 1.0 if start and kind is not TermKind.PERSON else 0.0
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
