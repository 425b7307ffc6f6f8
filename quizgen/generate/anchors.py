"""Anchors: does a noun phrase say by itself what it is about, or does it lean on the text around it?"""

from __future__ import annotations

from quizgen.generate.clauses import Analysis
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word

UNIQUE = word_set(
    """sun moon earth world sky sea ocean universe internet web dollar euro pound past future present environment
    climate weather atmosphere west east north south middle ages renaissance
    enlightenment reformation bible poor rich dead
    elderly young police equator tropics arctic antarctic sciences arts humanities alphabet night morning evening
    afternoon summer winter spring autumn rest end beginning start same first last only century countryside ground air
    coast wild majority minority average rise use presence absence lack number amount rate size shape length width
    height depth weight speed risk chance likelihood"""
)
"""Nouns that need no introduction behind "the", and those that name a property of what follows."""

_ORDER = word_set("first second third fourth fifth last next only same most least other latter former previous")
_POST = frozenset({"prep", "relcl", "acl", "appos", "nummod"})


def leaning(analysis: Analysis) -> list[tuple[int, int]]:
    """Return the spans (start, end) of definite noun phrases that only the text around them explains.

    "the theory", "the stressed corals" lean; "the Bretton Woods system", "the theory of evolution", "the largest reef",
    "the sun" do not.
    """
    found = []
    for chunk in analysis.chunks:
        first = analysis.words[chunk.start]
        if first.text.lower() != "the" or first.aside or first.head != chunk.head:
            continue
        if not _stands(analysis, chunk.start, chunk.head):
            found.append((chunk.start, chunk.end))
    return found


def _stands(analysis: Analysis, start: int, head: int) -> bool:
    words, parse = analysis.words, analysis.parse
    noun = words[head]
    if noun.pos == "NUM" and noun.ent not in ("DATE", "TIME"):
        return False
    if noun.text[:1].isupper() and start > 0:
        return True
    if noun.lemma.lower() in UNIQUE or noun.tag in ("NNP", "NNPS") or noun.ent or noun.literal:
        return True
    inner = words[start + 1 : head]
    for word in inner:
        if word.tag in ("NNP", "NNPS", "JJS", "RBS", "CD") or word.ent or word.lemma.lower() in _ORDER or word.literal:
            return True
    if any(parse.words[k].dep in _POST and k > head and k not in analysis.loose for k in parse.children[head]):
        return True
    return any(word.dep == "compound" or _relational(word) for word in inner)


def _relational(word: Word) -> bool:
    """Return whether an adjective tells the kind ("cardiac", "nuclear") rather than points or praises."""
    return (
        word.tag == "JJ"
        and word.text.endswith(("al", "ic", "ar", "ary", "an", "ese", "ish"))
        and word.text.lower()
        not in ("general", "usual", "original", "final", "actual", "real", "total", "public", "similar")
    )
