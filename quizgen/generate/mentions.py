"""Mentions: the noun phrases that later words may stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.generate.clauses import Analysis, Clause, ClauseKind, Role
from quizgen.generate.discourse import Discourse, References
from quizgen.generate.kinds import Being, being
from quizgen.generate.people import full_name, people_of


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that later words may stand for; `crowd` tells that several persons were named beside it."""

    text: str
    plural: bool
    person: bool
    sound: bool
    sure: bool = False
    rivals: bool = False
    crowd: bool = False


def focus_of(found: Discourse, analysis: Analysis, here: References) -> Iterator[Mention]:
    """Yield what the next sentence's pronouns may stand for: the main subject; the object too behind a person."""
    main = next((clause for clause in analysis.clauses if clause.kind is ClauseKind.MAIN and clause.subject), None)
    if main is None or main.subject is None:
        return
    subject = main.subject
    if subject.head in here.antecedents:
        answer = here.antecedents[subject.head]
        rivals = answer.person and len(people_of(found, analysis)) > 0
        yield Mention(answer.text, answer.plural, answer.person, True, answer.person, rivals)
        return
    head = analysis.words[subject.head]
    if head.pos not in ("NOUN", "PROPN") or head.ent in ("DATE", "TIME", "ORDINAL", "CARDINAL"):
        return
    person = being(analysis, found, head.i) in (Being.PERSON, Being.UNSURE)
    start, end = core(analysis, subject.start, subject.end, head.i)
    text = phrase_text(found, analysis, start, end, here)
    sure = being(analysis, found, head.i) is Being.PERSON and head.pos == "PROPN"
    if sure:
        text = full_name(found, text)
    sound, rivals = _sound(analysis, main, start, end, here), len(people_of(found, analysis)) > 1
    sort, part = being(analysis, found, head.i), main.part(Role.OBJECT, Role.ATTRIBUTE)
    doer = sort is Being.BODY and part is not None and main.part(Role.OBJECT) is part
    plural = is_plural(analysis, head.i)
    crowd = plural and not person and _crowd(found, analysis)
    yield Mention(text, plural, person, sound and not doer, sure, rivals, crowd)
    if sort is Being.PERSON and part is not None and analysis.words[part.head].pos in ("NOUN", "PROPN"):
        if analysis.words[part.head].ent in ("DATE", "TIME", "ORDINAL", "CARDINAL"):
            return
        start, end = core(analysis, part.start, part.end, part.head)
        sound = _sound(analysis, main, start, end, here)
        yield Mention(phrase_text(found, analysis, start, end, here), is_plural(analysis, part.head), False, sound)


def _crowd(found: Discourse, analysis: Analysis) -> bool:
    """Return whether a sentence tells of several persons."""
    heads = [chunk.head for chunk in analysis.chunks if is_plural(analysis, chunk.head)]
    return any(being(analysis, found, head) is Being.PERSON for head in heads)


def _sound(analysis: Analysis, clause: Clause, start: int, end: int, here: References) -> bool:
    """Return whether the phrase can be repeated elsewhere: short, nothing pending in it, no "a" of a single event."""
    if any(i in here.pending for i in range(start, end)) or end - start > 8:
        return False
    first = analysis.words[start]
    if any(word.text.lower() in ("different", "other", "similar", "another") for word in analysis.words[start:end]):
        return False
    if first.text.lower() in ("a", "an", "some", "many", "several", "few", "no", "any", "most", "all", "both", "each"):
        return first.text.lower() in ("a", "an", "most") and analysis.words[clause.finite].tag in ("VBZ", "VBP", "MD")
    return True


def core(analysis: Analysis, start: int, end: int, head: int) -> tuple[int, int]:
    """Return the phrase up to its head and the prepositional phrases right behind it, without loose parts."""
    for at in range(head + 1, end):
        if analysis.words[at].dep == "relcl" and analysis.words[at].head <= head:
            return start, max(head + 1, min(at, analysis.parse.left[at]))
        if at in analysis.loose or analysis.words[at].text == ",":
            return start, at
    return start, end


def phrase_text(found: Discourse, analysis: Analysis, start: int, end: int, here: References | None = None) -> str:
    """Return words as they read inside a sentence."""
    from quizgen.generate.wording import render

    return render(analysis, found, start, end, references=here, inner=True).text


def is_plural(analysis: Analysis, head: int) -> bool:
    """Return whether a noun phrase is plural: by its conjuncts, by its verb where that tells, else by its tag."""
    word = analysis.words[head]
    if any(analysis.words[k].dep == "conj" for k in analysis.parse.children[head]):
        return True
    if word.head != word.i and word.dep in ("nsubj", "nsubjpass"):
        verb = analysis.words[word.head]
        finite = [verb, *(analysis.words[k] for k in analysis.parse.children[verb.i] if k < verb.i)]
        for item in finite:
            if item.tag == "VBZ" or item.text.lower() in ("is", "was", "has"):
                return False
            if (item.tag == "VBP" and item.text.lower() != "am") or item.text.lower() in ("are", "were"):
                return True
    return word.tag in ("NNS", "NNPS")


def is_person(found: Discourse, analysis: Analysis, head: int) -> bool:
    """Return whether a noun names a person for sure."""
    return being(analysis, found, head) is Being.PERSON
