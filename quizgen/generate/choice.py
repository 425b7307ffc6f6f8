"""Multiple choice: a short answer whose key has a type, with three wrong options of that type from the same note."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import Discourse, names
from quizgen.generate.draft import Draft
from quizgen.generate.numbers import Figure, FigureKind, figures, wrong_values
from quizgen.generate.places import COUNTRIES, STATES
from quizgen.generate.sentences import Place
from quizgen.generate.term_names import TITLES
from quizgen.item import MultipleChoice, ShortAnswer
from quizgen.rules.question_words import is_person_name
from quizgen.rules.text import content_words, fold, root, words_of

_OPTIONS = 3
_BOUND = re.compile(
    r"(?i)\b(?:more than|less than|fewer than|at least|at most|up to|within|as \w+ as|exceed\w*)\b"
    r"|^(?:over|under|below|above)\b"
)


def choice(draft: Draft, analysis: Analysis, discourse: Discourse) -> Draft | None:
    """Return the multiple-choice version of a short-answer draft, None without three good distractors.

    Keys with a number or date get wrong values, others of the note first; names of persons, places and bodies get names
    of the same kind that the note doesn't connect with what is asked.
    """
    question = draft.question
    if not isinstance(question, ShortAnswer) or not question.stem.endswith("?"):
        return None
    distractors = _figures(question, analysis, discourse) or _names(question, analysis, discourse)
    if distractors is None:
        return None
    return replace(
        draft,
        question=MultipleChoice(stem=question.stem, key=question.key, distractors=distractors),
        rule=f"{draft.rule} choice",
    )


def _figures(question: ShortAnswer, analysis: Analysis, discourse: Discourse) -> tuple[str, ...] | None:
    found = figures(question.key)
    if len(found) != 1 or _BOUND.search(question.key) or _BOUND.search(question.stem):
        return None
    figure = found[0]
    before, after = question.key[: figure.start], question.key[figure.end :]
    years = figure.kind in (FigureKind.YEAR, FigureKind.DATE, FigureKind.DECADE)
    counted = re.search(r"(?i)\bhow (?:many|much)\b|\bpercent|\bshare\b", question.stem) is not None
    content = len(content_words(f"{before} {after}"))
    if (
        after.startswith("-")
        or re.search(r"(?i)\ban? $", before)
        or content > (0 if years else 1 if not counted else 2)
    ):
        return None
    latest = discourse.note.date.year if discourse.note.date else 2026
    steps = wrong_values(figure, taken=_numbers(question.stem), latest=latest)
    own = _dates_of_note(figure, question.stem, analysis, discourse) if years else []
    own = [text for text in own if text not in question.stem]
    pool = own[:_OPTIONS]
    if len(pool) < _OPTIONS:
        pool = [*pool, *(text for text in steps or () if text not in pool)][:_OPTIONS]
    if len(pool) < _OPTIONS:
        return None
    return tuple(question.key[: figure.start] + text + question.key[figure.end :] for text in sorted(pool, key=_order))


def _order(text: str) -> tuple[float, str]:
    year = re.search(r"\d{4}", text)
    digits = re.search(r"\d[\d.,]*", text)
    return (
        float(year.group()) if year else float(digits.group().replace(",", "").rstrip(".")) if digits else 0.0,
        text,
    )


def _numbers(text: str) -> list[str]:
    return [figure.text for figure in figures(text)]


def _dates_of_note(figure: Figure, stem: str, analysis: Analysis, discourse: Discourse) -> list[str]:
    """Return dates of the note in the key's form, within 40 years, from sentences that have no tie to the stem."""
    form = re.sub(r"\d+", "#", re.sub(r"[A-Z][a-z]+", "M", figure.text))
    asked = _asked(stem, discourse)
    found: list[str] = []
    for other in discourse.analyses:
        text = other.sentence.text
        if other.sentence.index == analysis.sentence.index or other.sentence.place is Place.SUMMARY:
            continue
        dates = figures(text)
        if not dates or asked & {root(word) for word in content_words(text)}:
            continue
        for date in dates:
            same = re.sub(r"\d+", "#", re.sub(r"[A-Z][a-z]+", "M", date.text)) == form
            if same and 2 <= abs(date.value - figure.value) <= 40 and date.text not in (*found, figure.text):
                found.append(date.text)
    return _turned(found, figure.text)


def _asked(stem: str, discourse: Discourse) -> set[str]:
    """Return the roots of the words that carry the stem's question, without those of the note's topic."""
    topic = {root(word) for word in discourse.topic}
    return {root(word) for word in content_words(stem)} - topic - {"year", "month", "date", "decade"}


def _turned(options: list[str], seed: str) -> list[str]:
    """Return the options from a place on that the seed decides, so that the nearest isn't always taken."""
    if not options:
        return options
    start = zlib.crc32(seed.encode()) % len(options)
    return options[start:] + options[:start]


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of name: the entity label, a finer class within it, and how it is written."""

    label: str
    fine: str
    words: int


_PLACE_STEM = re.compile(
    r"(?i)(?:\w+ )?(?:where|(?:which|what) (?:city|town|country|state|place|village|island|region)\w*)\b"
)


def _names(question: ShortAnswer, analysis: Analysis, discourse: Discourse) -> tuple[str, ...] | None:
    article = "the " if question.key.lower().startswith("the ") else ""
    key = question.key[len(article) :]
    if key.split()[0].lower().rstrip(".") in TITLES:
        return None
    label = _label(key, analysis)
    if label is None or (label == "GPE" and not _PLACE_STEM.match(question.stem)):
        return None
    found = alike(key, label, question.stem, analysis, discourse, article=article)
    if len(found) < _OPTIONS:
        return None
    return tuple(sorted(article + name for name in found[:_OPTIONS]))


def alike(
    key: str, label: str, stem: str, analysis: Analysis, discourse: Discourse, *, article: str = ""
) -> tuple[str, ...]:
    """Return names of the note of the sort and form of `key`, a "PERSON" or "GPE", that surely don't fit the stem."""
    sort = _sort(label, key, article)
    found: list[str] = []
    for other in discourse.analyses:
        if other.sentence.place is Place.SUMMARY:
            continue
        for name in _candidates(other, label):
            bare = re.sub(r"^[Tt]he ", "", name)
            if _sort(label, bare, "the " if bare != name else "") != sort or bare in found:
                continue
            if _wrong(bare, key, stem, analysis, discourse):
                found.append(bare)
    return tuple(_turned(found, key))


def _label(key: str, analysis: Analysis) -> str | None:
    """Return the entity label of the key, when all of it is one name."""
    for label in ("PERSON", "GPE"):
        if key in names(analysis, label) or f"the {key}" in names(analysis, label):
            if label == "PERSON" and not is_person_name(key):
                return None
            return label
    return "PERSON" if is_person_name(key) else None


def _candidates(analysis: Analysis, label: str) -> Iterator[str]:
    for name in names(analysis, label):
        if label == "PERSON" and (not is_person_name(name) or _titled(name)):
            continue
        if label == "GPE" and not re.search(
            rf"\b(?:in|at|near|to|from|of) (?:the )?{re.escape(name)}\b", analysis.sentence.text
        ):
            continue
        if all(part[:1].isupper() or part in ("of", "the", "and", "de", "van", "von") for part in name.split()):
            yield name


def _titled(name: str) -> bool:
    """Return whether a name is a ruler's or has a title, and so stands out: "Lady Macduff", "James I"."""
    first, last = name.split()[0], name.split()[-1]
    return first.lower().rstrip(".") in TITLES or re.fullmatch(r"[IVX]+", last) is not None


def _sort(label: str, name: str, article: str) -> _Sort:
    fine = ""
    if label == "GPE":
        fine = "country" if name in COUNTRIES else "state" if name in STATES else "town"
    return _Sort(label, fine, min(len(name.split()), 2) if label == "PERSON" else 0)


def _wrong(name: str, key: str, stem: str, analysis: Analysis, discourse: Discourse) -> bool:
    """Return whether a name surely doesn't answer the stem: no part of it, and no sentence ties the two."""
    parts = {part for part in words_of(name) if len(part) > 2}
    if parts & set(words_of(key)) or parts & set(words_of(stem)) or fold(name) in fold(analysis.sentence.text):
        return False
    if any(part in discourse.guests or part.lower() in discourse.topic for part in name.split()):
        return False
    asked = _asked(stem, discourse)
    for other in discourse.analyses:
        text = other.sentence.text
        if name.split()[-1] not in text:
            continue
        shared = asked & {root(word) for word in content_words(text)}
        if len(shared) >= 2:
            return False
    return True
