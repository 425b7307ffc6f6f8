"""A blind batch for a judge: `python -m benchmarks.quality.todo BATCH.yaml` writes it and prints what to read.

The listing shows the items shuffled over notes and kinds, without family or score: first all stems, then all keys with
their sources. `benchmarks.quality.filing` takes the verdicts.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from benchmarks.quality import filing, verdicts
from benchmarks.quality.baselines import longest_phrases
from benchmarks.quality.corpus import HERE, Role, samples
from benchmarks.quality.harvest import Made, harvest, spread
from benchmarks.quality.run import ROLES, draw_baselines

CONTROLS = HERE / "examples.yaml"


def pool(what: str, role: Role) -> list[Made]:
    """Return the candidates of the notes in a role that are emitted, stopped, or made by the cloze baseline."""
    found: list[Made] = []
    for sample in samples(role):
        made = longest_phrases(sample) if what == "phrases" else harvest(sample)
        found += [one for one in made if what == "phrases" or one.emitted == (what == "emitted")]
    return found


def second_look(entries: dict[str, verdicts.Entry], judge: str, count: int, seed: int) -> list[verdicts.Entry]:
    """Return up to `count` judged items on which this judge has not spoken, drawn over all notes."""
    waiting = [one for _, one in sorted(entries.items()) if judge not in {word.judge for word in one.verdicts}]
    return random.Random(seed).sample(waiting, min(count, len(waiting)))


def controls(count: int, seed: int) -> list[verdicts.Entry]:
    """Return worked examples of the rubric with their known verdict, to mix into a batch."""
    rows = yaml.safe_load(CONTROLS.read_text(encoding="utf-8"))
    drawn = random.Random(seed).sample(rows, min(count, len(rows)))
    return [_control(row) for row in drawn]


def _control(row: dict[str, object]) -> verdicts.Entry:
    key = row["key"]
    options = row.get("distractors") or []
    text = verdicts.Text(
        kind=str(row["kind"]),
        stem=str(row["stem"]),
        key=str(key).lower() if isinstance(key, bool) else str(key),
        context=str(row.get("context") or ""),
        distractors=tuple(str(one) for one in options),  # type: ignore[attr-defined]
    )
    known = verdicts.ACCEPT if row["verdict"] == "accept" else str(row["class"])
    word = verdicts.Verdict(judge="control", verdict=known, why=str(row["why"]))
    return verdicts.Entry(
        note=Path(str(row["note"])).stem, rule=filing.EXAMPLE, text=text, source=str(row["source"]), verdicts=(word,)
    )


def listing(batch: Sequence[verdicts.Entry], *, joined: bool = False) -> str:
    """Return the batch as a judge reads it: stems with options first, then keys with sources; or both together."""
    lines = []
    for number, one in enumerate(batch, 1):
        text = one.text
        above = f" [{text.context}]" if text.context else ""
        options = " | ".join(sorted({text.key, *text.distractors})) if text.distractors else ""
        lines.append(f"{number}. {one.note} {text.kind}:{above} {text.stem}" + (f"  <{options}>" if options else ""))
        if joined:
            lines.append(f"    = {text.key}    ({one.source})")
    if not joined:
        lines += ["", "Keys and sources"]
        lines += [f"{number}. {one.text.key}    ({one.source})" for number, one in enumerate(batch, 1)]
    return "\n".join(lines)


def write_batch(batch: Iterable[verdicts.Entry], path: Path) -> None:
    """Write the batch with all its texts, so that verdicts can be filed after the rules have changed."""
    rows = [verdicts.row(entry) | {"note": entry.note} for entry in batch]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=118), encoding="utf-8")


def _unjudged(options: argparse.Namespace, known: dict[str, verdicts.Entry]) -> list[verdicts.Entry]:
    found = pool(options.what, Role(options.role))
    wanted = set(options.notes) or {one.note for one in found}
    waiting = [one for one in found if one.note in wanted and one.text.ident not in known]
    drawn = spread(waiting, options.count, seed=options.seed)
    print(f"{len(waiting)} wait, {len(drawn)} drawn")
    empty = verdicts.Verdict(judge="nobody", verdict="", why="")
    return [one.entry(empty) for one in drawn]


def _baselines(known: dict[str, verdicts.Entry]) -> list[verdicts.Entry]:
    notes = samples(*ROLES)
    drawn = draw_baselines({sample.slug: harvest(sample) for sample in notes}, notes)
    every = {one.text.ident: one for found in drawn.values() for one in found}
    empty = verdicts.Verdict(judge="nobody", verdict="", why="")
    return [one.entry(empty) for ident, one in every.items() if ident not in known]


def main() -> None:
    """Write a batch and print its listing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("batch", type=Path)
    parser.add_argument("--what", choices=["emitted", "stopped", "phrases", "baselines", "second"], default="emitted")
    parser.add_argument("--role", choices=[str(role) for role in Role], default="development")
    parser.add_argument("--judge", default="", help="with --what second: the judge who hasn't spoken yet")
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--notes", nargs="*", default=[], help="only items of these notes")
    parser.add_argument("--controls", type=int, default=0, help="worked examples to mix in")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--joined", action="store_true", help="key and source right below each stem")
    options = parser.parse_args()
    known = verdicts.load()
    if options.what == "second":
        batch = second_look(known, options.judge, options.count, options.seed)
    elif options.what == "baselines":
        batch = _baselines(known)
    else:
        batch = _unjudged(options, known)
    batch += controls(options.controls, options.seed)
    random.Random(options.seed).shuffle(batch)
    write_batch(batch, options.batch)
    print(listing(batch, joined=options.joined))


if __name__ == "__main__":
    main()
