"""`quizgen init`: a ready project to start from."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

import click

from quizgen.cli.common import say
from quizgen.files import template_dir, write_whole
from quizgen.problem import Problem, QuizgenError
from quizgen.project import CONFIG

FILES = (
    ("quizgen.yaml.txt", CONFIG),
    ("sample.md", "seeds/why-the-sky-is-blue.md"),
    ("workflow.yml", ".github/workflows/quizgen.yml"),
    ("gitignore.txt", ".gitignore"),
    ("gitattributes.txt", ".gitattributes"),
)
"""Each file of a new project: its template, and where it goes."""


@click.command(short_help="Start a project.", epilog="\b\nExample:\n  quizgen init my-notes")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Start a project: quizgen.yaml, a sample note in seeds/, and a CI workflow.

    A file that is already there stays as it is.
    """
    if (folder / CONFIG).exists():
        hint = "it is ready: run `quizgen build` there"
        problem = Problem(code="C007", text="this is already a project", hint=hint, path=str(folder / CONFIG))
        raise QuizgenError(problem, exit_code=2)
    name = folder.resolve().name
    values = {"key": secrets.token_hex(6), "deck": _deck_name(name)}
    has_seeds = (folder / "seeds").is_dir() and any((folder / "seeds").iterdir())
    for template, target in FILES:
        path = folder / target
        if path.exists() or (has_seeds and target.startswith("seeds/")):
            say(f"kept   {path}")
            continue
        text = (template_dir() / "project" / template).read_text(encoding="utf-8")
        if target == CONFIG:
            text = text.format(**values)
        write_whole(path, text.encode())
        say(f"wrote  {path}")
    say(
        f"Put your notes into {folder / 'seeds'}, then run: quizgen build"
        + (f" -C {folder}" if str(folder) != "." else "")
    )


def _deck_name(folder: str) -> str:
    """Return a deck name from a folder's name, written so that it is a plain YAML text."""
    words = re.sub(r"[^\w]+", " ", folder).strip()
    return words[:1].upper() + words[1:] if re.match(r"[^\W\d]", words) else f"Notes {words}".strip()
