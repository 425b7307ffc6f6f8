"""Files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import pytest

from quizgen.files import template_dir, write_stream, write_whole


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "file.txt"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in path.parent.iterdir()] == ["file.txt"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    write_whole(path, b"old")

    def half(file: IO[bytes]) -> None:
        file.write(b"ne")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_stream(path, half)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["file.txt"]


def test_the_templates_are_found_from_a_checkout() -> None:
    assert (template_dir() / "sheet" / "sheet.html.j2").is_file()
