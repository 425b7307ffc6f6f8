"""Which sentences are asked at all: numerals and people at large aren't the writers, hosts of cells host no show."""

from __future__ import annotations

import pytest

from quizgen.generate import generate
from quizgen.read import read

SENTENCES = [
    ("World War I was fought between 1914 and 1918.", False),
    ("Elizabeth I ruled England for 44 years.", False),
    ("Cocoa butter can set in six crystal forms, numbered I to VI.", False),
    ("Iron Gates I and Iron Gates II tamed the Danube.", False),
    ("Pay-as-you-go systems use the contributions of workers to fund the pensions of retirees.", False),
    ("Flying east is harder than flying west, because our clocks run slightly longer than 24 hours.", False),
    ("The host supplies the ribosomes that a bacteriophage needs to build new particles.", False),
    ("A depressive episode lasts at least two weeks.", False),
    ("When an agent hands over, the full transcript should travel with the customer.", False),
    ("In France I saw many vineyards.", True),
    ("In the book I describe how whales sleep near the Azores.", True),
    ("We found that mice in Oslo sleep longer.", True),
    ("Our team has measured the drift of the moon.", True),
    ("The host explores what makes viruses tick.", True),
    ("This episode traces the history of the Danube.", True),
]


@pytest.mark.parametrize(("sentence", "skipped"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_what_is_skipped_as_speaking_of_writers_or_programme(sentence: str, skipped: bool) -> None:
    text = f"Rivers and reasons\n\nKey takeaways\n- {sentence}\n- The Rhine flows through Basel.\n"
    note = read(text.encode(), path="note.txt").note
    assert note is not None
    report = next(one for one in generate(note).sentences if one.text.startswith(sentence[:20]))
    assert (report.reason in ("first person", "second person", "programme")) is skipped, report.reason
