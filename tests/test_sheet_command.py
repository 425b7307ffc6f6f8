"""`quizgen sheet`: which files it writes, from which notes, and what it says when it can't."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sheet_banks import deck
from test_sheet_render import texts

from quizgen.bank import dump
from quizgen.cli.sheet import command
from quizgen.export.sheet import pdf_available
from quizgen.item import Status
from quizgen.problem import QuizgenError

DATA = Path(__file__).parent / "data" / "notes"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two notes with their banks, as a build leaves them."""
    (tmp_path / "quizgen.yaml").write_text("key: test-key\ndeck: Notes\nsheet:\n  questions: 9\n", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    for name in ("china-ai-strategy", "coral-reefs"):
        (tmp_path / "seeds" / f"{name}.txt").write_bytes((DATA / f"{name}.txt").read_bytes())
        folder = tmp_path / "decks" / name
        folder.mkdir(parents=True)
        (folder / "items.yaml").write_text(dump(deck(name).bank), encoding="utf-8")
    future = "".join(f"{name}: {{mod: 4102444800, hash: '0'}}\n" for name in ("question",))
    (tmp_path / "decks" / "notetypes.yaml").write_text(future, encoding="utf-8")
    return tmp_path


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "-C", str(project)], catch_exceptions=True)


def error(result: Result) -> str:
    assert isinstance(result.exception, QuizgenError), result
    return str(result.exception)


def written(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_every_note_gets_its_sheet_and_key(project: Path) -> None:
    result = run(project)
    assert result.exit_code == 0, result
    assert written(project / "sheets") == [
        "china-ai-strategy-key.html",
        "china-ai-strategy.html",
        "coral-reefs-key.html",
        "coral-reefs.html",
    ]
    html = (project / "sheets" / "coral-reefs.html").read_text(encoding="utf-8")
    assert len(texts(html, ".q")) == 9


def test_lines_are_looked_up_in_the_note(project: Path) -> None:
    run(project, "coral-reefs")
    key = (project / "sheets" / "coral-reefs-key.html").read_text(encoding="utf-8")
    assert "Line 5" in texts(key, ".line p")


@pytest.mark.parametrize("note", ["seeds/coral-reefs.txt", "coral-reefs", "./seeds/coral-reefs.txt"])
def test_a_note_is_named_by_path_or_name(project: Path, note: str) -> None:
    assert run(project, note, "--key", "none").exit_code == 0
    assert written(project / "sheets") == ["coral-reefs.html"]


def test_several_notes_make_one_sheet(project: Path, tmp_path: Path) -> None:
    result = run(project, "coral-reefs", "china-ai-strategy", "-o", str(tmp_path / "monday"), "--title", "Monday")
    assert result.exit_code == 0, result
    assert written(tmp_path / "monday") == ["coral-reefs-and-1-more-key.html", "coral-reefs-and-1-more.html"]
    html = (tmp_path / "monday" / "coral-reefs-and-1-more.html").read_text(encoding="utf-8")
    assert texts(html, "h1") == ["Monday"]


def test_forms_are_files_of_their_own(project: Path) -> None:
    run(project, "coral-reefs", "--layout", "test", "--forms", "3", "--answer-sheet", "--seed", "4")
    assert written(project / "sheets") == [
        "coral-reefs-test-A.html",
        "coral-reefs-test-B.html",
        "coral-reefs-test-C.html",
        "coral-reefs-test-key.html",
    ]


def test_flags_win_over_the_project(project: Path) -> None:
    run(project, "coral-reefs", "--questions", "4")
    assert len(texts((project / "sheets" / "coral-reefs.html").read_text(encoding="utf-8"), ".q")) == 4


def test_decks_are_left_alone(project: Path) -> None:
    before = {path: path.read_bytes() for path in (project / "decks").rglob("*") if path.is_file()}
    run(project)
    assert {path: path.read_bytes() for path in (project / "decks").rglob("*") if path.is_file()} == before


def test_the_same_command_writes_the_same_bytes(project: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run(project, "-o", str(tmp_path / name), "--forms", "2")
    for path in written(tmp_path / "one"):
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()


def test_templates_of_the_project_come_first(project: Path) -> None:
    (project / "templates" / "sheet").mkdir(parents=True)
    (project / "templates" / "sheet" / "extra.css.j2").write_text("h1 { color: #012345; }", encoding="utf-8")
    run(project, "coral-reefs")
    assert "#012345" in (project / "sheets" / "coral-reefs.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("coral-reef",), "S004: there is no such note with an item bank (did you mean coral-reefs?)"),
        (("--paper", "a3"), "command line: error C003: paper: 'a3' can't be used"),
        (("--kinds", "multiple_choice", "coral-reefs", "--questions", "x"), "questions: 'x'"),
    ],
)
def test_what_is_wrong_is_said(project: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in error(run(project, *arguments))
    assert not (project / "sheets").exists()


def test_a_note_with_nothing_to_ask_does_not_stop_the_others(project: Path) -> None:
    path = project / "decks" / "coral-reefs" / "items.yaml"
    bank = deck("coral-reefs").bank
    rejected = tuple(replace(item, status=Status.REJECTED) for item in bank.items)
    path.write_text(dump(replace(bank, items=rejected)), encoding="utf-8")
    assert "coral-reefs: error S002" in error(run(project))
    assert written(project / "sheets") == ["china-ai-strategy-key.html", "china-ai-strategy.html"]


def test_without_a_bank_it_says_to_build(tmp_path: Path) -> None:
    (tmp_path / "quizgen.yaml").write_text("key: test-key\ndeck: Notes\n", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    assert "quizgen build" in error(run(tmp_path))


@pytest.mark.skipif(not pdf_available(), reason="WeasyPrint is not installed")
def test_pdfs_are_reproducible(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for name in ("one", "two"):
        assert run(project, "coral-reefs", "--pdf", "-o", str(tmp_path / name)).exit_code == 0
    assert written(tmp_path / "one") == [
        "coral-reefs-key.html",
        "coral-reefs-key.pdf",
        "coral-reefs.html",
        "coral-reefs.pdf",
    ]
    for path in written(tmp_path / "one"):
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert "S006" in error(run(project, "coral-reefs", "--pdf"))


def test_without_weasyprint_the_html_is_there_all_the_same(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert "S003" in error(run(project, "coral-reefs", "--pdf"))
    assert written(project / "sheets") == ["coral-reefs-key.html", "coral-reefs.html"]
