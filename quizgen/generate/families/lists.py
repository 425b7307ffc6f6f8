"""Lists: "Which three ...?" with all members as key, and table rows with their columns as question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.generate.clauses import Analysis, ClauseKind, Part, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families.common import LONG_KEY, draft, reported
from quizgen.generate.stems import question, subject_question
from quizgen.generate.wording import render
from quizgen.item import ShortAnswer
from quizgen.note import Shape

_COUNTS = ("two", "three", "four", "five", "six", "2", "3", "4", "5")


def enumerations(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "Which three stages do reefs pass through?" from "... three stages: A, B, and C"."""
    joint = next((i for i, mark in enumerate(analysis.parse.joints) if mark in (":", "\u2014") and i), 0)
    if not joint:
        return
    listed = [word for word in analysis.words if word.piece == joint and not word.aside]
    if len(listed) < 3 or any(
        c.kind.value == "main" and analysis.words[c.verb].piece == joint for c in analysis.clauses
    ):
        return
    key = render(analysis, discourse, listed[0].i, listed[-1].i + 1, skip=analysis.loose, inner=False)
    members = [item for item in re.split(r",\s*(?:and|or)?\s*|\s+(?:and|or)\s+", key.text.rstrip(".")) if item]
    said = dict(reported(analysis, discourse))
    for clause in analysis.clauses:
        if clause.doubts or clause.subject is None or analysis.words[clause.verb].piece == joint:
            continue
        if clause.kind is ClauseKind.COMPLEMENT and clause not in said:
            continue
        part = next((item for item in clause.parts if _counted(analysis, item, len(members))), None)
        if part is None:
            if _counted(analysis, clause.subject, len(members)):
                stem = subject_question(
                    analysis, discourse, clause, _which(analysis, discourse, clause.subject), singular=False
                )
                yield from draft(analysis, stem, key, "enumeration", limit=LONG_KEY)
            continue
        opening = _which(analysis, discourse, part)
        if part.role is Role.PREP:
            opening = f"{part.word} {opening}"
        stem = question(analysis, discourse, clause, opening, drop=(part,), according=said.get(clause))
        yield from draft(analysis, stem, key, "enumeration", limit=LONG_KEY)


def _counted(analysis: Analysis, part: Part, size: int) -> bool:
    """Return whether the part is a noun counted by the number of the list's members."""
    if part.noun < 0:
        return False
    numbers = [k for k in analysis.parse.children[part.noun] if analysis.words[k].dep == "nummod"]
    if len(numbers) != 1 or analysis.words[numbers[0]].text.lower() not in _COUNTS:
        return False
    text = analysis.words[numbers[0]].text.lower()
    return ("two", "three", "four", "five", "six").index(text) + 2 == size if text in _COUNTS[:5] else int(text) == size


def _which(analysis: Analysis, discourse: Discourse, part: Part) -> str:
    start = part.start + (1 if part.role is Role.PREP else 0)
    text = render(analysis, discourse, start, part.end, skip=analysis.loose).text
    return "which " + re.sub(r"^(?:only |the |its |their )+", "", text)


def rows(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What is the nominal voltage of LFP?" for each typed cell of a table row, its column as property."""
    sentence = analysis.sentence
    if sentence.shape is not Shape.ROW or len(sentence.cells) < 2 or len(sentence.columns) != len(sentence.cells):
        return
    name, head = sentence.cells[0].strip(), sentence.columns[0].strip()
    if not re.search(r"[^\W\d_]", name) or len(name.split()) > 6 or len(head.split()) > 4:
        return
    for column, cell in zip(sentence.columns[1:], sentence.cells[1:], strict=True):
        column, cell = column.strip(), cell.strip()
        if not cell or cell in ("-", "–", "—", "?", "n/a", "N/A") or len(cell.split()) > 8 or len(column.split()) > 5:
            continue
        stem = _row_stem(name, column, head)
        if stem:
            yield Draft(
                question=ShortAnswer(stem=stem, key=cell),
                rule="table row",
                sentence=sentence.index,
                doubts=() if re.search(r"\d", cell) else ("words in cell",),
            )


def _row_stem(name: str, column: str, head: str) -> str:
    """Return a question for a cell, when its column is the name of a property; else an empty string."""
    low = column if re.match(r"[A-Z]{2}|[A-Z]\w*[A-Z]", column) else column[:1].lower() + column[1:]
    if not re.fullmatch(r"[\w\s()/%°'.-]+", column) or re.search(
        r"(?i)\b(?:it|that|they|you|is|are|holds|used)\b", low
    ):
        return ""
    if re.match(r"(?:why|how|what|when|who|where|which|notes?|comment)\b", low):
        return ""
    several = low.endswith("s") and not low.endswith(("ss", "us", "is"))
    return f"What {'are' if several else 'is'} the {low} of {name}?"
