"""The topic line, a context that only names what a note is about ("Topic: Coral reefs"): its label in each language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

LABELS: Mapping[str, str] = MappingProxyType(
    {"en": "Topic: ", "de": "Thema: ", "es": "Tema: ", "fr": "Sujet\u00a0: ", "it": "Argomento: ", "pt": "Tema: "}
)
"""What stands before the topic, by ISO 639-1 code; languages without an entry use English."""

_STARTS = tuple(sorted({*LABELS.values(), *(label.replace("\u00a0", " ") for label in LABELS.values())}))

_STOPS = ".!?\u2026\"'\u201d\u2019)"
_SENTENCE = re.compile(r"[.?!\u2026][\"')\]\u201d\u2019]* +(?=\S)")


def topic_line(topic: str, language: str) -> str:
    """Return the context that names a topic to readers of a language."""
    return LABELS.get(language.split("-")[0].lower(), LABELS["en"]) + topic


def topic_of(context: str) -> str:
    """Return the topic that a context names, in whatever language; empty where it is no topic line."""
    if not context.startswith(_STARTS):
        return ""
    return context.removeprefix(next(label for label in _STARTS if context.startswith(label))).strip()


def beyond(context: str, *said: str) -> str:
    """Return what a context tells a reader who sees the texts `said` (title, heading) beside it; empty for nothing.

    Of a topic line its names go that stand in one of them: "Topic: Reefs \u2013 Heat" on the page "Reefs" is left as
    "Topic: Heat", and a sentence behind the topic as the sentence alone. Other contexts are returned as they are.
    """
    topic = topic_of(context)
    if not topic:
        return context
    if _new(topic, said) == "":
        return ""
    label = context[: context.index(topic)]
    for end in reversed([found.end() for found in _SENTENCE.finditer(topic)] if topic[-1] in _STOPS else []):
        left = _new(topic[:end].strip().rstrip("."), said)
        if left is not None:
            return f"{label}{left}. {topic[end:]}" if left else topic[end:]
    left = _new(topic, said)
    return context if left is None else label + left


def _new(names: str, said: tuple[str, ...]) -> str | None:
    """Return those of a topic line's names that aren't said, None where all are new."""
    every = [name.strip() for name in names.split(" \u2013 ")]
    new = [name for name in every if not any(name.casefold() in text.casefold() for text in said)]
    return " \u2013 ".join(new) if len(new) < len(every) else None
