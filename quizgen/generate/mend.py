"""Mend the parse: attachments that the small model gets wrong in a regular way, put right before anyone reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.generate.inflect import base_form, can_be
from quizgen.generate.lexicon import SAYING, TIME_PREPOSITIONS
from quizgen.generate.lexicon import words as word_set

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


@dataclass(frozen=True, slots=True)
class Tag:
    """The part of speech that a word ought to have had."""

    pos: str
    tag: str
    lemma: str


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
        _hidden_verb(words, heads, deps, tags, piece)
    for word in words:
        _opening_phrase(words, heads, deps, tags, word)
        _untensed(words, heads, deps, tags, word)
        _missing_subject(words, heads, deps, tags, word)
        _second_subject(words, heads, deps, word)
        _today(words, heads, deps, word)
        _subject_as_verb(words, heads, deps, tags, word)
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


def _kids(heads: list[int], at: int) -> list[int]:
    return [i for i, head in enumerate(heads) if head == at and i != at]


def _hidden_verb(words: Sequence[Word], heads: list[int], deps: list[str], tags: dict[int, Tag], piece: int) -> None:
    """Read a plural noun as the verb, in a sentence without one: "Git stores snapshots"."""
    own = [word for word in words if word.piece == piece]
    root = next((word for word in own if heads[word.i] == word.i), None)
    if root is None or root.pos not in ("NOUN", "PROPN") or own[0].aside or len(own) < 4:
        return
    if any(deps[i] == "nsubj" and words[i].pos in ("NOUN", "PROPN", "PRON") for i in _kids(heads, root.i)):
        if can_be(root.text.lower(), "VERB", unknown=False):
            tags[root.i] = Tag("VERB", "VBZ" if root.tag == "NNS" else "VBP", base_form(root.text, root.lemma))
        return
    if any(
        word.tag in ("VBZ", "VBD", "VBP", "MD") and deps[word.i] in ("ROOT", "aux", "ccomp", "conj") for word in own
    ):
        return
    found = [word for word in own[1:-1] if _may_be_verb(words, word)]
    if len(found) != 1 or (own[-1].text not in (".", ";") and words[-1].text not in (".", ";")):
        return
    verb, subject = found[0].i, found[0].i - 1
    for word in own:
        nominal = deps[word.i] in ("det", "amod", "compound", "nummod", "poss", "nmod", "predet", "advmod")
        if word.i < subject and nominal and heads[word.i] >= subject and not word.text.endswith("ly"):
            heads[word.i] = subject
    _lift(words, heads, deps, verb, subject, root.i)
    tags[verb] = Tag("VERB", "VBZ", base_form(words[verb].text, words[verb].lemma))
    if words[subject].pos not in ("NOUN", "PROPN"):
        tags[subject] = Tag("NOUN", "NN", words[subject].lemma)


def _may_be_verb(words: Sequence[Word], word: Word) -> bool:
    """Return whether a plural noun between a singular noun and the start of a phrase may be a verb."""
    before, after = words[word.i - 1], words[word.i + 1]
    if word.tag != "NNS" or not can_be(word.text.lower(), "VERB", unknown=False):
        return False
    singular = before.tag in ("NN", "NNP", "FW") or (before.tag in ("VBP", "VB") and words[word.i - 2].tag == "DT")
    opens = after.tag in ("DT", "NNS", "PRP$", "CD", "JJ", "NN", "NNP") or (
        after.tag in ("IN", "TO") and after.text != "of"
    )
    return singular and opens


def _lift(words: Sequence[Word], heads: list[int], deps: list[str], verb: int, subject: int, root: int) -> None:
    """Make `verb` the root of its piece, `subject` its subject and what follows its object and phrases."""
    heads[subject], deps[subject] = verb, "nsubj"
    if root == verb:
        for i in _kids(heads, verb):
            if i < subject and deps[i] in ("det", "amod", "compound", "nummod", "poss", "predet"):
                heads[i] = subject
        return
    if root < subject:
        _lift_behind(words, heads, deps, verb, subject, root)
        return
    heads[verb], deps[verb] = verb, "ROOT"
    first = min([i for i in _span(heads, root) if i > verb], default=root)
    for i in _kids(heads, root):
        if i <= subject or words[i].dep == "punct":
            heads[i] = subject if i < subject and words[i].dep != "punct" else verb
    if root > verb and first == verb + 1:
        heads[root], deps[root] = verb, "dobj"
    else:
        direct = next((i for i in _kids(heads, verb) if i > verb and words[i].pos in ("NOUN", "PROPN")), -1)
        if direct >= 0:
            deps[direct] = "dobj"
        heads[root], deps[root] = direct if direct >= 0 else verb, "conj" if direct >= 0 else "dobj"


def _lift_behind(words: Sequence[Word], heads: list[int], deps: list[str], verb: int, last: int, root: int) -> None:
    """Make `verb` the root behind a subject whose head is the old root ("A writ of habeas corpus orders a jailer")."""
    heads[last], deps[last] = heads[verb], deps[verb]
    for i in _kids(heads, verb):
        if i < last:
            heads[i] = last
    heads[verb], deps[verb] = verb, "ROOT"
    for i in _kids(heads, root):
        if i > verb or words[i].dep == "punct":
            heads[i] = verb
    heads[root], deps[root] = verb, "nsubj"
    behind = [i for i in _kids(heads, verb) if i > verb and words[i].pos in ("NOUN", "PROPN")]
    if behind and not any(deps[i] == "dobj" for i in _kids(heads, verb)):
        deps[behind[0]] = "dobj"


def _untensed(words: Sequence[Word], heads: list[int], deps: list[str], tags: dict[int, Tag], word: Word) -> None:
    """Give a verb with a subject and no auxiliary a tense: "paid" was a participle, "receive" a base form."""
    if word.tag not in ("VBN", "VB") or deps[word.i] not in ("ROOT", "conj", "parataxis", "advcl", "relcl", "ccomp"):
        return
    kids = _kids(heads, word.i)
    if any(deps[i] in ("aux", "auxpass") for i in kids):
        return
    subjects = [i for i in kids if deps[i] == "nsubj" and i < word.i]
    if not subjects:
        return
    if word.tag == "VB":
        if words[subjects[0]].tag in ("NNS", "NNPS", "PRP", "WDT", "WP") or words[subjects[0]].text.lower() == "most":
            tags[word.i] = Tag("VERB", "VBP", word.lemma)
        return
    real = next((i for i in range(word.i + 1, len(words)) if words[i].tag == "VBD" and deps[i] == "amod"), -1)
    if real < 0:
        tags[word.i] = Tag("VERB", "VBD", word.lemma)
        return
    if deps[word.i] == "ROOT" and real == word.i + 1:
        _swap(words, heads, deps, word.i, real, subjects[0])


def _swap(words: Sequence[Word], heads: list[int], deps: list[str], old: int, new: int, subject: int) -> None:
    """Make `new` the root in place of `old`, a participle that belongs to the subject ("ever recorded struck")."""
    noun = heads[new]
    for i in _kids(heads, old):
        if i > new or i == subject or words[i].dep == "punct":
            heads[i] = new
    heads[new], deps[new] = new, "ROOT"
    heads[old], deps[old] = subject, "acl"
    if noun not in (old, new):
        heads[noun] = new


def _opening_phrase(words: Sequence[Word], heads: list[int], deps: list[str], tags: dict[int, Tag], word: Word) -> None:
    """Free the subject of "In 2003 Zahi Hawass, then head of ..., called for" from the preposition before it."""
    if heads[word.i] != word.i or word.pos != "ADP":
        return
    noun = next((i for i in _kids(heads, word.i) if deps[i] == "pobj"), -1)
    if noun < 0:
        return
    year = next((i for i in _kids(heads, noun) if i == word.i + 1 and words[i].ent == "DATE"), -1)
    verb = next((i for i in _kids(heads, noun) if i > noun and words[i].tag in ("VBD", "VBN", "VBZ")), -1)
    if year < 0 or verb < 0 or deps[verb] not in ("acl", "relcl"):
        return
    heads[verb], deps[verb] = verb, "ROOT"
    heads[noun], deps[noun] = verb, "nsubj"
    heads[word.i], deps[word.i] = verb, "prep"
    heads[year], deps[year] = word.i, "pobj"
    for i in range(len(words)):
        if words[i].dep == "punct" and words[i].piece == word.piece and heads[i] == word.i:
            heads[i] = verb
    if words[verb].tag == "VBN":
        tags[verb] = Tag("VERB", "VBD", words[verb].lemma)


def _missing_subject(
    words: Sequence[Word], heads: list[int], deps: list[str], tags: dict[int, Tag], word: Word
) -> None:
    """Make the word right before a finite root without a subject its subject, when it can be a noun."""
    if heads[word.i] != word.i or word.tag not in ("VBZ", "VBD", "VBP") or word.i == 0:
        return
    kids = _kids(heads, word.i)
    if any(deps[i] in ("nsubj", "nsubjpass", "expl", "csubj") for i in kids):
        return
    before = words[word.i - 1]
    if heads[before.i] != word.i or deps[before.i] not in ("amod", "compound", "nmod", "dep", "npadvmod"):
        return
    if before.pos not in ("ADJ", "NOUN", "PROPN") or not (
        before.text[:1].isupper() or can_be(before.text.lower(), "NOUN", unknown=False)
    ):
        return
    deps[before.i] = "nsubj"
    for i in kids:
        if i < before.i and deps[i] in ("det", "amod", "compound", "nummod", "poss", "nmod"):
            heads[i] = before.i
    if before.pos == "ADJ":
        name = before.text[:1].isupper() and before.i > 0
        tags[before.i] = Tag("PROPN" if name else "NOUN", "NNP" if name else "NN", before.text.lower())


def _second_subject(words: Sequence[Word], heads: list[int], deps: list[str], word: Word) -> None:
    """Hang a second subject that follows "and" below the noun before that "and"; a bare noun before one, below it."""
    if deps[word.i] not in ("nsubj", "nsubjpass"):
        return
    verb = heads[word.i]
    others = [i for i in _kids(heads, verb) if i < word.i and deps[i] in ("nsubj", "nsubjpass")]
    title = others[0] if others and words[others[0]].tag == "NN" and word.pos == "PROPN" else -1
    if title >= 0 and title + 1 == min([i for i in _span(heads, word.i) if i <= word.i], default=word.i):
        for i in _kids(heads, title):
            heads[i] = word.i
        heads[title], deps[title] = word.i, "compound"
        return
    first = min([i for i in _span(heads, word.i) if i <= word.i], default=word.i)
    if others and first >= 2 and words[first - 1].text in ("and", "or") and words[first - 2].pos in ("NOUN", "PROPN"):
        heads[word.i], deps[word.i] = first - 2, "conj"
        heads[first - 1] = first - 2
    elif first > 0 and deps[first - 1] == "npadvmod" and heads[first - 1] == verb and words[first - 1].tag == "NN":
        heads[first - 1], deps[first - 1] = word.i, "compound"


def _subject_as_verb(
    words: Sequence[Word], heads: list[int], deps: list[str], tags: dict[int, Tag], word: Word
) -> None:
    """Read "that reefs pass" as a clause whose subject is "reefs", not as a verb with an odd auxiliary."""
    if word.tag != "VBZ" or deps[word.i] != "aux" or word.lemma in ("be", "have", "do") or word.i == 0:
        return
    verb = heads[word.i]
    if verb != word.i + 1 or words[verb].tag != "VB":
        return
    deps[word.i] = "nsubj"
    tags[word.i] = Tag("NOUN", "NNS", word.text.lower().removesuffix("s"))
    tags[verb] = Tag("VERB", "VBP", words[verb].lemma)
    if words[word.i - 1].text.lower() == "that" and heads[word.i - 1] == verb:
        deps[word.i - 1] = "mark"


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
    kids = _kids(heads, word.i)
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
    kids = _kids(heads, word.i)
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
    first = min([i for i in _span(heads, word.i) if i <= word.i], default=word.i)
    if first == 0 or words[first - 1].text != "," or word.ent in ("DATE", "TIME", "QUANTITY"):
        return
    before = [i for i in _kids(heads, head) if head < i < first and deps[i] in ("dobj", "attr", "prep", "oprd", "pobj")]
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
        if words[verb].pos not in ("VERB", "AUX") or any(deps[i] in ("nsubj", "nsubjpass") for i in _kids(heads, verb)):
            return
        passive = any(deps[i] == "auxpass" for i in _kids(heads, verb))
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


def _span(heads: list[int], at: int) -> list[int]:
    found = [at]
    for i in found:
        found.extend(_kids(heads, i))
    return found


def _prepositions(words: Sequence[Word], heads: list[int], deps: list[str], word: Word) -> None:
    """Give date phrases to the verb, and to the verb what hangs on a date or a measure."""
    host = heads[word.i]
    if host >= word.i or words[host].pos not in ("NOUN", "PROPN", "NUM", "SYM"):
        return
    verb = _verb_above(words, heads, deps, host)
    if verb is None or verb >= host:
        return
    objects = [i for i in _kids(heads, word.i) if deps[i] == "pobj"]
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
