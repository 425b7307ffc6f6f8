"""What the tests of clozes, statements and options share: a short note in a case file, and the drafts made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from quizgen.candidate import Candidate
from quizgen.generate.clauses import Analysis, analyse
from quizgen.generate.discourse import Discourse, discourse
from quizgen.generate.draft import Draft
from quizgen.generate.parse import load_english, parse
from quizgen.generate.references import resolve
from quizgen.generate.sentences import sentences
from quizgen.item import Source
from quizgen.note import Note, Paragraph, Section
from quizgen.problem import Span
from quizgen.rules import NoteContext, check

CASES = Path(__file__).parent / "cases"


def cases(room: str) -> list[Any]:
    """Return the cases of a room's folder, each with its file's name under `name`."""
    found = []
    for path in sorted((CASES / room).glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            found.append(case | {"name": f"{path.stem} {number}"})
    return found


def note_of(case: Mapping[str, Any]) -> Note:
    """Return a note with one deep dive that holds the case's text, a paragraph a line."""
    span = Span(path="note.txt", line=1)
    lines = [line for line in case["text"].splitlines() if line.strip()]
    paragraphs = tuple(Paragraph(text=line.strip(), span=span) for line in lines)
    dive = Section(heading=Paragraph(text=case.get("heading", "A part"), span=span), paragraphs=paragraphs)
    return Note(
        path="note.txt", slug="note", title=Paragraph(text=case.get("title", "A note"), span=span), deep_dives=(dive,)
    )


@cache
def _model() -> Any:
    return load_english()


def understood(case: Mapping[str, Any]) -> Discourse:
    """Return the discourse of a case's note."""
    note = note_of(case)
    return resolve(discourse(note, tuple(analyse(item) for item in parse(sentences(note), _model()))))


def passing(case: Mapping[str, Any], drafts: Any) -> Iterator[tuple[Draft, Analysis, Discourse]]:
    """Yield the drafts that a family makes of a case's note and that pass every rule, context or not."""
    found = understood(case)
    known = NoteContext(persons=frozenset(found.persons), speakers=found.guests, topic=" ".join(sorted(found.topic)))
    for analysis in found.analyses:
        for draft in drafts(analysis, found):
            candidate = Candidate(
                question=draft.question,
                source=Source(path="note.txt", text=analysis.sentence.text),
                section="",
                rule=draft.rule,
                score=1.0,
                context=draft.context,
            )
            if not draft.pending and not check(candidate, note=known):
                yield draft, analysis, found
