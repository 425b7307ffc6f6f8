"""What a build tells other programs: JSON, GitHub's commands and files; exit codes."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from checkout import ROOT
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from quizgen.build.records import Counts, Outcome, Report
from quizgen.cli import cli
from quizgen.cli.report import as_json, github_annotations, outputs, summary
from quizgen.item import Kind
from quizgen.problem import Problem, Severity, Span

SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
HOSTILE = "50% of\r\na: b, c"


def problem(number: int = 1, severity: Severity = Severity.ERROR) -> Problem:
    """A problem whose text and path need escaping."""
    return Problem(code="R001", text=HOSTILE, span=Span(path="seeds/a,b:c.md", line=number), severity=severity)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of one note, built once."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "quizgen.yaml").write_text("key: report-test\ndeck: Reported\n", encoding="utf-8")
    (folder / "seeds").mkdir()
    shutil.copy(ROOT / "templates" / "project" / "sample.md", folder / "seeds" / "sky.md")
    assert CliRunner().invoke(cli, ["build", "-C", str(folder)]).exit_code == 0
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of the built project to do things to."""
    return Path(shutil.copytree(built, tmp_path / "project"))


def build(folder: Path, *options: str, env: dict[str, str] | None = None) -> Result:
    """Run `quizgen build` in a folder."""
    return CliRunner().invoke(cli, ["build", "-C", str(folder), *options], env=env)


def test_the_json_report_fits_its_schema_and_says_what_happened(project: Path) -> None:
    (project / "seeds" / "empty.txt").touch()
    note = project / "seeds" / "sky.md"
    note.write_text(note.read_text(encoding="utf-8").replace("in 1871", "in early 1871"), encoding="utf-8")
    done = build(project, "--format", "json")
    report = json.loads(done.stdout)
    Draft202012Validator(SCHEMA).validate(report)
    assert (done.exit_code, report["exit_code"]) == (1, 1)
    assert {entry["path"]: entry["failed"] for entry in report["notes"]} == {
        "seeds/empty.txt": True,
        "seeds/sky.md": False,
    }
    assert "re-paired" in {change["what"] for note in report["notes"] for change in note["changes"]}
    assert "decks/sky/items.yaml" in report["written"]


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_format_never_changes_the_exit_code(project: Path, form: str) -> None:
    assert build(project, "--check", "--format", form).exit_code == 0
    (project / "decks" / "sky" / "key.html").unlink()
    assert build(project, "--check", "--format", form).exit_code == 1


def test_a_check_names_what_is_out_of_date_and_writes_nothing(project: Path) -> None:
    (project / "decks" / "sky" / "key.html").unlink()
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    done = build(project, "--check")
    assert "out of date: decks/sky/key.html" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_github_gets_annotations_outputs_and_a_summary(project: Path, tmp_path: Path) -> None:
    (project / "decks" / "sky" / "key.html").unlink()
    files = {name: tmp_path / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    env = {name: str(path) for name, path in files.items()}
    done = build(project, "--check", "--format", "github", env=env)
    assert "::error file=" in done.stdout
    assert "key.html,title=quizgen F003::this file is out of date" in done.stdout
    assert "changed=true" in files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
    assert "### Out of date" in files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")


def test_annotations_are_escaped() -> None:
    (line,) = github_annotations(Report(problems=(problem(7),)), Path("notes"))
    assert line == ("::error file=notes/seeds/a%2Cb%3Ac.md,line=7,title=quizgen R001::50%25 of%0D%0Aa: b, c")


def test_annotations_are_capped_at_ten_a_kind_and_the_rest_is_counted() -> None:
    problems = [problem(n, severity) for n in range(1, 31) for severity in Severity]
    lines = list(github_annotations(Report(problems=tuple(problems)), Path()))
    for kind in ("error", "warning"):
        mine = [line for line in lines if line.startswith((f"::{kind} ", f"::{kind}::"))]
        assert len(mine) == 10
        assert mine[-1] == f"::{kind}::21 more; the log has them all"


def test_strict_lets_warnings_fail(project: Path) -> None:
    note = project / "seeds" / "sky.md"
    remote = "\n![Far away](https://example.com/far.png)\n"
    note.write_text(note.read_text(encoding="utf-8") + remote, encoding="utf-8")
    assert build(project).exit_code == 0
    note.write_text(note.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    done = build(project, "--strict")
    assert "warning A006" in done.stderr
    assert done.exit_code == 1


def test_coverage_has_a_floor(project: Path) -> None:
    assert build(project, "--fail-under-coverage", "1").exit_code == 0
    done = build(project, "--fail-under-coverage", "100")
    assert done.exit_code == 1
    assert "less than 100 %" in done.stderr


def test_quiet_prints_problems_only(project: Path) -> None:
    assert build(project, "-q").stderr == ""


def test_the_numbers_of_all_notes_are_told() -> None:
    counts = Counts(kinds={Kind.CLOZE: 3, Kind.SHORT_ANSWER: 4}, asked=3, skipped={"guest": 1})
    report = Report(outcomes=(Outcome(path="seeds/a.md", folder="a", counts=counts),), decks=2, totals=counts)
    assert outputs(report) == "changed=false\nitems=7\ndecks=2\n"
    assert "2 decks, 7 items, 75.0 % of sentences asked." in summary(report)
    Draft202012Validator(SCHEMA).validate(json.loads(as_json(report, exit_code=0)))
    assert outputs(replace(report, written=("decks/a/key.html",))).startswith("changed=true\n")


def test_a_problem_may_list_lines_but_nothing_in_it_passes_for_a_line_of_the_log() -> None:
    listed = Problem(
        code="B020", text="2 items would be retired:\n    AB12CD  What?\n    EF34GH  Who?\n   ", hint="look"
    )
    assert str(listed) == "error B020: 2 items would be retired:\n    AB12CD  What?\n    EF34GH  Who?\n    (look)"
    for spite in ("a\n::error::b", "a\n    ::error::b", "a\nerror F001: b", "a\r    b", "a\x1b[2Jb"):
        assert "\n" not in str(Problem(code="R001", text=spite, hint=spite, path=spite))
        assert "\x1b" not in str(Problem(code="R001", text=spite))
