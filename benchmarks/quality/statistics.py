"""Intervals and agreement: how far a figure can be trusted."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Return Wilson's score interval (1927) for `hits` of `total`: 95 % with the default `z`, (0, 1) for none."""
    if not total:
        return 0.0, 1.0
    share = hits / total
    scale = 1 + z * z / total
    centre = (share + z * z / (2 * total)) / scale
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / scale
    return max(0.0, centre - half), min(1.0, centre + half)


def by_notes(groups: Sequence[tuple[int, int]], *, seed: int = 1, draws: int = 2000) -> tuple[float, float]:
    """Return the 95 % interval of the share when whole notes, (hits, total) each, are drawn anew (bootstrap)."""
    groups = [group for group in groups if group[1]]
    if not groups:
        return 0.0, 1.0
    rng = random.Random(seed)
    shares = []
    for _ in range(draws):
        drawn = [groups[rng.randrange(len(groups))] for _ in groups]
        shares.append(sum(hits for hits, _ in drawn) / sum(total for _, total in drawn))
    shares.sort()
    return shares[int(0.025 * draws)], shares[int(0.975 * draws)]


def kappa(both: int, only_a: int, only_b: int, neither: int) -> tuple[float, float, float]:
    """Return Cohen's kappa, its standard error, and the share of equal verdicts, from the 2x2 table.

    `both` were accepted by both judges, `only_a` and `only_b` by one, `neither` by none. Source: Cohen 1960. Raises
    ZeroDivisionError for an empty table; kappa is 1 when both judges gave one and the same verdict throughout.
    """
    total = both + only_a + only_b + neither
    same = (both + neither) / total
    share_a, share_b = (both + only_a) / total, (both + only_b) / total
    chance = share_a * share_b + (1 - share_a) * (1 - share_b)
    if chance == 1:
        return 1.0, 0.0, same
    error = math.sqrt(same * (1 - same) / (total * (1 - chance) ** 2))
    return (same - chance) / (1 - chance), error, same
