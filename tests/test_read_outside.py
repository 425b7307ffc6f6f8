"""Third-party readers: the example of docs/readers.md runs, and only what is named is loaded."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from quizgen.problem import QuizgenError
from quizgen.read import Reader, load_readers, read

PAGE = (Path(__file__).parent.parent / "docs" / "readers.md").read_text(encoding="utf-8")
ORG = """#+TITLE: Bread

* Takeaways
- Salt slows fermentation.
- Steam keeps the crust soft while the loaf rises.

* Gluten
Gluten is a net of proteins. It traps carbon dioxide.
"""


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.S)
    assert found is not None
    return found[1]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install the page's example: its module, and the entry points that its pyproject.toml announces."""
    (tmp_path / "quizgen_org.py").write_text(block("python"), encoding="utf-8")
    (tmp_path / "quizgen_bad.py").write_text("raise RuntimeError('broken on purpose')\nthing = 1\n", encoding="utf-8")
    (tmp_path / "quizgen_odd.py").write_text("thing = 1\n", encoding="utf-8")
    info = tmp_path / "quizgen_org-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: quizgen-org\nVersion: 1.0\n", encoding="utf-8")
    line = re.search(r"^org = \"(.*)\"$", block("toml"), re.M)
    assert line is not None
    points = f"[quizgen.readers]\norg = {line[1]}\nbad = quizgen_bad:thing\nodd = quizgen_odd:thing\n"
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_the_example_of_the_page_reads_a_file(package: Path) -> None:
    readers = load_readers(["org"])
    assert [reader.name for reader in readers] == ["org"]
    assert isinstance(readers[0], Reader)
    reading = read(ORG.encode(), path="seeds/bread.org", readers=readers)
    assert reading.problems == ()
    note = reading.note
    assert note is not None
    assert (note.title.text, note.title.span.line, note.slug) == ("Bread", 1, "bread")
    assert [(one.text, one.span.line) for one in note.takeaways] == [
        ("Salt slows fermentation.", 4),
        ("Steam keeps the crust soft while the loaf rises.", 5),
    ]
    assert [dive.heading.text for dive in note.deep_dives] == ["Gluten"]
    assert note.source[note.takeaways[0].span.start : note.takeaways[0].span.end] == "Salt slows fermentation."
    assert [line.role.value for line in reading.lines[:4]] == ["title", "blank", "markup", "takeaway"]


def test_what_a_reader_raises_is_a_problem(package: Path) -> None:
    reading = read(b"* No title\ntext\n", path="x.org", readers=load_readers(["org"]))
    assert reading.note is None
    assert [problem.code for problem in reading.problems] == ["R023"]
    assert "there is no #+TITLE: line" in str(reading.problems[0])


@pytest.mark.parametrize(("name", "code"), [("nobody", "R020"), ("bad", "R021"), ("odd", "R022")])
def test_readers_that_cannot_be_used(package: Path, name: str, code: str) -> None:
    with pytest.raises(QuizgenError) as caught:
        load_readers([name, "org"])
    assert [problem.code for problem in caught.value.problems] == [code]
    assert caught.value.exit_code == 2


def test_nothing_is_loaded_unless_named(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "quizgen_org", raising=False)
    assert load_readers([]) == ()
    assert read(ORG.encode(), path="bread.org").note is not None
    assert "quizgen_org" not in sys.modules
