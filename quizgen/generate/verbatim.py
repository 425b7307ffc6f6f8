"""Verbatim: a sentence as its author wrote it, its halves, and its beginning before a closing tail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import Discourse
from quizgen.generate.droppable import asides, opener
from quizgen.generate.inflect import can_be
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.statement import make_statement
from quizgen.generate.trim import Statement
from quizgen.generate.wording import render

_LONGEST, _SHORTEST = 25, 5


def verbatim(analysis: Analysis, discourse: Discourse) -> Iterator[Statement]:
    """Yield the sentence as its author wrote it, its halves around a semicolon, and each cut before a closing tail."""
    words = analysis.words
    if not words or not (words[0].text[:1].isupper() or words[0].literal or words[0].text[:1].isdigit()):
        return
    if "\u2014" in analysis.parse.joints or re.search(r"\s[\u2013\u2014-]\s", analysis.sentence.text):
        return
    dropped = frozenset((*opener(analysis), *asides(analysis)))
    edges = [
        0,
        *(
            word.i
            for word in words[1:]
            if word.piece != words[word.i - 1].piece and not word.aside and not words[word.i - 1].aside
        ),
        len(words),
    ]
    ends = [(0, len(words))] if len(edges) == 2 or _listed(analysis, edges) else list(pairwise(edges))
    for start, end in ends:
        if finite(analysis, start, end):
            yield _piece(analysis, discourse, start, end, dropped)
        for cut in _cuts(analysis, start, end):
            yield _piece(analysis, discourse, start, cut, dropped)


def _piece(analysis: Analysis, discourse: Discourse, start: int, end: int, dropped: frozenset[int]) -> Statement:
    rendered = render(analysis, discourse, start, end, skip=dropped, inner=start > 0)
    return make_statement(analysis, discourse, rendered, None, end - start < len(analysis.words) - 1)


def finite(analysis: Analysis, start: int, end: int) -> bool:
    """Return whether a stretch holds a main verb that is finite, with its subject before it."""
    words = analysis.words
    for verb in words[start:end]:
        if verb.dep != "ROOT" or verb.aside:
            continue
        kids = [words[k] for k in analysis.parse.children[verb.i] if start <= k < end]
        told = any(
            kid.dep in ("nsubj", "nsubjpass", "expl", "csubj") and kid.i < verb.i and kid.tag != "CD" for kid in kids
        )
        tensed = [verb, *(kid for kid in kids if kid.dep in ("aux", "auxpass"))]
        if told and any(word.tag in ("VBD", "VBZ", "VBP", "MD") for word in tensed):
            return verb.pos == "AUX" or len(tensed) > 1 or can_be(verb.text.lower(), "VERB")
    return False


def _listed(analysis: Analysis, edges: list[int]) -> bool:
    """Return whether a sentence's only inner mark is a colon with a list behind it, not a second claim."""
    if len(edges) != 3 or ":" not in analysis.parse.joints:
        return False
    tail = analysis.words[edges[1] :]
    return not any(word.tag in ("VBD", "VBZ", "VBP", "MD") for word in tail) and finite(analysis, 0, edges[1])


_TAILS = word_set("which who whose where although though whereas while so and but yet since because as a an the")


_NEEDED = re.compile(r"(?i)\b(?:not|n't|only|if|unless|until|between|either|both|neither|more|less|most|when)\b")


def _cuts(analysis: Analysis, start: int, end: int) -> Iterator[int]:
    """Yield where a stretch may end early: before a comma whose tail hangs on what stands before, and adds to it."""
    words = analysis.words
    for comma in range(end - 3, start + 4, -1):
        if words[comma].text != ",":
            continue
        first = words[comma + 1]
        if first.text.lower() not in _TAILS and first.tag != "VBG":
            continue
        if _NEEDED.search(analysis.sentence.text[words[start].start : words[comma].start]):
            continue
        if not finite(analysis, start, comma) or any(
            (
                start <= w.head < comma <= w.i
                and w.dep in ("dobj", "attr", "acomp", "pobj", "ccomp", "xcomp", "prep", "pcomp")
            )
            or w.i < comma <= w.head < end
            for w in words[start:end]
        ):
            continue
        if (
            sum(1 for w in words[comma + 1 : end] if start <= w.head < comma and w.dep not in ("punct", "cc", "mark"))
            != 1
        ):
            continue
        if first.tag == "CC" and not any(
            w.dep == "conj"
            and start <= w.head < comma
            and words[w.head].dep == "ROOT"
            and any(words[k].dep in ("nsubj", "nsubjpass") and k > comma for k in analysis.parse.children[w.i])
            for w in words[comma + 1 : end]
        ):
            continue
        if first.tag == "VBG" and not any(w.dep == "advcl" and start <= w.head < comma for w in words[comma + 1 : end]):
            continue
        if first.tag == "DT" and not any(w.dep == "appos" and start <= w.head < comma for w in words[comma + 1 : end]):
            continue
        yield comma
        return
