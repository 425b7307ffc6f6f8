"""`quizgen read`: the report for people, for tools, and line by line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quizgen.cli import cli
from quizgen.cli.read import command
from quizgen.problem import QuizgenError

NOTES = Path(__file__).parent / "data" / "notes"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["read", *arguments])


def report(*arguments: str) -> dict[str, Any]:
    result = run("--json", *arguments)
    loaded: dict[str, Any] = json.loads(result.stdout)
    return loaded


def test_json_of_the_seed() -> None:
    found = report("-C", str(NOTES), "china-ai-strategy.txt")
    assert list(found) == [
        "schema",
        "path",
        "slug",
        "title",
        "date",
        "language",
        "link",
        "id",
        "summary",
        "takeaways",
        "body",
        "deep_dives",
        "outro",
        "pairs",
        "problems",
    ]
    assert found["schema"] == 1
    assert (found["path"], found["slug"]) == ("china-ai-strategy.txt", "china-ai-strategy")
    assert found["title"] == {"text": "Why China's AI Strategy Just Might Work — With Grace Shao", "line": 1}
    assert (found["date"], found["language"]) == ("2025-04-16", "en")
    assert [one["line"] for one in found["takeaways"]] == [5, 6, 7]
    assert found["deep_dives"][0]["heading"] == {"text": "China's Rising AI Confidence", "line": 9}
    assert list(found["deep_dives"][0]["paragraphs"][0]) == ["text", "line"]
    assert len(found["outro"]) == 1
    assert found["problems"] == []


def test_json_of_a_file_that_is_refused() -> None:
    result = run("--json", "-C", str(NOTES), "bad/binary-junk.txt")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["title"] == {"text": "", "line": 0}
    assert found["takeaways"] == []
    assert list(found["problems"][0]) == ["code", "severity", "text", "hint", "path", "line"]
    assert found["problems"][0]["code"] == "R003"
    assert found["problems"][0]["severity"] == "error"


def test_json_of_pairs(tmp_path: Path) -> None:
    (tmp_path / "cards.md").write_text("Q: What is 2 + 2?\nA: 4\n", encoding="utf-8")
    found = report("-C", str(tmp_path), "cards.md")
    assert found["pairs"] == [{"question": "What is 2 + 2?", "answer": "4", "line": 1}]


def test_warnings_do_not_fail() -> None:
    result = run("-C", str(NOTES), "bad/broken-front-matter.md")
    assert result.exit_code == 0
    assert "warning R010" in result.stderr
    assert "Rivers: How They Bend" in result.stdout


def test_report_for_people() -> None:
    result = run("-C", str(NOTES), "git-internals.md")
    assert result.exit_code == 0
    assert result.stdout.startswith("Inside Git: It's Just Objects\n  date: 2023-11-14\n  language: en\n")
    assert "Deep dive: Packfiles" in result.stdout
    assert result.stderr == ""


def test_explain_gives_every_line_a_role_and_a_reason() -> None:
    result = run("--explain", "-C", str(NOTES), "bretton-woods.txt")
    lines = result.stdout.splitlines()
    assert len(lines) == len((NOTES / "bretton-woods.txt").read_text(encoding="utf-8").splitlines())
    assert lines[3].split()[:2] == ["4", "noise"]
    assert "(a button of a player or page)" in lines[3]
    assert all("(" in line for line in lines)


def test_a_path_that_is_not_there_is_wrong_usage() -> None:
    result = run("nowhere.txt")
    assert isinstance(result.exception, QuizgenError)
    assert result.exception.exit_code == 2


def test_a_file_over_the_limit_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(11 * 1024 * 1024)
    result = run("-C", str(tmp_path), "big.txt")
    assert result.exit_code == 1
    assert "R002" in result.stderr


def test_a_project_that_names_an_unknown_reader(tmp_path: Path) -> None:
    (tmp_path / "quizgen.yaml").write_text("key: test-1234\ndeck: Test\nreaders: [nobody]\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Title\n\nA sentence is here.\n", encoding="utf-8")
    result = run("-C", str(tmp_path), "a.txt")
    assert isinstance(result.exception, QuizgenError)
    assert result.exception.problems[0].code == "R020"


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_has_an_example(option: str) -> None:
    result = run(option)
    assert result.exit_code == 0
    assert "Example:" in result.stdout
    assert command.help
