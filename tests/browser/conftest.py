"""A real browser for the tests in this folder: Debian's chromium, driven by Playwright.

Without chromium the tests are skipped and say so; with QUIZGEN_REQUIRE_BROWSER=1 they fail instead.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = os.environ.get("QUIZGEN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _missing() -> str:
    if CHROMIUM is None:
        return "no chromium was found: install it (Debian: apt-get install chromium) to run the browser tests"
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "playwright is not installed: the browser tests need the extra `dev`"
    return ""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A chromium for the whole run."""
    missing = _missing()
    if missing:
        if os.environ.get("QUIZGEN_REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
