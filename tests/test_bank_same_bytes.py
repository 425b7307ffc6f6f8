"""The whole build gives the same bytes whatever the machine is called, speaks, or takes for chance."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT

NOTES = ("kimchi-fermentation.md", "berliner-mauer.txt")
CONFIG = "key: same-bytes\ndeck: Same\ncombine: true\n"
HERE = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
EXTRAS = """
![A plan](plan.png)

Git was begun by Linus Torvalds in April 2005.

In 1905 Albert Einstein published the formula $E = mc^{2}$. The command `git log --all` lists every commit of the tree.
"""
PICTURE = b"\x89PNG\r\n\x1a\n a plan"


def outputs(folder: Path, environment: dict[str, str], *options: str, python: str = sys.executable) -> dict[str, bytes]:
    """What a build leaves in a new project in `folder`, run by a Python process with this environment."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "quizgen.yaml").write_text(CONFIG, encoding="utf-8")
    for name in NOTES:
        shutil.copyfile(ROOT / "tests" / "data" / "notes" / name, folder / "seeds" / name)
    with (folder / "seeds" / NOTES[0]).open("a", encoding="utf-8") as note:
        note.write(EXTRAS)
    (folder / "seeds" / "plan.png").write_bytes(PICTURE)
    given = {**os.environ, "SOURCE_DATE_EPOCH": "1764000000", "PYTHONPATH": str(ROOT), **environment}
    command = [python, "-m", "quizgen", "build", *options]
    done = subprocess.run(command, cwd=folder, env=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    decks = folder / "decks"
    found = sorted(path for path in decks.rglob("*") if path.is_file() and ".quizgen" not in path.parts)
    return {path.relative_to(decks).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return outputs(tmp_path_factory.mktemp("first") / "project", HERE, "--jobs", "1")


PYTHONS = [path for path in os.environ.get("QUIZGEN_PYTHONS", "").split(os.pathsep) if path]
"""Other Pythons that have what quizgen needs, of the same SQLite and zlib: named by who has them."""


@pytest.mark.skipif(not PYTHONS, reason="QUIZGEN_PYTHONS names no other Pythons")
def test_other_pythons_give_the_same_bytes(first: dict[str, bytes], tmp_path: Path) -> None:
    for number, python in enumerate(PYTHONS):
        found = outputs(tmp_path / str(number), HERE, "--jobs", "1", python=python)
        assert found.keys() == first.keys()
        assert [path for path in found if found[path] != first[path]] == [], python


@pytest.mark.parametrize(
    ("environment", "name", "options"),
    [
        ({"PYTHONHASHSEED": "1"}, "project", ("--jobs", "1")),
        ({"PYTHONHASHSEED": "4242"}, "project", ("--jobs", "2")),
        ({"TZ": "Pacific/Kiritimati"}, "project", ("--jobs", "1")),
        ({"TZ": "America/Los_Angeles", "LC_ALL": "POSIX", "PYTHONUTF8": "0"}, "project", ("--jobs", "1")),
        ({"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, "Übungen und mehr/проект", ("--jobs", "1")),
    ],
    ids=["hash seed", "hash seed, two workers", "east", "west, no locale", "Turkish, another folder"],
)
def test_builds_elsewhere_give_the_same_bytes(
    first: dict[str, bytes], tmp_path: Path, environment: dict[str, str], name: str, options: tuple[str, ...]
) -> None:
    found = outputs(tmp_path / name, {**HERE, **environment}, *options)
    assert found.keys() == first.keys()
    assert [path for path in found if found[path] != first[path]] == []
