"""The role of each line of a file, for `quizgen read --explain`."""

from __future__ import annotations

from quizgen.read.model import Judged, LineRole, Role
from quizgen.read.source import Source


def line_roles(judged: tuple[Judged, ...], source: Source) -> tuple[LineRole, ...]:
    """Return one record a line of the file, blank lines too, in order."""
    roles: dict[int, tuple[Role, str]] = {}
    for one in judged:
        for line in range(one.block.line, one.block.last_line + 1):
            roles.setdefault(line, (one.role, one.reason))
    found: list[LineRole] = []
    for number, text in enumerate(source.text.split("\n"), start=1):
        role, reason = roles.get(number, (Role.MARKUP, "markup only"))
        if not text.strip():
            role, reason = Role.BLANK, ""
        if text.strip() or number < len(source.starts):
            found.append(LineRole(line=number, text=text, role=role, reason=reason))
    return tuple(found)
