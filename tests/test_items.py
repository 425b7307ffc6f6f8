"""`quizgen items`: the JSON that others build on, inside and outside a project."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from checkout import ROOT
from click.testing import CliRunner

from quizgen.cli import cli

NOTE = ROOT / "tests" / "data" / "notes" / "bretton-woods.txt"
KEYS = ["id", "kind", "stem", "key", "distractors", "context", "section", "note", "source", "status", "rule", "score"]
KINDS = {"short_answer", "cloze", "true_false", "multiple_choice", "free_recall"}


def items(*arguments: str) -> list[dict[str, object]]:
    """What `quizgen items --json` prints."""
    done = CliRunner().invoke(cli, ["items", "--json", *arguments])
    assert done.exit_code == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["schema"] == 1
    found: list[dict[str, object]] = report["items"]
    return found


@pytest.fixture(scope="module")
def outside() -> list[dict[str, object]]:
    """The items of a note that belongs to no project."""
    return items(str(NOTE))


def test_every_entry_has_the_keys_of_the_contract(outside: list[dict[str, object]]) -> None:
    assert outside
    for entry in outside:
        assert list(entry) == KEYS
        assert entry["kind"] in KINDS
        assert isinstance(entry["key"], str)
        assert entry["note"] == {
            "title": "The Hotel Where Money Was Reinvented",
            "path": str(NOTE),
            "slug": "bretton-woods",
        }


def test_a_cloze_shows_one_blank_and_its_key_fills_it(outside: list[dict[str, object]]) -> None:
    clozes = [entry for entry in outside if entry["kind"] == "cloze"]
    assert clozes
    assert all(str(entry["stem"]).count("____") == 1 and entry["key"] for entry in clozes)


def test_the_source_is_the_sentence_with_its_line(outside: list[dict[str, object]]) -> None:
    lines = NOTE.read_text(encoding="utf-8").splitlines()
    for entry in outside:
        source = entry["source"]
        assert isinstance(source, dict)
        assert source["text"].split()[0] in lines[source["line"] - 1]


def test_a_true_or_false_key_is_a_word(tmp_path: Path) -> None:
    bank = """\
schema: 1
note: {title: Owls, path: seeds/owls.md, slug: owls, deck: 'A::Owls'}
items:
- kind: true_false
  stem: Owls can fly.
  key: true
"""
    (tmp_path / "quizgen.yaml").write_text("key: items-test\ndeck: A\n", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    text = "# Owls\n\n## Key takeaways\n\n- In 1832 the naturalist John Gould described the boobook owl in London.\n"
    (tmp_path / "seeds" / "owls.md").write_text(text, encoding="utf-8")
    (tmp_path / "decks" / "owls").mkdir(parents=True)
    (tmp_path / "decks" / "owls" / "items.yaml").write_text(bank, encoding="utf-8")
    mine = [entry for entry in items("-C", str(tmp_path)) if entry["stem"] == "Owls can fly."]
    assert [(entry["key"], entry["source"]) for entry in mine] == [("true", None)]


def test_the_items_of_a_built_project_are_those_of_its_bank(tmp_path: Path) -> None:
    (tmp_path / "quizgen.yaml").write_text("key: items-test\ndeck: A\n", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    shutil.copy(NOTE, tmp_path / "seeds")
    before = items("-C", str(tmp_path))
    assert CliRunner().invoke(cli, ["build", "-C", str(tmp_path)]).exit_code == 0
    assert items("-C", str(tmp_path)) == before
    assert items("-C", str(tmp_path), "seeds/bretton-woods.txt") == before


def test_why_tells_of_every_sentence(outside: list[dict[str, object]]) -> None:
    done = CliRunner().invoke(cli, ["items", "--why", str(NOTE)])
    assert done.exit_code == 0
    for entry in outside:
        if entry["kind"] != "free_recall":
            assert str(entry["stem"]) in done.stdout
    assert "skipped:" in done.stdout


def test_a_missing_note_is_told_with_the_path() -> None:
    done = CliRunner().invoke(cli, ["items", "no-such-note.md"], standalone_mode=False)
    assert done.exception is not None
    assert "no-such-note.md" in str(done.exception)
