"""The end of a note: programme notes about guest and show, told from a last paragraph of knowledge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from quizgen.note import Shape
from quizgen.read.model import BlockKind, Judged, Parsed, Role
from quizgen.read.shapes import words
from quizgen.read.vocabulary import GUEST_MARKS, PROGRAMME

_NAME = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w'’.-]+(?: (?:de|von|van|der|la|le|al|bin|da|di) ?)?(?: [A-ZÀ-ÞА-ЯЁ][\w'’.-]+){1,3}")
_THRESHOLD = 4
_TAIL = 3


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], int], ...]:
    return tuple(
        (word, re.compile(rf"(?<!\w){re.escape(word)}(?!\w)" if word[-1].isalnum() else re.escape(word)), weight)
        for word, weight in PROGRAMME.items()
        if weight
    )


def programme_score(text: str, names: Sequence[str]) -> int:
    """Return how much a paragraph sounds like programme notes; `names` are people of the show.

    Counted are words of the trade, a guest's name at the start, a call to the reader with an exclamation mark.
    """
    low = text[:3000].replace("’", "'").casefold()
    score = sum([weight for word, pattern, weight in _patterns() if word in low and pattern.search(low)])
    head = text[:80]
    if any(head.startswith(name) for name in names):
        score += 3
    elif any(name in head for name in names):
        score += 1
    return score + (1 if "!" in text else 0)


def people(judged: Sequence[Judged], title: str) -> tuple[str, ...]:
    """Return the names of the people of the show: the guest in the title, the names that open the summary."""
    names: list[str] = []
    tail = title.split(" ")
    for index, word in enumerate(tail):
        if word.casefold() in GUEST_MARKS and index > 0:
            match = _NAME.match(" ".join(tail[index + 1 :]))
            if match:
                names.append(match.group())
    for one in judged:
        if one.role is Role.SUMMARY:
            names += [match.group() for match in _NAME.finditer(one.block.text[:120])][:2]
    return tuple(dict.fromkeys(names))


def mark_outro(judged: list[Judged], parsed: Parsed) -> None:
    """Find the programme notes among the last paragraphs, in place.

    Only paragraphs without a heading of their own count: a second paragraph in the last deep dive, or the last one
    after a transcript or a rule.
    """
    title = next((one.block.text for one in judged if one.role is Role.TITLE), "")
    if parsed.front.title is not None:
        title = parsed.front.title.text
    names = people(judged, title)
    usual = _usual_length(judged)
    for index in reversed(_candidates(judged, parsed)):
        text = judged[index].block.text
        own = judged[index].role is Role.PARAGRAPH and _stands_alone(judged, index)
        if own:
            break
        score = programme_score(text, names) + (1 if usual == 1 else 0)
        score += 1 if _after_rule(judged, index) else 0
        if score < _THRESHOLD or words(text) < 3:
            break
        judged[index] = replace(
            judged[index], role=Role.OUTRO, reason=f"programme notes at the end (evidence {score}, needed {_THRESHOLD})"
        )


def _candidates(judged: Sequence[Judged], parsed: Parsed) -> list[int]:
    """Return the positions of the last paragraphs that could be programme notes."""
    found: list[int] = []
    for index in range(len(judged) - 1, -1, -1):
        one = judged[index]
        if one.role is Role.HEADING or len(found) >= _TAIL:
            break
        if one.block.kind is not BlockKind.TEXT or one.block.paragraph.shape is not Shape.PROSE:
            if one.role in (Role.NOISE, Role.ADVERT, Role.META, Role.MARKUP, Role.IMAGE):
                continue
            break
        if one.role in (Role.PARAGRAPH, Role.TRANSCRIPT, Role.TAKEAWAY, Role.BODY):
            found.append(index)
        else:
            break
    return sorted(found)


def _stands_alone(judged: Sequence[Judged], index: int) -> bool:
    """Tell whether a paragraph is the only one below its heading."""
    for one in reversed(judged[:index]):
        if one.role is Role.HEADING:
            return True
        if one.role in (Role.PARAGRAPH, Role.CODE, Role.FORMULA):
            return False
    return False


def _after_rule(judged: Sequence[Judged], index: int) -> bool:
    return index > 0 and judged[index - 1].block.kind is BlockKind.RULE


def _usual_length(judged: Sequence[Judged]) -> int:
    """Return how many paragraphs every deep dive but the last has, 0 when they differ."""
    counts: list[int] = []
    for one in judged:
        if one.role is Role.HEADING:
            counts.append(0)
        elif one.role is Role.PARAGRAPH and counts:
            counts[-1] += 1
    return counts[0] if len(counts) > 2 and len(set(counts[:-1])) == 1 else 0
