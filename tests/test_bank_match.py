"""Renamed, moved and swapped notes find their banks."""

from dataclasses import replace

from bank_cases import note_of

from quizgen.bank import reconcile
from quizgen.bank.match import match_banks, undecided
from quizgen.bank.model import Bank
from quizgen.candidate import Generation
from quizgen.note import Note

RIVERS = ("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord")


def _note(path: str, *sentences: str, ident: str = "", link: str = "", title: str = "Notes") -> Note:
    told = {"path": path, "title": title, "id": ident, "link": link}
    return note_of(told | {"sentences": [{"text": text} for text in sentences]})


def _bank(note: Note) -> Bank:
    generation = Generation(sentences=())
    return reconcile(None, note, generation, project_key="test", deck="Notes", now=1000).bank


def _rivers(*names: str) -> list[str]:
    return [f"The {name} river is long." for name in names]


def test_the_front_matter_id_wins_over_everything() -> None:
    old = _note("a.md", *_rivers("Amber"), ident="one")
    new = _note("b.md", *_rivers("Birch"), ident="one")
    decoy = _note("a.md", *_rivers("Amber"), ident="two")
    assert match_banks({"b": new, "a": decoy}, {"a": _bank(old)}) == {"b": "a"}


def test_a_renamed_note_is_known_by_its_text() -> None:
    bank = _bank(_note("a.md", *_rivers("Amber", "Birch")))
    assert match_banks({"new": _note("b/c.md", *_rivers("Amber", "Birch"))}, {"old": bank}) == {"new": "old"}


def test_two_notes_that_swap_names_keep_their_banks() -> None:
    one, two = _note("a.md", *_rivers("Amber")), _note("b.md", *_rivers("Birch"))
    banks = {"a": _bank(one), "b": _bank(two)}
    assert match_banks({"a": replace(two, path="a.md"), "b": replace(one, path="b.md")}, banks) == {"a": "b", "b": "a"}


def test_a_note_rewritten_under_its_old_name_keeps_its_bank() -> None:
    assert match_banks({"a": _note("a.md", *_rivers("Fjord"))}, {"a": _bank(_note("a.md", *_rivers("Amber")))}) == {
        "a": "a"
    }


def test_the_link_tells_a_rewritten_and_renamed_note() -> None:
    link = "https://example.com/71"
    bank = _bank(_note("a.md", *_rivers("Amber"), link=link))
    assert match_banks({"b": _note("b.md", *_rivers("Fjord"), link=link)}, {"a": bank}) == {"b": "a"}


def test_a_link_that_two_notes_share_tells_nothing() -> None:
    link = "https://example.com/show"
    banks = {
        name: _bank(_note(f"{name}.md", *_rivers(*names), link=link))
        for name, names in (("a", RIVERS[:3]), ("b", RIVERS[3:]))
    }
    notes = {
        "d": _note("d.md", *_rivers(*RIVERS[3:], "Garnet"), link=link),
        "c": _note("c.md", *_rivers(*RIVERS[:3], "Hazel"), link=link),
    }
    assert match_banks(notes, banks) == {"c": "a", "d": "b"}


def test_an_edited_and_renamed_note_is_known_while_half_of_it_is_the_same() -> None:
    bank = _bank(_note("a.md", *_rivers(*RIVERS)))
    assert match_banks({"b": _note("b.md", *_rivers(*RIVERS[:4], "Garnet", "Hazel"))}, {"a": bank}) == {"b": "a"}
    assert match_banks({"b": _note("b.md", *_rivers(RIVERS[0], "Garnet", "Hazel", "Iris"))}, {"a": bank}) == {}


def test_a_tie_is_reported_and_not_guessed() -> None:
    bank = _bank(_note("a.md", *_rivers(*RIVERS)))
    notes = {name: _note(f"{name}.md", *_rivers(*RIVERS, name)) for name in ("b", "c")}
    assert match_banks(notes, {"a": bank}) == {}
    problems = undecided(notes, {"a": bank})
    assert [(problem.code, problem.path) for problem in problems] == [("B024", "b.md"), ("B024", "c.md")]


def test_a_copy_under_another_id_is_another_note() -> None:
    bank = _bank(_note("a.md", *_rivers(*RIVERS), ident="one"))
    assert match_banks({"b": _note("b.md", *_rivers(*RIVERS), ident="two")}, {"a": bank}) == {}
