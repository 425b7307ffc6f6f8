"""References: what "it", "they", "these skeletons" or "the system" stand for, by rules that rather say nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quizgen.generate.anchors import leaning
from quizgen.generate.clauses import Analysis, Chunk, Clause, ClauseKind, Role
from quizgen.generate.discourse import Antecedent, Discourse, References
from quizgen.generate.genders import gender_of
from quizgen.generate.kinds import Being, being
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.mentions import Mention, core, focus_of, is_person, is_plural, phrase_text
from quizgen.generate.parse import Word
from quizgen.generate.people import (
    PERSONAL,
    full_names,
    maybe_people,
    people_of,
    protagonist,
    strangers_of,
    usual_gender,
)
from quizgen.generate.pointing import (
    LOOSE,
    ORDINALS,
    capital_nouns,
    comparisons,
    counted_noun,
    is_expletive,
    ordinals,
    points,
)
from quizgen.generate.sentences import Place
from quizgen.rules.words import ANAPHORIC_NOUNS

__all__ = ["is_person", "is_plural", "resolve"]

_THING = {"it": False, "its": False, "itself": False, "they": True, "them": True, "their": True, "themselves": True}
_NEVER_INNER = frozenset(("CD", "CC", "PRP$", "POS", "JJR", "JJS", "NNS", "VBG", "VB", "VBP"))
_SITES = word_set("city town village country state region island river lake capital republic kingdom area place")
_PARTS = word_set("text author book way thing point system word name number part group type kind other same example")


def resolve(found: Discourse) -> Discourse:
    """Return the discourse with the references of each sentence.

    Rules, each silent unless it is the only one to speak: a possessive stands for its clause's subject when both agree;
    a subject pronoun for the subject of the clause before, in the sentence or in the sentence before; "it" for the
    object of the sentence before when its subject is a person; "he" and "she" for the only person of the paragraph;
    "these N" and "the N" for the phrase before that has the same head, or for the only name that the note calls an N.
    Where nobody else was named, "he" and "she" are the person in the title; else the subject of the sentence before.
    """
    out: list[References] = []
    hero = protagonist(found)
    genders: dict[str, str] = {name: usual_gender(found) for name in hero}
    kinds = _species(found)
    focus: list[Mention] = []
    paragraph = -1
    people: list[str] = []
    recent: list[str] = []
    strangers: list[str] = []
    for analysis in found.analyses:
        sentence = analysis.sentence
        if sentence.paragraph != paragraph:
            paragraph, focus, people, recent, strangers = sentence.paragraph, [], [], [], []
        known = [*people, *(name for name in hero if name not in people)]
        if hero and len([name for name in known if name not in recent]) > 1:
            known = [*recent, *(name for name in hero if name not in recent)]
        found_here = _sentence(found, analysis, focus, known, genders, kinds, frozenset(strangers), hero)
        recent = people_of(found, analysis)
        out.append(found_here)
        fresh = list(focus_of(found, analysis, found_here))
        here = strangers_of(found, analysis)
        named = bool(here) or any(word.ent == "PERSON" for word in analysis.words)
        focus = fresh or [mention for mention in focus if not (named and mention.person)]
        people.extend(name for name in recent if name not in people)
        strangers.extend(here)
    return replace(found, references=tuple(out))


def _sentence(
    found: Discourse,
    analysis: Analysis,
    focus: Sequence[Mention],
    people: Sequence[str],
    genders: dict[str, str],
    kinds: Mapping[str, str],
    strangers: frozenset[str],
    hero: Sequence[str],
) -> References:
    antecedents: dict[int, Antecedent] = {}
    pending: set[int] = set()
    definite: set[int] = set()
    phrases: dict[int, int] = {}
    for word in analysis.words:
        low = word.text.lower()
        answer: Antecedent | None = None
        if low.endswith(("self", "selves")) and word.tag == "PRP":
            continue
        if low in _THING and word.tag in ("PRP", "PRP$"):
            if low == "it" and is_expletive(analysis, word):
                continue
            answer = _own(found, analysis, word, _THING[low], antecedents)
            answer = answer or _inside(found, analysis, word, _THING[low], person=False, known=antecedents)
            answer = answer or _outside(analysis, word, focus, _THING[low]) or _something(found, analysis, word, low)
        elif low in PERSONAL and word.tag in ("PRP", "PRP$"):
            answer = _inside(found, analysis, word, False, person=True, known=antecedents)
            answer = answer or _person(found, analysis, word, people, genders, strangers, hero)
            answer = answer or _carried(found, analysis, word, focus, genders)
            answer = answer or _somebody(found, analysis, word)
        elif word.tag in ("PRP", "PRP$") and low in ("i", "we", "you", "my", "our", "your", "us", "me"):
            pending.add(word.i)
            continue
        elif low in LOOSE and points(analysis, word):
            span = _chunk_from(analysis, word.i)
            answer = _same_head(found, analysis, span) if span and low in ("this", "that", "these", "those") else None
            if answer is not None and span is not None:
                phrases[word.i] = span.end
            elif span is not None:
                answer = _earlier_clause(analysis, word.i)
        else:
            continue
        if answer is None:
            pending.add(word.i)
        else:
            antecedents[word.i] = answer
    antecedents.update(full_names(found, analysis, antecedents))
    for start, end in ordinals(analysis):
        noun = counted_noun(found, analysis, start)
        if noun is None:
            pending.add(start)
        else:
            antecedents[start], phrases[start] = noun, end
    pending.update(comparisons(analysis))
    for start, end in [*leaning(analysis), *capital_nouns(analysis)]:
        answer = _named(found, analysis, start, end) or _specimen(analysis, start, end, kinds)
        if answer is not None:
            antecedents[start] = answer
            phrases[start] = end
        elif analysis.words[end - 1].pos == "NUM":
            pending.add(start)
        elif analysis.words[end - 1].text[:1].isupper():
            continue
        elif not _introduced(analysis, start, end) and not _generic(found, analysis, start, end):
            answer = _earlier_clause(analysis, start)
            if answer is None:
                pending.add(start)
                definite.add(start)
            else:
                antecedents[start] = answer
    return References(
        antecedents=antecedents, pending=frozenset(pending), phrases=phrases, definite=frozenset(definite)
    )


def _carried(
    found: Discourse, analysis: Analysis, word: Word, focus: Sequence[Mention], genders: dict[str, str]
) -> Antecedent | None:
    """Return the person that was the subject of the sentence before, for a "he" that is a subject in turn."""
    persons = [mention for mention in focus if mention.person and not mention.plural]
    gender = PERSONAL[word.text.lower()]
    if len(persons) != 1 or not persons[0].sure or persons[0].rivals or word.dep not in ("nsubj", "nsubjpass", "poss"):
        return None
    known = genders.get(persons[0].text) or gender_of(persons[0].text)
    if (known or gender) != gender or not (known or " " in persons[0].text):
        return None
    if any(_competes_as_person(analysis, other, word) for other in analysis.words[: word.i]):
        return None
    if _other_person(found, analysis, word, persons[0].text, gender):
        return None
    return Antecedent(text=persons[0].text, plural=False, person=True)


def _somebody(found: Discourse, analysis: Analysis, word: Word) -> Antecedent | None:
    """Return a mark for "explained by the noun for a person before it" ("a man where his gun was")."""
    for chunk in reversed(analysis.chunks):
        head = analysis.words[chunk.head]
        new = analysis.words[chunk.start].text.lower() in ("a", "an", "another")
        if new and chunk.end <= word.i and head.tag == "NN" and being(analysis, found, chunk.head) is Being.PERSON:
            return Antecedent(text="", plural=False, person=True, start=chunk.start, end=chunk.end)
    return None


def _something(found: Discourse, analysis: Analysis, word: Word, low: str) -> Antecedent | None:
    """Return a mark for "explained by the noun before it in the sentence" ("sorts features by how they affect us").

    Only for a pronoun that is no subject of a main clause: such a one mostly goes on about the sentence before. An
    object doesn't stand for a subject, nor for persons, who are what other sentences tell of.
    """
    inner = word.tag == "PRP" and word.dep not in ("nsubj", "nsubjpass")
    mains = [clause for clause in analysis.clauses if clause.kind in (ClauseKind.MAIN, ClauseKind.CONJUNCT)]
    if any(clause.subject is not None and clause.subject.start <= word.i < clause.subject.end for clause in mains):
        return None
    for chunk in reversed(analysis.chunks):
        head = analysis.words[chunk.head]
        subject = head.dep in ("nsubj", "nsubjpass", "conj", "appos") or being(analysis, found, head.i) is Being.PERSON
        if not _competes(analysis, chunk, word, _THING[low]) or (inner and subject):
            continue
        if _THING[low] or being(analysis, found, chunk.head) is not Being.PERSON:
            start = chunk.start if head.pos == "NOUN" else head.i
            return Antecedent(text="", plural=_THING[low], start=start, end=chunk.head + 1)
    return None


def _competes_as_person(analysis: Analysis, other: Word, word: Word) -> bool:
    return other.ent == "PERSON" and other.dep in ("nsubj", "nsubjpass")


def _species(found: Discourse) -> dict[str, str]:
    """Return for each common noun the one name that the note says is one: "river" -> "the Danube"."""
    kinds: dict[str, set[str]] = {}
    for analysis in found.analyses:
        for clause in analysis.clauses:
            part = clause.part(Role.ATTRIBUTE)
            if part is None or clause.subject is None or analysis.words[clause.verb].lemma != "be" or clause.negated:
                continue
            head, name = analysis.words[part.head], analysis.words[clause.subject.head]
            if head.tag == "NN" and name.pos == "PROPN" and name.ent != "PERSON":
                text = analysis.parse.text(clause.subject.start, clause.subject.end)
                if len(text.split()) <= 4:
                    text = text[0].lower() + text[1:] if text.startswith(("The ", "A ")) else text
                    kinds.setdefault(head.lemma.lower(), set()).add(text)
    return {noun: min(names) for noun, names in kinds.items() if len(names) == 1}


def _specimen(analysis: Analysis, start: int, end: int, kinds: Mapping[str, str]) -> Antecedent | None:
    head = analysis.words[end - 1]
    name = kinds.get(head.lemma.lower()) if end - start == 2 and head.tag == "NN" else None
    return Antecedent(text=name, plural=False) if name else None


def _subjects(analysis: Analysis) -> Iterator[tuple[Clause, int]]:
    for clause in analysis.clauses:
        if clause.subject is not None and not clause.lent and clause.kind is not ClauseKind.RELATIVE:
            yield clause, clause.subject.head


def _inside(
    found: Discourse, analysis: Analysis, word: Word, plural: bool, *, person: bool, known: dict[int, Antecedent]
) -> Antecedent | None:
    """Return the subject before the pronoun in its sentence, when it agrees and no other subject does."""
    options: list[Antecedent] = []
    for clause, head in _subjects(analysis):
        subject = clause.subject
        if subject is None or subject.end > word.i:
            continue
        owned = any(other.tag == "POS" for other in analysis.words[subject.start : head])
        if person and owned and analysis.words[head].pos == "PROPN":
            return None
        if word.tag == "PRP" and word.dep not in ("nsubj", "nsubjpass") and _in_clause(clause, word.i):
            continue
        if head in known:
            if known[head].person == person:
                options.append(known[head])
            continue
        noun = analysis.words[head]
        if noun.pos not in ("NOUN", "PROPN") or noun.text.lower() in PERSONAL:
            continue
        if not person and not plural and being(analysis, found, head) is Being.UNSURE and noun.pos == "PROPN":
            return None
        fits = is_plural(analysis, head) == plural and (plural or is_person(found, analysis, head) == person)
        if not fits:
            continue
        start, end = core(analysis, subject.start, subject.end, head)
        text = phrase_text(found, analysis, start, end)
        options.append(Antecedent(text=text, plural=plural, person=person, start=start, end=end))
    fitting = [option for option in options if option.plural == plural]
    distinct = {option.text for option in fitting}
    if len(distinct) == 1 and not _rival(found, analysis, person):
        return fitting[0]
    return None


def _own(
    found: Discourse, analysis: Analysis, word: Word, plural: bool, known: dict[int, Antecedent]
) -> Antecedent | None:
    """Return the subject of the pronoun's own clause, when the pronoun is a possessive behind it that agrees."""
    if word.tag != "PRP$":
        return None
    before = [(clause, head) for clause, head in _subjects(analysis) if clause.subject and clause.subject.end <= word.i]
    if not before:
        return None
    clause, head = max(before, key=lambda pair: pair[1])
    if not _in_clause(clause, word.i) or clause.subject is None:
        return None
    if head in known:
        return known[head] if known[head].plural == plural and not known[head].person else None
    noun = analysis.words[head]
    if noun.pos not in ("NOUN", "PROPN") or is_plural(analysis, head) != plural:
        return None
    if not plural and being(analysis, found, head) in (Being.PERSON, Being.UNSURE):
        return None
    start, end = core(analysis, clause.subject.start, clause.subject.end, head)
    return Antecedent(text=phrase_text(found, analysis, start, end), plural=plural, start=start, end=end)


def _in_clause(clause: Clause, i: int) -> bool:
    """Return whether word `i` stands in a part of the clause that is no clause itself."""
    return any(part.start <= i < part.end for part in clause.parts if part.role is not Role.CLAUSE)


def _rival(found: Discourse, analysis: Analysis, person: bool) -> bool:
    """Return whether the sentence names several persons, so that "he" may be another one."""
    return person and len(people_of(found, analysis)) > 1


def _outside(analysis: Analysis, word: Word, focus: Sequence[Mention], plural: bool) -> Antecedent | None:
    """Return what the sentence before is about, when the pronoun may stand for it alone."""
    if word.i > 0 and any(_competes(analysis, chunk, word, plural) for chunk in analysis.chunks):
        return None
    if word.tag == "PRP" and word.dep not in ("nsubj", "nsubjpass"):
        return None
    fitting = [mention for mention in focus if mention.plural == plural and not mention.person]
    if plural and word.dep in ("nsubj", "nsubjpass") and any(mention.crowd for mention in focus):
        return None
    if len(fitting) == 1 and fitting[0].sound and not _measured(analysis, word):
        return Antecedent(text=fitting[0].text, plural=plural)
    return None


def _measured(analysis: Analysis, word: Word) -> bool:
    """Return whether "it" is only told to be a time or an amount: "it was two days"."""
    kids = [analysis.words[k] for k in analysis.parse.children[word.head]]
    said = [kid for kid in kids if kid.dep == "attr"]
    return analysis.words[word.head].lemma == "be" and any(kid.ent in ("DATE", "TIME", "QUANTITY") for kid in said)


def _competes(analysis: Analysis, chunk: Chunk, word: Word, plural: bool) -> bool:
    head = analysis.words[chunk.head]
    if chunk.end > word.i or head.ent in ("DATE", "TIME", "CARDINAL", "PERCENT", "QUANTITY", "MONEY", "ORDINAL"):
        return False
    return head.pos in ("NOUN", "PROPN") and is_plural(analysis, chunk.head) == plural


def _person(
    found: Discourse,
    analysis: Analysis,
    word: Word,
    people: Sequence[str],
    genders: dict[str, str],
    strangers: frozenset[str],
    hero: Sequence[str],
) -> Antecedent | None:
    """Return the only person that the pronoun can mean: of the paragraph so far, of the right gender.

    A name among the `strangers` of the paragraph, of which nothing tells whether it is a person's, may be one as well.
    """
    here = [name for name in people_of(found, analysis) if analysis.sentence.text.find(name) < word.start]
    names = list(dict.fromkeys([*people, *here]))
    gender = PERSONAL[word.text.lower()]
    fitting = [name for name in names if (genders.get(name) or gender_of(name) or gender) == gender]
    if len(names) == 1 and fitting:
        genders.setdefault(names[0], gender)
    if len(fitting) != 1 or fitting[0].split()[-1] in found.guests:
        return None
    if not (" " in fitting[0] or gender_of(fitting[0]) or fitting[0] in hero or found.persons.get(fitting[0], 0) > 1):
        return None
    parts = set(fitting[0].split())
    others = [other for other in strangers if not parts & set(other.split()) and gender_of(other) in ("", gender)]
    if others and fitting[0] not in hero:
        return None
    if _other_person(found, analysis, word, fitting[0], gender):
        return None
    return Antecedent(text=fitting[0], plural=False, person=True)


def _other_person(found: Discourse, analysis: Analysis, word: Word, name: str, gender: str) -> bool:
    """Return whether a pronoun may mean another person of its sentence, or can't mean its own clause's subject."""
    parts = set(name.split())
    given = [other.text for other in analysis.words[: word.i] if other.pos == "PROPN" and other.text not in parts]
    if any(gender_of(other) == gender for other in given):
        return True
    for other in maybe_people(found, analysis, word.i):
        if not parts & set(other.split()) and gender_of(other) in ("", gender):
            return True
    if word.tag != "PRP" or word.dep in ("nsubj", "nsubjpass"):
        return False
    subjects = [clause.subject for clause in analysis.clauses if clause.subject is not None]
    before = [part for part in subjects if part.end <= word.i]
    last = max(before, key=lambda part: part.end, default=None)
    return last is not None and name.split()[-1] in analysis.parse.text(last.start, last.end)


def _chunk_from(analysis: Analysis, start: int) -> Chunk | None:
    return next((chunk for chunk in analysis.chunks if chunk.start == start and chunk.head > start), None)


def _same_head(found: Discourse, analysis: Analysis, span: Chunk) -> Antecedent | None:
    """Return the phrase before "these N" with the same head N, in the sentence, when there is only one."""
    head = analysis.words[span.head]
    same = [
        chunk
        for chunk in analysis.chunks
        if chunk.end <= span.start and analysis.words[chunk.head].lemma == head.lemma and chunk.head != span.head
    ]
    if len(same) != 1:
        return None
    chunk = same[0]
    start, end = chunk.start, chunk.end
    for k in analysis.parse.children[chunk.head]:
        if analysis.words[k].dep == "prep" and analysis.words[k].text == "of":
            end = analysis.parse.right[k] + 1
    for at in range(chunk.end, end):
        if analysis.words[at].text == ",":
            end = at
            break
    return Antecedent(
        text=phrase_text(found, analysis, start, end), plural=is_plural(analysis, chunk.head), start=start, end=end
    )


def _earlier_clause(analysis: Analysis, start: int) -> Antecedent | None:
    """Return a mark for "explained by the clause before, in the same sentence": an antecedent without a text."""
    for clause in analysis.clauses:
        inside = any(part.start <= start < part.end for part in clause.parts)
        own = clause.subject is not None and clause.subject.start <= start < clause.subject.end
        if clause.subject is not None and not clause.lent and clause.verb < start and not inside and not own:
            return Antecedent(text="", plural=False, start=clause.subject.start, end=clause.verb + 1)
    return None


def _named(found: Discourse, analysis: Analysis, start: int, end: int) -> Antecedent | None:
    """Return the one longer name of the note that ends in the head of "the N" ("the system": "the ... system")."""
    if end - start != 2:
        return None
    head = analysis.words[end - 1]
    longer: dict[str, str] = {}
    proper = head.text[:1].isupper()
    for other in found.analyses[: analysis.sentence.index]:
        elsewhere = other.sentence.section != analysis.sentence.section and not proper
        if other.sentence.place is Place.SUMMARY or elsewhere:
            continue
        near = other.sentence.paragraph == analysis.sentence.paragraph
        for chunk in other.chunks:
            noun = other.words[chunk.head]
            if noun.text.lower() != head.text.lower() or chunk.end - chunk.start < 2 or noun.dep in ("conj", "appos"):
                continue
            inner = other.words[chunk.start : chunk.head]
            telling = any(word.tag in ("NNP", "NNPS") or (near and _tells(word)) for word in inner)
            plain = all(word.tag not in _NEVER_INNER and word.text.lower() not in ORDINALS for word in inner)
            if telling and plain:
                text = other.parse.text(chunk.start, chunk.end)
                bare = text.split(" ", 1)[1] if inner[0].tag == "DT" else text
                longer[bare.lower()] = bare
    if len(longer) == 1:
        return Antecedent(text="the " + next(iter(longer.values())), plural=head.tag in ("NNS", "NNPS"))
    return None


def _tells(word: Word) -> bool:
    """Return whether a modifier says which one is meant: a noun, or an adjective that doesn't compare or praise."""
    return word.dep == "compound" or (
        word.tag == "JJ" and word.text.lower() not in ("new", "other", "own", "great", "good")
    )


def _generic(found: Discourse, analysis: Analysis, start: int, end: int) -> bool:
    """Return whether "The pancreas" opens a paragraph in the present tense: a kind, or the only one of its kind."""
    head = analysis.words[end - 1]
    if found.before(analysis) is not None or head.lemma.lower() in ANAPHORIC_NOUNS | _PARTS or head.tag != "NN":
        return False
    timeless = any(analysis.words[c.finite].tag in ("VBZ", "MD") for c in analysis.clauses if c.finite >= 0)
    return timeless and head.dep in ("nsubj", "nsubjpass") and not any(w.tag == "VBD" for w in analysis.words)


def _introduced(analysis: Analysis, start: int, end: int) -> bool:
    """Return whether the same head stands earlier in the sentence, so that the sentence itself explains "the N"."""
    head = analysis.words[end - 1]
    if head.dep == "appos" or any(word.lemma == head.lemma and word.i < start for word in analysis.words):
        return True
    return head.lemma.lower() in _SITES and any(word.ent in ("GPE", "LOC") for word in analysis.words[:start])
