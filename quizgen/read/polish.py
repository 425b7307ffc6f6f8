"""Small trimmings of blocks: stars, tags and times on headings, time stamps before sentences."""

from __future__ import annotations

import re
from dataclasses import replace

from quizgen.note import Emphasis, Paragraph
from quizgen.read.model import Block, BlockKind

_STAMP = re.compile(
    r"(?:[\[(]\d{1,2}:\d\d(?::\d\d)?(?: ?[-–—] ?\d{1,2}:\d\d(?::\d\d)?)?[\])][ :.–—-]{0,3}"
    r"|\d{1,2}:\d\d(?::\d\d)?(?: ?[-–—] ?\d{1,2}:\d\d(?::\d\d)?)?(?: [-–—|:]|:) )\s*(?=\S)"
)
_END_STAMP = re.compile(r"\s*[\[(]\d{1,2}:\d\d(?::\d\d)?(?: ?[-–—] ?\d{1,2}:\d\d(?::\d\d)?)?[\])]$")
_HEAD_STAMP = re.compile(r"\d{1,2}:\d\d(?::\d\d)?\s+(?=[^\W\d])")
_TAGS = re.compile(r"(?:\s+#[^\W\d][\w/-]{0,40})+$")
_SYMBOLS = re.compile(r"[^\w\s\"'“”‘’«»„(\[¿¡#$@+<=&`~.…\-–—/\\|%*^{}]+[\ufe0f\u200d]*\s+(?=\S)")


def polish(block: Block) -> Block:
    """Return the block without what a reader skips: `⭐ [Title](link) #tag` is a title, `[12:30] Text` a text."""
    if block.kind is BlockKind.HEADING:
        paragraph = _heading(block.paragraph)
        return block if paragraph is block.paragraph else replace(block, paragraph=paragraph)
    if block.kind is BlockKind.TEXT and block.text[:1] in "[(0123456789":
        linked = any(mark.kind is Emphasis.LINK and mark.start == 0 for mark in block.paragraph.marks)
        match = _STAMP.match(block.text) or (_HEAD_STAMP.match(block.text) if linked else None)
        return replace(block, paragraph=cut_start(block.paragraph, match.end())) if match else block
    return block


def _heading(paragraph: Paragraph) -> Paragraph:
    decorated = any(mark.kind is Emphasis.LINK for mark in paragraph.marks)
    match = _SYMBOLS.match(paragraph.text)
    if match:
        decorated = True
        paragraph = cut_start(paragraph, match.end())
    match = _STAMP.match(paragraph.text) or _HEAD_STAMP.match(paragraph.text)
    if match:
        decorated = True
        paragraph = cut_start(paragraph, match.end())
    end = _END_STAMP.search(paragraph.text[-30:])
    if end and len(paragraph.text) > len(end.group()):
        paragraph = _cut_end(paragraph, len(paragraph.text) - len(end.group()))
    tags = _TAGS.search(paragraph.text[-200:])
    if tags and (decorated or tags.group().count("#") > 1):
        paragraph = _cut_end(paragraph, len(paragraph.text) - len(tags.group()))
    return paragraph


def cut_start(paragraph: Paragraph, count: int) -> Paragraph:
    """Return the paragraph without its first `count` characters; the span still covers them."""
    marks = (
        replace(mark, start=max(0, mark.start - count), end=mark.end - count)
        for mark in paragraph.marks
        if mark.end > count
    )
    return replace(paragraph, text=paragraph.text[count:], marks=tuple(marks))


def _cut_end(paragraph: Paragraph, length: int) -> Paragraph:
    text = paragraph.text[:length].rstrip()
    if not text:
        return paragraph
    marks = (replace(m, end=min(m.end, len(text))) for m in paragraph.marks if m.start < len(text))
    return replace(paragraph, text=text, marks=tuple(marks))
