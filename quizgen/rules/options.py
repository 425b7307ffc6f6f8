"""Rules on the options of multiple-choice items."""

from __future__ import annotations

import re

from quizgen.item import MultipleChoice
from quizgen.problem import Severity
from quizgen.rules.model import Fault, Subject, rule
from quizgen.rules.text import content_words, count_words, fold, normal, numeric, words_of
from quizgen.rules.words import FUNCTION_WORDS, MONTHS, NUMBER_WORDS

_FIGURE = re.compile(r"-?\d+(?:[.,]\d+)*")


@rule("M001", "key stands out by its length", principle="item-writing flaws", rubric="X")
def key_longest(subject: Subject) -> Fault | None:
    """The key is much longer than every distractor: test-wise learners pick it unread."""
    if not isinstance(subject.question, MultipleChoice) or not subject.question.distractors:
        return None
    lengths = [count_words(text) for text in subject.question.distractors]
    key = count_words(subject.key)
    if (
        key >= max(lengths) + 3
        and key > 1.5 * sum(lengths) / len(lengths)
        and len(subject.key) > 1.4 * max(map(len, subject.question.distractors))
    ):
        return Fault("the key is by far the longest option", "make the options equally long")
    return None


@rule("M002", "all or none of the above", principle="item-writing flaws", rubric="X")
def all_of_the_above(subject: Subject) -> Fault | None:
    """Options like "all of the above" and "none of the above" reward half knowledge, and break when shuffled."""
    for option in subject.options:
        if re.search(
            r"(?i)\b(?:all|none|both|neither) of (?:the above|these|them|the others)\b|^(?:both )?[A-D] and [A-D]$",
            option,
        ):
            return Fault(f"{option!r} as an option", "write a real distractor")
    return None


@rule("M003", "absolute word in a distractor", principle="item-writing flaws", rubric="X", severity=Severity.WARNING)
def absolute_distractor(subject: Subject) -> Fault | None:
    """Words like "always", "never", "entirely" in distractors but not in the key mark them as wrong."""
    if not isinstance(subject.question, MultipleChoice):
        return None
    pattern = r"(?i)\b(?:always|never|completely|entirely|impossible|nobody|everyone|nothing|everything)\b"
    loud = [option for option in subject.question.distractors if re.search(pattern, option)]
    if loud and not re.search(pattern, subject.key):
        return Fault(f"{loud[0]!r} sounds wrong by its wording", "write it without the absolute word")
    return None


@rule("M004", "stem fits one option only", principle="item-writing flaws", rubric="X")
def grammar_cue(subject: Subject) -> Fault | None:
    """The stem ends in "a" or "an", or the options differ in article or number, so that grammar tells the key."""
    if not subject.english or not isinstance(subject.question, MultipleChoice) or not subject.question.distractors:
        return None
    last = re.search(r"\b(an?)\s*(?:____)?\s*[.?:]?$", subject.stem)
    if last and not re.search(r"\b[Vv]itamin a\W*$", subject.stem):
        return Fault(f"the stem ends in {last.group(1)!r}", "put the article into the options")
    first = [_article(option) for option in subject.options]
    if first[0] not in first[1:] and len(set(first[1:])) == 1 and (first[0] == "" or first[1] == ""):
        return Fault("only the key differs in its article", "give all options the same form")
    return None


def _article(option: str) -> str:
    word = fold(option.split()[0]) if option.split() else ""
    return "a" if word in ("a", "an") else "the" if word == "the" else ""


@rule("M005", "negative stem", principle="item-writing flaws", rubric="M", severity=Severity.WARNING)
def negative_stem(subject: Subject) -> Fault | None:
    """A stem like "Which of these is not …?" is misread: write NOT in capitals, or ask the other way round."""
    if not subject.english or not isinstance(subject.question, MultipleChoice):
        return None
    found = re.search(r"\b(?:which|what)\b[^?]*\b(not|except)\b", subject.stem, re.IGNORECASE)
    return (
        Fault("a negation that is easily overlooked", "write NOT in capitals, or ask the other way round")
        if found and found.group(1).islower()
        else None
    )


@rule("M006", "uneven options", principle="item-writing flaws", rubric="X")
def uneven(subject: Subject) -> Fault | None:
    """The options are not of one form: numbers beside words, other units, other decimals, dates beside years."""
    if not isinstance(subject.question, MultipleChoice) or not subject.question.distractors:
        return None
    shapes = [_shape(option) for option in subject.options]
    figures = shapes[0][0] or any(shape[0] for shape in shapes[1:])
    same = all(shape == shapes[0] for shape in shapes) if shapes[0][0] else shapes[0] in shapes[1:]
    if figures and not same:
        odd = next(option for option, shape in zip(subject.options, shapes, strict=True) if shape != shapes[0])
        return Fault(
            f"{odd!r} has another form than the key", "give all options one form: same unit, same kind of number"
        )
    return None


def _shape(option: str) -> tuple[bool, str]:
    """Return whether an option is a figure, and its text with the figures taken out."""
    words = fold(option).replace("-", " ").split()
    if _FIGURE.search(option) and not re.search(
        r"[^\W\d_]\d|\d[^\W\d_]", re.sub(r"\d(?:st|nd|rd|th|s|km|cm|mm|m|kg|g|v|w|k|x)\b", "0", fold(option))
    ):
        rest = " ".join(word for word in _FIGURE.sub("#", fold(option)).split())
        rest = re.sub(
            r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
            "month",
            rest,
        )
        rest = re.sub(r"\b(?:thousand|million|billion|trillion)\b", "", rest)
        singular = re.sub(r"(?<=\w{3})s\b", "", rest)
        return True, re.sub(r"\s+", " ", re.sub(r"#(?:st|nd|rd|th)", "#th", singular)).strip()
    if words and all(word in NUMBER_WORDS or word in ("a", "and", "about") for word in words):
        return False, "number word"
    return False, ""


@rule("M007", "options too close", principle="item-writing flaws", rubric="X")
def too_close(subject: Subject) -> Fault | None:
    """Neighbouring numbers (2,299 / 2,300 / 2,301) test eyesight, not knowledge: use steps to believe in."""
    if not isinstance(subject.question, MultipleChoice):
        return None
    key = _value(subject.key)
    if key is None or re.search(r"\d\s*[+×*/÷−^=-]\s*\d|=", subject.stem):
        return None
    year = bool(re.search(r"\b(?:1[0-9]|20)\d\ds?$", subject.key.strip())) and _year_only(subject.key)
    for option in subject.question.distractors:
        value = _value(option)
        if value is None or value == key:
            continue
        near = abs(value - key) < 2 if year else abs(value - key) < 0.05 * abs(key)
        if near and (year or abs(key) > 20 or "." in subject.key):
            return Fault(f"{option!r} is too close to {subject.key!r}", "choose a distractor farther off")
    return None


def _year_only(key: str) -> bool:
    """Whether a key is a year, a decade or a date: nothing but its number, a month and small words."""
    words = [word for word in words_of(key) if word.isalpha() and word not in FUNCTION_WORDS]
    return all(
        word in MONTHS or word in ("early", "late", "mid", "spring", "summer", "autumn", "winter") for word in words
    )


def _value(option: str) -> float | None:
    found = _FIGURE.findall(option)
    if len(found) != 1 or re.search(r"(?i)\b(?:thousand|million|billion|trillion)\b", option):
        return None
    try:
        return float(re.sub(r",(?=\d{3}\b)", "", found[0]).replace(",", "."))
    except ValueError:
        return None


@rule("M008", "overlapping options", principle="item-writing flaws", rubric="X")
def overlapping(subject: Subject) -> Fault | None:
    """Two options are equal, or one contains another: then more than one is right, or one can be ruled out unread."""
    if not isinstance(subject.question, MultipleChoice):
        return None
    texts = [normal(option) for option in subject.options]
    for index, text in enumerate(texts):
        for other in range(index + 1, len(texts)):
            if text == texts[other] and subject.options[index].strip() == subject.options[other].strip():
                return Fault(f"{subject.options[other]!r} stands twice", "replace one")
            if numeric(text) and numeric(texts[other]):
                continue
            inner, outer = sorted(
                (content_words(subject.options[index]), content_words(subject.options[other])), key=len
            )
            joined = f" {' '.join(outer)} "
            if inner and (index == 0) and f" {' '.join(inner)} " in joined and len(inner) < len(outer):
                return Fault(f"{subject.options[other]!r} overlaps the key", "choose options that exclude each other")
    return None


@rule("M009", "too few distractors", principle="item-writing flaws", rubric="X")
def too_few(subject: Subject) -> Fault | None:
    """A multiple-choice item has a key and three distractors; with fewer, guessing pays."""
    if isinstance(subject.question, MultipleChoice) and len(subject.question.distractors) < 3:
        return Fault(f"{len(subject.question.distractors)} distractors", "write three")
    return None


@rule("M010", "distractor in the stem", principle="item-writing flaws", rubric="X")
def distractor_in_stem(subject: Subject) -> Fault | None:
    """A distractor that the stem itself names can be ruled out unread."""
    if not isinstance(subject.question, MultipleChoice):
        return None
    if re.search(r"(?i)\bwhich of\b|\bor\b", subject.stem):
        return None
    stem = f" {normal(subject.stem)} "
    for option in subject.question.distractors:
        text = normal(option)
        if len(text) > 3 and f" {text} " in stem and normal(subject.key) not in stem:
            return Fault(f"the stem names {option!r}", "choose another distractor")
    return None
