"""The pages of the rules, made from the rules themselves: what `quizgen lint --explain` says and docs/lint holds."""

from __future__ import annotations

import textwrap

from quizgen.rules import BANK_RULES, RULES
from quizgen.rules.bank import BankRule
from quizgen.rules.model import Rule

_RUBRIC = {
    "P": "promotion or meta",
    "D": "dangling reference",
    "N": "needs missing context",
    "G": "grammar",
    "W": "wrong question word",
    "F": "unfaithful",
    "R": "reveals its answer",
    "M": "several answers",
    "C": "bad blank",
    "X": "bad distractors",
    "T": "trivial",
    "L": "too long",
    "S": "style",
}


def all_rules() -> tuple[Rule | BankRule, ...]:
    """Return every rule, item rules and bank rules together, by code."""
    return tuple(sorted((*RULES, *BANK_RULES), key=lambda rule: rule.code))


def explain(rule: Rule | BankRule) -> str:
    """Return the page of a rule as Markdown: what it finds, why that matters, how to turn it off for one item."""
    scope = "each item" if isinstance(rule, Rule) else "all items of a bank together"
    body = "\n\n".join(
        textwrap.fill(" ".join(block.split()), 100, break_on_hyphens=False, break_long_words=False)
        for block in rule.doc.strip().split("\n\n")
    )
    return (
        f"# {rule.code} {rule.name}\n\n{body}\n\n"
        f"- Severity: {rule.severity}\n- Principle: {rule.principle}\n- Failure class: {_RUBRIC[rule.rubric]}\n"
        f"- Looks at: {scope}\n\n"
        f"To wave it through for one item, write `lint: [{rule.code}]` under that item in items.yaml.\n"
    )


def index() -> str:
    """Return the page that lists every rule, as Markdown."""
    rows = "\n".join(
        f"| [{rule.code}](lint/{rule.code}.md) | {rule.name} | {rule.severity} | {rule.principle} |"
        for rule in all_rules()
    )
    return (
        "# Lint rules\n\n"
        "`quizgen lint` looks for these flaws in item banks: generated items, items written by hand, items from"
        " elsewhere.\n"
        "The same rules are the gates of the generator. An error makes the command exit with 1, a warning doesn't.\n\n"
        "- `quizgen lint` checks every bank of the project, `quizgen lint PATH` one bank or the bank of one note.\n"
        "- `quizgen lint --explain Q005` prints the page of a rule.\n"
        "- `quizgen lint --format json` prints a report whose form is [lint.schema.json](lint.schema.json).\n"
        "- `lint: [Q005, M006]` under an item turns these rules off for that item.\n\n"
        f"| Code | Flaw | Severity | Principle |\n|---|---|---|---|\n{rows}\n"
    )
