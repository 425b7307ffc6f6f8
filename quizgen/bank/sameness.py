"""Whether two questions ask the same thing, and how an item takes new words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizgen.bank.similarity import THRESHOLD, holds, similarity
from quizgen.candidate import Candidate
from quizgen.item import BLANK, Cloze, FreeRecall, Item, MultipleChoice, Question, Status, TrueFalse, key_text, kind_of


def sameness(one: Question, other: Question) -> float:
    """Return how much two questions of one kind ask the same, 0 to 1; 0 for two kinds.

    Three quarters are the stem's likeness, one the key's. A cloze is compared left and right of its blank: the same
    sentence with another word hidden is another question. So is one that opens with another word (When, Where) and
    has another key.
    """
    if kind_of(one) is not kind_of(other):
        return 0.0
    if one == other:
        return 1.0
    if isinstance(one, FreeRecall):
        return 1.0
    if isinstance(one, Cloze):
        halves = list(zip(one.stem.partition(BLANK)[::2], other.stem.partition(BLANK)[::2], strict=True))
        letters = sum(len(mine) + len(theirs) for mine, theirs in halves)
        stem = sum((len(mine) + len(theirs)) * similarity(mine, theirs) for mine, theirs in halves) / max(letters, 1)
    else:
        stem = similarity(one.stem, other.stem)
    key = similarity(key_text(one), key_text(other))
    if key < THRESHOLD and not isinstance(one, Cloze) and one.stem.split()[:1] != other.stem.split()[:1]:
        return 0.0
    return 0.75 * stem + 0.25 * key


SAME = 0.75
"""From this `sameness` on, two questions are one, whatever became of their sentences."""


def match(items: Sequence[Item], candidates: Sequence[Candidate]) -> dict[int, int]:
    """Return which item of a sentence continues as which candidate of it, by index.

    The most alike first, none below `THRESHOLD`. An item that keeps its words whatever is proposed takes a candidate
    of its kind that is left over, however unlike: it asks in a person's words.
    """
    scores = sorted(
        (-score, a, b)
        for a, mine in enumerate(items)
        for b, theirs in enumerate(candidates)
        if (score := sameness(mine.question, theirs.question))
    )
    found: dict[int, int] = {}
    for loose in (False, True):
        for score, a, b in scores:
            wanted = items[a].status is not Status.NEW if loose else -score >= THRESHOLD
            if wanted and a not in found and b not in found.values():
                found[a] = b
    return found


def reword(item: Item, candidate: Candidate) -> Item:
    """Return `item` with the candidate's words; id, section and distractors stay as they were at birth.

    Distractors follow only where one of them has become the key. Free recall, which no card shows, follows its heading.
    An item whose words stay keeps its score and rule as well: they would change with every edit elsewhere in the note,
    and be in the way of whoever reads or merges the bank.
    """
    question = candidate.question
    kept = item.question
    if isinstance(question, MultipleChoice) and isinstance(kept, MultipleChoice):
        clash = question.key.casefold() in {distractor.casefold() for distractor in kept.distractors}
        question = question if clash else replace(question, distractors=kept.distractors)
    source = item.source or candidate.source
    reworded = replace(
        item,
        question=question,
        section=candidate.section if isinstance(question, FreeRecall) else item.section,
        context=candidate.context,
        source=replace(source, text=candidate.source.text, line=0),
        rule=candidate.rule,
        score=candidate.score,
        code=candidate.code,
        math=candidate.math,
        pictures=candidate.pictures,
    )
    shown, offered = ([(each.path, each.alt) for each in pictures] for pictures in (item.pictures, candidate.pictures))
    as_it_was = replace(reworded, rule=item.rule, score=item.score, pictures=item.pictures)
    return item if as_it_was == item and shown == offered else reworded


def asks(item: Item, candidate: Candidate) -> bool:
    """Return whether `item`, perhaps from another sentence, already asks for the candidate's fact."""
    mine, theirs = item.question, candidate.question
    if isinstance(mine, FreeRecall) or isinstance(theirs, FreeRecall):
        return False
    if isinstance(mine, TrueFalse) or isinstance(theirs, TrueFalse):
        return sameness(mine, theirs) >= 0.75
    keys = key_text(mine), key_text(theirs)
    if similarity(*keys) < 0.8 and not holds(*keys) and not holds(*reversed(keys)):
        return False
    source = item.source.text if item.source else ""
    return max(similarity(mine.stem, theirs.stem), similarity(source, candidate.source.text)) >= THRESHOLD
