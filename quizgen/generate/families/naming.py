"""Names: what something is called, from "called", "known as" and "This is the ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.generate.clauses import Analysis, Clause, ClauseKind, Part, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families.common import askable, draft
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.mentions import is_plural
from quizgen.generate.stems import Stem, phrase, question
from quizgen.generate.wording import render

_CALL = word_set("call name term dub know")


_HAPPENING = word_set("event process phenomenon practice effect technique condition state method approach trick policy")


def called(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What is X called?" with the term as key, from passives and from nouns modified by "called"."""
    for clause in askable(analysis):
        verb = analysis.words[clause.verb]
        part = clause.part(Role.ATTRIBUTE) or _known_as(analysis, clause)
        if verb.lemma in _CALL and clause.passive and part is not None and not clause.negated:
            if _bare_definite(analysis, clause.subject):
                continue
            drop = (part, *(item for item in clause.parts if item.comma and not item.fronted))
            stem = question(analysis, discourse, clause, "What", drop=drop)
            start = part.start + (1 if part.role is Role.PREP else 0)
            end = next((i for i in range(start, part.end) if analysis.words[i].text == ","), part.end)
            key = render(analysis, discourse, start, end, skip=analysis.loose)
            if stem is not None and part.role is Role.PREP and stem.text.endswith("known?"):
                stem = Stem(text=stem.text[:-1] + " as?", used=stem.used, pending=stem.pending)
            yield from draft(analysis, stem, key, "called")
    yield from _named_noun(analysis, discourse)
    yield from _calling(analysis, discourse)
    yield from _this_is(analysis, discourse)
    yield from _known_when(analysis, discourse)


def _calling(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What do engineers call that?" from "Engineers call that a quench", with the name as key."""
    for clause in askable(analysis):
        name, thing = clause.part(Role.ATTRIBUTE), clause.part(Role.OBJECT)
        if analysis.words[clause.verb].lemma not in _CALL or clause.passive or clause.negated:
            continue
        if name is None or thing is None or name.start < thing.end or analysis.words[name.start].text == '"':
            continue
        if _bare_definite(analysis, thing) or analysis.words[thing.head].pos in ("PRON", "DET"):
            continue
        stem = question(analysis, discourse, clause, "What", drop=(name,))
        yield from draft(analysis, stem, phrase(analysis, discourse, name), "called")


def _bare_definite(analysis: Analysis, part: Part | None) -> bool:
    """Return whether a thing is named by "the N" or "that N" alone: what it is called then tells which one it is."""
    if part is None or sum(i not in analysis.loose for i in range(part.start, part.end)) != 2:
        return False
    return analysis.words[part.start].text.lower() in ("the", "this", "that", "these", "those")


def _this_is(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What is this called?" from "This is the Meissner effect", to be read below the sentence before."""
    for clause in analysis.clauses:
        part = clause.part(Role.ATTRIBUTE)
        if clause.kind is not ClauseKind.MAIN or clause.subject is None or part is None or clause.doubts or part.comma:
            continue
        first = analysis.words[clause.subject.start]
        if first.text.lower() not in ("this", "that") or clause.subject.end - clause.subject.start > 1:
            continue
        named = [word for word in analysis.words[part.start : part.end] if word.pos == "PROPN"]
        definite = analysis.words[part.start].text.lower() == "the"
        head = analysis.words[part.head]
        if analysis.words[clause.verb].lemma != "be" or len(clause.group) > 1 or clause.negated or head.pos == "ADJ":
            continue
        if not named and not (definite and head.dep == "attr" and analysis.words[part.head - 1].dep == "compound"):
            continue
        if any(word.dep in ("relcl", "prep") for word in analysis.words[part.start : part.end]):
            continue
        stem = Stem(text="What is this called?", used=frozenset({first.i}), pending=True)
        yield from draft(analysis, stem, phrase(analysis, discourse, part), "called")


def _known_when(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What is it called when S V?" from "S V, an event known as X" and "S V, which is called X"."""
    for word in analysis.words:
        if word.text not in ("called", "known", "termed") or word.aside:
            continue
        start = _comment(analysis, word.i)
        clause = next((c for c in askable(analysis) if c.subject and c.subject.start < start and c.verb < start), None)
        if start < 0 or clause is None or clause.subject is None:
            continue
        begin = word.i + (2 if analysis.words[word.i + 1].text == "as" else 1)
        end = next((i for i in range(begin, len(analysis.words)) if analysis.words[i].text in ",.;:"), -1)
        if end <= begin or end - begin > 5:
            continue
        told = render(analysis, discourse, _first_of(clause), start, skip=analysis.loose)
        used = frozenset(told.spans)
        stem = Stem(text=f"What is it called when {told.text}?", used=used, pending=told.pending, unsure=told.unsure)
        yield from draft(analysis, stem, render(analysis, discourse, begin, end), "called")


def _first_of(clause: Clause) -> int:
    first = clause.subject.start if clause.subject is not None else clause.group[0]
    return min([first, *(part.start for part in clause.parts)])


def _comment(analysis: Analysis, at: int) -> int:
    """Return where the comment begins that "called" at `at` belongs to, at its comma; -1 when it is none."""
    words = analysis.words
    if words[at - 1].text in ("is", "are") and words[at - 2].text.lower() == "which" and words[at - 3].text == ",":
        verb = words[at].head
        return at - 3 if words[at].dep == "advcl" or words[verb].pos == "VERB" else -1
    if words[at].dep == "acl" and words[words[at].head].lemma in _HAPPENING and words[at - 2].text in ("a", "an"):
        return at - 3 if words[at - 3].text == "," else -1
    return -1


def _known_as(analysis: Analysis, clause: Clause) -> Part | None:
    return next((part for part in clause.parts if part.role is Role.PREP and part.word == "as"), None)


def _named_noun(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What is the N that S V called?" from "S V an N called X" where the noun is the object."""
    for word in analysis.words:
        if word.text not in ("called", "named", "termed", "dubbed") or word.dep != "acl" or word.aside:
            continue
        noun = analysis.words[word.head]
        name = [k for k in analysis.parse.children[word.i] if analysis.words[k].dep in ("oprd", "dobj", "attr")]
        clause = next(
            (item for item in askable(analysis) if any(noun.i in (part.head, part.noun) for part in item.parts)), None
        )
        if len(name) != 1 or clause is None or clause.subject is None or noun.pos != "NOUN":
            continue
        part = next(item for item in clause.parts if noun.i in (item.head, item.noun))
        if part.role is Role.PREP and part.word in ("in", "by", "through"):
            yield from _within(analysis, discourse, clause, part, word.i, name[0])
            continue
        if part.role not in (Role.OBJECT, Role.ATTRIBUTE) or analysis.words[clause.verb].lemma == "be":
            continue
        start, end = part.start, word.i
        thing = render(analysis, discourse, start, end, skip=analysis.loose)
        subject = phrase(analysis, discourse, clause.subject)
        verbs = " ".join(analysis.words[i].text for i in clause.group)
        body = re.sub(r"^(?:a|an|the) ", "", thing.text)
        be = "were" if is_plural(analysis, noun.i) and analysis.words[clause.finite].tag == "VBD" else "was"
        if analysis.words[clause.finite].tag != "VBD":
            be = "are" if noun.tag == "NNS" else "is"
        used = frozenset((*thing.spans, *subject.spans, *clause.group))
        stem = Stem(
            text=f"What {be} the {body} that {subject.text} {verbs} called?",
            used=used,
            pending=thing.pending or subject.pending,
        )
        right = analysis.parse.right[name[0]] + 1
        stop = next((i for i in range(name[0], right) if analysis.words[i].text in (",", "and", "or")), right)
        key = render(analysis, discourse, analysis.parse.left[name[0]], stop, skip=analysis.loose)
        yield from draft(analysis, stem, key, "called")


def _within(
    analysis: Analysis, discourse: Discourse, clause: Clause, part: Part, called_at: int, name: int
) -> Iterator[Draft]:
    """Yield "What is the process called in which S V?" from "S V in a process called X"."""
    if clause.subject is None or part.fronted:
        return
    thing = re.sub(r"^(?:a|an|the) ", "", render(analysis, discourse, part.start + 1, called_at).text)
    kept = [item for item in clause.parts if item is not part and item.start < part.start]
    subject = phrase(analysis, discourse, clause.subject)
    verbs = " ".join(analysis.words[i].text for i in clause.group)
    rest = [phrase(analysis, discourse, item, present=subject.spans) for item in kept if not item.fronted]
    rest += [phrase(analysis, discourse, item, present=subject.spans) for item in kept if item.fronted]
    text = " ".join(["What is the", thing, "called", part.word, "which", subject.text, verbs, *(r.text for r in rest)])
    used = frozenset((*subject.spans, *clause.group, *(i for r in rest for i in r.spans)))
    pending = subject.pending or any(item.pending for item in rest)
    if analysis.words[part.noun].tag == "NNS":
        text = text.replace("What is", "What are", 1)
    stem = Stem(text=text + "?", used=used, pending=pending, unsure=subject.unsure)
    end = analysis.parse.right[name] + 1
    yield from draft(analysis, stem, render(analysis, discourse, analysis.parse.left[name], end), "called")
