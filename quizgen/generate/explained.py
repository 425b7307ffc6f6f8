"""Explained: whether the sentences before hold what a referring word can stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizgen.generate.clauses import Analysis, Chunk
from quizgen.generate.discourse import Discourse
from quizgen.generate.genders import gender_of
from quizgen.generate.kinds import Being, being
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.mentions import is_plural
from quizgen.generate.people import PERSONAL, people_of, usual_gender
from quizgen.rules.words import ANAPHORIC_NOUNS

WHOLE = word_set(
    """idea theory concept hypothesis principle practice technique method approach process procedure effect phenomenon
    result outcome consequence discovery finding decision argument claim rule policy problem issue question challenge
    trend shift change development difference gap contradiction paradox pattern mechanism advantage disadvantage
    drawback restriction assumption prediction opposite reverse"""
)
"""Nouns that take up what a whole sentence said."""

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

HARD = re.compile(
    r"(?i)\b(?:in return|this way|anyway|the opposite|(?:the )?next (?:day|morning|year)|had already|had also"
    r"|the other (?:two|three|four|half|side|one)|the following (?:\w+ )?(?:day|week|month|year|decade)s?"
    r"|the (?:complementary|resulting|corresponding|remaining|opposite) \w+|nearly the same|by then)\b"
)
"""Words that hang on what was just said."""


_SINGULAR = frozenset(("it", "its", "itself"))
_PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
_POINTERS = frozenset(("this", "that", "these", "those", "such"))
_PLACES = frozenset(("there", "here"))
_TIMES = frozenset(("DATE", "TIME", "CARDINAL", "PERCENT", "QUANTITY", "MONEY", "ORDINAL"))
_NO_PERSONS = _TIMES | {"GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE"}
_ROLES_OF_NAMES = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "appos", "poss"))


def explained(analysis: Analysis, i: int, discourse: Discourse, before: Sequence[Analysis], said: str) -> bool:
    """Return whether word `i`, a referring word of a sentence, can stand for something in the sentences `before`.

    A personal pronoun needs one person of its gender (or the last subject to be one), "they" a plural, "it" a singular
    that is no person, "these N" and "the N" the noun itself in `said`, the text that is printed of those sentences;
    "this N" points at what was said as a whole.
    """
    low = analysis.words[i].text.lower()
    if low in PERSONAL:
        return _named_here(analysis, i) or _person(discourse, before, PERSONAL[low])
    if low in _SINGULAR or low in _PLURAL:
        return any(_agrees(other, chunk, discourse, low in _PLURAL) for other, chunk in _chunks(before))
    if low in _PLACES:
        return any(word.ent in ("GPE", "LOC", "FAC") for other in before for word in other.words)
    if low == "the":
        return _head_said(analysis, i, said)
    chunk = next((chunk for chunk in analysis.chunks if chunk.start == i and chunk.head > i), None)
    if low in _POINTERS and chunk is not None and is_plural(analysis, chunk.head):
        return _said(analysis.words[chunk.head].lemma, said) or _of_a_kind(analysis, chunk, before, discourse)
    return True


def repeated(analysis: Analysis, i: int, said: str) -> bool:
    """Return whether word `i` opens a phrase ("the models", "these models") whose noun stands in a text."""
    head = head_of(analysis, i)
    if head == i or analysis.words[head].pos not in ("NOUN", "PROPN"):
        return False
    return analysis.words[i].text.lower() in ("the", *_POINTERS) and _said(analysis.words[head].lemma, said)


def head_of(analysis: Analysis, i: int) -> int:
    """Return the head of the definite noun phrase that starts with word `i`, or `i` where there is none."""
    return next((chunk.head for chunk in analysis.chunks if chunk.start == i), i)


def _head_said(analysis: Analysis, i: int, said: str) -> bool:
    head = head_of(analysis, i)
    if head == i or analysis.words[head].pos == "NUM":
        return True
    lemma = analysis.words[head].lemma.lower()
    return lemma in WHOLE or _said(lemma, said)


def _said(lemma: str, said: str) -> bool:
    """Return whether a noun stands in a text, in any form of it."""
    root = lemma.lower()[: max(3, len(lemma) - (2 if len(lemma) > 5 else 1))]
    return re.search(rf"(?i)\b{re.escape(root)}\w{{0,5}}\b", said) is not None


def _chunks(before: Sequence[Analysis]) -> Iterator[tuple[Analysis, Chunk]]:
    for other in before:
        for chunk in other.chunks:
            yield other, chunk


def _agrees(analysis: Analysis, chunk: Chunk, discourse: Discourse, plural: bool) -> bool:
    head = analysis.words[chunk.head]
    if head.pos not in ("NOUN", "PROPN") or head.ent in _TIMES or is_plural(analysis, chunk.head) != plural:
        return False
    return plural or being(analysis, discourse, chunk.head) is not Being.PERSON


def _of_a_kind(analysis: Analysis, chunk: Chunk, before: Sequence[Analysis], discourse: Discourse) -> bool:
    """Return whether "these founders" may take up persons in the plural that were told of under another name."""
    if being(analysis, discourse, chunk.head) is not Being.PERSON:
        return False
    return any(
        being(other, discourse, one.head) is Being.PERSON and is_plural(other, one.head)
        for other, one in _chunks(before)
    )


def _named_here(analysis: Analysis, i: int) -> bool:
    """Return whether the sentence itself names a person before the pronoun."""
    names = [word for word in analysis.words[:i] if word.pos == "PROPN" and word.dep in _ROLES_OF_NAMES]
    return any(word.ent not in _NO_PERSONS and word.text[:1].isupper() for word in names)


def _person(discourse: Discourse, before: Sequence[Analysis], gender: str) -> bool:
    """Return whether one person of the gender was named, or the last subject names one."""
    usual = usual_gender(discourse)

    def fits(name: str) -> bool:
        return (gender_of(name) or usual or gender) == gender and name.split()[-1] not in discourse.guests

    last = before[-1]
    main = next((clause.subject for clause in last.clauses if clause.subject is not None), None)
    subject = last.parse.text(main.start, main.end) if main is not None else ""
    names = [name for other in before for name in people_of(discourse, other)]
    if subject and any(name.endswith(subject) and fits(name) for name in people_of(discourse, last)):
        return True
    fitting = dict.fromkeys(name for name in names if fits(name))
    return len(fitting) == 1


def definite(analysis: Analysis, i: int) -> bool:
    """Return whether word `i` is the article of a definite noun phrase with a noun in it."""
    head = head_of(analysis, i)
    return analysis.words[i].text.lower() == "the" and head > i and analysis.words[head].pos != "NUM"


def topical(analysis: Analysis, i: int, topic: str) -> bool:
    """Return whether a definite noun is one that the topic line names or brings along, or any of its kind."""
    if not definite(analysis, i):
        return False
    head = analysis.words[head_of(analysis, i)].lemma.lower()
    if timeless(analysis) and head_of(analysis, i) == i + 1 and head not in WHOLE:
        return True
    part = head in _ROLES and (timeless(analysis) or head not in ANAPHORIC_NOUNS)
    return named_in(analysis, i, topic) or (bool(topic) and part)


def named_in(analysis: Analysis, i: int, topic: str) -> bool:
    """Return whether the noun of a definite phrase stands in the topic line."""
    roots = {word.lower()[:5] for word in re.findall(r"[^\W\d_]{3,}", topic)}
    return definite(analysis, i) and analysis.words[head_of(analysis, i)].lemma.lower()[:5] in roots


def timeless(analysis: Analysis) -> bool:
    """Return whether a sentence tells of how things are, not of what happened once: "the queen" is any queen then."""
    dated = any(word.ent == "DATE" and any(char.isdigit() for char in word.text) for word in analysis.words)
    return not dated and not any(word.tag == "VBD" for word in analysis.words)
