"""Means and purpose: "How ...?" from "by doing", "Why ...?" from "in order to do"."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.generate.clauses import Analysis, Clause, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families.common import LONG_KEY, askable, content_words, draft
from quizgen.generate.kinds import acts
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.stems import phrase, question

_LEADING = frozenset({"be", "have", "need", "use", "take", "go", "come", "continue", "serve", "help", "tend", "begin"})
"""Verbs whose infinitive is a complement rather than a purpose."""

_GOVERN_TO = word_set(
    """link relate attach tie connect add compare belong respond attribute devote lead contribute expose restrict limit
    confine reduce convert apply refer correspond mean expect design intend suppose require allow force know say believe
    think estimate live survive grow wake awake rise return move transfer wait agree decide refuse try want plan hope
    aim fail manage"""
)
"""Verbs that govern "to" themselves: what follows is their complement, and the "verb" may be a noun."""

_OPENINGS = ("to", "in", "so")


def means(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield how-questions whose key is a "by" phrase with a verb ("by cutting costs")."""
    for clause in askable(analysis):
        for part in clause.parts:
            if part.role is not Role.PREP or part.word != "by" or part.noun < 0:
                continue
            if analysis.words[part.noun].tag != "VBG":
                continue
            ways = [p for p in clause.parts if p.noun >= 0 and analysis.words[p.noun].lemma in ("way", "step", "means")]
            stem = question(analysis, discourse, clause, "How", drop=(part, *ways))
            if stem is None or content_words(analysis, stem.used) < (2 if clause.imperative else 3):
                continue
            key = phrase(analysis, discourse, part, present=stem.used if stem else (), said=stem.text if stem else "")
            yield from draft(analysis, stem, key, "means", limit=LONG_KEY)


def _acts(analysis: Analysis, discourse: Discourse, clause: Clause) -> bool:
    """Return whether the subject can have a purpose: a person or a body of persons."""
    if clause.subject is None:
        return clause.imperative
    return acts(analysis, discourse, clause.subject.head)


def purpose(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield why-questions whose key is an infinitive of purpose ("to save space")."""
    for clause in askable(analysis):
        if not clause.passive and not _acts(analysis, discourse, clause):
            continue
        for part in clause.parts:
            if part.role is not Role.PURPOSE:
                continue
            first = analysis.words[part.start].text.lower()
            verb = analysis.words[clause.verb].lemma
            if first not in _OPENINGS or verb in _LEADING or (first == "to" and verb in _GOVERN_TO):
                continue
            stem = question(analysis, discourse, clause, "Why", drop=(part,))
            key = phrase(analysis, discourse, part, present=stem.used if stem else (), said=stem.text if stem else "")
            yield from draft(analysis, stem, key, "purpose", limit=LONG_KEY)
