"""A build's report for people: the closing table, the files, and on demand every change of an item."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.bank.showing import NoteChanges, as_text
from quizgen.build.records import Counts, Outcome, Report, total
from quizgen.cli.common import say, table
from quizgen.item import Kind

_KINDS = {
    Kind.SHORT_ANSWER: "short",
    Kind.CLOZE: "cloze",
    Kind.TRUE_FALSE: "t/f",
    Kind.MULTIPLE_CHOICE: "choice",
    Kind.FREE_RECALL: "recall",
}
SHOWN = 50
"""How many notes the closing table lists; with more, only their sum is shown."""


def show_report(report: Report, *, verbose: bool) -> None:
    """Print the closing table, the files that changed or would change, and with `verbose` each change of an item."""
    built = [outcome for outcome in report.outcomes if not outcome.failed]
    if built:
        say(counts_table(built))
        say()
    if verbose:
        changes = [NoteChanges(note=each.note, changes=each.changes) for each in report.outcomes if each.note]
        say(as_text(changes), nl=False)
    for path in report.written:
        say(f"{'out of date: ' if report.checked else 'wrote '}{path}")
    for path in report.removed:
        say(f"{'to be removed: ' if report.checked else 'removed '}{path}")
    failed = sum(outcome.failed for outcome in report.outcomes)
    parts = [f"{len(built)} {'note' if len(built) == 1 else 'notes'} worked on", f"{report.unchanged} up to date"]
    parts += [f"{failed} with problems"] if failed else []
    say(", ".join(parts) + ".")


def counts_table(outcomes: Sequence[Outcome]) -> str:
    """Return one row a note: items by kind, sentences asked, and those passed over by reason; then the sum."""
    shown = outcomes if len(outcomes) <= SHOWN else ()
    rows = [_row(outcome.folder, outcome.counts) for outcome in shown]
    if len(outcomes) != 1:
        rows.append(_row(f"all {len(outcomes)}", total(outcome.counts for outcome in outcomes)))
    return table(("note", *_KINDS.values(), "asked", "skipped", "why"), rows, left=(0, 8))


def _row(name: str, counts: Counts) -> tuple[str, ...]:
    kinds = (str(counts.kinds.get(kind, 0)) for kind in _KINDS)
    reasons = sorted(counts.skipped.items(), key=lambda each: (-each[1], each[0]))
    why = ", ".join(f"{reason} {number}" for reason, number in reasons)
    return (name, *kinds, str(counts.asked), str(sum(counts.skipped.values())), why)
