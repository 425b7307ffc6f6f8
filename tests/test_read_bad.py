"""Bad files: each is refused or read as it should be, with a message that names file and cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.problem import Severity
from quizgen.read import Limits, Reading, read

BAD = Path(__file__).parent / "data" / "notes" / "bad"


def reading(name: str) -> Reading:
    return read((BAD / name).read_bytes(), path=f"bad/{name}")


def codes(found: Reading) -> list[str]:
    assert all("bad/" in problem.where() or problem.where() for problem in found.problems)
    return [problem.code for problem in found.problems]


def test_empty() -> None:
    found = reading("empty.txt")
    assert found.note is None
    assert codes(found) == ["R001"]


def test_title_only() -> None:
    found = reading("title-only.txt")
    assert codes(found) == ["R006"]
    assert found.problems[0].severity is Severity.ERROR


def test_binary() -> None:
    found = reading("binary-junk.txt")
    assert found.note is None
    assert codes(found) == ["R003"]


def test_broken_utf8_is_read_as_cp1252_with_the_byte_offset() -> None:
    found = reading("invalid-utf8.txt")
    assert codes(found) == ["R005"]
    assert "byte 280 is 0xe9" in found.problems[0].text
    assert found.note is not None
    assert (len(found.note.summary), len(found.note.takeaways), len(found.note.deep_dives)) == (1, 2, 1)
    assert 'custard tarts for 1,50 €, and the sign reads "pastéis"' in found.note.deep_dives[0].paragraphs[0].text


def test_utf16() -> None:
    found = reading("utf16-bom.txt")
    assert codes(found) == []
    assert found.note is not None
    assert str(found.note.date) == "2021-06-03"
    assert (len(found.note.summary), len(found.note.takeaways), len(found.note.deep_dives)) == (1, 3, 1)


def test_broken_front_matter_leaves_the_body() -> None:
    found = reading("broken-front-matter.md")
    assert codes(found) == ["R010"]
    assert found.problems[0].severity is Severity.WARNING
    assert found.note is not None
    assert found.note.title.text == "Rivers: How They Bend"
    assert (len(found.note.takeaways), len(found.note.deep_dives)) == (3, 1)


def test_hostile_markup_loses_no_character() -> None:
    found = reading("hostile-markup.md")
    assert codes(found) == []
    note = found.note
    assert note is not None
    assert str(note.date) == "2023-08-08"
    assert (len(note.takeaways), len(note.deep_dives)) == (4, 4)
    assert note.title.text == 'Escaping 101 <script>alert("title")</script> & "Friends"'
    assert note.takeaways[1].text.startswith("Anki writes a cloze as {{c1::answer::hint}}, so the text {{c1::x}}")
    assert "..\\new\\table\\u0041 contains backslashes, and \\n is" in note.takeaways[2].text
    assert "Prices like $5 and $$20$$ are money; $E = mc^2$ is a formula, and \\(a^2 + b^2\\)" in note.takeaways[3].text
    assert "Closing tags such as </div></td></body> must be shown" in note.deep_dives[0].paragraphs[0].text
    assert "👩‍🔬" in note.deep_dives[1].paragraphs[0].text
    assert "\u202e" in note.deep_dives[2].paragraphs[0].text
    assert 'a "quoted" field may hold "" doubled quotes' in note.deep_dives[3].paragraphs[0].text


def test_one_line_of_five_megabytes() -> None:
    found = read(b"lorem ipsum " * (5 * 1024 * 1024 // 12), path="long.txt")
    assert found.note is None
    assert codes(found) == ["R007"]


@pytest.mark.parametrize(
    ("data", "limits", "code"),
    [
        (b"x" * 101, Limits(file_bytes=100), "R002"),
        (b"a\n" * 60, Limits(lines=50), "R009"),
        (b"Title\n\n" + b"word " * 30, Limits(line_chars=100), "R007"),
        (b"# T\n\n## A\n\nOne fact.\n\n## B\n\nTwo facts.\n", Limits(sections=1), "R008"),
        (b"<html><body><p>" + b"word " * 60 + b"</p></body></html>", Limits(line_chars=100), "R007"),
        ("é".encode("utf-16-le") * 40, Limits(), "R003"),
        (b"\xff\xfe\x00\xd8", Limits(), "R004"),
        (b"fa\xe7ade \x81\x8d", Limits(), "R004"),
        ("naïve Übergröße".encode() + b"\xc3", Limits(), "R004"),
    ],
)
def test_limits_and_encodings(data: bytes, limits: Limits, code: str) -> None:
    name = "note.html" if data.startswith(b"<html") else "note.md"
    found = read(data, path=name, limits=limits)
    assert codes(found) == [code]


def test_an_embedded_picture_may_be_longer_than_a_line() -> None:
    data = b"# T\n\n## A\n\nOne fact is here.\n\n![x](data:image/png;base64," + b"A" * 200_000 + b")\n"
    assert codes(read(data, path="note.md")) == []


def test_a_dominated_utf8_file_says_where_it_breaks() -> None:
    found = read("Straße, Größe, Übung\n".encode() * 3 + b"\xff", path="x.txt")
    assert codes(found) == ["R004"]
    assert "byte 75" in found.problems[0].text
