"""Which facts of a note its accepted items ask."""

from __future__ import annotations

import re
from collections.abc import Iterable

from benchmarks.quality.corpus import Fact
from benchmarks.quality.harvest import Made

_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a an the of in on at by to for from with and or but as than that this its their his her it they is are was
        were be been being about around some over up no not de la el los las un una y o en por con del der die das den
        dem des ein eine einen und oder von vom zu zum zur im am auf mit bis""",
    )
)


def asks(made: Made, fact: Fact) -> bool:
    """Return whether an item asks a fact. The item must come from the fact's sentence, and

    - a statement names one of the fact's terms, or
    - the key holds a term or is part of one, or
    - the stem names a term and at least half of the key's words stand in the fact's own statement (so a fact may be
      asked from its other side, such as the reason of a why-question).
    """
    if not _same_sentence(made.source, fact.sentence):
        return False
    if made.text.kind == "true_false":
        return any(_holds(made.text.stem, term) for term in fact.terms)
    key = made.text.key
    if any(_holds(key, term) or _holds(term, key) for term in fact.terms):
        return True
    words = content_words(key)
    shared = sum(word in content_words(fact.statement) for word in words)
    return bool(words) and 2 * shared >= len(words) and any(_holds(made.text.stem, term) for term in fact.terms)


def covered(facts: Iterable[Fact], accepted: Iterable[Made]) -> tuple[Fact, ...]:
    """Return those facts of takeaways and deep dives that at least one of the accepted items asks."""
    items = list(accepted)
    return tuple(fact for fact in facts if fact.counts and any(asks(made, fact) for made in items))


def _same_sentence(source: str, sentence: str) -> bool:
    one, two = _plain(source), _plain(sentence)
    if one == two:
        return True
    short, long = sorted((one, two), key=len)
    return len(short) >= 12 and short in long


def _plain(text: str) -> str:
    """Fold case, quotes, dashes, blanks and everything else that isn't a letter, digit or sign of a number."""
    text = text.casefold().replace("\u2019", "'").replace("\u2212", "-")
    return " ".join(re.findall(r"[\w%$\u20ac\u00a5'-]+", text))


def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that carry meaning, folded."""
    found = (word.strip("'-").removesuffix("'s") for word in _plain(text).split())
    return frozenset(word for word in found if word and word not in _FUNCTION_WORDS)


def _holds(text: str, part: str) -> bool:
    """Whether every word of `part` that carries meaning stands in `text`."""
    words = content_words(part)
    return bool(words) and words <= content_words(text)
