"""The load test: random faults over builds of many notes, each followed by a look at what is left.

    python -m benchmarks.soak [--faults 200] [--notes 200] [--seed 1] [--folder DIR]

Notes and banks are truncated, emptied, swapped, made unreadable or replaced while they are read, the disk fills up,
workers and builds are killed. After each fault: the build ended with a message and an exit code of its own, never with
a traceback; no bank that was whole is lost or half written. Then the fault is mended as a person would (the files are
brought back from a copy), and at the end a clean build must give the same bytes as an undisturbed one.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import collection
from quizgen.bank import load
from quizgen.build.fingerprint import seal_of_package, seal_of_page
from quizgen.files import TEMPORARY

EPOCH = "1790000000"
BATCH = 6
"""How many notes a fault's build has to work on: their outputs are taken away before."""
LENGTH = 6

FULL = """
import errno, os, random, quizgen.files
real, dice = os.fsync, random.Random({seed})
def fsync(handle):
    if dice.random() < 0.3:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    real(handle)
os.fsync = fsync
"""
UNREADABLE = """
import os, pathlib
real = pathlib.Path.open
def refuse(self, *rest, **more):
    if str(self).endswith({path!r}):
        raise PermissionError(13, "Permission denied", str(self))
    return real(self, *rest, **more)
pathlib.Path.open = refuse
"""


@dataclass(slots=True)
class Soak:
    """One run: the project, an untouched copy of what it should be, and what went wrong."""

    folder: Path
    right: Path
    dice: random.Random
    damaged: dict[Path, tuple[bytes, bytes]] = field(default_factory=dict)
    """The banks that the fault broke: as they were, and as it left them."""
    failures: list[str] = field(default_factory=list)
    tally: dict[str, int] = field(default_factory=dict)

    def fault(self, number: int) -> None:
        """Do one random fault, and look at what it left."""
        name, act = self.dice.choice(FAULTS)
        self.tally[name] = self.tally.get(name, 0) + 1
        notes = sorted(path.stem for path in (self.folder / "seeds").iterdir())
        chosen = self.dice.sample(notes, BATCH)
        for note in chosen[1:]:
            shutil.rmtree(self.folder / "decks" / note, ignore_errors=True)
        before = ids_of(self.folder)
        said = act(self, chosen)
        problems = self.wrong(said)
        self.mend()
        lost = before - ids_of(self.folder)
        problems += [f"items are lost: {', '.join(sorted(lost))}"] if lost else []
        self.failures += [f"fault {number} ({name}, {chosen[0]}): {why}" for why in problems]

    def wrong(self, said: tuple[int | None, str]) -> list[str]:
        """Return what is wrong after a build; an exit code of None says that it was killed."""
        code, text = said
        found = []
        if code is not None and code not in (0, 1):
            found.append(f"exit code {code}: {text[-300:]}")
        if "Traceback" in text:
            found.append(f"a traceback: {text[-600:]}")
        if code == 1 and "error " not in text:
            found.append(f"exit code 1 without a message: {text[-300:]}")
        return found + [f"{path} is broken" for path in self.broken()]

    def broken(self) -> list[str]:
        """Return the files that quizgen wrote and that aren't whole, but for banks that the fault itself broke."""
        found = []
        for path in sorted((self.folder / "decks").rglob("*")):
            if not path.is_file() or ".quizgen" in path.parts or path.name.endswith(TEMPORARY):
                continue
            if path.name == "items.yaml":
                whole = path in self.damaged or load(path.read_text("utf-8"), path=str(path))[0] is not None
            elif path.suffix == ".html":
                whole = seal_of_page(path.read_bytes(), path.stat().st_size, thorough=True).whole
            else:
                whole = path.suffix != ".apkg" or seal_of_package(path, thorough=True).whole
            found += [] if whole else [path.relative_to(self.folder).as_posix()]
        return found

    def mend(self) -> None:
        """Bring notes and broken banks back as they were, as a person would from git; the decks stay as they are.

        A bank that the build has written since is left alone: where it moved another note's bank into its place, the
        one that stood there before is elsewhere, and bringing it back would bury the one that came.
        """
        shutil.rmtree(self.folder / "seeds")
        shutil.copytree(self.right / "seeds", self.folder / "seeds")
        for path, (content, broken) in self.damaged.items():
            if path.exists() and path.read_bytes() == broken:
                path.write_bytes(content)
        self.damaged.clear()

    def break_bank(self, note: str, content: Callable[[bytes], bytes]) -> None:
        """Change a bank's bytes."""
        path = self.folder / "decks" / note / "items.yaml"
        if path.exists():
            before = path.read_bytes()
            after = content(before)
            self.damaged[path] = (before, after)
            path.write_bytes(after)


def start(folder: Path, *options: str, script: str = "") -> subprocess.Popen[str]:
    """Start a build in a process of its own, after a script that makes it fail."""
    code = f"{script}\nfrom quizgen.cli import main\nimport sys\nsys.argv[0] = 'quizgen'\nmain()"
    command = [sys.executable, "-c", code, "build", "-C", str(folder), *options]
    env = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env)


def build(folder: Path, *options: str, script: str = "") -> tuple[int | None, str]:
    """Run a build to its end."""
    process = start(folder, *options, script=script)
    out, _ = process.communicate(timeout=1200)
    return process.returncode, out


def truncated_note(soak: Soak, notes: list[str]) -> tuple[int | None, str]:
    path = next((soak.folder / "seeds").glob(f"{notes[0]}.*"))
    data = path.read_bytes()
    path.write_bytes(data[: soak.dice.randrange(len(data))])
    return build(soak.folder, "--jobs", "1")


def binary_note(soak: Soak, notes: list[str]) -> tuple[int | None, str]:
    next((soak.folder / "seeds").glob(f"{notes[0]}.*")).write_bytes(soak.dice.randbytes(4000))
    return build(soak.folder, "--jobs", "1")


def swapped_notes(soak: Soak, notes: list[str]) -> tuple[int | None, str]:
    one, two = (soak.folder / "seeds" / f"{note}.md" for note in notes[:2])
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    return build(soak.folder, "--jobs", "1")


def killed_swap(soak: Soak, notes: list[str]) -> tuple[int | None, str]:
    one, two = (soak.folder / "seeds" / f"{note}.md" for note in (notes[0], _built(soak, notes)))
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    return killed_build(soak, notes)


def _built(soak: Soak, notes: list[str]) -> str:
    """Return a note with a bank, other than those chosen."""
    banks = sorted(path.parent.name for path in soak.folder.glob("decks/*/items.yaml"))
    return next(name for name in banks if name not in notes and (soak.folder / "seeds" / f"{name}.md").exists())


def truncated_bank(soak: Soak, notes: list[str]) -> tuple[int | None, str]:
    soak.break_bank(notes[0], lambda data: data[: soak.dice.randrange(len(data))])
    return build(soak.folder, "--jobs", "1")


def binary_bank(soak: Soak, notes: list[str]) -> tuple[int | None, str]:
    soak.break_bank(notes[0], lambda data: soak.dice.randbytes(len(data)))
    return build(soak.folder, "--jobs", "1")


def swapped_banks(soak: Soak, notes: list[str]) -> tuple[int | None, str]:
    other = _built(soak, notes)
    third = _built(soak, [*notes, other])  # a killed build may have left the first of `notes` without a bank
    one, two = (soak.folder / "decks" / note / "items.yaml" for note in (other, third))
    first, second = one.read_bytes(), two.read_bytes()
    soak.break_bank(other, lambda _: second)
    soak.break_bank(third, lambda _: first)
    return build(soak.folder, "--jobs", "1")


def unreadable_note(soak: Soak, notes: list[str]) -> tuple[int | None, str]:
    return build(soak.folder, "--jobs", "1", script=UNREADABLE.format(path=f"seeds/{notes[1]}.md"))


def unreadable_bank(soak: Soak, notes: list[str]) -> tuple[int | None, str]:
    note = soak.folder / "seeds" / f"{notes[0]}.md"
    note.write_text(note.read_text("utf-8") + "\nA sentence was added here in 1990.\n", encoding="utf-8")
    soak.break_bank(notes[0], lambda data: data)
    return build(soak.folder, "--jobs", "1", script=UNREADABLE.format(path=f"{notes[0]}/items.yaml"))


def replaced_while_read(soak: Soak, notes: list[str]) -> tuple[int | None, str]:
    process = start(soak.folder)
    path = soak.folder / "seeds" / f"{notes[1]}.md"
    data = path.read_bytes()
    while process.poll() is None:
        path.write_bytes(data[: soak.dice.randrange(len(data))])
        path.write_bytes(data)
        time.sleep(0.005)
    out, _ = process.communicate()
    return process.returncode, out


def full_disk(soak: Soak, notes: list[str]) -> tuple[int | None, str]:
    return build(soak.folder, "--jobs", "1", script=FULL.format(seed=soak.dice.randrange(1000)))


def killed_worker(soak: Soak, notes: list[str]) -> tuple[int | None, str]:
    process = start(soak.folder, "--jobs", "2")
    time.sleep(soak.dice.uniform(1, 8))
    found = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout.split()
    parents = dict(zip(map(int, found[::2]), map(int, found[1::2]), strict=True))
    grandchildren = [pid for pid, parent in parents.items() if parents.get(parent) == process.pid]
    for pid in grandchildren[:1]:
        os.kill(pid, 9)
    out, _ = process.communicate()
    return process.returncode, out


def killed_build(soak: Soak, notes: list[str]) -> tuple[int | None, str]:
    process = start(soak.folder, "--jobs", soak.dice.choice(["1", "2"]))
    try:
        out, _ = process.communicate(timeout=soak.dice.uniform(0.5, 8))
    except subprocess.TimeoutExpired:
        process.kill()
        out, _ = process.communicate()
        return None, out
    return process.returncode, out


FAULTS: tuple[tuple[str, Callable[[Soak, list[str]], tuple[int | None, str]]], ...] = (
    ("note truncated", truncated_note),
    ("note overwritten with binary", binary_note),
    ("notes swapped", swapped_notes),
    ("notes swapped, build killed", killed_swap),
    ("bank truncated", truncated_bank),
    ("bank overwritten with binary", binary_bank),
    ("banks swapped", swapped_banks),
    ("note unreadable", unreadable_note),
    ("bank unreadable", unreadable_bank),
    ("note replaced while it is read", replaced_while_read),
    ("disk full", full_disk),
    ("worker killed", killed_worker),
    ("build killed", killed_build),
)


def ids_of(folder: Path) -> set[str]:
    """Return the ids of all items, live and retired, wherever their banks are now."""
    found: set[str] = set()
    for path in [*(folder / "decks").glob("*/items.yaml"), *(folder / "decks" / ".moves").glob("*.yaml")]:
        bank, _ = load(path.read_text("utf-8", "replace"), path=str(path))
        if bank is not None:
            found |= {item.id for item in bank.items} | {each.item.id for each in bank.retired}
    return found


def soak(root: Path, *, faults: int, notes: int, seed: int) -> Soak:
    """Run the load test in a folder and return what it found."""
    right, folder = root / "right", root / "project"
    collection.make(right, notes, length=LENGTH, combine=True)
    code, said = build(right)
    if code:
        raise SystemExit(f"the undisturbed build failed:\n{said}")
    shutil.copytree(right, folder)
    one = Soak(folder=folder, right=right, dice=random.Random(seed))  # repeatable faults, no secret
    for number in range(1, faults + 1):
        seen = len(one.failures)
        one.fault(number)
        for failure in one.failures[seen:]:
            print(failure, file=sys.stderr)
        print(f"{number} of {faults}: {len(one.failures)} failures", file=sys.stderr, flush=True)
    code, said = build(folder)
    one.failures += one.wrong((code, said))
    # What faults did to banks stays in them (an item that was retired and revived has a newer `mod`), so the comparison
    # with an undisturbed build is one of decks made anew, by a project that went through it all.
    for path in (folder / "decks").iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    code, said = build(folder)
    one.failures += [f"the last build failed: {said[-300:]}"] if code else []
    here, there = (_files(each) for each in (folder, right))
    one.failures += [f"{name} differs from an undisturbed build" for name in here if here[name] != there.get(name)]
    one.failures += [f"{name} is missing" for name in there if name not in here]
    return one


def _files(folder: Path) -> dict[str, bytes]:
    decks = folder / "decks"
    return {
        path.relative_to(decks).as_posix(): path.read_bytes()
        for path in sorted(decks.rglob("*"))
        if path.is_file() and ".quizgen" not in path.parts
    }


def main() -> None:
    """Run the load test; exit with 1 when something went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--notes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="an empty folder to work in; default: a temporary one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        found = soak(options.folder or Path(name), faults=options.faults, notes=options.notes, seed=options.seed)
    for name, count in sorted(found.tally.items()):
        print(f"{count:4} × {name}")
    print("\n".join(found.failures) or f"{options.faults} faults, nothing lost")
    raise SystemExit(bool(found.failures))


if __name__ == "__main__":
    main()
