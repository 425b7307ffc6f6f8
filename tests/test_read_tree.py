"""Finding the notes of a folder: subfolders, patterns, links, names that clash."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.problem import Severity
from quizgen.tree import find_notes


def grow(root: Path, *paths: str) -> Path:
    seeds = root / "seeds"
    seeds.mkdir(exist_ok=True)
    for path in paths:
        (seeds / path).parent.mkdir(parents=True, exist_ok=True)
        (seeds / path).write_text("A note\n", encoding="utf-8")
    return seeds


def test_notes_of_all_subfolders_sorted(tmp_path: Path) -> None:
    seeds = grow(tmp_path, "b.md", "a.txt", "bio/cells.html", "bio/deep/x.MD", "pic.png", "data.csv")
    assert find_notes(seeds).paths == ("a.txt", "b.md", "bio/cells.html", "bio/deep/x.MD")


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    seeds = grow(tmp_path, ".obsidian/x.md", ".hidden.md", "a.md")
    assert find_notes(seeds).paths == ("a.md",)


def test_patterns_like_gitignore(tmp_path: Path) -> None:
    seeds = grow(
        tmp_path, "drafts/a.md", "x/drafts/b.md", "x/c.tmp.md", "keep.md", "old/y/z.md", "README.md", "x/README.md"
    )
    ignore = ["drafts/", "*.tmp.md", "old/**", "README.md", "!/x/README.md"]
    assert find_notes(seeds, ignore=ignore).paths == ("keep.md", "x/README.md")


def test_loops_of_links_are_safe(tmp_path: Path) -> None:
    seeds = grow(tmp_path, "a/one.md")
    (seeds / "a" / "loop").symlink_to(seeds, target_is_directory=True)
    (seeds / "again").symlink_to(seeds / "a", target_is_directory=True)
    found = find_notes(seeds)
    assert found.paths == ("a/one.md",)
    assert [problem.code for problem in found.problems] == ["R032", "R032"]
    assert {problem.severity for problem in found.problems} == {Severity.WARNING}


def test_a_linked_folder_is_read_once(tmp_path: Path) -> None:
    seeds = grow(tmp_path, "a.md")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.md").write_text("B", encoding="utf-8")
    (seeds / "linked").symlink_to(outside, target_is_directory=True)
    assert find_notes(seeds).paths == ("a.md", "linked/b.md")


def test_same_slug_in_one_folder_is_an_error_that_names_both(tmp_path: Path) -> None:
    found = find_notes(grow(tmp_path, "bread.md", "bread.txt", "other.md"))
    assert found.paths == ("bread.md", "other.md")
    (problem,) = found.problems
    assert problem.code == "R030"
    assert problem.severity is Severity.ERROR
    assert "seeds/bread.md" in problem.text
    assert "seeds/bread.txt" in problem.text


def test_same_slug_in_two_folders_is_a_warning_that_names_both(tmp_path: Path) -> None:
    found = find_notes(grow(tmp_path, "bio/intro.md", "chem/intro.md"))
    assert found.paths == ("bio/intro.md", "chem/intro.md")
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("R031", Severity.WARNING)
    assert "seeds/bio/intro.md and seeds/chem/intro.md" in problem.text


def test_broken_link_is_reported(tmp_path: Path) -> None:
    seeds = grow(tmp_path, "a.md")
    (seeds / "b.md").symlink_to(tmp_path / "nowhere.md")
    found = find_notes(seeds)
    assert found.paths == ("a.md",)
    assert [problem.code for problem in found.problems] == ["R033"]


@pytest.mark.parametrize("suffixes", [(".org",), (".md", ".org")])
def test_suffixes_of_further_readers(tmp_path: Path, suffixes: tuple[str, ...]) -> None:
    seeds = grow(tmp_path, "a.org", "b.md")
    assert find_notes(seeds, suffixes=suffixes).paths == tuple(
        path for path in ("a.org", "b.md") if path.endswith(suffixes)
    )
