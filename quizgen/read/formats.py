"""Which parser a file gets: by its suffix, and by what its text looks like."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from quizgen.read.bulleted import lift_headings
from quizgen.read.capture import capture_blocks, with_headings
from quizgen.read.front import front_matter
from quizgen.read.html import html_blocks
from quizgen.read.markdown import markdown_blocks
from quizgen.read.model import Block, BlockKind, Parsed, Role
from quizgen.read.pairs import take_pairs
from quizgen.read.polish import polish
from quizgen.read.readwise import is_readwise, readwise_blocks
from quizgen.read.repeated import mark_repeated
from quizgen.read.shapes import noise
from quizgen.read.source import Source
from quizgen.read.speech import mark_speech

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")
"""The endings of files whose lines may hold inline Markdown."""

_HTML = re.compile(r"\s{0,200}(?:<!doctype html|<html[\s>])", re.I)
_ATX = re.compile(r" {0,3}#{1,6}[ \t]+\S")
_BULLET_ATX = re.compile(r"[ \t]*[-*] #{1,6} \S")
_SETEXT = re.compile(r" {0,3}(?:={3,}|-{3,})[ \t]*$")
_BOLD = re.compile(r"(?:\*\*|__)[^*_\n]{1,100}(?:\*\*|__):?$")
_PROPERTY = re.compile(r"[ \t]*(?:[-*] )?[a-z][a-z0-9-]{0,30}:: ?[^:\n]{0,500}$")


def suffix_of(path: str) -> str:
    """Return the ending of a file's name in lower case, with its dot; empty where there is none."""
    return PurePosixPath(path.replace("\\", "/")).suffix.casefold()


def is_page(text: str, path: str) -> bool:
    """Tell whether a file is HTML, by its name or by its first tag."""
    return suffix_of(path) in (".html", ".htm", ".xhtml") or _HTML.match(text) is not None


def parse(source: Source) -> Parsed:
    """Return the blocks and the front matter of a text, cut by the parser that fits it."""
    suffix = suffix_of(source.path)
    if is_page(source.text, source.path):
        return _page(source)
    front = front_matter(source)
    markdown = suffix in MARKDOWN
    if is_readwise(source.text):
        return Parsed(blocks=_in_order(readwise_blocks(source), source), front=front)
    pairs, problems = take_pairs(source, markdown=markdown)
    mask_noise(source)
    if is_markdown(source.lines, suffix, front.end > 0):
        blocks, marked_up = markdown_blocks(source), True
    else:
        blocks, marked_up = capture_blocks(source, markdown=markdown), False
    return Parsed(blocks=_in_order(blocks, source), front=front, marked_up=marked_up, pairs=pairs, problems=problems)


def _page(source: Source) -> Parsed:
    """Return the blocks of a page; one without headings gets them by the shape of its lines."""
    blocks, front = html_blocks(source)
    first = next((block.text for block in blocks if block.role is None), "")
    if front.title is not None and first and front.title.text.startswith((f"{first} -", f"{first} –", f"{first} —")):
        front = replace(front, title=None)
    headed = any(block.kind is BlockKind.HEADING for block in blocks)
    if not headed:
        blocks = with_headings(tuple(replace(block, gap=False) for block in blocks))
    blocks = tuple(polish(block) for block in blocks)
    return Parsed(blocks=blocks, front=front, marked_up=headed)


def is_markdown(lines: list[str], suffix: str, fronted: bool) -> bool:
    """Tell whether a text is laid out by Markdown: by headings beyond the first, tables, code, or front matter.

    A Markdown file without any of these is read line by line, as a capture: its paragraphs are lines.
    """
    ruled = [
        i for i, line in enumerate(lines) if i and line[:6].lstrip()[:3] in ("---", "===") and lines[i - 1].strip()
    ]
    setext = any(_SETEXT.match(lines[i]) for i in ruled)
    if suffix not in MARKDOWN:
        return fronted or setext or any(_ATX.match(line) for line in lines[:400])
    heads = sum(1 for line in lines if _ATX.match(line) or _BULLET_ATX.match(line))
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    heads -= 1 if lines and _ATX.match(lines[first]) else 0
    if heads > 0 or fronted:
        return True
    return setext or any(line.startswith(("```", "~~~", "|", "$$")) or _BOLD.match(line.strip()) for line in lines)


def mask_noise(source: Source) -> None:
    """Set lines aside that are noise wherever they stand; lines of a code block are left alone."""
    fence = ""
    hidden: str | None = None
    closing = -1
    if "</details>" in source.text.casefold():
        closing = max((i for i, line in enumerate(source.lines) if "</details>" in line.casefold()), default=-1)
    for index, line in enumerate(source.lines):
        plain = line.strip()
        if plain[:3] in ("```", "~~~"):
            fence = "" if fence and plain.startswith(fence) else fence or plain[:3]
            continue
        if fence or not plain:
            continue
        low = plain[:200].casefold() if closing >= 0 else ""
        if hidden is not None:
            source.mask(index, Role.TRANSCRIPT, "inside a collapsed block")
            hidden = None if hidden in low else hidden
        elif low.startswith("<details") and closing >= index:
            hidden = "</details>" if "</details>" not in low else None
            source.mask(index, Role.TRANSCRIPT, "a collapsed block")
        elif (found := noise(line)) is not None:
            source.mask(index, *found)
        elif "::" in line and _PROPERTY.fullmatch(line):
            source.mask(index, Role.META, "a property of the outline")


def _in_order(blocks: tuple[Block, ...], source: Source) -> tuple[Block, ...]:
    lifted = lift_headings([polish(block) for block in blocks])
    ordered = sorted((*lifted, *source.masked), key=lambda block: (block.line, block.paragraph.span.start))
    return mark_speech(mark_repeated(ordered))
