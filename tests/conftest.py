"""What many tests share: where the sample notes are."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def notes() -> Path:
    """The folder of sample notes."""
    return ROOT / "tests" / "data" / "notes"
