"""Pictures: which items show which picture of the note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quizgen.candidate import SentenceReport
from quizgen.item import Picture
from quizgen.note import Image, Note

_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)
"""The start of an address of the network, or of a picture that holds its own data."""


def with_pictures(reports: Sequence[SentenceReport], note: Note) -> tuple[SentenceReport, ...]:
    """Return the reports with each local picture of a deep dive given to the items of the paragraph above it.

    A picture that opens its dive goes to the paragraph below. Pictures outside the dives, such as covers, show nothing
    that is asked.
    """
    shown: dict[int, list[Picture]] = {}
    for dive in note.deep_dives:
        own = [at for at, report in enumerate(reports) if report.section == dive.heading.text]
        for image in dive.images:
            if not _ELSEWHERE.match(image.target):
                for at in _beside(reports, own, image):
                    shown.setdefault(at, []).append(Picture(path=image.target, alt=image.alt))
    return tuple(
        replace(
            report,
            candidates=tuple(replace(each, pictures=(*each.pictures, *shown[at])) for each in report.candidates),
        )
        if at in shown
        else report
        for at, report in enumerate(reports)
    )


def _beside(reports: Sequence[SentenceReport], own: Sequence[int], image: Image) -> list[int]:
    """Return the sentences of the nearest line above a picture, or below it where there is none."""
    lines = sorted({reports[at].span.line for at in own})
    above = [line for line in lines if line <= image.span.line]
    line = above[-1] if above else next(iter(lines), 0)
    return [at for at in own if reports[at].span.line == line]
