"""YAML with lines: every scalar stays the text that was written, and every error knows its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml

from quizgen.problem import Problem, Span

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Bare(str):
    """Text that was written without quotes, and is written back without them."""

    __slots__ = ()


class Node(NamedTuple):
    """A YAML value with its line: a `str`, a list of nodes, or a dict of nodes.

    Nothing is converted: `no`, `1.10` and `12:30` stay text, and a missing value is an empty string. `quoted` says
    that a scalar stood in quotes or as a block.
    """

    value: str | list[Node] | dict[str, Node]
    line: int
    quoted: bool = False

    def plain(self) -> object:
        """Return the value as plain strings, lists and dicts; a string that stood without quotes is a `Bare`."""
        match self.value:
            case str() as text:
                return text if self.quoted else Bare(text)
            case list() as nodes:
                return [node.plain() for node in nodes]
            case dict() as nodes:
                return {key: node.plain() for key, node in nodes.items()}

    def text(self) -> str | None:
        """Return the text of a scalar, None for a list or mapping."""
        return self.value if isinstance(self.value, str) else None

    def get(self, key: str) -> Node | None:
        """Return the value under `key` of a mapping, None where there is none or this is no mapping."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def entries(self) -> Iterator[tuple[str, Node]]:
        """Yield the keys and values of a mapping, in the order written; nothing for anything else."""
        if isinstance(self.value, dict):
            yield from self.value.items()

    def members(self) -> Iterator[Node]:
        """Yield the members of a list; nothing for anything else."""
        if isinstance(self.value, list):
            yield from self.value


def load(
    text: str, *, path: str, first_line: int = 1, outline: Outline | None = None
) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the one YAML document in `text` as a node (None when it is empty or broken) and the problems found.

    `first_line` is the line of the file on which `text` starts. Reported are bad syntax (Y001), duplicate keys (Y002),
    keys that aren't text (Y003) and aliases (Y004: a few bytes of them can stand for gigabytes). `outline` is filled
    when there are none. Never raises.
    """
    builder = _Builder(path, first_line)
    try:
        events = yaml.parse(text, Loader=_Loader)
        root = builder.document(events if outline is None else _shown(events, outline))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        said = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
        hint = "mend the line, or put the text in quotes"
        builder.report("Y001", f"this is not valid YAML: {said}", mark.line if mark else 0, hint)
        return None, tuple(builder.problems)
    except (RecursionError, ValueError):
        said = "nested too deeply, or a character that YAML forbids"
        builder.report("Y001", f"this is not valid YAML: {said}", 0, "")
        return None, tuple(builder.problems)
    return root, tuple(builder.problems)


class Place(NamedTuple):
    """Where a key of a document stands: its offset and column, and the keys that lead to it.

    `member` is the number of the list's member that it belongs to, None for a key of the document itself; `first` says
    that it is the member's first.
    """

    keys: tuple[str, ...]
    offset: int
    column: int
    member: int | None = None
    first: bool = False


class Outline:
    """Where the keys of a document stand, and the texts with a `#`: what `load` shows it of the document as it reads.

    `places` are those of the document's own keys and of the keys of its lists' members; `scalars` are the spans (start
    and end) of scalars that hold a `#`. Offsets count characters.
    """

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.scalars: list[tuple[int, int]] = []
        self._wants_key: list[bool | None] = []  # for each mapping around whether a key is next, None for a list
        self._part = ""
        self._member = -1
        self._first = False

    def see(self, event: yaml.Event) -> None:
        """Take note of the parser's next event."""
        if isinstance(event, yaml.ScalarEvent):
            if "#" in event.value:
                self.scalars.append((_offset(event.start_mark), _offset(event.end_mark)))
            if self._wants_key and self._wants_key[-1] is not None:
                if self._wants_key[-1] and len(self._wants_key) in (1, 3):
                    self._key(event)
                self._wants_key[-1] = not self._wants_key[-1]
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(self._wants_key) == 2:
                self._member += 1
                self._first = True
            self._wants_key.append(True if isinstance(event, yaml.MappingStartEvent) else None)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._wants_key.pop()
            if self._wants_key and self._wants_key[-1] is not None:
                self._wants_key[-1] = not self._wants_key[-1]

    def _key(self, event: yaml.ScalarEvent) -> None:
        offset, column = _offset(event.start_mark), event.start_mark.column if event.start_mark else 0
        if len(self._wants_key) == 1:
            self._part, self._member = event.value, -1
            self.places.append(Place((event.value,), offset, column))
        elif self._wants_key[1] is None:
            self.places.append(Place((self._part, event.value), offset, column, self._member, self._first))
            self._first = False


class _Builder:
    """Makes nodes from the parser's events (half the time of composing a tree first) and collects problems."""

    def __init__(self, path: str, first_line: int) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._first = first_line
        self._events: Iterator[yaml.Event] = iter(())

    def report(self, code: str, message: str, line: int, hint: str) -> None:
        span = Span(path=self._path, line=self._first + line)
        self.problems.append(Problem(code=code, text=message, hint=hint, span=span))

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        """Return the one document's root node; everything is read, so that errors further down are found."""
        self._events = events
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    hint = "keep one document, without a line of three dashes between"
                    self.report("Y001", "this is not valid YAML: a second document", _line(event), hint)
                    return None
                root = self._node(next(events))
        return None if root is not None and root.value == "" and not root.quoted else root

    def _node(self, event: yaml.Event) -> Node:
        line = _line(event)
        if isinstance(event, yaml.ScalarEvent):
            return Node(event.value, self._first + line, bool(event.style))
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self._mapping(), self._first + line)
        if isinstance(event, yaml.SequenceStartEvent):
            nodes: list[Node] = []
            for child in self._events:
                if type(child) is yaml.SequenceEndEvent:
                    break
                nodes.append(self._node(child))
            return Node(nodes, self._first + line)
        self.report("Y004", "YAML aliases (*name) aren't read", line, "write the value out")
        return Node("", self._first + line)

    def _mapping(self) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        for event in self._events:
            if type(event) is yaml.MappingEndEvent:
                break
            key = self._node(event)
            value = self._node(next(self._events))
            line = _line(event)
            if not isinstance(key.value, str) or type(event) is yaml.AliasEvent:
                self.report("Y003", "a key must be plain text", line, "put the key in quotes")
            elif key.value in entries:
                self.report("Y002", f"the key {key.value!r} stands here twice", line, "remove one of the two")
            else:
                entries[key.value] = value
        return entries


def _shown(events: Iterator[yaml.Event], outline: Outline) -> Iterator[yaml.Event]:
    for event in events:
        outline.see(event)
        yield event


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _offset(mark: object) -> int:
    offset: int = getattr(mark, "index", 0)
    return offset
