"""The topic line, a context that only names what a note is about ("Topic: Coral reefs"): its label in each language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LABELS: Mapping[str, str] = MappingProxyType(
    {"en": "Topic: ", "de": "Thema: ", "es": "Tema: ", "fr": "Sujet\u00a0: ", "it": "Argomento: ", "pt": "Tema: "}
)
"""What stands before the topic, by ISO 639-1 code; languages without an entry use English."""

_STARTS = tuple(sorted({*LABELS.values(), *(label.replace("\u00a0", " ") for label in LABELS.values())}))


def topic_line(topic: str, language: str) -> str:
    """Return the context that names a topic to readers of a language."""
    return LABELS.get(language.split("-")[0].lower(), LABELS["en"]) + topic


def topic_of(context: str) -> str:
    """Return the topic that a context names, in whatever language; empty where it is no topic line."""
    if not context.startswith(_STARTS):
        return ""
    return context.removeprefix(next(label for label in _STARTS if context.startswith(label))).strip()
