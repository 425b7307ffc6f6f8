"""Free recall: one prompt a deep dive, whose points are the facts that its sentences gave items for."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.candidate import Candidate, SentenceReport
from quizgen.item import FreeRecall, Source
from quizgen.note import Section

POINTS = 6
"""How many points a prompt holds at most."""

_PROMPTS = {
    "en": 'Recall the main points of "{}".',
    "de": "Nenne aus dem Gedächtnis die wichtigsten Punkte von „{}“.",
    "fr": "Rappelez de mémoire les points principaux de « {} ».",
    "es": "Recuerda los puntos principales de «{}».",
    "it": "Richiama a memoria i punti principali di «{}».",
    "pt": "Recorde os pontos principais de “{}”.",
    "nl": "Noem uit het hoofd de belangrijkste punten van „{}”.",
}


def free_recall(dive: Section, reports: Sequence[SentenceReport], *, language: str) -> Candidate | None:
    """Return the prompt of a deep dive, or None when fewer than two of its sentences gave items."""
    points = tuple(report.text for report in reports if report.candidates)[:POINTS]
    heading = dive.heading.text.strip().strip('"\u201c\u201d')
    if len(points) < 2 or not heading:
        return None
    stem = _PROMPTS.get(language, '"{}"').format(heading.replace('"', "'"))
    return Candidate(
        question=FreeRecall(stem=stem, points=points),
        source=Source(path=dive.heading.span.path, text=dive.heading.text, line=dive.heading.span.line),
        section=dive.heading.text,
        rule="free recall",
        score=1.0,
    )
