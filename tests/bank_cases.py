"""Cases of the bank, one folder each: before.yaml (a bank, or none), note.yaml, and what came of it.

note.yaml holds what the note says and what a generator asks of it, so that no case depends on quizgen's own generator:

    about: which rule the case shows
    title: …
    sentences:              # each a takeaway of its own
    - text: …
      asks:                 # kind | stem | key | distractor | …
      - cloze | Git began in ____. | 2005
    - text: …
      skipped: promotion
    dives: [{heading: …, points: [sentence, …], recall: false}]
    generator: '1'          # none: built without a generation
    options: {now: 1000}

after.yaml is the bank that must come out, report.txt the changes as text and the problems. After a change of the rules,
`python tests/bank_cases.py` writes both anew: read the diff.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from quizgen.bank import Reconciled, dump, fingerprint, load, reconcile
from quizgen.bank.model import Bank
from quizgen.bank.showing import NoteChanges, as_text
from quizgen.candidate import Candidate, Generation, SentenceReport
from quizgen.item import (
    TAKEAWAYS,
    Cloze,
    FreeRecall,
    Kind,
    MultipleChoice,
    Question,
    ShortAnswer,
    Source,
    TrueFalse,
)
from quizgen.note import Note, Paragraph, Section
from quizgen.problem import Span

CASES = Path(__file__).parent / "cases" / "bank"
SWITCHES = ("accept_removals", "regenerate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    name: str
    before: Bank | None
    note: Note
    generation: Generation | None
    options: dict[str, Any]

    def run(self) -> Reconciled:
        return self.again(self.before)

    def again(self, before: Bank | None) -> Reconciled:
        """Reconcile another bank with the same note."""
        options: dict[str, Any] = {"project_key": "cases-2026", "deck": "Cases::Git", "now": 1000, **self.options}
        return reconcile(before, self.note, self.generation, **options)


def names() -> list[str]:
    return sorted(path.parent.name for path in CASES.glob("*/note.yaml"))


def read_case(name: str) -> Case:
    told = yaml.load((CASES / name / "note.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    before = None
    if (CASES / name / "before.yaml").exists():
        before, problems = load((CASES / name / "before.yaml").read_text(encoding="utf-8"), path="before.yaml")
        assert problems == (), problems
        assert before is not None
    options = {
        key: value == "true" if key in SWITCHES else int(value) if value.isdigit() else value
        for key, value in told.get("options", {}).items()
    }
    note, generation = note_of(told), generation_of(told) if "generator" in told else None
    return Case(name=name, before=before, note=note, generation=generation, options=options)


def note_of(told: dict[str, Any]) -> Note:
    path = told.get("path", "seeds/git.md")
    span = Span(path=path, line=1)

    def paragraph(text: str) -> Paragraph:
        return Paragraph(text=text, span=span)

    return Note(
        path=path,
        slug=Path(path).stem,
        title=paragraph(told.get("title", "Inside Git")),
        takeaways=tuple(paragraph(each["text"]) for each in told.get("sentences", ())),
        deep_dives=tuple(
            Section(heading=paragraph(dive["heading"]), paragraphs=tuple(paragraph(point) for point in dive["points"]))
            for dive in told.get("dives", ())
        ),
        ident=told.get("id", ""),
        link=told.get("link", ""),
    )


def generation_of(told: dict[str, Any]) -> Generation:
    path = told.get("path", "seeds/git.md")
    reports = tuple(_report(each, path) for each in told.get("sentences", ()))
    dives = tuple(
        Candidate(
            question=FreeRecall(stem=f"What do you recall of “{dive['heading']}”?", points=tuple(dive["points"])),
            source=Source(path=path, text=dive["heading"]),
            section=dive["heading"],
            rule="recall",
            score=1.0,
        )
        for dive in told.get("dives", ())
        if dive.get("recall", "true") == "true"
    )
    return Generation(sentences=reports, free_recall=dives, generator=told.get("generator", "1"))


def _report(told: dict[str, Any], path: str) -> SentenceReport:
    section = told.get("section", TAKEAWAYS)
    candidates = tuple(
        Candidate(
            question=_question(*asked.split(" | ")),
            source=Source(path=path, text=told["text"], line=1),
            section=section,
            rule="case",
            score=0.5,
            context=told.get("context", ""),
        )
        for asked in told.get("asks", ())
    )
    span = Span(path=path, line=1)
    return SentenceReport(
        text=told["text"], span=span, section=section, candidates=candidates, reason=told.get("skipped", "")
    )


def _question(kind: str, stem: str, key: str, *distractors: str) -> Question:
    match Kind(kind):
        case Kind.SHORT_ANSWER:
            return ShortAnswer(stem=stem, key=key)
        case Kind.CLOZE:
            return Cloze(stem=stem, key=key)
        case Kind.TRUE_FALSE:
            return TrueFalse(stem=stem, key=key == "true")
        case Kind.MULTIPLE_CHOICE:
            return MultipleChoice(stem=stem, key=key, distractors=distractors)
        case Kind.FREE_RECALL:
            return FreeRecall(stem=stem, points=(key, *distractors))


def report(case: Case, outcome: Reconciled) -> str:
    """Return what a command would print, and whether the text is known to be current."""
    text = as_text([NoteChanges(note=outcome.bank.note, changes=outcome.changes)]) or "nothing changed\n"
    text += "".join(f"{problem}\n" for problem in outcome.problems)
    assert outcome.held or outcome.bank.text == fingerprint(case.note)
    return text


def rewrite() -> None:
    for name in names():
        case = read_case(name)
        outcome = case.run()
        (CASES / name / "after.yaml").write_text(dump(outcome.bank), encoding="utf-8")
        (CASES / name / "report.txt").write_text(report(case, outcome), encoding="utf-8")


def copy_bank(source: str, target: str) -> None:
    shutil.copyfile(CASES / source / "after.yaml", CASES / target / "before.yaml")


if __name__ == "__main__":
    rewrite()
