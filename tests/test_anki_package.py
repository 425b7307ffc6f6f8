"""A package's bytes: the same every time, small, and comparable by content."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from anki_support import NOW, make_bank, mods, one_of_each, short

from quizgen.bank.model import Bank
from quizgen.export.anki import (
    NotAPackage,
    content_hash,
    deck_name,
    fingerprint_of,
    package,
    read_package,
    sound_name,
    write_package,
)
from quizgen.item import Picture
from quizgen.problem import QuizgenError

PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)
BANK = make_bank(*one_of_each(), short(7, pictures=(Picture(path="a.png"),)), retired=[short(8)])
MEDIA = {"seeds/a.png": PNG}


def built(*banks: Bank, fingerprint: str = "") -> bytes:
    return package(banks or (BANK,), notetype_mods=mods(), media=MEDIA, fingerprint=fingerprint)


def test_the_same_values_give_the_same_bytes_in_any_process(monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "import sys, hashlib; sys.path.insert(0, 'tests');"
        "from test_anki_package import built; print(hashlib.sha256(built()).hexdigest())"
    )
    hashes = set()
    for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        hashes.add(done.stdout)
    monkeypatch.setattr(time, "time", lambda: 4e9)
    import hashlib

    assert hashes == {hashlib.sha256(built()).hexdigest() + "\n"}


def test_streaming_gives_the_same_bytes() -> None:
    banks = [make_bank(*(short(n * 100 + i) for i in range(30)), deck=f"Course::{n}") for n in range(20)]
    out = io.BytesIO()
    write_package(out, iter(banks), notetype_mods=mods(), media=MEDIA)
    assert out.getvalue() == built(*banks)


def test_streaming_takes_one_bank_at_a_time() -> None:
    alive: list[int] = []

    def banks() -> object:
        for n in range(5):
            alive.append(n)
            yield make_bank(short(n), deck=f"Course::{n}")

    write_package(io.BytesIO(), banks(), notetype_mods=mods())  # type: ignore[arg-type]
    assert alive == [0, 1, 2, 3, 4]


def test_the_zip_has_no_dates_and_is_deflated() -> None:
    with ZipFile(io.BytesIO(built())) as file:
        assert file.namelist() == ["0", "collection.anki2", "media"]
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.getinfo("collection.anki2").compress_type == ZIP_DEFLATED
        assert len(json.loads(file.read("media"))) == 1
        database = file.read("collection.anki2")
    assert database[96:100] == bytes(4)
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def test_the_fingerprint_is_found_again_and_is_no_content() -> None:
    assert fingerprint_of(built(fingerprint="abc")) == "abc"
    assert content_hash(built(fingerprint="abc")) == content_hash(built())


@pytest.mark.parametrize(
    "other",
    [
        make_bank(*BANK.items[:-1]),
        make_bank(*BANK.items, deck="Course::Other"),
        make_bank(*BANK.items[1:], short(1, key="changed")),
        make_bank(*BANK.items[1:], short(1, mod=NOW + 1)),
        make_bank(*BANK.items, slug="other"),
        replace(BANK, retired=()),
    ],
)
def test_another_content_has_another_hash(other: Bank) -> None:
    assert content_hash(built(other)) != content_hash(built())


def test_another_picture_and_another_look_have_another_hash() -> None:
    plain = content_hash(built())
    assert content_hash(package([BANK], notetype_mods=mods(), media={"seeds/a.png": PNG + b"1"})) != plain
    assert content_hash(package([BANK], notetype_mods=mods(NOW + 1), media=MEDIA)) != plain


def test_the_content_of_a_package_repacked_by_another_library_is_the_same() -> None:
    first = built()
    out = io.BytesIO()
    with ZipFile(io.BytesIO(first)) as old, ZipFile(out, "w") as new:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(old.read("collection.anki2"))
        connection.execute("VACUUM")
        for name in reversed(old.namelist()):
            new.writestr(name, connection.serialize() if name == "collection.anki2" else old.read(name))
        connection.close()
    assert out.getvalue() != first
    assert content_hash(out.getvalue()) == content_hash(first)


@pytest.mark.parametrize(
    "data", [b"", b"no zip", built()[:-100], built()[:200] + built()[300:]], ids=["empty", "text", "cut", "hole"]
)
def test_what_is_no_package_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(NotAPackage):
        content_hash(data)


def test_an_empty_bank_is_an_empty_package() -> None:
    assert read_package(built(make_bank())).notes == ()


def test_the_deck_says_its_version_its_counts_and_the_search_for_retired_cards() -> None:
    decks = dict(read_package(built()).decks)
    assert decks["Course::Unit"].startswith("Unit<br>Version 2025-11-24-")
    assert "5 cards: 2 short answers, 1 cloze, 1 true or false, 1 multiple choice." in decks["Course::Unit"]
    assert "tag:quizgen::retired" in decks["Course::Unit"]
    assert "no longer asked" in decks["Retired::Course::Unit"]


def test_new_cards_come_in_the_order_of_the_note() -> None:
    content = read_package(built(make_bank(*(short(n) for n in (5, 3, 9)))))
    assert {note.guid[-1]: note.due for note in content.notes} == {"5": 1, "3": 2, "9": 3}


@pytest.mark.parametrize("name", ["", "A::", "A:: B", " A", "A\n", "A::B:", "A\tB", "default", "A::::B"])
def test_a_deck_name_that_anki_would_change_is_refused(name: str) -> None:
    with pytest.raises(QuizgenError, match="A014"):
        built(make_bank(short(1), deck=name))


@pytest.mark.parametrize(
    ("parent", "title", "name"),
    [
        ("Notes", "Why it works", "Notes::Why it works"),
        ("Notes::AI", "  std::vector \n explained ", "Notes::AI::std: :vector explained"),
        ("Notes", 'The "big" one:', 'Notes::The "big" one'),
        ("Notes", "", "Notes::Untitled"),
        ("", "default", "default deck"),
        (" A :: ", "::", "A::Untitled"),
        ("Notes", "x" * 300, "Notes::" + "x" * 120),
    ],
)
def test_a_deck_is_named_so_that_anki_keeps_the_name(parent: str, title: str, name: str) -> None:
    assert deck_name(parent, title) == name
    assert sound_name(name)
