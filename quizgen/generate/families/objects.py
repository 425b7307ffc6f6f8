"""Objects and subjects: "What does X verb?" and "What verbs Y?", when the rest of the clause leaves one answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizgen.generate.clauses import Analysis, Clause, Part, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families.common import askable, content_words, draft, has_content, reported
from quizgen.generate.kinds import Being, being
from quizgen.generate.lexicon import LIGHT_VERBS, SAYING
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.mentions import is_person
from quizgen.generate.sound import deictic, light
from quizgen.generate.stems import phrase, question, subject_question
from quizgen.generate.wording import render

_DETERMINERS = word_set("the a an its their his her")
_QUANTIFIERS = word_set("many some several few any all both each every no most much more")
_FRAMES = {
    "on": word_set("depend rely focus rest concentrate base found feed"),
    "of": word_set("consist compose make"),
    "from": word_set("result stem arise derive originate come descend make benefit suffer"),
    "to": word_set("lead belong contribute correspond attribute amount adapt"),
    "in": word_set("result consist culminate soak invest specialize specialise"),
    "with": word_set("begin start fund fill cover coat replace react coincide combine"),
    "into": word_set("turn convert divide split transform develop evolve"),
    "for": word_set("account stand"),
}
"""Prepositions that a verb governs: asking for what stands behind another one would ask for place, time or manner."""
_NEGATIVE = word_set("no neither few nothing nobody none not")
_BLAND = word_set("use need offer provide include involve require contain show see want")
_NAMING = word_set("label name call consider declare elect appoint deem dub term")
_STUDIES = word_set(
    """study analysis survey review research report paper trial experiment poll investigation finding article test
    estimate evidence data observation work project team"""
)
_COUNTING = word_set("count put measure indicate demonstrate confirm document track compare link")
_STATUTES = word_set("law bill act rule ban agreement treaty court ruling decree tax plan reform")
_ANNOUNCED = word_set("advantage disadvantage drawback problem reason purpose effect consequence limit flaw benefit")
_MEASURED = word_set("hold contain have weigh measure cost store pack last take number total carry")
_VAGUE = word_set("many several various certain numerous")
_SHARES = word_set("percent % share half third quarter majority number proportion rest most")
_COLLECTIVE = word_set(
    """city town village country state nation county region district department hospital school store shop brand office
    household family side"""
)
"""Nouns for places and houses that act through their people: neither Who nor What asks for them well."""
_CLAUSE_WORDS = frozenset({"relcl", "ccomp"})


_SOME_OF_THEM = re.compile(
    r"(?:What|Whom) (?:did|do|have|had|were|are) (?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
    r" [a-z]+ [a-z]+ (?:on|in|at|\?)"
)
"""Questions about a bare number of persons ("what did six men reach on"): which ones, the stem doesn't say."""


def objects(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What does X verb?" with the direct object as key."""
    for clause in askable(analysis):
        part = clause.part(Role.OBJECT)
        if (
            part is None
            or analysis.words[part.head].ent in ("GPE", "LOC", "DATE", "TIME")
            or _double(analysis, part)
            or _compares(analysis, clause, part)
            or analysis.words[clause.verb].lemma in _NAMING
            or clause.negated
            or _denied(analysis, clause)
            or part.fronted
            or not has_content(analysis, part)
        ):
            continue
        if analysis.words[clause.verb].lemma in LIGHT_VERBS or _split_object(analysis, clause, part):
            continue
        if analysis.words[clause.verb].lemma in _MEASURED and any(
            word.pos == "NUM" for word in analysis.words[part.start : part.head]
        ):
            continue
        if light(analysis, clause, part) or deictic(analysis, part) or _counted(analysis, clause):
            continue
        sort = being(analysis, discourse, part.head)
        named = analysis.words[part.head].pos == "PROPN"
        if (
            (sort is Being.PERSON and not named)
            or analysis.words[part.head].lemma in ("time", "times")
            or clause.imperative
        ):
            continue
        opening = "Whom" if sort is Being.PERSON else "What"
        stem = question(analysis, discourse, clause, opening, drop=(part,))
        least = 4 if analysis.words[clause.verb].lemma in _BLAND else 2 if stem is not None and stem.pending else 3
        if stem is None or content_words(analysis, stem.used) < least or _SOME_OF_THEM.match(stem.text):
            continue
        key = phrase(analysis, discourse, part, present=stem.used, said=stem.text)
        if analysis.words[part.start].text.lower() in _NEGATIVE | _VAGUE or _too_wide(analysis, part):
            continue
        yield from draft(analysis, stem, key, "object", doubts=tuple(_doubts(analysis, clause, part)))


def reports(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "According to X, why / what / how many ...?" from what a person says, thinks or finds."""
    for clause, speaker in reported(analysis, discourse):
        part = clause.part(Role.OBJECT)
        if clause.negated or part is None or part.fronted or not has_content(analysis, part):
            continue
        if analysis.words[clause.verb].lemma in LIGHT_VERBS or _split_object(analysis, clause, part):
            continue
        stem = question(analysis, discourse, clause, "What", drop=(part,), according=speaker)
        if stem is not None:
            yield from draft(
                analysis, stem, phrase(analysis, discourse, part, present=stem.used, said=stem.text), "according to"
            )


def preposition_objects(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "On what ...?" with the object of a verb's preposition as key, when it is the clause's only complement."""
    for clause in askable(analysis):
        if (
            clause.negated
            or clause.imperative
            or _denied(analysis, clause)
            or clause.part(Role.OBJECT, Role.ATTRIBUTE, Role.COMPLEMENT) is not None
        ):
            continue
        phrases = [part for part in clause.parts if part.role is Role.PREP and not part.fronted and part.noun >= 0]
        if len(phrases) != 1 or phrases[0].start != clause.group[-1] + 1 or phrases[0].comma:
            continue
        part = phrases[0]
        noun = analysis.words[part.noun]
        if noun.pos not in ("NOUN", "PROPN") or noun.ent in (
            "DATE",
            "TIME",
            "QUANTITY",
            "PERCENT",
            "MONEY",
            "CARDINAL",
        ):
            continue
        if not _takes(analysis, clause, part) or not has_content(analysis, part):
            continue
        wh = "whom" if is_person(discourse, analysis, part.noun) else "what"
        place = noun.ent in ("GPE", "LOC")
        if place and part.word != "from":
            continue
        stem = question(
            analysis, discourse, clause, "Where" if place else f"{part.word.capitalize()} {wh}", drop=(part,)
        )
        if stem is not None and place:
            stem = replace(stem, text=f"{stem.text[:-1]} from?")
        if stem is None or content_words(analysis, stem.used) < 3:
            continue
        key = render(
            analysis, discourse, part.start + 1, part.end, skip=analysis.loose, present=stem.used, said=stem.text
        )
        yield from draft(analysis, stem, key, "preposition object")


def _takes(analysis: Analysis, clause: Clause, part: Part) -> bool:
    """Return whether the verb and its preposition belong together ("depend on"), rather than tell place or manner."""
    return analysis.words[clause.verb].lemma in _FRAMES.get(part.word, ())


def subjects(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What verbs Y?" and "Who verbed Y?" with the subject as key, when the predicate is rich."""
    for clause in askable(analysis, moves=False):
        subject = clause.subject
        if subject is None or clause.negated or not has_content(analysis, subject):
            continue
        head = analysis.words[subject.head]
        if head.pos not in ("NOUN", "PROPN") or subject.start in discourse_pending(analysis, discourse):
            continue
        first = analysis.words[subject.start].text.lower()
        if first in _QUANTIFIERS or _is_topic(analysis, discourse, subject):
            continue
        sort = being(analysis, discourse, subject.head)
        if sort is Being.UNSURE or (sort is Being.THING and (head.pos == "PROPN" or head.ent == "GPE")):
            continue
        if _unnamed(analysis, clause, subject) or _counted(analysis, clause) or _promises(analysis, clause):
            continue
        if sort is Being.BODY or deictic(analysis, subject) or _mixed(analysis, discourse, subject):
            continue
        if sort is Being.THING and (subject.end - subject.start < 2 or head.lemma.lower() in _COLLECTIVE):
            continue
        if sort is Being.PERSON and head.pos != "PROPN" and subject.end - subject.start < 3:
            continue
        person = sort is Being.PERSON
        if clause.lent and not (person and head.pos == "PROPN"):
            continue
        if analysis.words[clause.verb].lemma in ("be", "mean", "say", "help", "state"):
            continue
        if head.lemma.lower() in _SHARES or head.ent == "PERCENT":
            continue
        if head.text in ("Court", "Congress") or _pends(analysis, discourse, subject):
            continue
        stem = subject_question(analysis, discourse, clause, "Who" if person else "What")
        conditioned = any(part.role is Role.CLAUSE and part.word in ("when", "if") for part in clause.parts)
        if stem is None or content_words(analysis, stem.used) < (3 if conditioned else 4):
            continue
        key = phrase(analysis, discourse, subject)
        yield from draft(analysis, stem, key, "person" if person else "subject")


def _unnamed(analysis: Analysis, clause: Clause, subject: Part) -> bool:
    """Return whether the subject is an unnamed study or law: what it found or rules is worth asking, not that."""
    lemma = analysis.words[subject.head].lemma.lower()
    first = analysis.words[subject.start].text.lower()
    told = analysis.words[clause.verb].lemma in SAYING or analysis.words[clause.verb].lemma in _COUNTING
    return (lemma in _STUDIES and told) or (lemma in _STATUTES and first in ("a", "an"))


def _promises(analysis: Analysis, clause: Clause) -> bool:
    """Return whether the predicate only announces what the sentence says next ("has one clear advantage")."""
    part = clause.part(Role.OBJECT)
    if part is None or analysis.words[clause.verb].lemma not in ("have", "offer", "bring", "raise"):
        return False
    return analysis.words[part.head].lemma in _ANNOUNCED


def _mixed(analysis: Analysis, discourse: Discourse, subject: Part) -> bool:
    """Return whether the subject joins persons or bodies with things ("a department or a surgeon")."""
    inside = [word.i for word in analysis.words[subject.start : subject.end] if word.dep == "conj"]
    sort = being(analysis, discourse, subject.head)
    return any(being(analysis, discourse, i) is not sort for i in inside if analysis.words[i].pos in ("NOUN", "PROPN"))


def _pends(analysis: Analysis, discourse: Discourse, part: Part) -> bool:
    """Return whether a part holds a word that points at nothing, so that it is no answer."""
    return bool(discourse_pending(analysis, discourse) & set(range(part.start, part.end)))


def discourse_pending(analysis: Analysis, discourse: Discourse) -> frozenset[int]:
    """Return the words of the sentence that nothing safe was found for."""
    return discourse.references[analysis.sentence.index].pending


def _compares(analysis: Analysis, clause: Clause, part: Part) -> bool:
    """Return whether the object is one side of a comparison ("more calories than wheat"), or says next to nothing."""
    than = any(item.word == "than" for item in clause.parts)
    text = analysis.parse.text(part.start, part.end).lower()
    vague = ("a great deal", "a lot", "a number of", "part of", "some of", "most of", "much of", "many of", "all of")
    return than or " than " in text or text.startswith(vague)


def _counted(analysis: Analysis, clause: Clause) -> bool:
    """Return whether the subject is a bare count ("six men", "1 wine"): which ones, only the sentence before tells."""
    if clause.subject is None:
        return False
    first = analysis.words[clause.subject.start]
    return first.pos == "NUM" and clause.subject.end - clause.subject.start < 3


def _too_wide(analysis: Analysis, part: Part) -> bool:
    """Return whether an object drags along a time, or an owned one a phrase that the verb may govern ("modeled on")."""
    owned = analysis.words[part.start].tag == "PRP$"
    inside = analysis.words[part.head : part.end]
    if any(word.dep == "pobj" and (word.ent in ("DATE", "TIME") or word.lemma == "matter") for word in inside):
        return True
    return owned and any(word.dep == "prep" and word.text in ("on", "with", "to", "into", "from") for word in inside)


def _double(analysis: Analysis, part: Part) -> bool:
    """Return whether a plural stands before the object's head as if it were part of it ("managers reassurance")."""
    return any(word.dep == "compound" and word.tag == "NNS" for word in analysis.words[part.start : part.end])


def _denied(analysis: Analysis, clause: Clause) -> bool:
    return clause.subject is not None and analysis.words[clause.subject.start].text.lower() in _NEGATIVE


def _is_topic(analysis: Analysis, discourse: Discourse, part: Part) -> bool:
    """Return whether a part names nothing but the note's topic."""
    content = [w for w in analysis.words[part.start : part.end] if w.pos in ("NOUN", "PROPN", "ADJ", "NUM")]
    return all(word.text.lower() in discourse.topic or word.lemma.lower() in discourse.topic for word in content)


def _split_object(analysis: Analysis, clause: Clause, part: Part) -> bool:
    """Return whether moving the object would tear something: a complement after it, a clause or a comma inside."""
    if any(item.role in (Role.COMPLEMENT, Role.ATTRIBUTE) for item in clause.parts):
        return True
    inside = analysis.words[part.start : part.end]
    return any(word.dep in _CLAUSE_WORDS and word.i not in analysis.loose for word in inside)


def _doubts(analysis: Analysis, clause: Clause, part: Part) -> Iterator[str]:
    if any(word.tag == "CC" for word in analysis.words[part.start : part.end]):
        yield "list as key"
    if any(word.dep == "prep" and word.text != "of" for word in analysis.words[part.start : part.end]):
        yield "attachment"
