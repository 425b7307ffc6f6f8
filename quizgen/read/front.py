"""Front matter: YAML, TOML or Logseq properties above a note, and what their keys say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from quizgen.note import Pair, Paragraph, Shape
from quizgen.problem import Problem, Severity, Span
from quizgen.read.dates import date_rank, find_date
from quizgen.read.inline import inline
from quizgen.read.model import Front, Role
from quizgen.read.shapes import label_of
from quizgen.read.source import Source
from quizgen.read.vocabulary import Label
from quizgen.yamltext import Node

_SCALAR_LINES = 60
"""So many lines of a block scalar are searched for the place of one of its lines."""
_PROPERTY = re.compile(r"([A-Za-z][\w-]{0,40}):: ?(.*)")
_TITLES = ("full title", "episode title", "title", "name", "headline", "titel", "titre", "título", "заголовок")
_LINKS = ("link", "url", "episode url", "source url", "permalink", "canonical url", "source", "original url", "uri")
_IDS = ("id", "uid", "uuid", "guid", "zettel id", "note id")
_LANGUAGES = ("lang", "language", "locale", "sprache", "idioma", "langue")
_HEADS = ("heading", "title", "topic", "name", "chapter", "titel", "titre", "título")
_BODIES = ("paragraphs", "text", "body", "content", "summary", "notes", "details", "description", "paragraph", "points")
_QUESTIONS = ("question", "q", "front", "prompt")
_ANSWERS = ("answer", "a", "back", "response")


def front_matter(source: Source) -> Front:
    """Return what the front matter of a text says, and mask its lines; an empty record when there is none.

    Broken front matter is a warning (R010): its lines are set aside and the text below it is read without it.
    """
    lines = source.lines
    first = next((i for i, line in enumerate(lines[:5]) if line.strip()), 0)
    fence = lines[first].rstrip() if lines else ""
    if fence in ("---", "+++"):
        closing = ("---", "...") if fence == "---" else ("+++",)
        last = next((i for i in range(first + 1, min(len(lines), 2000)) if lines[i].rstrip() in closing), None)
        if last is not None and _is_matter(lines[first + 1 : last], fence):
            return _fenced(source, first, last, fence)
    return _properties(source, first)


def _is_matter(lines: list[str], fence: str) -> bool:
    """Tell whether lines between two fences are keys and values rather than text between two rules."""
    sign = "=" if fence == "+++" else ":"
    keyed = sum(bool(re.match(rf"[\w\"' -]{{1,60}}{sign}", line)) for line in lines)
    return keyed > 0 and (keyed * 4 >= len([line for line in lines if line.strip()]) or sign in lines[0])


def _fenced(source: Source, first: int, last: int, fence: str) -> Front:
    text = "\n".join(source.lines[first + 1 : last])
    root, problems = _toml(text, source.path, first + 2) if fence == "+++" else _yaml(text, source.path, first + 2)
    front = _Reader(source).front(root) if root is not None else Front()
    for index in range(first, last + 1):
        source.mask(index, Role.META, "front matter")
    return replace(front, end=last + 1, problems=front.problems + problems)


def _yaml(text: str, path: str, line: int) -> tuple[Node | None, tuple[Problem, ...]]:
    from quizgen.yamltext import load

    root, found = load(text, path=path, first_line=line)
    problems = tuple(
        replace(one, code="R010" if one.code == "Y001" else one.code, severity=Severity.WARNING, text=_said(one.text))
        for one in found
    )
    if root is not None and not isinstance(root.value, dict):
        return None, problems
    return root, problems


def _said(text: str) -> str:
    return text.replace("this is not valid YAML", "the front matter is not valid YAML and was not used")


def _toml(text: str, path: str, line: int) -> tuple[Node | None, tuple[Problem, ...]]:
    import tomllib

    try:
        return _node(tomllib.loads(text), text.split("\n"), line, depth=0), ()
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"line (\d{1,6})", str(error))
        span = Span(path=path, line=line + (int(found[1]) - 1 if found else 0))
        said = f"the front matter is not valid TOML and was not used: {error}"
        return None, (Problem(code="R010", text=said, hint="mend it", span=span, severity=Severity.WARNING),)


def _node(value: object, lines: list[str], line: int, *, depth: int) -> Node:
    """Return a TOML value as a node; the line is that of the first line that holds the value's text."""
    if depth > 20:
        return Node("", line)
    if isinstance(value, dict):
        return Node({str(k): _node(v, lines, line, depth=depth + 1) for k, v in value.items()}, line)
    if isinstance(value, list):
        return Node([_node(one, lines, line, depth=depth + 1) for one in value], line)
    text = str(value)
    head = text.strip().split("\n")[0][:60]
    at = next((i for i, written in enumerate(lines) if head and head in written), 0)
    return Node(text, line + at)


def _properties(source: Source, first: int) -> Front:
    """Read Logseq's `key:: value` lines at the top."""
    entries: dict[str, Node] = {}
    index = first
    while index < len(source.lines):
        match = _PROPERTY.fullmatch(source.lines[index].strip().removeprefix("- "))
        if match is None:
            break
        entries.setdefault(match[1], Node(match[2].strip().strip('"'), index + 1))
        index += 1
    if not entries:
        return Front()
    front = _Reader(source).front(Node(entries, first + 1))
    for at in range(first, index):
        source.mask(at, Role.META, "a property of the page")
    return replace(front, end=index)


class _Reader:
    """Reads the keys of one front matter; every text keeps its line."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def front(self, root: Node) -> Front:
        """Return what the keys of a mapping say."""
        keys = {key.casefold().replace("_", " ").replace("-", " ").strip(): node for key, node in root.entries()}
        title = self._first(keys, _TITLES)
        parts = {label: node for key, node in keys.items() if (label := self._label(key)) is not None}
        return Front(
            title=self._paragraph(title) if title else None,
            date=self._date(keys),
            summary=self._texts(parts.get(Label.SUMMARY)),
            takeaways=self._texts(parts.get(Label.TAKEAWAYS), shape=Shape.BULLET),
            dives=self._dives(parts.get(Label.DIVES)),
            outro=self._texts(parts.get(Label.OUTRO)),
            pairs=self._pairs(parts.get(Label.QUESTIONS)),
            ident=self._plain(keys, _IDS),
            link=next((text for key in _LINKS if _is_address(text := self._plain(keys, (key,)))), ""),
            language=self._plain(keys, _LANGUAGES).split("-")[0].split("_")[0].casefold()[:8],
        )

    def _label(self, key: str) -> Label | None:
        return Label.SUMMARY if key in ("summary", "excerpt") else label_of(key)

    def _first(self, keys: dict[str, Node], names: tuple[str, ...]) -> Node | None:
        return next((keys[name] for name in names if name in keys and (keys[name].text() or "").strip()), None)

    def _plain(self, keys: dict[str, Node], names: tuple[str, ...]) -> str:
        node = self._first(keys, names)
        return (node.text() or "").strip() if node else ""

    def _date(self, keys: dict[str, Node]) -> date | None:
        ranked = sorted(keys, key=lambda key: -date_rank(key))
        for key in ranked:
            if not date_rank(key):
                break
            found = find_date(keys[key].text() or "")
            if found:
                return found.day
        return None

    def _paragraph(self, node: Node, shape: Shape = Shape.PROSE) -> Paragraph:
        text, marks, _ = inline(node.text() or "")
        return Paragraph(text=text, span=self._span(node), marks=marks, shape=shape)

    def _span(self, node: Node) -> Span:
        """Return the place of a value: of its text where it stands on one line as written, else of its line."""
        first = min(node.line - 1, len(self._source.lines) - 1)
        text = (node.text() or "").strip()
        for index in range(first, min(first + _SCALAR_LINES, len(self._source.lines))):
            at = self._source.lines[index].find(text) if text and "\n" not in text else -1
            if at >= 0:
                return self._source.span(index, at, index, at + len(text))
        return Span(path=self._source.path, line=node.line)

    def _texts(self, node: Node | None, shape: Shape = Shape.PROSE) -> tuple[Paragraph, ...]:
        if node is None:
            return ()
        nodes = list(node.members()) if isinstance(node.value, list) else self._split(node)
        found: list[Paragraph] = []
        for one in nodes:
            if one.text() is None:
                one = next((value for _, value in one.entries() if value.text()), Node("", one.line))
            paragraph = self._paragraph(one, shape)
            if paragraph.text:
                found.append(paragraph)
        return tuple(found)

    def _split(self, node: Node) -> list[Node]:
        """Return the lines or paragraphs of a block scalar as nodes of their own; a mapping's values otherwise."""
        text = node.text()
        if text is None:
            return [value for _, value in node.entries()]
        listed = [line for line in text.split("\n") if line.strip().startswith(("- ", "* ", "• "))]
        parts = text.split("\n") if len(listed) >= 2 else text.split("\n\n")
        return [
            Node(part.strip().removeprefix("- ").removeprefix("* ").removeprefix("• "), node.line) for part in parts
        ]

    def _dives(self, node: Node | None) -> tuple[tuple[Paragraph, tuple[Paragraph, ...]], ...]:
        if node is None:
            return ()
        if isinstance(node.value, dict):
            pairs = [(Node(key, value.line), value) for key, value in node.entries()]
        else:
            pairs = [pair for one in node.members() if (pair := self._dive(one)) is not None]
        found = [(self._paragraph(head), self._texts(body)) for head, body in pairs]
        return tuple((head, body) for head, body in found if head.text and body)

    def _dive(self, node: Node) -> tuple[Node, Node] | None:
        text = node.text()
        if text is not None:
            head, colon, rest = text.partition(": ")
            return (Node(head, node.line), Node(rest, node.line)) if colon and len(head) <= 90 else None
        keys = {key.casefold(): value for key, value in node.entries()}
        head_node = next((keys[name] for name in _HEADS if name in keys), None)
        body = next((keys[name] for name in _BODIES if name in keys), None)
        if head_node is not None and body is not None:
            return head_node, body
        entries = list(node.entries())
        return (Node(entries[0][0], entries[0][1].line), entries[0][1]) if len(entries) == 1 else None

    def _pairs(self, node: Node | None) -> tuple[Pair, ...]:
        found: list[Pair] = []
        for one in node.members() if node else ():
            keys = {key.casefold(): value for key, value in one.entries()}
            question = self._first(keys, _QUESTIONS)
            answer = self._first(keys, _ANSWERS)
            if question and answer:
                texts = ((question.text() or "").strip(), (answer.text() or "").strip())
                found.append(Pair(question=texts[0], answer=texts[1], span=self._span(question)))
        return tuple(found)


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and " " not in text
