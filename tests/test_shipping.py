"""What goes to workers on other machines: they need no folder of this one, and say when they can't do the work."""

from __future__ import annotations

import pickle
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from checkout import ROOT

from quizgen import __version__
from quizgen.build import Settings, read_settings
from quizgen.build.pool import Cluster
from quizgen.build.records import Task
from quizgen.build.shipping import pack, unpack, work_there
from quizgen.build.work import work
from quizgen.export.sheet.pages import FOLDERS, template_bytes
from quizgen.problem import QuizgenError
from quizgen.project import parse_project

NOTE = "jet-lag-short.txt"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a project with a template of its own."""
    own = tmp_path / "templates" / "sheet"
    own.mkdir(parents=True)
    (own / "extra.css.j2").write_text("body { --mine: 1; }\n", encoding="utf-8")
    project = parse_project("key: ship-test\ndeck: Ship\n", path="quizgen.yaml", root=tmp_path)
    return read_settings(project, now=1_790_000_000, clock=1_790_000_000)


def task() -> Task:
    data = (ROOT / "tests" / "data" / "notes" / NOTE).read_bytes()
    folder, bank = "jet-lag-short", "decks/jet-lag-short/items.yaml"
    return Task(path=f"seeds/{NOTE}", folder=folder, deck="Ship", bank_path=bank, data=data, bank_text=None)


def test_templates_arrive_as_they_are(settings: Settings) -> None:
    there = unpack(pack(settings.templates, FOLDERS))
    assert len(there) == len(settings.templates) == 2
    assert template_bytes(*map(Path, there)) == template_bytes(*map(Path, settings.templates))


def test_a_worker_without_this_disk_gives_the_same_bytes(settings: Settings, tmp_path: Path) -> None:
    here = work(task(), settings)
    assert b"--mine: 1" in here.files["sheet.html"]
    bundle = pack(settings.templates, FOLDERS)
    shutil.rmtree(tmp_path / "templates")
    assert work_there(work, task(), settings, bundle, __version__).files == here.files


def test_another_version_there_is_told(settings: Settings) -> None:
    with pytest.raises(QuizgenError, match=r"C011: a worker of the cluster has quizgen .*, and this is 0\.0\.0"):
        work_there(work, task(), settings, pack(settings.templates, FOLDERS), "0.0.0")


def test_what_a_worker_says_survives_the_way_back(settings: Settings) -> None:
    with pytest.raises(QuizgenError) as caught:
        work_there(work, task(), settings, b"", "0.0.0")
    back = pickle.loads(pickle.dumps(caught.value))
    assert (back.problems, back.exit_code) == (caught.value.problems, 2)


def test_a_cluster_team_sends_the_templates_along(settings: Settings) -> None:
    with ThreadPoolExecutor(1) as executor:
        outcome = Cluster(executor, 1).submit(work, task(), settings).result()
    assert b"--mine: 1" in outcome.files["sheet.html"]
