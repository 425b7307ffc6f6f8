"""`quizgen forget` removes what builds made for a note that is gone, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from bank_cases import CASES
from click.testing import CliRunner, Result

from quizgen.cli.forget import command
from quizgen.problem import QuizgenError

OUTPUTS = ("items.yaml", "deck.apkg", "sheet.html", "key.html", "quiz.html")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "quizgen.yaml").write_text("key: notes-2026\ndeck: Cases\n")
    (tmp_path / "seeds" / "more").mkdir(parents=True)
    for folder, note in (("more/git", "seeds/more/git.md"), ("other", "seeds/other.md")):
        home = tmp_path / "decks" / folder
        home.mkdir(parents=True)
        bank = (CASES / "first-build" / "after.yaml").read_text(encoding="utf-8").replace("seeds/git.md", note)
        (home / "items.yaml").write_text(bank, encoding="utf-8")
        for name in OUTPUTS[1:]:
            (home / name).write_bytes(b"made by a build")
    (tmp_path / "seeds" / "other.md").write_text("# Another note\n\nIt is about something else.\n")
    return tmp_path


def forget(project: Path, note: str) -> Result:
    return CliRunner().invoke(command, ["-C", str(project), note], catch_exceptions=False)


@pytest.mark.parametrize("name", ["seeds/more/git.md", "more/git", "decks/more/git", "decks/more/git/items.yaml"])
def test_a_note_that_is_gone_is_forgotten_by_any_of_its_names(project: Path, name: str) -> None:
    result = forget(project, name)
    assert result.exit_code == 0
    assert "removed decks/more/git/deck.apkg" in result.stderr
    assert "6 of its items were never shipped as retired" in result.stderr
    assert not (project / "decks" / "more").exists()
    assert (project / "decks" / "other" / "items.yaml").exists()


def test_what_else_lies_in_the_folder_stays(project: Path) -> None:
    mine = project / "decks" / "more" / "git" / "remarks.txt"
    mine.write_text("mine")
    forget(project, "more/git")
    assert [path.name for path in mine.parent.iterdir()] == ["remarks.txt"]


def test_a_note_that_is_there_is_not_forgotten(project: Path) -> None:
    before = sorted(project.rglob("*"))
    with pytest.raises(QuizgenError, match=r"B033.*seeds/other\.md") as caught:
        forget(project, "other")
    assert caught.value.exit_code == 2
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize("name", ["stranger", "", "..", "../seeds", "/", "more"])
def test_a_stranger_is_no_note(project: Path, name: str) -> None:
    before = sorted(project.rglob("*"))
    with pytest.raises(QuizgenError, match="B032") as caught:
        forget(project, name)
    assert caught.value.exit_code == 2
    assert sorted(project.rglob("*")) == before
