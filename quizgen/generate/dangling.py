"""Dangling: what a statement leaves open that neither it nor its context line explains."""

from __future__ import annotations

import re

from quizgen.generate.anchors import leaning
from quizgen.generate.clauses import Analysis, ClauseKind
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.kinds import PERSON_NOUNS
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word

_LONGEST, _SHORTEST = 25, 5


_SHELLS = word_set(
    """reason explanation remedy drawback advantage disadvantage problem solution answer result consequence cause effect
    evidence concern illustration exception example lesson novelty idea point question difference difficulty challenge
    approach alternative step move change shift trend gap picture story case version kind rest other moral upshot catch
    trick progress proponent opponent critic supporter observer one part factor issue benefit risk cost price"""
)
"""Nouns that stand for what the text around them says: as a bare subject they tell nobody what is meant."""


def dangles(analysis: Analysis, discourse: Discourse, draft: Draft, context: str) -> str:
    """Return what neither a statement nor its context line explains, in words; empty when it can be read alone."""
    start, end = draft.asked
    words = analysis.words[start:end]
    if any(name in context for name in sorted(discourse.guests)):
        return "the context is about who talks"
    timeless = not any(word.tag == "VBD" for word in words)
    known = {word.lower()[:5] for word in re.findall(r"[^\W\d_]{3,}", context)}
    for first, last in leaning(analysis):
        if not start <= first < end:
            continue
        head = analysis.words[last - 1]
        said = {word.lemma.lower()[:5] for word in analysis.words[start:first]}
        if head.lemma.lower()[:5] not in known | said and not (timeless and _role(head)):
            return f"the {head.text}: which"
    for clause in analysis.clauses:
        part = clause.subject
        if part is None or clause.kind not in (ClauseKind.MAIN, ClauseKind.CONJUNCT) or not start <= part.start < end:
            continue
        head = analysis.words[part.head]
        inside = analysis.words[part.start : part.end]
        named = any(word.pos == "PROPN" for word in inside)
        kids = [analysis.words[k] for k in analysis.parse.children[head.i]]
        if (
            head.lemma.lower() in _SHELLS
            and not named
            and not any(kid.text.lower() == "of" or kid.dep in ("relcl", "acl", "compound") for kid in kids)
        ):
            return f"{head.text}: of what"
        placed = any(
            kid.dep in ("prep", "advmod") and kid.i > head.i and kid.text.lower() not in ("of", "to", "between", "for")
            for kid in kids
        )
        if inside[0].text.lower() == "the" and placed and not named:
            return f"the {head.text}: which"
    names = any(
        (word.pos == "PROPN" and word.ent not in ("DATE", "TIME")) or word.ent in ("NORP", "GPE", "ORG", "PERSON")
        for word in words
    )
    dated = re.search(r"\b1\d{3}\b|\b20\d\d\b|\bcentury\b", draft.question.stem)
    verb = next((word for word in words if word.dep == "ROOT"), None)
    if verb is not None and not names and not dated and not _before(context):
        tensed = [
            verb,
            *(
                analysis.words[k]
                for k in analysis.parse.children[verb.i]
                if analysis.words[k].dep in ("aux", "auxpass")
            ),
        ]
        if any(word.tag == "VBD" or word.text.lower() == "has" or word.text.lower() == "have" for word in tensed):
            return "a past event without a name or date"
    if (
        re.search(r"\b(?:its|their|his|her)\b", draft.question.stem)
        and not _before(context)
        and _alien(analysis, start, end)
    ):
        return "whose"
    return ""


_ROLES = word_set(
    "employer employee borrower lender insurer donor recipient carrier attacker opponent provider holder taxpayer"
)


def _role(noun: Word) -> bool:
    """Return whether a noun names a role, which "the" may stand for in general: "the employer", "the buyer"."""
    low = noun.lemma.lower()
    return low in PERSON_NOUNS or (low.endswith(("er", "or", "ee")) and low in _ROLES)


def _before(context: str) -> bool:
    return bool(context) and not context.startswith("Topic:")


def _alien(analysis: Analysis, start: int, end: int) -> bool:
    """Return whether a possessive stands in what the subject becomes or remains: it then is somebody else's."""
    return any(
        word.text.lower() in ("its", "their", "his", "her") and analysis.words[word.head].dep in ("attr", "oprd")
        for word in analysis.words[start:end]
    )
