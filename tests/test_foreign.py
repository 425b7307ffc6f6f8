"""Notes in other languages give clozes in that language, or nothing: numbers, dates and names, whole and anchored."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from quizgen.candidate import Candidate
from quizgen.generate import generate
from quizgen.generate.foreign import SPACELESS, dangles, foreign_reports
from quizgen.item import BLANK, Cloze, FreeRecall
from quizgen.note import Note
from quizgen.read import read

FOLDER = Path(__file__).parent / "cases" / "foreign"
EXPECTED = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
GERMAN = Path(__file__).parent / "data" / "notes" / "berliner-mauer.txt"


def note_of(path: Path) -> Note:
    """Return the note in a file."""
    note = read(path.read_bytes(), path=path.name).note
    assert note is not None
    return note


def items(note: Note, package: str = "") -> list[Candidate]:
    """Return the items of a note."""
    return [item for report in foreign_reports(note, package=package) for item in report.candidates]


def shown(item: Candidate) -> str:
    """Return an item as the case file writes it."""
    assert isinstance(item.question, Cloze)
    context = f"({item.context}) " if item.context else ""
    return f"{context}{item.question.stem} => {item.question.key}"


NOTES = [GERMAN, *sorted(FOLDER.glob("*.txt"))]


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_items_are_those_that_a_person_approved(path: Path) -> None:
    """Every item was read; a change here must be read too."""
    assert [shown(item) for item in items(note_of(path))] == EXPECTED[path.stem]


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_the_language_is_the_notes_own(path: Path) -> None:
    note = note_of(path)
    assert note.language == (path.stem if path.parent == FOLDER else "de")
    for report in generate(note).sentences:
        for item in report.candidates:
            assert isinstance(item.question, Cloze)
            assert item.question.stem.replace(BLANK, item.question.key) in report.text
            assert not re.search(r"\b(?:Who|What|When|Where|How|Topic)\b", item.question.stem + item.context)
    for recall in generate(note).free_recall:
        assert isinstance(recall.question, FreeRecall)
        assert "Recall" not in recall.question.stem


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_keys_are_whole_and_not_shown(path: Path) -> None:
    for item in items(note_of(path)):
        assert isinstance(item.question, Cloze)
        key, stem = item.question.key, item.question.stem
        assert stem.count(BLANK) == 1
        assert key == key.strip(" ,;:")
        assert len(key.split()) <= 6
        spaceless = note_of(path).language in SPACELESS
        assert spaceless or not re.search(rf"\w{BLANK}|{BLANK}\w", stem)
        assert spaceless or not re.search(rf"(?<!\w){re.escape(key)}(?!\w)", stem)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Sie wurde 1961 gebaut.", "de", True),
        ("Geöffnet wurde sie ohne Plan.", "de", True),
        ("Im Jahr 1961 trennte die Mauer die Stadt.", "de", False),
        ("Fue construida en el siglo II.", "es", True),
        ("Dedicó la obra al dios Marte.", "es", True),
        ("La UNESCO la declaró monumento en 2009.", "es", True),
        ("La torre fue construida en el siglo II.", "es", False),
        ("Il a été creusé en 1681.", "fr", True),
        ("Le canal a été creusé en 1681.", "fr", False),
        ("Pesava circa 500 tonnellate.", "it", True),
        ("La cupola pesa circa 500 tonnellate.", "it", False),
        ("Essas respostas estão na torre.", "pt", True),
        ("Zij heeft 62 schuiven.", "nl", True),
        ("Он был построен в Англии.", "ru", True),
        ("これは1981年に完済された。", "ja", True),
        ("日本は8000万ドルを借りた。", "ja", False),
        ("Quince días después se firmó el tratado.", "es", True),
    ],
)
def test_dangling_sentences(text: str, language: str, expected: bool) -> None:
    assert dangles(text, None, language) is expected


@pytest.mark.skipif(find_spec("fr_core_news_sm") is None, reason="the French model is not installed")
def test_a_model_of_the_user_adds_its_entities() -> None:
    note = note_of(FOLDER / "fr.txt")
    found = [shown(item) for item in items(note, "fr_core_news_sm")]
    assert any("Pierre-Paul Riquet" in line for line in found)
    assert all(BLANK in line for line in found)


def test_a_model_that_is_missing_is_told() -> None:
    from quizgen.problem import QuizgenError

    with pytest.raises(QuizgenError, match="no_such_model"):
        items(note_of(FOLDER / "fr.txt"), "no_such_model")
