"""Jinja2 for sheets and pages: where templates are found, what they may do, and how a page is put together."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from quizgen.problem import Problem, QuizgenError, Span

if TYPE_CHECKING:
    from jinja2 import Environment
FOLDERS = ("sheet", "words")
"""The folders of templates that sheets and pages are made from."""


def environment(*templates: Path) -> Environment:
    """Return the Jinja2 environment over the template folders; earlier folders win, file by file.

    The last folder is quizgen's own; its files are also there as `quizgen/sheet/…`, so that a project's template may
    extend the one that it replaces. With more than one folder everything runs in Jinja2's sandbox. Autoescape is on,
    and a name that doesn't exist is an error.
    """
    return _environment(template_bytes(*templates), sandboxed=len(templates) > 1)


@lru_cache(maxsize=4)
def _environment(files: tuple[tuple[str, bytes], ...], *, sandboxed: bool) -> Environment:
    """Return the environment of these template files; a build of many notes compiles them once."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    sources = dict(files)

    def load(name: str) -> tuple[str, str, None] | None:
        source = sources.get(name, sources.get(name.removeprefix("quizgen/")))
        return None if source is None else (source.decode("utf-8", "replace"), f"templates/{name}", None)

    kind = ImmutableSandboxedEnvironment if sandboxed else Environment
    return kind(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def template_bytes(*templates: Path) -> tuple[tuple[str, bytes], ...]:
    """Return name and content of every template file that can shape a sheet or page, sorted by name.

    A project's file takes the place of quizgen's own of the same name (the own one is listed too, as `quizgen/…`, since
    a project's template may extend it). A build fingerprints its pages with these.
    """
    found: dict[str, Path] = {}
    for folder in reversed(templates):
        for part in FOLDERS:
            for path in sorted((folder / part).rglob("*")) if (folder / part).is_dir() else ():
                if path.is_file():
                    name = path.relative_to(folder).as_posix()
                    if name in found:
                        found[f"quizgen/{name}"] = found[name]
                    found[name] = path
    return tuple((name, found[name].read_bytes()) for name in sorted(found))


def fill(jinja: Environment, name: str, values: Mapping[str, object]) -> str:
    """Return the page that a template makes of `values`.

    Raises QuizgenError (S001) when a template is missing, can't be read or does what it may not, with file and line.
    """
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

    try:
        return jinja.get_template(name).render(values)
    except TemplateSyntaxError as error:
        span = Span(path=f"templates/{error.name or name}", line=error.lineno)
        raise QuizgenError(_problem(error.message or "bad syntax", span), exit_code=2) from error
    except TemplateNotFound as error:
        raise QuizgenError(_problem(f"there is no template {error}", Span(path=name, line=0)), exit_code=2) from error
    except (
        TemplateError,
        TypeError,
        AttributeError,
        ValueError,
        LookupError,
        ArithmeticError,
        RecursionError,
    ) as error:
        place = _template_line(error)
        if place is None:
            raise
        raise QuizgenError(_problem(str(error), place), exit_code=2) from error


def _template_line(error: Exception) -> Span | None:
    """Return the template line that an error came from: Jinja2 writes it into the traceback."""
    trace = error.__traceback__
    span: Span | None = None
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith("templates/"):
            span = Span(path=file, line=trace.tb_lineno)
        trace = trace.tb_next
    return span


def _problem(text: str, span: Span) -> Problem:
    hint = "mend the template, or remove it to get quizgen's own"
    return Problem(code="S001", text=f"a template can't be used: {text}", hint=hint, span=span)


def css_string(text: str) -> str:
    """Return text as a quoted CSS string that can't end early, in a stylesheet or in the page around it."""
    return '"' + re.sub(r"[^\w \-.,]", lambda found: f"\\{ord(found[0]):x} ", text, flags=re.ASCII) + '"'


def inline(source: str) -> Markup:
    """Return a stylesheet or script as the content of its element; its text can't close the element."""
    return Markup(source.replace("</", "<\\/").replace("<!--", "<\\!--"))  # noqa: S704  # our own source


def source_hash(source: str) -> str:
    """Return the Content-Security-Policy source for an inline stylesheet or script, its SHA-256."""
    digest = b64encode(sha256(source.encode("utf-8")).digest()).decode()
    return f"'sha256-{digest}'"


def policy(style: str, *scripts: str) -> str:
    """Return a policy that allows one stylesheet, these scripts and pictures inside the page, nothing from outside."""
    parts = ["default-src 'none'", f"style-src {source_hash(style)}", "img-src data:", "base-uri 'none'"]
    parts.append("form-action 'none'")
    if scripts:
        parts.append(" ".join(("script-src", *map(source_hash, scripts))))
    return "; ".join(parts)
