"""Rules on references: an item must stand alone, on a shuffled card, months later."""

from __future__ import annotations

import re

from quizgen.item import Kind
from quizgen.rules.foreign_words import DANGLING_STARTS, POINTING_PHRASES
from quizgen.rules.given_names import GIVEN_NAMES
from quizgen.rules.model import Fault, Subject, rule
from quizgen.rules.text import Token, bare, fold, numeric, tokens, topic_only
from quizgen.rules.words import (
    ANAPHORIC_NOUNS,
    FUNCTION_WORDS,
    PERSON_NOUNS,
    PERSON_PRONOUNS,
    PREPOSITIONS,
    QUESTION_WORDS,
    THING_PRONOUNS,
    word_set,
)

_HINT = "name what it stands for, or add a context line that does"
_EXPLETIVE = re.compile(
    r"(?i)\bit (?:is|was|'s|takes|took|seems|turns out|becomes|became|may be|can be|has been)\b"
    r"[^.?!]{0,60}?\b(?:to|that|when|who|whether|if|for)\b"
)
_PASSIVE_IT = re.compile(
    r"(?i)\bit (?:rain|snow|hail|drizzl|thunder)\w*\b|\bis it called (?:when|if|that)\b"
    r"|\b(?:does|did|can|would) it (?:take|mean|cost)\b"
)
_NOT_NOUNS = FUNCTION_WORDS | QUESTION_WORDS


@rule("Q005", "dangling reference", principle="self-contained wording", rubric="D")
def dangling_reference(subject: Subject) -> Fault | None:
    """A word that points at something outside the item: "it", "they", "this approach", "such a cell", "the former".

    On a shuffled card, months later, nobody knows what it pointed at. Put the name in its place, or add a context
    line that names it (and doesn't dangle itself). A pronoun whose noun stands before it in the item is fine.
    """
    if subject.kind is Kind.FREE_RECALL:
        return None
    if not subject.english:
        return _foreign(subject)
    names = frozenset(part for name in subject.note.persons for part in name.split())
    loose = loose_reference(subject.context_prose, "", names) if subject.context else None
    where = "the context's" if loose else "the"
    before = "" if topic_only(subject.context) else subject.context_prose
    loose = loose or loose_reference(subject.prose, before, names)
    return Fault(f"{where} {loose!r} points at nothing in the item", _HINT) if loose else None


def loose_reference(text: str, before: str, persons: frozenset[str] = frozenset()) -> str | None:
    """Return the first word or phrase of an English `text` that points at nothing in it or `before` it, else None.

    `persons` are the parts of people's names: "it" can't stand for one of them.
    """
    words = tokens(text)
    earlier = tokens(before)
    for index, token in enumerate(words):
        phrase = _loose_at(words, index, earlier, text, persons)
        if phrase:
            return phrase
        if token.low in ("former", "latter") and index and words[index - 1].low == "the" and not before:
            after = words[index + 1] if index + 1 < len(words) else None
            if after is None or not after.word or after.low in FUNCTION_WORDS:
                return f"the {token.low}"
    return None


def _loose_at(
    words: tuple[Token, ...], index: int, earlier: tuple[Token, ...], text: str, persons: frozenset[str]
) -> str | None:
    token = words[index]
    low = bare(token.low)
    vague = None if earlier else _vague(words, index)
    if vague:
        return vague
    if index + 1 < len(words) and words[index + 1].low in ("who", "whose", "whom") and low not in ("its", "their"):
        return None
    if low in PERSON_PRONOUNS and (token.text != "Her" or index == 0):
        return None if _person_before(words[:index], earlier) or _cataphoric(words, index) else token.text
    if low in THING_PRONOUNS:
        if low == "it" and (_EXPLETIVE.match(text, token.start) or _PASSIVE_IT.search(text)):
            return None
        barred = persons if low in ("it", "its", "itself") else frozenset()
        return None if _noun_before(words[:index], earlier, barred) or _cataphoric(words, index) else token.text
    if low in ("this", "these"):
        return _demonstrative(words, index, earlier)
    if low in ("that", "those"):
        return _distal(words, index, earlier)
    if low == "such":
        return _such(words, index, earlier)
    if low == "same" and not earlier and index and words[index - 1].low == "the":
        return _same(words, index)
    if low == "both" and not earlier:
        return _both(words, index)
    return None


def _noun_before(words: tuple[Token, ...], earlier: tuple[Token, ...], barred: frozenset[str]) -> bool:
    """Whether a noun may stand before: a word that carries meaning, in no bare time phrase and no one's name."""
    if any(token.word and token.low not in _NOT_NOUNS for token in earlier):
        return True
    names = False
    for position, token in enumerate(words):
        if not token.word or token.text[0].isdigit() or bare(token.low) in _NOT_NOUNS:
            continue
        if _timely(token.low) or (token.low.endswith("ly") and position <= 1):
            continue
        if token.capital and (bare(token.text) in barred or (names and token.capital)):
            names = True
            continue
        if names and (token.low.endswith("ed") or token.low in _SAID):
            continue
        return True
    return False


_SAID = word_set("said thought found knew wrote saw took put held made gave brought felt set")


def _timely(word: str) -> bool:
    return word in _TIMELY or word in _PAST_WORDS


_TIMELY = word_set(
    """january february march april may june july august september october november december spring summer autumn winter
    today later early late years year century decade months days weeks time times first finally then soon once
    afterwards eventually initially originally recently currently usually often sometimes ago"""
)
_PAST_WORDS = frozenset(["still", "never", "always", "much", "many"])


def _person_before(words: tuple[Token, ...], earlier: tuple[Token, ...]) -> bool:
    """Whether a name or a word for a person stands before."""
    for group in (earlier, words):
        for position, token in enumerate(group):
            if not token.word:
                continue
            if bare(token.low) in PERSON_NOUNS or bare(token.low).rstrip("s") in PERSON_NOUNS:
                return True
            if token.capital and token.low not in _NOT_NOUNS and not _timely(token.low):
                named = bare(token.text) in GIVEN_NAMES or (position + 1 < len(group) and group[position + 1].capital)
                if position > 0 or named or (len(group) <= 3 and len(token.text) > 3):
                    return True
    return any(token.low in ("who", "whose", "whom") for token in words)


def _cataphoric(words: tuple[Token, ...], index: int) -> bool:
    """Whether a pronoun in an opening phrase points ahead: "Despite its size, Monaco …", "When it cools, lava …"."""
    opens = words[0].low
    if opens not in PREPOSITIONS and opens not in (
        "when",
        "if",
        "because",
        "although",
        "though",
        "while",
        "once",
        "as",
        "unlike",
        "where",
    ):
        return False
    for position in range(index + 1, min(index + 9, len(words) - 1)):
        if words[position].text == ",":
            after = bare(words[position + 1].low)
            return words[position + 1].word and (after in ("the", "a", "an") or after not in _NOT_NOUNS)
    return False


def _same_noun(words: tuple[Token, ...], earlier: tuple[Token, ...], noun: str) -> bool:
    stem = noun.rstrip("s")
    return any(bare(token.low).rstrip("s") == stem for token in (*earlier, *words))


def _demonstrative(words: tuple[Token, ...], index: int, earlier: tuple[Token, ...]) -> str | None:
    token = words[index]
    after = words[index + 1] if index + 1 < len(words) else None
    if earlier:
        return None
    if after is None or not after.word or after.low in FUNCTION_WORDS:
        if (
            after is not None
            and token.low == "these"
            and index
            and words[index - 1].low == "of"
            and words[0].low == "which"
        ):
            return None
        return None if _clause_before(words, index) else token.text
    if index and words[0].low == "which" and words[index - 1].low == "of":
        return None
    noun = next((t for t in words[index + 1 : index + 4] if t.word and t.low in ANAPHORIC_NOUNS), after)
    if _same_noun(words[:index], earlier, bare(noun.low)) or _clause_before(words, index):
        return None
    return f"{token.text} {after.text}"


def _clause_before(words: tuple[Token, ...], index: int) -> bool:
    """Whether enough stands before a demonstrative that it can point there: a clause of its own."""
    return sum(1 for token in words[:index] if token.word and token.low not in FUNCTION_WORDS) >= 3


_DEFINING = word_set(
    "who whose whom that which of in with from at on for under without not to between above below outside inside"
)


def _distal(words: tuple[Token, ...], index: int, earlier: tuple[Token, ...]) -> str | None:
    token = words[index]
    after = words[index + 1] if index + 1 < len(words) else None
    if earlier or after is None:
        return None
    if token.low == "those":
        defined = after.low in _DEFINING
        if after.low in ("years", "days", "times", "months", "weeks", "decades") and not defined:
            return f"{token.text} {after.text}"
        if defined or after.low.endswith(("ed", "ing")) or after.low in ("born", "made", "found", "held"):
            return None
        return None if _clause_before(words, index) else token.text
    timely = after.low in (
        "year",
        "day",
        "night",
        "month",
        "week",
        "time",
        "period",
        "era",
        "summer",
        "winter",
        "moment",
    )
    if index == 0:
        verb = after.low in FUNCTION_WORDS and after.low not in ("the", "a", "an", "all", "no", "any", "each", "every")
        return token.text if verb else f"{token.text} {after.text}" if timely or after.low in ANAPHORIC_NOUNS else None
    if words[index - 1].low in PREPOSITIONS - {"in", "except"} and after.word and after.low not in FUNCTION_WORDS:
        same = _same_noun(words[:index], earlier, bare(after.low))
        return None if same or (_clause_before(words, index) and not timely) else f"that {after.text}"
    if words[index - 1].low in ("in", "at", "on", "during", "since", "by") and timely:
        return f"that {after.text}"
    return None


_TIMES = word_set("year day night month week summer winter spring autumn decade century time")
_COMPARING = word_set("from than to")
_CLOSING = FUNCTION_WORDS - {"of"}
_VAGUE = word_set("two three neither that another each different")


def _vague(words: tuple[Token, ...], index: int) -> str | None:
    """Return "the two", "neither scholar", "a different index", "later that year" where nothing says which."""
    token = words[index]
    if token.low not in _VAGUE:
        return None
    before = words[index - 1].low if index else ""
    after = words[index + 1] if index + 1 < len(words) else None
    ends = after is None or not after.word or after.low in _CLOSING
    paired = any(other.low == "and" for other in words[:index])
    if (
        token.low in ("two", "three")
        and before == "the"
        and ends
        and (after is None or after.low != "of")
        and not paired
    ):
        return f"the {token.text}"
    if token.low == "neither" and after is not None and after.word and after.low != "of" and not paired:
        return None if any(other.low == "nor" for other in words[index:]) else f"{token.text} {after.text}"
    if token.low == "that" and before in ("later", "earlier") and after is not None and after.low in _TIMES:
        return f"{before} that {after.text}"
    if token.low == "another" and after is not None and numeric(after.text):
        return f"another {after.text}"
    if token.low == "each" and index == 2 and words[0].low in ("what", "who") and after is not None:
        return "each other" if after.low == "other" else None
    if token.low == "different" and before == "a" and after is not None:
        compared = any(other.low in _COMPARING for other in words[index + 2 : index + 5])
        return None if compared else f"a different {after.text}"
    return None


def _same(words: tuple[Token, ...], index: int) -> str | None:
    """Return "the same job" and the like where nothing says the same as what."""
    after = words[index + 1] if index + 1 < len(words) else None
    behind = {token.low for token in words[index + 2 : index + 6]}
    compared = behind & {"as", "that", "of", "for"} or any(token.low == "and" for token in words[:index])
    if after is None or after.low not in _SAME or compared:
        return None
    return f"the same {after.text}"


_SAME = word_set(
    """method technique discovery result conclusion job thing task year approach principle reason trick effect rule idea
    process fate"""
)


def _both(words: tuple[Token, ...], index: int) -> str | None:
    """Return "both" where it stands for two things that the item doesn't name: no "and" before it, none behind it."""
    after = words[index + 1] if index + 1 < len(words) else None
    alone = (
        after is None
        or not after.word
        or (after.low in FUNCTION_WORDS and after.low not in ("of", "the", "his", "her"))
    )
    if not alone or any(token.low == "and" for token in words[index + 1 :]):
        return None
    named = any(token.low in ("and", "two", "which") or token.text == "," for token in words[:index])
    return None if named else words[index].text


def _such(words: tuple[Token, ...], index: int, earlier: tuple[Token, ...]) -> str | None:
    after = words[index + 1] if index + 1 < len(words) else None
    if earlier or after is None or not after.word or after.low in ("as", "that"):
        return None
    window = [token.low for token in words[index + 1 : index + 7]]
    if "that" in window or "as" in window or (index and words[index - 1].low in ("no", "as")):
        return None
    nouns = [other.low for other in words[index + 1 : index + 4] if other.word]
    if any(_same_noun(words[:index], earlier, bare(noun)) for noun in nouns):
        return None
    return f"{words[index].text} {after.text}"


@rule("Q017", "definite noun without an anchor", principle="self-contained wording", rubric="D")
def bare_definite(subject: Subject) -> Fault | None:
    """A phrase like "the settlement", "the company", "the ruling" with nothing that says which one.

    Name it ("the 1911 ruling on Standard Oil"), or add a context line. Only nouns that always point back at something
    are looked at, and only where nothing in the item narrows them down.
    """
    if not subject.english or subject.kind is Kind.FREE_RECALL or topic_only(subject.context):
        return None
    return _bare_noun(tokens(subject.context_prose) if subject.context else subject.words)


def _bare_noun(words: tuple[Token, ...]) -> Fault | None:
    """Return a fault for the first noun with "the" that nothing in these words narrows down, None without one."""
    for index, token in enumerate(words[:-1]):
        if token.low != "the" or (index and words[index - 1].low in ("of", "which")):
            continue
        noun = words[index + 1]
        if noun.low not in _POINTING | _ALWAYS_POINTING or noun.capital:
            continue
        after = words[index + 2] if index + 2 < len(words) else None
        narrowed = after is not None and (
            after.low in _NARROWING or (after.word and after.low not in FUNCTION_WORDS and not after.low.endswith("ed"))
        )
        if narrowed and noun.low in _ALWAYS_POINTING:
            narrowed = not _merely_placed(words, index + 2)
        if narrowed or _same_noun(words[:index], (), noun.low):
            continue
        if (
            index
            and noun.low in _ALWAYS_POINTING
            and after is not None
            and not _same_noun(words[index + 2 :], (), noun.low)
        ):
            return Fault(f"nothing says which {noun.text} is meant by {f'the {noun.text}'!r}", _HINT)
        if noun.low not in _POINTING or _clause_before(words, index):
            continue
        named = any(t.capital and t.start and t.low not in _NOT_NOUNS and not _timely(t.low) for t in words)
        if not named:
            return Fault(f"nothing says which {noun.text} is meant by {f'the {noun.text}'!r}", _HINT)
    return None


def _merely_placed(words: tuple[Token, ...], index: int) -> bool:
    """Whether what follows a noun is a bare place or date ("in Berlin", "in 1922"), which belongs to the verb."""
    behind = words[index + 1] if index + 1 < len(words) else None
    return words[index].low in ("in", "from", "by") and behind is not None and (behind.capital or behind.text.isdigit())


_POINTING = word_set(
    """agreement company firm settlement ruling verdict case act bill project programme idea study survey team book
    novel film paper town village building ship device treatment event incident accident attack conflict party
    committee conference shift innovation decision statement result results outcome consequence expedition author
    authors researchers contract deal merger scandal campaign amendment latter former discovery invention couple trio
    pair duo brothers sisters family"""
)
_ALWAYS_POINTING = word_set(
    """system ratio rule race method procedure technique device machine treaty agreement settlement ruling verdict
    experiment study expedition discovery invention idea theory hypothesis principle practice policy plan programme
    project contract committee commission attack event incident accident disaster crisis strike result outcome
    decision proposal approach building town village book novel poem article paper document tool
    pathway campaign number work melody tune premiere finale disease authority goal injection operation finding route
    objection composer distance"""
)
"""Nouns that point back even in an item that names something else: no judged development item with one was sound."""
_NARROWING = word_set(
    """of for in on at to that who which whose where with between behind against from under about by called known
    named"""
)


def _foreign(subject: Subject) -> Fault | None:
    """Return a fault when a text in another language opens with a word that points back."""
    starts = DANGLING_STARTS.get(subject.note.language)
    if starts is None:
        return None
    for text, before in ((subject.context_prose, ""), (subject.prose, subject.context_prose)):
        words = [token for token in tokens(text) if token.word]
        pointing = POINTING_PHRASES.get(subject.note.language, r"(?!)")
        if words and not before and (words[0].low in starts or re.match(pointing, fold(text))):
            return Fault(f"{words[0].text!r} points at nothing in the item", _HINT)
    return None
