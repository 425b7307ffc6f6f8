"""`quizgen init`: a project that is ready, whatever the folder is called, and never somebody's file overwritten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from checkout import ROOT
from click.testing import CliRunner

from quizgen.build import read_settings
from quizgen.cli import cli
from quizgen.project import parse_project


def init(folder: Path) -> str:
    """Run `quizgen init` and return what it said."""
    done = CliRunner().invoke(cli, ["init", str(folder)])
    assert done.exit_code == 0, done.stderr
    return done.stderr


@pytest.mark.parametrize("name", ["notes", "My notes: 2026", "no", "123", "'quoted'", "a::b", "日本語", "- x"])
def test_a_folder_of_any_name_becomes_a_project(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    init(folder)
    project = parse_project((folder / "quizgen.yaml").read_text(encoding="utf-8"), path="quizgen.yaml", root=folder)
    assert project.deck
    assert re.fullmatch(r"[0-9a-f]{12}", project.key)
    assert (folder / "seeds" / "why-the-sky-is-blue.md").is_file()
    assert (folder / ".github" / "workflows" / "quizgen.yml").is_file()


def test_two_projects_have_two_keys(tmp_path: Path) -> None:
    init(tmp_path / "one")
    init(tmp_path / "two")
    keys = {
        (tmp_path / name / "quizgen.yaml").read_text(encoding="utf-8").split("key: ")[1][:12] for name in ("one", "two")
    }
    assert len(keys) == 2


def test_every_option_in_the_comments_can_be_switched_on(tmp_path: Path) -> None:
    text = (ROOT / "templates" / "project" / "quizgen.yaml.txt").read_text(encoding="utf-8")
    text = text.format(key="init-test", deck="D")
    for line in re.findall(r"^# ((?:[a-z_]+:|  .*).*)$", text, flags=re.MULTILINE):
        text = text.replace(f"# {line}\n", f"{line}\n")
    project = parse_project(text, path="quizgen.yaml", root=tmp_path)
    assert project.combine is True
    assert project.readers == ("my-reader",)
    settings = read_settings(project, now=0, clock=0)
    assert settings.sheet.paper == "a4"
    assert settings.limits.file_bytes == 10 * 1024 * 1024


def test_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "mine.md").write_text("# Mine\n", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("mine\n", encoding="utf-8")
    said = init(tmp_path)
    assert "kept" in said
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "mine\n"
    assert [path.name for path in (tmp_path / "seeds").iterdir()] == ["mine.md"]


def test_a_project_is_not_started_twice(tmp_path: Path) -> None:
    init(tmp_path)
    done = CliRunner().invoke(cli, ["init", str(tmp_path)], standalone_mode=False)
    assert "this is already a project" in str(done.exception)
