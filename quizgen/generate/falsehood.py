"""The falsehood: a false statement with the rule that made it, and the words of the statement it was made from."""

from __future__ import annotations

from quizgen.generate.clauses import Analysis
from quizgen.generate.parse import Word
from quizgen.generate.trim import Statement

Falsehood = tuple[str, str]
"""A false statement and the name of the rule that made it."""


def words_of(analysis: Analysis, statement: Statement) -> list[Word]:
    """Return the words that stand in a statement, in order."""
    return [analysis.words[i] for i in sorted(statement.spans)]


def span_of(statement: Statement, start: int, end: int) -> tuple[int, int] | None:
    """Return where words `start` to `end` stand in a statement's text, None when one of them doesn't."""
    if any(i not in statement.spans for i in range(start, end)):
        return None
    return statement.spans[start][0], statement.spans[end - 1][1]
