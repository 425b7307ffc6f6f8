"""The chief subject of a note whose title doesn't name it: the name that its sentences keep coming back to."""

from __future__ import annotations

from collections import Counter, defaultdict

from quizgen.generate.clauses import Analysis, Chunk
from quizgen.generate.discourse import Discourse
from quizgen.generate.terms import rank

_OFTEN = 4
"""In how many sentences a subject stands at least."""

_WIDE = 3
"""In how many parts of the note a subject stands at least."""

_RARE = 900
"""Up to this rank of English words a lone common noun is too plain to name a subject."""


def chief_name(discourse: Discourse) -> str:
    """Return the noun phrase that most sentences in most parts of the note hold, by its usual fuller name, or "".

    Guests of the programme don't count, nor times, numbers and nouns that any text could hold. "canal" becomes "Suez
    Canal" where the note has that name for it.
    """
    counts: Counter[str] = Counter()
    parts: dict[str, set[str]] = defaultdict(set)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    fuller: dict[str, Counter[str]] = defaultdict(Counter)
    for analysis in discourse.analyses:
        here: set[str] = set()
        for chunk in analysis.chunks:
            lemma = _lemma(analysis, chunk, discourse)
            if not lemma:
                continue
            fuller[lemma].update([_full(analysis, chunk)])
            if lemma not in here:
                here.add(lemma)
                counts[lemma] += 1
                parts[lemma].add(analysis.sentence.section)
                forms[lemma].update([analysis.words[chunk.head].text])
    often = [one for one in counts if counts[one] >= _OFTEN and len(parts[one]) >= _WIDE]
    best = [(counts[one] * len(parts[one]), one) for one in often]
    if not best:
        return ""
    lemma = max(best)[1]
    names = [(count, name) for name, count in fuller[lemma].items() if " " in name]
    named = max((one for one in names if one[1][0].isupper() or one[0] > 1), default=(0, ""))[1]
    form = max(forms[lemma].items(), key=lambda item: (item[0].endswith("s"), item[1], item[0]))[0]
    plain = form[:1].islower() and rank(form) < 3 * _RARE
    return named or ("" if plain else form)


def _lemma(analysis: Analysis, chunk: Chunk, discourse: Discourse) -> str:
    """Return the lemma that stands for a noun phrase, or an empty string where it can't name a subject."""
    head = analysis.words[chunk.head]
    if head.pos not in ("NOUN", "PROPN") or head.literal or not head.text.isalpha() or len(head.text) < 3:
        return ""
    if head.ent in ("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"):
        return ""
    if head.text in discourse.guests or (head.pos == "NOUN" and rank(head.lemma.lower()) < _RARE):
        return ""
    return head.lemma.lower()


def _full(analysis: Analysis, chunk: Chunk) -> str:
    """Return the name or compound that ends in the head of a noun phrase."""
    words, start = analysis.words, chunk.head
    while start > chunk.start and words[start - 1].dep == "compound" and words[start - 1].text[:1].isalpha():
        start -= 1
    return analysis.parse.text(start, chunk.head + 1)
