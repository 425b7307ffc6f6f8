"""Org-mode outlines kept in text files: headlines by their stars, keywords and drawers set aside."""

from __future__ import annotations

import re

from quizgen.read.model import Role
from quizgen.read.source import Source

_KEYWORD = re.compile(r"[ \t]*#\+([A-Za-z_]{1,30}):[ \t]*")
_HEADLINE = re.compile(r"(\*{1,8}) +(?:(?:TODO|DONE|NEXT|WAITING) +)?(?:\[#[A-Z]\] +)?(?=\S)")
_TAGS = re.compile(r"[ \t]:[\w@:]{1,80}:[ \t]*$")
_DRAWER = re.compile(r"[ \t]*:[A-Za-z_-]{1,30}:[ \t]*$")
_KEPT = ("title", "date", "language")


def is_org(lines: list[str]) -> bool:
    """Tell whether a text is an Org-mode outline: a keyword near its top, and a headline below."""
    keyword = any(line.lstrip().startswith("#+") and _KEYWORD.match(line) for line in lines[:20])
    return keyword and any(line.startswith("*") and _HEADLINE.match(line) for line in lines)


def mask_org(source: Source) -> None:
    """Set keywords other than title and date aside, and the drawers (`:PROPERTIES:` to `:END:`) below headlines."""
    inside = False
    for index, line in enumerate(source.lines):
        keyword = _KEYWORD.match(line)
        if inside or _DRAWER.match(line):
            inside = line.strip().upper() != ":END:" and bool(line.strip())
            source.mask(index, Role.META, "a drawer of the outline") if line.strip() else None
        elif keyword is not None and keyword[1].casefold() not in _KEPT:
            source.mask(index, Role.META, "a keyword of the outline")


def headline(line: str) -> tuple[int, int, int] | None:
    """Return the depth of a headline and where its text starts and ends; the title is of depth 1, None otherwise."""
    keyword = _KEYWORD.match(line)
    if keyword is not None and keyword[1].casefold() == "title":
        return 1, keyword.end(), len(line.rstrip())
    match = _HEADLINE.match(line) if line.startswith("*") else None
    if match is None:
        return None
    tags = _TAGS.search(line, match.end())
    return len(match[1]) + 1, match.end(), len(line[: tags.start() if tags else None].rstrip())
