"""Misnamed: statements with a name, or a kind, in the place of another of the note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.generate.choice import alike
from quizgen.generate.clauses import Analysis, Clause, ClauseKind
from quizgen.generate.discourse import Discourse, names
from quizgen.generate.falsehood import Falsehood, words_of
from quizgen.generate.genders import gender_of
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word
from quizgen.generate.trim import Statement


def renamed(analysis: Analysis, discourse: Discourse, statement: Statement) -> Iterator[Falsehood]:
    """Yield a statement of something that happened once with its person, or its place, given another's name.

    The other name stands elsewhere in the note, is of the same sort and form, and no sentence ties it to this event.
    """
    words = words_of(analysis, statement)
    if not any(word.tag in ("VBD", "VBN") for word in words) or any(word.dep == "neg" for word in words):
        return
    if re.search(r"(?i)\b(?:he|she|his|her|him|who|whose|like|unlike|other|another|also)\b", statement.text):
        return
    for label in ("PERSON", "GPE"):
        found = [name for name in names(analysis, label) if statement.text.count(name) == 1]
        if len(found) != 1:
            continue
        name = found[0]
        last = max((word for word in words if word.text == name.split()[-1]), key=lambda word: word.i, default=None)
        if last is None or last.dep not in ("nsubj", "pobj") or not _once_only(analysis, label, last):
            continue
        at = statement.text.index(name)
        behind = statement.text[at + len(name) :]
        described = analysis.words[last.i - len(name.split())] if last.i >= len(name.split()) else None
        if label == "PERSON" and (
            re.match(r",| of\b| \(|['\u2019]s|-", behind)
            or (described is not None and described.dep in ("compound", "amod", "nmod", "poss"))
        ):
            continue
        stem = statement.text.replace(name, " ")
        gender = gender_of(name.split()[0])
        others = [
            other
            for other in alike(name, label, stem, analysis, discourse)
            if label == "GPE" or gender_of(other.split()[0]) == gender
        ]
        if others:
            yield statement.text.replace(name, others[0]), "false name"


def _once_only(analysis: Analysis, label: str, name: Word) -> bool:
    """Return whether a name is the doer of a past act, or the place of one."""
    head = analysis.words[name.head]
    if label == "GPE":
        return (
            name.dep == "pobj"
            and head.text.lower() in ("in", "at", "near")
            and analysis.words[head.head].tag in ("VBD", "VBN")
        )
    if name.dep == "nsubj":
        return head.tag == "VBD" and head.lemma not in (
            "be",
            "have",
            "argue",
            "say",
            "think",
            "believe",
            "live",
            "note",
        )
    return head.text.lower() == "by" and analysis.words[head.head].tag == "VBN"


_TELLING = word_set(
    "be mean refer occur arise describe denote hold store feel contain consist measure last act work use"
)


def sibling(analysis: Analysis, discourse: Discourse, statement: Statement) -> Iterator[Falsehood]:
    """Yield what is said of one kind as if it were said of its sibling: "sensory memory is ..." of short-term memory.

    The siblings share their head noun, differ in one modifier, and are both subjects within three sentences.
    """
    clause = next(
        (item for item in analysis.clauses if item.kind is ClauseKind.MAIN and item.subject is not None), None
    )
    if clause is None or clause.subject is None or clause.doubts or clause.negated:
        return
    own = _kind(analysis, clause)
    if own is None or clause.finite not in statement.spans or analysis.words[clause.verb].lemma not in _TELLING:
        return
    at = analysis.sentence.index
    for other in discourse.analyses[max(0, at - 3) : at + 4]:
        if other.sentence.index == at or other.sentence.section != analysis.sentence.section:
            continue
        for item in other.clauses:
            kind = _kind(other, item)
            if kind is None or kind[1] != own[1] or kind[0].lower() == own[0].lower() or kind[2] != own[2]:
                continue
            if other.words[item.verb].lemma not in _TELLING or kind[0].lower() in statement.text.lower():
                continue
            start = statement.spans.get(own[3])
            if start is None or statement.text.lower().count(own[0].lower()) != 1:
                continue
            a, b = start[0], start[0] + len(own[0])
            if statement.text[a:b].lower() != own[0].lower():
                continue
            new = kind[0] if a else kind[0][:1].upper() + kind[0][1:]
            new = new if not a or kind[0].isupper() else new[:1].lower() + new[1:]
            yield statement.text[:a] + new + statement.text[b:], "false sibling"
            return


def _kind(analysis: Analysis, clause: Clause) -> tuple[str, str, str, int] | None:
    """Return a subject "fat bloom" as its modifier, the lemma and tag of its head, and the modifier's word."""
    part = clause.subject
    if part is None or part.head - 1 < part.start or part.noun != part.head:
        return None
    words = analysis.words[part.start : part.head + 1]
    head, modifier = words[-1], [word for word in words[:-1] if word.tag not in ("DT",)]
    if (
        head.pos != "NOUN"
        or not modifier
        or len(words) - len(modifier) > 1
        or any(w.tag in ("PRP$", "CD", "JJR", "JJS", "POS", "IN", "CC") or w.pos == "PROPN" for w in modifier)
    ):
        return None
    text = analysis.parse.text(modifier[0].i, head.i)
    if modifier[0].text.lower() in _VAGUE:
        return None
    return text, head.lemma.lower(), head.tag, modifier[0].i


_VAGUE = word_set(
    "first second third last next same other another many some most few several such main new old whole usual only"
)
