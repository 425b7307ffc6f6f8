"""`quizgen verify`: a good deck passes, and each way of being wrong is found."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from anki_support import NOW, make_bank, mods, one_of_each, short
from click.testing import CliRunner, Result

from quizgen.bank import dump
from quizgen.bank.model import Bank
from quizgen.cli.verify import command
from quizgen.export.anki import package
from quizgen.export.anki.verify import verify
from quizgen.item import Picture
from quizgen.problem import QuizgenError

BANK = make_bank(*one_of_each())


def built(bank: Bank) -> bytes:
    return package([bank], notetype_mods=mods())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one deck, committed."""
    (tmp_path / "quizgen.yaml").write_text("key: test-key\ndeck: Course\n")
    put(tmp_path, BANK)
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    return tmp_path


def put(project: Path, bank: Bank, *, packaged: Bank | None = None) -> None:
    folder = project / "decks" / "unit"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "deck.apkg").write_bytes(built(packaged or bank))
    (folder / "items.yaml").write_text(dump(bank), encoding="utf-8")


def git(project: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=project, check=True, capture_output=True)


def commit(project: Path) -> None:
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "release")


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, ["-C", str(project), *arguments])


def test_a_committed_deck_is_good(project: Path) -> None:
    done = run(project)
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert "decks/unit/deck.apkg: good; 4 Anki notes, 4 cards; after HEAD: 0 new, 0 updated, 4 unchanged" in done.stderr


def test_a_change_of_the_bank_is_an_update_of_just_that(project: Path) -> None:
    put(project, make_bank(short(1, key="Mended", mod=NOW + 9), *BANK.items[1:], short(9)))
    report = json.loads(run(project, "--format", "json").stdout)
    (deck,) = report["decks"]
    assert report["schema"] == 1
    assert (deck["new"], deck["updated"], deck["duplicate"], deck["problems"]) == (1, 1, 3, [])


def test_a_deck_before_its_first_commit_is_tried_without_an_update(project: Path) -> None:
    subprocess.run(["git", "rm", "-q", "--cached", "decks/unit/deck.apkg"], cwd=project, check=True)
    git(project, "commit", "-q", "-m", "gone")
    done = run(project)
    assert done.exit_code == 0
    assert "not in HEAD, so no update was tried" in done.stderr


def test_an_older_release_can_be_named(project: Path) -> None:
    git(project, "tag", "v1")
    put(project, make_bank(short(1, key="Mended", mod=NOW + 9), *BANK.items[1:]))
    commit(project)
    assert "after HEAD: 0 new, 0 updated" in run(project).stderr
    assert "after v1: 0 new, 1 updated" in run(project, "--against", "v1").stderr
    with pytest.raises(QuizgenError, match="A032") as caught:
        CliRunner().invoke(command, ["-C", str(project), "--against", "v2"], catch_exceptions=False)
    assert caught.value.exit_code == 2


WRONG: dict[str, tuple[Callable[[], Bank], Callable[[], Bank], str]] = {
    "silent change": (lambda: make_bank(short(1, key="Other"), *BANK.items[1:]), lambda: BANK, "A027"),
    "needless update": (lambda: make_bank(short(1, mod=NOW + 9), *BANK.items[1:]), lambda: BANK, "A027"),
    "no longer shipped": (lambda: make_bank(*BANK.items[1:]), lambda: BANK, "A027"),
    "another kind": (
        lambda: make_bank(replace(BANK.items[1], id=BANK.items[2].id, mod=NOW + 9), *BANK.items[:2], *BANK.items[3:]),
        lambda: BANK,
        "A026",
    ),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_what_would_hurt_people_is_found(case: tuple[Callable[[], Bank], Callable[[], Bank], str]) -> None:
    now, before, code = case
    verdict = verify(built(now()), path="deck.apkg", released=built(before()))
    assert code in {problem.code for problem in verdict.problems}


def test_a_package_that_is_not_the_bank_s_is_found(project: Path) -> None:
    put(project, make_bank(*BANK.items, short(9)), packaged=BANK)
    done = run(project)
    assert done.exit_code == 1
    assert "A028" in done.stderr
    assert "000000000009" in done.stderr


def test_a_missing_picture_is_found() -> None:
    bank = make_bank(short(1, pictures=(Picture(path="a.png"),)))
    data = package([bank], notetype_mods=mods(), media={"seeds/a.png": b"\x89PNG\r\n\x1a\n"})
    assert verify(data, path="p").problems == ()
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        new.writestr("collection.anki2", old.read("collection.anki2"))
        new.writestr("media", "{}")
    assert [problem.code for problem in verify(out.getvalue(), path="p").problems] == ["A023"]


def test_a_broken_file_is_no_package(project: Path) -> None:
    (project / "decks" / "unit" / "deck.apkg").write_bytes(b"junk")
    done = run(project)
    assert done.exit_code == 1
    assert "A029" in done.stderr


def test_without_anki_s_backend_it_says_what_to_install(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "anki.collection", None)
    with pytest.raises(QuizgenError, match=r"quizgen\[verify\]") as caught:
        CliRunner().invoke(command, ["-C", str(project)], catch_exceptions=False)
    assert caught.value.exit_code == 2


def test_a_deck_that_is_not_there_is_wrong_usage(project: Path) -> None:
    with pytest.raises(QuizgenError, match="A031") as caught:
        CliRunner().invoke(command, ["-C", str(project), "decks/none.apkg"], catch_exceptions=False)
    assert caught.value.exit_code == 2
