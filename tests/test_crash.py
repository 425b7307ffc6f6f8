"""Builds that are killed, run out of disk or lose a worker: every file stays whole, and the next build finishes."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from crash_support import broken, build, kill_after, make_project, note, outputs_of, start

from quizgen.bank import load
from quizgen.build import moves
from quizgen.build.places import Place
from quizgen.files import TEMPORARY

NOTES = 20
KILLS = int(os.environ.get("QUIZGEN_KILLS", "8"))
"""How many points of a build are tried: few in every run, 200 on demand (`make soak`)."""


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an undisturbed build of the project gives."""
    folder = tmp_path_factory.mktemp("right") / "project"
    make_project(folder, NOTES)
    started = time.monotonic()
    assert build(folder)[0] == 0
    right = outputs_of(folder)
    right["seconds"] = str(time.monotonic() - started).encode()
    return right


def test_a_build_killed_at_any_moment_leaves_whole_files_and_is_finished_by_the_next(
    right: dict[str, bytes], tmp_path: Path
) -> None:
    files = {name: content for name, content in right.items() if name != "seconds"}
    seconds = float(right["seconds"])
    folder = tmp_path / "project"
    make_project(folder, NOTES)
    # The start is the same for all: loading the language model. The points lie where files are written.
    dice = random.Random(8)
    killed = 0
    for point in range(4 * KILLS):
        options = ("--jobs", "1") if point % 2 else ()
        hit = kill_after(folder, seconds * dice.uniform(0.3, 1.05), *options)
        killed += hit
        assert not broken(folder)
        if not hit or killed % 4 == 0:
            assert build(folder)[0] == 0
            assert outputs_of(folder) == files
            shutil.rmtree(folder / "decks")
        if killed == KILLS:
            break
    assert killed == KILLS, "the builds ended before they could be killed"
    code, said = build(folder)
    assert code == 0, said
    assert outputs_of(folder) == files
    assert not list(folder.rglob(f"*{TEMPORARY}"))


def test_a_full_disk_is_told_and_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    folder, other = tmp_path / "project", tmp_path / "other"
    make_project(folder, 3)
    assert build(folder, "--jobs", "1")[0] == 0
    for number in range(3):
        path = folder / "seeds" / f"note-{number:02}.md"
        path.write_text(path.read_text(encoding="utf-8").replace("oldest", "very oldest"), encoding="utf-8")
    shutil.copytree(folder, other)
    before = outputs_of(folder)
    code, said = build(folder, "--jobs", "1", script=FULL.format(path="note-01"))
    assert code == 1
    assert "Traceback" not in said
    assert "error F005: the system says: No space left on device (make room on the disk, then build again)" in said
    after = outputs_of(folder)
    assert all(after[name] == before[name] for name in before if name.startswith("note-01/"))
    assert after["note-00/items.yaml"] != before["note-00/items.yaml"]
    assert not broken(folder)
    assert build(folder, "--jobs", "1")[0] == 0
    assert build(other, "--jobs", "1")[0] == 0
    assert outputs_of(folder) == outputs_of(other)


FULL = """
import errno, os, quizgen.files
real = os.fsync
def fsync(handle):
    if '{path}' in os.readlink(f'/proc/self/fd/{{handle}}'):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    real(handle)
os.fsync = fsync
"""
REAL_FULL = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")
def test_a_limit_on_file_sizes_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    make_project(folder, 2)
    code, said = build(folder, "--jobs", "1", script=REAL_FULL)
    assert code == 1
    assert "error F005: the system says: File too large" in said
    assert "Traceback" not in said
    assert not broken(folder)
    assert not list(folder.rglob(f"*{TEMPORARY}"))


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_folder_that_refuses_files_is_told(tmp_path: Path, number: int) -> None:
    folder = tmp_path / "project"
    make_project(folder, 2)
    script = (
        "import os, pathlib\nreal = pathlib.Path.open\n"
        "def refuse(self, mode='r', *rest, **more):\n"
        f"    if 'x' in mode and 'note-01' in str(self):\n        raise OSError({number}, os.strerror({number}))\n"
        "    return real(self, mode, *rest, **more)\n"
        "pathlib.Path.open = refuse\n"
    )
    code, said = build(folder, "--jobs", "1", script=script)
    assert code == 1
    assert f"decks/note-01: error F005: the system says: {os.strerror(number)}" in said
    assert "Traceback" not in said
    assert (folder / "decks" / "note-00" / "deck.apkg").exists()


def test_a_note_that_cannot_be_read_is_told_and_the_others_are_built(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    make_project(folder, 2)
    script = (
        "import os, pathlib\nreal = pathlib.Path.open\n"
        "def refuse(self, *rest, **more):\n"
        "    if str(self).endswith('note-01.md'):\n        raise PermissionError(13, 'Permission denied')\n"
        "    return real(self, *rest, **more)\n"
        "pathlib.Path.open = refuse\n"
    )
    code, said = build(folder, "--jobs", "1", script=script)
    assert code == 1
    assert "seeds/note-01.md: error F005: the system says: Permission denied" in said
    assert "Traceback" not in said
    assert (folder / "decks" / "note-00" / "deck.apkg").exists()


def test_what_a_killed_build_was_writing_is_swept_away(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    make_project(folder, 1)
    assert build(folder)[0] == 0
    litter = [folder / "decks" / "note-00" / f".x{TEMPORARY}", folder / "decks" / f".all.apkg.y{TEMPORARY}"]
    for path in litter:
        path.write_bytes(b"half")
    code, said = build(folder)
    assert code == 0
    assert "removed" not in said
    assert not any(path.exists() for path in litter)


def test_a_bank_that_is_edited_during_the_build_is_not_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    make_project(folder, 1)
    assert build(folder)[0] == 0
    bank = folder / "decks" / "note-00" / "items.yaml"
    mine = bank.read_text(encoding="utf-8").replace("status: new", "status: accepted")
    (folder / "seeds" / "note-00.md").write_text(note(0).replace("oldest", "very oldest"), encoding="utf-8")
    script = (
        "import quizgen.build.tasks as tasks, pathlib\nreal = tasks.work\n"
        "def slow(task, settings):\n"
        f"    outcome = real(task, settings)\n    pathlib.Path({str(bank)!r}).write_text({mine!r})\n"
        "    return outcome\n"
        "tasks.work = slow\n"
    )
    code, said = build(folder, "--jobs", "1", script=script)
    assert code == 1
    assert "error F008: this bank was changed while the build was at work" in said
    assert bank.read_text(encoding="utf-8") == mine
    assert build(folder)[0] == 0
    assert "status: accepted" in bank.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are other things on Windows")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_the_build_and_its_workers_cleanly(tmp_path: Path, jobs: str) -> None:
    folder = tmp_path / "project"
    make_project(folder, NOTES)
    process = start(folder, "--jobs", jobs)
    wait_for(lambda: (folder / "decks" / "note-00" / "deck.apkg").exists(), process)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the build and to its workers
    out, err = process.communicate(timeout=60)
    assert process.returncode in (1, 130)
    assert "Traceback" not in out + err
    assert not broken(folder)
    wait_for(lambda: not alive(process.pid))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")
def test_workers_end_when_their_build_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    make_project(folder, NOTES)
    process = start(folder, "--jobs", "2")
    wait_for(lambda: (folder / "decks" / "note-00" / "deck.apkg").exists(), process)
    process.kill()
    process.communicate(timeout=60)
    wait_for(lambda: not alive(process.pid))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")
def test_a_worker_that_dies_costs_nothing(tmp_path: Path, right: dict[str, bytes]) -> None:
    folder = tmp_path / "project"
    make_project(folder, NOTES)
    process = start(folder, "--jobs", "2")
    wait_for(lambda: (folder / "decks" / "note-00" / "deck.apkg").exists(), process)
    victims = [pid for pid in alive(process.pid) if pid != process.pid and is_worker(pid)]
    os.kill(max(victims), signal.SIGKILL)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, out + err
    assert outputs_of(folder) == {name: content for name, content in right.items() if name != "seconds"}


def test_a_note_that_kills_its_worker_fails_alone(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    make_project(folder, 6)
    reader = tmp_path / "deadly"
    reader.mkdir()
    (reader / "sitecustomize.py").write_text(
        "import os, sys\n"
        "if 'multiprocessing' in ' '.join(sys.orig_argv):\n"
        "    import quizgen.read as room\n    real = room.read\n"
        "    def read(data, **more):\n"
        "        if b'Kyoto 2' in data:\n            os.kill(os.getpid(), 9)\n        return real(data, **more)\n"
        "    room.read = read\n",
        encoding="utf-8",
    )
    script = f"import os\nos.environ['PYTHONPATH'] = {str(reader)!r} + os.pathsep + os.environ['PYTHONPATH']\n"
    code, said = build(folder, "--jobs", "2", script=script)
    assert code == 1, said
    assert "seeds/note-02.md: error F002: the worker process died over this note" in said
    assert "5 notes worked on, 0 up to date, 1 with problems." in said


def alive(session: int) -> list[int]:
    """The processes of a session that are still there."""
    found = subprocess.run(["ps", "-eo", "pid=,sess=,stat="], capture_output=True, text=True, check=True)
    rows = [line.split() for line in found.stdout.splitlines()]
    return [int(pid) for pid, sess, state in rows if int(sess) == session and not state.startswith("Z")]


def is_worker(pid: int) -> bool:
    """Whether a process is one that works on notes: the tracker of resources and the server of forks are small."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return any(line.startswith("VmRSS:") and int(line.split()[1]) > 100_000 for line in status.splitlines())


def wait_for(condition: Callable[[], bool], process: subprocess.Popen[str] | None = None) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline
        assert process is None or process.poll() is None, process.communicate()
        time.sleep(0.01)


# Moving banks: a kill at every single step


class Killed(BaseException):
    """Stands for SIGKILL."""


def banks_of(decks: Path) -> dict[str, str]:
    return {path.parent.name: path.read_text() for path in decks.glob("*/items.yaml")}


STEPS = 60


@pytest.mark.parametrize("circle", [True, False])
def test_a_kill_at_any_step_of_a_move_loses_no_bank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, circle: bool
) -> None:
    names = ("a", "b", "c")
    wanted = {"b": "a", "c": "b", ("a" if circle else "d"): "c"}
    places = [Place(note=f"seeds/{new}.md", folder=new, old_folder=old) for new, old in wanted.items()]
    real_replace, real_unlink = Path.replace, Path.unlink
    for step in range(STEPS):
        decks = tmp_path / f"decks{step}"
        for name in names:
            (decks / name).mkdir(parents=True)
            (decks / name / "items.yaml").write_text(f"bank of {name}")
            (decks / name / "sheet.html").write_text("page")
            (decks / name / "mine.txt").write_text("mine")
        left = step

        def count() -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed

        def replace(self: Path, target: Path) -> Path:
            count()
            return real_replace(self, target)

        def unlink(self: Path, missing_ok: bool = False) -> None:
            if not self.name.endswith(TEMPORARY):
                count()
            real_unlink(self, missing_ok=missing_ok)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", replace)
            patch.setattr(Path, "unlink", unlink)
            try:
                moves.move_banks(decks, places)
                done = True
            except Killed:
                done = False
        staged = [path.read_text() for path in decks.glob(".moves/*.yaml")]
        assert {f"bank of {name}" for name in names} <= {*banks_of(decks).values(), *staged}
        bound = moves.is_unfinished(decks) or done or banks_of(decks) != {name: f"bank of {name}" for name in names}
        _, problems = moves.finish_moves(decks)
        assert not problems
        expected = {new: f"bank of {old}" for new, old in wanted.items()} if bound else None
        assert banks_of(decks) == (expected or {name: f"bank of {name}" for name in names})
        assert all((decks / name / "mine.txt").exists() for name in names)
        assert not (decks / ".moves").exists()
        if done:
            break
    else:
        pytest.fail("the move took more steps than were tried")


def test_a_bank_changed_after_an_interrupted_move_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decks = tmp_path / "decks"
    for name in ("a", "b"):
        (decks / name).mkdir(parents=True)
        (decks / name / "items.yaml").write_text(f"bank of {name}")
    places = [Place(note=None, folder=new, old_folder=old) for new, old in (("a", "b"), ("b", "a"))]

    def killed(_: Path) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(moves, "finish_moves", killed)
        with pytest.raises(Killed):
            moves.move_banks(decks, places)
    (decks / "a" / "items.yaml").write_text("edited since")
    removed, problems = moves.finish_moves(decks)
    assert not removed
    assert [problem.code for problem in problems] == ["F007"]
    assert (decks / "a" / "items.yaml").read_text() == "edited since"
    assert {path.read_text() for path in decks.glob(".moves/*.yaml")} == {"bank of a", "bank of b"}
    assert {name: text for name, text in banks_of(decks).items() if name != "a"} == {"b": "bank of b"}


def swap(one: Path, two: Path) -> None:
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)


def ids_in(folder: Path) -> set[str]:
    """The ids of all items in banks at rest."""
    banks = (load(path.read_text("utf-8"), path=str(path))[0] for path in sorted(folder.glob("decks/*/items.yaml")))
    return {item.id for bank in banks if bank for item in (*bank.items, *(each.item for each in bank.retired))}


DIES_IN_A_MOVE = (
    "import os, quizgen.build.coordinator, quizgen.build.moves as moves\n"
    "moves.finish_moves = lambda decks: os._exit(9)\n"
)
NO_ROOM = (
    "import errno, quizgen.build.moves as moves\n"
    "def full(path, content):\n    raise OSError(errno.ENOSPC, 'No space left on device', str(path))\n"
    "moves.write_whole = full\n"
)


def test_an_interrupted_move_that_cannot_be_finished_stops_the_build_and_loses_nothing(tmp_path: Path) -> None:
    """Two notes swap names, the build dies on the way, and a person swaps two banks before the next one."""
    folder = tmp_path / "project"
    make_project(folder, 4)
    assert build(folder)[0] == 0
    ids = ids_in(folder)
    swap(folder / "seeds" / "note-00.md", folder / "seeds" / "note-01.md")
    assert build(folder, script=DIES_IN_A_MOVE)[0] == 9
    one, two = (folder / "decks" / name / "items.yaml" for name in ("note-01", "note-02"))
    swap(one, two)
    before = outputs_of(folder)
    for _ in range(2):
        code, said = build(folder)
        assert code == 1
        assert "error F007: a build was interrupted while it moved this bank" in said
        assert outputs_of(folder) == before
    swap(one, two)
    assert build(folder)[0] == 0
    assert ids_in(folder) == ids
    assert not (folder / "decks" / ".moves").exists()


def test_a_full_disk_before_a_move_is_told_and_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    make_project(folder, 3)
    assert build(folder)[0] == 0
    swap(folder / "seeds" / "note-00.md", folder / "seeds" / "note-01.md")
    before = outputs_of(folder)
    code, said = build(folder, script=NO_ROOM)
    assert code == 1
    assert "decks: error F005: the system says: No space left on device" in said
    assert "Traceback" not in said
    assert {name: content for name, content in outputs_of(folder).items() if ".moves" not in name} == before
    assert build(folder)[0] == 0


def test_an_interrupted_move_that_meets_a_full_disk_waits_for_the_next_build(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    make_project(folder, 3)
    assert build(folder)[0] == 0
    ids = ids_in(folder)
    swap(folder / "seeds" / "note-00.md", folder / "seeds" / "note-01.md")
    assert build(folder, script=DIES_IN_A_MOVE)[0] == 9
    before = outputs_of(folder)
    code, said = build(folder, script=NO_ROOM)
    assert code == 1
    assert "error F005: the system says: No space left on device" in said
    assert outputs_of(folder) == before
    assert build(folder)[0] == 0
    assert ids_in(folder) == ids


def test_banks_swapped_over_notes_that_had_swapped_names_all_come_home(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    make_project(folder, 4)
    assert build(folder)[0] == 0
    right = ids_by_bank(folder)
    notes = (folder / "seeds" / "note-00.md", folder / "seeds" / "note-03.md")
    swap(*notes)
    assert build(folder)[0] == 0
    swap(*notes)
    swap(folder / "decks" / "note-00" / "items.yaml", folder / "decks" / "note-01" / "items.yaml")
    assert build(folder)[0] == 0
    assert ids_by_bank(folder) == right


def ids_by_bank(folder: Path) -> dict[str, list[str]]:
    """The ids of live items by the name of their bank."""
    banks = {path.parent.name: load(path.read_text("utf-8"), path="")[0] for path in folder.glob("decks/*/items.yaml")}
    return {name: sorted(item.id for item in bank.items) for name, bank in banks.items() if bank}
