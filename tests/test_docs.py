"""The documents say what the product does: commands, links, pictures."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from checkout import ROOT

from quizgen.cli import COMMANDS, cli

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def test_the_reference_is_what_the_commands_say() -> None:
    done = subprocess.run([sys.executable, ".ci/reference.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "docs/commands.md is out of date: run `make docs`"


def test_the_short_help_of_each_command_is_its_own() -> None:
    context = click.Context(cli)
    for name, short in COMMANDS.items():
        command = cli.get_command(context, name)
        assert command is not None
        assert command.get_short_help_str(100) == short


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_readme_speaks_of_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"quizgen {name}" in text
