"""The words that a true/false card needs, in the languages that notes come in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JudgeWords:
    """What a true/false card says: the instruction, and the two verdicts."""

    judge: str
    true: str
    false: str


_WORDS = {
    "de": JudgeWords("Richtig oder falsch?", "Richtig", "Falsch"),
    "en": JudgeWords("True or false?", "True", "False"),
    "es": JudgeWords("¿Verdadero o falso?", "Verdadero", "Falso"),
    "fr": JudgeWords("Vrai ou faux ?", "Vrai", "Faux"),
    "it": JudgeWords("Vero o falso?", "Vero", "Falso"),
    "nl": JudgeWords("Waar of niet waar?", "Waar", "Niet waar"),
    "pl": JudgeWords("Prawda czy fałsz?", "Prawda", "Fałsz"),
    "pt": JudgeWords("Verdadeiro ou falso?", "Verdadeiro", "Falso"),
}


def words_of(language: str) -> JudgeWords:
    """Return the words in `language` (ISO 639-1, a region after it doesn't matter), in English where it is unknown."""
    return _WORDS.get(language.split("-")[0].lower(), _WORDS["en"])
