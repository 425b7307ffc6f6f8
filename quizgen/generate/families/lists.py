"""Lists: "Which three ...?" with all members as key, and table rows with their columns as question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizgen.generate.clauses import Analysis, ClauseKind, Part, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families.common import LONG_KEY, askable, draft, reported
from quizgen.generate.inflect import can_be
from quizgen.generate.kinds import PERSON_NOUNS
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.stems import question, subject_question
from quizgen.generate.wording import render
from quizgen.item import ShortAnswer
from quizgen.note import Shape

_NOT_NOUNS = word_set(
    """with for of in on at to by from who what when where why how it that is are was used stood best not no note notes
    example examples"""
)
_PERSONAL = word_set("figure name")
_COUNTS = ("two", "three", "four", "five", "six", "2", "3", "4", "5")


def enumerations(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "Which three stages do reefs pass through?" from "... three stages: A, B, and C"."""
    joint = next((i for i, mark in enumerate(analysis.parse.joints) if mark in (":", "\u2014") and i), 0)
    if not joint:
        return
    listed = [word for word in analysis.words if word.piece == joint and not word.aside]
    if len(listed) < 3 or any(
        c.kind.value == "main" and c.finite >= 0 and analysis.words[c.verb].piece == joint for c in analysis.clauses
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


def inline_lists(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "Into which three arms does the river split?" from "... splits into three arms, A, B, and C"."""
    for clause in askable(analysis):
        for part in clause.parts:
            if part.role not in (Role.OBJECT, Role.PREP) or part.fronted or part.noun < 0:
                continue
            comma = next((i for i in range(part.noun, part.end) if analysis.words[i].text == ","), -1)
            if comma < 0:
                continue
            stop = next((i for i in range(comma, len(analysis.words)) if analysis.words[i].text in ".;:"), part.end)
            key = render(analysis, discourse, comma + 1, stop)
            members = [item for item in re.split(r",\s*(?:and|or)?\s*|\s+(?:and|or)\s+", key.text) if item]
            if len(members) < 2 or not _counted(analysis, part, len(members)) or _has_verb(analysis, comma, stop):
                continue
            head = replace(part, end=comma)
            opening = _which(analysis, discourse, head)
            if part.role is Role.PREP:
                opening = f"{part.word} {opening}"
            stem = question(analysis, discourse, clause, opening, drop=(part,))
            yield from draft(analysis, stem, key, "enumeration", limit=LONG_KEY)


def _has_verb(analysis: Analysis, start: int, end: int) -> bool:
    return any(word.pos in ("VERB", "AUX") for word in analysis.words[start:end])


def rows(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What is the onset of the reaction "TACO"?" for the cells of a table row whose column names a property."""
    sentence = analysis.sentence
    if sentence.shape is not Shape.ROW or len(sentence.cells) < 2 or len(sentence.columns) != len(sentence.cells):
        return
    name, head = sentence.cells[0].strip(), sentence.columns[0].strip()
    if not re.search(r"[^\W\d_]", name) or len(name.split()) > 6 or not _is_noun(head):
        return
    for column, cell in zip(sentence.columns[1:], sentence.cells[1:], strict=True):
        column, cell = column.strip(), cell.strip()
        if not cell or cell in ("-", "\u2013", "\u2014", "?", "n/a", "N/A") or len(cell.split()) > 8:
            continue
        stem = _row_stem(name, column, head) if _is_noun(column) and _asks_well(column, cell) else ""
        if stem:
            yield Draft(
                question=ShortAnswer(stem=stem, key=cell),
                rule="table row",
                sentence=sentence.index,
                doubts=() if re.search(r"\d", cell) else ("words in cell",),
            )


def _is_noun(column: str) -> bool:
    """Return whether a column's heading is a plain noun phrase of one to three words, its last word a noun."""
    words = re.sub(r"\s*\([^()]*\)$", "", column).split()
    if not 1 <= len(words) <= 3 or not all(re.fullmatch(r"[^\W\d_][\w'-]*", word) for word in words):
        return False
    last = words[-1].lower()
    small = any(word.lower() in _NOT_NOUNS for word in words)
    return not small and can_be(last, "NOUN", unknown=False)


def _asks_well(column: str, cell: str) -> bool:
    """Return whether "what is the COLUMN of" has a cell for its answer: no unit in the heading, no mere adverb."""
    words = column.lower().split()
    if "(" in column or words[-1] in ("name", "names", "place", "note", "notes", "remark", "example", "examples"):
        return False
    if can_be(words[-1], "ADJ", unknown=False) and not words[-1].endswith("s"):
        return False
    last = re.sub(r"\W+$", "", cell).rsplit(None, 1)[-1].lower() if re.sub(r"\W+$", "", cell) else ""
    return any(char.isdigit() for char in cell) or (can_be(last, "NOUN") and cell.lower() != "any time")


def _row_stem(name: str, column: str, head: str) -> str:
    """Return the question for a cell: "the motion of the divergent boundary"; empty where the row has no good name."""
    if not _row_name(name, head):
        return ""
    low = _small(re.sub(r"\s*\([^()]*\)$", "", column))
    several = low.endswith("s") and not low.endswith(("ss", "us", "is"))
    last = low.split()[-1].rstrip("s")
    wh = "Who" if last in _PERSONAL or last in PERSON_NOUNS else "What"
    return f"{wh} {'are' if several else 'is'} the {low} of {_row_name(name, head)}?"


def _row_name(name: str, head: str) -> str:
    kind, last = _small(head), name.split()[-1]
    if re.match(r"[A-Z0-9]{2}|\w*[A-Z0-9]\w*[A-Z0-9]", name):
        return name
    adjective = can_be(last.lower(), "ADJ", unknown=False) and not can_be(last.lower(), "NOUN", unknown=False)
    if adjective or last.endswith(("ic", "al", "ive", "ous", "ent", "ary")):
        return f"the {_small(name)} {kind}"
    if last.endswith("s") and not last.endswith(("ss", "us", "is")):
        return f"the {name}"
    return f"the {kind} {name}" if len(name) < 3 else ""


def _small(text: str) -> str:
    return text if re.match(r"[A-Z]{2}|[A-Z]\w*[A-Z]", text) else text[:1].lower() + text[1:]
