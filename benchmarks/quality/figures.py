"""The figures of the corpus: emitted, accepted, unjudged and covered, by note and by family."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.quality.corpus import Role, Sample
from benchmarks.quality.coverage import covered
from benchmarks.quality.harvest import Made
from benchmarks.quality.statistics import by_notes, wilson
from benchmarks.quality.verdicts import ACCEPT, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of emitted items (`accepted` and `rejected` by the judged file, the others unjudged) and of facts."""

    emitted: int = 0
    accepted: int = 0
    rejected: int = 0
    covered: int = 0
    facts: int = 0

    @property
    def unjudged(self) -> int:
        """How many items no judge has seen."""
        return self.emitted - self.accepted - self.rejected

    @property
    def acceptance(self) -> float | None:
        """The share accepted of those judged, None when none was."""
        judged = self.accepted + self.rejected
        return self.accepted / judged if judged else None

    @property
    def coverage(self) -> float | None:
        """The share of facts of takeaways and deep dives that an accepted item asks, None without facts."""
        return self.covered / self.facts if self.facts else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            emitted=self.emitted + other.emitted,
            accepted=self.accepted + other.accepted,
            rejected=self.rejected + other.rejected,
            covered=self.covered + other.covered,
            facts=self.facts + other.facts,
        )


def tally(items: Iterable[Made], known: Mapping[str, Entry], sample: Sample | None = None) -> Tally:
    """Return the counts over items; with a note also how many of its facts are covered."""
    shown = list(items)
    good = [made for made in shown if made.text.ident in known and known[made.text.ident].accepted()]
    judged = sum(made.text.ident in known for made in shown)
    return Tally(
        emitted=len(shown),
        accepted=len(good),
        rejected=judged - len(good),
        covered=len(covered(sample.facts, good)) if sample else 0,
        facts=sum(fact.counts for fact in sample.facts) if sample else 0,
    )


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum."""
    return sum(tallies, Tally())


def by_family(items: Iterable[Made], known: Mapping[str, Entry]) -> dict[str, Tally]:
    """Return the counts of each family, sorted by name."""
    groups: dict[str, list[Made]] = defaultdict(list)
    for made in items:
        groups[made.rule].append(made)
    return {rule: tally(group, known) for rule, group in sorted(groups.items())}


def classes(items: Iterable[Made], known: Mapping[str, Entry]) -> Counter[str]:
    """Return how many items failed in each class."""
    words = (known[made.text.ident].settled() for made in items if made.text.ident in known)
    return Counter(word for word in words if word != ACCEPT)


def percent(share: float | None) -> str:
    """Return a share as a percentage with one decimal, or a dash."""
    return "-" if share is None else f"{100 * share:.1f}"


def note_table(rows: Sequence[tuple[Sample, Tally]]) -> str:
    """Return one line a note."""
    names = ("emitted", "accepted", "unjudged", "accept %", "facts", "covered", "cover %")
    head = f"{'note':32}" + "".join(f"{name:>9}" for name in names)
    lines = [head] + [_note_line(sample.slug, one) for sample, one in rows]
    return "\n".join([*lines, _note_line("all", total(one for _, one in rows))])


def _note_line(name: str, one: Tally) -> str:
    left = f"{name:32}{one.emitted:9}{one.accepted:9}{one.unjudged:9}{percent(one.acceptance):>9}"
    return f"{left}{one.facts:9}{one.covered:9}{percent(one.coverage):>9}"


def family_table(sides: Mapping[Role, Mapping[str, Tally]]) -> str:
    """Return one line a family with the roles side by side."""
    head = f"{'family':28}" + "".join(f"{role[:11]:>12}: emitted accepted unjudged accept %" for role in sides)
    lines = [head]
    for rule in sorted({rule for side in sides.values() for rule in side}):
        cells = []
        for side in sides.values():
            one = side.get(rule, Tally())
            cells.append(f"{'':13}{one.emitted:8}{one.accepted:9}{one.unjudged:9}{percent(one.acceptance):>9}")
        lines.append(f"{rule:28}" + "".join(cells))
    return "\n".join(lines)


def headline(name: str, tallies: Sequence[Tally]) -> str:
    """Return acceptance with its intervals (over items, and over whole notes) and coverage, in one line."""
    one = total(tallies)
    judged = one.accepted + one.rejected
    low, high = wilson(one.accepted, judged)
    least, most = by_notes([(each.accepted, each.accepted + each.rejected) for each in tallies])
    return (
        f"{name}: {one.accepted} of {judged} judged items accepted = {percent(one.acceptance)} % "
        f"(95 %: {percent(low)}-{percent(high)} by items, {percent(least)}-{percent(most)} by notes), "
        f"{one.unjudged} unjudged; {one.covered} of {one.facts} facts covered = {percent(one.coverage)} %"
    )
