"""The ranker's weights from the judged file: `python -m benchmarks.quality.train` (needs scikit-learn).

Logistic regression on the features that `quizgen.generate` shows of each candidate. The penalty is chosen by
cross-validation that keeps a note's candidates together; a second, two-parameter fit on the predictions made for notes
left out (Platt 1999) is folded into the weights, so that a score of 0.9 means that nine of ten are accepted. Prints the
reliability table on validation notes.
"""

from __future__ import annotations

import argparse
import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.quality import verdicts
from benchmarks.quality.corpus import ROOT, Role, samples
from benchmarks.quality.harvest import note_of
from benchmarks.quality.statistics import wilson

WEIGHTS = ROOT / "quizgen/generate/data/weights.yaml"
PENALTIES = (0.001, 0.003, 0.01, 0.03, 0.1)
"""Inverse strengths of the L2 penalty to choose from."""

BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
_HEAD = """\
# Weights of the ranker: score = 1 / (1 + exp(-(bias + sum of weight * feature))), the expected share of acceptance.
# Written by `python -m benchmarks.quality.train` from the judged file; do not edit by hand.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A judged candidate as the ranker sees it."""

    note: str
    features: Mapping[str, float]
    accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A bias and a weight for each feature; features that it doesn't know count nothing."""

    bias: float
    weights: Mapping[str, float]

    def score(self, features: Mapping[str, float]) -> float:
        """Return the expected share of acceptance, 0 to 1."""
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def rows(role: Role, known: Mapping[str, verdicts.Entry]) -> list[Row]:
    """Return the judged candidates of the notes in a role, in note order."""
    from quizgen.generate import featured

    found = []
    for sample in samples(role):
        seen: set[str] = set()
        for one in featured(note_of(sample)):
            ident = verdicts.text_of(one.question, one.context).ident
            if ident in known and ident not in seen:
                seen.add(ident)
                found.append(Row(note=sample.slug, features=one.features, accepted=known[ident].accepted()))
    return found


def fit(judged: Sequence[Row]) -> Model:
    """Return the calibrated weights. Raises ValueError when there are too few notes to leave some out."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    groups = [row.note for row in judged]
    folds = GroupKFold(n_splits=min(8, len(set(groups))))
    vector = DictVectorizer(sparse=False)
    table = vector.fit_transform([dict(row.features) for row in judged])
    scale = table.std(axis=0)
    scale[scale == 0] = 1.0
    table = table / scale
    truth = [row.accepted for row in judged]
    best: tuple[float, float, list[float]] = (math.inf, 0.0, [])
    for penalty in PENALTIES:
        model = LogisticRegression(C=penalty, max_iter=5000)
        left_out = cross_val_predict(model, table, truth, groups=groups, cv=folds, method="predict_proba")[
            :, 1
        ].tolist()
        best = min(best, (log_loss(left_out, truth), penalty, left_out))
    _, penalty, left_out = best
    model = LogisticRegression(C=penalty, max_iter=5000).fit(table, truth)
    slope, shift = platt(left_out, truth)
    weights = {
        name: round(slope * float(weight / unit), 4)
        for name, weight, unit in zip(vector.get_feature_names_out(), model.coef_[0], scale, strict=True)
    }
    print(f"penalty {penalty}, log loss left out {best[0]:.4f}, calibration slope {slope:.3f} shift {shift:.3f}")
    return Model(bias=round(slope * float(model.intercept_[0]) + shift, 4), weights=weights)


def platt(scores: Sequence[float], truth: Sequence[bool]) -> tuple[float, float]:
    """Return slope and shift that calibrate the log-odds of scores to the truth."""
    from sklearn.linear_model import LogisticRegression

    odds = [[math.log(score / (1 - score))] for score in (min(max(one, 1e-6), 1 - 1e-6) for one in scores)]
    model = LogisticRegression(C=1e6).fit(odds, truth)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def log_loss(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """Return the mean negative log-likelihood."""
    losses = [-math.log(max(score if good else 1 - score, 1e-9)) for score, good in zip(scores, truth, strict=True)]
    return sum(losses) / len(losses)


def reliability(scores: Sequence[float], truth: Sequence[bool]) -> str:
    """Return a table: of each band of scores the items, their mean score, and the share accepted with its interval."""
    lines = [f"{'score':>12}{'items':>7}{'mean':>7}{'accepted':>10}   95 %"]
    for low, high in itertools.pairwise(BINS):
        last = high == BINS[-1]
        band = [(one, good) for one, good in zip(scores, truth, strict=True) if low <= one and (one < high or last)]
        if not band:
            continue
        mean = sum(one for one, _ in band) / len(band)
        good = sum(ok for _, ok in band)
        least, most = wilson(good, len(band))
        lines.append(f"{low:6.2f}-{high:4.2f}{len(band):7}{mean:7.2f}{good / len(band):10.2f}   {least:.2f}-{most:.2f}")
    return "\n".join(lines)


def dump(model: Model) -> str:
    """Return the weights file: the bias, then the weights from the one that lowers the score most to the opposite."""
    ordered = dict(sorted(model.weights.items(), key=lambda pair: (pair[1], pair[0])))
    return _HEAD + yaml.safe_dump({"bias": model.bias, "weights": ordered}, sort_keys=False)


def main() -> None:
    """Fit, write the weights and print how far they can be trusted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--dry-run", action="store_true", help="print the figures, write nothing")
    options = parser.parse_args()
    known = verdicts.load()
    development = rows(Role.DEVELOPMENT, known)
    model = fit(development)
    for name, judged in (("development", development), ("validation", rows(Role.VALIDATION, known))):
        if judged:
            scores, truth = [model.score(row.features) for row in judged], [row.accepted for row in judged]
            loss = log_loss(scores, truth)
            print(f"\n{name}: {len(judged)} judged candidates, {sum(truth)} accepted, log loss {loss:.4f}")
            print(reliability(scores, truth))
    if not options.dry_run:
        options.out.write_text(dump(model), encoding="utf-8")


if __name__ == "__main__":
    main()
