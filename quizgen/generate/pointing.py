"""Pointing: which words of a sentence refer to something outside their own phrase."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import Antecedent, Discourse
from quizgen.generate.inflect import known
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word

_COMPARING = word_set("other further additional similar earlier later previous subsequent resulting remaining")


ORDINALS = word_set("first second third fourth fifth sixth seventh eighth ninth tenth last latter former other")


LOOSE = word_set("this that these those such former latter there here former one ones another others")


def points(analysis: Analysis, word: Word) -> bool:
    """Return whether a demonstrative points back, and isn't a conjunction, a relative or "that of"."""
    low = word.text.lower()
    if low == "that" and word.dep == "dobj" and word.tag in ("IN", "DT") and word.i == word.head + 1:
        return True
    if low in ("that", "those"):
        if word.tag in ("WDT", "IN", "WP") or (word.dep in ("mark", "nsubj") and word.tag == "WDT"):
            return False
        follower = analysis.words[word.i + 1] if word.i + 1 < len(analysis.words) else None
        return not (follower is not None and follower.text.lower() in ("of", "who", "that", "which", "in", "with"))
    if low in ("there", "here"):
        return word.dep == "advmod"
    if low == "such":
        follower = analysis.words[word.i + 1] if word.i + 1 < len(analysis.words) else None
        return not (follower is not None and follower.text.lower() == "as")
    if low in ("one", "ones") and any(_counts(analysis, other, low) for other in analysis.words[: word.i]):
        return False
    if low in ("one", "ones"):
        return word.pos in ("NOUN", "PRON") or (
            word.dep in ("nsubj", "dobj", "pobj", "attr", "nsubjpass") and _alone(analysis, word)
        )
    if low in ("another", "others"):
        return word.dep in ("nsubj", "dobj", "pobj", "nsubjpass") and _alone(analysis, word)
    return True


def _counts(analysis: Analysis, word: Word, low: str) -> bool:
    """Return whether a noun before "one" or "ones" may be what they stand for."""
    if word.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "attr"):
        return False
    return word.tag == ("NNS" if low == "ones" else "NN")


def _alone(analysis: Analysis, word: Word) -> bool:
    return not any(analysis.words[k].dep in ("prep", "relcl") for k in analysis.parse.children[word.i])


def is_expletive(analysis: Analysis, word: Word) -> bool:
    """Return whether "it" stands for a clause ("it is likely that ...", "makes it possible to ...")."""
    words = analysis.words
    if word.dep == "expl":
        return True
    verb = words[word.head]
    kids = [words[k] for k in analysis.parse.children[verb.i]]
    clause = any(kid.dep in ("ccomp", "advcl", "xcomp", "csubj") and kid.i > verb.i for kid in kids)
    judged = any(kid.dep in ("acomp", "attr", "oprd") for kid in kids)
    inner = [words[k] for kid in kids if kid.dep in ("acomp", "attr") for k in analysis.parse.children[kid.i]]
    told = [kid.i + 1 for kid in kids if kid.dep in ("attr", "acomp") and kid.i + 1 < len(words)]
    if verb.lemma == "be" and any(words[i].text.lower() in ("who", "that", "which") for i in told):
        return True
    if verb.lemma == "be" and any(kid.dep in ("ccomp", "xcomp", "csubj") for kid in inner):
        return True
    return verb.lemma in ("be", "take", "seem", "make") and clause and judged


def comparisons(analysis: Analysis) -> Iterator[int]:
    """Yield comparatives and "other", "further" before a noun, when nothing says than what ("earlier expeditions")."""
    if any(word.text.lower() == "than" for word in analysis.words):
        return
    for word in analysis.words:
        low = word.text.lower()
        if low not in _COMPARING and not (word.tag == "JJR" and low not in ("more", "less", "fewer", "lower", "upper")):
            continue
        head = analysis.words[word.head]
        if word.dep == "amod" and head.dep in ("nsubj", "nsubjpass") and head.pos == "NOUN":
            yield word.i


def ordinals(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Yield "the fourth", "the last" without a noun behind."""
    for word in analysis.words[1:]:
        if word.i + 1 < len(analysis.words) and analysis.words[word.i + 1].pos in ("PROPN", "NOUN"):
            continue
        alone = word.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj") and word.pos in ("ADJ", "NOUN")
        alone = alone and not any(analysis.words[k].dep == "prep" for k in analysis.parse.children[word.i])
        if alone and word.text.lower() in ORDINALS and analysis.words[word.i - 1].text.lower() in ("the", "a"):
            yield word.i - 1, word.i + 1


def capital_nouns(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Yield "the Assembly", "the Court": one capitalised word that a longer name may stand behind."""
    for word in analysis.words[1:]:
        before = analysis.words[word.i - 1]
        last = word.i + 1 >= len(analysis.words) or analysis.words[word.i + 1].pos not in ("PROPN", "NOUN")
        if before.text.lower() == "the" and word.pos == "PROPN" and last and not word.text.isupper():
            hyphen = word.i + 1 < len(analysis.words) and analysis.words[word.i + 1].text == "-"
            if known(word.text.lower()) and not hyphen:
                yield before.i, word.i + 1


def counted_noun(found: Discourse, analysis: Analysis, start: int) -> Antecedent | None:
    """Return "the fourth event" for "the fourth", when the sentence spoke of "the first event" before."""
    for chunk in analysis.chunks:
        order = next((i for i in range(chunk.start, chunk.head) if analysis.words[i].text.lower() in ORDINALS), -1)
        if chunk.end <= start and order >= 0:
            rest = analysis.parse.text(order + 1, chunk.end)
            return Antecedent(text=f"the {analysis.words[start + 1].text} {rest}", plural=False)
    return None
