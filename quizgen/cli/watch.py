"""`quizgen watch`: build on every save, with a page in the browser that follows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import in_folder

if TYPE_CHECKING:
    from quizgen.project import Project


@in_folder
@click.command(
    short_help="Build on every save, with a page that follows.",
    epilog="\b\nExample:\n  quizgen watch\n  quizgen watch --port 8000 -C my-notes",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Port of the page; 0: any free one."
)
def command(folder: Path, port: int) -> None:
    """Build whenever a note, a bank, a template or quizgen.yaml is saved, and show the decks on a page of this machine.

    The page is at the address that is printed, for this machine only; it loads anew after every build. Ends with
    Ctrl-C. Needs the extra `watch`.
    """
    from quizgen.cli.common import open_project, say
    from quizgen.preview import Preview
    from quizgen.problem import Problem, QuizgenError

    try:
        from watchfiles import watch
    except ImportError:
        hint = "install the extra: pip install 'quizgen[watch]'"
        raise QuizgenError(Problem(code="C013", text="watchfiles isn't installed", hint=hint), exit_code=2) from None
    project = open_project(folder)
    home = project.root / project.decks
    home.mkdir(parents=True, exist_ok=True)
    try:
        preview = Preview(home, port)
    except OSError as error:
        hint = "choose another one with --port"
        raise QuizgenError(
            Problem(code="C014", text=f"port {port}: {error.strerror}", hint=hint), exit_code=2
        ) from None
    with preview.serving():
        say(f"Preview: {preview.address}  (Ctrl-C ends it)")
        _build(folder)
        preview.tell()
        for _ in watch(folder.resolve(), watch_filter=_shapes_output(project), raise_interrupt=False):
            _build(folder)
            preview.tell()


def _shapes_output(project: Project) -> Callable[[object, str], bool]:
    """Return a filter that lets those saves through that can change an output: not the outputs themselves."""
    from quizgen.build.records import BANK
    from quizgen.project import CONFIG

    root = project.root.resolve()
    watched = [root / project.seeds, root / "templates"]

    def wanted(_: object, name: str) -> bool:
        path = Path(name)
        if path.name.startswith(".") or path.name.endswith(("~", ".swp", ".quizgen-tmp")):
            return False
        inside = any(path.is_relative_to(folder) for folder in watched)
        return inside or path == root / CONFIG or (path.name == BANK and path.is_relative_to(root / project.decks))

    return wanted


def _build(folder: Path) -> None:
    """Run one build and print what came of it; a failure is told and doesn't end the watch."""
    from quizgen.build import Pool, build, locked, read_settings
    from quizgen.cli.common import open_project, say, show_problems
    from quizgen.cli.report import problems_of
    from quizgen.cli.summary import show_report
    from quizgen.clock import build_time, clock_time
    from quizgen.problem import QuizgenError

    try:
        project = open_project(folder)
        settings = read_settings(project, now=build_time(), clock=clock_time())
        with locked(project, timeout=-1, waiting=lambda: say("Waiting for another build of this project.")):
            report = build(project, settings, pool=Pool(jobs=1))
    except QuizgenError as error:
        show_problems(error.problems, folder)
        return
    show_problems(problems_of(report), folder)
    if report.outcomes or report.written or report.removed:
        show_report(report, verbose=False)
