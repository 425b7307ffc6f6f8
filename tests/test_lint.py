"""`quizgen lint` on banks from anywhere: places, codes, suppression, exit codes, formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from checkout import ROOT
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from quizgen.bank import dump
from quizgen.bank.model import Bank, NoteRef
from quizgen.cli.lint import command
from quizgen.item import Cloze, Item, Question, ShortAnswer, Status
from quizgen.problem import QuizgenError
from quizgen.rules.linting import lint, suppressed

DANGLING = ShortAnswer(stem="What did it control around 90% of?", key="American oil refining")
SOUND = Cloze(stem="Standard Oil controlled around ____ of American oil refining.", key="90%")
WARNED = Cloze(stem="Standard Oil controlled around ____ of American oil refining", key="90%")


def bank(*questions: Question, extra: dict[str, object] | None = None, status: Status = Status.NEW) -> Bank:
    """Return a bank with one item a question, the first with `extra` and `status`."""
    items = tuple(
        Item(
            id=f"{number:012x}",
            question=question,
            section="takeaways",
            status=status if number == 0 else Status.NEW,
            extra=(extra or {}) if number == 0 else {},
        )
        for number, question in enumerate(questions)
    )
    return Bank(note=NoteRef(title="Oil", path="oil.txt", slug="oil", deck="Notes::Oil"), items=items)


def run(folder: Path, *args: str) -> Result:
    """Run the command in a folder."""
    return CliRunner().invoke(command, ["-C", str(folder), *args], catch_exceptions=False)


def write(folder: Path, content: Bank, name: str = "items.yaml") -> Path:
    """Write a bank to a folder."""
    path = folder / name
    path.write_text(dump(content), encoding="utf-8")
    return path


def test_an_error_names_place_code_and_hint_and_exits_1(tmp_path: Path) -> None:
    path = write(tmp_path, bank(SOUND, DANGLING))
    result = run(tmp_path, "items.yaml")
    line = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if "000000000001" in text)
    assert result.exit_code == 1
    assert f"items.yaml:{line}: error Q005:" in result.stdout
    assert "(name what it stands for" in result.stdout
    assert "1 bank checked: 1 error, 0 warnings" in result.stderr


def test_warnings_alone_exit_0(tmp_path: Path) -> None:
    write(tmp_path, bank(WARNED))
    result = run(tmp_path, "items.yaml")
    assert result.exit_code == 0
    assert "warning Q029" in result.stdout


def test_a_sound_bank_prints_nothing(tmp_path: Path) -> None:
    write(tmp_path, bank(SOUND))
    result = run(tmp_path, "items.yaml")
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize("value", ["Q005", "q005, Q029", ["Q005"], ("Q005", "Q029")])
def test_a_code_under_an_item_is_waved_through(value: object) -> None:
    assert not lint(bank(DANGLING, extra={"lint": value}))


def test_suppression_survives_the_file(tmp_path: Path) -> None:
    write(tmp_path, bank(DANGLING, extra={"lint": ["Q005"]}))
    assert run(tmp_path, "items.yaml").exit_code == 0


def test_an_unknown_code_under_an_item_is_told() -> None:
    placed = lint(bank(SOUND, extra={"lint": ["Q999"]}))
    assert [(each.finding.code, each.finding.severity.value) for each in placed] == [("Q000", "warning")]


def test_a_value_that_is_no_code_suppresses_nothing() -> None:
    assert suppressed(bank(SOUND, extra={"lint": {"Q005": "x"}}).items[0]) == frozenset()


def test_rejected_items_are_left_alone() -> None:
    assert not lint(bank(DANGLING, status=Status.REJECTED))


def test_json_lists_every_finding(tmp_path: Path) -> None:
    write(tmp_path, bank(DANGLING))
    report = json.loads(run(tmp_path, "--format", "json", "items.yaml").stdout)
    schema = json.loads((ROOT / "docs" / "lint.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(report)
    assert report["schema"] == 1
    (finding,) = report["findings"]
    assert finding["code"] == "Q005"
    assert finding["item"] == "000000000000"
    assert set(finding) == {"code", "severity", "message", "hint", "path", "line", "item", "stem"}


def test_the_whole_project_and_the_bank_of_one_note(tmp_path: Path) -> None:
    (tmp_path / "quizgen.yaml").write_text("key: test\ndeck: Notes\n", encoding="utf-8")
    folder = tmp_path / "decks" / "oil"
    folder.mkdir(parents=True)
    write(folder, bank(DANGLING))
    for args in ((), ("oil.txt",), ("seeds/oil.txt",), ("decks/oil",)):
        result = run(tmp_path, *args)
        assert result.exit_code == 1
        assert "decks/oil/items.yaml:" in result.stdout


def test_a_note_without_a_bank_and_a_bank_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "quizgen.yaml").write_text("key: test\ndeck: Notes\n", encoding="utf-8")
    (tmp_path / "decks").mkdir()
    for name in ("oil.txt", "other/items.yaml"):
        with pytest.raises(QuizgenError) as caught:
            run(tmp_path, name)
        assert caught.value.exit_code == 2


def test_a_broken_bank_is_a_problem_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "items.yaml").write_text("schema: 1\nitems:\n  - id: [\n", encoding="utf-8")
    result = run(tmp_path, "items.yaml")
    assert result.exit_code == 1
    assert "items.yaml:" in result.stderr


def test_explain_prints_the_page_of_a_rule(tmp_path: Path) -> None:
    result = run(tmp_path, "--explain", "q005")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Q005 dangling reference\n")
    with pytest.raises(QuizgenError) as caught:
        run(tmp_path, "--explain", "Q999")
    assert caught.value.exit_code == 2
