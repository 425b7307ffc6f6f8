"""Mend verbs and subjects: verbs read as nouns, subjects read as anything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.generate.inflect import base_form, can_be

if TYPE_CHECKING:
    from quizgen.generate.parse import Word


@dataclass(frozen=True, slots=True)
class Tag:
    """The part of speech that a word ought to have had."""

    pos: str
    tag: str
    lemma: str


def hidden_verb(words: Sequence[Word], heads: list[int], deps: list[str], tags: dict[int, Tag], piece: int) -> None:
    """Read a plural noun as the verb, in a sentence without one: "Git stores snapshots"."""
    own = [word for word in words if word.piece == piece]
    root = next((word for word in own if heads[word.i] == word.i), None)
    if root is None or root.pos not in ("NOUN", "PROPN") or own[0].aside or len(own) < 4:
        return
    if any(deps[i] == "nsubj" and words[i].pos in ("NOUN", "PROPN", "PRON") for i in children_of(heads, root.i)):
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
        for i in children_of(heads, verb):
            if i < subject and deps[i] in ("det", "amod", "compound", "nummod", "poss", "predet"):
                heads[i] = subject
        return
    if root < subject:
        _lift_behind(words, heads, deps, verb, subject, root)
        return
    heads[verb], deps[verb] = verb, "ROOT"
    first = min([i for i in subtree_of(heads, root) if i > verb], default=root)
    for i in children_of(heads, root):
        if i <= subject or words[i].dep == "punct":
            heads[i] = subject if i < subject and words[i].dep != "punct" else verb
    if root > verb and first == verb + 1:
        heads[root], deps[root] = verb, "dobj"
    else:
        direct = next((i for i in children_of(heads, verb) if i > verb and words[i].pos in ("NOUN", "PROPN")), -1)
        if direct >= 0:
            deps[direct] = "dobj"
        heads[root], deps[root] = direct if direct >= 0 else verb, "conj" if direct >= 0 else "dobj"


def _lift_behind(words: Sequence[Word], heads: list[int], deps: list[str], verb: int, last: int, root: int) -> None:
    """Make `verb` the root behind a subject whose head is the old root ("A writ of habeas corpus orders a jailer")."""
    heads[last], deps[last] = heads[verb], deps[verb]
    for i in children_of(heads, verb):
        if i < last:
            heads[i] = last
    heads[verb], deps[verb] = verb, "ROOT"
    for i in children_of(heads, root):
        if i > verb or words[i].dep == "punct":
            heads[i] = verb
    heads[root], deps[root] = verb, "nsubj"
    behind = [i for i in children_of(heads, verb) if i > verb and words[i].pos in ("NOUN", "PROPN")]
    if behind and not any(deps[i] == "dobj" for i in children_of(heads, verb)):
        deps[behind[0]] = "dobj"


def untensed(words: Sequence[Word], heads: list[int], deps: list[str], tags: dict[int, Tag], word: Word) -> None:
    """Give a verb with a subject and no auxiliary a tense: "paid" was a participle, "receive" a base form."""
    if word.tag not in ("VBN", "VB") or deps[word.i] not in ("ROOT", "conj", "parataxis", "advcl", "relcl", "ccomp"):
        return
    kids = children_of(heads, word.i)
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
    for i in children_of(heads, old):
        if i > new or i == subject or words[i].dep == "punct":
            heads[i] = new
    heads[new], deps[new] = new, "ROOT"
    heads[old], deps[old] = subject, "acl"
    if noun not in (old, new):
        heads[noun] = new


def opening_phrase(words: Sequence[Word], heads: list[int], deps: list[str], tags: dict[int, Tag], word: Word) -> None:
    """Free the subject of "In 2003 Zahi Hawass, then head of ..., called for" from the preposition before it."""
    if heads[word.i] != word.i or word.pos != "ADP":
        return
    noun = next((i for i in children_of(heads, word.i) if deps[i] == "pobj"), -1)
    if noun < 0:
        return
    year = next((i for i in children_of(heads, noun) if i == word.i + 1 and words[i].ent == "DATE"), -1)
    verb = next((i for i in children_of(heads, noun) if i > noun and words[i].tag in ("VBD", "VBN", "VBZ")), -1)
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


def missing_subject(words: Sequence[Word], heads: list[int], deps: list[str], tags: dict[int, Tag], word: Word) -> None:
    """Make the word right before a finite root without a subject its subject, when it can be a noun."""
    if heads[word.i] != word.i or word.tag not in ("VBZ", "VBD", "VBP") or word.i == 0:
        return
    kids = children_of(heads, word.i)
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


def second_subject(words: Sequence[Word], heads: list[int], deps: list[str], word: Word) -> None:
    """Hang a second subject that follows "and" below the noun before that "and"; a bare noun before one, below it."""
    if deps[word.i] not in ("nsubj", "nsubjpass"):
        return
    verb = heads[word.i]
    others = [i for i in children_of(heads, verb) if i < word.i and deps[i] in ("nsubj", "nsubjpass")]
    title = others[0] if others and words[others[0]].tag == "NN" and word.pos == "PROPN" else -1
    first = min(i for i in subtree_of(heads, word.i) if i <= word.i)
    if title >= 0 and title + 1 == first:
        for i in children_of(heads, title):
            heads[i] = word.i
        heads[title], deps[title] = word.i, "compound"
        return
    if others and first >= 2 and words[first - 1].text in ("and", "or") and words[first - 2].pos in ("NOUN", "PROPN"):
        heads[word.i], deps[word.i] = first - 2, "conj"
        heads[first - 1] = first - 2
    elif first > 0 and deps[first - 1] == "npadvmod" and heads[first - 1] == verb and words[first - 1].tag == "NN":
        heads[first - 1], deps[first - 1] = word.i, "compound"


def subject_as_verb(words: Sequence[Word], heads: list[int], deps: list[str], tags: dict[int, Tag], word: Word) -> None:
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


def children_of(heads: list[int], at: int) -> list[int]:
    """Return the words whose head is `at`, in text order."""
    return [i for i, head in enumerate(heads) if head == at and i != at]


def subtree_of(heads: list[int], at: int) -> list[int]:
    """Return `at` and all that hangs on it, nearest first."""
    below: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if i != head:
            below[head].append(i)
    found = [at]
    for i in found:
        found.extend(below[i])
    return found
