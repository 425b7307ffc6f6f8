"""A build's report for people: the closing table, the files, and on demand every change of an item."""

from __future__ import annotations

from collections.abc import Sequence

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
    failed = sum(outcome.failed for outcome in report.outcomes)
    built = len(report.outcomes) - failed
    if built:
        say(counts_table(report.outcomes))
        say()
    if verbose:
        from quizgen.bank.showing import NoteChanges, as_text

        changes = [NoteChanges(note=each.note, changes=each.changes) for each in report.outcomes if each.note]
        say(as_text(changes), nl=False)
    for path in report.written:
        say(f"{'out of date: ' if report.checked else 'wrote '}{path}")
    for path in report.removed:
        say(f"{'to be removed: ' if report.checked else 'removed '}{path}")
    if report.libraries and (report.checked or verbose):
        say(_libraries(report.libraries))
    if older := sum(outcome.older for outcome in report.outcomes):
        notes = "1 note keep" if older == 1 else f"{older} notes keep"
        say(
            f"Items of {notes} the words of an earlier quizgen; `quizgen diff --regenerate` shows what this one offers."
        )
    parts = [f"{built} {'note' if built == 1 else 'notes'} worked on", f"{report.unchanged} up to date"]
    parts += [f"{failed} with problems"] if failed else []
    say(", ".join(parts) + ".")


def _libraries(names: Sequence[str]) -> str:
    """Return the line that says which libraries wrote decks otherwise, with the versions here."""
    import sqlite3
    import zlib

    here = {"SQLite": sqlite3.sqlite_version, "zlib": zlib.ZLIB_RUNTIME_VERSION}
    told = " and ".join(f"another {name} than this machine's {here[name]}" for name in names)
    return f"Decks are right though {told} wrote them: the content is the same, the bytes are not."


def counts_table(outcomes: Sequence[Outcome]) -> str:
    """Return one row for each note that didn't fail: items by kind, sentences asked and passed over; then the sum."""
    built = sum(not outcome.failed for outcome in outcomes)
    shown = outcomes if built <= SHOWN else ()
    rows = [_row(outcome.folder, outcome.counts) for outcome in shown if not outcome.failed]
    if built != 1:
        rows.append(_row(f"all {built}", total(outcome.counts for outcome in outcomes if not outcome.failed)))
    return table(("note", *_KINDS.values(), "asked", "skipped", "why"), rows, left=(0, 8))


def _row(name: str, counts: Counts) -> tuple[str, ...]:
    kinds = (str(counts.kinds.get(kind, 0)) for kind in _KINDS)
    reasons = sorted(counts.skipped.items(), key=lambda each: (-each[1], each[0]))
    why = ", ".join(f"{reason} {number}" for reason, number in reasons)
    return (name, *kinds, str(counts.asked), str(sum(counts.skipped.values())), why)
