"""The discourse: what the note as a whole says about its words, names and topic; read once, asked by every family."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from quizgen.generate.clauses import Analysis
from quizgen.generate.genders import gender_of
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.sentences import Place
from quizgen.note import Note, Shape
from quizgen.rules.given_names import GIVEN_NAMES

_PERSON_IN_TITLE = re.compile(r"\b(?:[Ww]ith|[Ff]eaturing|[Ff]t\.|feat\.)\s+((?:[A-Z][\w.'’-]*\s?){2,4})\s*$")
TALK = word_set(
    """explain tell talk walk take share retell explore describe discuss join guide unpack trace argue show break lay
    dive look recount teach sit visit answer reveal present"""
)
"""What guests and hosts of a programme do with its subject."""

_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """What the referring words of one sentence stand for.

    `antecedents` maps the index of a pronoun (or of the first word of a phrase like "these skeletons", "the system") to
    what it stands for; `pending` are the referring words that nothing safe was found for: a text that holds one needs a
    context line; `definite` are those of them that open a noun phrase with "the". `phrases` gives for a first word the
    index after the last word of its phrase, where there are several.
    """

    antecedents: Mapping[int, Antecedent]
    pending: frozenset[int]
    phrases: Mapping[int, int]
    definite: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedent:
    """What a referring word stands for: its `text` inside a sentence, whether that is plural, whether a person.

    `start` and `end` are its words where it stands in the same sentence, else both are -1. An empty text means that no
    phrase can stand in, but that a reader who has seen those words understands.
    """

    text: str
    plural: bool
    person: bool = False
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Discourse:
    """A note seen as a whole; equal to itself only.

    `analyses` are its sentences in order, `references` what the pronouns of each stand for. `lower` and `upper` hold
    the word forms that the note writes in lower case, or with a capital, away from the start of a sentence. `counts`
    says in how many sentences a lower-case lemma stands. `persons` maps each name of a person to how many sentences
    name it; `guests` are the names (full and last) of people who talk on the programme rather than belong to its
    subject. `topic` are the lower-case content words of the title that recur in the text; `surnames` the last words
    of all full names of persons, `full_names` the one full name for each of their parts (empty where there are
    several). `headline` is the part of the title that names the subject, `headline_words` those of its words that
    recur often; a stem that holds all of `naming` says itself what the note is about.
    """

    note: Note
    analyses: tuple[Analysis, ...]
    lower: frozenset[str]
    upper: frozenset[str]
    counts: Mapping[str, int]
    persons: Mapping[str, int]
    guests: frozenset[str]
    topic: frozenset[str]
    surnames: frozenset[str] = frozenset()
    full_names: Mapping[str, str] = field(default_factory=dict)
    references: tuple[References, ...] = ()
    headline: str = ""
    headline_words: frozenset[str] = frozenset()
    naming: frozenset[str] = frozenset()

    def before(self, analysis: Analysis) -> Analysis | None:
        """Return the sentence before, when both stand in the same paragraph (or are bullets of one section)."""
        index = analysis.sentence.index
        if index == 0:
            return None
        found = self.analyses[index - 1]
        here, there = analysis.sentence, found.sentence
        listed = here.shape is Shape.BULLET and there.shape is Shape.BULLET and here.section == there.section
        return found if here.paragraph == there.paragraph or listed else None


def discourse(note: Note, analyses: tuple[Analysis, ...]) -> Discourse:
    """Return what the whole of the note says about its words."""
    lower: set[str] = set()
    upper: set[str] = set()
    counts: Counter[str] = Counter()
    persons: Counter[str] = Counter()
    for analysis in analyses:
        counts.update({word.lemma.lower() for word in analysis.words if word.text[:1].isalnum()})
        opening = True
        for word in analysis.words:
            if word.text[:1].isalpha():
                if word.text[0].islower():
                    lower.add(word.text)
                elif not opening:
                    upper.add(word.text)
                opening = False
            elif word.text in (":", '"', "\u201c", "\u2014"):
                opening = True
        persons.update(set(names(analysis, "PERSON")))
    for name in _title_names(note.title.text):
        persons[name] += 1
    for dive in note.deep_dives:
        lower.update(match[0] for match in _WORD.finditer(dive.heading.text) if match[0][0].islower())
    title = {match[0].lower() for match in _WORD.finditer(note.title.text)}
    return Discourse(
        note=note,
        analyses=analyses,
        lower=frozenset(lower),
        upper=frozenset(upper),
        counts=counts,
        persons=persons,
        guests=_guests(note, analyses),
        topic=frozenset(word for word in title if len(word) > 2 and counts[word] + counts[word.rstrip("s")] > 1),
        full_names=_full_names(persons),
        surnames=frozenset(name.split()[-1] for name in persons if " " in name and name.split()[-1][:1].isupper()),
    )


def _title_names(title: str) -> list[str]:
    """Return the full names in a title: a given name with a surname behind it, initials and particles between."""
    runs = re.findall(r"[A-Z][\w\u2019-]+ (?:[A-Z]\. |(?:de|van|von|da|di|la) ){0,2}[A-Z][\w\u2019-]+", title)
    return [run for run in runs if run.split()[0] in GIVEN_NAMES or gender_of(run.split()[0])]


def _is_full(name: str) -> bool:
    """Return whether a name surely is a person's: it opens with a given name, an initial or a title."""
    first = name.split()[0]
    return bool(first in GIVEN_NAMES or gender_of(first) or re.fullmatch(r"[A-Z]\.", first)) and not name.endswith(".")


def _full_names(persons: Mapping[str, int]) -> dict[str, str]:
    """Return the one full name for each surname and each first name of the note's persons."""
    full = sorted(name for name in persons if 2 <= len(name.split()) <= 4 and _is_full(name))
    longest = [name for name in full if not any(other != name and name in other for other in full)]
    found: dict[str, str] = {}
    for at in (-1, 0):
        ends: dict[str, list[str]] = {}
        for name in longest:
            ends.setdefault(name.split()[at], []).append(name)
        for end, several in ends.items():
            if len(several) == 1 and end not in found and end[:1].isupper() and end.isalpha():
                found[end] = several[0]
            elif len(several) > 1:
                found.setdefault(end, "")
    return found


def names(analysis: Analysis, *kinds: str) -> tuple[str, ...]:
    """Return the entities of the given kinds in a sentence, in order, without a possessive ending."""
    spans: dict[int, list[int]] = {}
    for word in analysis.words:
        if word.ent in kinds and word.tag != "POS":
            spans.setdefault(word.name, []).append(word.i)
    found = []
    for span in spans.values():
        end = span[-1] + 1
        while end > span[0] + 1 and not analysis.words[end - 1].text[:1].isupper():
            end -= 1
        found.append(analysis.parse.text(span[0], end))
    return tuple(found)


def _opens(analysis: Analysis, name: str) -> bool:
    """Return whether a name is the subject of the sentence's main verb."""
    main = next((clause for clause in analysis.clauses if clause.subject is not None), None)
    if main is None or main.subject is None or analysis.words[main.verb].lemma not in TALK:
        return False
    return name in analysis.parse.text(main.subject.start, main.subject.end)


def _guests(note: Note, analyses: tuple[Analysis, ...]) -> frozenset[str]:
    """Return the names of those who talk: named in the title after "with", or opening the outro and the summary."""
    found: set[str] = set()
    match = _PERSON_IN_TITLE.search(note.title.text)
    if match:
        found.add(match[1].strip())
    outro = " ".join(paragraph.text for paragraph in note.outro)
    for analysis in analyses:
        if analysis.sentence.place is Place.SUMMARY:
            talks = any(word.lemma in TALK for word in analysis.words)
            full = [name for name in names(analysis, "PERSON") if " " in name]
            found.update(name for name in full if name in outro or (talks and _opens(analysis, name)))
    found.update({name.split()[-1] for name in found})
    return frozenset(found)
