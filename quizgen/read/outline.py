"""Blocks to roles: which block is title, summary, takeaway, heading, paragraph, outro, or none of these, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizgen.note import Shape
from quizgen.read.header import is_meta, title_index
from quizgen.read.intro import judge_intro
from quizgen.read.labels import inner_labels, main_takeaways
from quizgen.read.model import Block, BlockKind, Judged, Parsed, Role
from quizgen.read.outro import mark_outro
from quizgen.read.rough import is_errand, is_rough
from quizgen.read.shapes import bare, label_of, lead_label, words
from quizgen.read.vocabulary import Label

_SKIPPED = {
    Label.TRANSCRIPT: Role.TRANSCRIPT,
    Label.META: Role.META,
    Label.LINKS: Role.META,
    Label.ADVERT: Role.ADVERT,
    Label.PERSONAL: Role.PERSONAL,
    Label.OUTRO: Role.OUTRO,
}
_KINDS = {
    BlockKind.CODE: (Role.CODE, "a code block holds no sentences"),
    BlockKind.FORMULA: (Role.FORMULA, "a displayed formula holds no sentences"),
    BlockKind.IMAGE: (Role.IMAGE, "a picture"),
    BlockKind.RULE: (Role.MARKUP, "a rule"),
}


@dataclass(slots=True)
class _Zone:
    """The part of the document that the walk is in, and the rank of the heading that opened it."""

    label: Label | None = None
    depth: int = 0
    dive: bool = False
    listed: bool = False


@dataclass(slots=True)
class _State:
    zone: _Zone = field(default_factory=_Zone)
    judged: list[Judged] = field(default_factory=list)
    intro: list[int] = field(default_factory=list)
    inner: frozenset[int] = frozenset()
    takeaways: str = ""
    rough: bool = False


def judge(parsed: Parsed) -> tuple[Judged, ...]:
    """Return every block with its role and reason, in document order."""
    blocks = parsed.blocks
    title = title_index(parsed)
    state = _State(inner=inner_labels(blocks, title), rough=not parsed.marked_up and is_rough(blocks))
    state.takeaways = main_takeaways(blocks, state.inner)
    for index, block in enumerate(blocks):
        if index == title:
            state.judged.append(Judged(block=block, role=Role.TITLE, reason=_title_reason(block)))
        elif block.role is not None:
            state.judged.append(Judged(block=block, role=block.role, reason=block.reason))
        elif block.kind in _KINDS:
            role, reason = _KINDS[block.kind]
            state.judged.append(Judged(block=block, role=role, reason=reason))
        elif block.kind is BlockKind.HEADING:
            _enter(block, blocks, index, state)
        else:
            _place(block, blocks, index, state, headed=title is None or index > title)
    judge_intro(state.judged, state.intro, parsed)
    mark_outro(state.judged, parsed)
    return tuple(state.judged)


def _title_reason(block: Block) -> str:
    return "the first heading" if block.kind is BlockKind.HEADING else "the first line that is neither date nor noise"


def _enter(block: Block, blocks: tuple[Block, ...], index: int, state: _State) -> None:
    """Judge a heading, and go into the zone that it opens."""
    zone, label = state.zone, _announced(block)
    if label is Label.TAKEAWAYS and bare(block.text) != state.takeaways and index not in state.inner:
        label = None
    role, reason = Role.HEADING, "a heading with text of its own" if block.depth else "a heading"
    if zone.label in _SKIPPED and block.depth > zone.depth and label not in (Label.TAKEAWAYS, Label.DIVES):
        role, reason = _SKIPPED[zone.label], f"below the heading of the {zone.label}"
    elif label in _SKIPPED:
        role, reason = Role.LABEL, f"announces the {label}"
        state.zone = _Zone(label=label, depth=block.depth)
    elif index in state.inner:
        role, reason = Role.LABEL, "a label inside a deep dive"
    elif label is Label.QUOTE and zone.dive and block.depth > zone.depth:
        role, reason = Role.LABEL, "announces a quotation within this deep dive"
    elif label in (Label.SUMMARY, Label.TAKEAWAYS):
        role, reason = Role.LABEL, f"announces the {label}"
        state.zone = _Zone(label=label, depth=block.depth, listed=_has_list(blocks, index))
    elif label is Label.DIVES and not _has_text(blocks, index, state.inner):
        role, reason = Role.LABEL, "announces the deep dives"
        state.zone = _Zone(label=label, depth=block.depth)
    elif zone.label is Label.TAKEAWAYS and block.depth > zone.depth and not _sectioned(blocks, index, zone.depth):
        role, reason = Role.LABEL, "a heading of one takeaway"
    elif not _has_text(blocks, index, state.inner):
        role, reason = Role.LABEL, "only holds deeper headings" if _deeper(blocks, index) else "nothing stands below it"
        state.zone = _Zone(label=Label.DIVES, depth=block.depth)
    else:
        reason = "a heading with text below it"
        state.zone = _Zone(label=label, depth=block.depth, dive=True)
    state.judged.append(Judged(block=block, role=role, reason=reason))


def _place(block: Block, blocks: tuple[Block, ...], index: int, state: _State, *, headed: bool) -> None:
    """Judge a block of text by the zone that it stands in."""
    zone = state.zone
    lead = lead_label(block.text)
    role, reason = Role.PARAGRAPH, "text below a heading"
    aside = _aside(block.text, lead)
    if block.paragraph.shape is Shape.CALLOUT and label_of(block.paragraph.parent) is Label.SUMMARY:
        role, reason = Role.SUMMARY, "a callout that announces the summary"
    elif aside is not None and zone.label not in _SKIPPED:
        role, reason = aside
    elif state.rough and zone.label not in _SKIPPED and is_errand(block.text):
        role, reason = Role.PERSONAL, "errands, in jottings"
    elif zone.label in _SKIPPED:
        role, reason = _SKIPPED[zone.label], f"below the heading of the {zone.label}"
    elif zone.dive and state.rough and _left_list(state.judged, block):
        role, reason = Role.BODY, "stands apart from the list above"
        state.zone = _Zone(label=Label.DIVES, depth=zone.depth)
    elif zone.label is Label.DIVES and not zone.dive and state.rough:
        role, reason = Role.BODY, "stands apart from the list above"
    elif zone.label is None and not zone.dive:
        if not headed or is_meta(block):
            role, reason = Role.META, "date, names or length, as they stand below a title"
        elif lead and lead[0] is Label.SUMMARY:
            role, reason = Role.SUMMARY, "starts with a word that announces the summary"
        else:
            role, reason = Role.BODY, "stands before the first heading"
            state.intro.append(len(state.judged))
    elif zone.label is Label.SUMMARY and not zone.dive:
        role, reason = Role.SUMMARY, "below the heading of the summary"
        state.intro.append(len(state.judged))
    elif zone.label is Label.TAKEAWAYS and not zone.dive:
        role, reason = _takeaway(block, zone)
    state.judged.append(Judged(block=block, role=role, reason=reason))


def _aside(text: str, lead: tuple[Label, int] | None) -> tuple[Role, str] | None:
    """Return role and reason of a line that points elsewhere or is meant for its writer, wherever it stands."""
    if lead is not None and lead[0] in (Label.LINKS, Label.PERSONAL, Label.ADVERT):
        return _SKIPPED[lead[0]], f"starts with a word that announces {lead[0]}"
    if (
        text[:12].casefold().startswith(("see also ", "siehe auch ", "voir aussi ", "ver también"))
        and words(text) <= 20
    ):
        return Role.META, "points to other notes"
    return None


def _takeaway(block: Block, zone: _Zone) -> tuple[Role, str]:
    shape = block.paragraph.shape
    if shape in (Shape.BULLET, Shape.STEP):
        if block.paragraph.level == 0:
            return Role.TAKEAWAY, "a list item below the heading of the takeaways"
        return Role.BODY, "explains the takeaway above it"
    if shape is not Shape.PROSE or zone.listed:
        lead_in = block.text.endswith(":")
        return (Role.META, "leads up to the list") if lead_in else (Role.BODY, "beside the list of takeaways")
    return Role.TAKEAWAY, "a line below the heading of the takeaways"


def _announced(block: Block) -> Label | None:
    """Return what a heading announces; a chapter marked as an advertisement announces advertising."""
    low = block.text.casefold()
    if low.endswith(("[ad]", "(ad)", "[sponsor]", "(sponsor)", "(sponsored)", "[werbung]", "(werbung)")):
        return Label.ADVERT
    return label_of(block.text)


def _left_list(judged: list[Judged], block: Block) -> bool:
    """Tell whether a line stands apart from the indented or listed lines of the deep dive above it."""
    last = next((one.block for one in reversed(judged) if one.role is Role.PARAGRAPH), None)
    if last is None or not block.gap or judged[-1].role is Role.HEADING:
        return False
    listed = last.paragraph.shape is not Shape.PROSE or last.indent > 0
    return listed and block.indent == 0 and block.paragraph.shape is Shape.PROSE


def _below(blocks: tuple[Block, ...], index: int, inner: frozenset[int] = frozenset()) -> list[Block]:
    """Return the blocks from a heading to the next one, labels inside a deep dive not counted."""
    found: list[Block] = []
    for at in range(index + 1, len(blocks)):
        if blocks[at].kind is BlockKind.HEADING and at not in inner:
            break
        found.append(blocks[at])
    return found


def _has_text(blocks: tuple[Block, ...], index: int, inner: frozenset[int] = frozenset()) -> bool:
    kinds = (BlockKind.TEXT, BlockKind.CODE, BlockKind.FORMULA)
    return any(block.kind in kinds for block in _below(blocks, index, inner))


def _has_list(blocks: tuple[Block, ...], index: int) -> bool:
    return any(block.paragraph.shape in (Shape.BULLET, Shape.STEP) for block in _below(blocks, index))


def _deeper(blocks: tuple[Block, ...], index: int) -> bool:
    after = next((at for at in range(index + 1, len(blocks)) if blocks[at].kind is BlockKind.HEADING), None)
    return after is not None and blocks[after].depth > blocks[index].depth


def _sectioned(blocks: tuple[Block, ...], index: int, depth: int) -> bool:
    """Tell whether the deeper headings below a takeaways label go on to be the deep dives of the note.

    They do when the label has text of its own above them, or when no other heading of its rank follows.
    """
    above = range(index - 1, -1, -1)
    label = next((at for at in above if blocks[at].kind is BlockKind.HEADING and blocks[at].depth == depth), 0)
    return _has_text(blocks, label)
