"""What a statement can do without: brackets, loose clauses, words that only tie it to its neighbours."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from quizgen.generate.clauses import Analysis
from quizgen.generate.lexicon import DISCOURSE
from quizgen.generate.lexicon import words as word_set

_TIES = word_set("addition result contrast example instance consequence turn particular fact return effect short")


_LOOSE_OPENERS = word_set("which who whose whom where when a an the later once then also or formerly now")


def loose_parts(analysis: Analysis) -> frozenset[int]:
    """Return the loose words that are surely loose: in brackets, or a relative, participle or apposition in commas.

    A stretch that belongs to a list ("one tree, its parents, an author, and a message") is left alone.
    """
    out: set[int] = set()
    for start, end in _runs(analysis.loose):
        words = analysis.words[start:end]
        if all(word.aside for word in words):
            out.update(range(start, end))
            continue
        inner = [word for word in words if word.text not in (",", ";")]
        if not inner or words[0].text != ",":
            continue
        opener = inner[0].text.lower() in _LOOSE_OPENERS or inner[0].tag in ("VBN", "VBG", "RB")
        following = analysis.words[end] if end < len(analysis.words) else None
        listed = following is not None and following.tag == "CC" and words[-1].text == ","
        listed = listed or any(word.tag == "CC" and analysis.words[word.i - 1].text == "," for word in inner[1:])
        if opener and not listed:
            out.update(range(start, end))
    return frozenset(out)


def _runs(indices: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches (start, end) of neighbouring indices."""
    ordered = sorted(indices)
    start = 0
    for at in range(1, len(ordered) + 1):
        if at == len(ordered) or ordered[at] != ordered[at - 1] + 1:
            yield ordered[start], ordered[at - 1] + 1
            start = at


def opener(analysis: Analysis) -> Iterator[int]:
    """Yield the words that only tie the sentence to the one before: "However,", "But", "As a result,"."""
    words = analysis.words
    if words[0].tag == "CC" and words[0].text.lower() in ("and", "but", "so", "yet") and len(words) > 3:
        yield 0
        if words[1].text == ",":
            yield 1
        return
    for size in (1, 2, 3):
        if len(words) > size + 2 and words[size].text == ",":
            opening = words[:size]
            if (size == 1 and opening[0].text.lower() in DISCOURSE) or (
                size > 1 and opening[0].pos == "ADP" and opening[-1].lemma in _TIES
            ):
                yield from range(size + 1)
            return


_MIDDLE = word_set(
    "however moreover therefore thus hence also then instead furthermore nevertheless nonetheless likewise"
)


_PHRASES = (
    ("on", "the", "other", "hand"), ("by", "contrast"), ("in", "contrast"), ("for", "example"), ("for", "instance"),
    ("in", "turn"), ("as", "a", "result"), ("of", "course"), ("in", "fact"), ("in", "addition"),
)  # fmt: skip


@lru_cache(maxsize=256)
def asides(analysis: Analysis) -> frozenset[int]:
    """Return the words inside the sentence that only tie it to others: "also", "therefore", ", by contrast,"."""
    return frozenset(_asides(analysis))


def _asides(analysis: Analysis) -> Iterator[int]:
    words = analysis.words
    for word in words[1:]:
        if (
            word.text.lower() in _MIDDLE
            and word.dep == "advmod"
            and word.tag == "RB"
            and not analysis.parse.children[word.i]
            and (word.i + 1 == len(words) or words[word.i + 1].text.lower() not in ("of", "as", "than"))
        ):
            yield word.i
            yield from _commas(analysis, word.i, word.i + 1)
    lower = [word.text.lower() for word in words]
    for at in range(1, len(words) - 2):
        if lower[at - 1] != ",":
            continue
        for phrase in _PHRASES:
            end = at + len(phrase)
            if lower[at] == phrase[0] and tuple(lower[at:end]) == phrase and lower[end : end + 1] == [","]:
                yield from range(at - 1, end + 1)


def _commas(analysis: Analysis, start: int, end: int) -> Iterator[int]:
    """Yield the commas on both sides of a stretch, when there is one on either side."""
    if end < len(analysis.words) and analysis.words[start - 1].text == "," and analysis.words[end].text == ",":
        yield start - 1
        yield end
