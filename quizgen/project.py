"""quizgen.yaml as a record: where the notes are, what the decks are called, and every option of a build."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from quizgen.problem import Problem, QuizgenError, Span
from quizgen.yamltext import Node, load

CONFIG = "quizgen.yaml"
Quality = Literal["strict", "balanced", "generous"]
QUALITIES: tuple[Quality, ...] = ("strict", "balanced", "generous")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project: its folder `root`, and what its quizgen.yaml says.

    `key` is part of every item's id and must never change. `deck` is the name of the Anki deck above all others.
    `seeds` and `decks` are folders relative to `root`. `models` names a spaCy model package by language, `readers` the
    third-party readers to use. `sheet`, `style`, `cards` and `limits` hold the options of these names as written, with
    lines: how sheets are made, how pages look, how Anki cards look, what a note may weigh.
    """

    root: Path
    key: str
    deck: str
    seeds: str = "seeds"
    decks: str = "decks"
    combine: bool = False
    quality: Quality = "balanced"
    ignore: tuple[str, ...] = ()
    models: Mapping[str, str] = field(default_factory=dict)
    readers: tuple[str, ...] = ()
    sheet: Mapping[str, Node] = field(default_factory=dict)
    style: Mapping[str, Node] = field(default_factory=dict)
    cards: Mapping[str, Node] = field(default_factory=dict)
    limits: Mapping[str, Node] = field(default_factory=dict)


class _Refused(Exception):
    """An option's value that can't be used: what is wrong, and what to write instead."""

    def __init__(self, text: str, hint: str) -> None:
        super().__init__(text)
        self.text, self.hint = text, hint


def _text(node: Node) -> str:
    text = node.text()
    if not text or not text.strip():
        raise _Refused("a text is missing here", "write it on the same line")
    return text.strip()


def _folder(node: Node) -> str:
    name = _text(node).replace("\\", "/").rstrip("/")
    if name.startswith("/") or ":" in name or ".." in name.split("/"):
        raise _Refused(f"{name!r} leaves the project", "name a folder inside the project")
    return name


def read_switch(node: Node) -> bool:
    """Return what a yes-or-no option says; raises `ValueError` for anything but true, false, yes, no, on, off."""
    word = (node.text() or "").lower()
    if word in {"true", "yes", "on"}:
        return True
    if word in {"false", "no", "off"}:
        return False
    raise ValueError(word)


def _switch(node: Node) -> bool:
    try:
        return read_switch(node)
    except ValueError:
        raise _Refused("this is neither true nor false", "write true or false") from None


def _quality(node: Node) -> Quality:
    word = _text(node)
    for quality in QUALITIES:
        if word == quality:
            return quality
    raise _Refused(f"there is no quality {word!r}", f"write one of {', '.join(QUALITIES)}")


def _texts(node: Node) -> tuple[str, ...]:
    if isinstance(node.value, dict):
        raise _Refused("a list is wanted here", "write one entry a line, each after a dash")
    return tuple(_text(member) for member in node.members()) if isinstance(node.value, list) else (_text(node),)


def _mapping(node: Node) -> Mapping[str, Node]:
    if node.value == "":
        return {}
    if not isinstance(node.value, dict):
        raise _Refused("a mapping is wanted here", "write `name: value` lines, indented")
    return node.value


def _models(node: Node) -> Mapping[str, str]:
    return {language: _text(model) for language, model in _mapping(node).items()}


def _key(node: Node) -> str:
    key = _text(node)
    if not re.fullmatch(r"[A-Za-z0-9_-]{4,64}", key):
        raise _Refused("the key must be 4 to 64 letters, digits, dashes or underscores", "never change it later")
    return key


_OPTIONS: tuple[tuple[str, Callable[[Node], object]], ...] = (
    ("key", _key),
    ("deck", _text),
    ("seeds", _folder),
    ("decks", _folder),
    ("combine", _switch),
    ("quality", _quality),
    ("ignore", _texts),
    ("models", _models),
    ("readers", _texts),
    ("sheet", _mapping),
    ("style", _mapping),
    ("cards", _mapping),
    ("limits", _mapping),
)


def unknown_option(name: str, known: tuple[str, ...], *, span: Span) -> Problem:
    """Return the problem of an option that doesn't exist, with the nearest name that does."""
    import difflib

    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known options: {', '.join(known)}"
    return Problem(code="C002", text=f"there is no option {name!r}", hint=hint, span=span)


def parse_project(text: str, *, path: str, root: Path) -> Project:
    """Return the project that the text of a quizgen.yaml describes.

    `path` is the file's name in messages. Raises QuizgenError (exit code 2) with every problem found, each with its
    line: bad YAML, duplicate or unknown keys, values that can't be used, a missing `key` or `deck`.
    """
    tree, found = load(text, path=path)
    problems = list(found)
    values: dict[str, object] = {}
    readers = dict(_OPTIONS)
    if tree is not None and not isinstance(tree.value, dict):
        problems.append(_problem("C001", "`name: value` lines are wanted here", "see `quizgen init`", path, tree.line))
    for name, node in tree.entries() if tree else ():
        if name not in readers:
            problems.append(unknown_option(name, tuple(readers), span=Span(path=path, line=node.line)))
            continue
        try:
            values[name] = readers[name](node)
        except _Refused as refused:
            problems.append(_problem("C003", f"{name}: {refused.text}", refused.hint, path, node.line))
    for name, hint in (
        ("key", "add a line such as `key: notes-2026`; it is part of every item's id, so never change it later"),
        ("deck", "add a line such as `deck: My notes`; it names the deck in Anki"),
    ):
        if name not in values and not problems:
            problems.append(_problem("C004", f"the option {name!r} is missing", hint, path, 1))
    if problems:
        raise QuizgenError(*problems, exit_code=2)
    return Project(root=root, **values)  # type: ignore[arg-type]  # each reader returns its field's type


def _problem(code: str, text: str, hint: str, path: str, line: int) -> Problem:
    return Problem(code=code, text=text, hint=hint, span=Span(path=path, line=line))
