"""The items of the development notes are judged, and good enough: `benchmarks/quality/floors.yaml` says how good."""

from pathlib import Path

import pytest
import yaml

from benchmarks.quality import verdicts
from benchmarks.quality.corpus import HERE, Role, samples
from benchmarks.quality.figures import tally, total
from benchmarks.quality.harvest import Made, harvest

FLOORS = yaml.safe_load((Path(HERE) / "floors.yaml").read_text(encoding="utf-8"))
NOTES = samples(Role.DEVELOPMENT)


@pytest.fixture(scope="module")
def emitted() -> dict[str, list[Made]]:
    return {sample.slug: [made for made in harvest(sample) if made.emitted] for sample in NOTES}


@pytest.fixture(scope="module")
def known() -> dict[str, verdicts.Entry]:
    return verdicts.load()


def test_every_emitted_item_has_a_verdict(emitted: dict[str, list[Made]], known: dict[str, verdicts.Entry]) -> None:
    waiting = [one for items in emitted.values() for one in items if one.text.ident not in known]
    if FLOORS["complete"]:
        shown = "\n".join(f"{one.note}: {one.text.stem} = {one.text.key}" for one in waiting[:20])
        assert not waiting, f"{len(waiting)} items wait for a verdict (python -m benchmarks.quality.todo):\n{shown}"


def test_acceptance_and_coverage_stay_above_their_floors(
    emitted: dict[str, list[Made]], known: dict[str, verdicts.Entry]
) -> None:
    whole = total(tally(emitted[sample.slug], known, sample) for sample in NOTES)
    assert (whole.acceptance or 0.0) >= FLOORS["acceptance"]
    assert (whole.coverage or 0.0) >= FLOORS["coverage"]


def test_no_item_holds_what_the_note_only_has_as_noise(emitted: dict[str, list[Made]]) -> None:
    noise = {sample.slug: [text for text in sample.noise if any(map(str.isalpha, text))] for sample in NOTES}
    leaks = [
        (slug, text, made.text.stem)
        for slug, items in emitted.items()
        for made in items
        for text in noise[slug]
        if text in f"{made.text.context}\n{made.text.stem}\n{made.text.key}"
    ]
    assert not leaks
