"""Entries: terms asked by their definition, from appositions, colons and glossary lines without an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizgen.generate.clauses import Analysis, Chunk, ClauseKind
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families.common import STEM, bare, draft
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word
from quizgen.generate.stems import Stem
from quizgen.generate.wording import Rendered, render
from quizgen.item import BLANK, Cloze
from quizgen.note import Shape

_POST = ("relcl", "acl", "prep")
_LINKS = word_set("of for in between by from with on")
_VAGUE = word_set(
    """example result reason part place way thing one fact sign problem advantage benefit step change move group pair
    view fact number lot series set member few man woman person son daughter town city country village"""
)
_NAMES = ("PERSON", "GPE", "DATE", "TIME", "LOC")
_PLAIN_LABEL = word_set(
    """note notes source sources example examples tip warning pro con pros cons scope result results question answer
    exercise storage use uses cost price time date dates place goal aim reason cause effect range size weight height
    length width depth speed dose dosage temperature symptoms treatment motto summary today later margin"""
)
"""Labels that say what is told, not what is defined."""


def apposed_terms(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What is the term for a policy of ...?" from "... yield curve control, a policy of ...", the term as key.

    A definition of few words gives a cloze of the sentence instead: other things may fit it.
    """
    for chunk, start, end, head in _beside(analysis):
        if not _defines(analysis, start, end, head) or not _bare_term(analysis, chunk):
            continue
        meaning = _own_words(analysis, discourse, start, end)
        term = render(analysis, discourse, chunk.start, chunk.end)
        if meaning is None or _shares(meaning.text, term.text) or bare(term.text):
            continue
        if len(meaning.text.split()) >= 8:
            yield from draft(analysis, _asked(meaning), term, "defined term")
        else:
            yield from _hidden(analysis, discourse, (chunk.start, chunk.end), end)


def _beside(analysis: Analysis) -> Iterator[tuple[Chunk, int, int, int]]:
    """Yield each noun phrase with the start, end and head of the one that stands beside it behind a comma."""
    words = analysis.words
    for chunk in analysis.chunks:
        at = chunk.end
        if at + 2 >= len(words) or words[at].text != "," or words[at + 1].text.lower() not in ("a", "an", "the"):
            continue
        genus = next((item for item in analysis.chunks if item.start == at + 1), None)
        if genus is None or words[chunk.head].aside or words[chunk.head].piece != words[genus.head].piece:
            continue
        end = next((i for i in range(genus.end, len(words)) if words[i].text in ",.;:" or words[i].aside), len(words))
        opens = chunk.start == 0 and words[genus.head].dep in ("nsubj", "nsubjpass", "appos") and words[end - 1].text
        closed = end < len(words) - 1 and words[end].text == ","
        if (closed and opens) or (words[genus.head].dep == "appos" and chunk.start > 0):
            yield chunk, at + 1, end, genus.head


def _own_words(analysis: Analysis, discourse: Discourse, start: int, end: int) -> Rendered | None:
    """Return a definition as the note has it, its inner "its" and "their" as they are; None when it points outside."""
    named = False
    for word in analysis.words[start + 1 : end]:
        low = word.text.lower()
        if low in ("it", "they", "them", "this", "these", "those", "he", "she", "his", "her", "probably", "perhaps"):
            return None
        if low in ("its", "their") and not named:
            return None
        named = named or (word.pos in ("NOUN", "PROPN") and word.tag != "NN") or word.tag == "POS"
    open_words = discourse.references[analysis.sentence.index].definite
    text = analysis.parse.text(start, end, asides=False)
    spans = {word.i: (word.start, word.end) for word in analysis.words[start:end]}
    return Rendered(text=text, spans=spans, pending=any(start <= i < end for i in open_words))


def _bare_term(analysis: Analysis, chunk: Chunk) -> bool:
    """Return whether a noun phrase is a lone common noun or compound: no article, no name, no plural."""
    host, inside = analysis.words[chunk.head], analysis.words[chunk.start : chunk.end]
    named = host.pos == "PROPN" and host.text.islower()
    if (
        (host.pos != "NOUN" and not named)
        or host.tag in ("NNS", "NNPS")
        or host.ent in ("PERSON", "GPE", "DATE", "TIME", "LOC")
    ):
        return False
    if any(word.dep in ("det", "nummod", "predet") or word.tag in ("PRP$", "JJR", "JJS", "CD") for word in inside):
        return False
    if any(word.text[:1].isupper() and word.i > 0 for word in inside):
        return False
    following = [k for k in analysis.parse.children[host.i] if k > host.i and analysis.words[k].dep == "prep"]
    return not following


def _behind(analysis: Analysis, at: int) -> Iterator[int]:
    """Yield the dependents behind a noun other than marks: with "of", "and" or a clause it is no bare term."""
    for k in analysis.parse.children[at]:
        if k > at and analysis.words[k].dep != "punct":
            yield k


def _defines(analysis: Analysis, start: int, end: int, head: int) -> bool:
    """Return whether a noun phrase defines: an article, a telling noun, and a phrase or clause behind it."""
    first = analysis.words[start].text.lower()
    noun = analysis.words[head]
    if first not in ("a", "an", "the") or noun.pos != "NOUN" or noun.lemma.lower() in _VAGUE:
        return False
    if any(word.tag in ("JJS", "RBS", "JJR") or word.ent in ("PERSON", "GPE") for word in analysis.words[start:head]):
        return False
    return any(
        analysis.words[k].dep in _POST and (analysis.words[k].dep != "prep" or analysis.words[k].text.lower() in _LINKS)
        for k in _behind(analysis, head)
        if k < end
    )


def _asked(meaning: Rendered) -> Stem:
    text = re.sub(r"[.;:,]+$", "", meaning.text)
    return Stem(
        text=f"What is the term for {text}?",
        used=frozenset(meaning.spans),
        pending=meaning.pending,
        unsure=meaning.unsure,
    )


def _hidden(analysis: Analysis, discourse: Discourse, term: tuple[int, int], end: int) -> Iterator[Draft]:
    """Yield the sentence up to the definition's end with the term hidden, where that much is a clause of its own."""
    after = analysis.words[end] if end < len(analysis.words) else None
    ends = after is None or after.text in (".", ";")
    joined = (
        after is not None
        and after.text == ","
        and end + 1 < len(analysis.words)
        and analysis.words[end + 1].tag == "CC"
        and any(clause.kind is ClauseKind.CONJUNCT and clause.verb > end for clause in analysis.clauses)
    )
    main = next((c for c in analysis.clauses if c.kind is ClauseKind.MAIN and c.subject is not None), None)
    if not (ends or joined) or main is None or main.doubts or main.verb > term[0] or main.subject is None:
        return
    whole = render(analysis, discourse, 0, end, inner=False)
    if whole.pending or any(analysis.words[i].tag == "PRP" for i in range(end)):
        return
    a, b = whole.spans[term[0]][0], whole.spans[term[1] - 1][1]
    stem = f"{whole.text[:a]}{BLANK}{whole.text[b:].rstrip('.')}."
    if not 7 <= len(stem.split()) <= STEM:
        return
    yield Draft(
        question=Cloze(stem=stem, key=whole.text[a:b]),
        rule="cloze defined",
        sentence=analysis.sentence.index,
        answer=term,
        asked=(0, end),
    )


def colon_terms(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What is the term for the idea that ...?" from "Most officials believed in miasma: the idea that ..."."""
    if len(analysis.parse.joints) < 2 or analysis.parse.joints[1] not in (":", "\u2014"):
        return
    lead = [word for word in analysis.words if word.piece == 0]
    rest = [word for word in analysis.words if word.piece == 1]
    if len(lead) < 4 or len(rest) < 5 or len(analysis.parse.joints) > 2:
        return
    roots = [i for i in analysis.parse.roots if analysis.words[i].piece == 1]
    chunk = next((item for item in analysis.chunks if item.end == lead[-1].i + 1), None)
    if chunk is None or len(roots) != 1 or not any(word.pos in ("VERB", "AUX") for word in lead):
        return
    if analysis.words[chunk.head].pos != "NOUN" or analysis.words[chunk.head].tag == "NNS":
        return
    inside = analysis.words[chunk.start : chunk.end]
    if any(word.dep in ("det", "poss", "nummod") for word in inside) or _told(analysis, chunk.start):
        return
    end = rest[-1].i + (0 if rest[-1].text == "." else 1)
    if not _defines(analysis, rest[0].i, end, roots[0]):
        return
    meaning = render(analysis, discourse, rest[0].i, end)
    term = render(analysis, discourse, chunk.start, chunk.end)
    if not meaning.pending and not _shares(meaning.text, term.text) and not bare(term.text):
        yield from draft(analysis, _asked(meaning), term, "defined term")


def _told(analysis: Analysis, at: int) -> bool:
    """Return whether the noun before a colon hangs on an "of" or "like": it is only part of what is explained."""
    return at > 0 and analysis.words[at - 1].text.lower() in ("of", "like", "as", "and", "or")


def glossary_terms(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What is the term for ...?" from lines like "Collision: two keys mapped to the same bucket".

    A line "Perfect hash function: one that ..." asks "What kind of hash function ...?".
    """
    if analysis.sentence.shape not in (Shape.BULLET, Shape.STEP) or analysis.parse.joints[1:2] not in (
        (":",),
        ("\u2014",),
    ):
        return
    lead = [word for word in analysis.words if word.piece == 0 and not word.aside]
    if not _is_term(lead) or ";" in analysis.sentence.text:
        return
    rest = _meaning(analysis, lead[-1].i)
    roots = [i for i in analysis.parse.roots if rest and rest[0] <= i < rest[1]]
    if rest is None or not roots:
        return
    root = analysis.words[roots[0]]
    if root.pos not in ("NOUN", "NUM", "PRON") and not (root.tag == "VBG" and root.i == rest[0]):
        return
    start, end = rest
    first = analysis.words[start].text.lower()
    term = render(analysis, discourse, lead[0].i, lead[-1].i + 1)
    if first == "one" and len(lead) > 1 and end - start > 5 and analysis.words[start + 1].text.lower() == "that":
        clause = render(analysis, discourse, start + 2, end)
        noun = render(analysis, discourse, lead[1].i, lead[-1].i + 1)
        stem = Stem(
            text=f"What kind of {noun.text} {clause.text.rstrip('.')}?",
            used=frozenset(range(start, end)),
            pending=clause.pending,
        )
        kind = render(analysis, discourse, lead[0].i, lead[0].i + 1)
        if not any(word.tag == "VBP" for word in analysis.words[start + 2 : start + 4]):
            yield from draft(analysis, stem, kind, "glossary")
        return
    if not _postmodified(analysis, roots[0], end) or first in ("this", "these", "its", "their", "it", "when", "no"):
        return
    meaning = render(analysis, discourse, start, end)
    if len(meaning.text.split()) < 5 or _shares(meaning.text, term.text):
        return
    yield from draft(analysis, _asked(meaning), term, "glossary")


def _is_term(words: Sequence[Word]) -> bool:
    """Return whether the words before the colon are a term: one to four, no question word, property or person."""
    if not 1 <= len(words) <= 4 or any(word.tag in ("WRB", "WP", "WDT", "IN", "DT") for word in words):
        return False
    if any(word.pos in ("NUM", "AUX", "PRON") or word.literal for word in words):
        return False
    last = words[-1]
    if last.lemma.lower() in _PLAIN_LABEL or last.text.lower() in _PLAIN_LABEL:
        return False
    return last.pos in ("NOUN", "PROPN", "VERB", "ADJ", "X") and not any(word.ent == "PERSON" for word in words)


def _meaning(analysis: Analysis, after: int) -> tuple[int, int] | None:
    """Return the words of the definition, without a formula at its head; None where there is no plain one."""
    words = analysis.words
    start = after + 1
    while start < len(words) and (words[start].text in (":", "\u2014", "-") or words[start].aside):
        start += 1
    if start < len(words) and words[start].literal:
        start += 1
        if start >= len(words) or words[start].text != ",":
            return None
        start += 1
    end = len(words) - (1 if words[-1].text == "." else 0)
    if end - start < 4 or any(word.literal or word.text in ('"', "$", "=") for word in words[start:end]):
        return None
    mains = [c for c in analysis.clauses if c.kind in (ClauseKind.MAIN, ClauseKind.CONJUNCT) and c.verb >= start]
    return None if any(c.subject is not None and c.finite >= 0 for c in mains) else (start, end)


def _postmodified(analysis: Analysis, head: int, end: int) -> bool:
    for k in _behind(analysis, head):
        word = analysis.words[k]
        if k < end and (
            word.dep in ("relcl", "acl") or (word.dep == "prep" and word.text.lower() in ("of", "between"))
        ):
            return True
    return False


def _shares(one: str, other: str) -> bool:
    """Return whether two phrases share the root of a content word."""
    stems = {word[:5] for word in re.findall(r"[a-z]{4,}", one.lower())}
    return any(word[:5] in stems for word in re.findall(r"[a-z]{4,}", other.lower()))
