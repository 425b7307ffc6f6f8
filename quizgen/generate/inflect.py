"""Inflection by lemminflect: verb forms, and whether a word is in the dictionary at all."""

from __future__ import annotations

from functools import cache


@cache
def verb_form(lemma: str, tag: str) -> str:
    """Return the form of a verb for a Penn tag ("VB", "VBZ", "VBD", "VBN", "VBG"); the lemma itself when unknown."""
    if tag == "VB":
        return lemma
    if lemma == "be":
        return {"VBZ": "is", "VBP": "are", "VBD": "was", "VBN": "been", "VBG": "being"}.get(tag, lemma)
    import lemminflect

    forms = lemminflect.getInflection(lemma, tag)
    return str(forms[0]) if forms else lemma


@cache
def base_form(text: str, lemma: str) -> str:
    """Return the base form of a verb, by the dictionary where it knows the form, else the tagger's lemma."""
    options = _bases(text.lower())
    return lemma if lemma in options or not options else str(options[0])


@cache
def sorts_of(word: str) -> frozenset[str]:
    """Return what the dictionary has the word as: "NOUN", "VERB", "ADJ", "ADV", "AUX"; empty when it lacks it."""
    from lemminflect import Lemmatizer

    # The tables themselves: `getAllLemmas` copies an entry with all that is in it, which costs ten times the look-up.
    tables, low = Lemmatizer(), word.lower()
    return frozenset((*tables._getLemmaDict().get(low, ()), *tables._getOverridesDict().get(low, ())))


@cache
def forms_of(word: str) -> frozenset[str]:
    """Return the Penn tags of the forms that the dictionary gives a base form; empty when it lacks it."""
    from lemminflect import Inflections

    tables, low = Inflections(), word.lower()
    return frozenset((*tables._getInflDict().get(low, ()), *tables._getOverridesDict().get(low, ())))


@cache
def is_base(word: str) -> bool:
    """Return whether the dictionary has the word as the base form of a verb."""
    return word in _bases(word)


def _bases(word: str) -> tuple[str, ...]:
    """Return the base forms of which a lower-case word can be a verb form."""
    from lemminflect import Lemmatizer

    tables = Lemmatizer()
    found = {**tables._getLemmaDict().get(word, {}), **tables._getOverridesDict().get(word, {})}
    return tuple(found.get("VERB", ()))


@cache
def known(word: str) -> bool:
    """Return whether the dictionary has the word as a base or inflected form."""
    return bool(sorts_of(word)) or bool(forms_of(word))


@cache
def ambiguous_past(lemma: str) -> bool:
    """Return whether the verb's past looks like its base form ("split", "set"), so that its tense can't be seen."""
    return verb_form(lemma, "VBD") == lemma


_KINDS = {"NN": "NOUN", "VB": "VERB", "JJ": "ADJ", "RB": "ADV"}


@cache
def can_be(word: str, kind: str, *, unknown: bool = True) -> bool:
    """Return whether the dictionary has the word as a "NOUN", "VERB" or "ADJ"; `unknown` for words that it lacks."""
    found = set(sorts_of(word))
    base = word.removesuffix("s")
    for form in (word, base) if len(base) > 3 else (word,):
        found |= {_KINDS[tag[:2]] for tag in forms_of(form) if tag[:2] in _KINDS}
    return kind in found if found else unknown
