"""The build: every note of a project through the stages, in parallel; the one room that writes decks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.build.coordinator import build
    from quizgen.build.lock import locked
    from quizgen.build.pool import Pool
    from quizgen.build.quick import unchanged
    from quizgen.build.records import Counts, Outcome, Report, Settings
    from quizgen.build.settings import read_settings

__all__ = ["Counts", "Outcome", "Pool", "Report", "Settings", "build", "locked", "read_settings", "unchanged"]

_HOMES = {
    "build": "coordinator",
    "locked": "lock",
    "Pool": "pool",
    "unchanged": "quick",
    "read_settings": "settings",
}


def __getattr__(name: str) -> object:
    """Import what is asked for, and nothing else: a build that has nothing to do should load next to nothing."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'records')}"), name)
