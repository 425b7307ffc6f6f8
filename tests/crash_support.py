"""What the tests of crashes share: a project of small varied notes, builds in processes of their own, comparisons."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from checkout import ROOT

from quizgen.bank import load
from quizgen.build.fingerprint import seal_of_package, seal_of_page
from quizgen.files import TEMPORARY

EPOCH = "1790000000"
PLACES = (
    "Lisbon", "Oslo", "Kyoto", "Quito", "Accra", "Hanoi", "Dakar", "Perth", "Turin", "Bergen",
    "Lyon", "Cairo", "Lima", "Delhi", "Osaka", "Tunis", "Riga", "Graz", "Cork", "Bern",
)  # fmt: skip


def note(number: int) -> str:
    """A short note that no other number gives."""
    place, other = PLACES[number % len(PLACES)], PLACES[(number * 7 + 3) % len(PLACES)]
    return (
        f"# The trams of {place} {number}\n\n## Beginnings\n\n"
        f"The first tram of {place} left the harbour in {1850 + number}. "
        f"Engineers from {other} built the line because the hills were too steep for horses.\n\n"
        f"## Today\n\nThe network of {place} now carries {number + 3} million passengers a year. "
        f"A depot near the river stores the oldest cars.\n"
    )


def make_project(folder: Path, notes: int, *, config: str = "") -> None:
    """Make a project of some notes; nothing is built."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "quizgen.yaml").write_text(f"key: crash-test\ndeck: Crash\ncombine: true\n{config}", encoding="utf-8")
    for number in range(notes):
        (folder / "seeds" / f"note-{number:02}.md").write_text(note(number), encoding="utf-8")


def start(folder: Path, *options: str, script: str = "") -> subprocess.Popen[str]:
    """Start a build in a process of its own; a `script` runs before it, in the same process."""
    code = f"{script}\nfrom quizgen.cli import main\nimport sys\nsys.argv[0] = 'quizgen'\nmain()"
    return subprocess.Popen(
        [sys.executable, "-c", code, "build", "-C", str(folder), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path[1:]])},
        start_new_session=True,
    )


def build(folder: Path, *options: str, script: str = "") -> tuple[int, str]:
    """Run a build to its end; return its exit code and what it said."""
    process = start(folder, *options, script=script)
    out, err = process.communicate(timeout=300)
    return process.returncode, out + err


def kill_after(folder: Path, seconds: float, *options: str) -> bool:
    """Start a build and kill it after some time, with no chance to tidy up; tell whether it was still at work."""
    process = start(folder, *options)
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        return True
    return False


def kill_when(folder: Path, path: Path, *options: str) -> None:
    """Start a build and kill it as soon as a file is there."""
    process = start(folder, *options)
    while process.poll() is None and not path.exists():
        time.sleep(0.002)
    process.kill()
    process.communicate(timeout=60)


def outputs_of(folder: Path) -> dict[str, bytes]:
    """Every file below decks/ with its bytes, without what is private to quizgen."""
    decks = folder / "decks"
    return {
        path.relative_to(decks).as_posix(): path.read_bytes()
        for path in sorted(decks.rglob("*"))
        if path.is_file() and ".quizgen" not in path.parts
    }


def broken(folder: Path) -> list[str]:
    """The outputs that aren't whole: banks that can't be read, pages and decks whose bytes aren't those written."""
    found = []
    for path in sorted((folder / "decks").rglob("*")):
        if not path.is_file() or path.name.endswith(TEMPORARY) or ".quizgen" in path.parts:
            continue
        if path.name == "items.yaml":
            whole = load(path.read_text(encoding="utf-8"), path=str(path))[0] is not None
        elif path.suffix == ".html":
            whole = seal_of_page(path.read_bytes(), path.stat().st_size, thorough=True).whole
        elif path.suffix == ".apkg":
            whole = seal_of_package(path, thorough=True).whole
        else:
            whole = bool(path.read_bytes())
        found += [] if whole else [path.as_posix()]
    return found
