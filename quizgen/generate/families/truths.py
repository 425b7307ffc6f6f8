"""Truths: short plain statements with a turn in them, asked whole where no term of the sentence is worth hiding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.sentences import Place
from quizgen.generate.term import rank
from quizgen.generate.terms import terms
from quizgen.generate.trim import Statement, statements
from quizgen.item import TrueFalse
from quizgen.note import Shape
from quizgen.rules.words import EVALUATIVE

_LONGEST, _SHORTEST, _STRONG = 17, 7, 1.5
_TURNS = re.compile(
    r"(?i)\b(?:not|\w+n't|but|without|only|rather than|instead of|never|although|though|unless|if|when|while|whereas"
    r"|than|cannot|fail(?:s|ed)?|lacks?|prevents?|no longer|until)\b"
)
_OPENERS = word_set(
    """despite although while unlike though if when because by with since whereas before after most many some several
    few all much more another others these those this that such there so yet and but or it they he she once as in on at
    here what who which how why one both each either neither"""
)
_WEAK = word_set(
    """either also too then again you your we our us i my me today currently recently now soon may might could perhaps
    probably maybe"""
)


def truths(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield a short statement of the note as a true one: one that denies, contrasts, compares or sets a condition.

    Nothing where a name, figure or term of the sentence can be hidden: a cloze asks more.
    """
    sentence = analysis.sentence
    if sentence.place is Place.SUMMARY or sentence.shape is Shape.ROW or not sentence.text.rstrip().endswith("."):
        return
    opening = analysis.words[0].text.lower() if analysis.words else ""
    if len(analysis.words) > 2 * _LONGEST or opening in _OPENERS or not _TURNS.search(sentence.text):
        return
    for statement in statements(analysis, discourse)[:1]:
        if _fit(analysis, statement) and not any(term.weight >= _STRONG for term in terms(analysis, discourse)):
            used = sorted(statement.spans)
            yield Draft(
                question=TrueFalse(stem=statement.text, key=True),
                rule="true statement",
                sentence=sentence.index,
                asked=(used[0], used[-1] + 1),
                doubts=("reference replaced",) if statement.replaced else (),
            )


def _fit(analysis: Analysis, statement: Statement) -> bool:
    """Return whether a statement is short, plain, anchored, and says something that could be otherwise."""
    text = statement.text
    if statement.pending or statement.replaced or not _SHORTEST <= statement.length <= _LONGEST:
        return False
    if re.search(r'["\u201c\u201d;:?!\u2014()$=]|\.\s\w', text.rstrip(".")) or not _TURNS.search(text):
        return False
    words = [analysis.words[i] for i in sorted(statement.spans)]
    low = [word.text.lower() for word in words]
    if low[0] in _OPENERS or any(word in _WEAK or word in EVALUATIVE for word in low):
        return False
    if any(word.tag in ("JJS", "RBS") or word.literal for word in words) or words[0].tag in ("VB", "VBG", "CD"):
        return False
    subject = next((clause.subject for clause in analysis.clauses if clause.subject is not None), None)
    if subject is None or subject.start > words[0].i or analysis.words[subject.head].pos == "PRON":
        return False
    if low[0] == "the" and subject.end - subject.start < 3:
        return False
    if any(clause.doubts for clause in analysis.clauses):
        return False
    rare = [w for w in words if w.pos in ("NOUN", "PROPN", "ADJ", "VERB") and rank(w.lemma.lower()) > 2500]
    return len(rare) >= 2
