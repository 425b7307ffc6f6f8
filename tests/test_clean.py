"""`quizgen clean`: what can be made again goes, what people made stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from checkout import ROOT
from click.testing import CliRunner

from quizgen.cli import cli


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for what quizgen keeps for itself."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".quizgen" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one note, built, with a file of somebody else in the note's folder."""
    (tmp_path / "quizgen.yaml").write_text("key: clean-test\ndeck: Cleaned\n", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    shutil.copy(ROOT / "templates" / "project" / "sample.md", tmp_path / "seeds" / "sky.md")
    assert CliRunner().invoke(cli, ["build", "-C", str(tmp_path)]).exit_code == 0
    (tmp_path / "decks" / "sky" / "my-drawing.txt").write_text("mine", encoding="utf-8")
    return tmp_path


def test_what_can_be_made_again_goes_and_comes_back_the_same(project: Path) -> None:
    before = contents(project / "decks")
    assert CliRunner().invoke(cli, ["clean", "-C", str(project)]).exit_code == 0
    assert set(contents(project / "decks")) == {"notetypes.yaml", "sky/items.yaml", "sky/my-drawing.txt"}
    assert CliRunner().invoke(cli, ["build", "-C", str(project)]).exit_code == 0
    assert contents(project / "decks") == before


def test_a_dry_run_removes_nothing(project: Path) -> None:
    before = contents(project / "decks")
    shown = CliRunner().invoke(cli, ["clean", "--dry-run", "-C", str(project)])
    assert "would remove decks/sky/deck.apkg" in shown.output
    assert contents(project / "decks") == before


def test_a_page_that_quizgen_did_not_make_stays(project: Path) -> None:
    page = project / "decks" / "sky" / "sheet.html"
    page.write_text("<p>My own sheet</p>", encoding="utf-8")
    assert CliRunner().invoke(cli, ["clean", "-C", str(project)]).exit_code == 0
    assert page.exists()
