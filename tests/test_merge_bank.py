"""`quizgen merge-bank`: git calls it, and merges what its lines don't."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from checkout import ROOT
from click.testing import CliRunner, Result
from merge_support import BASE, IDS, Act, Git, State, acted, built, read

from quizgen.cli.init import command as init
from quizgen.cli.merge_bank import command

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git isn't installed")


def branch(*acts: Act) -> State:
    state = BASE
    for act in acts:
        state = acted(state, act)
    return State(state.sentences, built(state.text, state.sentences, 2000))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    folder = tmp_path / "my notes"
    assert CliRunner().invoke(init, [str(folder)]).exit_code == 0
    git = Git(folder)
    write(folder, BASE)
    git("add", "-A")
    git("commit", "-q", "-m", "base")
    return git


def write(folder: Path, state: State, page: str = "base") -> None:
    deck = folder / "decks" / "git"
    deck.mkdir(parents=True, exist_ok=True)
    (deck / "items.yaml").write_text(state.text, encoding="utf-8")
    (folder / "seeds" / "git.md").write_text(state.note, encoding="utf-8")
    for name in ("deck.apkg", "sheet.html"):
        (deck / name).write_bytes(b"\x00" + page.encode() if name == "deck.apkg" else page.encode())
    (folder / "decks" / "index.html").write_text(page, encoding="utf-8")


def branches(git: Git, ours: State, theirs: State) -> None:
    git("switch", "-q", "-c", "theirs")
    write(git.folder, theirs, "theirs")
    git("commit", "-q", "-a", "-m", "theirs")
    git("switch", "-q", "main")
    write(git.folder, ours, "ours")
    git("commit", "-q", "-a", "-m", "ours")


def test_after_install_git_merges_banks_by_items_and_keeps_the_pages(project: Git) -> None:
    assert run("--install", "-C", project.folder).exit_code == 0
    assert run("--install", "-C", project.folder).exit_code == 0
    ours, theirs = branch(Act("insert", 1)), branch(Act("remove", 2), Act("edit", 7))
    theirs = State(BASE.sentences, theirs.text.replace("# --- " + IDS[2][:6].upper() + "\n\n", "", 1))
    branches(project, ours, theirs)
    project("merge", "-q", "--no-edit", "theirs")
    text = (project.folder / "decks" / "git" / "items.yaml").read_text(encoding="utf-8")
    bank = read(text)
    assert [item.id for item in bank.items if item.id in IDS] == [ident for ident in IDS if ident != IDS[2]]
    assert len(bank.items) == len(IDS) + 1
    assert [each.item.id for each in bank.retired] == [IDS[2]]
    assert (project.folder / "decks" / "git" / "sheet.html").read_text() == "ours"
    assert (project.folder / "decks" / "git" / "deck.apkg").read_bytes() == b"\x00ours"
    assert (project.folder / "decks" / "index.html").read_text() == "ours"
    attributes = project("check-attr", "merge", "decks/index.html", "decks/a b/items.yaml", "seeds/git.md")
    assert [line.split()[-1] for line in attributes.splitlines()] == ["quizgen-made", "quizgen", "unspecified"]
    assert len((project.folder / ".git" / "info" / "attributes").read_text().splitlines()) <= 20


def test_two_new_sentences_at_one_place_need_a_hand_in_the_note_only(project: Git) -> None:
    assert run("--install", "-C", project.folder).exit_code == 0
    ours = branch(Act("insert", 1))
    theirs = State(
        tuple(text.replace("Garnet", "Hazel") for text in ours.sentences),
        built(BASE.text, [text.replace("Garnet", "Hazel") for text in ours.sentences], 2000),
    )
    branches(project, ours, theirs)
    done = project.run("merge", "-q", "--no-edit", "theirs")
    assert "CONFLICT (content): Merge conflict in seeds/git.md" in done.stdout
    assert done.stdout.count("CONFLICT") == 1
    stems = [item.question.stem for item in read((project.folder / "decks/git/items.yaml").read_text()).items]
    assert stems[2:5] == ["How long is the Garnet?", "The ____ is seven miles long.", "How long is the Hazel?"]


def test_a_conflict_is_left_where_one_item_differs(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, state in zip(files, (BASE, branch(Act("edit", 2)), branch(Act("reject", 2))), strict=True):
        path.write_text(state.text, encoding="utf-8")
    done = run(*files)
    assert done.exit_code == 1
    assert f"both branches changed item {IDS[2][:6].upper()}: keep one of the two versions" in done.output
    text = files[1].read_text(encoding="utf-8")
    assert text.count("<<<<<<< ours") == text.count(">>>>>>> theirs") == 2  # among the items, among the retired
    assert "Say it!" in text


def test_what_is_no_bank_is_merged_by_lines(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, state in zip(files, (BASE, branch(Act("edit", 2)), branch(Act("edit", 6))), strict=True):
        path.write_text(state.text.replace("schema: 1", "schema: 99"), encoding="utf-8")
    done = run(*files)
    assert done.exit_code == 0
    assert "is no bank that quizgen can read" in done.output
    assert files[1].read_text(encoding="utf-8").count("Say it!") == 2
    files[2].write_text(BASE.text.replace("ten miles", "[broken"), encoding="utf-8")
    files[1].write_text(BASE.text.replace("ten miles", "one mile"), encoding="utf-8")
    files[0].write_text(BASE.text, encoding="utf-8")
    assert run(*files).exit_code == 1
    assert "<<<<<<< ours" in files[1].read_text(encoding="utf-8")


def test_a_bank_that_both_branches_made(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, text in zip(files, ("", BASE.text, branch(Act("accept", 1)).text), strict=True):
        path.write_text(text, encoding="utf-8")
    assert run(*files).exit_code == 1
    files[2].write_text(branch(Act("insert", 1)).text, encoding="utf-8")
    files[1].write_text(BASE.text, encoding="utf-8")
    assert run(*files).exit_code == 0
    assert len(read(files[1].read_text(encoding="utf-8")).items) == len(IDS) + 2


@pytest.mark.parametrize("arguments", [[], ["a"], ["a", "b"], ["--install", "a", "b", "c"]])
def test_what_it_cannot_do_is_said(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert "BASE, OURS and THEIRS" in done.output
