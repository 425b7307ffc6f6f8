"""The command line as a whole: help, examples, exit codes, and a start that loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT
from click.testing import CliRunner

from quizgen.cli import COMMANDS, cli

HEAVY = ("spacy", "genanki", "jinja2", "markdown_it", "yaml", "numpy", "distributed")


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run quizgen as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "quizgen", *arguments], cwd=cwd or ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_and_an_example(name: str) -> None:
    shown = CliRunner().invoke(cli, [name, "--help"])
    assert shown.exit_code == 0
    assert "Example:" in shown.output


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "init"])
def test_each_command_works_elsewhere(name: str) -> None:
    assert "-C DIR" in CliRunner().invoke(cli, [name, "--help"]).output


def test_commands_are_listed_in_the_order_of_the_flow() -> None:
    lines = CliRunner().invoke(cli, ["--help"]).output.splitlines()
    listed = [line.split()[0] for line in lines[lines.index("Commands:") + 1 :] if line.strip()]
    assert [name for name in listed if name in COMMANDS] == list(COMMANDS)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom quizgen.cli import cli\n"
        "CliRunner().invoke(cli, ['--help'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_wrong_usage_exits_with_2() -> None:
    assert run("build", "--no-such-option").returncode == 2
    assert run("no-such-command").returncode == 2


def test_no_project_is_told_with_the_next_step(tmp_path: Path) -> None:
    done = run("build", "-C", str(tmp_path))
    assert done.returncode == 2
    assert "there is no project here" in done.stderr
    assert "quizgen init" in done.stderr
    assert "Traceback" not in done.stderr
