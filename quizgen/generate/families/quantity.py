"""Quantities: "How many ...?", "About what percentage ...?", with the unit in the stem and the bare number as key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from quizgen.generate.clauses import Analysis, Clause, Part, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families.common import askable, content_words, draft
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.mentions import is_plural
from quizgen.generate.stems import keeps, question, subject_question
from quizgen.generate.wording import Rendered, render

_NUMBER = re.compile(r"\d[\d,.]*\d|\d+")
_SPELLED = word_set(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion"""
)
_SCALE = word_set("thousand million billion trillion hundred dozen")
_HEDGES = word_set(
    """about around roughly approximately nearly almost some over under only just up to at least most more than fewer
    less well"""
)
_FRACTION = re.compile(
    r"(?i)(?:(?:about|around|roughly|nearly|almost|over|more than|less than|up to|at least|well|some|only|just) )*"
    r"(?:half|(?:a|one|two|three|four)[ -](?:half|third|quarter|fourth|fifth|sixth|tenth)s?) of "
)
_UNITS = {
    "km": "kilometres", "m": "metres", "cm": "centimetres", "mm": "millimetres", "kg": "kilograms", "g": "grams",
    "km/h": "kilometres per hour", "mph": "miles per hour", "ft": "feet", "ms": "milliseconds", "s": "seconds",
    "min": "minutes", "h": "hours", "GB": "gigabytes", "MB": "megabytes", "TB": "terabytes", "W": "watts",
    "kW": "kilowatts", "MW": "megawatts", "V": "volts", "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz",
    "L": "litres", "l": "litres", "ml": "millilitres", "mL": "millilitres", "t": "tonnes", "K": "kelvins",
    "T": "teslas", "GPa": "gigapascals", "mg": "milligrams", "Wh": "watt-hours", "kWh": "kilowatt-hours",
}  # fmt: skip


_MEASURES = word_set(
    """ph temperature pressure speed velocity rate price cost fee wage length height depth width distance weight mass
    volume area density frequency wavelength voltage current power energy capacity concentration ratio factor score
    share percentage proportion population vote margin load altitude angle magnitude dose interest tax budget yield
    size diameter radius thickness resolution efficiency probability value total average median maximum minimum accuracy
    precision latitude charge"""
)
"""Nouns for what can be measured: "at what pH", "by what margin"."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number in a phrase: words from `hedge` to `start` soften it, `start` to `end` are the number itself."""

    hedge: int
    start: int
    end: int
    noun: int


def quantities(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield how-many questions for the counted or measured nouns in a clause's subject, object and phrases."""
    for clause in askable(analysis):
        if clause.negated:
            continue
        if clause.subject is not None and not clause.lent and clause.subject.end - clause.subject.start <= 12:
            yield from _in_subject(analysis, discourse, clause, clause.subject)
        for part in clause.parts:
            if part.role in (Role.OBJECT, Role.ATTRIBUTE, Role.PREP) and keeps(analysis, part):
                yield from _in_part(analysis, discourse, clause, part)
                yield from _share(analysis, discourse, clause, part)
                yield from _property(analysis, discourse, clause, part)


def _in_subject(analysis: Analysis, discourse: Discourse, clause: Clause, part: Part) -> Iterator[Draft]:
    amount = _amount(analysis, part)
    if amount is None or amount.hedge != part.start or amount.noun != part.head:
        return
    rest = render(analysis, discourse, amount.end, part.end, skip=analysis.loose)
    how = _how(analysis, amount)
    if not how:
        return
    stem = subject_question(analysis, discourse, clause, _ask(analysis, amount, how, rest.text), singular=False)
    if stem is None or content_words(analysis, stem.used) < 3:
        return
    yield from draft(analysis, stem, _key(analysis, discourse, amount), "quantity")


def _in_part(analysis: Analysis, discourse: Discourse, clause: Clause, part: Part) -> Iterator[Draft]:
    amount = _amount(analysis, part)
    if amount is None or (part.role is Role.PREP and amount.hedge != part.start + 1):
        return
    if part.start > 0 and (analysis.words[part.start - 1].text == "%" or analysis.words[part.start - 1].pos == "NUM"):
        return
    if part.role is not Role.PREP and amount.hedge != part.start:
        return
    how = _how(analysis, amount)
    if not how or (
        part.word in ("after", "before", "since", "until", "from", "like", "such") and not _unit(analysis, amount)
    ):
        return
    if part.role is Role.ATTRIBUTE and analysis.words[clause.verb].lemma == "be" and is_plural(analysis, part.head):
        return
    stop = next((i for i in range(amount.end, part.end) if analysis.words[i].text == ","), part.end)
    rest = render(analysis, discourse, amount.end, stop, skip=analysis.loose)
    opening = _ask(analysis, amount, how, rest.text)
    if part.role is Role.PREP:
        if _limit(analysis, amount) or part.word == "of" or analysis.words[part.noun].lemma in ("way", "respect"):
            return
        opening = f"{part.word} {opening}"
    stem = question(analysis, discourse, clause, opening, drop=(part,))
    if stem is None or content_words(analysis, stem.used) < 2:
        return
    used = frozenset((*stem.used, *range(amount.end, part.end)))
    stem = replace(stem, used=used, pending=stem.pending or rest.pending)
    yield from draft(analysis, stem, _key(analysis, discourse, amount), "quantity")


def _limit(analysis: Analysis, amount: _Amount) -> bool:
    """Return whether the number is a bound ("for more than 200 years"), which no question word follows well."""
    inside = {word.text.lower() for word in analysis.words[amount.hedge : amount.start]}
    return bool(inside & {"more", "less", "fewer", "least", "most", "over", "under", "only", "just", "than"})


def _share(analysis: Analysis, discourse: Discourse, clause: Clause, part: Part) -> Iterator[Draft]:
    """Yield "About what share of X does S V?" from "S V about a quarter of X"."""
    start = part.start + (1 if part.role is Role.PREP else 0)
    text = analysis.parse.text(start, part.end)
    match = _FRACTION.match(text)
    if match is None or part.fronted:
        return
    at = next((i for i in range(start, part.end) if analysis.words[i].text == "of"), -1)
    first = next((i for i in range(start, part.end) if analysis.words[i].text.lower() not in _HEDGES), start)
    if at < 0 or at <= first:
        return
    rest = render(analysis, discourse, at, part.end, skip=analysis.loose)
    if "," in rest.text or any(analysis.words[i].tag in ("VBD", "VBZ", "VBP", "MD") for i in range(at, part.end)):
        return
    hedge = analysis.parse.text(start, first).lower()
    if hedge not in ("", "about", "around", "roughly", "nearly", "almost", "up to"):
        return
    lead = f"{part.word} " if part.role is Role.PREP else ""
    opening = lead + " ".join(item for item in (hedge, "what share", rest.text) if item)
    stem = question(analysis, discourse, clause, opening, drop=(part,))
    if stem is None:
        return
    stem = replace(stem, used=stem.used | frozenset(rest.spans), pending=stem.pending or rest.pending)
    yield from draft(analysis, stem, render(analysis, discourse, first, at, inner=False), "quantity")


def _property(analysis: Analysis, discourse: Discourse, clause: Clause, part: Part) -> Iterator[Draft]:
    """Yield "At what pH does S V?" from "S V at a pH of roughly 4.2 to 4.5"."""
    if part.noun < 0 or part.role not in (Role.PREP, Role.OBJECT) or part.fronted:
        return
    noun = analysis.words[part.noun]
    if noun.ent in ("DATE", "TIME") or noun.lemma.lower() not in _MEASURES:
        return
    of = [k for k in analysis.parse.children[noun.i] if analysis.words[k].text == "of" and k == noun.i + 1]
    if noun.pos not in ("NOUN", "PROPN") or not of or analysis.parse.right[of[0]] + 1 != part.end:
        return
    inside = [word for word in analysis.words[of[0] + 1 : part.end] if word.pos != "PUNCT"]
    measured = all(
        w.pos in ("NUM", "SYM", "ADV", "ADP", "PART", "X")
        or w.text in _UNITS
        or (w.tag in ("NN", "NNS", "NNP", "IN", "TO") and w.ent)
        for w in inside
    )
    if not inside or not measured or not any(word.pos == "NUM" for word in inside) or len(inside) > 7:
        return
    start = part.start + (1 if part.role is Role.PREP else 0)
    thing = re.sub(r"^(?:a|an|the|its|their) ", "", render(analysis, discourse, start, noun.i + 1).text)
    lead = f"{part.word} " if part.role is Role.PREP else ""
    stem = question(analysis, discourse, clause, f"{lead}what {thing}", drop=(part,))
    yield from draft(analysis, stem, render(analysis, discourse, of[0] + 1, part.end), "quantity")


def _amount(analysis: Analysis, part: Part) -> _Amount | None:
    """Return the first number of a part with what it counts, when the part holds exactly one and no date."""
    words = analysis.words
    inside = [words[i] for i in range(part.start, part.end) if i not in analysis.loose]
    numbers = [
        word
        for word in inside
        if (word.pos == "NUM" and word.ent not in ("DATE", "TIME", "ORDINAL"))
        or (word.text.lower() in _SPELLED and word.dep == "nummod")
    ]
    durations = [
        word
        for word in inside
        if word.pos == "NUM"
        and word.ent in ("DATE", "TIME")
        and words[word.head].lemma
        in ("day", "hour", "minute", "second", "week", "month", "year", "decade", "century", "night")
    ]
    numbers = sorted({*numbers, *durations}, key=lambda word: word.i)
    if not numbers or numbers[0].text.lower() == "one":
        return None
    first = numbers[0]
    end = first.i + 1
    while end < part.end and words[end].text.lower() in _SCALE:
        end += 1
    if any(number.i >= end for number in numbers):
        return None
    if not _NUMBER.fullmatch(first.text) and first.text.lower() not in _SPELLED:
        return None
    noun = first.head if words[first.head].i >= end else -1
    if words[first.i - 1].text in ("$", "£", "€", "¥"):
        noun = -1
    elif words[end].text == "%" if end < len(words) else False:
        noun = end
    while (
        noun >= 0
        and words[noun].dep in ("nummod", "compound", "quantmod")
        and words[noun].head > noun
        and words[noun].head < part.end
    ):
        noun = words[noun].head
    start = first.i - 1 if words[first.i - 1].text in ("$", "£", "€", "¥") else first.i
    hedge = start
    while (
        hedge > part.start
        and words[hedge - 1].text.lower() in _HEDGES
        and not (part.role is Role.PREP and hedge - 1 == part.start)
    ):
        hedge -= 1
    after = [word.text for word in words[end : end + 3]]
    if after[:1] == ["-"] or (after[:1] in (["to"], ["\u2013"], ["or"]) and after[1:2] and after[1][:1].isdigit()):
        return None
    if after[:1] == ["%"] and after[1:2] in (["to"], ["\u2013"], ["or"]):
        return None
    return _Amount(hedge, start, end, noun)


def _unit(analysis: Analysis, amount: _Amount) -> bool:
    return amount.noun >= 0 and analysis.words[amount.noun].text in _UNITS


def _how(analysis: Analysis, amount: _Amount) -> str:
    """Return the question words for an amount: "how many", "what percentage", "how much"; empty when unsure."""
    words = analysis.words
    if words[amount.start].text in ("$", "£", "€", "¥"):
        after = words[amount.end].text.lower() if amount.end < len(words) else ""
        return "how much" if after in ("an", "a", "per", "each") else "how much money"
    if amount.end < len(words) and words[amount.end].text.lower() in ("%", "percent"):
        return "what percentage"
    if amount.noun < 0:
        return ""
    noun = words[amount.noun]
    if " ".join(word.text.lower() for word in words[max(0, amount.start - 5) : amount.start]).startswith(
        "for the first time"
    ):
        return ""
    if noun.text in _UNITS or noun.tag in ("NNS", "NNPS"):
        return "how many"
    return ""


def _ask(analysis: Analysis, amount: _Amount, how: str, rest: str) -> str:
    """Return hedge, question words and the counted noun with what belongs to it."""
    words = analysis.words
    hedge = " ".join(word.text.lower() for word in words[amount.hedge : amount.start])
    pieces = rest.split(" ", 1)
    pieces[0] = pieces[0].rstrip(".") if pieces[0].rstrip(".") in _UNITS or "/" in pieces[0] else pieces[0]
    rest = " ".join(pieces)
    if how == "what percentage":
        rest = pieces[1] if len(pieces) > 1 else ""
        rest = rest.removeprefix("%").strip()
    elif pieces[0] in _UNITS:
        rest = " ".join([_UNITS[pieces[0]], *pieces[1:]])
    if "only" in hedge or "just" in hedge:
        return ""
    if hedge in ("some", "up"):
        hedge = {"some": "about", "up": "up"}[hedge]
    return " ".join(item for item in (hedge, how, rest) if item)


def _key(analysis: Analysis, discourse: Discourse, amount: _Amount) -> Rendered:
    end = amount.end
    if end < len(analysis.words) and analysis.words[end].text in ("%", "percent"):
        end += 1
    return render(analysis, discourse, amount.start, end)
