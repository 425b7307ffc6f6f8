"""Rank: the expected share of acceptance of a draft, by weights that were trained on judged items."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib import resources

from quizgen.generate.features import Features


@cache
def weights() -> Mapping[str, float]:
    """Return the shipped weight of each feature, the bias under "bias"; written by `benchmarks.quality.train`."""
    found: dict[str, float] = {}
    text = resources.files("quizgen.generate").joinpath("data/weights.yaml").read_text(encoding="utf-8")
    for line in text.splitlines():
        name, colon, value = line.strip().rpartition(":")
        if colon and value.strip() and not line.startswith("#"):
            found[name.strip().strip("'\"")] = float(value)
    return found


def score(found: Features) -> float:
    """Return the expected share of acceptance, 0 to 1: logistic regression on the features."""
    known = weights()
    total = known.get("bias", 0.0)
    for name, value in found.numbered().items():
        total += known.get(name, 0.0) * value
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)
