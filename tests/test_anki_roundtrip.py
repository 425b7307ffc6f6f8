"""Any text goes through Anki's own import, storage and rendering unharmed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from anki_support import Learner, make_bank, make_item, stem_shown, text_of
from hypothesis import given, settings
from hypothesis import strategies as st
from test_markup import TEXT

from quizgen.export.anki.backend import faults, opened, rendered
from quizgen.export.anki.fields import visible
from quizgen.export.markup import clean
from quizgen.item import Cloze, MultipleChoice, ShortAnswer, Source, TrueFalse

SEEN = TEXT.filter(visible)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(SEEN, SEEN, TEXT), min_size=1, max_size=12))
def test_any_text_survives(texts: list[tuple[str, str, str]]) -> None:
    items = []
    for number, (stem, key, other) in enumerate(texts):
        flat = stem.replace("_", "-")
        questions = (
            ShortAnswer(stem=stem, key=key),
            TrueFalse(stem=stem, key=True),
            Cloze(stem=f"{flat} ____ {flat}", key=key, hint=other),
            MultipleChoice(stem=stem, key=key + "1", distractors=(key + "2", key + "3")),
        )
        source = Source(path="p", text=other)
        items.append(make_item(number, questions[number % 4], context=other, section=other, source=source))
    with tempfile.TemporaryDirectory() as folder:
        learner = Learner(Path(folder))
        done = learner.get_banks(make_bank(*items))
        assert len(done.new) == len(items)
        with opened(learner.path) as collection:
            assert faults(collection) == []
            assert collection.card_count() == len(items)
            pages = {guid: (front, back) for guid, front, back, _ in rendered(collection)}
            notes = map(collection.get_note, collection.find_notes(""))
            sources = {note.guid: note["Source"] for note in notes}
            for item, (stem, key, other) in zip(items, texts, strict=True):
                front, back = pages[f"quizgen-{item.id}"]
                assert text_of(sources[f"quizgen-{item.id}"]) == clean(other)
                match item.question:
                    case ShortAnswer() | TrueFalse() | MultipleChoice():
                        assert stem_shown(front) == stem_shown(back) == clean(stem)
                    case Cloze():
                        flat = clean(stem.replace("_", "-"))
                        assert stem_shown(back) == clean(f"{flat} {key} {flat}")
