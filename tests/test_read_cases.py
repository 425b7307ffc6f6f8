"""Every file in tests/cases/read is a note with what a careful reader makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from quizgen.note import Note, Paragraph
from quizgen.read import Reading, read

FOLDER = Path(__file__).parent / "cases" / "read"
CASES = sorted(FOLDER.glob("*.case"))
NOTE, EXPECTED = "---- note\n", "---- expected\n"


def load(case: Path) -> tuple[dict[str, str], bytes, dict[str, object]]:
    """Return the header lines, the bytes of the note, and the expected parts of a case."""
    head, _, rest = case.read_text(encoding="utf-8").partition(NOTE)
    text, _, expected = rest.partition(EXPECTED)
    options = dict(
        line.split(": ", 1) for line in head.splitlines() if line.startswith(("file: ", "line ends: ", "encoding: "))
    )
    text = text.replace("<NBSP>", "\u00a0").replace("<ZWSP>", "\u200b").replace("<SHY>", "\u00ad")
    text = text.replace("\n", {"crlf": "\r\n", "cr": "\r"}.get(options.get("line ends", ""), "\n"))
    wanted = yaml.load(expected, Loader=yaml.BaseLoader) or {}
    return options, text.encode(options.get("encoding", "utf-8")), wanted


def fits(got: str, wanted: str) -> bool:
    """Tell whether a text is the wanted one, or starts like it where that ends in three dots."""
    return got.startswith(wanted.removesuffix(" ...")) if wanted.endswith(" ...") else got == wanted


def parts(note: Note) -> dict[str, list[str]]:
    named: dict[str, tuple[Paragraph, ...]] = {
        "summary": note.summary,
        "takeaways": note.takeaways,
        "body": note.body,
        "outro": note.outro,
    }
    return {name: [one.text for one in paragraphs] for name, paragraphs in named.items()}


def mismatches(reading: Reading, wanted: dict[str, object]) -> list[str]:
    """Return one line for each part that isn't as expected."""
    found: list[str] = []
    codes = [problem.code for problem in reading.problems]
    if codes != (wanted.get("problems") or []):
        found.append(f"problems: got {[str(problem) for problem in reading.problems]}")
    note = reading.note
    if note is None:
        return found if wanted.get("refused") == "yes" else [*found, "no note"]
    got = {
        "title": note.title.text,
        "date": note.date.isoformat() if note.date else "none",
        "language": note.language,
        "link": note.link,
        "id": note.ident,
    }
    for name in ("title", "date", "language", "link", "id"):
        want = str(wanted.get(name, {"date": "none"}.get(name, "")))
        if (name in wanted or name not in ("title", "language")) and not fits(got[name], want):
            found.append(f"{name}: got {got[name]!r}, wanted {want!r}")
    for name, texts in parts(note).items():
        found += compare(name, texts, wanted.get(name) or [])  # type: ignore[arg-type]
    dives: dict[str, list[str]] = wanted.get("dives") or {}  # type: ignore[assignment]
    found += compare("headings", [dive.heading.text for dive in note.deep_dives], list(dives))
    for dive in note.deep_dives:
        found += compare(dive.heading.text, [one.text for one in dive.paragraphs], dives.get(dive.heading.text) or [])
    pairs = [f"{pair.question} -> {pair.answer}" for pair in note.pairs]
    found += compare("pairs", pairs, wanted.get("pairs") or [])  # type: ignore[arg-type]
    return found


def compare(name: str, got: list[str], wanted: list[str]) -> list[str]:
    if len(got) == len(wanted) and all(fits(one, two) for one, two in zip(got, wanted, strict=True)):
        return []
    return [f"{name}: got {got!r}, wanted {wanted!r}"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path) -> None:
    options, data, wanted = load(case)
    reading = read(data, path=options["file"])
    assert mismatches(reading, wanted) == []


def test_there_are_enough_cases_and_each_says_why() -> None:
    assert len(CASES) >= 40
    for case in CASES:
        first = case.read_text(encoding="utf-8").splitlines()[0]
        assert first.endswith("."), f"{case.name} must start with a sentence"
