"""Fuzzing the bank loader and the readers: real files, damaged at random, never make them raise; crashes are kept.

    QUIZGEN_FUZZ=20000 python -m pytest tests/test_fuzz.py    # or: make fuzz

What made one raise goes into tests/cases/fuzz/{bank,read}/ as a file, and is tried again in every run.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.bank import dump, load
from quizgen.read import read

TESTS = Path(__file__).parent
KEPT = TESTS / "cases" / "fuzz"
EXAMPLES = int(os.environ.get("QUIZGEN_FUZZ", "150"))
FUZZ = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
MOST = 6_000
"""Characters of a file that are used: enough for every part of one, few enough for thousands of tries."""

BANKS = [path.read_bytes()[:MOST] for path in sorted((TESTS / "data" / "banks").rglob("*.yaml"))] + [
    path.read_bytes()[:MOST] for path in sorted((TESTS / "cases" / "bank").rglob("*.yaml"))
]
NOTES = {
    path.name: path.read_bytes()[:MOST]
    for path in sorted((TESTS / "data" / "notes").rglob("*"))
    if path.suffix in (".md", ".txt", ".html") and "gold" not in path.parts
}
SPITE = [
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r", b"\t", b"\n\n", b"---\n", b"- ", b": ", b"'", b'"', b"|", b">", b"&a ",
    b"*a", b"!!python/object:os.system ", b"{", b"[", b"]", b"}", b"#", b"```", b"$$", b"|---|", b"> [!note]- ",
    b"[^1]:", b"<!--", b"<svg>", b"</p>", b"![](", b"](", b"**", b"__", b"{{c1::", b"}}", b"Q: ", b"::",
    b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\xc2\x85", b"  ", b"~~~", b"status: rejected", b"kind: cloze", b"id: ",
    b"1e999", b"0x", b".inf", b"<<: *a", b"? ", b"%YAML 9.9\n",
]  # fmt: skip
"""Bytes that mean something to a parser of YAML, Markdown or HTML."""


@st.composite
def damaged(draw: st.DrawFn, files: list[bytes]) -> bytes:
    """A file with up to six cuts, repeats, swaps of lines, or spiteful bytes put in."""
    data = draw(st.sampled_from(files))
    for _ in range(draw(st.integers(1, 6))):
        start, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        match draw(st.integers(0, 5)):
            case 0:
                data = data[:start] + data[min(end, start + 200) :]
            case 1:
                data = data[:start]
            case 2:
                data = data[:end] + data[start:end][:400] + data[end:]
            case 3:
                lines = data.split(b"\n")
                one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
                lines[one], lines[other] = lines[other], lines[one]
                data = b"\n".join(lines)
            case 4:
                data = data[:start] + draw(st.binary(max_size=4)) + data[start:]
            case _:
                data = data[:start] + draw(st.sampled_from(SPITE)) * draw(st.integers(1, 3)) + data[start:]
        data = data[: 2 * MOST]
    return data


def take_bank(data: bytes) -> None:
    """Load a bank: there is a bank, or a problem; and what was taken is written and loaded again as it is."""
    bank, problems = load(data.decode("utf-8", "surrogateescape"), path="items.yaml")
    assert bank is not None or problems
    if bank is not None and not problems:
        assert load(dump(bank), path="items.yaml")[0] == bank


def take_note(data: bytes, name: str = "note.md") -> None:
    """Read a note: there is a note, or a problem."""
    reading = read(data, path=name)
    assert reading.note is not None or reading.problems


@FUZZ
@given(damaged(BANKS))
def test_damaged_banks_are_loaded_or_told(data: bytes) -> None:
    take_bank(data)


@FUZZ
@given(damaged(list(NOTES.values())), st.sampled_from(("note.md", "note.txt", "note.html")))
def test_damaged_notes_are_read_or_told(data: bytes, name: str) -> None:
    take_note(data, name)


KEPT_CASES = [
    (take, path) for kind, take in (("bank", take_bank), ("read", take_note)) for path in (KEPT / kind).iterdir()
]


@pytest.mark.parametrize(("take", "path"), KEPT_CASES, ids=lambda value: getattr(value, "name", ""))
def test_what_once_made_them_raise_does_not_any_more(take: Callable[..., None], path: Path) -> None:
    if take is take_note:
        take_note(path.read_bytes(), path.name)
    else:
        take(path.read_bytes())
