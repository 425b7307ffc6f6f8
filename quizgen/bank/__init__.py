"""The item bank: what a project remembers of its items. See `model` for the records."""

from quizgen.bank.dumper import dump
from quizgen.bank.fingerprint import fingerprint, is_current
from quizgen.bank.loader import Loaded, load, load_with_lines
from quizgen.bank.stamp import stamp

__all__ = ["Loaded", "dump", "fingerprint", "is_current", "load", "load_with_lines", "stamp"]
