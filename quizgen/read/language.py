"""The language of a note, told from its first prose by py3langid, offline."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from quizgen.read.vocabulary import LANGUAGES

DEFAULT = "en"
PROSE = 500
"""So many characters of prose decide."""
_LETTERS = 6
"""Fewer letters than this tell nothing."""
_SURE = 0.3
"""Below this probability a declared language, or English, is likelier than the guess."""


class _Identifier(Protocol):
    """What is used of py3langid's identifier; the package has no types of its own."""

    nb_classes: list[str]

    def set_languages(self, langs: list[str]) -> None: ...

    def classify(self, text: str) -> tuple[str, float]: ...


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped,unused-ignore]

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in LANGUAGES if code in identifier.nb_classes])
    return identifier


def detect(text: str, *, declared: str = "") -> str:
    """Return the ISO 639-1 code of the language of `text`, from its first 500 characters.

    `declared` is what the file says of itself; it decides where the text is too short or the guess unsure, and English
    does where nothing is declared. Norwegian of either kind is `no`.
    """
    head = text[:PROSE]
    fallback = declared if len(declared) == 2 and declared.isalpha() else DEFAULT
    if sum(char.isalpha() for char in head) < _LETTERS:
        return fallback
    code, probability = _identifier().classify(head)
    if probability < _SURE:
        return fallback
    return {"nb": "no", "nn": "no"}.get(code, str(code))
