"""The language model made quicker: the same annotations, but no rule is looked up twice for the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc, Token
    from spacy.tokens.morphanalysis import MorphAnalysis

RULER, QUICK_RULER = "attribute_ruler", "quizgen_quick_ruler"
_SEEN = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_SET = frozenset({"POS", "MORPH", "LEMMA"})
_OTHER = -1
"""Stands for every text or label that no rule names."""
_Key = tuple[int, int, int]


def quicken(nlp: Language) -> Language:
    """Return the pipeline itself, with its attribute ruler and its lemmatizer's word lists made quicker.

    Every annotation stays what it was; rules of a kind that isn't known here are left as they are.
    """
    from spacy.language import Language

    if "lemmatizer" in nlp.pipe_names:
        _index_lemmas(nlp.get_pipe("lemmatizer"))
    ruler: Any = nlp.get_pipe(RULER) if RULER in nlp.pipe_names else None
    if ruler is not None and is_local(ruler):
        Language.factory(QUICK_RULER, func=_make)
        nlp.add_pipe(QUICK_RULER, after=RULER)
        nlp.disable_pipe(RULER)
    return nlp


def _make(nlp: Language, name: str) -> QuickRuler:
    ruler: Any = nlp.get_pipe(RULER)
    return QuickRuler(ruler)


def _index_lemmas(lemmatizer: Any) -> None:
    """Turn the lists that the lemmatizer searches from end to end into sets."""
    if "lemma_index" not in lemmatizer.lookups:
        return
    table = lemmatizer.lookups.get_table("lemma_index")
    for pos, words in list(table.items()):
        if isinstance(words, list):
            table[pos] = frozenset(words)


def is_local(ruler: AttributeRuler) -> bool:
    """Tell whether each rule looks at one word or at two neighbours, the second by its text, as `QuickRuler` wants."""
    return all(_is_local(rule) for rule in ruler.patterns)


def _is_local(rule: Any) -> bool:
    for pattern in rule["patterns"]:
        keys = {key for token in pattern for key in token}
        if len(pattern) > 2 or not keys <= _SEEN or not all(map(_is_plain, _values(pattern, ("LOWER", "DEP")))):
            return False
        if len(pattern) == 2 and ("LOWER" not in pattern[1] or "NOT_IN" in pattern[1]["LOWER"]):
            return False
        if "IS_SPACE" not in keys and not set(rule["attrs"]) <= _SET:
            return False
    return True


def _values(pattern: Iterable[Any], names: tuple[str, ...]) -> list[Any]:
    return [token[name] for token in pattern for name in names if name in token]


def _is_plain(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and set(value) in ({"IN"}, {"NOT_IN"}, {"REGEX"}))


def _patterns(ruler: AttributeRuler) -> list[list[dict[str, Any]]]:
    rules: list[Any] = list(ruler.patterns)
    return [pattern for rule in rules for pattern in rule["patterns"]]


class QuickRuler:
    """Gives a Doc what the attribute ruler would, which is asked only about combinations that it wasn't asked before.

    What it says of a word depends on the word's tag, on its text and dependency label as far as rules name them, and on
    its neighbours where a rule for two words may hold.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        strings = ruler.vocab.strings
        patterns = _patterns(ruler)
        tokens = [token for pattern in patterns for token in pattern]
        seconds = [pattern[1] for pattern in patterns if len(pattern) == 2]
        self._deps = frozenset(strings[dep] for dep in _words(_values(tokens, ("DEP",))))
        self._lowers = _Texts(_values(tokens, ("LOWER",)))
        self._seconds = _Texts(_values(seconds, ("LOWER",)))
        self._texts: dict[int, tuple[int, bool]] = {}
        """By the hash of a lower-case text: the hash itself where a rule names it, and whether it may be second."""
        self._known: dict[tuple[_Key | None, _Key, _Key | None], tuple[int, MorphAnalysis | None, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a tagged and parsed Doc, and return it."""
        rows = doc.to_array(["TAG", "LOWER", "DEP", "IS_SPACE"]).tolist()
        if any(row[3] for row in rows):
            return self._ruler(doc)
        keys: list[_Key] = []
        second: list[bool] = []
        for tag, lower, dep, _ in rows:
            text = self._texts.get(lower) or self._text(doc, lower)
            keys.append((tag, text[0], dep if dep in self._deps else _OTHER))
            second.append(text[1])
        follow = [*second[1:], False]
        before, after = [None, *keys], [*keys[1:], None]
        places = [
            (before[i] if second[i] else None, key, after[i] if follow[i] else None) for i, key in enumerate(keys)
        ]
        try:
            found = [self._known[place] for place in places]
        except KeyError:
            self._ruler(doc)
            self._known.update(zip(places, map(_annotation, doc), strict=True))
            return doc
        for token, (pos, morph, lemma) in zip(doc, found, strict=True):
            token.pos = pos
            if morph is not None:
                token.morph = morph
            if lemma:
                token.lemma = lemma
        return doc

    def _text(self, doc: Doc, lower: int) -> tuple[int, bool]:
        text = doc.vocab.strings[lower]
        found = self._texts[lower] = (lower if text in self._lowers else _OTHER, text in self._seconds)
        return found


def _annotation(token: Token) -> tuple[int, MorphAnalysis | None, int]:
    return token.pos, token.morph if token.has_morph() else None, token.lemma


def _words(values: Iterable[Any]) -> list[str]:
    """Return the texts that are named one by one."""
    return [
        word
        for value in values
        for word in ([value] if isinstance(value, str) else [*value.get("IN", ()), *value.get("NOT_IN", ())])
    ]


class _Texts:
    """The texts that patterns name, one by one or by regular expressions."""

    def __init__(self, values: list[Any]) -> None:
        self._words = frozenset(_words(values))
        named = [value["REGEX"] for value in values if isinstance(value, dict) and "REGEX" in value]
        self._patterns = [re.compile(pattern) for pattern in named]

    def __contains__(self, text: str) -> bool:
        return text in self._words or any(pattern.search(text) for pattern in self._patterns)
