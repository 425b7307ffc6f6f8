"""Writes docs/commands.md from the commands themselves; with `--check`, fails when the file is not what they say."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quizgen.cli import COMMANDS, cli

TARGET = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
HEAD = """# Commands

In the order of the flow. This page is made from the commands themselves by `make docs`.

Every command exits with 0 when all is well (warnings too), 1 when problems were found, and 2 when it was called or
configured wrongly. Reports for other programs go to stdout, everything else to stderr.
"""


def reference() -> str:
    """Return the page: each command's help as the terminal shows it, 88 characters wide."""
    parent = click.Context(cli, info_name="quizgen")
    parts = [HEAD]
    for name in COMMANDS:
        command = cli.get_command(parent, name)
        assert command is not None
        with click.Context(command, info_name=name, parent=parent, terminal_width=88) as context:
            parts.append(f"## quizgen {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def main() -> int:
    """Write or check the page; return the exit code."""
    page = reference()
    if "--check" in sys.argv[1:]:
        return int(TARGET.read_text(encoding="utf-8") != page)
    TARGET.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
