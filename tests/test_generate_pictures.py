"""Pictures of a note reach the items of the paragraph that they stand below."""

from __future__ import annotations

from quizgen.generate import generate
from quizgen.item import Picture
from quizgen.read import read

NOTE = """\
# Harbours

## Deep dives

### The Old Harbour

![The first stone](stone.png)

Engineer John Rennie finished the harbour of Howth in Ireland in 1817.

### The Breakwater

The breakwater at Cherbourg in France was completed by Napoleon III in 1853.

![A plan of the breakwater](plans/cherbourg.png)

![Far away](https://example.com/far.png)

The lighthouse on the Plymouth breakwater was first lit in June 1844.
"""


def test_a_picture_goes_to_the_paragraph_above_and_an_opening_one_below() -> None:
    note = read(NOTE.encode(), path="harbours.md").note
    assert note is not None
    shown = {
        report.text.split()[1]: {picture for candidate in report.candidates for picture in candidate.pictures}
        for report in generate(note).sentences
        if report.candidates
    }
    assert shown["John"] == {Picture(path="stone.png", alt="The first stone")}
    assert shown["breakwater"] == {Picture(path="plans/cherbourg.png", alt="A plan of the breakwater")}
    assert shown["lighthouse"] == set()
