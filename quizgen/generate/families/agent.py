"""Agents: who or what did it, from the "by" phrase of a passive."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.generate.clauses import Analysis, Part, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families.common import askable, draft, has_content
from quizgen.generate.kinds import Being, being
from quizgen.generate.stems import question
from quizgen.generate.wording import render


def agent(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "By whom ...?" for persons and bodies; what things do is asked by clozes, which read better."""
    for clause in askable(analysis):
        if not clause.passive or clause.negated:
            continue
        for part in clause.parts:
            if part.role is not Role.AGENT or part.noun < 0 or not has_content(analysis, part):
                continue
            text = [word.text.lower() for word in analysis.words[part.start : part.end + 2]]
            if not _acts(analysis, discourse, part) or "rather" in text:
                continue
            key = render(analysis, discourse, part.start + 1, part.end, skip=analysis.loose)
            stem = question(analysis, discourse, clause, "By whom", drop=(part,))
            yield from draft(analysis, stem, key, "agent")


def _acts(analysis: Analysis, discourse: Discourse, part: Part) -> bool:
    return being(analysis, discourse, part.noun) in (Being.PERSON, Being.BODY)
