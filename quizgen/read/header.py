"""The head of a note: which block is the title, which lines say date, names and length."""

from __future__ import annotations

import re

from quizgen.note import Emphasis, Shape
from quizgen.read.dates import date_rank, find_date
from quizgen.read.model import Block, BlockKind, Parsed
from quizgen.read.shapes import ends_sentence, label_of, lead_label, sentences, words
from quizgen.read.vocabulary import META_LEADS, TITLE_LEADS

_META_WORDS = 16
_META_CHARS = 400
_TITLE_WORDS = 30
BOLD_RANK = 7
"""The rank of a bold line that serves as a heading: below every real one."""
_LEAD = re.compile(r"([^\W\d_][\w .'/()-]{0,28}):{1,2}(?:\s+|$)")
_LENGTH = re.compile(
    r"(?<![\w.])\d{1,3} ?(?:min|mins|minutes|minuten|minutos|hr|hrs|h|std|мин)\b|\b\d{1,2}:\d\d:\d\d\b", re.I
)
_YEAR_END = re.compile(r"\((?:[^()]{0,40}\b)?\d{4}\)[.]?$")
_BY = re.compile(r"(?:by|von|por|par|di|door|av|notes by|written by|hosted by|with|mit|con|avec) [A-ZÀ-ÞА-Я]")
_URL = re.compile(r"(?:https?://|www\.)\S+")


def lead_of(text: str) -> str:
    """Return the words before a colon at the start of a line as the word lists spell them, empty without a colon."""
    match = _LEAD.match(text.lstrip("*_-• "))
    return match[1].strip("* ").casefold().replace(" ", "-") if match else ""


def after_lead(text: str) -> str:
    """Return what stands behind the first colon of a line."""
    return text.partition(":")[2].strip(" :*_")


def is_meta(block: Block) -> bool:
    """Tell whether a block below the title says date, names, length or source rather than anything to learn."""
    text = block.text
    if len(text) > _META_CHARS or block.paragraph.shape in (Shape.ROW, Shape.CALLOUT, Shape.STEP):
        return False
    lead = lead_of(text)
    if (lead in META_LEADS or date_rank(lead)) and words(text) <= 40:
        return True
    if words(text) > _META_WORDS:
        return False
    if _URL.fullmatch(text) or (label_of(text) is not None and len(text) < 4):
        return True
    first = text.split(maxsplit=1)[0].strip("*_:,") if text else ""
    stopped = ends_sentence(text) and not re.search(r"\b[A-Z]\.$", text)
    found = find_date(text)
    if found is not None:
        alone = found.end - found.start >= len(text) - 14
        return not stopped or alone or bool(date_rank(first)) or _all_italic(block)
    if stopped:
        return False
    parted = sum(text.count(sign) for sign in ("|", "·", "•")) >= 1
    return bool(parted or _LENGTH.search(text) or _YEAR_END.search(text) or _BY.match(text)) and words(text) <= 20


def _all_italic(block: Block) -> bool:
    marks = [mark for mark in block.paragraph.marks if mark.kind is Emphasis.ITALIC]
    return bool(marks) and marks[0].start == 0 and marks[0].end >= len(block.text) - 1


def title_index(parsed: Parsed) -> int | None:
    """Return the index of the block that is the note's title, None where no block is."""
    blocks = parsed.blocks
    headings = [i for i, block in enumerate(blocks) if block.kind is BlockKind.HEADING and block.role is None]
    if headings:
        first = headings[0]
        rank = min(blocks[i].depth for i in headings)
        top = [i for i in headings if blocks[i].depth == rank]
        before = [b for b in blocks[:first] if b.kind is BlockKind.TEXT and not is_meta(b)]
        if parsed.marked_up and label_of(blocks[first].text) is None and blocks[first].depth == rank and not before:
            if rank == 1 and (len(top) == 1 or parsed.front.title is None or _same(parsed, blocks[first])):
                return first
            if rank == BOLD_RANK and parsed.front.title is None and _above_head(blocks, first):
                return first
            if len(top) == 1 and len(headings) > 1 and parsed.front.title is None and rank < 7:
                return first
        if blocks[first].depth == 1 and label_of(blocks[first].text) is None and len(top) == 1:
            return first
    if parsed.front.title is not None:
        return next((i for i, b in enumerate(blocks[:2]) if b.kind is BlockKind.TEXT and _same(parsed, b)), None)
    stop = headings[0] if headings else len(blocks)
    for index, block in enumerate(blocks[:stop]):
        if block.kind is BlockKind.TEXT and block.role is None:
            if lead_of(block.text) in TITLE_LEADS:
                return index
            if _titular(block, parsed):
                return index
            if not is_meta(block):
                return None
    return None


def _above_head(blocks: tuple[Block, ...], first: int) -> bool:
    """Tell whether a bold line stands above a line of date and names, or right above another heading."""
    after = next((block for block in blocks[first + 1 :] if block.role is None), None)
    return after is not None and (after.kind is BlockKind.HEADING or is_meta(after))


def _same(parsed: Parsed, block: Block) -> bool:
    title = parsed.front.title
    return title is not None and title.text.casefold() == block.text.casefold()


def _titular(block: Block, parsed: Parsed) -> bool:
    """Tell whether a line can be a title: short, one sentence at most, no list item, no label, not only a date."""
    text = block.text
    if block.paragraph.shape is not Shape.PROSE or words(text) > _TITLE_WORDS or lead_label(text) is not None:
        return False
    if ends_sentence(text) and text[-1:] in ".…" and (sentences(text) > 1 or words(text) > 12):
        return False
    found = find_date(text)
    return not (found and found.end - found.start > len(text) - 14) and lead_of(text) not in META_LEADS
