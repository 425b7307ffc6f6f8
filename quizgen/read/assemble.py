"""Roles to the note: each judged block goes to the part of the note that its role names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from quizgen.note import Image, Note, Pair, Paragraph, Section
from quizgen.problem import Problem, Severity, Span
from quizgen.read.dates import date_rank, find_date
from quizgen.read.header import after_lead, lead_of
from quizgen.read.model import BlockKind, Judged, Parsed, Role
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
    day, problems = _date(judged, parsed, stem, language)
    dives = [Section(heading=head, paragraphs=body) for head, body in front.dives] + parts.dives
    return Note(
        path=path,
        slug=stem,
        title=_title(judged, parsed, path, stem),
        date=day,
        language=language,
        summary=_once([*front.summary, *parts.summary]),
        takeaways=_once([*front.takeaways, *parts.takeaways]),
        body=_once(parts.body),
        deep_dives=tuple(dives),
        outro=_once([*front.outro, *parts.outro]),
        pairs=front.pairs + pairs,
        images=tuple(parts.images),
        ident=front.ident,
        link=front.link,
        source=text,
        problems=problems,
    )


def slug_of(path: str) -> str:
    """Return the stem of a file's name."""
    return PurePosixPath(path).stem


def _sort(judged: tuple[Judged, ...]) -> _Parts:
    parts = _Parts()
    trail: list[tuple[int, str]] = []
    section: Section | None = None
    depth = 0
    for one in judged:
        paragraph = one.block.paragraph
        if one.block.kind is BlockKind.HEADING and one.role in (Role.HEADING, Role.LABEL):
            while trail and trail[-1][0] >= one.block.depth:
                trail.pop()
            if one.role is Role.HEADING or one.block.depth <= depth:
                _close(section, parts)
                section = None
            if one.role is Role.HEADING:
                names = tuple(name for _, name in trail)
                section, depth = Section(heading=paragraph, paragraphs=(), trail=names), one.block.depth
            if label_of(one.block.text) is None:
                trail.append((one.block.depth, one.block.text))
        if section is not None and one.role in (Role.PARAGRAPH, Role.IMAGE):
            more = (paragraph,) if one.role is Role.PARAGRAPH else ()
            section = replace(section, paragraphs=section.paragraphs + more, images=section.images + one.block.images)
            continue
        _file(one, parts)
    _close(section, parts)
    return parts


def _close(section: Section | None, parts: _Parts) -> None:
    if section is not None and (section.paragraphs or section.images):
        parts.dives.append(section)


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
    cut = lead[1]
    marks = tuple(replace(m, start=m.start - cut, end=m.end - cut) for m in paragraph.marks if m.start >= cut)
    return replace(paragraph, text=paragraph.text[cut:], marks=marks)


def _once(paragraphs: list[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs without those whose text came before."""
    first: dict[str, Paragraph] = {}
    for paragraph in paragraphs:
        if paragraph.text:
            first.setdefault(paragraph.text, paragraph)
    return tuple(first.values())


def _title(judged: tuple[Judged, ...], parsed: Parsed, path: str, stem: str) -> Paragraph:
    if parsed.front.title is not None and parsed.front.title.text:
        return parsed.front.title
    for one in judged:
        if one.role is Role.TITLE:
            paragraph = one.block.paragraph
            if lead_of(paragraph.text) in TITLE_LEADS:
                return replace(paragraph, text=after_lead(paragraph.text), marks=())
            return paragraph
    return Paragraph(
        text=tidy(stem.replace("-", " ").replace("_", " ")) or stem or "note", span=Span(path=path, line=1)
    )


def _date(
    judged: tuple[Judged, ...], parsed: Parsed, stem: str, language: str
) -> tuple[date | None, tuple[Problem, ...]]:
    """Return the note's date and a warning when day and month could be the other way round."""
    if parsed.front.date is not None:
        return parsed.front.date, ()
    best = None
    for one in judged:
        if one.role in (Role.HEADING, Role.LABEL) and best is not None:
            break
        if one.role is Role.META and one.block.kind is BlockKind.TEXT:
            found = find_date(one.block.text, language=language, hint=one.block.text)
            lead = lead_of(one.block.text) or one.block.text.split(" ")[0]
            rank = date_rank(lead) or (1 if lead in _OTHER_DATES or "sync" in one.block.text.casefold() else 7)
            if found and rank > 1 and (best is None or rank > best[0]):
                best = (rank, found, one.block.paragraph.span)
    if best is None:
        found = find_date(stem[:10]) if stem[:4].isdigit() else None
        return (found.day if found else None), ()
    if not best[1].ambiguous:
        return best[1].day, ()
    said = f"this date could be day first or month first; it was read as {best[1].day.isoformat()}"
    hint = f"write it as {best[1].day.isoformat()}, or with the month's name"
    return best[1].day, (Problem(code="R012", text=said, hint=hint, span=best[2], severity=Severity.WARNING),)


_OTHER_DATES = frozenset({"export-date", "exported", "synced", "last-snip", "saved", "imported", "last-snip-date"})
