"""Context: the sentence before, printed above a stem that leans on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from quizgen.generate.anchors import leaning
from quizgen.generate.clauses import Analysis, ClauseKind
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.topic import names_topic, topic_lines
from quizgen.generate.wording import capital, render
from quizgen.item import TrueFalse, key_text

LIMIT = 30
"""How many words a context line has at most."""


_ROLES = word_set(
    """jury court judge verdict trial defendant prosecution police suspect warning statute government parliament king
    queen crown army enemy war peace city town river mountain coast island crew captain ship company market price
    economy bank investor fund patient doctor nurse blood heart brain body cell table array key tree network server
    client user program algorithm data model system process reaction solution temperature pressure surface material
    team manager employee customer product company reader author book play film orchestra band audience game player
    ball board king pawn bishop knight rook center centre board opponent cook dough oven pan dish plant seed soil crop
    text script language word sentence letter verb sound note scale octave string"""
)
"""Nouns for parts that a known topic brings along: with the trial named, "the jury" is clear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What may be printed above the drafts of one sentence: topic lines, the longer first, and the sentence before."""

    topics: tuple[str, ...]
    before: str


def setting(analysis: Analysis, discourse: Discourse) -> Setting:
    """Return the lines that may be printed above a sentence's drafts; `before` is empty where it can't stand alone."""
    before = discourse.before(analysis)
    text = standing(before, discourse) if before is not None and before.words else ""
    return Setting(topics=topic_lines(analysis.sentence, discourse), before=text if len(text.split()) <= LIMIT else "")


def context_line(analysis: Analysis, discourse: Discourse, draft: Draft, around: Setting) -> str | None:
    """Return the line to print above a draft: empty when it needs none, None when it needs one and none will do.

    A draft that leans on a pronoun gets the sentence before, when that one stands alone itself, is short enough and
    does not hold the key; so does one whose subject is a definite noun, unless the topic line explains that noun. A
    draft with a definite noun elsewhere, and one that says nothing of the topic, get the topic line, if any.
    """
    topic = next((line for line in around.topics if _silent(line, draft)), "")
    if not draft.pending:
        return topic if _unanchored(discourse, draft) else ""
    opened = _open(analysis, discourse, draft)
    if opened is Open.ASIDE:
        return topic
    if opened is Open.SUBJECT and topic and _topic_explains(analysis, discourse, draft, topic):
        return topic
    return around.before if around.before and _fits(around.before, draft) else None


class Open(StrEnum):
    """What a draft leaves open: a definite noun behind the verb, one that is the subject, or a pronoun."""

    ASIDE = "aside"
    SUBJECT = "subject"
    PRONOUN = "pronoun"


def _open(analysis: Analysis, discourse: Discourse, draft: Draft) -> Open:
    """Return the worst of what the words of a draft leave open."""
    references = discourse.references[analysis.sentence.index]
    subjects = [clause.subject for clause in analysis.clauses if clause.subject is not None]
    worst = Open.ASIDE
    for i in references.pending:
        if not any(span[0] <= i < span[1] for span in (draft.asked, draft.answer)):
            continue
        if i not in references.definite:
            return Open.PRONOUN
        if any(part.start == i for part in subjects):
            worst = Open.SUBJECT
    return worst


def _silent(line: str, draft: Draft) -> bool:
    """Return whether a topic line shares no content word with the key."""
    if isinstance(draft.question, TrueFalse):
        return True
    roots = {word[:5] for word in re.findall(r"[^\W_]{3,}", line.lower())}
    key = re.findall(r"[^\W_]{3,}", key_text(draft.question).lower())
    return not any(word[:5] in roots and word not in ("the", "and", "for") for word in key)


def _fits(text: str, draft: Draft) -> bool:
    """Return whether a context line keeps the key to itself."""
    key = key_text(draft.question).lower()
    bare = re.sub(r"^(?:the|a|an) ", "", key)
    return isinstance(draft.question, TrueFalse) or not re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", text.lower())


def _topic_explains(analysis: Analysis, discourse: Discourse, draft: Draft, topic: str) -> bool:
    """Return whether every open reference is a definite noun that the topic names, or a role that it implies."""
    roots = {word.lower()[:5] for word in re.findall(r"[^\W\d_]{3,}", topic)}
    definite = dict(leaning(analysis))
    for i in discourse.references[analysis.sentence.index].pending:
        if not any(span[0] <= i < span[1] for span in (draft.asked, draft.answer)):
            continue
        if i not in definite:
            return False
        head = analysis.words[definite[i] - 1].lemma.lower()
        if head[:5] not in roots and head not in _ROLES:
            return False
    return True


def _unanchored(discourse: Discourse, draft: Draft) -> bool:
    """Return whether the stem says nothing of the topic: its naming words don't all stand in it."""
    if draft.rule in ("acronym", "pair"):
        return False
    return not names_topic(draft.question.stem, discourse)


def standing(analysis: Analysis, discourse: Discourse) -> str:
    """Return a sentence with its references replaced, or an empty string when one of them stays open."""
    rendered = render(analysis, discourse, 0, len(analysis.words), inner=False)
    if analysis.words[0].text.lower() in ("because", "which", "and", "but", "so", "or", "nor"):
        return ""
    declared = any(clause.kind is ClauseKind.MAIN and clause.finite >= 0 for clause in analysis.clauses)
    if (
        rendered.pointing
        or _subject_open(analysis, discourse)
        or not declared
        or analysis.sentence.text.rstrip().endswith(("?", ":"))
    ):
        return ""
    return capital(rendered.text)


def _subject_open(analysis: Analysis, discourse: Discourse) -> bool:
    """Return whether a subject of the sentence is a definite noun that nothing explains."""
    open_words = discourse.references[analysis.sentence.index].definite
    return any(clause.subject is not None and clause.subject.start in open_words for clause in analysis.clauses)
