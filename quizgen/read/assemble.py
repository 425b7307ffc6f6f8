"""Roles to the note: each judged block goes to the part of the note that its role names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from quizgen.note import Image, Note, Pair, Paragraph, Section
from quizgen.problem import Span
from quizgen.read.dates import find_date
from quizgen.read.header import after_lead, lead_of
from quizgen.read.metadata import metadata
from quizgen.read.model import BlockKind, Judged, Parsed, Role
from quizgen.read.polish import cut_start
from quizgen.read.shapes import label_of, lead_label
from quizgen.read.tidy import tidy
from quizgen.read.vocabulary import TITLE_LEADS


@dataclass(slots=True)
class _Parts:
    summary: list[Paragraph] = field(default_factory=list)
    takeaways: list[Paragraph] = field(default_factory=list)
    body: list[Paragraph] = field(default_factory=list)
    outro: list[Paragraph] = field(default_factory=list)
    dives: list[Section] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)


def assemble(
    judged: tuple[Judged, ...], parsed: Parsed, *, path: str, text: str, language: str, pairs: tuple[Pair, ...]
) -> Note:
    """Return the note that judged blocks, front matter and pairs make together."""
    front = parsed.front
    parts = _sort(judged)
    stem = slug_of(path)
    facts = metadata(judged, language)
    title = front.title or facts.title or _title(judged, path, stem)
    dives = [Section(heading=head, paragraphs=body) for head, body in front.dives] + parts.dives
    return Note(
        path=path,
        slug=stem,
        title=title,
        date=front.date or facts.date or _named_date(stem),
        language=language,
        summary=_once([*front.summary, *facts.summary, *parts.summary]),
        takeaways=_once([*front.takeaways, *parts.takeaways]),
        body=_once(parts.body),
        deep_dives=tuple(dives),
        outro=_once([*front.outro, *parts.outro]),
        pairs=front.pairs + pairs,
        images=tuple(parts.images),
        ident=front.ident,
        link=front.link or facts.link,
        source=text,
        problems=() if front.date else facts.problems,
    )


def slug_of(path: str) -> str:
    """Return the stem of a file's name."""
    return PurePosixPath(path).stem


def _sort(judged: tuple[Judged, ...]) -> _Parts:
    parts = _Parts()
    trail: list[tuple[int, str]] = []
    section: Section | None = None
    held: list[Paragraph] = []
    images: list[Image] = []
    depth = 0
    for one in judged:
        paragraph = one.block.paragraph
        if one.block.kind is BlockKind.HEADING and one.role in (Role.HEADING, Role.LABEL):
            while trail and trail[-1][0] >= one.block.depth:
                trail.pop()
            if one.role is Role.HEADING or one.block.depth <= depth:
                _close(section, held, images, parts)
                section, held, images = None, [], []
            if one.role is Role.HEADING:
                names = tuple(name for _, name in trail)
                section, depth = Section(heading=paragraph, paragraphs=(), trail=names), one.block.depth
            if label_of(one.block.text) is None:
                trail.append((one.block.depth, one.block.text))
        if section is not None and one.role in (Role.PARAGRAPH, Role.IMAGE):
            held += [paragraph] if one.role is Role.PARAGRAPH else []
            images += one.block.images
            continue
        _file(one, parts)
    _close(section, held, images, parts)
    return parts


def _close(section: Section | None, held: list[Paragraph], images: list[Image], parts: _Parts) -> None:
    if section is not None and (held or images):
        parts.dives.append(replace(section, paragraphs=tuple(held), images=tuple(images)))


def _file(one: Judged, parts: _Parts) -> None:
    paragraph = one.block.paragraph
    parts.images += one.block.images
    match one.role:
        case Role.SUMMARY:
            parts.summary.append(_without_lead(paragraph))
        case Role.TAKEAWAY:
            parts.takeaways.append(paragraph)
        case Role.BODY | Role.PARAGRAPH:
            parts.body.append(paragraph)
        case Role.OUTRO if one.block.kind is not BlockKind.HEADING:
            parts.outro.append(paragraph)
        case _:
            pass


def _without_lead(paragraph: Paragraph) -> Paragraph:
    """Return a summary without the word that announces it (`TL;DR: …`)."""
    lead = lead_label(paragraph.text)
    if lead is None and paragraph.marks and paragraph.marks[0].start == 0:
        end = paragraph.marks[0].end
        rest = len(paragraph.text) - len(paragraph.text[end:].lstrip(" :.–—-"))
        lead = (label, rest) if (label := label_of(paragraph.text[:end])) else None
    if lead is None:
        return paragraph
    return cut_start(paragraph, lead[1])


def _once(paragraphs: list[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs without those whose text came before."""
    first: dict[str, Paragraph] = {}
    for paragraph in paragraphs:
        if paragraph.text:
            first.setdefault(paragraph.text, paragraph)
    return tuple(first.values())


def _named_date(stem: str) -> date | None:
    """Return the date that a file's name starts with (`2024-05-12-bread`)."""
    found = find_date(stem[:10]) if stem[:4].isdigit() else None
    return found.day if found is not None and found.start == 0 else None


def _title(judged: tuple[Judged, ...], path: str, stem: str) -> Paragraph:
    for one in judged:
        if one.role is Role.TITLE:
            paragraph = one.block.paragraph
            if lead_of(paragraph.text) in TITLE_LEADS:
                return cut_start(paragraph, len(paragraph.text) - len(after_lead(paragraph.text)))
            return paragraph
    return Paragraph(
        text=tidy(stem.replace("-", " ").replace("_", " ")) or stem or "note", span=Span(path=path, line=1)
    )
