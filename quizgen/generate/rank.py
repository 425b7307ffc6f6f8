"""Rank: the expected share of acceptance of a draft, from features that explain themselves."""

from __future__ import annotations

from dataclasses import dataclass

from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.item import Kind, key_text, kind_of

PRIORS = {
    "pair": 1.0, "acronym": 0.97, "linked cause": 0.94, "cause": 0.92, "means": 0.92, "contrast": 0.9, "called": 0.92,
    "glossary": 0.9, "superlative": 0.9, "agent": 0.9, "purpose": 0.86, "date": 0.93, "quantity": 0.92, "who is": 0.85,
    "apposition": 0.87, "term": 0.86, "place": 0.86, "person": 0.9, "enumeration": 0.94, "table row": 0.9,
    "condition": 0.84, "effect": 0.84, "according to": 0.84, "object": 0.82, "preposition object": 0.84, "subject": 0.8,
    "cloze figure": 0.9, "cloze defined": 0.92, "cloze marked": 0.9, "cloze date": 0.88, "cloze person": 0.88,
    "cloze name": 0.87, "cloze place": 0.87, "cloze acronym": 0.87, "cloze compound": 0.84, "cloze noun": 0.86, "cloze count": 0.88,
}  # fmt: skip
"""Hand-set share of acceptance per family, used until a model trained on judged items ships."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What the score is made of; every field is a number or a name that a person can check against the item.

    `stem_words`, `key_words` count words, `sentence_words` those of the source. `pending` is 1 when a context line
    carries a reference. `names` and `numbers` count them in the stem, `content` its content words. `salience` is in how
    many sentences of the note the key's rarest content word stands. `roots` and `clauses` count trees and clauses of
    the sentence, `oddities` the doubts about the clauses of it, `unknown` words that no dictionary has.
    """

    family: str
    kind: str
    stem_words: int
    key_words: int
    sentence_words: int
    pending: int
    names: int
    numbers: int
    content: int
    salience: int
    roots: int
    clauses: int
    oddities: int
    doubts: tuple[str, ...]
    answer_type: str
    bullet: int


def features(draft: Draft, analysis: Analysis, discourse: Discourse) -> Features:
    """Return the features of a draft."""
    question = draft.question
    words = analysis.words
    stem = words[draft.asked[0] : draft.asked[1]]
    answer = words[draft.answer[0] : draft.answer[1]]
    content = [word for word in answer if word.pos in ("NOUN", "PROPN", "NUM", "ADJ", "VERB")]
    return Features(
        family=draft.rule,
        kind=kind_of(question).value,
        stem_words=len(question.stem.split()),
        key_words=len(key_text(question).split()),
        sentence_words=len(analysis.sentence.text.split()),
        pending=int(draft.pending),
        names=len({word.name for word in stem if word.name >= 0}),
        numbers=sum(word.pos == "NUM" for word in stem),
        content=sum(word.pos in ("NOUN", "PROPN", "NUM", "ADJ", "VERB") for word in stem),
        salience=min((discourse.counts[word.lemma.lower()] for word in content), default=0),
        roots=len(analysis.parse.roots),
        clauses=len(analysis.clauses),
        oddities=sum(len(clause.doubts) for clause in analysis.clauses),
        doubts=draft.doubts,
        answer_type=next((word.ent for word in answer if word.ent), content[-1].pos if content else ""),
        bullet=int(analysis.sentence.shape.value in ("bullet", "step")),
    )


def score(found: Features) -> float:
    """Return the expected share of acceptance, 0 to 1."""
    value = PRIORS.get(found.family, 0.8)
    if found.kind in (Kind.SHORT_ANSWER, Kind.MULTIPLE_CHOICE):
        value -= 0.02 * max(0, found.stem_words - 18)
        value -= 0.03 * max(0, 7 - found.stem_words) if found.family not in _SHORT else 0
    value -= 0.06 * len(found.doubts)
    value -= 0.03 * min(found.oddities, 3)
    value -= 0.05 * found.pending
    value -= 0.02 * max(0, found.sentence_words - 30) / 5
    return max(0.0, min(1.0, round(value, 3)))


_SHORT = frozenset({"acronym", "who is", "apposition", "glossary", "term", "table row", "pair"})
