"""The corpus: notes with the facts that a careful teacher would ask, and the role of each note."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
FOLDERS = (ROOT / "tests/data/notes", ROOT / "tests/data/notes/more", HERE)
"""Where notes stand: each folder, or its `notes`, has the texts, and its `gold` the facts."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Role(StrEnum):
    """What a note is for: rules are written from development notes only."""

    DEVELOPMENT = "development"
    VALIDATION = "validation"
    RESERVE = "reserve"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact worth asking: the sentence that states it, word for word, and the `terms` worth hiding."""

    ident: str
    section: str
    kind: str
    statement: str
    sentence: str
    terms: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Whether the fact stands in a takeaway or a deep dive; only those count for coverage."""
        return self.section == "takeaway" or self.section.startswith("deep dive")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A note of the corpus: its file, role, language, facts, and the strings that no item may hold."""

    slug: str
    path: Path
    role: Role
    language: str
    facts: tuple[Fact, ...]
    noise: tuple[str, ...]
    filler: tuple[str, ...]


def roles() -> dict[str, Role]:
    """Return the role of each note that `validation.txt` names; all others are development notes."""
    lines = (HERE / "validation.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split() for line in lines if line.strip() and not line.startswith("#"))
    return {slug: Role(role) for role, slug in pairs}


def samples(*wanted: Role) -> tuple[Sample, ...]:
    """Return the notes of the corpus in those roles (all roles when none is given), sorted by slug.

    Raises FileNotFoundError when gold facts name a note that isn't there.
    """
    named = roles()
    found: list[Sample] = []
    for folder in FOLDERS:
        for path in sorted((folder / "gold").glob("*.yaml")):
            sample = _sample(path, folder, named)
            if not wanted or sample.role in wanted:
                found.append(sample)
    return tuple(sorted(found, key=lambda sample: sample.slug))


def _sample(gold: Path, folder: Path, named: dict[str, Role]) -> Sample:
    data = yaml.load(gold.read_text(encoding="utf-8"), Loader=_Loader)
    note = next((place / data["doc"] for place in (folder, folder / "notes") if (place / data["doc"]).exists()), None)
    if note is None:
        raise FileNotFoundError(f"{gold.name} names {data['doc']}, which isn't there")
    facts = tuple(
        Fact(
            ident=fact["id"],
            section=fact["section"],
            kind=fact["kind"],
            statement=fact["statement"],
            sentence=fact["sentence"],
            terms=tuple(str(term) for term in fact["terms"]),
        )
        for fact in data["facts"]
    )
    return Sample(
        slug=gold.stem,
        path=note,
        role=named.get(gold.stem, Role.DEVELOPMENT),
        language=data["language"],
        facts=facts,
        noise=tuple(str(text) for text in data["noise"] or ()),
        filler=tuple(str(text) for text in data["filler"] or ()),
    )
