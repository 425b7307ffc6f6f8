"""Rules on what a short item must name so that somebody can answer it: who, which of its kind, where the tale plays."""

from __future__ import annotations

import re

from quizgen.item import Kind
from quizgen.rules.model import Fault, Subject, rule
from quizgen.rules.text import Token, bare, content_words, numeric, tokens, topic_only
from quizgen.rules.words import ARTICLES, CONJUNCTIONS, PERSON_NOUNS, PREPOSITIONS, word_set

_POINTERS = word_set("he him she her it they them this these that those such")
"""What these point at is for the rule on dangling references."""

_BARE_STEM = 5
"""Up to so many words that carry meaning, a question about the past with no name in it can be about anything."""


@rule("Q044", "past event without a name", principle="self-contained wording", rubric="N")
def unanchored_past(subject: Subject) -> Fault | None:
    """An item about the past that names nobody, no place and no year: "Who designed fifty-one churches?".

    On a shuffled card nobody knows which story it belongs to. Say where, when or in whose story, or add a context line.
    """
    if not subject.english or subject.context or subject.kind is Kind.FREE_RECALL:
        return None
    if not subject.asks:
        return _unanchored_statement(subject)
    if not re.match(r"(?:Who|What)\b", subject.stem):
        return None
    words = tokens(subject.stem)
    past = re.search(r"\b(?:did|was|were|had)\b", subject.stem) or re.match(r"(?:Who|What) \w+ed\b", subject.stem)
    named = any(token.capital or token.low in _POINTERS for token in words[1:]) or subject.literal
    dated = re.search(r"\b(?:1\d|20)\d\ds?\b|centur", subject.stem)
    if not past or named or dated or "called" in subject.stem or len(content_words(subject.stem)) > _BARE_STEM:
        return None
    return Fault("nothing says which story this belongs to", "name the place, the year or whose story it is")


def _unanchored_statement(subject: Subject) -> Fault | None:
    """Return a fault for "The canal was paid off within nine years" or "Workers dug 363 miles": nothing is named."""
    words = subject.words
    named = any(token.capital for token in words[1:]) or subject.literal
    dated = re.search(r"\b(?:1\d|20)\d\ds?\b|centur", subject.filled)
    present = re.search(r"\b(?:is|are|can|may|has|have|does|do|must|should|will|called)\b", subject.filled)
    if not words or named or dated or present:
        return None
    told = re.match(
        r"The [a-z]+ (?:(?:was|were|had) [a-z]+(?:ed|en|wn|id|ld|nd)|[a-z]{3,}ed) (?!of\b|by\b)", subject.filled
    )
    people = words[0].low.endswith("s") and words[0].low.rstrip("s") in PERSON_NOUNS
    counted = any(numeric(token.text) for token in words[2:])
    if not told and not (people and counted):
        return None
    return Fault("nothing says which story this belongs to", "name the place, the year or whose story it is")


_ORDINALS = word_set("first second third fourth last only")


@rule("Q045", "the first of what", principle="self-contained wording", rubric="N")
def first_of_what(subject: Subject) -> Fault | None:
    """With "the first patient" or "the second race", nobody knows: first of which?

    Say so: "the first patient treated with insulin".
    """
    if not subject.english or subject.kind is Kind.FREE_RECALL:
        return None
    if subject.context and not topic_only(subject.context):
        return None
    for index, token in enumerate(subject.words[:-2]):
        if token.low != "the" or subject.words[index + 1].low not in _ORDINALS:
            continue
        place = next((at for at in (index + 2, index + 3) if _counted(subject.words, at)), 0)
        if not place:
            continue
        noun = subject.words[place]
        behind = subject.words[place + 1] if place + 1 < len(subject.words) else None
        twice = sum(1 for other in subject.words if bare(other.low).rstrip("s") == noun.low) > 1
        if not twice and (behind is None or behind.low not in _NARROWING):
            return Fault(f"nothing says of what it is the {subject.words[index + 1].text} {noun.text}", "say of what")
    return None


def _counted(words: tuple[Token, ...], at: int) -> bool:
    return at < len(words) and words[at].low in _COUNTED and not words[at].capital


_COUNTED = word_set(
    """patient race edition version model attempt trial case game match season stage voyage journey expedition plant
    factory shop store office performance concert recording experiment test method group phase step part section level
    law rule station line ship flight prototype issue volume chapter meeting owner director president winner champion
    goal point death"""
)
_NARROWING = word_set("of to in for that who with from against at by on ever known called between under about s")


@rule("Q046", "name of somebody else", principle="say what the source says", rubric="F")
def other_namesake(subject: Subject) -> Fault | None:
    """The item gives a full name where the source has a pronoun or surname, and two people of the note share it.

    "Noether studied in Erlangen" may be about Emmy or Max. Check which of them the source means.
    """
    if not subject.source:
        return None
    shown = f"{subject.filled} {subject.key}"
    for name in sorted(subject.note.persons):
        if " " not in name or name not in shown or name in subject.source:
            continue
        last = name.split()[-1]
        other = next((one for one in sorted(subject.note.persons) if one != name and _namesake(one, last, name)), None)
        if other:
            return Fault(f"{name!r} may be {other!r}: the source doesn't give the full name", "check who is meant")
    return None


def _namesake(other: str, last: str, name: str) -> bool:
    """Whether another name ends alike and is neither a longer nor a shorter form of the same."""
    parts, own = other.split(), name.split()
    if len(parts) < 2 or parts[-1] != last:
        return False
    return parts[0] != own[0] and not set(parts) >= set(own) and not set(own) >= set(parts)


@rule("Q047", "name without its capital", principle="clean wording", rubric="S")
def small_name(subject: Subject) -> Fault | None:
    """A person's name that the source writes with a capital stands in small letters: "did banting receive"."""
    surnames = {part for name in subject.note.persons for part in name.split() if part[:1].isupper() and len(part) > 3}
    names = {part.lower(): part for part in surnames if part in subject.source}
    found = next((token for token in tokens(subject.stem) if token.text in names), None)
    if found is None or re.search(rf"\b{re.escape(found.text)}\b", subject.source):
        return None
    return Fault(f"{found.text!r} is a name", f"write {names[found.text]!r}")


@rule("Q048", "answer that breaks off", principle="whole phrases", rubric="G")
def broken_off(subject: Subject) -> Fault | None:
    """The key ends with a word that must go on ("the capital of") or runs on into a measure ("ships 26 metres")."""
    if not subject.english or not subject.asks:
        return None
    words = tokens(subject.key)
    if len(words) < 2 or subject.literal:
        return None
    last: Token = words[-1]
    if re.match(r"(?:the )?[a-z]{3,}s [\d.,]+ [a-z]+$", subject.key) and words[0].low not in PREPOSITIONS:
        return Fault("the key runs on into a measure that isn't part of it", "end the key where its phrase ends")
    if last.low in _GOES_ON and last.text.islower():
        return Fault(f"the key breaks off after {last.text!r}", "end the key where its phrase ends")
    return None


_GOES_ON = (ARTICLES | CONJUNCTIONS | PREPOSITIONS) - word_set(
    "so yet that off up down out in on over about around through inside outside behind before after within without"
    " across along under near by past since above below beyond"
)


@rule("Q049", "verb inside the thing asked for", principle="clean wording", rubric="G")
def verb_in_phrase(subject: Subject) -> Fault | None:
    """A purpose is stuck to what is counted: "How many grams of salt to float do eggs need?"."""
    if not subject.english or not subject.asks:
        return None
    found = re.search(r"\b[Hh]ow many [^,?]*? (to [a-z]+) (?:do|does|did)\b", subject.stem)
    if found is None:
        return None
    return Fault(f"{found.group(1)!r} stands inside the question", f"move {found.group(1)!r} to the end")


@rule("Q050", "organisation asked for as a person", principle="question word fits the key", rubric="W")
def founded_person(subject: Subject) -> Fault | None:
    """Nobody founds a person: "Who was founded in 1946?" asks for an organisation, so ask "What" or "Which"."""
    if not subject.english or not subject.asks:
        return None
    found = re.match(
        r"Who (?:was|were) (founded|established|incorporated|dissolved|built|set up|merged)\b", subject.stem
    )
    return Fault(f"a person can't be {found.group(1)}", "ask what or which organisation") if found else None


@rule("Q051", "place that isn't named", principle="self-contained wording", rubric="D")
def loose_there(subject: Subject) -> Fault | None:
    """The word "there" stands for a place that neither the item nor its context line names."""
    if not subject.english or subject.kind is Kind.FREE_RECALL:
        return None
    words = tokens(subject.prose)
    for index, token in enumerate(words):
        if token.low != "there":
            continue
        behind = words[index + 1] if index + 1 < len(words) else None
        ends = behind is None or not behind.word or behind.low in PREPOSITIONS | CONJUNCTIONS
        before = {other.low for other in (*tokens(subject.context_prose), *words[:index])}
        if index and ends and not before & _PLACING and words[index - 1].low not in _OUT:
            return Fault("'there' points at no place in the item", "name the place")
    return None


_PLACING = word_set("in at on to into near where from through inside under across around reached entered left topic")
_OUT = word_set("out over up down here")


_SHARED = re.compile(r"(?i)\b(in|by|at|for|on|during) (?:the |a )?\w+ and (\w+) \1 ")
_TIMING = word_set("later then also not again even especially once finally now")


@rule("Q052", "half of a shared verb", principle="clean wording", rubric="G")
def half_shared(subject: Subject) -> Fault | None:
    """A second object is left in the question: "What did soldiers use by day and fire by night?"."""
    if not subject.english or not subject.asks or not subject.stem.startswith("What"):
        return None
    found = _SHARED.search(subject.stem)
    if found is None or found.group(2).lower() in _TIMING or found.group(2).lower().endswith("ly"):
        return None
    return Fault(f"{found.group(2)!r} has lost its verb", "ask about one of the two")


@rule("Q053", "name instead of a pronoun", principle="clean wording", rubric="S")
def repeated_name(subject: Subject) -> Fault | None:
    """A full name stands twice where a pronoun belongs: "James Simpson tried ether on James Simpson"."""
    text = f"{subject.context_prose}\n{subject.prose}"
    found = re.search(r"\b([A-Z]\w+(?: [A-Z]\w+)+)\b[^.?!\n]* (?:on|for|to|by|of|with) \1\b(?!')", text)
    return Fault(f"{found.group(1)!r} stands twice", "write the pronoun") if found and subject.english else None
