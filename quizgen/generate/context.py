"""Context: the sentence before, printed above a stem that leans on it."""

from __future__ import annotations

from quizgen.generate.anchors import leaning
from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.wording import capital, render
from quizgen.item import key_text

LIMIT = 30
"""How many words a context line has at most."""


def context_line(analysis: Analysis, discourse: Discourse, draft: Draft) -> str:
    """Return the sentence before as a context line, or an empty string when it is not fit to be one.

    Fit is a sentence of the same paragraph that stands alone itself, is short enough, and does not hold the key.
    """
    before = discourse.before(analysis)
    if before is None or not before.words:
        return ""
    if not _explains(analysis, discourse, draft, before):
        return ""
    text = standing(before, discourse)
    key = key_text(draft.question).lower()
    if not text or len(text.split()) > LIMIT or (len(key) > 3 and key in text.lower()):
        return ""
    return text


def _explains(analysis: Analysis, discourse: Discourse, draft: Draft, before: Analysis) -> bool:
    """Return whether the sentence before names each definite noun ("the theory") that the draft leaves open."""
    roots = {word.lemma.lower()[:5] for word in before.words if word.pos in ("NOUN", "PROPN", "VERB", "ADJ")}
    pending = discourse.references[analysis.sentence.index].pending
    for start, end in leaning(analysis):
        shown = any(span[0] <= start < span[1] for span in (draft.asked, draft.answer))
        if start in pending and shown and analysis.words[end - 1].lemma.lower()[:5] not in roots:
            return False
    return True


def standing(analysis: Analysis, discourse: Discourse) -> str:
    """Return a sentence with its references replaced, or an empty string when one of them stays open."""
    rendered = render(analysis, discourse, 0, len(analysis.words), inner=False)
    if rendered.pending or analysis.sentence.text.rstrip().endswith(("?", ":")):
        return ""
    return capital(rendered.text)
