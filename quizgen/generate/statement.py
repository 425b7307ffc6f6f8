"""The statement: one claim of a sentence as a reader would write it alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from quizgen.generate.clauses import Analysis, Clause, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.wording import Rendered, capital


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of a sentence as a reader would write it alone: capital, final stop, references replaced.

    `spans` maps each word that stands in it to its place in `text`. `pending` says that it leans on the sentence
    before.
    `clause` is the only clause that it is made of, None for a whole sentence; `trimmed` that something was left out,
    `replaced` that a referring word was replaced by what it stands for.
    """

    text: str
    spans: Mapping[int, tuple[int, int]]
    pending: bool
    clause: Clause | None = None
    trimmed: bool = False
    replaced: bool = False

    @property
    def length(self) -> int:
        """How many words a reader counts."""
        return len(self.text.split())


def make_statement(
    analysis: Analysis, discourse: Discourse, rendered: Rendered, clause: Clause | None, trimmed: bool
) -> Statement:
    """Return rendered words as a statement: with a capital and a final stop, and each name once."""
    rendered = _once(analysis, discourse, rendered)
    rendered = replace(rendered, text=_TAIL.sub("", rendered.text))
    first = min(rendered.spans, key=lambda i: rendered.spans[i], default=0)
    literal = bool(rendered.spans) and analysis.words[first].literal
    text = rendered.text.strip() if literal else capital(rendered.text.strip())
    shift = len(rendered.text) - len(rendered.text.lstrip())
    if not text.rstrip("\"')\u201d\u2019").endswith((".", "!", "\u2026", ":")):
        text += "."
    spans = {i: (a - shift, b - shift) for i, (a, b) in rendered.spans.items() if b - shift <= len(text)}
    answers = discourse.references[analysis.sentence.index].antecedents
    pending = rendered.pending or _owner_unknown(analysis, clause, spans)
    replaced = any(i in answers and text[a:b].lower() != analysis.words[i].text.lower() for i, (a, b) in spans.items())
    return Statement(text=text, spans=spans, pending=pending, clause=clause, trimmed=trimmed, replaced=replaced)


_COPULAS = frozenset(("be", "become", "remain"))
_TAIL = re.compile(r"[\s,;:\u2014]+(?:and|but|or|so|yet)?[\s,]*$|[\s,]+(?:and|but|or|so|yet)\.?$")
"""What a clause keeps of the coordinator behind it."""


def _owner_unknown(analysis: Analysis, clause: Clause | None, spans: Mapping[int, tuple[int, int]]) -> bool:
    """Return whether "its" or "their" stands in what the subject is said to be: "X is its longest tributary"."""
    clauses = [clause] if clause is not None else analysis.clauses
    for item in clauses:
        part = item.part(Role.ATTRIBUTE)
        if part is None or item.subject is None or analysis.words[item.verb].lemma not in _COPULAS:
            continue
        if any(analysis.words[i].text.lower() in ("its", "their") and i in spans for i in range(part.start, part.end)):
            return True
    return False


def _once(analysis: Analysis, discourse: Discourse, rendered: Rendered) -> Rendered:
    """Return the text with the second and later stand-ins of one antecedent as the pronouns that the sentence has."""
    answers = discourse.references[analysis.sentence.index].antecedents
    text, spans = rendered.text, dict(rendered.spans)
    seen: set[str] = set()
    for i in sorted(i for i in rendered.spans if i in answers):
        start, end = spans[i]
        word = analysis.words[i]
        if text[start:end] == word.text or word.tag not in ("PRP", "PRP$"):
            continue
        name = answers[i].text
        if name not in seen and name not in text[:start]:
            seen.add(name)
            continue
        text = text[:start] + word.text + text[end:]
        shift = len(word.text) - (end - start)
        spans = {k: (a + shift, b + shift) if a >= end else (a, b) for k, (a, b) in spans.items()}
        spans[i] = (start, start + len(word.text))
    return Rendered(text=text, spans=spans, pending=rendered.pending)
