"""What is made of a sentence's statements: clozes and true/false items, with the statements read once."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.generate.clauses import Analysis
from quizgen.generate.cloze import cloze
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.trim import statements
from quizgen.generate.true_false import true_false


def stated(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield the clozes of a sentence, then its statement to judge."""
    options = statements(analysis, discourse)
    yield from cloze(analysis, discourse, options)
    yield from true_false(analysis, discourse, options)
