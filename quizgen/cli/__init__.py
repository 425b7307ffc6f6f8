"""The command line: one file a command, listed in the order of the flow, imported only when it is called."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import click

from quizgen import __version__

COMMANDS = ("init", "read", "items", "build")
"""Every command, in the order of the flow; `quizgen.cli.<name>` holds it as `command`."""


class FlowGroup(click.Group):
    """A group that lists its commands in flow order and imports one only when it is asked for."""

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


@click.group(cls=FlowGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="quizgen")
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
