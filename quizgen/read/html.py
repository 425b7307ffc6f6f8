"""HTML to blocks: the main content of a saved page, without navigation, scripts, icons, and footers."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from quizgen.note import Emphasis, Image, Paragraph, Shape
from quizgen.read.dates import find_date
from quizgen.read.header import BOLD_RANK
from quizgen.read.markdown import is_bold_heading
from quizgen.read.model import Block, BlockKind, Front
from quizgen.read.places import Places
from quizgen.read.shapes import ends_sentence, list_mark, noise
from quizgen.read.source import Source
from quizgen.read.tidy import TextBuilder, tidy
from quizgen.read.vocabulary import DROPPED_TAGS, ICONS, INLINE_TAGS, SIDE_NAMES

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_MARKS = {
    "b": Emphasis.STRONG,
    "strong": Emphasis.STRONG,
    "i": Emphasis.ITALIC,
    "em": Emphasis.ITALIC,
    "cite": Emphasis.ITALIC,
    "dfn": Emphasis.ITALIC,
    "var": Emphasis.ITALIC,
    "code": Emphasis.CODE,
    "kbd": Emphasis.CODE,
    "samp": Emphasis.CODE,
    "tt": Emphasis.CODE,
    "a": Emphasis.LINK,
}
_MAINS = ("article", "main", "[role=main]", "#content", "#main", ".post-content", ".entry-content", ".article-body")
_HEADS = {f"h{rank}": rank for rank in range(1, 7)}
_DEPTH = 400
"""Elements nested deeper than this are read as text of the element above."""


def html_blocks(source: Source) -> tuple[tuple[Block, ...], Front]:
    """Return the blocks of a page's main content in document order, and what its head says."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(source.text)
    walk = _Walk(source=source, places=Places(source.text))
    root = _main(tree)
    if root is not None:
        walk.run(root)
    return tuple(walk.blocks), _front(tree, source)


def _main(tree: LexborHTMLParser) -> LexborNode | None:
    """Return the element with the main content: the longest article or main element that holds most text, or body."""
    body = tree.body
    if body is None:
        return tree.root
    whole = len(body.text(deep=True))
    for selector in _MAINS:
        best = max(tree.css(selector), key=lambda node: len(node.text(deep=True)), default=None)
        if best is not None and len(best.text(deep=True)) * 4 >= whole:
            return best
    return body


def _front(tree: LexborHTMLParser, source: Source) -> Front:
    title = tree.css_first("title")
    text = tidy(title.text(deep=True)) if title is not None else ""
    for parting in (" | ", " · ", " — ", " – ", " - "):
        head, found, _ = text.rpartition(parting)
        if found and parting in (" | ", " · "):
            text = head
    at = source.text.find(text[:20])
    span = source.line_span(bisect_right(source.starts, max(at, 0)) - 1)
    paragraph = Paragraph(text=text, span=span)
    language = (tree.root.attributes.get("lang") or "") if tree.root is not None else ""
    title_of = paragraph if text and tree.css_first("h1") is None else None
    return Front(title=title_of, date=_head_date(tree), link=_head_link(tree), facts={"lang": language[:2].casefold()})


def _head_date(tree: LexborHTMLParser) -> date | None:
    for selector, name in (
        ("meta[property='article:published_time']", "content"),
        ("meta[itemprop=datePublished]", "content"),
        ("meta[name=date]", "content"),
        ("time[datetime]", "datetime"),
    ):
        node = tree.css_first(selector)
        found = find_date(node.attributes.get(name) or "") if node is not None else None
        if found is not None:
            return found.day
    return None


def _head_link(tree: LexborHTMLParser) -> str:
    for selector, name in (("link[rel=canonical]", "href"), ("meta[property='og:url']", "content")):
        node = tree.css_first(selector)
        address = (node.attributes.get(name) or "") if node is not None else ""
        if address.startswith(("http://", "https://")):
            return address
    return ""


@dataclass(slots=True)
class _Line:
    """The line of text that is being gathered: as a reader sees it, and as it stands in the page."""

    builder: TextBuilder = field(default_factory=TextBuilder)
    raw: list[str] = field(default_factory=list)
    images: list[tuple[str, str]] = field(default_factory=list)
    opened: list[tuple[str, Emphasis, int, str]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _Walk:
    """The walk through the page: the blocks so far, the line being gathered, and the elements that are open."""

    source: Source
    places: Places
    blocks: list[Block] = field(default_factory=list)
    line: _Line = field(default_factory=_Line)
    lists: list[tuple[bool, str]] = field(default_factory=list)
    quotes: int = 0
    head: int = 0
    cells: list[str] | None = None
    columns: tuple[str, ...] = ()
    header_row: bool = False
    item_fresh: bool = False

    def run(self, root: LexborNode) -> None:
        """Walk through an element in document order."""
        stack: list[tuple[LexborNode, bool, int]] = [(root, False, 0)]
        while stack:
            node, leaving, depth = stack.pop()
            tag = node.tag or ""
            if leaving:
                self.leave(tag)
                continue
            if tag == "-text":
                self.add(node.text_content or "")
                continue
            if tag.startswith("-") or tag in DROPPED_TAGS or _aside(node) or depth > _DEPTH:
                continue
            if self.enter(tag, node):
                stack.append((node, True, depth))
                children = list(node.iter(include_text=True))
                stack += [(child, False, depth + 1) for child in reversed(children)]
        self.flush()

    def add(self, text: str) -> None:
        """Add text to the line."""
        if text:
            self.line.raw.append(text)
            self.line.builder.add(text)

    def enter(self, tag: str, node: LexborNode) -> bool:
        """Open an element; give back whether its children are to be walked."""
        if tag == "br":
            self.break_line()
            return False
        if tag == "img":
            source, alt = node.attributes.get("src") or "", node.attributes.get("alt") or ""
            self.line.images.append((source, alt))
            return False
        if tag == "pre":
            self.flush()
            self.code(node.text(deep=True))
            return False
        if tag in _MARKS:
            target = (node.attributes.get("href") or "") if tag == "a" else ""
            self.line.opened.append((tag, _MARKS[tag], self.line.builder.length, target))
        if tag in INLINE_TAGS:
            return True
        self.flush()
        if tag in ("ul", "ol"):
            self.lists.append((tag == "ol", ""))
        elif tag == "li":
            self.item_fresh = True
        elif tag == "blockquote":
            self.quotes += 1
        elif tag in _HEADS:
            self.head = _HEADS[tag]
        elif tag == "tr":
            self.cells, self.header_row = [], node.css_first("td") is None
        elif tag == "table":
            self.columns = ()
        elif tag == "hr":
            self.emit(BlockKind.RULE, Paragraph(text="---", span=self.places.here(self.source)))
        return True

    def leave(self, tag: str) -> None:
        """Close an element."""
        if tag in _MARKS:
            for index in range(len(self.line.opened) - 1, -1, -1):
                if self.line.opened[index][0] == tag:
                    _, kind, start, target = self.line.opened.pop(index)
                    self.line.builder.mark(kind, min(start, self.line.builder.length), target)
                    break
        if tag in INLINE_TAGS:
            return
        if tag in ("td", "th") and self.cells is not None:
            self.cells.append(self.take_text())
            return
        self.flush()
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "blockquote":
            self.quotes -= 1
        elif tag in _HEADS:
            self.head = 0
        elif tag == "tr" and self.cells is not None:
            self.row(self.cells)
            self.cells = None

    def break_line(self) -> None:
        """Take a `<br>`: the end of a line in a page without paragraphs, a blank within a sentence."""
        text = "".join(self.line.raw).strip()
        if self.cells is None and not self.head and (not text or ends_sentence(text) or len(text) < 100):
            self.flush()
        else:
            self.add(" ")

    def take_text(self) -> str:
        """Return the text of the line and start a new one."""
        text, _ = self.line.builder.finish()
        self.places.find("".join(self.line.raw), self.source)
        self.line = _Line()
        return text

    def row(self, cells: list[str]) -> None:
        """Add a table row, or keep it as the columns of the rows to come."""
        if self.header_row:
            self.columns = tuple(cells)
        elif any(cells):
            text = " ".join(cell for cell in cells if cell)
            span = self.places.here(self.source)
            paragraph = Paragraph(text=text, span=span, shape=Shape.ROW, cells=tuple(cells), columns=self.columns)
            self.emit(BlockKind.TEXT, paragraph)

    def code(self, raw: str) -> None:
        """Add a code block."""
        span = self.places.find(raw, self.source)
        if raw.strip():
            self.emit(BlockKind.CODE, Paragraph(text=raw.strip("\n"), span=span))

    def flush(self) -> None:
        """End the line and add what it holds as a block."""
        line, self.line = self.line, _Line()
        for tag, kind, start, target in line.opened:
            line.builder.mark(kind, start, target)
            self.line.opened.append((tag, kind, 0, target))
        text, marks = line.builder.finish()
        raw = "".join(line.raw)
        span = self.places.find(raw, self.source)
        images = tuple(Image(target=target, alt=alt, span=span) for target, alt in line.images)
        if not text:
            if images:
                self.emit(BlockKind.IMAGE, Paragraph(text=images[0].alt, span=span), images=images)
            return
        if (found := noise(text)) is not None:
            block = Block(kind=BlockKind.NOISE, paragraph=Paragraph(text=text, span=span), last_line=span.line)
            self.blocks.append(replace(block, role=found[0], reason=found[1]))
            return
        paragraph = Paragraph(text=text, span=span, marks=marks)
        if self.head:
            self.emit(BlockKind.HEADING, paragraph, depth=self.head, images=images)
        elif not self.lists and not self.quotes and is_bold_heading(paragraph):
            self.emit(BlockKind.HEADING, paragraph, depth=BOLD_RANK, images=images)
        else:
            self.emit(BlockKind.TEXT, self.shaped(paragraph), images=images)

    def shaped(self, paragraph: Paragraph) -> Paragraph:
        """Return a paragraph with the shape that the open lists and quotations give it."""
        if self.lists:
            level = len(self.lists) - 1
            ordered = self.lists[-1][0]
            parent = self.lists[-2][1] if level else ""
            if self.item_fresh:
                self.item_fresh = False
                self.lists[-1] = (ordered, paragraph.text)
                return replace(paragraph, shape=Shape.STEP if ordered else Shape.BULLET, level=level, parent=parent)
            return replace(paragraph, level=level + 1, parent=self.lists[-1][1])
        if self.quotes > 0:
            return replace(paragraph, shape=Shape.QUOTE)
        mark = list_mark(paragraph.text)
        if mark is not None and not find_date(paragraph.text[:24]):
            cut = mark[0]
            shape = Shape.STEP if mark[1][:1].isalnum() else Shape.BULLET
            marks = tuple(replace(m, start=m.start - cut, end=m.end - cut) for m in paragraph.marks if m.start >= cut)
            return replace(paragraph, text=paragraph.text[cut:], shape=shape, marks=marks)
        return paragraph

    def emit(self, kind: BlockKind, paragraph: Paragraph, *, depth: int = 0, images: tuple[Image, ...] = ()) -> None:
        """Add a block."""
        last = paragraph.span.line + self.source.text.count("\n", paragraph.span.start, paragraph.span.end)
        self.blocks.append(Block(kind=kind, paragraph=paragraph, last_line=last, depth=depth, gap=True, images=images))


def _aside(node: LexborNode) -> bool:
    """Tell whether an element is hidden, an icon, or one of the page's own parts around the content."""
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".casefold().split()
    if any("icon" in name for name in names) and (node.text(deep=True) or "").strip() in (*ICONS, ""):
        return True
    return any(name in SIDE_NAMES for name in names) or attributes.get("role") in (
        "navigation",
        "banner",
        "contentinfo",
    )
