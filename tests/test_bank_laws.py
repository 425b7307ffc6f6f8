"""Laws of the bank under any sequence of an author's and a reviewer's acts, with a build after each."""

from __future__ import annotations

from dataclasses import replace

from bank_cases import generation_of, note_of
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quizgen.bank import Reconciled, What, dump, is_current, load, reconcile
from quizgen.bank.model import Bank
from quizgen.bank.stamp import stamp
from quizgen.item import Cloze, Item, ShortAnswer, Status, TrueFalse, key_text

NAMES = ("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord")
FACTS = ("is {} miles long", "was dammed in {}", "feeds {} old mills", "holds {} sorts of fish")
NUMBERS = ("ten", "twelve", "forty", "ninety", "1850", "1912")

sentence_texts = st.builds(
    lambda name, fact, number: f"The {name} {fact.format(number)}.",
    st.sampled_from(NAMES),
    st.sampled_from(FACTS),
    st.sampled_from(NUMBERS),
)
versions = st.sampled_from(("1", "2"))


def asks(text: str, version: str) -> list[str]:
    """Return what a generator of some version asks of a sentence: version 2 words otherwise and asks more."""
    name, rest = text.removeprefix("The ").rstrip(".").split(" ", 1)
    number = next(word for word in rest.split() if word in NUMBERS)
    plain = f"short_answer | The {name} {rest.replace(number, 'how many')}? | {number}"
    if version == "1":
        return [] if "sorts" in text else [plain, f"cloze | {text.replace(number, '____')} | {number}"]
    return [
        f"short_answer | {rest.replace(number, 'how many')} of the {name}? | {number}",
        f"true_false | {text} | true",
    ]


class Bench(RuleBasedStateMachine):
    """One note, its bank, and what must hold between them."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.version = "1"
        self.now = 1000
        self.bank: Bank | None = None
        self.words: dict[str, Item] = {}
        self.refused: dict[str, set[str]] = {}
        self.seen: dict[str, Item] = {}

    @property
    def items(self) -> tuple[Item, ...]:
        return self.bank.items if self.bank else ()

    def told(self) -> dict[str, object]:
        sentences = [{"text": text, "asks": asks(text, self.version), "skipped": "dull"} for text in self.texts]
        return {"sentences": sentences, "generator": self.version}

    def build(self, *, regenerate: bool = False) -> Reconciled:
        """Build, twice, and hold what came of it against what stood there before."""
        note, generation = note_of(self.told()), generation_of(self.told())
        options = {"project_key": "laws-2026", "deck": "Rivers", "now": self.now, "accept_removals": True}
        before = self.bank
        outcome = reconcile(before, note, generation, regenerate=regenerate, **options)  # type: ignore[arg-type]
        after = outcome.bank
        again = reconcile(after, note, generation, **(options | {"now": self.now + 7}))  # type: ignore[arg-type]
        assert (again.bank, again.changes) == (after, ())
        alone = reconcile(after, note, None, **(options | {"now": self.now + 7}))  # type: ignore[arg-type]
        assert (alone.bank, alone.changes) == (after, ())
        assert is_current(after, note)
        if before is not None and is_current(before, note) and not regenerate:
            offline = reconcile(before, note, None, **options)  # type: ignore[arg-type]
            assert {item.id for item in offline.bank.items} <= {item.id for item in after.items}
        self.compare(before, outcome)
        self.bank = after
        self.now += 1
        return outcome

    def compare(self, before: Bank | None, outcome: Reconciled) -> None:
        retired = {each.item.id: each.item for each in outcome.bank.retired}
        now = {item.id: item for item in outcome.bank.items} | retired
        assert set(self.seen) <= set(now), "an id is never lost"
        for ident, item in now.items():
            old = self.seen.get(ident)
            if old is not None:
                assert item.kind is old.kind
                assert item.mod >= old.mod
                if item.mod == old.mod:
                    assert item.stamp == old.stamp
        shipped = {change.id for change in outcome.changes if change.what is not What.STALE}
        for ident in shipped:
            assert now[ident].mod >= self.now, "what is shipped anew is newer"
        self.seen = now

    @initialize(texts=st.lists(sentence_texts, min_size=1, max_size=5, unique=True))
    def first(self, texts: list[str]) -> None:
        self.texts = texts
        self.build()

    @rule(text=sentence_texts, at=st.integers(0, 9))
    def add_a_sentence(self, text: str, at: int) -> None:
        self.texts.insert(at % (len(self.texts) + 1), text)
        self.build()

    @rule(at=st.integers(0, 9), number=st.sampled_from(NUMBERS))
    @precondition(lambda self: self.texts)
    def edit_a_sentence(self, at: int, number: str) -> None:
        place = at % len(self.texts)
        words = self.texts[place].rstrip(".").split()
        self.texts[place] = " ".join(number if word in NUMBERS else word for word in words) + "."
        self.build()

    @rule(at=st.integers(0, 9))
    @precondition(lambda self: len(self.texts) > 1)
    def remove_a_sentence(self, at: int) -> None:
        del self.texts[at % len(self.texts)]
        self.build()

    @rule(seed=st.randoms(use_true_random=False))
    def shuffle(self, seed: object) -> None:
        before = {item.id: item.mod for item in self.items}
        seed.shuffle(self.texts)  # type: ignore[attr-defined]
        self.build()
        if len(set(self.texts)) == len(self.texts):
            assert {item.id: item.mod for item in self.items} == before

    @rule(version=versions)
    def another_generator(self, version: str) -> None:
        before = {item.id: item for item in self.items}
        self.version = version
        self.build()
        assert {item.id: item for item in self.items if item.id in before} == before, "nothing is reworded or retired"

    @rule()
    def regenerate(self) -> None:
        before = {item.id for item in self.items}
        self.build(regenerate=True)
        assert before <= {item.id for item in self.items}, "nothing is retired"

    @rule(at=st.integers(0, 9), status=st.sampled_from((Status.ACCEPTED, Status.EDITED)))
    @precondition(lambda self: self.items)
    def keep(self, at: int, status: Status) -> None:
        item = self.items[at % len(self.items)]
        if status is Status.EDITED:
            changed = replace(item, question=_reworded(item), remark="by hand")
        else:
            changed = replace(item, status=status, remark="by hand")
        self.replace(item, changed)
        self.words[item.id] = changed
        self.build()

    @rule(at=st.integers(0, 9))
    @precondition(lambda self: self.items)
    def reject(self, at: int) -> None:
        item = self.items[at % len(self.items)]
        self.replace(item, replace(item, status=Status.REJECTED))
        self.refuse(item)

    @rule(at=st.integers(0, 9))
    @precondition(lambda self: self.items)
    def remove_an_item(self, at: int) -> None:
        item = self.items[at % len(self.items)]
        self.replace(item, None)
        self.refuse(item)

    @rule(key=st.sampled_from(NUMBERS))
    def add_an_item(self, key: str) -> None:
        assert self.bank is not None
        made = Item(id="", question=ShortAnswer(stem=f"By hand: {key}?", key=key))
        self.bank = replace(self.bank, items=(made, *self.bank.items))
        self.build()
        self.words[self.items[0].id] = self.items[0]

    def refuse(self, item: Item) -> None:
        text = item.source.text if item.source else ""
        self.words.pop(item.id, None)
        self.build()
        if text and item.rule:
            kept = {each.id for each in self.items if each.source and each.source.text == text}
            self.refused[text] = self.refused.get(text, kept) & kept

    def replace(self, old: Item, new: Item | None) -> None:
        assert self.bank is not None
        found = [new if item.id == old.id else item for item in self.bank.items]
        self.bank = replace(self.bank, items=tuple(item for item in found if item is not None))
        text, problems = dump(self.bank), ()
        self.bank, problems = load(text, path="items.yaml")  # type: ignore[assignment]
        assert problems == ()

    @invariant()
    def a_persons_words_stand(self) -> None:
        living = {item.id: item for item in self.items}
        for ident, item in self.words.items():
            if ident in living:
                assert living[ident].question == item.question
                assert living[ident].context == item.context
                assert living[ident].remark == item.remark
            elif not item.rule:
                raise AssertionError("an item made by hand is kept")

    @invariant()
    def what_was_refused_stays_away(self) -> None:
        for text, kept in self.refused.items():
            made = {item.id for item in self.items if item.rule and item.source and item.source.text == text}
            assert made <= kept | set(self.words), f"something new was made of {text!r}"

    @invariant()
    def the_bank_is_whole(self) -> None:
        if self.bank is None:
            return
        ids = [item.id for item in self.items] + [each.item.id for each in self.bank.retired]
        assert len(ids) == len(set(ids)) == len({ident[:6] for ident in ids})
        assert load(dump(self.bank), path="items.yaml") == (self.bank, ())
        listed = [ident for record in self.bank.sentences for ident in record.ids]
        assert sorted(listed) == sorted(item.id for item in self.items)
        assert all(item.stamp == stamp(item) for item in self.items)
        assert all(item.status is not Status.REJECTED for item in self.items)


def _reworded(item: Item) -> ShortAnswer | Cloze | TrueFalse:
    match item.question:
        case ShortAnswer(stem=stem, key=key):
            return ShortAnswer(stem=f"In other words: {stem}", key=key)
        case Cloze(stem=stem, key=key):
            return Cloze(stem=f"In other words: {stem}", key=key)
        case _:
            return TrueFalse(stem=f"In other words: {item.question.stem}", key=key_text(item.question) == "true")


Bench.TestCase.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)
TestBench = Bench.TestCase
