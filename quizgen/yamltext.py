"""YAML with lines: every scalar stays the text that was written, and every error knows its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from quizgen.problem import Problem, Span

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML value with its line: a `str`, a list of nodes, or a dict of nodes.

    Nothing is converted: `no`, `1.10` and `12:30` stay text, and a missing value is an empty string.
    """

    value: str | list[Node] | dict[str, Node]
    line: int

    def plain(self) -> object:
        """Return the value as plain strings, lists and dicts."""
        match self.value:
            case str() as text:
                return text
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


def load(text: str, *, path: str, first_line: int = 1) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the one YAML document in `text` as a node (None when it is empty or broken) and the problems found.

    `first_line` is the line of the file on which `text` starts. Reported are bad syntax (Y001), duplicate keys (Y002),
    keys that aren't text (Y003) and aliases (Y004: a few bytes of them can stand for gigabytes). Never raises.
    """
    problems: list[Problem] = []

    def report(code: str, message: str, line: int, hint: str) -> None:
        span = Span(path=path, line=line)
        problems.append(Problem(code=code, text=message, hint=hint, span=span))

    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = first_line + (mark.line if mark else 0)
        said = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
        report("Y001", f"this is not valid YAML: {said}", line, "mend the line, or put the text in quotes")
        return None, tuple(problems)
    except (RecursionError, ValueError):
        report("Y001", "this is not valid YAML: nested too deeply, or a character that YAML forbids", first_line, "")
        return None, tuple(problems)
    if root is None:
        return None, ()
    seen: set[int] = set()

    def build(node: yaml.Node) -> Node:
        line: int = first_line + node.start_mark.line
        if isinstance(node, yaml.ScalarNode):
            return Node(node.value, line)
        if id(node) in seen:
            report("Y004", "YAML aliases (*name) aren't read", line, "write the value out")
            return Node("", line)
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return Node([build(child) for child in node.value], line)
        entries: dict[str, Node] = {}
        for key, child in node.value:
            key_line: int = first_line + key.start_mark.line
            if not isinstance(key, yaml.ScalarNode):
                report("Y003", "a key must be plain text", key_line, "put the key in quotes")
            elif key.value in entries:
                report("Y002", f"the key {key.value!r} stands here twice", key_line, "remove one of the two")
            else:
                entries[key.value] = build(child)
        return Node(entries, line)

    try:
        tree = build(root)
    except RecursionError:
        report("Y001", "this is not valid YAML: nested too deeply", first_line, "")
        return None, tuple(problems)
    return tree, tuple(problems)
