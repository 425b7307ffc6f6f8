"""The text above the first heading: summary, unlabelled takeaways, or body."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

from quizgen.note import Shape
from quizgen.read.model import Judged, Parsed, Role
from quizgen.read.outro import programme_score
from quizgen.read.shapes import ends_sentence, label_of, sentences, starts_lower, words
from quizgen.read.vocabulary import Label

_LONG_WORDS = 45
_SUMMARY_WORDS = 10


def judge_intro(judged: list[Judged], intro: list[int], parsed: Parsed) -> None:
    """Judge the blocks at the positions `intro`, in place: they stand below the title or the label of the summary."""
    if not intro:
        return
    if any(judged[i].block.paragraph.shape in (Shape.BULLET, Shape.STEP) for i in intro):
        _with_list(judged, intro)
        return
    labels = {label_of(one.block.text) for one in judged if one.role is Role.LABEL}
    icons = any(one.role is Role.NOISE and one.block.text == "auto_awesome" for one in judged)
    heads = any(one.role is Role.HEADING for one in judged)
    dense = not any(judged[i].block.gap for i in intro)
    if not parsed.marked_up and (icons or dense or Label.DIVES in labels) and not _rough(judged, intro):
        _as_capture(judged, intro, labelled=Label.TAKEAWAYS in labels, heads=heads)
    elif heads or Label.TAKEAWAYS in labels:
        _as_paragraphs(judged, intro)


def _set(judged: list[Judged], index: int, role: Role, reason: str) -> None:
    judged[index] = replace(judged[index], role=role, reason=reason)


def _well_formed(text: str) -> bool:
    return ends_sentence(text) and not starts_lower(text)


def _rough(judged: list[Judged], intro: list[int]) -> bool:
    """Tell whether most lines start in lower case: jottings, in which nothing is a takeaway."""
    return sum(starts_lower(judged[i].block.text) for i in intro) * 5 >= len(intro) * 2


def _with_list(judged: list[Judged], intro: list[int]) -> None:
    """A list above the first heading: well-formed sentences are takeaways, anything else is body."""
    listed = [i for i in intro if judged[i].block.paragraph.shape in (Shape.BULLET, Shape.STEP)]
    outer = [i for i in listed if judged[i].block.paragraph.level == 0]
    labelled = any(one.role is Role.TAKEAWAY for one in judged)
    good = sum(_well_formed(judged[i].block.text) or words(judged[i].block.text) > 5 for i in outer)
    capital = sum(not starts_lower(judged[i].block.text) for i in outer)
    if labelled or len(outer) < 2 or good * 5 < len(outer) * 4 or capital * 5 < len(outer) * 4:
        return
    for i in outer:
        _set(judged, i, Role.TAKEAWAY, "a list of sentences above the first heading")
    for i in intro:
        block = judged[i].block
        if i < outer[0] and judged[i].role is Role.BODY and block.paragraph.shape is Shape.PROSE:
            if block.text.endswith(":"):
                _set(judged, i, Role.META, "leads up to the list")
            elif _well_formed(block.text) and words(block.text) >= _SUMMARY_WORDS:
                _set(judged, i, Role.SUMMARY, "a paragraph between title and takeaways")


def _as_paragraphs(judged: list[Judged], intro: list[int]) -> None:
    """One or two well-formed paragraphs between title and first heading sum the note up; more are its body."""
    prose = [i for i in intro if judged[i].block.paragraph.shape is Shape.PROSE and judged[i].role is Role.BODY]
    if len(prose) != len(intro) or not 1 <= len(prose) <= 2:
        return
    texts = [judged[i].block.text for i in prose]
    if all(_well_formed(text) and words(text) >= _SUMMARY_WORDS and ":" not in text[:20] for text in texts):
        for i in prose:
            _set(judged, i, Role.SUMMARY, "a paragraph between title and first heading")


def _as_capture(judged: list[Judged], intro: list[int], *, labelled: bool, heads: bool) -> None:
    """A capture: one or more long paragraphs (or the one behind the icon) sum up, the short lines are takeaways."""
    texts = [judged[i].block.text for i in intro]
    long = [sentences(text) > 2 or words(text) > _LONG_WORDS for text in texts]
    marked = judged[intro[0]].role is Role.SUMMARY or _after_icon(judged, intro[0])
    lead = 0
    while lead < len(long) and long[lead]:
        lead += 1
    lead = max(lead, 1 if marked or (len(texts) > 1 and not long[0] and _sums_up(texts)) else 0)
    if labelled:
        lead = len(texts)
    rest = intro[lead:]
    if len(texts) == 1 and not lead:
        lead, rest = (1, []) if heads or sentences(texts[0]) > 1 else (0, rest)
    if not heads and not marked and not labelled and (len(rest) < 2 or all(long)):
        return
    for i in intro[:lead]:
        reason = "follows the icon of the summary" if marked else "a longer paragraph below the title"
        _set(judged, i, Role.SUMMARY, reason)
    short = sum(not flag for flag in long[lead:])
    for i in rest:
        if short * 2 >= len(rest):
            _set(judged, i, Role.TAKEAWAY, "a line of one sentence between summary and deep dives")


def _after_icon(judged: list[Judged], index: int) -> bool:
    """Tell whether an icon stands above a block, with nothing but noise and meta lines between."""
    for one in reversed(judged[:index]):
        if one.role is Role.NOISE and one.block.text.startswith(("auto_awesome", "summarize")):
            return True
        if one.role not in (Role.NOISE, Role.META):
            return False
    return False


def _sums_up(texts: list[str]) -> bool:
    """Tell whether the first of some short lines is the summary: longer by far, or it talks about the programme."""
    typical = median(words(text) for text in texts[1:])
    return (
        words(texts[0]) >= 1.8 * typical
        or programme_score(texts[0], ()) >= 3
        or sentences(texts[0]) > 1 >= max(sentences(text) for text in texts[1:])
    )
