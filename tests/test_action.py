"""The GitHub action: valid by GitHub's own schema, and its steps do what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from checkout import ROOT

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step.get("name", step.get("uses")): step for step in ACTION["runs"]["steps"]}
IN_CI = os.environ.get("CI") == "true"


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-actions", ["action.yml"]),
        ("vendor.github-workflows", ["docs/workflows/refresh.yml", "docs/workflows/publish.yml"]),
        ("vendor.github-workflows", ["templates/project/workflow.yml"]),
    ],
)
def test_the_yaml_fits_the_published_schema(schema: str, files: list[str]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_input_is_documented_and_every_reference_names_one() -> None:
    assert all(entry["description"] and "default" in entry for entry in ACTION["inputs"].values())
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])


def test_the_hooks_name_commands_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in hooks} == {"quizgen-lint", "quizgen-check"}
    for hook in hooks:
        _, name, *_ = hook["entry"].split()
        assert (ROOT / "quizgen" / "cli" / f"{name}.py").is_file()


def step(name: str, env: dict[str, str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run one step's shell as GitHub does, with the variables that GitHub sets."""
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]]
    return subprocess.run(shell, cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, check=False)


@pytest.fixture
def workspace(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A clean checkout of somebody's project in a subfolder, and GitHub's variables."""
    notes = tmp_path / "workspace" / "notes"
    (notes / "seeds").mkdir(parents=True)
    (notes / "quizgen.yaml").write_text("key: action-test\ndeck: Acted\n", encoding="utf-8")
    shutil.copy(ROOT / "templates" / "project" / "sample.md", notes / "seeds" / "sky.md")
    temporary = tmp_path / "temp"
    temporary.mkdir()
    files = {name: str(tmp_path / name.lower()) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    inputs = {"FOLDER": "notes", "MODE": "check", "ARGUMENTS": "", "EXTRAS": "", "ACTION": str(ROOT)}
    return tmp_path / "workspace", {"RUNNER_TEMP": str(temporary), "GITHUB_ACTIONS": "true", **files, **inputs}


def borrow(env: dict[str, str]) -> None:
    """Put this environment's quizgen where the install step would put one."""
    programs = Path(env["RUNNER_TEMP"]) / "quizgen" / "bin"
    programs.mkdir(parents=True)
    script = f'#!/bin/sh\nexec "{sys.executable}" -m quizgen "$@"\n'
    (programs / "quizgen").write_text(script, encoding="utf-8")
    (programs / "quizgen").chmod(0o755)


def test_check_fails_on_decks_that_were_never_built_and_passes_after_a_build(
    workspace: tuple[Path, dict[str, str]],
) -> None:
    folder, env = workspace
    borrow(env)
    stale = step("Run quizgen", env, folder)
    assert stale.returncode == 1, stale.stderr
    assert "::error file=notes/decks/sky/deck.apkg" in stale.stdout
    assert not (folder / "notes" / "decks" / "sky").exists()
    built = step("Run quizgen", {**env, "MODE": "build"}, folder)
    assert built.returncode == 0, built.stderr
    fresh = step("Run quizgen", {**env, "ARGUMENTS": "--strict --fail-under-coverage 10"}, folder)
    assert fresh.returncode == 0, fresh.stderr
    told = Path(env["GITHUB_OUTPUT"]).read_text(encoding="utf-8").splitlines()
    assert [line for line in told if line.startswith("changed=")] == ["changed=true", "changed=true", "changed=false"]
    assert "## quizgen" in Path(env["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")


def test_an_unknown_mode_is_refused(workspace: tuple[Path, dict[str, str]]) -> None:
    folder, env = workspace
    borrow(env)
    done = step("Run quizgen", {**env, "MODE": "bulid"}, folder)
    assert done.returncode == 2
    assert "mode must be build or check" in done.stdout


@pytest.mark.skipif(not IN_CI, reason="installs everything anew; runs where CI=true")
def test_the_install_step_installs_exactly_what_is_pinned(workspace: tuple[Path, dict[str, str]]) -> None:
    folder, env = workspace
    done = step("Install quizgen", env, folder)
    assert done.returncode == 0, done.stderr
    built = step("Run quizgen", {**env, "MODE": "build"}, folder)
    assert built.returncode == 0, built.stderr
    assert (folder / "notes" / "decks" / "sky" / "deck.apkg").is_file()
