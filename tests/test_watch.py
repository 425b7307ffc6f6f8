"""`quizgen watch`: a save is built, and an open page is told."""

from __future__ import annotations

import http.client
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from checkout import ROOT

PATIENCE = 60


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[str], str]]:
    """A project that is being watched: its folder, the process, and the port of its page."""
    pytest.importorskip("watchfiles")
    (tmp_path / "quizgen.yaml").write_text("key: watch-test\ndeck: Watched\n", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    shutil.copy(ROOT / "templates" / "project" / "sample.md", tmp_path / "seeds" / "sky.md")
    command = [sys.executable, "-m", "quizgen", "watch", "-C", str(tmp_path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        yield tmp_path, process, line.split("127.0.0.1:")[1].split("/")[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)


def test_a_save_is_built_and_the_page_is_told(watched: tuple[Path, subprocess.Popen[str], str]) -> None:
    folder, process, port = watched
    assert process.stderr is not None
    while "worked on" not in process.stderr.readline():
        pass
    page = http.client.HTTPConnection("127.0.0.1", int(port), timeout=PATIENCE)
    page.request("GET", "/sky/quiz.html")
    assert b"Rayleigh" in page.getresponse().read()
    events = http.client.HTTPConnection("127.0.0.1", int(port), timeout=PATIENCE)
    events.request("GET", "/-/events")
    stream = events.getresponse()
    note = folder / "seeds" / "sky.md"
    note.write_text(note.read_text(encoding="utf-8").replace("in 1871", "in early 1871"), encoding="utf-8")
    while stream.fp.readline() != b"data: built\n":
        pass
    assert "in early 1871" in (folder / "decks" / "sky" / "items.yaml").read_text(encoding="utf-8")
    events.close()
    page.close()


def test_it_ends_with_ctrl_c(watched: tuple[Path, subprocess.Popen[str], str]) -> None:
    _, process, _ = watched
    assert process.stderr is not None
    while "worked on" not in process.stderr.readline():
        pass
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=PATIENCE) in (0, 1, 130)
