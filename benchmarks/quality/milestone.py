"""The last milestone: what was judged then, so that later rules don't change what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.quality.corpus import HERE
from benchmarks.quality.figures import Tally

PATH = HERE / "milestone.yaml"
_HEAD = """\
# Figures of the last milestone: the validation notes as judged then, note by note, and the items drawn for each
# baseline. Written by `python -m benchmarks.quality.run --milestone NAME`.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A name, the version of the rules, the counts of each validation note, and the idents drawn for each baseline."""

    name: str
    generator: str
    validation: Mapping[str, Tally]
    baselines: Mapping[str, tuple[str, ...]]


def load(path: Path = PATH) -> Milestone | None:
    """Return the last milestone, None before the first."""
    if not path.exists():
        return None
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Milestone(
        name=raw["name"],
        generator=raw["generator"],
        validation={slug: Tally(**counts) for slug, counts in raw["validation"].items()},
        baselines={name: tuple(idents) for name, idents in raw["baselines"].items()},
    )


def save(milestone: Milestone, path: Path = PATH) -> None:
    """Write the milestone."""
    rows = {
        "name": milestone.name,
        "generator": milestone.generator,
        "validation": {slug: asdict(one) for slug, one in milestone.validation.items()},
        "baselines": {name: list(idents) for name, idents in milestone.baselines.items()},
    }
    path.write_text(_HEAD + yaml.safe_dump(rows, sort_keys=False, default_flow_style=False), encoding="utf-8")
