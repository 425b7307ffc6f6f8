"""The tools that judge items: corpus, judged file, filing, coverage, agreement."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.quality import carry, filing, kappa, todo, train, verdicts
from benchmarks.quality.corpus import FOLDERS, Fact, Role, Sample, samples
from benchmarks.quality.coverage import asks, covered
from benchmarks.quality.figures import classes, headline, tally, total
from benchmarks.quality.harvest import Made, spread
from benchmarks.quality.milestone import Milestone
from benchmarks.quality.milestone import load as load_milestone
from benchmarks.quality.milestone import save as save_milestone
from benchmarks.quality.statistics import by_notes, wilson
from benchmarks.quality.statistics import kappa as cohen
from quizgen.item import FreeRecall, MultipleChoice, TrueFalse

EVERY = samples()
TEXT = verdicts.Text(kind="short_answer", stem="Who led the British side at Bretton Woods?", key="John Maynard Keynes")
FACT = Fact(
    ident="f1",
    section="takeaway",
    kind="cause",
    statement="Boy Scouts carried messages because the hotel was short of staff.",
    sentence="The hotel was short of staff, so Boy Scouts helped carry messages.",
    terms=("Boy Scouts",),
)


def entry(*words: str, text: verdicts.Text = TEXT) -> verdicts.Entry:
    given = tuple(
        verdicts.Verdict(judge=f"judge {number}", verdict=word, why="" if word == "accept" else "for a reason")
        for number, word in enumerate(words)
    )
    return verdicts.Entry(note="bretton-woods", rule="agent", text=text, source="…", verdicts=given)


def made(stem: str, key: str, *, kind: str = "short_answer", note: str = "n", source: str = FACT.sentence) -> Made:
    text = verdicts.Text(kind=kind, stem=stem, key=key)
    return Made(note=note, text=text, source=source, section="takeaways", rule="agent", score=0.9)


# the corpus


def test_the_corpus_has_fifteen_validation_notes_and_none_that_everybody_has_read() -> None:
    assert sum(sample.role == Role.VALIDATION for sample in EVERY) >= 15
    assert all(sample.role == Role.DEVELOPMENT for sample in EVERY if sample.path.parent == FOLDERS[0])
    assert len(EVERY) >= 50


@pytest.mark.parametrize("sample", EVERY, ids=lambda sample: sample.slug)
def test_gold_terms_stand_in_their_sentence_and_the_sentence_in_its_note(sample: Sample) -> None:
    raw = sample.path.read_text(encoding="utf-8")
    seen = _letters(raw)
    for fact in sample.facts:
        for term in fact.terms:
            assert _letters(term) in _letters(fact.sentence), (fact.ident, term)
        if sample.path.suffix != ".html":
            assert _letters(fact.sentence) in seen, fact.ident


def _letters(text: str) -> str:
    """Letters and digits only, without link targets: how markup and blanks are set doesn't matter here."""
    text = re.sub(r"\]\([^)]*\)", "", text)
    return re.sub(r"[\W_]+", "", text).casefold()


def test_idents_of_facts_are_unique() -> None:
    idents = [fact.ident for sample in EVERY for fact in sample.facts]
    assert len(idents) == len(set(idents))


# the judged file


def test_the_judged_files_of_this_repository_load() -> None:
    named = {sample.slug for sample in EVERY}
    assert {one.note for one in verdicts.load().values()} <= named


def test_what_a_verdict_is_about_is_the_text_and_not_the_order_of_options() -> None:
    one = MultipleChoice(stem="Which?", key="a", distractors=("b", "c", "d"))
    two = replace(one, distractors=("d", "b", "c"))
    assert verdicts.text_of(one, "").ident == verdicts.text_of(two, "").ident
    assert verdicts.text_of(one, "").ident != verdicts.text_of(one, "Context.").ident
    assert verdicts.text_of(TrueFalse(stem="S.", key=True), "").key == "true"


def test_free_recall_is_not_judged() -> None:
    with pytest.raises(TypeError):
        verdicts.text_of(FreeRecall(stem="Recall", points=("a",)), "")


def test_what_is_saved_loads_again(tmp_path: Path) -> None:
    odd = verdicts.Text(kind="true_false", stem="It's 1:2 – “no”.", key="false", context="In 1944 …", distractors=())
    choice = verdicts.Text(kind="multiple_choice", stem="When?", key="1944", distractors=("1945", "12:30", "yes"))
    entries = {one.text.ident: one for one in (entry("accept"), entry("D", text=odd), entry("X", "X", text=choice))}
    verdicts.save(entries, tmp_path)
    assert verdicts.load(tmp_path) == entries


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("British side", "Dutch side", "a changed item is a new one"),
        ("verdict: D", "verdict: Q", "no such verdict"),
        ("why: for a reason", "why: ''", "must say why"),
        ("judge: judge 1", "judge: judge 0", "speaks twice"),
        ("key: John Maynard Keynes", "kay: John Maynard Keynes", "key"),
    ],
)
def test_a_broken_judged_file_says_what_is_wrong(tmp_path: Path, old: str, new: str, says: str) -> None:
    one = entry("D", "accept")
    verdicts.save({one.text.ident: one}, tmp_path)
    path = tmp_path / "bretton-woods.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(verdicts.BrokenVerdictError, match=says):
        verdicts.load(tmp_path)


@pytest.mark.parametrize(
    ("words", "settled"),
    [
        (("accept",), "accept"),
        (("accept", "D"), "D"),
        (("accept", "D", "accept"), "accept"),
        (("accept", "G", "D"), "D"),
        (("G", "D", "G"), "G"),
    ],
)
def test_the_majority_counts_and_of_two_the_stricter(words: tuple[str, ...], settled: str) -> None:
    assert entry(*words).settled() == settled


def test_the_first_word_of_a_judge_stands() -> None:
    first, later = entry("accept"), entry("D")
    merged = verdicts.merge({TEXT.ident: first}, [later])
    assert merged[TEXT.ident].settled() == "accept"
    both = verdicts.merge(merged, [entry("accept", "D")])
    assert [one.verdict for one in both[TEXT.ident].verdicts] == ["accept", "D"]


# batches and filing


def test_filing_reads_numbers_codes_and_the_rest() -> None:
    assert filing.parse(["2 D it  # really", "", "rest accept"], 3) == {
        1: ("accept", ""),
        2: ("D", "it"),
        3: ("accept", ""),
    }
    assert filing.parse(["1 +", "2 accept", "3 S"], 3)[3] == ("S", "style")


@pytest.mark.parametrize("lines", [["1 +"], ["1 +", "1 D", "2 +"], ["3 D", "rest accept"], ["1 Z", "2 +"], ["one +"]])
def test_filing_refuses_what_it_cannot_read(lines: list[str]) -> None:
    with pytest.raises(verdicts.BrokenVerdictError):
        filing.parse(lines, 2)


def test_a_batch_hides_keys_until_all_stems_are_read_and_counts_controls(tmp_path: Path) -> None:
    controls = todo.controls(5, seed=3)
    asked = replace(TEXT, key="Baron Keynes of Tilton")
    batch = [entry("accept", text=asked), *controls]
    shown = todo.listing(batch)
    stems, keys = shown.split("Keys and sources")
    assert asked.key not in stems
    assert asked.key in keys
    path = tmp_path / "batch.yaml"
    todo.write_batch(batch, path)
    given = ["1 W who"] + [f"{number} {one.verdicts[0].verdict} x" for number, one in enumerate(controls, 2)]
    filed, right, all_controls = filing.entries(path, given, "me")
    assert (right, all_controls) == (5, 5)
    assert [(one.text, one.settled(), one.verdicts[0].why) for one in filed] == [(asked, "W", "who")]


def test_the_worked_examples_use_the_classes_of_the_rubric() -> None:
    examples = todo.controls(1000, seed=1)
    assert len(examples) == 90
    assert {one.verdicts[0].verdict for one in examples} == {"accept", *verdicts.CLASSES}


def test_a_spread_takes_as_many_from_each_note_and_one_a_sentence_first() -> None:
    pool = [made(f"S{n}?", "k", note=note, source=f"source {n % 4}") for note in "abc" for n in range(8)]
    drawn = spread(pool, 9, seed=1)
    assert sorted(one.note for one in drawn) == sorted("abc" * 3)
    assert len({(one.note, one.source) for one in drawn}) == 9
    assert drawn == spread(reversed(pool), 9, seed=1)
    assert len(spread(pool, 100, seed=1)) == 24


@pytest.mark.parametrize(
    ("judged", "old", "new", "word"),
    [
        ("accept", "", "Topic: Money", "accept"),
        ("accept", "Topic: Money", "Topic: Money – Peace", "accept"),
        ("accept", "", "Topic: Keynes", None),
        ("accept", "", "Delegates met in 1944.", None),
        ("G", "", "Topic: Money", "G"),
        ("N", "", "Topic: Money", None),
    ],
)
def test_a_verdict_carries_over_to_another_topic_line(judged: str, old: str, new: str, word: str | None) -> None:
    before = replace(TEXT, context=old, key="Keynes")
    one = made(TEXT.stem, "Keynes", note="bretton-woods")
    one = replace(one, text=replace(one.text, context=new))
    found = carry.carried([one], {before.ident: entry(judged, text=before)}, "me")
    assert [filed.settled() for filed in found] == ([word] if word else [])


# coverage


@pytest.mark.parametrize(
    ("item", "asked"),
    [
        (made("Who helped carry messages at the hotel?", "Boy Scouts"), True),
        (made("Who helped carry messages at the hotel?", "the Scouts"), True),
        (made("Why did Boy Scouts help carry messages?", "The hotel was short of staff."), True),
        (made("What did Boy Scouts help to do?", "earn a badge"), False),
        (made("What was the hotel short of?", "staff"), False),
        (made("The hotel was short of ____, so Boy Scouts helped.", "staff", kind="cloze"), True),
        (made("Boy Scouts helped carry messages.", "true", kind="true_false"), True),
        (made("The hotel was short of staff.", "true", kind="true_false"), False),
        (made("Who helped?", "Boy Scouts", source="Boy Scouts were there."), False),
    ],
)
def test_a_fact_is_asked_by_its_terms_and_from_its_own_sentence(item: Made, asked: bool) -> None:
    assert asks(item, FACT) is asked


def test_only_takeaways_and_deep_dives_count() -> None:
    good = [made("Who helped carry messages?", "Boy Scouts")]
    elsewhere = replace(FACT, section="summary")
    assert covered([FACT, elsewhere], good) == (FACT,)


def test_counts_go_by_the_judged_file() -> None:
    items = [made("Who?", "Boy Scouts"), made("Why?", "staff"), made("When?", "1944")]
    known = {
        items[0].text.ident: entry("accept", text=items[0].text),
        items[1].text.ident: entry("M", text=items[1].text),
    }
    sample = replace(EVERY[0], facts=(FACT,))
    one = tally(items, known, sample)
    assert (one.emitted, one.accepted, one.rejected, one.unjudged, one.covered, one.facts) == (3, 1, 1, 1, 1, 1)
    assert one.acceptance == 0.5
    assert total([one, one]).facts == 2
    assert classes(items, known) == {"M": 1}
    assert "1 of 2 judged items accepted = 50.0 %" in headline("x", [one])


# figures


def test_kappa_of_the_rubrics_own_example() -> None:
    value, error, same = cohen(120, 7, 5, 18)
    assert (round(value, 2), round(error, 2), round(same, 2)) == (0.70, 0.08, 0.92)
    assert cohen(10, 0, 0, 0)[0] == 1


def test_kappa_reads_the_pairs_of_two_judges() -> None:
    other = replace(TEXT, key="Harry Dexter White")
    known = {TEXT.ident: entry("accept", "accept"), other.ident: entry("D", "G", text=other)}
    found = kappa.pairs(known, "judge 0", "judge 1")
    assert kappa.table(found) == (1, 0, 0, 1)
    assert "kappa 1.00" in kappa.report(found, "judge 0", "judge 1")
    assert kappa.pairs(known, "judge 0", "nobody") == []


def test_wilson_agrees_with_the_rubrics_table() -> None:
    low, high = wilson(40, 50)
    assert round((high - low) / 2, 3) == 0.109
    assert wilson(147, 150)[0] < 0.95 < wilson(148, 150)[0]
    assert wilson(0, 0) == (0.0, 1.0)


def test_the_interval_over_notes_is_wider_when_notes_differ() -> None:
    low, high = by_notes([(10, 10), (5, 10), (10, 10), (7, 10)])
    assert low < 0.8 < high
    assert by_notes([(9, 10)] * 4) == (0.9, 0.9)


def test_a_milestone_loads_again(tmp_path: Path) -> None:
    one = Milestone(name="first", generator="1", validation={"a": tally([], {})}, baselines={"x": ("abc", "def")})
    assert load_milestone(tmp_path / "none.yaml") is None
    save_milestone(one, tmp_path / "m.yaml")
    assert load_milestone(tmp_path / "m.yaml") == one


# the ranker's training


def _coins(count: int) -> list[train.Row]:
    """Candidates of five notes: those with a doubt are accepted two times in ten, the others nine times in ten."""
    found = []
    for number in range(count):
        doubt = number % 2
        good = number // 2 % 10 < (2 if doubt else 9)
        found.append(
            train.Row(note=f"n{number // 80}", features={"doubt": float(doubt), "length": 10.0}, accepted=good)
        )
    return found


def test_trained_scores_are_the_shares_that_were_accepted() -> None:
    pytest.importorskip("sklearn")
    model = train.fit(_coins(400))
    assert model.score({"doubt": 0.0, "length": 10.0}) == pytest.approx(0.9, abs=0.03)
    assert model.score({"doubt": 1.0, "length": 10.0}) == pytest.approx(0.2, abs=0.03)
    assert model.score({"doubt": 1.0, "unheard of": 5.0, "length": 10.0}) < 0.5


def test_the_weights_file_lists_what_lowers_the_score_first() -> None:
    text = train.dump(train.Model(bias=1.5, weights={"good": 0.5, "bad": -2.0}))
    assert text.endswith("bias: 1.5\nweights:\n  bad: -2.0\n  good: 0.5\n")
    assert text.startswith("# Weights")


def test_reliability_counts_each_score_once() -> None:
    shown = train.reliability([0.92, 0.94, 1.0, 0.1], [True, False, True, False])
    assert [line.split()[1] for line in shown.splitlines()[1:]] == ["1", "2", "1"]
