"""Times and places: "In which year ...?", "When ...?", "Where ...?"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.generate.clauses import Analysis, Part, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families.common import askable, content_words, draft
from quizgen.generate.lexicon import MONTHS
from quizgen.generate.stems import dated, question
from quizgen.generate.wording import render

_YEAR = re.compile(r"(?:1\d|20)\d\d|\d{1,4} (?:BC|BCE|AD|CE)")
_YEAR_INSIDE = re.compile(r"(?i)\b(?:in|since|by|until|from|of|on|after|before) (?:\w+ )?(?:1\d|20)\d\d\b")
_DECADE = re.compile(r"the (?:early |mid-|late )?(?:1\d|20)\d0s")
_CENTURY = re.compile(r"the (?:\w+ )?[\w-]+(?:-| )centur(?:y|ies)(?: BC| BCE)?")


def dates(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield questions whose key is the date at which the clause says that something happened."""
    for clause in askable(analysis):
        present = analysis.words[clause.finite].tag in ("VBZ", "VBP") and analysis.words[clause.verb].lemma == "be"
        if clause.negated or (present and not clause.passive):
            continue
        when = [part for part in clause.parts if part.role in (Role.PREP, Role.TIME) and _date(analysis, part)]
        if len(when) != 1:
            continue
        part = when[0]
        if (part.fronted and clause.lent) or not re.search(
            r"\d{4}|\d0s|centur|BC", analysis.parse.text(part.start, part.end)
        ):
            continue
        opening, start = _opening(analysis, part)
        if not opening:
            continue
        stem = question(analysis, discourse, clause, opening, drop=(part,))
        if stem is None or content_words(analysis, stem.used) < 3:
            continue
        if _YEAR_INSIDE.search(stem.text) and not re.search(r"[A-Za-z]", analysis.parse.text(start, part.end)):
            continue
        key = render(analysis, discourse, start, part.end, skip=analysis.loose)
        yield from draft(analysis, stem, key, "date")


def _date(analysis: Analysis, part: Part) -> bool:
    word = analysis.words[part.noun] if part.noun >= 0 else None
    return word is not None and word.ent == "DATE"


def _opening(analysis: Analysis, part: Part) -> tuple[str, int]:
    """Return the question word for a date phrase and the first word of the key; an empty word for none."""
    start = part.start + 1 if part.role is Role.PREP else part.start
    text = analysis.parse.text(start, part.end)
    word = part.word
    if word == "from" and any(
        other.text.lower() in ("to", "until", "through") for other in analysis.words[part.end : part.end + 1]
    ):
        return "", start
    if word in ("in", "from", "since", "until", "by", "around", "about", "before", "after"):
        lead = {"around": "Around", "about": "About"}.get(word, word.capitalize())
        if _YEAR.fullmatch(text):
            return f"{lead} which year", start
        if _DECADE.fullmatch(text) and word == "in":
            return ("In which decade", start) if text.split()[1][0].isdigit() else ("When", part.start)
        if _CENTURY.fullmatch(text) and word == "in":
            return "In which century", start
        month = text.split()
        if (
            len(month) == 2
            and month[0].lower() in MONTHS
            and _YEAR.fullmatch(month[1])
            and word in ("in", "since", "by")
        ):
            return f"{lead} which month and year", start
    if word == "on" and re.search(r"\d", text):
        return "On what date", start
    if word == "in" and re.match(
        r"(?:early|late|mid|about|around|the (?:spring|summer|autumn|fall|winter) of) ?", text
    ):
        return "When", part.start
    return "", start


def places(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield where-questions whose key is the place at which the clause says that something happened."""
    for clause in askable(analysis):
        if clause.negated:
            continue
        spots = [part for part in clause.parts if _place(analysis, part)]
        if len(spots) != 1 or spots[0].fronted:
            continue
        part = spots[0]
        if any(
            other.role is Role.PREP and other.word in ("in", "at", "on", "near") and not _date(analysis, other)
            for other in clause.parts
            if other is not part
        ):
            continue
        if analysis.words[clause.verb].lemma == "be" and clause.part(Role.ATTRIBUTE) is not None:
            continue
        stem = question(analysis, discourse, clause, "Where", drop=(part,))
        if stem is None or content_words(analysis, stem.used) < 3:
            continue
        key = render(analysis, discourse, part.start, part.end, skip=analysis.loose)
        yield from draft(analysis, stem, key, "place")


def _place(analysis: Analysis, part: Part) -> bool:
    if part.role is not Role.PREP or part.word not in ("in", "at", "near", "outside", "beneath") or part.noun < 0:
        return False
    word = analysis.words[part.noun]
    text = analysis.parse.text(part.start, part.end)
    return word.ent in ("GPE", "LOC", "FAC") and word.pos == "PROPN" and " v. " not in text


def dated_bullets(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield questions from "5 May 1789 — The Estates-General opens": the date is the key."""
    lead = [word for word in analysis.words if word.piece == 0 and not word.aside]
    if not lead or not dated(analysis):
        return
    for clause in askable(analysis):
        if analysis.words[clause.verb].piece == 0 or clause.negated:
            continue
        text = analysis.parse.text(0, lead[-1].i + 1)
        day = re.match(r"\d{1,2} \w+ \d{4}$|\w+ \d{1,2}, \d{4}$", text)
        opening = "In which year" if _YEAR.fullmatch(text) else "On what date" if day else "When"
        stem = question(analysis, discourse, clause, opening, lead=False)
        key = render(analysis, discourse, 0, lead[-1].i + 1, inner=False)
        yield from draft(analysis, stem, key, "date")
        return
