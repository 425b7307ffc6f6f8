"""Pruning: a long sentence without its tail, where a mark and a word show that the tail only adds to it."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.generate.clauses import Analysis
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word

LONG = 22
"""How many words a sentence has before its tails are cut."""

_RELATIVE = word_set("which who whose whom where")
_REASONS = word_set("because since although though while whereas even so thereby thus as")
"""Openers of a clause that gives a reason, a concession or a contrast; never a condition or a time."""

_LEAST = 6


def tails(analysis: Analysis) -> Iterator[frozenset[int]]:
    """Yield the words of each tail that a long sentence can lose, the shortest tail first.

    A tail begins behind a comma with a relative word, a participle, or a conjunction of reason or concession, and runs
    to the end; what stays has a finite main verb, whole brackets and quotes, and no list that the tail goes on with.
    """
    words = analysis.words
    if sum(word.text[:1].isalnum() for word in words) <= LONG:
        return
    end = len(words)
    while end and not words[end - 1].text[:1].isalnum():
        end -= 1
    for at in range(end - 2, _LEAST, -1):
        if words[at].text == "," and _opens_tail(words[at + 1], words[at + 2]) and _stands(analysis, at):
            yield frozenset(range(at, end))


def _opens_tail(first: Word, second: Word) -> bool:
    low = first.text.lower()
    if low in _RELATIVE:
        return True
    if low in ("even", "as", "so"):
        return (low, second.text.lower()) in (("even", "though"), ("so", "that"))
    if low in _REASONS:
        return True
    participle = first.tag == "VBG" and first.dep not in ("amod", "compound", "pobj", "conj", "nsubj", "dobj")
    return participle and second.tag not in (",", "CC")


def _stands(analysis: Analysis, at: int) -> bool:
    """Return whether the words before a comma are a sentence of their own."""
    words = analysis.words
    head = words[:at]
    texts = [word.text for word in head]
    if texts.count("(") != texts.count(")") or sum(text in ('"', "``", "''") for text in texts) % 2:
        return False
    if any(word.aside for word in words[at : at + 2]) or words[at].piece != words[0].piece:
        return False
    roots = [i for i in analysis.parse.roots if i < at and words[i].piece == words[0].piece]
    if not roots or not any(words[i].pos in ("VERB", "AUX") for i in roots):
        return False
    root = next(i for i in roots if words[i].pos in ("VERB", "AUX"))
    finite = words[root].tag in ("VBD", "VBZ", "VBP") or any(
        words[k].tag in ("VBD", "VBZ", "VBP", "MD") and k < at for k in analysis.parse.children[root]
    )
    subject = any(
        words[k].dep in ("nsubj", "nsubjpass", "expl", "csubj") and k < at for k in analysis.parse.children[root]
    )
    if not finite or not subject or head[0].text.lower() in ("not", "either", "neither", "whether"):
        return False
    if any(word.head >= at and word.dep not in ("punct", "cc", "mark", "preconj") for word in head):
        return False
    last = words[at - 1]
    return last.tag not in ("IN", "DT", "CC", "TO", "MD") and not _torn_complement(analysis, at, root)


def _torn_complement(analysis: Analysis, at: int, root: int) -> bool:
    """Return whether what the main verb says stands behind the comma: "he said, which ..."."""
    words = analysis.words
    return any(
        k > at and words[k].dep in ("ccomp", "xcomp", "dobj", "attr", "acomp") for k in analysis.parse.children[root]
    )
