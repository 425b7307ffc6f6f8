"""The package itself: the wheel holds what it must, installs alone, and works from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from checkout import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (found,) = out.glob("*.whl")
    return found


def committed(folder: str) -> set[str]:
    """The files below a folder that git tracks."""
    listing = subprocess.run(["git", "ls-files", folder], cwd=ROOT, check=True, capture_output=True, text=True)
    return {name for name in listing.stdout.splitlines() if (ROOT / name).exists()}


def test_the_wheel_holds_the_package_and_every_template(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    wanted = committed("quizgen") | {f"quizgen/{name}" for name in committed("templates")}
    assert wanted <= names
    assert {name for name in names if not name.startswith("quizgen/")} == set()


def test_an_installed_wheel_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    """The wheel is installed into an environment of its own that borrows the dependencies of this one."""
    home = tmp_path / "env"
    venv.create(home, with_pip=False)
    (site,) = (home / "lib").glob("python*/site-packages")
    (site / "borrowed.pth").write_text("\n".join(path for path in sys.path if path.endswith("site-packages")))
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(home), "install", "--quiet", "--no-deps", str(wheel)], check=True
    )
    python = home / "bin" / "python"
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    where = subprocess.run(
        [python, "-c", "import quizgen, quizgen.files; print(quizgen.__file__); print(quizgen.files.template_dir())"],
        env=env,
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    ).stdout
    assert all(line.startswith(str(site)) for line in where.splitlines()), where
    subprocess.run([home / "bin" / "quizgen", "init", "mine"], check=True, cwd=tmp_path, capture_output=True, env=env)
    done = subprocess.run(
        [home / "bin" / "quizgen", "build", "-C", "mine"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env=env,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "mine" / "decks" / "why-the-sky-is-blue" / "sheet.html").is_file()
