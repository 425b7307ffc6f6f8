"""Phrases: the base noun phrases and appositions of a parse, and what can be left out of it."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.generate.parse import Parse, Word
from quizgen.generate.syntax import Apposition, Chunk

_INNER = frozenset({"compound", "nummod", "quantmod", "poss"})


def chunks_of(parse: Parse) -> Iterator[Chunk]:
    """Yield the base noun phrases of a parse, in the order of their heads."""
    for word in parse.words:
        owner = word.dep == "poss" and word.pos in ("NOUN", "PROPN")
        if word.pos not in ("NOUN", "PROPN", "NUM", "SYM", "X") or (word.dep in _INNER and not owner):
            continue
        start = word.i
        while start > 0:
            before = parse.words[start - 1]
            if before.piece != word.piece or not _modifies(parse, before.i, word.i):
                break
            start -= 1
        yield Chunk(start=start, end=word.i + 1, head=word.i)


def _modifies(parse: Parse, i: int, head: int) -> bool:
    """Return whether word `i` lies in the subtree of one of the head's left modifiers."""
    at = i
    for _ in range(12):
        word = parse.words[at]
        if word.head == head and at != head:
            return at < head and word.dep in (
                "det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "advmod", "punct", "case",
            )  # fmt: skip
        if word.head == at:
            return False
        at = word.head
    return False


def appositions_of(parse: Parse) -> Iterator[Apposition]:
    """Yield the appositions behind a comma, names of places apart ("Queensland, Australia")."""
    for word in parse.words:
        if word.dep != "appos" or word.aside or word.pos not in ("NOUN", "PROPN") or word.head >= word.i:
            continue
        host = parse.words[word.head]
        start, end = parse.left[word.i], parse.right[word.i] + 1
        while end > start and parse.words[end - 1].dep == "punct" and parse.words[end - 1].text in (",", ".", ";"):
            end -= 1
        if parse.words[start - 1].text != "," or (host.ent == "GPE" and word.ent == "GPE") or _lists(parse, word):
            continue
        yield Apposition(host=host.i, start=start, end=end, head=word.i)


def loose_of(parse: Parse) -> Iterator[int]:
    """Yield the words that can be left out: asides, and appositions and relative clauses behind a comma."""
    for word in parse.words:
        if word.aside:
            yield word.i
            continue
        start, end = parse.left[word.i], parse.right[word.i] + 1
        quoted = start > 1 and parse.words[start - 1].text == '"' and parse.words[start - 2].text == ","
        if start == 0 or start > word.i or not (parse.words[start - 1].text == "," or quoted):
            continue
        place = word.ent == "GPE" and parse.words[word.head].ent in ("GPE", "LOC", "FAC", "ORG")
        if word.dep in ("relcl", "acl") or (word.dep == "appos" and not place and not _lists(parse, word)):
            while end > start and parse.words[end - 1].text in (",", ".", ";"):
                end -= 1
            closing = end < len(parse.words) and parse.words[end].text == ","
            yield from range(start if quoted else start - 1, end + (1 if closing else 0))


def _lists(parse: Parse, word: Word) -> bool:
    """Return whether an apposition is rather a member of a list: it has conjuncts, or follows another one."""
    kids = parse.children[word.i]
    return any(parse.words[k].dep in ("conj", "cc") for k in kids)
