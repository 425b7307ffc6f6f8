"""A project's banks through `quizgen build` and Anki: what a picture, a language, a removal does to people's cards."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from anki_support import Learner
from click.testing import CliRunner, Result

from quizgen.bank import dump, load
from quizgen.bank.model import Bank
from quizgen.cli import cli
from quizgen.export.anki import Content, read_package
from quizgen.item import Item, Kind, MultipleChoice, Picture, ShortAnswer, Status

pytest.importorskip("anki")
BIRD, FISH = b"\x89PNG\r\n\x1a\n a bird", b"\x89PNG\r\n\x1a\n a fish"
NOTE = """\
# The wall of Hadrian

## Takeaways

- Hadrian's Wall was begun in 122 after the emperor Hadrian visited Britain.
- The wall was 73 miles long and ran from the River Tyne to the Solway Firth.
- Three legions of the Roman army built most of the wall in six years.
- Pope Gregory XIII introduced the Gregorian calendar in October 1582.
- The Danube flows through ten countries, more than any other river in the world.
- Marie Curie discovered polonium in 1898 and named it after Poland.
- Gustave Eiffel's company built the Eiffel Tower in 1889 for the World's Fair in Paris.
- Alexander Fleming discovered penicillin in 1928 at St Mary's Hospital in London.
"""


class Project:
    """A project of one note, built again and again by a clock of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.note = folder / "seeds" / "wall.md"
        self.bank_file = folder / "decks" / "wall" / "items.yaml"
        self.now = 1_764_000_000

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(
            cli, [*arguments, "-C", str(self.folder)], env={"SOURCE_DATE_EPOCH": str(self.now)}, catch_exceptions=False
        )

    def build(self, *options: str) -> str:
        self.now += 1000
        done = self.run("build", "--jobs", "1", *options)
        assert done.exit_code == 0, done.output
        return done.output

    @property
    def package(self) -> bytes:
        return (self.folder / "decks" / "wall" / "deck.apkg").read_bytes()

    @property
    def content(self) -> Content:
        return read_package(self.package)

    @property
    def bank(self) -> Bank:
        bank, problems = load(self.bank_file.read_text(encoding="utf-8"), path="items.yaml")
        assert bank is not None, problems
        return bank

    @bank.setter
    def bank(self, bank: Bank) -> None:
        self.bank_file.write_text(dump(bank), encoding="utf-8")

    def edit(self, number: int, **changes: object) -> Item:
        bank = self.bank
        items = list(bank.items)
        items[number] = replace(items[number], **changes)  # type: ignore[arg-type]
        self.bank = replace(bank, items=tuple(items))
        return items[number]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "project"
    (folder / "seeds").mkdir(parents=True)
    (folder / "quizgen.yaml").write_text("key: bank-project\ndeck: Walls\n", encoding="utf-8")
    project = Project(folder)
    project.note.write_text(NOTE, encoding="utf-8")
    project.build()
    assert len(project.bank.items) >= 6
    return folder


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Project:
    copy = Project(Path(shutil.copytree(made, tmp_path / "project")))
    copy.now += 100_000
    return copy


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    (tmp_path / "anki").mkdir()
    return Learner(tmp_path / "anki")


def test_another_picture_reaches_those_who_have_the_card_and_nothing_else_does(
    project: Project, learner: Learner
) -> None:
    picture = project.folder / "seeds" / "bird.png"
    picture.write_bytes(BIRD)
    shown = project.edit(0, pictures=(Picture(path="bird.png", alt="A bird"),))
    project.build()
    assert project.bank.items[0].pictures[0].hash
    learner.get(project.package)
    before = project.package
    project.build()
    assert project.package == before, "a picture that is as before was shipped anew"
    picture.write_bytes(FISH)
    assert project.run("build", "--check").exit_code == 1
    project.build()
    done = learner.get(project.package)
    assert (len(done.new), len(done.updated)) == (0, 1)
    assert len(done.duplicate) == len(project.content.notes) - 1
    (note,) = [note for note in project.content.notes if note.guid == f"quizgen-{shown.id}"]
    (name,) = re.findall(r'src="([^"]*)"', "".join(note.fields))
    assert (learner.folder / "collection.media" / name).read_bytes() == FISH
    assert project.run("build", "--check").exit_code == 0


def test_a_missing_picture_is_told_until_the_note_is_mended_and_no_longer(project: Project) -> None:
    text = project.note.read_text(encoding="utf-8")
    project.note.write_text(f"{text}\n![Lost](lost.png)\n", encoding="utf-8")
    done = project.run("build")
    assert done.exit_code == 1
    assert re.search(r"seeds/\S+:\d+: error A005: the picture lost.png is missing", done.output)
    project.note.write_text(text, encoding="utf-8")
    assert "A005" not in project.run("build").output
    project.build()


def test_a_deck_renamed_in_the_bank_changes_no_card_that_people_have(project: Project, learner: Learner) -> None:
    learner.get(project.package)
    before = project.content
    project.bank = replace(project.bank, note=replace(project.bank.note, deck="Other::Name"))
    project.build()
    after = project.content
    assert {note.deck for note in after.notes if "quizgen::retired" not in note.tags} == {"Other::Name"}
    shipped = [[(note.guid, note.mod, note.tags, note.fields) for note in each.notes] for each in (before, after)]
    assert shipped[0] == shipped[1]
    done = learner.get(project.package)
    assert (len(done.new), len(done.updated), len(done.duplicate)) == (0, 0, len(after.notes))


@pytest.mark.parametrize("name", ["breadcrumb", "tag"])
def test_another_breadcrumb_or_tag_in_the_bank_reaches_every_card(
    project: Project, learner: Learner, name: str
) -> None:
    learner.get(project.package)
    before = project.bank
    project.bank = replace(before, note=replace(before.note, **{name: "Said otherwise"}))
    project.build()
    assert all(item.mod > old.mod for item, old in zip(project.bank.items, before.items, strict=True))
    done = learner.get(project.package)
    assert len(done.updated) == len(project.content.notes)
    assert (len(done.new), len(done.conflicting)) == (0, 0)
    again = project.package
    project.build()
    assert project.package == again


def test_a_bank_without_a_breadcrumb_gets_one_and_changes_no_card(project: Project) -> None:
    before, package = project.bank, project.content
    project.bank = replace(before, note=replace(before.note, breadcrumb="", stamp=""))
    project.build()
    assert project.bank == before
    assert [(note.mod, note.fields) for note in project.content.notes] == [
        (note.mod, note.fields) for note in package.notes
    ]


def test_another_language_reaches_every_card(project: Project, learner: Learner) -> None:
    learner.get(project.package)
    project.note.write_text(f"---\nlanguage: de\n---\n{NOTE}", encoding="utf-8")
    before = project.bank
    project.build("--accept-removals")
    assert project.bank.note.language == "de"
    kept = {item.id for item in before.items} & {item.id for item in project.bank.items}
    assert kept
    learner.get(project.package)
    assert not learner.get(project.package).updated
    mods = {item.id: item.mod for item in project.bank.items}
    assert {mods[ident] for ident in kept} == {project.now}
    assert all(item.status is Status.NEW for item in project.bank.items), "nobody edited anything"


@pytest.mark.parametrize("gone", [False, True], ids=["the note stays", "the note goes"])
def test_what_is_removed_by_hand_keeps_its_words_on_the_cards(project: Project, learner: Learner, gone: bool) -> None:
    learner.get(project.package)
    before = {note.guid: note for note in project.content.notes}
    bank = project.bank
    lost = bank.items[1]
    project.bank = replace(bank, items=(bank.items[0], *bank.items[2:]))
    if gone:
        project.note.unlink()
    project.build("--accept-removals")
    (tombstone,) = [each for each in project.bank.retired if each.why == "removed by hand"]
    assert (tombstone.item.id, tombstone.item.question) == (lost.id, lost.question)
    assert (tombstone.item.source, tombstone.item.context) == (lost.source, lost.context)
    (now,) = [note for note in project.content.notes if note.guid == f"quizgen-{lost.id}"]
    assert now.fields == before[now.guid].fields
    assert now.tags == tuple(sorted((*before[now.guid].tags, "quizgen::retired")))
    done = learner.get(project.package)
    assert done.conflicting == ()
    assert len(done.updated) == (len(before) if gone else 1)
    settled = project.package
    project.build()
    assert project.package == settled

    project.bank = replace(
        project.bank,
        retired=tuple(
            replace(each, item=replace(each.item, status=Status.ACCEPTED)) if each.item.id == lost.id else each
            for each in project.bank.retired
        ),
    )
    if not gone:
        project.build()
        assert lost.id in {item.id for item in project.bank.items}
        assert not [each for each in project.bank.retired if each.item.id == lost.id]


def test_without_a_deck_a_removed_item_has_no_words(project: Project) -> None:
    bank = project.bank
    project.bank = replace(bank, items=bank.items[1:])
    (project.folder / "decks" / "wall" / "deck.apkg").unlink()
    project.build()
    (tombstone,) = project.bank.retired
    assert tombstone.item.question.stem.startswith("(removed)")


def test_an_item_added_while_the_note_goes_is_kept(project: Project) -> None:
    bank = project.bank
    made = Item(id="", question=replace(bank.items[0].question))
    project.bank = replace(bank, items=(*bank.items, made))
    project.note.unlink()
    project.build("--accept-removals")
    assert len(project.bank.retired) == len(bank.items) + 1
    assert all(each.item.id for each in project.bank.retired)


def _line_of(project: Project, text: str) -> int:
    lines = project.bank_file.read_text(encoding="utf-8").splitlines()
    return lines.index(text) + 1


def test_an_item_that_makes_no_card_is_told_with_its_line(project: Project) -> None:
    number = next(n for n, item in enumerate(project.bank.items) if item.kind is Kind.SHORT_ANSWER)
    item = project.edit(number, question=ShortAnswer(stem="\u200b", key="unseen"))
    done = project.run("build", "--jobs", "1")
    assert done.exit_code == 1
    assert f"decks/wall/items.yaml:{_line_of(project, f'- id: {item.id}')}: error A001" in done.output


def test_so_is_one_that_a_person_wrote(project: Project) -> None:
    question = MultipleChoice(stem="Which?", key="right", distractors=tuple("abcdefg"))
    project.bank = replace(project.bank, items=(*project.bank.items, Item(id="", question=question)))
    done = project.run("build", "--jobs", "1")
    assert done.exit_code == 1
    assert f"decks/wall/items.yaml:{_line_of(project, '- kind: multiple_choice')}: error A003" in done.output


def _without_takeaways(text: str) -> str:
    return "\n".join(text.splitlines()[:6]) + "\n"


def test_a_diff_without_a_revision_tells_what_a_rebuild_would_change(project: Project) -> None:
    assert project.run("diff").output == "Nothing changed.\n"
    files = {path: path.read_bytes() for path in sorted(project.folder.rglob("*")) if path.is_file()}
    project.note.write_text(NOTE.replace("73 miles", "80 miles"), encoding="utf-8")
    done = project.run("diff")
    assert done.exit_code == 0
    assert "re-paired" in done.output
    assert "[-73-] {+80+} miles" in done.output
    report = json.loads(project.run("diff", "--format", "json").output)
    assert {change["what"] for change in report["notes"][0]["changes"]} == {"re-paired"}
    assert "<del>73</del> <ins>80</ins>" in project.run("diff", "--format", "markdown").output
    files.pop(project.note)
    assert {path: path.read_bytes() for path in files} == files, "a diff wrote something"


def test_a_diff_shows_what_the_brake_holds_back(project: Project) -> None:
    project.note.write_text(_without_takeaways(NOTE), encoding="utf-8")
    done = CliRunner().invoke(cli, ["diff", "-C", str(project.folder)])
    assert done.exit_code == 1
    assert "B020" in done.stderr
    assert re.search(r"seeds/wall\.md: .*retired", done.stdout)
    assert done.stdout.count("retired (sentence gone)") > 5


def test_a_diff_names_items_that_a_revert_made_older(project: Project) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *arguments], cwd=project.folder, check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "one")
    project.note.write_text(NOTE.replace("73 miles", "80 miles"), encoding="utf-8")
    project.build()
    git("add", "-A")
    git("commit", "-q", "-m", "two")
    git("revert", "--no-edit", "HEAD")
    done = CliRunner().invoke(cli, ["diff", "-C", str(project.folder)])
    assert done.exit_code == 0
    assert "B031" in done.stderr
    assert "--raise-mods" in done.stderr


def test_a_newer_generator_is_told_of_once_and_changes_nothing(project: Project) -> None:
    bank = project.bank
    project.bank = replace(bank, generator="an earlier one")
    project.note.write_text(
        NOTE + "- The Amazon was first sailed in 1541 by Francisco de Orellana.\n", encoding="utf-8"
    )
    said = "Items of 1 note keep the words of an earlier quizgen; `quizgen diff --regenerate` shows"
    assert said in project.build()
    assert [item for item in project.bank.items if item.id in {each.id for each in bank.items}] == list(bank.items)
    project.note.write_text(NOTE, encoding="utf-8")
    assert said not in project.build("--accept-removals")
    assert project.run("diff", "--regenerate").exit_code == 0
