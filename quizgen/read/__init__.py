"""Reading: the bytes of one file to a note, with the role of each line and everything that is wrong."""

from __future__ import annotations

from quizgen.read.model import Limits, LineRole, Reader, Reading, Role
from quizgen.read.outside import load_readers
from quizgen.read.reading import read

__all__ = ["Limits", "LineRole", "Reader", "Reading", "Role", "load_readers", "read"]
