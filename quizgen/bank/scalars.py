"""Texts as YAML scalars that a person reads easily and any YAML reader takes for text."""

from __future__ import annotations

import re
from functools import cache

import yaml

from quizgen.yamltext import Bare

WIDTH = 100
"""Columns after which a text becomes a block of several lines."""

_UNSEEN = re.compile(r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What must be escaped: control characters, tabs, and the characters that YAML takes for line ends or forbids."""

_NOT_PLAIN = re.compile(r"""^[-?:,\[\]{}#&*!|>'"%@`\s]|:(?:\s|$)|\s#|\s$|\n""")
_ODD_BLANKS = re.compile(r"^ | $|  |\n")
_RAGGED = re.compile(r"^[ \n]|[ \n]$| \n")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_TO_ESCAPE = re.compile(rf'["\\\n]|{_UNSEEN.pattern}')


def scalar(text: str, *, indent: int = 0, used: int = 0) -> str:
    """Return `text` as YAML, to stand behind a key or a dash of which `used` columns are taken.

    A block scalar's lines are indented by `indent` + 2. The form is the simplest that keeps every character: plain,
    single quotes, a folded block where it would be wider than `WIDTH`, a literal block where it has lines of its own,
    double quotes with escapes for what can't be seen. Text that YAML would take for a number, a date, a truth value or
    nothing is quoted, unless it is `Bare` (somebody wrote it so).
    """
    if _UNSEEN.search(text):
        return _escaped(text)
    margin = " " * (indent + 2)
    if "\n" in text:
        if _RAGGED.search(text):
            return _escaped(text)
        return "|-\n" + "\n".join(margin + line if line else "" for line in text.split("\n"))
    form = _flow(text)
    if used + 1 + len(form) <= WIDTH or _ODD_BLANKS.search(text):
        return form
    lines = _fold(text, WIDTH - indent - 2)
    return form if len(lines) == 1 else ">-\n" + "\n".join(margin + line for line in lines)


def key_scalar(text: str) -> str:
    """Return `text` as a YAML key: on one line, whatever it holds."""
    return _escaped(text) if "\n" in text or _UNSEEN.search(text) else _flow(text)


def _flow(text: str) -> str:
    bare = text and not _NOT_PLAIN.search(text) and (isinstance(text, Bare) or _is_text(text))
    return text if bare else "'" + text.replace("'", "''") + "'"


def _escaped(text: str) -> str:
    return '"' + _TO_ESCAPE.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    number = ord(character)
    known = _ESCAPES.get(character)
    return known or (
        f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
    )


def _fold(text: str, width: int) -> list[str]:
    """Return the lines of `text`, broken at single blanks; a word longer than `width` stands alone."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


@cache
def _resolver() -> yaml.resolver.Resolver:
    return yaml.resolver.Resolver()


_MAYBE_OTHER = re.compile(r"^[-+.\d~=<nNyYtTfFoO]")
_YAML_12 = re.compile(r"^(?:[yYnN]|0o[0-7]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?)$")


def _is_text(text: str) -> bool:
    """Return whether a YAML reader, of version 1.1 or 1.2, takes the plain `text` for text."""
    if not _MAYBE_OTHER.match(text):
        return True
    if _YAML_12.match(text):
        return False
    tag: object = _resolver().resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag == "tag:yaml.org,2002:str"
