"""What git remembers of a project's banks. Only `quizgen.cli` calls this: it runs git."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from quizgen.problem import Problem, QuizgenError

BANK = "items.yaml"
_FIELD = re.compile(rb"^- id: '?([0-9a-z]{12})'?$|^  mod: (\d+)$", re.MULTILINE)


def is_repository(folder: Path) -> bool:
    """Return whether `folder` lies in a git repository that has a commit; False where git is missing."""
    try:
        run_git(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except QuizgenError:
        return False
    return True


def banks_at(folder: Path, rev: str, decks: str) -> dict[str, str]:
    """Return the text of every bank of the project in `folder` as `rev` has it, by its folder below `decks`.

    Raises QuizgenError (exit code 2) when the project isn't in a git repository, git is missing, or `rev` is unknown.
    """
    commit = run_git(folder, "rev-parse", "--verify", "--end-of-options", f"{rev}^{{commit}}").decode().strip()
    listed = run_git(folder, "ls-tree", "-r", "-z", commit, "--", f"{decks}/").decode("utf-8", "surrogateescape")
    blobs: dict[str, str] = {}
    for entry in listed.split("\0"):
        head, _, path = entry.partition("\t")
        if path.rpartition("/")[2] == BANK and path.startswith(f"{decks}/"):
            blobs[path[len(decks) + 1 : -len(BANK) - 1]] = head.split(" ")[2]
    texts = _contents(folder, blobs.values())
    return {place: texts[blob].decode("utf-8", "replace") for place, blob in sorted(blobs.items()) if blob in texts}


def highest_mods(folder: Path, decks: str) -> dict[str, int]:
    """Return the highest `mod` that each item's id had in any commit that leads to HEAD, for all banks below `decks`.

    In a shallow clone that is as far as the history goes. Raises QuizgenError as `banks_at` does.
    """
    raw = run_git(
        folder, "log", "--raw", "--no-abbrev", "--no-renames", "-m", "--format=", "--", f":(glob){decks}/**/{BANK}"
    ).decode("utf-8", "surrogateescape")
    found: dict[str, int] = {}
    blobs = {blob for line in raw.splitlines() if line.startswith(":") for blob in line.split(" ")[2:4]}
    for text in _contents(folder, sorted(blob for blob in blobs if blob.strip("0"))).values():
        for ident, mod in mods_in(text):
            found[ident] = max(mod, found.get(ident, 0))
    return found


def mods_in(text: bytes) -> Iterator[tuple[str, int]]:
    """Yield the id and `mod` of each item in the bytes of a bank that quizgen wrote, without parsing it."""
    ident = ""
    for match in _FIELD.finditer(text):
        if match[1]:
            ident = match[1].decode()
        elif ident:
            yield ident, int(match[2])


def _contents(folder: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes of some blobs, read by one git process."""
    wanted = list(dict.fromkeys(blobs))
    data = run_git(folder, "cat-file", "--batch", stdin="".join(f"{blob}\n" for blob in wanted).encode())
    found: dict[str, bytes] = {}
    place = 0
    for blob in wanted:
        end = data.index(b"\n", place)
        head = data[place:end].split(b" ")
        if len(head) < 3:  # "missing": a clone that lacks the blob
            place = end + 1
            continue
        size = int(head[2])
        found[blob] = data[end + 1 : end + 1 + size]
        place = end + size + 2
    return found


def run_git(folder: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """Return what a git command in `folder` prints. Raises QuizgenError (exit code 2) when git is missing or fails."""
    command = ["git", "-c", "core.quotepath=off", "-c", "log.showSignature=false", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, input=stdin, capture_output=True, check=True)  # noqa: S603
    except FileNotFoundError:
        raise _failure("git isn't installed", "install git, or call `quizgen diff` without a revision") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _failure(f"git says: {said[-1] if said else 'no'}", "name a commit, a branch or a tag") from None
    return done.stdout


def _failure(text: str, hint: str) -> QuizgenError:
    return QuizgenError(Problem(code="B030", text=text, hint=hint), exit_code=2)
