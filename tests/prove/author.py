"""An author with one note: edits it and its bank, builds, and releases packages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date

from quizgen.bank import dump, is_current, load, reconcile, removed, retire_note
from quizgen.bank.model import Bank
from quizgen.candidate import Candidate, Generation, SentenceReport
from quizgen.export.anki import NotetypeMods, Style, package, read_package, refresh
from quizgen.export.anki.former import former_items
from quizgen.export.media import picture_hash
from quizgen.item import (
    Cloze,
    Item,
    Kind,
    MultipleChoice,
    Picture,
    Question,
    ShortAnswer,
    Source,
    Status,
    TrueFalse,
    kind_of,
)
from quizgen.note import Note, Paragraph, Section
from quizgen.problem import Severity, Span

DECK = "Course::History of things"
WORDS = (
    "amber baker candle dragon ember falcon garden harbor island jungle kettle lantern marble needle orchard pepper"
    " quarry ribbon saddle temple umbrella valley walnut yellow zephyr anchor bridge copper desert engine"
)
POOL = tuple(WORDS.split())
PROJECT = "prove-refresh"
PICTURE = Picture(path="/plan.png", alt="a plan")


def sentence_of(numbers: list[int]) -> str:
    """A sentence of the pool's words, such that other numbers give another one."""
    words = [POOL[number % len(POOL)] for number in numbers]
    return f"The {' '.join(words)} stood near the old {words[-1]}."


def questions_of(sentence: str) -> list[Question]:
    """What the stand-in generator asks about a sentence: one or two questions, by its hash."""
    words = sentence.rstrip(".").split()
    last, head = words[-1], " ".join(words[:-1])
    number = hashlib.sha256(sentence.encode()).digest()[0]
    asked: list[Question] = [
        ShortAnswer(stem=f"What stood near the old {last}?", key=" ".join(words[:3])),
        Cloze(stem=f"{head} ____.", key=last, hint="a thing"),
        TrueFalse(stem=sentence, key=True),
        MultipleChoice(stem=f"{head} what?", key=last, distractors=tuple(w for w in POOL[:3] if w != last)),
    ]
    first = asked[number % 4]
    return [first, asked[1]] if number > 170 and number % 4 != 1 else [first]


def generate(note: Note) -> Generation:
    """Generate as the real generator does, but in no time: a few candidates a sentence, nothing random."""
    reports = []
    for section in note.deep_dives:
        for paragraph in section.paragraphs:
            source = Source(path=note.path, text=paragraph.text, line=paragraph.span.line)
            candidates = tuple(
                Candidate(
                    question=question,
                    source=source,
                    section=section.heading.text,
                    rule=f"stand-in {kind_of(question)}",
                    score=0.9,
                    pictures=(PICTURE,) if len(paragraph.text) % 3 == 0 else (),
                )
                for question in questions_of(paragraph.text)
            )
            reports.append(
                SentenceReport(
                    text=paragraph.text, span=paragraph.span, section=section.heading.text, candidates=candidates
                )
            )
    return Generation(sentences=tuple(reports), generator="stand-in 1")


@dataclass
class Author:
    """The note as the author has it, its bank, and the looks of the cards."""

    sections: list[tuple[str, list[str]]]
    path: str = "seeds/things.txt"
    title: str = "History of things"
    link: str = ""
    language: str = "en"
    picture: bytes = b"GIF89a one"
    package: bytes = b""
    gone: bool = False
    style: Style = field(default_factory=Style)
    mods: NotetypeMods = field(default_factory=NotetypeMods)
    bank: Bank | None = None
    by_hand: int = 0

    def note(self) -> Note:
        """The note as a reader would understand it."""
        line = 1

        def paragraph(text: str) -> Paragraph:
            nonlocal line
            line += 1
            return Paragraph(text=text, span=Span(path=self.path, line=line))

        title = paragraph(self.title)
        dives = tuple(
            Section(heading=paragraph(heading), paragraphs=tuple(map(paragraph, sentences)))
            for heading, sentences in self.sections
        )
        slug = self.path.rpartition("/")[2].removesuffix(".txt")
        return Note(
            path=self.path,
            slug=slug,
            title=title,
            date=date(2026, 1, 1),
            language=self.language,
            deep_dives=dives,
            link=self.link,
        )

    def build(self, now: int) -> bytes:
        """Build as `quizgen build` does, the bank through its file, and return the package."""
        media = {"plan.png": self.picture}

        def hash_of(target: str) -> str:
            return picture_hash(self.path, target, media)

        former = {}
        if self.bank is not None and removed(self.bank):
            former = former_items(read_package(self.package), self.bank.note, removed(self.bank))
        if self.gone and self.bank is not None:
            done = retire_note(
                self.bank, project_key=PROJECT, now=now, accept_removals=True, former=former, picture_hash=hash_of
            )
        else:
            note = self.note()
            deck = f"Course::{self.title}"
            done = reconcile(
                self.bank,
                note,
                None if self.bank and is_current(self.bank, note) else generate(note),
                project_key=PROJECT,
                deck=DECK if self.bank is None else deck,
                now=now,
                accept_removals=True,
                former=former,
                picture_hash=hash_of,
            )
        errors = [problem for problem in done.problems if problem.severity is Severity.ERROR]
        assert not errors, errors
        assert not done.held
        self.bank = reloaded(done.bank)
        self.mods = refresh(self.mods, now=now, style=self.style)
        self.package = package([self.bank], notetype_mods=self.mods, style=self.style, media=media)
        return self.package

    @property
    def sentences(self) -> list[tuple[list[str], int]]:
        """Every place of a sentence: the list that it is in, and its number there."""
        return [(sentences, n) for _, sentences in self.sections for n in range(len(sentences))]

    @property
    def items(self) -> tuple[Item, ...]:
        """The bank's items that make cards."""
        items = self.bank.items if self.bank else ()
        return tuple(item for item in items if item.kind is not Kind.FREE_RECALL)

    def change_item(self, item: Item, **changes: object) -> None:
        """Edit one item in the bank's file."""
        assert self.bank is not None
        edited = replace(item, **changes)  # type: ignore[arg-type]
        self.bank = reloaded(
            replace(self.bank, items=tuple(edited if each.id == item.id else each for each in self.bank.items))
        )

    def reword_item(self, item: Item, word: str) -> None:
        """Edit an item's stem in the bank's file."""
        self.change_item(item, question=replace(item.question, stem=f"{word} {item.question.stem}"))

    def remove_item(self, item: Item) -> None:
        """Delete an item from the bank's file."""
        assert self.bank is not None
        self.bank = reloaded(replace(self.bank, items=tuple(i for i in self.bank.items if i.id != item.id)))

    def add_item(self) -> None:
        """Write an item into the bank's file that no sentence gives."""
        assert self.bank is not None
        self.by_hand += 1
        question = ShortAnswer(stem=f"By hand, question {self.by_hand}?", key=f"answer {self.by_hand}")
        self.bank = reloaded(replace(self.bank, items=(*self.bank.items, Item(id="", question=question))))

    def restore_rejected(self) -> None:
        """Set the status of every rejected item of the file back."""
        assert self.bank is not None
        retired = tuple(
            replace(each, item=replace(each.item, status=Status.ACCEPTED)) if each.why == "rejected" else each
            for each in self.bank.retired
        )
        self.bank = reloaded(replace(self.bank, retired=retired))


def reloaded(bank: Bank) -> Bank:
    """The bank as its file gives it back."""
    loaded, problems = load(dump(bank), path="decks/things/items.yaml")
    assert loaded is not None, problems
    assert not problems, problems
    return loaded
