"""The language of a note, from its first prose."""

from __future__ import annotations


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`; English where there is too little to tell."""
    import py3langid

    if sum(char.isalpha() for char in text) < 20:
        return "en"
    code: str = py3langid.classify(text)[0]
    return code
