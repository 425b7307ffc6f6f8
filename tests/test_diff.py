"""`quizgen diff` between two states of a repository; how changes are shown."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from bank_cases import CASES, read_case
from click.testing import CliRunner, Result

from quizgen.bank import dump, load, lowered, mods, raise_mods
from quizgen.bank.overall import compare_all
from quizgen.bank.showing import NoteChanges, Piece, as_markdown, word_diff
from quizgen.cli.diff import command
from quizgen.history import banks_at, highest_mods, is_repository, mods_in
from quizgen.problem import QuizgenError

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git isn't installed")


class Repository:
    """A project under git whose one bank is that of a case."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bank = folder / "decks" / "git" / "items.yaml"
        (folder / "quizgen.yaml").write_text("key: notes-2026\ndeck: Cases\n")
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        names = {f"GIT_{who}_{what}": "a@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | names
        environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def write(self, text: str, *, commit: str = "") -> None:
        self.bank.parent.mkdir(parents=True, exist_ok=True)
        self.bank.write_text(text, encoding="utf-8")
        if commit:
            self.git("add", "-A")
            self.git("commit", "-q", "-m", commit)

    def diff(self, *arguments: str) -> Result:
        return CliRunner().invoke(command, ["-C", str(self.folder), *arguments])


def _bank(case: str, name: str = "after") -> str:
    return (CASES / case / f"{name}.yaml").read_text(encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    found = Repository(tmp_path)
    found.write(_bank("first-build"), commit="first")
    return found


def test_words_are_compared_and_white_space_is_not() -> None:
    assert word_diff("Git began  in April 2005", "Git began in May\n2005 already") == (
        Piece(old="Git began in", new="Git began in"),
        Piece(old="April", new="May"),
        Piece(old="2005", new="2005"),
        Piece(old="", new="already"),
    )


def test_a_revision_is_compared_with_the_folder(repository: Repository) -> None:
    repository.write(_bank("sentence-edited"))
    result = repository.diff("HEAD")
    assert result.exit_code == 0
    assert result.stdout == (CASES / "sentence-edited" / "report.txt").read_text(encoding="utf-8")
    assert result.stderr == ""
    assert repository.diff("HEAD", "--format", "text").stdout == result.stdout


def test_two_revisions_are_compared(repository: Repository) -> None:
    repository.write(_bank("sentence-gone"), commit="second")
    repository.write(_bank("first-build"))
    assert "retired (sentence gone)" in repository.diff("HEAD~1..HEAD").stdout
    assert "revived" in repository.diff("HEAD..HEAD~1").stdout
    assert repository.diff("HEAD..").stdout == "Nothing changed.\n"


def test_markdown_can_stand_in_a_pull_request(repository: Repository) -> None:
    repository.write(_bank("sentence-edited"))
    text = repository.diff("HEAD", "--format", "markdown").stdout
    assert text.startswith("### Inside Git\n\n`seeds/git.md`: 2 re-paired\n\n- **re-paired** `M17M83`")
    assert "key: <del>April</del> <ins>May</ins> 2005" in text
    assert r"license for \_\_\_\_." in text


def test_markdown_shows_hostile_text_as_it_is() -> None:
    case = read_case("first-build")
    bank = case.run().bank
    item = bank.items[0]
    text = "<script> *a* `b` [c](d) | # &amp; @someone #1"
    before = dump(bank).replace(item.question.stem, "x")
    other, _ = load(before.replace("stem: x", f"stem: '{text}'"), path="x")
    assert other is not None
    shown = as_markdown(compare_all({"a": bank}, {"a": other}))
    assert "<script>" not in shown
    assert r"\*a\* \`b\` \[c\](d) \| \# &amp;amp; \@someone \#1" in shown
    assert as_markdown([NoteChanges(note=bank.note)]) == ""


def test_json_has_both_states(repository: Repository) -> None:
    repository.write(_bank("sentence-edited"))
    report = json.loads(repository.diff("HEAD", "--format", "json").stdout)
    assert report["schema"] == 1
    (note,) = report["notes"]
    assert note["note"] == {"title": "Inside Git", "path": "seeds/git.md", "slug": "git"}
    first = note["changes"][0]
    assert (first["what"], first["code"], first["score"]) == ("re-paired", "M17M83", 0.933)
    assert (first["before"]["key"], first["after"]["key"]) == ("April 2005", "May 2005")
    assert note["lowered"] == []
    assert json.loads(repository.diff("HEAD..HEAD", "--format", "json").stdout) == {"schema": 1, "notes": []}


def test_a_bank_that_moved_is_known_by_its_ids(repository: Repository) -> None:
    moved = repository.folder / "decks" / "inside" / "git-objects"
    moved.mkdir(parents=True)
    repository.bank.unlink()
    (moved / "items.yaml").write_text(_bank("heading-and-file-renamed"), encoding="utf-8")
    text = repository.diff("HEAD").stdout
    assert text.splitlines()[0] == "seeds/inside/git-objects.md: 1 re-paired"


def test_a_bank_that_was_forgotten_is_shown(repository: Repository) -> None:
    repository.bank.unlink()
    text = repository.diff("HEAD").stdout
    assert text.splitlines()[0] == "seeds/git.md: 6 retired"
    assert "retired (no longer in the bank)" in text


def test_a_revert_is_warned_of_and_can_be_raised(repository: Repository) -> None:
    repository.write(_bank("sentence-edited"), commit="second")
    repository.git("revert", "--no-edit", "HEAD")
    result = repository.diff("HEAD~1")
    assert result.exit_code == 0
    assert "2 items are older than in an earlier commit" in result.stderr
    assert "quizgen build --raise-mods" in result.stderr
    highest = highest_mods(repository.folder, "decks")
    bank, _ = load(repository.bank.read_text(encoding="utf-8"), path="items.yaml")
    assert bank is not None
    assert lowered(bank, highest) == ("m17m836rebpx", "2nhc76t2cc08")
    raised = raise_mods(bank, highest, now=1500)
    assert lowered(raised, highest) == ()
    assert [item.mod for item in raised.items] == [2001, 2001, 1000, 1000, 1000, 1000]
    repository.write(dump(raised))
    assert repository.diff("HEAD~1").stderr == ""


def test_a_change_and_its_revert_are_seen_through_a_merge(repository: Repository) -> None:
    repository.git("switch", "-q", "-c", "side")
    repository.write(_bank("sentence-edited"), commit="side")
    repository.git("switch", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "--no-edit", "side")
    repository.write(_bank("first-build"), commit="back")
    assert "2 items are older" in repository.diff("HEAD~1").stderr


def test_what_git_refuses_is_told(repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(QuizgenError, match="B030"):
        banks_at(repository.folder, "no-such-branch", "decks")
    with pytest.raises(QuizgenError, match="B030"):
        banks_at(repository.folder, "--help", "decks")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert not is_repository(elsewhere)
    with pytest.raises(QuizgenError) as caught:
        highest_mods(elsewhere, "decks")
    assert caught.value.exit_code == 2


def test_a_broken_bank_is_told_with_its_revision(repository: Repository) -> None:
    repository.write("schema: 1\nschema: 1\n", commit="broken")
    result = repository.diff("HEAD")
    assert result.exit_code == 1
    assert "HEAD:decks/git/items.yaml:2: error Y002" in result.stderr


def test_mods_are_read_without_parsing() -> None:
    for case in ("removed-by-hand", "first-build", "added-by-hand"):
        text = _bank(case)
        bank, _ = load(text, path="items.yaml")
        assert bank is not None
        assert dict(mods_in(text.encode())) == mods(bank)
        assert len(re.findall("^- id:", text, re.MULTILINE)) == len(mods(bank))
