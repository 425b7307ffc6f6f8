"""The build: every note of a project through the stages, in parallel; the one room that writes decks."""

from quizgen.build.coordinator import build
from quizgen.build.lock import locked
from quizgen.build.pool import Pool
from quizgen.build.records import Counts, Outcome, Report, Settings
from quizgen.build.settings import read_settings

__all__ = ["Counts", "Outcome", "Pool", "Report", "Settings", "build", "locked", "read_settings"]
