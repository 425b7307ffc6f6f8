"""Definitions: terms and their meanings, from "is a", "called", appositions, acronyms and "Term: explanation"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizgen.generate.clauses import Analysis, Clause, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families.common import KEY, LONG_KEY, askable, content_words, draft
from quizgen.generate.kinds import Being, being
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.mentions import is_person
from quizgen.generate.stems import Stem, phrase, question
from quizgen.generate.wording import render
from quizgen.item import ShortAnswer
from quizgen.note import Shape

_SUPERLATIVE = frozenset({"JJS", "RBS"})
_ORDER = word_set("first last only oldest earliest latest main")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z]s?|[A-Z]{2,}")


def is_a(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield from "X is Y": "What is Y called?" for a defined term, "What is the largest Y?" for a superlative."""
    for clause in askable(analysis):
        subject, part = clause.subject, clause.part(Role.ATTRIBUTE)
        if (
            subject is None
            or part is None
            or analysis.words[clause.verb].lemma != "be"
            or clause.negated
            or clause.lent
        ):
            continue
        if len(clause.group) != 1 or any(item.fronted for item in clause.parts if item.role is Role.CLAUSE):
            continue
        head = analysis.words[part.head]
        if head.pos not in ("NOUN", "PROPN"):
            continue
        if _superlative(analysis, subject.start, subject.head):
            yield from _identity(analysis, discourse, clause)
        elif analysis.words[part.start].text.lower() in ("a", "an", "only"):
            yield from _term(analysis, discourse, clause)


def _superlative(analysis: Analysis, start: int, head: int) -> bool:
    inside = analysis.words[start:head]
    return (
        bool(inside)
        and inside[0].text.lower() == "the"
        and any(word.tag in _SUPERLATIVE or word.lemma.lower() in _ORDER for word in inside)
    )


def _identity(analysis: Analysis, discourse: Discourse, clause: Clause) -> Iterator[Draft]:
    part = clause.part(Role.ATTRIBUTE)
    if part is None:
        return
    persons = is_person(discourse, analysis, part.head)
    if clause.subject is not None and is_person(discourse, analysis, clause.subject.head):
        persons = True
    opening = "Who" if persons else "What"
    stem = question(analysis, discourse, clause, opening, drop=(part,))
    key = phrase(analysis, discourse, part, present=stem.used if stem else (), said=stem.text if stem else "")
    yield from draft(analysis, stem, key, "superlative")


def _term(analysis: Analysis, discourse: Discourse, clause: Clause) -> Iterator[Draft]:
    subject, part = clause.subject, clause.part(Role.ATTRIBUTE)
    if subject is None or part is None:
        return
    words = analysis.words[subject.start : subject.end]
    first = words[0].text.lower()
    name = analysis.words[subject.head]
    person = is_person(discourse, analysis, subject.head)
    if first in (
        "the",
        "this",
        "that",
        "these",
        "those",
        "such",
        "one",
        "another",
        "each",
        "its",
        "their",
        "his",
        "her",
        "there",
    ):
        return
    meaning = phrase(analysis, discourse, part, whole=False)
    if person:
        if name.ent != "PERSON" or len(meaning.text.split()) > KEY:
            return
        be = analysis.words[clause.finite].text.lower()
        who = phrase(analysis, discourse, subject)
        stem = Stem(text=f"Who {be} {who.text}?", used=frozenset(who.spans), pending=who.pending)
        yield from draft(analysis, stem, meaning, "who is")
        return
    if (
        len(words) > 4
        or name.pos not in ("NOUN", "PROPN")
        or any(word.dep in ("relcl", "prep", "acl") for word in words)
    ):
        return
    if analysis.words[clause.finite].tag == "VBD":
        return
    if all(word.lemma.lower() in discourse.topic for word in words if word.pos in ("NOUN", "PROPN", "ADJ")):
        return
    if analysis.words[part.start].text.lower() == "only":
        part = replace(part, start=part.start + 1)
    whole = phrase(analysis, discourse, part)
    if "," in whole.text or len(whole.text.split()) < 4 or not _restricts(analysis, part.start, part.end, part.head):
        return
    key = phrase(analysis, discourse, subject)
    if _shares(whole.text, key.text):
        return
    stem = Stem(text=f"What is {whole.text} called?", used=frozenset(whole.spans), pending=whole.pending)
    if content_words(analysis, stem.used) >= 3:
        yield from draft(analysis, stem, key, "term")


def _restricts(analysis: Analysis, start: int, end: int, head: int) -> bool:
    """Return whether the meaning says more than its genus: a clause or phrase follows the head."""
    return any(
        analysis.words[k].dep in ("relcl", "acl", "prep") and k > head for k in analysis.parse.children[head]
    ) and not any(word.text.lower() in ("many", "several", "few", "such") for word in analysis.words[start:end])


def _shares(one: str, other: str) -> bool:
    """Return whether two phrases share the root of a content word."""
    stems = {word[:5] for word in re.findall(r"[a-z]{4,}", one.lower())}
    return any(word[:5] in stems for word in re.findall(r"[a-z]{4,}", other.lower()))


def appositions(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What is X?" with the apposition behind the name X as key; who somebody was has too many answers."""
    for found in analysis.appositions:
        host = analysis.words[found.host]
        first = analysis.words[found.start].text.lower()
        if host.pos not in ("PROPN", "NOUN") or first not in ("a", "an", "the", "then"):
            continue
        chunk = next((item for item in analysis.chunks if item.head == found.host), None)
        if chunk is None or found.start != chunk.end + 1:
            continue
        sort = being(analysis, discourse, found.host)
        person = sort is Being.PERSON or being(analysis, discourse, found.head) is Being.PERSON
        if person:
            continue
        if host.pos == "NOUN" and (host.tag == "NNS" or analysis.words[chunk.start].dep == "det"):
            continue
        if host.text[:1].islower() and analysis.words[chunk.start].text.lower() in ("the", "a", "an"):
            continue
        if analysis.words[found.head].pos == "PROPN" or host.ent in ("GPE", "DATE", "LOC"):
            continue
        if any(word.text.lower() in ("its", "their", "his", "her") for word in analysis.words[chunk.start : found.end]):
            continue
        name = render(analysis, discourse, chunk.start, chunk.end)
        start = found.start + 1 if first == "then" else found.start
        key = render(analysis, discourse, start, found.end)
        past = any(analysis.words[c.finite].tag == "VBD" for c in analysis.clauses if c.finite >= 0)
        be = "was" if past and first == "then" else "is"
        stem = Stem(text=f"What {be} {name.text}?", used=frozenset(name.spans), pending=name.pending)
        yield from draft(analysis, stem, key, "apposition", limit=LONG_KEY - 2)


def acronyms(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What does ABC stand for?" from "A B C (ABC)" and "ABC (A B C)"."""
    text = analysis.sentence.text
    for match in re.finditer(r"\(([^()]{2,60})\)", text):
        inner = match[1].strip()
        before = text[: match.start()].rstrip()
        short, long = "", ""
        if _ACRONYM.fullmatch(inner):
            short, long = inner, _expansion(before, inner)
        else:
            last = re.search(r"([A-Z][A-Za-z]*[A-Z]|[A-Z]{2,})$", before)
            if last and _initials(inner, last[1]):
                short, long = last[1], inner
        if short and long:
            yield Draft(
                question=ShortAnswer(stem=f"What does {short} stand for?", key=long),
                rule="acronym",
                sentence=analysis.sentence.index,
            )


def _expansion(before: str, short: str) -> str:
    """Return the words right before the parenthesis whose initials spell the acronym, or an empty string."""
    words = before.split()
    for size in range(len(short), min(len(words), len(short) + 4) + 1):
        candidate = " ".join(words[-size:])
        if _initials(candidate, short):
            return candidate
    return ""


def _initials(phrase_text: str, short: str) -> bool:
    letters = [
        part[0].lower() for word in phrase_text.split() for part in re.split(r"[-–]", word) if part[:1].isalpha()
    ]
    content = [
        part[0].lower()
        for word in phrase_text.split()
        if word.lower() not in ("of", "the", "and", "for", "in", "on", "to", "a", "an", "as")
        for part in re.split(r"[-–]", word)
        if part[:1].isalpha()
    ]
    wanted = list(short.rstrip("s").lower())
    return wanted in (letters, content)


def glossary(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What is the term for ...?" from bullets like "Bucket: a slot of the underlying array"."""
    if analysis.sentence.shape is not Shape.BULLET or analysis.parse.joints[1:2] not in ((":",), ("\u2014",)):
        return
    lead = [word for word in analysis.words if word.piece == 0 and not word.aside]
    rest = [word for word in analysis.words if word.piece != 0 and not word.aside]
    if not 1 <= len(lead) <= 4 or not rest or any(word.pos in ("VERB", "AUX", "NUM") for word in lead):
        return
    if rest[0].text.lower() not in ("a", "an", "the") or any(word.text in (";", "$") or word.literal for word in rest):
        return
    if any(clause.kind.value == "main" for clause in analysis.clauses):
        return
    meaning = render(analysis, discourse, rest[0].i, rest[-1].i + 1)
    term = render(analysis, discourse, lead[0].i, lead[-1].i + 1)
    if _shares(meaning.text, term.text):
        return
    used = frozenset(meaning.spans)
    stem = Stem(text=f"What is the term for {meaning.text.rstrip('.')}?", used=used, pending=meaning.pending)
    yield from draft(analysis, stem, term, "glossary")
