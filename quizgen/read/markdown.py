"""Markdown to blocks: headings, paragraphs, list items, table rows, quotations, with their places in the file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quizgen.note import Emphasis, Image, Mark, Paragraph, Shape
from quizgen.problem import Span
from quizgen.read.dates import whole_date
from quizgen.read.header import BOLD_RANK
from quizgen.read.inline import inline, parser, render
from quizgen.read.model import Block, BlockKind, Role
from quizgen.read.shapes import ends_sentence, starts_lower, words
from quizgen.read.source import Source
from quizgen.read.tidy import tidy

if TYPE_CHECKING:
    from markdown_it.token import Token

_SETEXT_WORDS = 14
"""A line with more words than this above `---` is a paragraph above a rule, not a heading."""
_BOLD_WORDS = 12
"""A bold line with more words than this is a sentence, not a heading."""


def markdown_blocks(source: Source) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text in document order; lines that `source` has masked are not seen."""
    walk = _Walk(source=source)
    tokens = parser().parse("\n".join(source.lines))
    for index, token in enumerate(tokens):
        if token.type == "inline":
            walk.text(token, tokens[index - 1])
        else:
            walk.step(token)
    return _join_formulas(_underlined(walk.blocks, source))


@dataclass(slots=True)
class _Item:
    """A list item that is being read: its mark, and its text so far."""

    ordered: bool
    text: str = ""


@dataclass(slots=True, kw_only=True)
class _Walk:
    """The walk through the tokens: the blocks so far, and the containers that are open."""

    source: Source
    blocks: list[Block] = field(default_factory=list)
    lists: list[bool] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    quotes: list[str | None] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    cells: list[tuple[str, tuple[Mark, ...]]] = field(default_factory=list)
    row: int = 0
    base: int = 0
    in_head: bool = False
    footnote: bool = False

    def step(self, token: Token) -> None:
        """Take a token that isn't text: open or close a container, or add what stands for itself."""
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self.lists.append(token.type.startswith("ordered"))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self.items.append(_Item(self.lists[-1]))
            case "list_item_close":
                self.items.pop()
            case "blockquote_open":
                self.quotes.append(None)
            case "blockquote_close":
                self.quotes.pop()
            case "footnote_block_open" | "footnote_block_close":
                self.footnote = token.type.endswith("open")
            case "thead_open" | "thead_close":
                self.in_head = token.type.endswith("open")
            case "tr_open":
                self.cells, self.row = [], token.map[0] if token.map else 0
            case "tr_close":
                self.finish_row()
            case "fence" | "code_block":
                self.add_whole(BlockKind.CODE, token)
            case "math_block" | "math_block_label":
                self.add_whole(BlockKind.FORMULA, token)
            case "hr":
                self.add_whole(BlockKind.RULE, token)

    def text(self, token: Token, before: Token) -> None:
        """Take a token of text: a cell, a heading or a paragraph, depending on the token before it."""
        if before.type in ("th_open", "td_open"):
            text, marks, _ = render(token.children or ())
            self.cells.append((text, marks))
        elif before.type == "heading_open":
            self.add_heading(token, before)
        else:
            self.add_paragraph(token)

    def finish_row(self) -> None:
        """Add a table row, or keep the cells of the head as the columns of the rows to come."""
        if self.in_head:
            self.columns = tuple(text for text, _ in self.cells)
            self.add_noise(self.row, Role.MARKUP, "the head of a table")
            return
        parts: list[str] = []
        marks: list[Mark] = []
        at = 0
        for text, inner in self.cells:
            if text:
                marks += [replace(mark, start=mark.start + at, end=mark.end + at) for mark in inner]
                parts.append(text)
                at += len(text) + 1
        if not parts:
            return
        paragraph = Paragraph(
            text=" ".join(parts),
            span=self.source.line_span(self.row),
            shape=Shape.ROW,
            marks=tuple(marks),
            cells=tuple(text for text, _ in self.cells),
            columns=self.columns,
        )
        self.blocks.append(
            Block(kind=BlockKind.TEXT, paragraph=paragraph, last_line=self.row + 1, gap=self.gap(self.row))
        )

    def gap(self, index: int) -> bool:
        """Tell whether a blank line stands above line `index`."""
        return self.source.gap(index)

    def add_noise(self, index: int, role: Role, reason: str) -> None:
        """Add a line that no reader wants."""
        paragraph = Paragraph(text=self.source.lines[index].strip(), span=self.source.line_span(index))
        self.blocks.append(
            Block(kind=BlockKind.NOISE, paragraph=paragraph, last_line=index + 1, role=role, reason=reason)
        )

    def add_whole(self, kind: BlockKind, token: Token) -> None:
        """Add a code block, a displayed formula or a rule."""
        if not token.map:
            return
        lines = self.source.lines
        first, last = token.map[0], max(token.map[0], min(token.map[1], len(lines)) - 1)
        while last > first and not lines[last].strip():
            last -= 1
        text = token.content.strip() or lines[first].strip()
        paragraph = Paragraph(text=text, span=self.source.span(first, 0, last, len(lines[last])))
        self.blocks.append(Block(kind=kind, paragraph=paragraph, last_line=last + 1, gap=self.gap(first)))

    def add_heading(self, token: Token, opening: Token) -> None:
        """Add a heading; a long line above `---` is a paragraph above a rule (Snipd separates its snips so)."""
        if opening.markup == "-" and (words(token.content) > _SETEXT_WORDS or ends_sentence(token.content)):
            self.add_paragraph(token)
            return
        text, marks, images = render(token.children or ())
        if not text:
            return
        span = self.place(token, token.content)
        self.base = len(self.items)
        self.blocks.append(
            Block(
                kind=BlockKind.HEADING,
                paragraph=Paragraph(text=text, span=span, marks=marks),
                last_line=(opening.map or [0, 1])[1],
                depth=int(opening.tag[1]),
                gap=True,
                images=self.pictures(images, span),
            )
        )

    def add_paragraph(self, token: Token) -> None:
        """Add a paragraph, list item or quotation; pictures, attributions and callout heads are taken out of it."""
        first, after = token.map or [0, 1]
        content = self.callout(token.content, first) if self.quotes else token.content
        content = self.attribution(content, after) if self.quotes else content
        if not content.strip():
            return
        if (bold := self.bold_head(content, token)) is not None:
            content = bold
            first += 1
        if content == token.content:
            text, marks, images = render(token.children or ())
        else:
            text, marks, images = inline(content)
        span = self.place(token, content)
        pictures = self.pictures(images, span)
        if not text:
            if pictures:
                paragraph = Paragraph(text=pictures[0].alt, span=span)
                self.blocks.append(Block(kind=BlockKind.IMAGE, paragraph=paragraph, last_line=after, images=pictures))
            return
        if self.items and whole_date(self.source.lines[first]):
            text, marks, self.items[-1].text = tidy(self.source.lines[first]), (), text
        text, marks = _without_task(text, marks)
        paragraph = Paragraph(text=text, span=span, marks=marks, **self.shape(text))  # type: ignore[arg-type]
        heading = paragraph.shape is Shape.PROSE and not self.items and is_bold_heading(paragraph)
        self.blocks.append(
            Block(
                kind=BlockKind.HEADING if heading else BlockKind.TEXT,
                paragraph=paragraph,
                last_line=after,
                depth=BOLD_RANK if heading else 0,
                gap=self.gap(first),
                images=pictures,
            )
        )

    def bold_head(self, content: str, token: Token) -> str | None:
        """Add a bold first line that heads its paragraph as a heading, and return the rest; None when it is none."""
        head, _, rest = content.partition("\n")
        if not rest.strip() or self.items or self.quotes or not head.startswith(("**", "__")):
            return None
        text, marks, _ = inline(head)
        paragraph = Paragraph(text=text, span=self.place(token, head), marks=marks)
        if not is_bold_heading(paragraph) or ends_sentence(text):
            return None
        line = paragraph.span.line
        heading = BlockKind.HEADING
        self.blocks.append(Block(kind=heading, paragraph=paragraph, last_line=line, depth=BOLD_RANK, gap=True))
        return rest

    def shape(self, text: str) -> dict[str, object]:
        """Return shape, level and parent of a paragraph inside the containers that are open now."""
        if self.items:
            item, level = self.items[-1], max(0, len(self.items) - 1 - self.base)
            if item.text:
                return {"shape": Shape.PROSE, "level": level + 1, "parent": item.text}
            item.text = text
            parent = next((outer.text for outer in reversed(self.items[:-1]) if outer.text), "") if level else ""
            return {"shape": Shape.STEP if item.ordered else Shape.BULLET, "level": level, "parent": parent}
        if self.quotes:
            head = self.quotes[-1]
            return {"shape": Shape.QUOTE if head is None else Shape.CALLOUT, "parent": head or ""}
        return {"shape": Shape.PROSE}

    def callout(self, content: str, index: int) -> str:
        """Return the content of a quotation without a callout's head (`[!tip] Title`), which is remembered."""
        head, _, rest = content.partition("\n")
        if not head.startswith("[!") or "]" not in head[:40]:
            return content
        kind, _, title = head[2:].partition("]")
        self.quotes[-1] = inline(title.lstrip("+-"))[0] or kind
        self.add_noise(index, Role.MARKUP, "the head of a callout")
        return rest

    def attribution(self, content: str, after: int) -> str:
        """Return the content of a quotation without a last line that names its speaker."""
        lines = content.split("\n")
        last = lines[-1].lstrip()
        if len(lines) < 2 or not last.startswith(("—", "–", "-- ", "― ")) or words(last) > 20:
            return content
        self.add_noise(after - 1, Role.META, "who said the quotation")
        return "\n".join(lines[:-1])

    def place(self, token: Token, content: str) -> Span:
        """Return the span of `content`, which is all or a part of the text of `token`."""
        lines = self.source.lines
        first, after = token.map or [0, 1]
        head, _, tail = content.rstrip().partition("\n")[0].strip(), 0, content.rstrip().rpartition("\n")[2].strip()
        start_line, start = _find(lines, head, range(first, max(after, first + 1)))
        end_line, end = _find(lines, tail, range(max(after, first + 1) - 1, first - 1, -1))
        if "\n" not in content.strip():
            end_line, end = start_line, start
        return self.source.span(start_line, start, end_line, end + len(tail))

    def pictures(self, images: tuple[tuple[str, str], ...], span: Span) -> tuple[Image, ...]:
        """Return the pictures of a block as records."""
        return tuple(Image(target=target, alt=alt, span=span) for target, alt in images)


def _find(lines: list[str], text: str, order: range) -> tuple[int, int]:
    """Return line and column of `text` in the first line of `order` that holds it, else of that range's first line."""
    for index in order:
        at = lines[index].find(text) if index < len(lines) else -1
        if at >= 0:
            return index, at
    index = min(order[0] if len(order) else 0, len(lines) - 1)
    return index, len(lines[index]) - len(lines[index].lstrip())


def _without_task(text: str, marks: tuple[Mark, ...]) -> tuple[str, tuple[Mark, ...]]:
    """Return a list item without its task box."""
    if text[:4] not in ("[ ] ", "[x] ", "[X] "):
        return text, marks
    moved = (replace(mark, start=mark.start - 4, end=mark.end - 4) for mark in marks if mark.start >= 4)
    return text[4:], tuple(moved)


def is_bold_heading(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is one short bold line that heads what follows."""
    strong = [mark for mark in paragraph.marks if mark.kind is Emphasis.STRONG]
    bold = sum(mark.end - mark.start for mark in strong)
    text = paragraph.text.rstrip(" :")
    whole = bool(strong) and bold >= len(text) - 1 and strong[0].start <= 3
    return whole and words(text) <= _BOLD_WORDS and not text.endswith((".", "!", ";", ","))


def _underlined(blocks: list[Block], source: Source) -> tuple[Block, ...]:
    """Return the blocks with `1. Title` above a line of dashes as a heading: to Markdown it is a list and a rule."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if block.kind is BlockKind.RULE and last is not None and last.paragraph.shape is Shape.STEP:
            index = last.line - 1
            if last.last_line == block.line - 1 == last.line and words(last.text) <= _SETEXT_WORDS:
                line = source.lines[index].strip()
                paragraph = Paragraph(text=tidy(line), span=source.line_span(index))
                found[-1] = replace(last, kind=BlockKind.HEADING, paragraph=paragraph, depth=2, last_line=block.line)
                continue
        found.append(block)
    return tuple(found)


def _join_formulas(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put a displayed formula back into the sentence that it interrupts or ends."""
    joined: list[Block] = []
    for index, block in enumerate(blocks):
        last = joined[-1] if joined else None
        if block.kind is BlockKind.FORMULA and last is not None and _open_end(last):
            if index + 1 < len(blocks) and blocks[index + 1].kind is BlockKind.TEXT:
                after = blocks[index + 1].paragraph
                if after.shape is Shape.PROSE and starts_lower(after.text):
                    joined[-1] = _with_formula(last, block)
                    continue
        elif last is not None and _open_formula(last) and block.kind is BlockKind.TEXT and starts_lower(block.text):
            joined[-1] = _appended(last, block.paragraph, block.last_line)
            continue
        joined.append(block)
    return tuple(joined)


def _open_end(block: Block) -> bool:
    prose = block.kind is BlockKind.TEXT and block.paragraph.shape is Shape.PROSE
    return prose and not ends_sentence(block.text) and not block.text.endswith(":")


def _open_formula(block: Block) -> bool:
    marks = block.paragraph.marks
    return _open_end(block) and bool(marks) and marks[-1].kind is Emphasis.MATH and marks[-1].end == len(block.text)


def _with_formula(block: Block, formula: Block) -> Block:
    tex = f"${' '.join(formula.text.split())}$"
    mark = Mark(kind=Emphasis.MATH, start=0, end=len(tex))
    added = Paragraph(text=tex, span=formula.paragraph.span, marks=(mark,))
    return _appended(block, added, formula.last_line)


def _appended(block: Block, added: Paragraph, last_line: int) -> Block:
    old = block.paragraph
    shift = len(old.text) + 1
    marks = tuple(replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in added.marks)
    span = replace(old.span, end=added.span.end)
    whole = replace(old, text=f"{old.text} {added.text}", marks=old.marks + marks, span=span)
    return replace(block, paragraph=whole, last_line=last_line)
