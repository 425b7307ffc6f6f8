"""Mend the parse: attachments that the small model gets wrong in a regular way, put right before anyone reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgen.generate.lexicon import SAYING, TIME_PREPOSITIONS
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.mend_verbs import (
    Tag,
    children_of,
    hidden_verb,
    missing_subject,
    opening_phrase,
    second_subject,
    subject_as_verb,
    subtree_of,
    untensed,
)

if TYPE_CHECKING:
    from quizgen.generate.parse import Word

_NAMING = frozenset({"called", "named", "termed", "dubbed", "known"})
_YEARS = re.compile(r"(?:mid-|early-|late-)?(?:1\d|20)\d\ds?")
_OF_VERBS = word_set(
    """accuse convict acquit rob deprive remind inform warn convince persuade assure notify cure rid strip suspect make
    build die consist form"""
)
_DATE_PARTS = word_set(
    """end beginning start middle summer winter spring autumn fall night morning day days week month year years decade
    century half part hour eve turn quarter third fifth tenth"""
)


def mend(words: Sequence[Word]) -> tuple[list[int], list[str], dict[int, Tag]]:
    """Return the heads and labels of `words` with the regular mistakes mended, and new tags where they were wrong.

    - A date phrase at the end of an object ("founded X in 1870") belongs to the verb.
    - What follows a date or a measure ("on 4 July of fever", "for 2,300 km along the coast") belongs to the verb.
    - "wanted a currency called the bancor": "called" modifies the noun.
    - A first clause read as the complement of a second ("they expel algae, so the skeleton shows") is a clause itself.
    - A second object after a comma is an apposition.
    - "Of" belongs to the noun right before it, "well" to the "under" right behind it.
    - "The rate measures the share": a plural noun between noun and phrase is the verb of a sentence without one.
    - "Women receive": a base form or participle with a subject and no auxiliary has a tense after all.
    - "In 2003 Hawass, then head of ..., called for": the preposition lets go of the subject.
    - "The metric captures value": the word right before a verb without a subject is its subject.
    - "Friction between the tides and the seabed slows": what follows "and" is no second subject.
    - A year behind an opening "In" is that word's object, not a count of what follows ("In 2017 researchers").
    """
    heads = [word.head for word in words]
    deps = [word.dep for word in words]
    tags: dict[int, Tag] = {}
    for piece in range(words[-1].piece + 1 if words else 0):
        hidden_verb(words, heads, deps, tags, piece)
    for word in words:
        opening_phrase(words, heads, deps, tags, word)
        untensed(words, heads, deps, tags, word)
        missing_subject(words, heads, deps, tags, word)
        second_subject(words, heads, deps, word)
        _today(words, heads, deps, word)
        subject_as_verb(words, heads, deps, tags, word)
        _naming(words, heads, deps, word)
        _first_clause(words, heads, deps, word)
        _second_object(words, heads, deps, word)
        _year(words, heads, deps, word)
        _softener(words, heads, deps, word)
        _of(words, heads, deps, word)
    for word in words:
        if word.dep == "prep":
            _prepositions(words, heads, deps, word)
    return heads, deps, tags


def _today(words: Sequence[Word], heads: list[int], deps: list[str], word: Word) -> None:
    """Hang "Today" at the start of a sentence below the verb, not below the subject."""
    if word.i != 0 or word.text not in ("Today", "Now", "Tomorrow", "Yesterday", "Nowadays"):
        return
    verb = _verb_above(words, heads, deps, 0)
    if verb is not None and heads[0] != verb:
        heads[0], deps[0] = verb, "npadvmod" if word.tag == "NN" else "advmod"


def _naming(words: Sequence[Word], heads: list[int], deps: list[str], word: Word) -> None:
    """Hang a bare "called" with a subject of its own below that subject, as a modifier."""
    if word.text not in _NAMING or deps[word.i] not in ("ccomp", "conj", "advcl") or heads[word.i] >= word.i:
        return
    kids = children_of(heads, word.i)
    subject = next((i for i in kids if deps[i] in ("nsubj", "nsubjpass") and i < word.i), None)
    if subject is None or any(deps[i] in ("aux", "auxpass", "mark") for i in kids):
        return
    heads[subject], deps[subject] = heads[word.i], "dobj"
    heads[word.i], deps[word.i] = subject, "acl"
    for i in kids:
        if deps[i] == "dobj":
            deps[i] = "oprd"


def _first_clause(words: Sequence[Word], heads: list[int], deps: list[str], word: Word) -> None:
    """Make a left-hand complement with a subject and a following comma a clause in its own right."""
    head = heads[word.i]
    if deps[word.i] != "ccomp" or head <= word.i:
        return
    joined = any(words[i].text.lower() in ("so", "but", "yet") and words[i - 1].text == "," for i in range(1, head))
    if words[head].lemma in SAYING and not joined:
        return
    kids = children_of(heads, word.i)
    if not any(deps[i] in ("nsubj", "nsubjpass") for i in kids) or any(deps[i] == "mark" for i in kids):
        return
    if any(words[i].text == '"' for i in range(word.i, head)) or not any(
        words[i].text == "," for i in range(word.i, head)
    ):
        return
    deps[word.i] = "parataxis"


def _second_object(words: Sequence[Word], heads: list[int], deps: list[str], word: Word) -> None:
    """Read a noun phrase behind a comma, after an object, as an apposition to what stands before the comma."""
    if deps[word.i] not in ("dobj", "attr", "oprd", "npadvmod", "dep") or word.pos not in ("NOUN", "PROPN"):
        return
    head = heads[word.i]
    if head >= word.i or words[head].pos not in ("VERB", "AUX", "NOUN"):
        return
    first = min([i for i in subtree_of(heads, word.i) if i <= word.i], default=word.i)
    if first == 0 or words[first - 1].text != "," or word.ent in ("DATE", "TIME", "QUANTITY"):
        return
    before = [
        i for i in children_of(heads, head) if head < i < first and deps[i] in ("dobj", "attr", "prep", "oprd", "pobj")
    ]
    if before and words[first].tag in ("DT", "PRP$", "NN", "NNP"):
        deps[word.i] = "appos"
        if deps[before[-1]] in ("dobj", "attr", "oprd"):
            heads[word.i] = before[-1]


def _year(words: Sequence[Word], heads: list[int], deps: list[str], word: Word) -> None:
    """Hang a year that counts the following noun below the preposition before it."""
    if deps[word.i] not in ("nummod", "compound", "nmod", "amod") or not _YEARS.fullmatch(word.text) or word.i == 0:
        return
    noun, before = heads[word.i], word.i - 1
    if words[before].text.lower() == "the" and before > 0:
        before -= 1
    if words[before].dep != "prep" or noun < word.i:
        return
    if heads[noun] == before and deps[noun] == "pobj":
        verb = heads[before]
        if words[verb].pos not in ("VERB", "AUX") or any(
            deps[i] in ("nsubj", "nsubjpass") for i in children_of(heads, verb)
        ):
            return
        passive = any(deps[i] == "auxpass" for i in children_of(heads, verb))
        heads[noun], deps[noun] = verb, "nsubjpass" if passive else "nsubj"
    heads[word.i], deps[word.i] = before, "pobj"
    if words[word.i - 1].text.lower() == "the":
        heads[word.i - 1] = word.i


def _softener(words: Sequence[Word], heads: list[int], deps: list[str], word: Word) -> None:
    """Hang "well", "just", "only" below the "under", "over" or number right behind it."""
    if word.text.lower() not in ("well", "just", "only", "still") or word.i + 1 >= len(words) or heads[word.i] > word.i:
        return
    follower = words[word.i + 1]
    limits = follower.text.lower() in ("under", "over", "above", "below", "more", "less", "fewer")
    hung = follower.dep in ("quantmod", "advmod", "amod", "prep", "nummod") and heads[follower.i] != word.i
    if (limits or follower.tag == "CD") and hung:
        heads[word.i], deps[word.i] = follower.i, "advmod"


def _of(words: Sequence[Word], heads: list[int], deps: list[str], word: Word) -> None:
    """Hang "of" below the noun right before it, unless the verb itself takes "of"."""
    head = heads[word.i]
    if word.text != "of" or deps[word.i] != "prep" or word.i == 0 or words[head].pos not in ("VERB", "AUX"):
        return
    before = words[word.i - 1]
    if (
        head == word.i - 1
        or before.pos not in ("NOUN", "PROPN", "NUM", "SYM")
        or (before.ent in ("DATE", "TIME") and before.lemma not in ("quarter", "half", "third"))
    ):
        return
    if words[head].lemma not in _OF_VERBS:
        heads[word.i] = before.i


def _prepositions(words: Sequence[Word], heads: list[int], deps: list[str], word: Word) -> None:
    """Give date phrases to the verb, and to the verb what hangs on a date or a measure."""
    host = heads[word.i]
    if host >= word.i or words[host].pos not in ("NOUN", "PROPN", "NUM", "SYM"):
        return
    verb = _verb_above(words, heads, deps, host)
    if verb is None or verb >= host:
        return
    objects = [i for i in children_of(heads, word.i) if deps[i] == "pobj"]
    dated = bool(objects) and words[objects[0]].ent in ("DATE", "TIME")
    if dated and word.text.lower() in TIME_PREPOSITIONS and words[host].ent not in ("DATE", "TIME"):
        if _within(heads, host, verb, deps) and not _nominal(words, heads, deps, host, verb):
            heads[word.i] = verb
    elif words[host].ent in ("DATE", "TIME", "QUANTITY") and not dated and not _part_of(words, host, word):
        heads[word.i] = verb


def _part_of(words: Sequence[Word], host: int, preposition: Word) -> bool:
    """Return whether "of" ties the phrase to its date or measure ("the end of", "82 miles of")."""
    if preposition.text.lower() != "of":
        return False
    return words[host].ent == "QUANTITY" or _partitive(words, host)


def _partitive(words: Sequence[Word], host: int) -> bool:
    return words[host].lemma.lower() in _DATE_PARTS


def _verb_above(words: Sequence[Word], heads: list[int], deps: list[str], at: int) -> int | None:
    for _ in range(8):
        head = heads[at]
        if head == at:
            return None
        if words[head].pos in ("VERB", "AUX"):
            return head
        at = head
    return None


def _within(heads: list[int], host: int, verb: int, deps: list[str]) -> bool:
    """Return whether `host` is an object or the object of a preposition of `verb`, not part of its subject."""
    at = host
    while heads[at] != verb:
        if deps[at] in ("relcl", "acl", "appos"):
            return False
        at = heads[at]
    return deps[at] in ("dobj", "prep", "agent", "attr", "oprd", "dative")


def _nominal(words: Sequence[Word], heads: list[int], deps: list[str], host: int, verb: int) -> bool:
    """Return whether a date after `host` may well be part of its name: "the revolution of", "the crisis in 1931"."""
    return words[verb].lemma == "be" or words[host].text.lower().endswith(("tion", "ment", "crisis", "war"))
