"""How good the items are: `python -m benchmarks.quality.run` (what `make quality` calls).

Reads and generates every development and validation note and sets what comes out against the judged file: emitted,
accepted, unjudged and fact coverage by note and family, with the baselines below.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from benchmarks.quality import figures, milestone, verdicts
from benchmarks.quality.baselines import longest_phrases
from benchmarks.quality.corpus import Role, Sample, samples
from benchmarks.quality.harvest import Made, generator, harvest, spread

ROLES = (Role.DEVELOPMENT, Role.VALIDATION)
BASELINES = (
    "families without gates and ranker",
    "gates only",
    "longest noun phrase of every content sentence",
)
SIZE = 150
SEED = 20


def baseline_pools(made: dict[str, tuple[Made, ...]], notes: Sequence[Sample]) -> dict[str, list[Made]]:
    """Return what each baseline would emit on the notes."""
    every = [one for sample in notes for one in made[sample.slug]]
    phrases = [one for sample in notes for one in longest_phrases(sample)]
    return dict(zip(BASELINES, (every, [one for one in every if one.passed_rules], phrases), strict=True))


def draw_baselines(made: dict[str, tuple[Made, ...]], notes: Sequence[Sample]) -> dict[str, tuple[Made, ...]]:
    """Return the sample of each baseline that is judged: 150 items, as many from each note."""
    return {name: spread(pool, SIZE, seed=SEED) for name, pool in baseline_pools(made, notes).items()}


def baseline_lines(drawn: dict[str, tuple[str, ...]], known: dict[str, verdicts.Entry]) -> list[str]:
    """Return one line a baseline: how many of its sample were accepted."""
    lines = []
    for name, idents in drawn.items():
        judged = [known[ident] for ident in idents if ident in known]
        good = sum(entry.accepted() for entry in judged)
        share = figures.percent(good / len(judged) if judged else None)
        lines.append(f"{name:48}{good:4} of {len(judged):3} judged = {share} %, {len(idents) - len(judged)} unjudged")
    return lines


def report(
    made: dict[str, tuple[Made, ...]], notes: Sequence[Sample], known: dict[str, verdicts.Entry]
) -> tuple[list[str], dict[str, figures.Tally]]:
    """Return the lines to print and the counts of each note."""
    emitted = {sample.slug: [one for one in made[sample.slug] if one.emitted] for sample in notes}
    counts = {sample.slug: figures.tally(emitted[sample.slug], known, sample) for sample in notes}
    lines: list[str] = []
    families = {}
    for role in ROLES:
        chosen = [sample for sample in notes if sample.role == role]
        items = [one for sample in chosen for one in emitted[sample.slug]]
        families[role] = figures.by_family(items, known)
        lines += ["", f"{role} notes", figures.note_table([(sample, counts[sample.slug]) for sample in chosen])]
        lines.append(figures.headline(role, [counts[sample.slug] for sample in chosen]))
        failed = figures.classes(items, known)
        lines.append("failure classes: " + (", ".join(f"{code} {n}" for code, n in failed.most_common()) or "none"))
    return [*lines, "", figures.family_table(families)], counts


def main() -> None:
    """Print the figures; with --milestone keep the validation figures and the baseline samples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--milestone", default="", help="keep the figures under this name")
    parser.add_argument("--redraw", action="store_true", help="draw the samples of the baselines anew")
    options = parser.parse_args()
    notes = samples(*ROLES)
    made = {sample.slug: harvest(sample) for sample in notes}
    known = verdicts.load()
    lines, counts = report(made, notes, known)
    last = milestone.load()
    if options.redraw or last is None:
        drawn = {name: tuple(one.text.ident for one in found) for name, found in draw_baselines(made, notes).items()}
    else:
        drawn = dict(last.baselines)
    if options.milestone:
        kept = {sample.slug: counts[sample.slug] for sample in notes if sample.role == Role.VALIDATION}
        last = milestone.Milestone(
            name=options.milestone, generator=generator(notes[0]), validation=kept, baselines=drawn
        )
        milestone.save(last)
    if last is not None:
        kept_counts = list(last.validation.values())
        lines += ["", figures.headline(f"validation at the last milestone ({last.name})", kept_counts)]
    print("\n".join([*lines, "", "baselines", *baseline_lines(drawn, known)]))


if __name__ == "__main__":
    main()
