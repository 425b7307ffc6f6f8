"""What the tests of merges share: a note whose bank people and notes change in two branches, and git's own merge."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bank_cases import generation_of, note_of

from quizgen.bank import dump, load, reconcile
from quizgen.bank.model import Bank
from quizgen.bank.threeway import Sides, sequence

NAMES = ("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Garnet", "Hazel")
LENGTHS = ("ten", "two", "six", "nine", "five", "three", "four", "eight")
START = tuple(f"The {name} is {length} miles long." for name, length in zip(NAMES[:6], LENGTHS, strict=False))
OF_ITEMS = ("edit", "accept", "reject", "remove", "remark", "comment")
OF_SENTENCES = ("rewrite", "delete", "insert")


@dataclass(frozen=True)
class Act:
    """One change: of an item (`target` is its number in the file) or of a sentence (its number in the note)."""

    what: str
    target: int

    def __str__(self) -> str:
        return f"{self.what} {self.target}"


@dataclass(frozen=True)
class State:
    """A branch: what its note says and what its bank's file holds."""

    sentences: tuple[str, ...]
    text: str

    @property
    def note(self) -> str:
        return "\n\n".join(self.sentences) + "\n"


def asked(sentence: str) -> list[str]:
    """What a sentence gives: every second river is asked about twice."""
    name, length = sentence.split()[1], sentence.split()[3]
    first = f"short_answer | How long is the {name}? | {length} miles"
    second = f"cloze | The ____ is {length} miles long. | {name}"
    return [first, second] if name in NAMES[::2] else [first]


def built(old: str | None, sentences: Sequence[str], now: int) -> str:
    """What a build makes of a bank's file."""
    told = {
        "sentences": [{"text": text, "asks": asked(text)} for text in sentences],
        "dives": [],
        "generator": "1",
    }
    bank = None if old is None else read(old)
    options = {"project_key": "merge-2026", "deck": "Rivers", "now": now, "accept_removals": True}
    return dump(reconcile(bank, note_of(told), generation_of(told), **options).bank)  # type: ignore[arg-type]


def read(text: str) -> Bank:
    bank, problems = load(text, path="items.yaml")
    assert problems == (), text
    assert bank is not None
    return bank


BASE = State(START, built(None, START, 1000))
IDS = tuple(item.id for item in read(BASE.text).items)
HOMES = {ident: number for number, record in enumerate(read(BASE.text).sentences) for ident in record.ids}


def items_of(act: Act) -> set[str]:
    """The items that an act touches."""
    if act.what in OF_ITEMS:
        return {IDS[act.target]}
    if act.what == "insert":
        return set()
    return {ident for ident, home in HOMES.items() if home == act.target}


def acted(state: State, act: Act) -> State:
    """The branch after an act, as a person's hand leaves it."""
    if act.what in OF_SENTENCES:
        here = list(state.sentences)
        place = next((n for n, text in enumerate(here) if text.split()[1] in START[min(act.target, 5)]), len(here))
        if act.what == "insert":
            at = place if act.target < len(START) else len(here)
            here.insert(at, f"The {NAMES[6]} is seven miles long.")
        elif act.what == "rewrite":
            here[place] = here[place].replace(" long.", " long or so.")
        else:
            del here[place]
        return replace(state, sentences=tuple(here))
    return replace(state, text=_edited(state.text, act.what, IDS[act.target]))


def _edited(text: str, what: str, ident: str) -> str:
    block = re.search(rf"^# --- {ident[:6].upper()}\n- id: {ident}\n(?:  .*\n)+\n?", text, re.MULTILINE)
    assert block is not None
    old = block.group()
    match what:
        case "edit":
            new = re.sub(r"^  stem: .*$", r"\g<0> Say it!", old, flags=re.MULTILINE)
        case "accept" | "reject":
            new = old.replace("status: new", f"status: {what}ed")
        case "remark":
            new = old.replace("  rule:", f"  remark: see {ident}\n  rule:")
        case "comment":
            new = old.replace("- id:", f"# a thought on {ident}\n- id:")
        case _:
            new = ""
    return text.replace(old, new)


class Git:
    """A repository whose merges are made without a working tree."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self("init", "-q", "-b", "main")

    def __call__(self, *arguments: str, stdin: str = "") -> str:
        return self.run(*arguments, stdin=stdin, codes=(0,)).stdout.strip()

    def run(
        self, *arguments: str, stdin: str = "", codes: tuple[int, ...] = (0, 1)
    ) -> subprocess.CompletedProcess[str]:
        names = {f"GIT_{who}_{what}": "a@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | names
        environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in codes, done.stdout + done.stderr
        return done

    def commit(self, files: dict[str, str], *parents: str) -> str:
        entries = [
            f"100644 blob {self('hash-object', '-w', '--stdin', stdin=text)}\t{name}" for name, text in files.items()
        ]
        tree = self("mktree", stdin="\n".join(entries) + "\n")
        return self("commit-tree", tree, "-m", "x", *(word for parent in parents for word in ("-p", parent)))

    def merge(self, base: str, ours: dict[str, str], theirs: dict[str, str]) -> tuple[dict[str, str], set[str]]:
        """What git makes of two branches: the files, and the names of those in conflict."""
        one, other = (self.commit(files, base) for files in (ours, theirs))
        done = self.run("merge-tree", "--write-tree", "--name-only", "--no-messages", one, other)
        tree, *conflicts = done.stdout.split()
        return {name: self("show", f"{tree}:{name}") + "\n" for name in ours}, set(conflicts)


def merged_sentences(ours: State, theirs: State) -> tuple[str, ...]:
    return sequence(Sides(BASE.sentences, ours.sentences, theirs.sentences))
