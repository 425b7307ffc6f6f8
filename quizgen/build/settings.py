"""The settings of a build, from the project's options: checked once, before any note is touched."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from quizgen.build.records import NOTETYPES, Settings
from quizgen.export.anki import NotetypeMods, parse_style, refresh
from quizgen.export.anki import load as load_notetypes
from quizgen.export.sheet import sheet_options
from quizgen.files import template_dir
from quizgen.problem import Problem, QuizgenError, Span
from quizgen.project import CONFIG, Project, unknown_option
from quizgen.read import Limits
from quizgen.yamltext import Node

_LIMITS: Mapping[str, str] = {
    "file_size": "file_bytes",
    "line_length": "line_chars",
    "lines": "lines",
    "sections": "sections",
}
_UNITS = {"": 1, "b": 1, "kb": 1000, "mb": 10**6, "kib": 1024, "mib": 1024**2}


def read_settings(
    project: Project,
    *,
    now: int,
    clock: int,
    accept_removals: bool = False,
    regenerate: bool = False,
    mod_floor: Mapping[str, int] | None = None,
) -> Settings:
    """Return the settings of a build. Raises QuizgenError (exit code 2 for options, 1 for a broken notetypes.yaml)."""
    config = str(project.root / CONFIG)
    cards = parse_style(project.cards, path=config)
    return Settings(
        project_key=project.key,
        now=now,
        clock=clock,
        limits=read_limits(project.limits, path=config),
        sheet=sheet_options(project.sheet, project.style, path=config),
        cards=cards,
        notetypes=refresh(_notetypes(project), now=now, style=cards),
        templates=template_folders(project),
        quality=project.quality,
        models=dict(project.models),
        readers=project.readers,
        accept_removals=accept_removals,
        regenerate=regenerate,
        mod_floor=mod_floor or {},
    )


def template_folders(project: Project) -> tuple[str, ...]:
    """Return the folders of templates as absolute paths, the project's own first where it has one."""
    own = (project.root / "templates").resolve()
    shipped = template_dir()
    return (str(own), str(shipped)) if own.is_dir() and own != shipped else (str(shipped),)


def read_limits(options: Mapping[str, Node], *, path: str) -> Limits:
    """Return the limits that `limits:` sets: `file_size` (such as 20 MiB), `line_length`, `lines` and `sections`.

    Raises QuizgenError (exit code 2) with every option that doesn't exist and every value that isn't a positive number.
    """
    problems: list[Problem] = []
    values: dict[str, int] = {}
    for name, node in options.items():
        span = Span(path=path, line=node.line)
        if name not in _LIMITS:
            problems.append(unknown_option(name, tuple(_LIMITS), span=span))
            continue
        read: Callable[[str], int] = _size if name == "file_size" else int
        try:
            values[_LIMITS[name]] = read((node.text() or "").strip())
            if values[_LIMITS[name]] < 1:
                raise ValueError
        except ValueError:
            hint = "write a size such as 20 MiB" if name == "file_size" else "write a whole number above 0"
            problems.append(Problem(code="C003", text=f"limits: {name} can't be read", hint=hint, span=span))
    if problems:
        raise QuizgenError(*problems, exit_code=2)
    return Limits(**values)


def _size(text: str) -> int:
    found = re.fullmatch(r"([0-9]{1,12})\s*([a-z]*)", text.lower())
    if found is None or found[2] not in _UNITS:
        raise ValueError(text)
    return int(found[1]) * _UNITS[found[2]]


def _notetypes(project: Project) -> NotetypeMods:
    path = project.root / project.decks / NOTETYPES
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return NotetypeMods()
    return load_notetypes(text, path=str(path))
