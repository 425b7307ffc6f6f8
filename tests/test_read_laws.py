"""Laws of reading, on any text and any bytes: it never raises, spans point at the text, line ends don't matter."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizgen.note import Note, Paragraph
from quizgen.problem import Problem
from quizgen.read import Reading, read
from quizgen.read.inline import inline
from quizgen.read.tidy import tidy

NAMES = st.sampled_from(["note.txt", "note.md", "note.html", "note", "2024-05-01-a.md", "ünï.markdown"])
PIECES = st.sampled_from(
    (
        "Title",
        "# Title",
        "## Key takeaways",
        "Key takeaways",
        "Deep dives",
        "## Deep dives",
        "### A topic",
        "Topic",
        "**Bold line**",
        "- A bullet is here.",
        "  - nested *one*",
        "1. A step",
        "[ ] a task",
        "> a quotation",
        "---",
        "> [!tip] Head",
        "| a | b |",
        "|---|---|",
        "| 1 | *2* |",
        "```",
        "$$",
        "$x^2$ and $5",
        "Apr 16, 2025",
        "00:12",
        "auto_awesome",
        "Transcript",
        "Speaker 1: yes",
        "Q: What?",
        "A: That.",
        "C: a [b] c",
        "key:: value",
        "",
        "---\ntitle: x\n---",
        "+++\ntitle = 'x'\n+++",
        "<b>x</b> &amp; <i>y</i>",
        "<p>Some text.</p>",
        "<ul><li>one</li></ul>",
        "A sentence that ends. And another one, which is longer than the first.",
        "(* one, * two) ([Time 1](http://x))",
        "Key takeaways:",
        "Summary: so it is.",
        "**Lead** — explanation of it",
        "a\u00a0b \u00adc\u200bd “e” ‘f’ „g“",
        "\ttab indented",
        "    four blanks",
        "[link](http://x.y) and `code` and [[Wiki|name]]",
        "<!-- gone -->",
        "é ü 漢字 🎧",
        "[^1]: a footnote",
        "text[^1]",
        "<details>",
        "</details>",
        "![alt](a.png)",
        "WARNING: hot",
        "See also [[X]]",
    )
)
DOCUMENTS = st.lists(PIECES, max_size=25).map("\n".join)


def paragraphs(note: Note) -> list[Paragraph]:
    dives = [one for dive in note.deep_dives for one in (dive.heading, *dive.paragraphs)]
    return [note.title, *note.summary, *note.takeaways, *note.body, *dives, *note.outro]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600), NAMES)
def test_any_bytes_are_read_without_raising(data: bytes, name: str) -> None:
    reading = read(data, path=name)
    assert reading.note is not None or reading.problems


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=600), NAMES)
def test_any_text_is_read_without_raising(text: str, name: str) -> None:
    read(text.encode("utf-8", errors="surrogatepass"), path=name)


@settings(max_examples=250, deadline=None)
@given(DOCUMENTS, NAMES)
@example("- \n  > [!tip] x\n  > - a", "note.md")
def test_documents_are_read_without_raising_and_lines_are_complete(text: str, name: str) -> None:
    reading = read(text.encode(), path=name)
    if reading.lines:
        written = text.split("\n")
        assert [line.text for line in reading.lines] == written[: len(reading.lines)]
        assert not "".join(written[len(reading.lines) :]).strip()


def shown(source: str, name: str, *, row: bool = False) -> str:
    """Return a stretch of source as a reader sees it, after the reader's own normalisations."""
    lines = [re.sub(r"^[ \t]*(?:>[ \t]?)+", "", line).strip() for line in source.split("\n")]
    text = "\n".join(line for line in lines if not re.match(r"\[![a-z]+\]|[—–] ", line))
    if name.endswith("html"):
        return tidy(unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", text, flags=re.S)))
    text = re.sub(r"\[\^\d\]", "", re.sub(r"\$\$\s*", "$", text))
    text = text.replace("|", " ") if row else text
    return inline(text)[0] if name.endswith(("md", "markdown")) else tidy(text)


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@settings(max_examples=250, deadline=None)
@given(DOCUMENTS, st.sampled_from(["note.txt", "note.md"]))
@example(text="**Bold line**\n(* one, * two) ([Time 1](http://x))\ntext[^1]", name="note.md")
def test_spans_point_at_their_text(text: str, name: str) -> None:
    note = read(text.encode(), path=name).note
    if note is None:
        return
    for one in paragraphs(note):
        if one.span.end == 0:
            continue
        source = note.source[one.span.start : one.span.end]
        assert note.source.count("\n", 0, one.span.start) + 1 == one.span.line
        known = (
            letters(shown(source, name)),
            letters(source),
            letters(inline(source)[0]),  # a footnote's mark without a footnote stays
            letters(shown(source, "note.md", row=bool(one.cells))),
        )
        assert any(letters(one.text) in seen for seen in known), (one.text, source)
        for mark in one.marks:
            assert 0 <= mark.start < mark.end <= len(one.text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>One &amp; two.</p>",
                "<h2>Head</h2>",
                "<ul><li>a <b>b</b></li></ul>",
                "text<br>more",
                "<!-- <p>no</p> -->",
            ]
        ),
        max_size=12,
    )
)
def test_spans_of_a_page_point_at_their_text(pieces: list[str]) -> None:
    note = read(f"<html><body>{' '.join(pieces)}</body></html>".encode(), path="note.html").note
    for one in paragraphs(note) if note else []:
        if one.span.end:
            assert letters(one.text) in letters(shown(note.source[one.span.start : one.span.end], "note.html"))  # type: ignore[union-attr]


def without_places(reading: Reading) -> tuple[Note | None, tuple[Problem, ...]]:
    """Return a reading with what may differ between line ends taken out: nothing, since all become the same."""
    note = reading.note
    return (replace(note, source="") if note else None), reading.problems


@settings(max_examples=200, deadline=None)
@given(DOCUMENTS, NAMES)
def test_line_ends_do_not_matter(text: str, name: str) -> None:
    unix = read(text.encode(), path=name)
    for end in ("\r\n", "\r"):
        assert without_places(read(text.replace("\n", end).encode(), path=name)) == without_places(unix)


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS, NAMES)
def test_encodings_do_not_matter(text: str, name: str) -> None:
    if not text.strip():
        return
    plain = read(text.encode(), path=name)
    for encoding in ("utf-8-sig", "utf-16"):
        assert without_places(read(text.encode(encoding), path=name)) == without_places(plain)


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS, NAMES)
def test_reading_twice_gives_the_same(text: str, name: str) -> None:
    assert read(text.encode(), path=name) == read(text.encode(), path=name)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab „“”‘’\u00a0\u00ad\u200b\n\t$*")), max_size=60))
def test_tidy_is_idempotent_and_leaves_no_odd_blanks(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert "  " not in once
    assert not set(once) & set("\u00a0\u00ad\u200b\n\t")
