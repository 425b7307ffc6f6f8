"""The build, on the real flow: what it writes, what it leaves alone, and what it says when something is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from checkout import ROOT
from click.testing import CliRunner, Result

from quizgen.bank import dump, load
from quizgen.bank.model import Bank
from quizgen.build.manifest import STEP
from quizgen.cli import cli

EPOCH = "1790000000"
NOTES = ("jet-lag-short.txt", "china-ai-strategy.txt", "coral-reefs.txt")
CONFIG = "key: build-test\ndeck: Built\ncombine: true\n"
OUTPUTS = ("items.yaml", "deck.apkg", "sheet.html", "key.html", "quiz.html")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of three notes, built once."""
    folder = tmp_path_factory.mktemp("built") / "project"
    make_project(folder)
    done = build(folder, "--jobs", "1")
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of the built project to do things to."""
    return Path(shutil.copytree(built, tmp_path / "project"))


def make_project(folder: Path) -> None:
    (folder / "seeds").mkdir(parents=True)
    (folder / "quizgen.yaml").write_text(CONFIG, encoding="utf-8")
    for name in NOTES:
        shutil.copyfile(ROOT / "tests" / "data" / "notes" / name, folder / "seeds" / name)


def build(folder: Path, *options: str, env: Mapping[str, str] | None = None) -> Result:
    given = {"SOURCE_DATE_EPOCH": EPOCH, **(env or {})}
    return CliRunner().invoke(cli, ["build", "-C", str(folder), *options], env=given)


def files_of(folder: Path, *, private: bool = False) -> dict[str, bytes]:
    """Every file below decks/ with its bytes."""
    decks = folder / "decks"
    return {
        path.relative_to(decks).as_posix(): path.read_bytes()
        for path in sorted(decks.rglob("*"))
        if path.is_file() and (private or ".quizgen" not in path.parts)
    }


def times_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Time of change and inode of every file that a build could write."""
    return {
        path.as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in sorted((folder / "decks").rglob("*"))
        if path.is_file()
    }


def bank_of(folder: Path, note: str) -> Bank:
    path = folder / "decks" / note / "items.yaml"
    bank, problems = load(path.read_text(encoding="utf-8"), path=path.as_posix())
    assert bank is not None, problems
    return bank


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def forget_manifest(folder: Path) -> None:
    shutil.rmtree(folder / "decks" / ".quizgen", ignore_errors=True)


def quizgen(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a script after a build in a process of its own; `sys.argv` holds the project's folder."""
    code = (
        "import sys\nfrom quizgen.cli import cli\n"
        "try:\n    cli.main(['build', '-C', sys.argv[1]])\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
    )
    env = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    return subprocess.run(
        [sys.executable, "-c", code + script, str(folder)], capture_output=True, text=True, check=False, env=env
    )


LOADED = (
    "print([name for name in ('spacy', 'yaml', 'jinja2', 'genanki', 'markdown_it', 'filelock') if name in sys.modules])"
)


# What a build leaves


def test_each_note_gets_its_files_and_all_together_an_index_and_a_package(built: Path) -> None:
    files = files_of(built)
    folders = [Path(name).stem for name in NOTES]
    assert sorted(files) == sorted(
        [*(f"{folder}/{name}" for folder in folders for name in OUTPUTS), "index.html", "all.apkg", "notetypes.yaml"]
    )
    assert all(bank_of(built, folder).items for folder in folders)


def test_two_builds_in_two_folders_give_the_same_bytes_with_any_number_of_workers(built: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    make_project(other)
    assert build(other, "--jobs", "2", env={"TZ": "Asia/Tokyo"}).exit_code == 0
    assert files_of(other) == files_of(built)


# What a build leaves alone


def test_a_second_build_writes_nothing_and_loads_no_library(project: Path) -> None:
    time.sleep(2 * STEP / 1e9)  # files younger than a step of the clock are looked at again, rightly
    assert build(project).exit_code == 0
    before = times_of(project)
    done = quizgen(project, LOADED)
    assert done.stdout.strip() == "[]", done.stderr
    assert "0 notes worked on, 3 up to date." in done.stderr
    assert times_of(project) == before


def test_touched_notes_are_not_worked_on(project: Path) -> None:
    assert build(project).exit_code == 0
    before = {name: time for name, time in times_of(project).items() if ".quizgen" not in name}
    for path in (project / "seeds").iterdir():
        path.touch()
    done = build(project)
    assert "0 notes worked on, 3 up to date." in done.stderr
    assert {name: time for name, time in times_of(project).items() if ".quizgen" not in name} == before


def test_a_fresh_clone_needs_no_language_model(project: Path) -> None:
    forget_manifest(project)
    before = files_of(project)
    done = quizgen(project, "print([name for name in ('spacy', 'jinja2', 'numpy') if name in sys.modules])")
    assert done.stdout.strip() == "[]", done.stderr
    assert files_of(project) == before


@pytest.mark.parametrize("content", [b"", b"nonsense", b"quizgen manifest 1 0\n{}\n"])
def test_a_damaged_manifest_means_a_full_look_and_nothing_else(project: Path, content: bytes) -> None:
    before = files_of(project)
    (project / "decks" / ".quizgen" / "manifest").write_bytes(content)
    done = build(project)
    assert "0 notes worked on, 3 up to date." in done.stderr
    assert files_of(project) == before


def test_an_edit_that_keeps_size_and_time_is_seen(project: Path) -> None:
    assert build(project).exit_code == 0
    note = project / "seeds" / "jet-lag-short.txt"
    stat = note.stat()
    text = note.read_text(encoding="utf-8")
    note.write_text(text.replace("e", "a", 1), encoding="utf-8")
    os.utime(note, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert "1 note worked on" in build(project).stderr


def test_a_damaged_page_or_deck_is_made_anew(project: Path) -> None:
    before = files_of(project)
    for name in ("jet-lag-short/sheet.html", "coral-reefs/deck.apkg", "index.html"):
        path = project / "decks" / name
        path.write_bytes(path.read_bytes()[:-100])
    assert build(project).exit_code == 0
    assert files_of(project) == before


def test_line_ends_that_git_changed_are_no_change(project: Path) -> None:
    forget_manifest(project)
    for path in [*(project / "seeds").iterdir(), *(project / "decks").rglob("*.html")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "0 notes worked on, 3 up to date." in build(project).stderr


# Checking


def test_a_check_writes_nothing_and_lists_what_is_stale(project: Path) -> None:
    edit(project / "seeds" / "jet-lag-short.txt", "internal clock", "inner clock")
    (project / "decks" / "coral-reefs" / "key.html").unlink()
    before = times_of(project)
    done = build(project, "--check")
    assert done.exit_code == 1
    assert "out of date: decks/jet-lag-short/items.yaml" in done.stderr
    assert "out of date: decks/coral-reefs/key.html" in done.stderr
    assert times_of(project) == before


def test_a_check_finds_a_page_that_was_changed_by_hand_without_a_change_of_size(project: Path) -> None:
    page = project / "decks" / "jet-lag-short" / "sheet.html"
    page.write_bytes(page.read_bytes().replace(b"</html>", b"</HTML>"))
    done = build(project, "--check")
    assert done.exit_code == 1
    assert "out of date: decks/jet-lag-short/sheet.html" in done.stderr


def test_a_check_of_what_was_just_built_is_content(project: Path) -> None:
    forget_manifest(project)
    assert build(project, "--check").exit_code == 0
    assert not (project / "decks" / ".quizgen").exists()


# Bad input


def test_bad_notes_are_told_and_the_good_ones_built(project: Path) -> None:
    before = files_of(project)
    (project / "seeds" / "empty.txt").touch()
    (project / "seeds" / "binary.md").write_bytes(bytes(range(256)) * 8)
    (project / "seeds" / "title.md").write_text("# Only a title\n", encoding="utf-8")
    edit(project / "seeds" / "jet-lag-short.txt", "internal clock", "inner clock")
    done = build(project)
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    for name in ("empty.txt", "binary.md", "title.md"):
        assert f"seeds/{name}" in done.stderr
    after = files_of(project)
    assert after["jet-lag-short/items.yaml"] != before["jet-lag-short/items.yaml"]
    assert after["coral-reefs/deck.apkg"] == before["coral-reefs/deck.apkg"]
    assert not any(name.startswith(("empty/", "binary/", "title/")) for name in after)


def test_a_broken_bank_stops_its_note_alone_and_is_not_overwritten(project: Path) -> None:
    bank = project / "decks" / "jet-lag-short" / "items.yaml"
    lines = bank.read_text(encoding="utf-8").splitlines()
    lines[10] = "  deck: [unclosed"
    bank.write_text("\n".join(lines), encoding="utf-8")
    before = files_of(project)
    done = build(project)
    assert done.exit_code == 1
    assert "decks/jet-lag-short/items.yaml:" in done.stderr
    assert "Traceback" not in done.output
    assert {name: data for name, data in files_of(project).items() if name.startswith("jet")} == {
        name: data for name, data in before.items() if name.startswith("jet")
    }


def test_a_bank_copied_over_that_of_another_note_stops_that_note_and_nothing_is_overwritten(project: Path) -> None:
    own, other = (project / "decks" / name / "items.yaml" for name in ("jet-lag-short", "coral-reefs"))
    before = files_of(project)
    kept = own.read_bytes()
    own.write_bytes(other.read_bytes())
    for options in ((), ("--accept-removals",), ("--check",), ()):
        done = build(project, *options)
        assert done.exit_code == 1
        assert "decks/jet-lag-short/items.yaml: error B025: this bank is a copy" in done.stderr
        assert own.read_bytes() == other.read_bytes()
    own.write_bytes(kept)
    assert build(project).exit_code == 0
    assert files_of(project) == before


@pytest.mark.parametrize("with_note", [True, False])
def test_a_copied_folder_of_a_note_is_told_and_ships_no_card_twice(project: Path, with_note: bool) -> None:
    before = files_of(project)
    shutil.copytree(project / "decks" / "coral-reefs", project / "decks" / "copy")
    if with_note:
        shutil.copyfile(project / "seeds" / "coral-reefs.txt", project / "seeds" / "copy.txt")
    for _ in range(2):
        done = build(project, "--accept-removals")
        assert done.exit_code == 1
        assert "decks/copy/items.yaml: error B025" in done.stderr
        assert (project / "decks" / "copy" / "items.yaml").read_bytes() == before["coral-reefs/items.yaml"]
        assert files_of(project)["all.apkg"] == before["all.apkg"]


def test_a_missing_folder_of_notes_is_told_with_the_next_step(project: Path) -> None:
    shutil.rmtree(project / "seeds")
    done = build(project)
    assert isinstance(done.exception, Exception)
    assert "the folder of notes is missing" in str(done.exception)
    assert "make it and put your notes there" in str(done.exception)


def test_a_mistake_of_quizgen_stops_one_note_and_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise IndexError("tuple index out of range")

    edit(project / "seeds" / "jet-lag-short.txt", "internal clock", "inner clock")
    monkeypatch.setattr("quizgen.generate.generate", fail)
    done = build(project, "--jobs", "1")
    assert done.exit_code == 1
    assert "error F009: quizgen can't cope with this note: IndexError in test_build.py" in done.stderr


def test_pictures_that_are_missing_or_lie_outside_are_told_with_their_line(project: Path) -> None:
    text = (
        "# Reefs\n\n## Growth\n\nReefs grow slowly because corals add only a few centimetres a year.\n\n"
        "![a reef](reef.png)\n\n![a secret](../../../secret.png)\n"
    )
    (project / "seeds" / "pictures.md").write_text(text, encoding="utf-8")
    done = build(project)
    assert done.exit_code == 1
    assert "seeds/pictures.md:7: error A005" in done.stderr
    assert "seeds/pictures.md:9: error A007" in done.stderr


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def with_a_picture(project: Path) -> Path:
    """A project, built, with a note that shows a picture, everything older than a step of the clock."""
    picture = project / "seeds" / "reef one.png"
    picture.write_bytes(PNG)
    text = (
        "# Reefs\n\n## Growth\n\nThe Great Barrier Reef is 2,300 kilometres long and lies off Queensland.\n\n"
        "![a reef](reef%20one.png)\n"
    )
    (project / "seeds" / "pictures.md").write_text(text, encoding="utf-8")
    time.sleep(2 * STEP / 1e9)
    done = build(project)
    assert done.exit_code == 0, done.output
    assert any(item.pictures for item in bank_of(project, "pictures").items)
    return picture


def test_a_project_with_pictures_needs_no_closer_look_either(project: Path) -> None:
    with_a_picture(project)
    done = quizgen(project, LOADED)
    assert done.stdout.strip() == "[]", done.stderr
    assert "0 notes worked on, 4 up to date." in done.stderr


def test_a_picture_that_changes_goes_and_comes_back_is_seen_each_time(project: Path) -> None:
    picture = with_a_picture(project)
    deck = project / "decks" / "pictures" / "deck.apkg"
    before = deck.read_bytes()
    picture.write_bytes(PNG + b"another")
    assert "1 note worked on" in build(project).stderr
    assert deck.read_bytes() != before
    picture.rename(picture.with_name("away.png"))
    assert "error A005" in build(project).stderr
    picture.with_name("away.png").rename(picture)
    assert "1 note worked on" in build(project).stderr
    assert "0 notes worked on, 4 up to date." in build(project).stderr


def test_a_note_with_nothing_to_ask_is_a_warning_in_every_build(project: Path) -> None:
    (project / "seeds" / "thin.md").write_text("# Thin\n\nHello there. We like it.\n", encoding="utf-8")
    for options, code in (((), 0), ((), 0), (("--check",), 0), (("--strict",), 1)):
        done = build(project, *options)
        assert done.exit_code == code
        assert "seeds/thin.md: warning G010: there is nothing to ask in this note" in done.stderr
    assert "0 notes worked on, 4 up to date." in build(project).stderr
    assert [path.name for path in (project / "decks" / "thin").iterdir()] == ["items.yaml"]
    assert "0 errors" in CliRunner().invoke(cli, ["lint", "-C", str(project)]).stderr
    forget_manifest(project)
    alone = quizgen(project, "print('spacy' in sys.modules)")
    assert alone.stdout.strip() == "False", alone.stderr


# Notes that go and notes that move


def test_a_note_that_is_gone_retires_its_items_and_keeps_its_deck(project: Path) -> None:
    ids = {item.id for item in bank_of(project, "jet-lag-short").items}
    (project / "seeds" / "jet-lag-short.txt").unlink()
    held = build(project)
    if held.exit_code:  # more than five items: the brake wants a word first
        assert "error B020" in held.stderr
        assert build(project, "--accept-removals").exit_code == 0
    bank = bank_of(project, "jet-lag-short")
    assert not bank.items
    assert {gone.item.id for gone in bank.retired} == ids
    assert sorted(path.name for path in (project / "decks" / "jet-lag-short").iterdir()) == ["deck.apkg", "items.yaml"]
    assert "0 notes worked on" in build(project).stderr


def test_a_renamed_note_takes_its_bank_with_it_and_leaves_what_a_person_put_beside(project: Path) -> None:
    before = bank_of(project, "jet-lag-short")
    (project / "decks" / "jet-lag-short" / "mine.txt").write_text("mine", encoding="utf-8")
    (project / "seeds" / "sleep").mkdir()
    (project / "seeds" / "jet-lag-short.txt").rename(project / "seeds" / "sleep" / "travel.txt")
    check = build(project, "--check")
    assert "to be removed: decks/jet-lag-short/items.yaml" in check.stderr
    assert build(project).exit_code == 0
    after = bank_of(project, "sleep/travel")
    assert [item.id for item in after.items] == [item.id for item in before.items]
    assert [item.mod for item in after.items] == [item.mod for item in before.items]
    assert after.note.deck == before.note.deck
    assert [path.name for path in (project / "decks" / "jet-lag-short").iterdir()] == ["mine.txt"]
    assert "0 notes worked on" in build(project).stderr


def test_notes_that_swap_their_names_swap_their_banks(project: Path) -> None:
    one, two = "jet-lag-short", "coral-reefs"
    ids = {name: [item.id for item in bank_of(project, name).items] for name in (one, two)}
    seeds = project / "seeds"
    (seeds / f"{one}.txt").rename(seeds / "x.txt")
    (seeds / f"{two}.txt").rename(seeds / f"{one}.txt")
    (seeds / "x.txt").rename(seeds / f"{two}.txt")
    assert build(project).exit_code == 0
    assert [item.id for item in bank_of(project, one).items] == ids[two]
    assert [item.id for item in bank_of(project, two).items] == ids[one]
    assert not (project / "decks" / ".moves").exists()
    assert "0 notes worked on" in build(project).stderr


def test_a_chain_of_renames_keeps_every_bank(project: Path) -> None:
    first, second, third = (Path(name).stem for name in NOTES)
    ids = {name: [item.id for item in bank_of(project, name).items] for name in (first, second, third)}
    seeds = project / "seeds"
    (seeds / f"{third}.txt").rename(seeds / "last.txt")
    (seeds / f"{second}.txt").rename(seeds / f"{third}.txt")
    (seeds / f"{first}.txt").rename(seeds / f"{second}.txt")
    assert build(project).exit_code == 0
    assert [item.id for item in bank_of(project, "last").items] == ids[third]
    assert [item.id for item in bank_of(project, third).items] == ids[second]
    assert [item.id for item in bank_of(project, second).items] == ids[first]
    assert not (project / "decks" / first).exists()


def test_a_note_that_takes_the_name_of_one_that_is_gone_does_not_bury_its_bank(project: Path) -> None:
    gone, kept = "jet-lag-short", "coral-reefs"
    ids = {name: {item.id for item in bank_of(project, name).items} for name in (gone, kept)}
    (project / "seeds" / f"{kept}.txt").replace(project / "seeds" / f"{gone}.txt")
    assert build(project, "--accept-removals").exit_code == 0
    assert {item.id for item in bank_of(project, gone).items} == ids[kept]
    assert {each.item.id for each in bank_of(project, f"{gone}-gone").retired} == ids[gone]


def test_a_new_note_under_an_old_name_gets_no_id_of_the_one_that_moved_on(project: Path) -> None:
    seeds = project / "seeds"
    (seeds / "jet-lag-short.txt").rename(seeds / "final.txt")
    assert build(project).exit_code == 0
    text = (seeds / "final.txt").read_text(encoding="utf-8")
    (seeds / "jet-lag-short.txt").write_text(text + "\n\nIt was copied from another note.\n", encoding="utf-8")
    assert build(project).exit_code == 0
    one, two = ({item.id for item in bank_of(project, name).items} for name in ("final", "jet-lag-short"))
    assert one
    assert two
    assert not one & two


# What people and options change


def test_a_hand_edit_survives_and_reaches_the_deck(project: Path) -> None:
    bank = bank_of(project, "coral-reefs")
    first = bank.items[0]
    question = replace(first.question, stem=f"Now then: {first.question.stem}")
    edited = replace(bank, items=(replace(first, question=question), *bank.items[1:]))
    (project / "decks" / "coral-reefs" / "items.yaml").write_text(dump(edited), encoding="utf-8")
    assert build(project).exit_code == 0
    after = bank_of(project, "coral-reefs")
    assert after.items[0].question.stem.startswith("Now then: ")
    assert after.items[0].mod > bank.items[0].mod
    assert [item.mod for item in after.items[1:]] == [item.mod for item in bank.items[1:]]
    assert "0 notes worked on" in build(project).stderr


def test_a_remark_changes_no_card_and_the_build_comes_to_rest(project: Path) -> None:
    bank = bank_of(project, "coral-reefs")
    path = project / "decks" / "coral-reefs" / "items.yaml"
    edit(path, f"  mod: {bank.items[0].mod}", f"  remark: looked at\n  mod: {bank.items[0].mod}")
    assert build(project).exit_code == 0
    assert [item.mod for item in bank_of(project, "coral-reefs").items] == [item.mod for item in bank.items]
    assert "0 notes worked on" in build(project).stderr


def test_a_template_changes_pages_and_no_item(project: Path) -> None:
    before = files_of(project)
    own = project / "templates" / "sheet"
    own.mkdir(parents=True)
    shutil.copyfile(ROOT / "templates" / "sheet" / "paper.css.j2", own / "paper.css.j2")
    with (own / "paper.css.j2").open("a", encoding="utf-8") as file:
        file.write("\n.mine { color: red }\n")
    assert build(project).exit_code == 0
    after = files_of(project)
    changed = {name for name in after if after[name] != before[name]}
    assert "coral-reefs/sheet.html" in changed
    assert not any(name.endswith(("items.yaml", ".apkg")) for name in changed)


def test_a_style_option_refreshes_decks_and_raises_no_mod_of_an_item(project: Path) -> None:
    before = files_of(project)
    (project / "quizgen.yaml").write_text(f"{CONFIG}cards:\n  size: 24px\n", encoding="utf-8")
    done = build(project, env={"SOURCE_DATE_EPOCH": str(int(EPOCH) + 60)})
    assert done.exit_code == 0, done.output
    after = files_of(project)
    assert after["notetypes.yaml"] != before["notetypes.yaml"]
    assert after["coral-reefs/deck.apkg"] != before["coral-reefs/deck.apkg"]
    assert after["coral-reefs/items.yaml"] == before["coral-reefs/items.yaml"]


def test_what_nothing_asks_for_any_more_is_removed_and_told(project: Path) -> None:
    (project / "quizgen.yaml").write_text("key: build-test\ndeck: Built\n", encoding="utf-8")
    (project / "decks" / "jet-lag-short" / "items.yaml").unlink()
    (project / "seeds" / "jet-lag-short.txt").unlink()
    (project / "decks" / "jet-lag-short" / "mine.html").write_text("mine", encoding="utf-8")
    done = build(project)
    assert done.exit_code == 0
    for name in ("all.apkg", "jet-lag-short/deck.apkg", "jet-lag-short/sheet.html"):
        assert f"removed decks/{name}" in done.stderr
    assert [path.name for path in (project / "decks" / "jet-lag-short").iterdir()] == ["mine.html"]


def test_damage_to_the_package_of_all_notes_is_seen_and_mended(project: Path) -> None:
    path = project / "decks" / "all.apkg"
    good = path.read_bytes()
    path.write_bytes(good[:100] + bytes([good[100] ^ 1]) + good[101:])
    done = build(project)
    assert "wrote decks/all.apkg" in done.stderr
    assert path.read_bytes() == good


# Notes write nowhere else, and read nothing else


@pytest.mark.parametrize(
    "name",
    [
        "con.txt",
        "aux/note.md",
        "index.html.md",
        "NUL.tar.md",
        "a/items.yaml.md",
        "a\nb.md",
        "dot..md",
        " .md",
        "b. /c.md",
        "\udcff.md",
    ],
)
def test_names_that_stand_in_the_way_are_refused(project: Path, name: str) -> None:
    path = project / "seeds" / name
    path.parent.mkdir(exist_ok=True)
    shutil.copyfile(project / "seeds" / "jet-lag-short.txt", path)
    before = files_of(project)
    done = build(project)
    assert done.exit_code == 1
    assert "error F006" in done.stderr
    assert files_of(project) == before


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_folder_that_links_out_of_the_project_is_not_written_to(project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    shutil.rmtree(project / "decks" / "jet-lag-short")
    (project / "decks" / "jet-lag-short").symlink_to(outside, target_is_directory=True)
    done = build(project)
    assert done.exit_code == 1
    assert "error F006: a link leads out of the project here" in done.stderr
    assert not any(outside.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_note_that_links_out_of_the_project_is_not_read(project: Path, tmp_path: Path) -> None:
    shutil.copyfile(project / "seeds" / "jet-lag-short.txt", tmp_path / "secret.txt")
    (project / "seeds" / "linked.txt").symlink_to(tmp_path / "secret.txt")
    done = build(project)
    assert done.exit_code == 1
    assert "error F006: a link leads out of the project here" in done.stderr
    assert not (project / "decks" / "linked").exists()


def test_new_notes_are_worked_on_by_processes_that_share_one_model(tmp_path: Path) -> None:
    script = """
from quizgen.build.pool import Pool
looks = ["'spacy' in __import__('sys').modules", "'jinja2' in __import__('sys').modules"]
if __name__ == "__main__":
    with Pool(jobs=2).open(4, warm=True) as team:
        print([team.executor.submit(eval, look).result(timeout=300) for look in looks])
    """
    path = tmp_path / "share.py"
    path.write_text(script, encoding="utf-8")
    done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[True, True]\n", "")
