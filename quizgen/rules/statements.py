"""Rules on true/false statements."""

from __future__ import annotations

import re

from quizgen.item import BLANK, Kind
from quizgen.problem import Severity
from quizgen.rules.model import Fault, Subject, rule


@rule("T001", "absolute word in a false statement", principle="no give-aways", rubric="R", severity=Severity.WARNING)
def absolute(subject: Subject) -> Fault | None:
    """Words like "always", "never", "nothing" mark a statement as false to anyone who has sat a test."""
    if not subject.english or not subject.false:
        return None
    found = re.search(
        r"(?i)\b(?:always|never|everyone|everything|nobody|nothing|completely|entirely|impossible)\b", subject.prose
    )
    return (
        Fault(f"{found.group()!r} gives the false statement away", "write it without the absolute word")
        if found
        else None
    )


@rule("T002", "statement that refutes itself", principle="no give-aways", rubric="R")
def self_refuting(subject: Subject) -> Fault | None:
    """A false statement whose second half contradicts the first ("… is dead, but it is starving").

    Keep only the clause that was altered.
    """
    if not subject.english or not subject.false:
        return None
    found = re.search(
        r"(?i),? but (?:it|they|he|she|is|are|not)\b|, (?:yet|although|even though|despite) |\bnot\b[^.]*\bbut\b"
        r"|, (?:thus |thereby )?[a-z]+ing\b(?! to\b)",
        subject.prose,
    )
    return (
        Fault(f"the part behind {found.group().strip(' ,')!r} may refute the rest", "keep the altered clause only")
        if found
        else None
    )


@rule("T003", "statement of two claims", principle="minimum information", rubric="L", severity=Severity.WARNING)
def two_claims(subject: Subject) -> Fault | None:
    """A statement makes one claim: with two, nobody knows which one makes it false."""
    if subject.kind is not Kind.TRUE_FALSE:
        return None
    found = re.search(r";\s|\.\s+[A-ZÀ-Þ]", subject.prose.rstrip("."))
    if found and not re.search(r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms|St|vs|v|Co|No|Inc)\.\s+[A-Z]", subject.prose):
        return Fault("the statement makes two claims", "make two statements")
    return None


@rule(
    "T004", "negative statement with a false key", principle="optimise wording", rubric="M", severity=Severity.WARNING
)
def double_negative(subject: Subject) -> Fault | None:
    """A false "X is not Y" asks for a denial of a denial; say what is claimed without the "not"."""
    if not subject.english or not subject.false:
        return None
    found = re.search(
        r"(?i)\b(?:not|n't|never|no longer|neither|nor|without)\b|n['’]t\b",
        re.sub(r", (?:and )?not\b|\bnot (?:only|just)\b", "", subject.prose),
    )
    return Fault(f"{found.group()!r} in a false statement", "say it without the negation") if found else None


@rule("T005", "blank in a statement", principle="one kind at a time", rubric="G")
def blank_in_statement(subject: Subject) -> Fault | None:
    """Only clozes have a blank."""
    if subject.kind is not Kind.CLOZE and BLANK in subject.stem:
        return Fault("a blank in an item that is no cloze", "make it a cloze, or fill the blank")
    return None


@rule("Q042", "empty text", principle="Anki: an empty first field makes no card", rubric="S")
def empty_text(subject: Subject) -> Fault | None:
    """A stem, key, option or point without a letter or digit: Anki would import the note without any card."""
    texts = [
        subject.stem,
        *subject.options,
        *([] if subject.kind in (Kind.TRUE_FALSE, Kind.FREE_RECALL) else [subject.key]),
    ]
    if any(
        not any(letter.isalnum() for letter in text) and not re.search(r"[^\w\s.,;:?!'\"()-]", text) for text in texts
    ):
        return Fault("a text is empty", "write it, or remove the item")
    return None


@rule(
    "Q043",
    "braces that Anki would run together",
    principle="Anki: }} ends a cloze",
    rubric="S",
    severity=Severity.WARNING,
)
def braces(subject: Subject) -> Fault | None:
    """`}}` or `{{` outside code and formulas: the exporter escapes it, but it is seldom what was meant."""
    if "{{" in subject.prose or "}}" in subject.prose:
        return Fault("double braces in the text", "remove them, or list the stretch under code or math")
    return None
