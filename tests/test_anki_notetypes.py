"""The note types are frozen, and their `mod` rises when, and only when, their looks change."""

from __future__ import annotations

import json
from pathlib import Path

import genanki
import pytest
from anki_support import NOW, make_bank, mods, one_of_each

from quizgen.export.anki import NotetypeMods, Style, dump, guid, load, package, parse_style, read_package, refresh
from quizgen.export.anki.notetypes import NOTETYPES, Notetype, model_json
from quizgen.problem import QuizgenError
from quizgen.yamltext import load as load_yaml

GOLDEN = Path(__file__).parent / "golden" / "anki" / "notetypes.txt"


def shipped() -> list[str]:
    """The note types as a package has them, in the words of the golden file."""
    content = read_package(package([make_bank(*one_of_each())], notetype_mods=mods()))
    blocks = {}
    for model_id, text in content.models:
        model = json.loads(text)
        key = model["name"].split()[-1]
        kind = "cloze" if model["type"] == 1 else "normal"
        lines = [f'{key} {model_id} "{model["name"]}" {kind} sort={model["sortf"]}']
        lines += [f"  field {field['id']} {field['name']}" for field in model["flds"]]
        lines += [f"  template {template['id']} {template['name']}" for template in model["tmpls"]]
        blocks[key] = "\n".join(lines)
    return [blocks[key] for key in ("question", "cloze", "choice")]


def test_names_ids_and_fields_are_frozen_for_good() -> None:
    assert shipped() == GOLDEN.read_text(encoding="utf-8").strip().split("\n\n")[1:]


@pytest.mark.parametrize("notetype", NOTETYPES, ids=[notetype.key for notetype in NOTETYPES])
def test_a_note_type_is_what_genanki_makes_of_it(notetype: Notetype) -> None:
    style = Style(variables=(("size", "20px"),))
    made = model_json(notetype, style, mod=NOW)
    front, back = ((made["tmpls"])[0][side] for side in ("qfmt", "afmt"))  # type: ignore[index]
    model = genanki.Model(
        notetype.model_id,
        notetype.name,
        fields=[{"name": name, "id": notetype.first_id + n} for n, name in enumerate(notetype.fields)],
        templates=[{"name": notetype.template, "id": notetype.first_id + 100, "qfmt": front, "afmt": back}],
        css=made["css"],
        model_type=genanki.Model.CLOZE if notetype.cloze else genanki.Model.FRONT_BACK,
    )
    assert json.dumps(made) == json.dumps(model.to_json(NOW, None))


def test_the_guid_is_frozen_too() -> None:
    assert guid("0123456789ab") == "quizgen-0123456789ab"


def test_templates_name_only_fields_that_exist() -> None:
    content = read_package(package([make_bank(*one_of_each())], notetype_mods=mods()))
    for _, text in content.models:
        model = json.loads(text)
        names = {field["name"] for field in model["flds"]} | {"FrontSide"}
        for side in ("qfmt", "afmt"):
            template = model["tmpls"][0][side]
            used = {part.split("}}")[0].lstrip("#/^").removeprefix("cloze:") for part in template.split("{{")[1:]}
            assert used <= names
            assert not any(name.startswith("Spare") for name in used)


def test_a_first_refresh_dates_every_note_type_and_a_second_changes_nothing() -> None:
    first = refresh(NotetypeMods(), now=NOW)
    assert [entry.mod for entry in (first.question, first.cloze, first.choice)] == [NOW] * 3
    assert refresh(first, now=NOW + 999) == first


def test_a_new_style_raises_the_mod_even_when_the_clock_stands_still() -> None:
    first = refresh(NotetypeMods(), now=NOW)
    second = refresh(first, now=NOW - 50, style=Style(variables=(("ink", "#000"),)))
    assert second.question.mod == NOW + 1
    third = refresh(second, now=NOW + 500)
    assert third.question.mod == NOW + 500
    assert third.question.hash == first.question.hash


def test_a_mod_from_the_future_is_refused() -> None:
    with pytest.raises(QuizgenError, match="A010"):
        refresh(refresh(NotetypeMods(), now=NOW + 2 * 86_400), now=NOW)


def test_notetypes_yaml_reads_back_as_it_was_written() -> None:
    first = refresh(NotetypeMods(), now=NOW)
    assert load(dump(first), path="notetypes.yaml") == first
    assert load("", path="notetypes.yaml") == NotetypeMods()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("question:\n  mod: soon\n  hash: ''\n", 2),
        ("essay:\n  mod: 1\n", 2),
        ("cloze: 5\n", 1),
        ("cloze: [\n", 2),
        ("- 1\n", 1),
    ],
)
def test_a_broken_notetypes_yaml_names_the_line(text: str, line: int) -> None:
    with pytest.raises(QuizgenError) as caught:
        load(text, path="decks/notetypes.yaml")
    assert caught.value.problems[0].where() == f"decks/notetypes.yaml:{line}"


def styled(text: str) -> Style:
    tree, _ = load_yaml(text, path="quizgen.yaml")
    assert tree is not None
    return parse_style(dict(tree.entries()), path="quizgen.yaml")


def test_a_style_sets_variables_by_day_and_night() -> None:
    style = styled("accent: '#123456'\naccent-night: '#abc'\nserif: Georgia, serif\nsize: 30\n")
    assert style.css().splitlines() == [
        ".card { --qg-accent: #123456; --qg-serif: Georgia, serif; --qg-size: 30px; }",
        ".card.nightMode, .card.night_mode { --qg-accent: #abc; }",
    ]


@pytest.mark.parametrize(
    "text",
    ["accent: 'red; } body { display: none'\n", "size: 3\n", "serif: url(x)\n", "colour: '#fff'\n", "ink: [a]\n"],
)
def test_a_style_that_cannot_be_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(QuizgenError) as caught:
        styled(f"page: '#fff'\n{text}")
    assert caught.value.exit_code == 2
    assert caught.value.problems[0].where() == "quizgen.yaml:2"
