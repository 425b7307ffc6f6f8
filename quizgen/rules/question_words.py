"""Rules on the question word and what it asks for."""

from __future__ import annotations

import re
from itertools import pairwise

from quizgen.item import Kind
from quizgen.rules.given_names import GIVEN_NAMES
from quizgen.rules.model import Fault, Subject, rule
from quizgen.rules.text import Token, count_words, has_digit, numeric, tokens, words_of
from quizgen.rules.words import AUXILIARIES, MONTHS, NUMBER_WORDS, PERSON_NOUNS, TIME_WORDS, WEEKDAYS, word_set

_NUMERIC_NOUNS = (
    "year|percentage|percent|share|proportion|fraction|number|amount|temperature|price|speed|distance|depth|height|weight"
    "|length|rate|magnitude|age|pH"
)
_COUNT_NOUNS = word_set("""two three four five six seven eight""")
_DATED = re.compile(r"(?i)\b(?:1\d{3}|20\d\d|\d{1,2}(?:st|nd|rd|th)?)\b|\b\d+s\b|\bcentur|\bb\.?c")


@rule("Q021", "question word and key don't fit", principle="optimise wording", rubric="W")
def wrong_question_word(subject: Subject) -> Fault | None:
    """Who asks for persons, where for places, when for times, how many for a number, which year for a year.

    "Where was the event confirmed? in April 2024" and "What won the 1903 prize? Henri Becquerel" are answered only by
    someone who guesses what was meant. For multiple choice the distractors must fit as well.
    """
    if not subject.english or not subject.asks:
        return None
    for key in subject.options or (subject.key,):
        wanted = _mismatch(subject.stem, key, subject.note.persons)
        if wanted:
            return Fault(
                f"the stem asks for {wanted}, but {key!r} is none", "use the question word that the key answers"
            )
    return None


def _mismatch(stem: str, key: str, persons: frozenset[str]) -> str | None:
    low = stem.casefold()
    opening = (
        low.split(",", 1)[-1].strip()
        if "," in low and not re.match(r"\W*(?:what|who|when|where|why|how|which|in|at|on|to)", low)
        else low
    )
    words = words_of(key)
    if re.match(r"(?:by |to |with |from |for )?(?:who|whom)\b", opening):
        if _is_date(key) or _is_bare_number(key) or re.match(r"(?i)(?:in|at|on|because|due to|since)\s|the \d", key):
            return "a person"
        return "a person" if words and words[0].endswith("ing") and len(words) > 1 and key[0].islower() else None
    if re.match(r"(?:from |to )?where\b", opening):
        return (
            "a place"
            if _is_date(key) or _is_bare_number(key) or re.match(r"(?i)(?:because|due to|since)\s", key)
            else None
        )
    if re.match(r"(?:since |until |by )?when\b", opening):
        timely = has_digit(key) or any(word in TIME_WORDS or word in NUMBER_WORDS for word in words)
        return None if timely or len(words) > 4 else "a time"
    if re.search(r"\bhow many\b", opening):
        return None if numeric(key) else "a number"
    if re.match(
        r"\W*(?:about |roughly |around |by |for |at |over )?how (?:long|far|tall|deep|wide|heavy|old|fast|hot)\b",
        opening,
    ):
        measured = numeric(key) or any(word in TIME_WORDS for word in words) or len(words) > 1
        return None if measured else "a measure"
    if re.match(r"why\b", opening):
        return "a reason" if _is_date(key) or _is_bare_number(key) else None
    asked = re.search(rf"\b(?:which|what) ({_NUMERIC_NOUNS})\b", opening)
    if asked:
        return None if numeric(key) else f"a {asked.group(1)}"
    if re.search(r"\b(?:which|what) (?:century|decade)s?\b", opening):
        return (
            None
            if numeric(key) or any(word.split("-")[0].endswith(("th", "nd", "rd", "st")) for word in words)
            else "a time"
        )
    if re.search(r"\b(?:which|what) month\b", opening):
        return None if any(word in MONTHS for word in words) else "a month"
    if re.search(r"\b(?:which|what) (?:weekday|day of the week)\b", opening):
        return None if any(word in WEEKDAYS for word in words) else "a weekday"
    if re.match(r"what (?!(?:\w+ )?(?:is|was|were|are)\b.*\b(?:name|called|named|known)\b)", opening):
        return _person_as_what(opening, key, persons)
    return None


def _person_as_what(opening: str, key: str, persons: frozenset[str]) -> str | None:
    """Return what is asked for when a person's name answers a What with a verb behind it."""
    after = opening.split()[1] if len(opening.split()) > 1 else ""
    verb = (
        after in AUXILIARIES
        or after.endswith(("ed", "s"))
        or after in ("won", "led", "wrote", "made", "gave", "found", "began")
    )
    kin = re.match(r"(?:his|her|their) ", key) and any(word in PERSON_NOUNS for word in words_of(key)[1:3])
    person = is_person_name(key, persons) or bool(kin and after not in AUXILIARIES)
    return "a thing" if verb and person else None


def is_person_name(text: str, persons: frozenset[str] = frozenset()) -> bool:
    """Return whether a text is surely the full name of a person: a known one, or a common given name and a surname."""
    if text in persons:
        return True
    parts = text.split()
    if (
        len(parts) < 2
        or len(parts) > 4
        or not all(part[0].isupper() or part in ("de", "von", "van", "da", "di") for part in parts)
    ):
        return False
    titled = parts[0].rstrip(".") in (
        "Dr",
        "Mr",
        "Mrs",
        "Ms",
        "Sir",
        "President",
        "Queen",
        "King",
        "Pope",
        "Lord",
        "Lady",
        "Saint",
    )
    return titled or (parts[0] in GIVEN_NAMES and not parts[-1].endswith("s'"))


def _is_date(key: str) -> bool:
    """Whether a key is nothing but a date: a year, a month with or without a day or year, a weekday."""
    words = [
        word
        for word in words_of(key)
        if word not in ("in", "on", "of", "the", "by", "about", "around", "early", "late", "from", "to", "and")
    ]
    if not words or len(words) > 5:
        return False
    dated = any(
        word in MONTHS - {"may", "march", "mar", "jan"} or re.fullmatch(r"1[0-9]{3}s?|20\d\ds?", word) for word in words
    )
    return dated and all(word in MONTHS | WEEKDAYS or word[0].isdigit() for word in words)


def _is_bare_number(key: str) -> bool:
    return bool(re.fullmatch(r"[~≈$€£]?\s*[\d.,]+\s*(?:%|percent|million|billion|thousand)?", key.strip()))


@rule("Q022", "key has another number than the stem asks for", principle="one answer", rubric="M")
def wrong_count(subject: Subject) -> Fault | None:
    """A stem like "Which two institutions …?" wants both: a key with one of them is half an answer."""
    if not subject.english or subject.kind is not Kind.SHORT_ANSWER:
        return None
    found = re.match(r"(?i)(?:\w+ )?(?:which|what) (two|three|four|five|six|seven|eight)\b", subject.stem)
    if found is None:
        return None
    wanted = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}[found.group(1).lower()]
    members = [
        part
        for part in re.split(r",\s*(?:and|or)?\s*|\s+(?:and|or|&|versus|vs\.?)\s+|;\s*|\s*/\s*", subject.key)
        if part.strip()
    ]
    if len(members) < wanted and not (wanted == 2 and re.search(r"\bboth\b|\bto\b|\bfrom\b", subject.key)):
        return Fault(f"the stem asks for {wanted}, the key gives {len(members)}", "give all of them in the key")
    return None


@rule("Q010", "yes-or-no question", principle="optimise wording", rubric="T")
def yes_or_no(subject: Subject) -> Fault | None:
    """A question that "yes" answers teaches one bit: make it a true/false statement, or ask what, which, why."""
    if not subject.english or not subject.asks:
        return None
    word = re.sub(r"\W", "", subject.key).casefold()
    if word in ("yes", "no", "true", "false"):
        return Fault(f"the key is {subject.key!r}", "make it a true/false statement, or ask what or why")
    return None


@rule("Q025", "broken question", principle="grammar", rubric="G")
def broken_question(subject: Subject) -> Fault | None:
    """A question that no careful writer would print: "did … began", "What are she", "Why the dollar was suspended?"."""
    if not subject.english or not subject.asks:
        return None
    words = tokens(subject.prose)
    if not words:
        return None
    for look in (_do_support, _pronoun_agreement, _no_verb, _stranded_end):
        message = look(words)
        if message:
            return Fault(message, "write the question anew")
    return None


_PLAIN_PASTS = word_set(
    """began became came went took gave wrote spoke broke chose drove knew grew threw flew drew fell swore tore stole
    froze sank sang swam ate forgot forgave arose awoke shook withdrew underwent overthrew overcame was were had"""
)
_PASTS = word_set(
    """built founded lost won said met kept paid sold told thought brought bought caught taught sent spent felt dealt
    led held left made meant fought sought stood understood hung dug fed laid lent"""
)
_BREAKS = word_set(
    """which who that whose whom when where while because since after before until as if although though and but or
    , : ; — –"""
)


def _do_support(words: tuple[Token, ...]) -> str | None:
    start = next(
        (i for i, token in enumerate(words[:8]) if token.low in ("did", "does", "do", "didn't", "doesn't", "don't")),
        None,
    )
    if start is None or any(token.low in AUXILIARIES for token in words[:start]):
        return None
    helper = words[start].low
    if start + 1 < len(words):
        after = words[start + 1].low
        if helper in ("do", "don't") and after in ("he", "she", "it", "this", "that", "each", "every", "a", "an"):
            return f"{helper!r} doesn't go with {after!r}"
        if helper in ("does", "doesn't") and after in (
            "they",
            "we",
            "you",
            "these",
            "those",
            "many",
            "several",
            "few",
            "both",
        ):
            return f"{helper!r} doesn't go with {after!r}"
    resume = 0
    for position in range(start + 2, len(words)):
        token = words[position]
        if position < resume:
            continue
        if (
            token.text == ","
            and words[position + 1 : position + 2]
            and words[position + 1].low in ("who", "which", "whose")
        ):
            resume = next((i for i in range(position + 2, len(words)) if words[i].text == ","), len(words)) + 1
            continue
        if token.low in _BREAKS:
            return None
        following = words[position + 1].low if position + 1 < len(words) else ""
        definite = following in ("the", "a", "an", "its", "his", "her", "their")
        if token.low in _PLAIN_PASTS or (
            definite and not token.capital and (token.low in _PASTS or re.fullmatch(r"\w{3,}[^e]ed", token.low))
        ):
            return f"{token.text!r} after {words[start].text!r}"
    return None


def _pronoun_agreement(words: tuple[Token, ...]) -> str | None:
    for token, after in pairwise(words[:7]):
        singular, plural = after.low in ("he", "she", "it"), after.low in ("they", "we")
        if (token.low in ("are", "were", "have") and singular) or (token.low in ("is", "was", "has") and plural):
            return f"{token.text!r} doesn't go with {after.text!r}"
    return None


def _no_verb(words: tuple[Token, ...]) -> str | None:
    first, second = words[0].low, words[1].low if len(words) > 1 else ""
    if (
        first in ("what", "who", "whom", "where", "when", "why")
        and second in ("the", "a", "an", "its", "their")
        and first != "what"
    ):
        return f"no verb between {words[0].text!r} and its subject"
    if first == "what" and second == "the":
        return "no verb between 'What' and its subject"
    if first in ("why", "where", "when") and not any(
        token.low in AUXILIARIES or token.low in ("to", "not") for token in words
    ):
        return f"no auxiliary verb after {words[0].text!r}"
    if first in ("what", "who", "where", "when", "why") and second in ("what", "who", "which", "where", "when", "why"):
        return "two question words in a row"
    return None


def _stranded_end(words: tuple[Token, ...]) -> str | None:
    body = [token for token in words if token.word]
    if (
        body
        and body[-1].low
        in ("the", "a", "an", "and", "or", "but", "because", "which", "whose", "than", "is", "are", "was", "were")
        and count_words(body[-1].text)
        and len(body) > 2
    ):
        if body[-1].low in ("is", "are", "was", "were"):
            return None
        return f"the question breaks off at {body[-1].text!r}"
    return None
