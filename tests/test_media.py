"""Pictures: found, refused, named, and shown in Anki."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from anki_support import Learner, make_bank, mods, short

from quizgen.export.anki import package, read_package
from quizgen.export.anki.backend import faults, opened
from quizgen.export.media import gather, kind_of_picture, media_name, resolve
from quizgen.item import Item, Picture, Source
from quizgen.note import Image, Note, Paragraph
from quizgen.problem import Severity, Span

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
SVG = b'<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'
FILES = {
    "seeds/a.png": PNG,
    "seeds/img/my map.svg": SVG,
    "top.png": PNG,
    "seeds/text.png": b"no picture",
    "seeds/b.png": PNG + b"b",
}


def load(path: str) -> bytes:
    if path.startswith("seeds/link"):
        raise PermissionError(path)
    try:
        return FILES[path]
    except KeyError:
        raise FileNotFoundError(path) from None


def showing(*paths: str, line: int = 7) -> Item:
    pictures = tuple(Picture(path=path, alt="a picture") for path in paths)
    return short(1, pictures=pictures, source=Source(path="seeds/unit.txt", text="S.", line=line))


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("a.png", "seeds/a.png"),
        ("./img/../a.png", "seeds/a.png"),
        ("../top.png", "top.png"),
        ("/top.png", "top.png"),
        ("img\\a.png", "seeds/img/a.png"),
        ("../../etc/passwd", None),
        ("..", "."),
        ("../..", None),
        ("C:/a.png", "seeds/C:/a.png"),
        ("a\0.png", None),
    ],
)
def test_a_path_is_relative_to_the_note_and_stays_in_the_project(target: str, path: str | None) -> None:
    assert resolve("seeds/unit.txt", target) == path


@pytest.mark.parametrize("target", ["a.png", "img/my%20map.svg", "img/my map.svg", "../top.png", "a.png?raw=true"])
def test_a_local_picture_is_gathered(target: str) -> None:
    media = gather([make_bank(showing(target))], load)
    assert media.problems == ()
    assert len(media.files) == 1


@pytest.mark.parametrize(
    ("target", "code", "severity"),
    [
        ("gone.png", "A005", Severity.ERROR),
        ("https://example.org/a.png", "A006", Severity.WARNING),
        ("//example.org/a.png", "A006", Severity.WARNING),
        ("data:image/png;base64,AAAA", "A006", Severity.WARNING),
        ("../../a.png", "A007", Severity.ERROR),
        ("link.png", "A007", Severity.ERROR),
        ("text.png", "A008", Severity.ERROR),
    ],
)
def test_what_cannot_be_shown_is_reported_with_its_line(target: str, code: str, severity: Severity) -> None:
    media = gather([make_bank(showing(target))], load)
    (problem,) = media.problems
    assert (problem.code, problem.severity, problem.where()) == (code, severity, "seeds/unit.txt:7")
    assert media.files == {}


def test_the_note_s_own_line_is_the_better_one_and_each_picture_is_reported_once() -> None:
    title = Paragraph(text="T", span=Span(path="seeds/unit.txt", line=1))
    image = Image(target="gone.png", alt="", span=Span(path="seeds/unit.txt", line=12))
    note = Note(path="seeds/unit.txt", slug="unit", title=title, date=date(2026, 1, 1), images=(image,))
    media = gather([make_bank(showing("gone.png"))], load, notes=[note])
    assert [problem.where() for problem in media.problems] == ["seeds/unit.txt:12"]


@pytest.mark.parametrize(
    "path", ["seeds/Ünïcode & blanks.PNG", "x" * 300 + ".png", "日本.png", "a.png", "a::b[sound].png"]
)
def test_a_media_name_is_short_plain_and_tells_the_bytes(path: str) -> None:
    name = media_name(path, PNG)
    assert name.isascii()
    assert len(name) <= 100
    assert name.endswith(".png")
    assert name != media_name(path, PNG + b"x")


def test_formats_are_told_by_their_bytes() -> None:
    known = (PNG, SVG, b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF1234WEBPVP8 ")
    assert [kind_of_picture(data) for data in known] == ["png", "svg", "jpg", "gif", "webp"]
    assert [kind_of_picture(data) for data in (b"hello", b"", b"<html><svg>")] == [None, None, None]


def test_pictures_arrive_in_the_collection_and_nothing_is_missing(tmp_path: Path) -> None:
    bank = make_bank(showing("a.png", "img/my%20map.svg", "b.png", "gone.png"))
    media = gather([bank], load)
    learner = Learner(tmp_path)
    learner.get_banks(bank, media=media.files)
    with opened(learner.path) as collection:
        assert faults(collection) == []
        names = sorted(file.name for file in Path(collection.media.dir()).iterdir())
    assert names == sorted(
        media_name(path, FILES[path]) for path in ("seeds/a.png", "seeds/img/my map.svg", "seeds/b.png")
    )


def test_two_notes_pictures_of_one_name_are_two_pictures() -> None:
    files = {"one/a.png": PNG, "two/a.png": PNG + b"2"}
    one = make_bank(short(1, pictures=(Picture(path="a.png"),)), path="one/n.txt", deck="D::One")
    two = make_bank(short(2, pictures=(Picture(path="a.png"),)), path="two/n.txt", deck="D::Two")
    content = read_package(package([one, two], notetype_mods=mods(), media=files))
    assert len(content.media) == 2
