"""Falsify: statements that the note contradicts in one word, made from one of its own statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.generate.clauses import Analysis, Clause, ClauseKind
from quizgen.generate.discourse import Discourse
from quizgen.generate.falsehood import Falsehood, words_of
from quizgen.generate.inflect import base_form, verb_form
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.misnamed import renamed, sibling
from quizgen.generate.opposites import exchanged, opposed, paired
from quizgen.generate.parse import Word
from quizgen.generate.trim import Statement

_POLAR = word_set("any anyone anything anybody ever either yet until much nor neither none no nothing nobody")
"""Words that only a negation licenses, or that deny a second time."""


_PARTLY = word_set("only just merely simply always all every necessarily entirely completely everyone both alone quite")
"""Words behind a "not" that make it deny a part: "not always" leaves "often" open."""


def falsehoods(analysis: Analysis, discourse: Discourse, statement: Statement) -> Iterator[Falsehood]:
    """Yield false versions of a statement, the surest first: each alters the one word or pair that carries the fact."""
    for way in (exchanged, paired, affirmed, opposed, opposite_quantity, bounded, counted, ordinal):
        yield from way(analysis, statement)
    for told in (renamed, sibling):
        yield from told(analysis, discourse, statement)


def affirmed(analysis: Analysis, statement: Statement) -> Iterator[Falsehood]:
    """Yield the statement without its only negation: "the plates don't get longer", "the plates get longer"."""
    words = words_of(analysis, statement)
    negations = [word for word in words if word.dep == "neg" or word.text.lower() in ("not", "never", "cannot")]
    if len(negations) != 1 or any(word.text.lower() in _POLAR and word is not negations[0] for word in words):
        return
    no = negations[0]
    clause = next((item for item in analysis.clauses if no.i in item.group or no.head == item.verb), None)
    if clause is None or clause.kind not in (ClauseKind.MAIN, ClauseKind.CONJUNCT) or clause.imperative:
        return
    following = analysis.words[no.i + 1].text.lower() if no.i + 1 < len(analysis.words) else ""
    if following in _PARTLY or re.search(
        r"(?i)\b(?:but|so|because|no longer|unless|due to|whereas|while|although|though)\b|:",
        statement.text,
    ):
        return
    text = _without(analysis, statement, clause, no)
    if text:
        yield text, "false denial"


def _without(analysis: Analysis, statement: Statement, clause: Clause, no: Word) -> str:
    """Return the statement without a negation, its "do" turned back into a form of the verb; empty where unsure."""
    _start, end = statement.spans[no.i]
    text = statement.text
    before = analysis.words[no.i - 1] if no.i else None
    low = no.text.lower()
    if low == "never":
        return ""
    if before is None or before.i not in statement.spans or before.tag not in ("MD", "VBZ", "VBP", "VBD"):
        return ""
    if before.lemma.lower() == "do":
        if clause.verb != no.i + 1 or analysis.words[clause.verb].tag != "VB" or clause.verb not in statement.spans:
            return ""
        verb = analysis.words[clause.verb]
        form = verb_form(base_form(verb.text, verb.lemma.lower()), before.tag)
        if form == verb.text and before.tag != "VBP":
            return ""
        return text[: statement.spans[before.i][0]] + form + text[statement.spans[clause.verb][1] :]
    auxiliary = {"ca": "can", "wo": "will", "sha": "shall"}.get(before.text.lower(), before.text)
    return text[: statement.spans[before.i][0]] + auxiliary + text[end:]


_QUANTITY = {
    "most": "few", "many": "few", "few": "most", "usually": "rarely", "often": "rarely", "rarely": "often",
    "seldom": "often", "frequently": "rarely", "mostly": "rarely", "typically": "rarely", "commonly": "rarely",
}  # fmt: skip
"""Words of number and frequency with one that excludes what they say."""


def opposite_quantity(analysis: Analysis, statement: Statement) -> Iterator[Falsehood]:
    """Yield the statement with "most" or "many" before its subject, or "often" at its verb, turned round."""
    clause = statement.clause or next((item for item in analysis.clauses if item.kind is ClauseKind.MAIN), None)
    if clause is None or clause.negated or clause.subject is None:
        return
    found = [word for word in words_of(analysis, statement) if word.text.lower() in _QUANTITY]
    if len(found) != 1:
        return
    word = found[0]
    low = word.text.lower()
    subject = clause.subject
    if low in ("most", "many", "few"):
        head = analysis.words[subject.head]
        if word.i != subject.start or word.head != subject.head or head.tag not in ("NNS", "NNPS"):
            return
    elif word.head not in (clause.verb, clause.finite) or word.i not in clause.group:
        return
    if re.search(r"(?i)\b(?:but|although|though|while|whereas|because|since|than|so|only|must|more)\b", statement.text):
        return
    start, end = statement.spans[word.i]
    new = _QUANTITY[low]
    new = new.capitalize() if statement.text[start].isupper() else new
    yield statement.text[:start] + new + statement.text[end:], "false quantity"


_BOUND = re.compile(
    r"\b([Mm]ore|[Ff]ewer|[Ll]ess) than "
    r"(?=(?:about |some |around )?[$€£]?\d|half\b|a (?:third|quarter|hundred|thousand|million)\b)"
)


_LEAST = re.compile(r"\b([Aa]t) (least|most) (?=[$€£]?\d)")


def bounded(analysis: Analysis, statement: Statement) -> Iterator[Falsehood]:
    """Yield the statement with its only bound turned round: "more than 300 species", "fewer than 300 species"."""
    if any(word.dep == "neg" for word in words_of(analysis, statement)):
        return
    found = [*_BOUND.finditer(statement.text), *_LEAST.finditer(statement.text)]
    if len(found) != 1 or re.search(r"\bfrom\b|\d[^.]*\bto [^.]*\d|er than any|, ", statement.text):
        return
    match = found[0]
    if match.re is _LEAST:
        new = f"{match[1]} {'most' if match[2] == 'least' else 'least'} "
    else:
        whole = re.match(r"(?:about |some |around )?[\d,.]+ (?:[a-z]+ )?[a-z]+s\b", statement.text[match.end() :])
        measured = re.match(
            r"(?:about |some |around )?[\d,.]+ ?(?:%|percent|years|minutes|hours|km|m\b)", statement.text[match.end() :]
        )
        less = "fewer than " if whole and not measured else "less than "
        new = less if match[1].lower() == "more" else "more than "
    new = new[0].upper() + new[1:] if match[1][0].isupper() else new
    yield statement.text[: match.start()] + new + statement.text[match.end() :], "false bound"


_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def counted(analysis: Analysis, statement: Statement) -> Iterator[Falsehood]:
    """Yield the statement with its only number, one written as a word, moved: "six forms", "four forms"."""
    numbers = [
        word for word in words_of(analysis, statement) if word.pos == "NUM" or any(c.isdigit() for c in word.text)
    ]
    if len(numbers) != 1 or numbers[0].text.lower() not in _NUMBERS[2:]:
        return
    word = numbers[0]
    head = analysis.words[word.head]
    if word.dep != "nummod" or head.tag not in ("NNS", "NNPS") or head.i not in statement.spans:
        return
    if re.search(r"[:\u2014(]|, | and \w+ing\b", analysis.sentence.text) or (
        word.i
        and analysis.words[word.i - 1].text.lower()
        in ("than", "least", "most", "to", "or", "first", "last", "these", "all")
    ):
        return
    if word.i + 1 < len(analysis.words) and analysis.words[word.i + 1].text in ("-", "or", "to", "hundred"):
        return
    value = _NUMBERS.index(word.text.lower()) + 1
    step = 2 if len(statement.text) % 2 and value > 4 else -2 if value > 4 else 2
    value = value - step if not 0 < value + step <= len(_NUMBERS) else value + step
    new = _NUMBERS[value - 1]
    start, end = statement.spans[word.i]
    new = new.capitalize() if statement.text[start].isupper() else new
    yield statement.text[:start] + new + statement.text[end:], "false count"


_ORDER = {"first": "second", "second": "third", "third": "second", "fourth": "third"}


def ordinal(analysis: Analysis, statement: Statement) -> Iterator[Falsehood]:
    """Yield the statement with "the first N" turned into "the second N"."""
    found = [word for word in words_of(analysis, statement) if word.text.lower() in _ORDER and word.dep == "amod"]
    if len(found) != 1 or found[0].text[:1].isupper():
        return
    word = found[0]
    before = analysis.words[word.i - 1] if word.i else None
    head = analysis.words[word.head]
    if before is None or before.text.lower() != "the" or head.tag != "NN" or head.i not in statement.spans:
        return
    if analysis.words[word.i + 1].text in ("-", ",") or not any(
        analysis.words[k].dep in ("prep", "relcl", "acl") for k in analysis.parse.children[head.i]
    ):
        return
    start, end = statement.spans[word.i]
    yield statement.text[:start] + _ORDER[word.text.lower()] + statement.text[end:], "false order"
