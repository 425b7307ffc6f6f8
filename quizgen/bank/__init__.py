"""The item bank: what a project remembers of its items. See `model` for the records."""

from quizgen.bank.changes import Change, What, compare
from quizgen.bank.dumper import dump
from quizgen.bank.fingerprint import fingerprint, is_current
from quizgen.bank.loader import Loaded, load, load_with_lines
from quizgen.bank.mods import lowered, mods, raise_mods
from quizgen.bank.reconciler import Reconciled, reconcile, retire_note
from quizgen.bank.stamp import stamp
from quizgen.bank.survey import removed

__all__ = [
    "Change",
    "Loaded",
    "Reconciled",
    "What",
    "compare",
    "dump",
    "fingerprint",
    "is_current",
    "load",
    "load_with_lines",
    "lowered",
    "mods",
    "raise_mods",
    "reconcile",
    "removed",
    "retire_note",
    "stamp",
]
