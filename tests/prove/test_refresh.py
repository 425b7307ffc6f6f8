"""Nobody loses a review, an edit of their own, or a card: an author and a learner at work in any order.

25 sequences in a normal run; QUIZGEN_PROVE=1000 runs a thousand.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path

from author import POOL, Author, sentence_of
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from learner import Kept, Learner

from quizgen.bank.model import Bank, NoteRef
from quizgen.export.anki import Content, Style, read_package
from quizgen.export.anki.backend import faults, opened
from quizgen.export.anki.decks import split
from quizgen.export.anki.tags import RETIRED
from quizgen.item import Item, Status

SEQUENCES = int(os.environ.get("QUIZGEN_PROVE", "25"))
SENTENCE = st.lists(st.integers(0, len(POOL) - 1), min_size=2, max_size=6, unique=True).map(sentence_of)
PICK = st.integers(0, 10_000)


@cache
def template() -> Path:
    """A fresh collection, made once and copied: making one costs more than a sequence's imports."""
    folder = Path(tempfile.mkdtemp(prefix="quizgen-prove-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "collection.anki2"
    with opened(path):
        pass
    return path


class Refresh(RuleBasedStateMachine):
    """What happens between a first import and the last, in any order, and what must hold after each import."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="quizgen-prove-"))
        path = self.folder / "collection.anki2"
        shutil.copyfile(template(), path)
        self.manager = opened(path)
        self.learner = Learner(self.manager.__enter__(), self.folder)
        # Both clocks show the same time, some days ago: Anki gives Anki notes from the future other ids.
        self.now = int(time.time()) - 20 * 86_400
        self.author = Author(sections=[])
        self.releases: list[bytes] = []
        self.released = Bank(note=NoteRef(title="", path="", slug="", deck=""))

    def teardown(self) -> None:
        self.manager.__exit__(None, None, None)
        shutil.rmtree(self.folder)

    @initialize(first=st.lists(SENTENCE, min_size=3, max_size=6, unique=True), second=st.lists(SENTENCE, max_size=4))
    def begin(self, first: list[str], second: list[str]) -> None:
        self.author.sections = [("Early things", first), ("Later things", [s for s in second if s not in first])]
        self.build_and_import(60)

    # What the author does.

    @rule(place=PICK, word=st.sampled_from(POOL), at=PICK)
    def edit_words(self, place: int, word: str, at: int) -> None:
        for sentences, number in self._place(place):
            words = sentences[number].split()
            words[1 + at % (len(words) - 2)] = word
            sentences[number] = " ".join(words)

    @rule(sentence=SENTENCE, place=PICK)
    def add_sentence(self, sentence: str, place: int) -> None:
        _, sentences = self.author.sections[place % 2]
        sentences.insert(place % (len(sentences) + 1), sentence)

    @rule(place=PICK)
    def remove_sentence(self, place: int) -> None:
        for sentences, number in self._place(place):
            del sentences[number]

    @rule(place=PICK, to=PICK)
    def move_sentence(self, place: int, to: int) -> None:
        for sentences, number in self._place(place):
            _, target = self.author.sections[to % 2]
            sentence = sentences.pop(number)
            target.insert(to % (len(target) + 1), sentence)

    @rule(name=st.sampled_from(["seeds/things.txt", "seeds/old/stuff.txt", "seeds/history.txt"]))
    def rename_file(self, name: str) -> None:
        self.author.path = name

    @rule(which=st.integers(0, 1), name=st.sampled_from(["Early things", "Dawn", "The oldest of things", "Noon"]))
    def rename_heading(self, which: int, name: str) -> None:
        self.author.sections[which] = (name, self.author.sections[which][1])

    @rule(name=st.sampled_from(["History of things", "A history", "Things"]))
    def rename_title(self, name: str) -> None:
        self.author.title = name

    @rule(link=st.sampled_from(["", "https://example.org/things", "https://example.org/history?a=1&b=2"]))
    def change_link(self, link: str) -> None:
        self.author.link = link

    @rule(language=st.sampled_from(["en", "de", "fr"]))
    def change_language(self, language: str) -> None:
        self.author.language = language

    @rule(data=st.sampled_from([b"GIF89a one", b"GIF89a two"]))
    def redraw_the_picture(self, data: bytes) -> None:
        self.author.picture = data

    @rule()
    def take_the_note_away_or_back(self) -> None:
        self.author.gone = not self.author.gone

    @precondition(lambda self: self.author.items)
    @rule(which=PICK, word=st.sampled_from(["Say:", "Well,", "a < b & {{c1::c}}"]))
    def edit_the_bank(self, which: int, word: str) -> None:
        self.author.reword_item(self._item(which), word)

    @precondition(lambda self: self.author.items)
    @rule(which=PICK, status=st.sampled_from([Status.REJECTED, Status.ACCEPTED]))
    def judge_an_item(self, which: int, status: Status) -> None:
        self.author.change_item(self._item(which), status=status)

    @precondition(lambda self: self.author.items)
    @rule(which=PICK)
    def remove_an_item_by_hand(self, which: int) -> None:
        self.author.remove_item(self._item(which))

    @rule()
    def add_an_item_by_hand(self) -> None:
        self.author.add_item()

    @rule()
    def take_refusals_back(self) -> None:
        self.author.restore_rejected()

    @rule(ink=st.sampled_from(["#111111", "#222222", "#333333"]))
    def change_the_css(self, ink: str) -> None:
        self.author.style = Style(variables=(("ink", ink),))

    # What the learner does.

    @rule(rating=st.integers(0, 3))
    def review(self, rating: int) -> None:
        for _ in range(3):
            self.learner.review(rating)

    @rule(which=PICK, act=st.sampled_from(["edit", "tag", "mark", "suspend", "flag", "move", "delete"]), wait=PICK)
    def act_on_a_note(self, which: int, act: str, wait: int) -> None:
        self.now += wait
        notes = self.learner.notes()
        if not notes:
            return
        note = notes[which % len(notes)]
        match act:
            case "edit":
                self.learner.edit(note, f"my own words {wait}", self.now)
            case "tag":
                self.learner.tag(note, "my::tag", self.now)
            case "mark":
                self.learner.tag(note, "marked", self.now)
            case "suspend":
                self.learner.suspend(note)
            case "flag":
                self.learner.flag(note)
            case "move":
                self.learner.move(note, "My own deck")
            case _:
                self.learner.delete(note)

    # What both wait for.

    @rule(wait=st.integers(1, 40_000))
    def build_and_import(self, wait: int) -> None:
        self.now += wait
        apkg = self.author.build(self.now)
        content = read_package(apkg)
        if self.releases:
            self._check_release(read_package(self.releases[-1]), content)
        assert self.author.build(self.now + 1) == apkg, "a build with nothing new gives other bytes"
        self.releases.append(apkg)
        assert self.author.bank is not None
        self.released = self.author.bank
        self._import(apkg, content, newest=True)

    @precondition(lambda self: self.releases)
    @rule(which=PICK)
    def import_an_old_release(self, which: int) -> None:
        apkg = self.releases[which % len(self.releases)]
        self._import(apkg, read_package(apkg), newest=apkg == self.releases[-1])

    @invariant()
    def every_anki_note_has_one_card(self) -> None:
        for guid, kept in self.learner.snapshot().items():
            assert len(kept.cards) == 1, guid

    def _place(self, place: int) -> list[tuple[list[str], int]]:
        places = self.author.sentences
        return [places[place % len(places)]] if places else []

    def _item(self, which: int) -> Item:
        return self.author.items[which % len(self.author.items)]

    def _check_release(self, before: Content, after: Content) -> None:
        """A newer `mod` when, and only when, the content changed; and nothing that was ever shipped is left out."""
        old = {note.guid: note for note in before.notes}
        new = {note.guid: note for note in after.notes}
        assert old.keys() <= new.keys(), "something that people have is no longer shipped"
        for guid, was in old.items():
            same = (was.fields, was.tags, was.model_id) == (new[guid].fields, new[guid].tags, new[guid].model_id)
            assert was.model_id == new[guid].model_id
            assert "(removed)" not in str(new[guid].fields), "a card's words were taken away"
            assert (was.mod == new[guid].mod) if same else (was.mod < new[guid].mod), guid

    def _import(self, apkg: bytes, content: Content, *, newest: bool) -> None:
        before = self.learner.snapshot()
        done = self.learner.get(apkg)
        after = self.learner.snapshot()
        shipped = {note.guid: note for note in content.notes}
        new = shipped.keys() - before.keys()
        newer = {guid for guid in shipped.keys() & before.keys() if shipped[guid].mod > before[guid].mod}
        assert (done.conflicting, done.other) == ((), ())
        assert (len(done.new), len(done.updated)) == (len(new), len(newer))
        assert len(done.duplicate) == len(shipped) - len(new) - len(newer)
        assert after.keys() == before.keys() | new, "an Anki note is lost, or came from nowhere"
        for guid, kept in after.items():
            if guid in new or guid in newer:
                tags = frozenset(shipped[guid].tags)
                assert (kept.fields, kept.tags, kept.mod) == (shipped[guid].fields, tags, shipped[guid].mod)
            else:
                assert kept.words == before[guid].words, "an Anki note whose content didn't change was touched"
            if guid in before:
                self._check_schedule(before[guid], kept)
        self._check_learners_work(after, {guid: note.mod for guid, note in shipped.items()}, new)
        if newest:
            self._check_retired(after)
        assert faults(self.learner.collection) == []
        assert not [n["name"] for n in self.learner.collection.models.all() if n["name"].endswith("+")]

    def _check_schedule(self, before: Kept, after: Kept) -> None:
        assert after.cards == before.cards, "scheduling, flags, suspension or deck changed"
        assert after.reviews == before.reviews, "reviews were lost"
        assert after.model == before.model

    def _check_learners_work(self, after: dict[str, Kept], mods: dict[str, int], new: set[str]) -> None:
        """An edit stays until the author changes that item later; a deleted Anki note comes back as a new one."""
        for guid, when in list(self.learner.edited.items()):
            if mods.get(guid, 0) > when:
                del self.learner.edited[guid]
            else:
                assert "my own words" in str(after[guid].fields) or after[guid].tags & {"my::tag", "marked"}
        self.learner.deleted -= new
        assert not self.learner.deleted & after.keys()

    def _check_retired(self, after: dict[str, Kept]) -> None:
        """Retired items bear the tag and others don't, but for those that the learner has edited since."""
        live, retired = split(self.released)
        for items, tagged in ((live, False), (retired, True)):
            for item in items:
                guid = f"quizgen-{item.id}"
                if guid not in self.learner.edited:
                    assert (RETIRED in after[guid].tags) is tagged, guid


Refresh.TestCase.settings = settings(
    max_examples=SEQUENCES,
    stateful_step_count=14,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
TestRefresh = Refresh.TestCase
