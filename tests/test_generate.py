"""Generation as a whole: laws that every note's items keep, and what the options do."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from quizgen.candidate import Candidate, Generation
from quizgen.generate import Options, generate
from quizgen.generate.anchors import leaning
from quizgen.generate.clauses import analyse
from quizgen.generate.discourse import discourse
from quizgen.generate.parse import load_english, parse
from quizgen.generate.references import resolve
from quizgen.generate.sentences import sentences
from quizgen.item import BLANK, Cloze, FreeRecall, ShortAnswer, key_text
from quizgen.note import Note, Pair, Paragraph, Section
from quizgen.problem import QuizgenError, Span
from quizgen.read import read

NOTES = Path(__file__).parent / "data/notes"
NAMES = ("coral-reefs.txt", "git-internals.md", "marie-curie.txt", "more/ref-french-revolution-timeline.md")


@cache
def note_of(name: str) -> Note:
    """Return a sample note as the reader understands it."""
    note = read((NOTES / name).read_bytes(), path=name).note
    assert note is not None
    return note


@cache
def made(name: str) -> Generation:
    """Return what comes out of a sample note."""
    return generate(note_of(name))


def written(*paragraphs: str, title: str = "A Title", heading: str = "A Heading") -> Note:
    """Return a note with one deep dive."""
    source = "\n".join((title, heading, *paragraphs))
    span = Span(path="n.txt", line=1, start=0, end=len(source))
    texts = tuple(Paragraph(text=text, span=span) for text in paragraphs)
    dive = Section(heading=Paragraph(text=heading, span=span), paragraphs=texts)
    return Note(path="n.txt", slug="n", title=Paragraph(text=title, span=span), deep_dives=(dive,), source=source)


def candidates(generation: Generation) -> list[Candidate]:
    """Return all items of a note, free recall apart."""
    return [candidate for report in generation.sentences for candidate in report.candidates]


@pytest.mark.parametrize("name", NAMES)
def test_same_note_gives_the_same_items(name: str) -> None:
    assert generate(note_of(name)) == made(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_item_keeps_the_laws(name: str) -> None:
    found = candidates(made(name))
    assert found
    for candidate in found:
        question, key = candidate.question, key_text(candidate.question)
        assert question.stem.strip() == question.stem
        assert key.strip()
        assert 0 <= candidate.score <= 1
        assert candidate.source.text
        if isinstance(question, ShortAnswer):
            assert question.stem.endswith("?")
            assert len(question.stem.split()) <= 25
            assert key.lower() not in candidate.context.lower() or len(key) < 4
        if isinstance(question, Cloze):
            assert question.stem.count(BLANK) == 1


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_has_items_or_a_reason(name: str) -> None:
    for report in made(name).sentences:
        assert bool(report.candidates) != bool(report.reason)
        assert report.span.line > 0


@pytest.mark.parametrize("name", NAMES)
def test_no_item_is_made_twice(name: str) -> None:
    texts = [(candidate.question.stem, key_text(candidate.question)) for candidate in candidates(made(name))]
    assert len(texts) == len(set(texts))


def test_sources_stand_in_the_note_where_the_line_says() -> None:
    note = note_of("coral-reefs.txt")
    lines = note.source.split("\n")
    for report in made("coral-reefs.txt").sentences:
        first = report.text.split()[0]
        assert first in lines[report.span.line - 1].replace("\u00a0", " ")


def test_stricter_means_fewer() -> None:
    note = note_of("coral-reefs.txt")
    counts = [
        len(candidates(generate(note, options=Options(quality=one)))) for one in ("strict", "balanced", "generous")
    ]
    assert counts == sorted(counts)
    assert counts[0] < counts[2]


def test_own_questions_pass_word_for_word() -> None:
    span = Span(path="n.txt", line=3)
    pairs = (
        Pair(question="Who wrote it?", answer="she did", span=span),
        Pair(question="It is ____.", answer="so", span=span, cloze=True, section="A Heading"),
    )
    note = replace(written("Nothing to ask here."), pairs=pairs)
    own = [candidate for candidate in candidates(generate(note)) if candidate.rule == "pair"]
    assert [candidate.question for candidate in own] == [
        ShortAnswer(stem="Who wrote it?", key="she did"),
        Cloze(stem="It is ____.", key="so"),
    ]
    assert [candidate.section for candidate in own] == ["takeaways", "A Heading"]
    assert {candidate.score for candidate in own} == {1.0}


def test_one_free_recall_a_deep_dive() -> None:
    prompts = made("coral-reefs.txt").free_recall
    headings = [dive.heading.text for dive in note_of("coral-reefs.txt").deep_dives]
    assert [prompt.section for prompt in prompts] == [name for name in headings if name in {p.section for p in prompts}]
    for prompt in prompts:
        assert isinstance(prompt.question, FreeRecall)
        assert len(prompt.question.points) >= 2
        assert prompt.section in prompt.question.stem.replace("'", '"')


def test_summary_and_outro_give_nothing_where_there_is_more() -> None:
    for report in made("coral-reefs.txt").sentences:
        assert not (report.section == "summary" and report.candidates)
        assert "Salt & Signal" not in report.text


def test_missing_model_is_a_problem_with_a_hint() -> None:
    with pytest.raises(QuizgenError) as caught:
        load_english("no_such_model_for_quizgen")
    assert caught.value.problems[0].code == "G001"
    assert caught.value.problems[0].hint


REFERENCES = {
    "Corals depend on algae, and they bleach in warm water.": {"they": "corals"},
    "The Great Barrier Reef lies off Queensland. It consists of many reefs.": {"It": "the Great Barrier Reef"},
    "John Keats wrote odes. He died in Rome.": {"He": "John Keats"},
    "Mary Shelley met Lord Byron. She wrote a novel.": {"She": "Mary Shelley"},
    "As a volcanic island slowly sinks, the coral grows. When the island disappears, a ring of reef remains.": {
        "the": "the volcanic island"
    },
}


@pytest.mark.parametrize("text", REFERENCES)
def test_references_stand_for(text: str) -> None:
    note = written(text)
    analyses = tuple(analyse(item) for item in parse(sentences(note), load_english()))
    found = resolve(discourse(note, analyses))
    answers = {
        analysis.words[i].text: answer.text
        for analysis, references in zip(found.analyses, found.references, strict=True)
        for i, answer in references.antecedents.items()
        if answer.text
    }
    for word, text_of_it in REFERENCES[text].items():
        assert answers[word] == text_of_it


UNRESOLVED = (
    "Anna met Clara. She wrote a novel.",
    "The idea failed. It cost money and time.",
)


@pytest.mark.parametrize("text", UNRESOLVED)
def test_doubtful_references_stay_open(text: str) -> None:
    note = written(text)
    analyses = tuple(analyse(item) for item in parse(sentences(note), load_english()))
    last = resolve(discourse(note, analyses)).references[-1]
    assert 0 in last.pending


def test_definite_nouns_that_lean() -> None:
    text = "The theory holds. The largest reef grows. The theory of evolution holds. The sun shines."
    note = written(text)
    spans = [leaning(analyse(item)) for item in parse(sentences(note), load_english())]
    assert [bool(found) for found in spans] == [True, False, False, False]


SPLITS = {
    "John D. Rockefeller met E. W. Godwin. He left.": 2,
    "It reached 35 K. Then it fell.": 2,
    "Shares rose.In 1914 Congress acted.": 2,
    "The case is Roe v. Wade. It was decided in 1973.": 2,
    'He said "Stop!" and left.': 1,
    "Dr. Smith lives in the U.S. The house is old.": 2,
}


@pytest.mark.parametrize("text", SPLITS)
def test_sentences_end_where_a_reader_says(text: str) -> None:
    assert len(sentences(written(text))) == SPLITS[text]
