"""Definitions: terms and their meanings, from "is a", "called", appositions, acronyms and "Term: explanation"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizgen.generate.clauses import Analysis, Clause, ClauseKind, Part, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families.common import KEY, LONG_KEY, askable, content_words, draft
from quizgen.generate.kinds import Being, being
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.mentions import is_person, is_plural
from quizgen.generate.stems import Stem, phrase, question
from quizgen.generate.wording import render
from quizgen.item import ShortAnswer
from quizgen.note import Shape

_CALL = word_set("call name term dub know")
_HAPPENING = word_set("event process phenomenon practice effect technique condition state method approach trick policy")
_SUPERLATIVE = frozenset({"JJS", "RBS"})
_ORDER = word_set("first last only oldest earliest latest main")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z]s?|[A-Z]{2,}")


def called(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What is X called?" with the term as key, from passives and from nouns modified by "called"."""
    for clause in askable(analysis):
        verb = analysis.words[clause.verb]
        part = clause.part(Role.ATTRIBUTE) or _known_as(analysis, clause)
        if verb.lemma in _CALL and clause.passive and part is not None and not clause.negated:
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
        stem = question(analysis, discourse, clause, "What", drop=(name,))
        yield from draft(analysis, stem, phrase(analysis, discourse, name), "called")


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
    opening = "Who" if is_person(discourse, analysis, part.head) else "What"
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
    """Yield "What is X?" and "Who was X?" with the apposition behind the name X as key."""
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
        if host.pos == "NOUN" and (host.tag == "NNS" or analysis.words[chunk.start].dep == "det"):
            continue
        if host.text[:1].islower() and analysis.words[chunk.start].text.lower() in ("the", "a", "an"):
            continue
        if analysis.words[found.head].pos == "PROPN" and not person:
            continue
        if not person and host.ent in ("GPE", "DATE", "LOC"):
            continue
        if any(word.text.lower() in ("its", "their", "his", "her") for word in analysis.words[chunk.start : found.end]):
            continue
        name = render(analysis, discourse, chunk.start, chunk.end)
        start = found.start + 1 if first == "then" else found.start
        key = render(analysis, discourse, start, found.end)
        past = any(analysis.words[c.finite].tag == "VBD" for c in analysis.clauses if c.finite >= 0)
        be = "was" if past and (person or first == "then") else "is"
        stem = Stem(
            text=f"{'Who' if person else 'What'} {be} {name.text}?", used=frozenset(name.spans), pending=name.pending
        )
        yield from draft(analysis, stem, key, "who is" if person else "apposition", limit=LONG_KEY - 2)


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
