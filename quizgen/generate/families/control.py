"""Control: "What does X encourage Y to do?" from verbs that make, let or ask somebody do something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizgen.generate.clauses import Analysis, Clause, Part, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families.common import askable, draft, has_content
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.stems import phrase, question
from quizgen.generate.wording import render

_CONTROL = word_set(
    """advise allow ask cause command compel convince drive empower enable encourage force inspire instruct invite lead
    motivate oblige order permit persuade press prompt push require tell tempt urge warn"""
)
"""Verbs with an object that is to do something: the object is the doer of what follows "to"."""


def controls(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What does X verb Y to do?" with the infinitive as key."""
    for clause in askable(analysis):
        if analysis.words[clause.verb].lemma not in _CONTROL or clause.negated or clause.imperative:
            continue
        found = _doer_and_deed(analysis, clause)
        if found is None:
            continue
        doer, deed = found
        parts = tuple(part for part in clause.parts if part.role not in (Role.OBJECT, Role.COMPLEMENT, Role.PARTICIPLE))
        asked = replace(clause, parts=(*(p for p in parts if p.fronted), doer, *(p for p in parts if not p.fronted)))
        stem = question(analysis, discourse, asked, "What")
        named = phrase(analysis, discourse, doer).text
        if stem is None or stem.text.count(named) != 1 or not has_content(analysis, deed):
            continue
        stem = replace(stem, text=stem.text.replace(named, f"{named} to do"))
        key = render(analysis, discourse, deed.start, deed.end, skip=analysis.loose, present=stem.used, said=stem.text)
        if _own(analysis, doer, deed):
            key = replace(key, pending=False, pointing=False)
        yield from draft(analysis, stem, key, "control")


def _own(analysis: Analysis, doer: Part, deed: Part) -> bool:
    """Return whether each pronoun of the deed is a possessive that the doer explains ("firms ... their risks")."""
    pronouns = [word for word in analysis.words[deed.start : deed.end] if word.tag in ("PRP", "PRP$")]
    owner = "their" if analysis.words[doer.head].tag in ("NNS", "NNPS") else "its"
    return bool(pronouns) and all(word.text.lower() == owner for word in pronouns)


def _doer_and_deed(analysis: Analysis, clause: Clause) -> tuple[Part, Part] | None:
    """Return who is to act, and what follows "to"; the parser may call the former a subject."""
    deed = clause.part(Role.COMPLEMENT)
    if deed is None or deed.fronted:
        return None
    words = analysis.words
    to = next((i for i in range(deed.start, deed.end) if words[i].tag == "TO" and words[i].head == deed.head), None)
    if to is None or to + 1 >= deed.end or words[to + 1].lemma in ("be", "have") or words[to - 1].dep == "neg":
        return None
    doer = clause.part(Role.OBJECT)
    if doer is None and to > deed.start:
        head = next((i for i in range(deed.start, to) if words[i].dep == "nsubj" and words[i].head == deed.head), None)
        doer = None if head is None else Part(role=Role.OBJECT, start=deed.start, end=to, head=head, noun=head)
    if doer is None or doer.end != to or words[doer.head].tag in ("PRP", "WP", "WDT"):
        return None
    return doer, replace(deed, start=to + 1)
