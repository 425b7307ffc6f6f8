"""Rules on what ties an item to a text or a day that the reader doesn't have."""

from __future__ import annotations

import re

from quizgen.item import Kind
from quizgen.problem import Severity
from quizgen.rules.model import Fault, Subject, rule
from quizgen.rules.text import topic_only


@rule("Q018", "opening connective", principle="self-contained wording", rubric="D")
def opening_connective(subject: Subject) -> Fault | None:
    """A stem that opens with "However", "Moreover", "As a result" is tied to a sentence that isn't there."""
    if not subject.english or subject.kind is Kind.FREE_RECALL:
        return None
    found = re.match(
        r"(?:However|Moreover|Furthermore|Additionally|Therefore|Thus|Hence|Consequently|Nevertheless|Nonetheless|Instead"
        r"|Similarly|Likewise|Meanwhile|Conversely|Otherwise|Accordingly|Finally|In addition|As a result|In contrast"
        r"|By contrast|For example|For instance|On the other hand|In turn|That said|Still,|Yet|But|And|Or|So|Also|Too"
        r"|Besides,"
        r"|Indeed|In fact|Of course|After all|Above all|Then|Next,|Here)\b",
        subject.stem,
    )
    if found is None or (found.group() == "So" and re.match(r"So (?:far|much|many|called|-called)|So-", subject.stem)):
        return None
    if found.group() in ("Still,", "Then", "Here", "Yet", "Instead") and subject.context:
        return None
    if found.group() == "Instead" and subject.stem.startswith("Instead of"):
        return None
    return Fault(f"the stem opens with {found.group()!r}", "drop the connecting word")


_LATER = re.compile(
    r"(?i)\b(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|some|several|a few|many"
    r"|the next)"
    r" (?:hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)) (?:later|earlier|afterwards)\b(?! than)"
)


@rule("Q012", "relative time", principle="date stamping", rubric="N")
def relative_time(subject: Subject) -> Fault | None:
    """Words like "last year", "yesterday", "next month" mean something else when the card comes up: write the date."""
    if not subject.english or subject.kind is Kind.FREE_RECALL:
        return None
    found = re.search(
        r"(?i)\b(?:(?:last|next|this) (?:year|month|week|summer|winter|spring|autumn|fall|monday|tuesday|wednesday"
        r"|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december)"
        r"|yesterday|tomorrow|tonight|(?:earlier|later) this (?:year|month|week))\b",
        subject.prose,
    )
    if found and not re.search(r"(?i)\b(?:the|a) " + re.escape(found.group()), subject.prose):
        return Fault(f"{found.group()!r} hangs on the day of reading", "write the date or year")
    later = _LATER.search(subject.prose)
    dated = re.search(r"\b1\d{3}\b|\b20\d\d\b|\bafter\b|\bwhen\b|\bonce\b", f"{subject.stem} {subject.context}")
    if later and not dated and (not subject.context or topic_only(subject.context)):
        return Fault(f"{later.group()!r} hangs on something that isn't told", "write the date, or after what")
    return None


@rule("Q019", "undated state of things", principle="date stamping", rubric="N", severity=Severity.WARNING)
def undated(subject: Subject) -> Fault | None:
    """A figure with "currently", "today", "now" or "so far" goes out of date: say as of when."""
    if not subject.english or subject.kind is Kind.FREE_RECALL:
        return None
    found = re.search(
        r"(?i)\b(?:currently|nowadays|at present|so far|to date|recently|these days|today)\b", subject.prose
    )
    figure = re.search(r"\d", subject.filled + subject.key)
    dated = re.search(r"\b(?:1[5-9]|20)\d\d\b", subject.filled + subject.key + subject.context)
    if found and figure and not dated:
        return Fault(f"{found.group()!r} without a date", "say as of which year")
    return None
