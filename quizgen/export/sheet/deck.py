"""What a sheet is made from: a bank whose items know their lines, with the pictures that they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizgen.bank.model import Bank


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A bank ready to be printed.

    Each item's `source.line` has been looked up (0 stays "unknown"); `pictures` holds the bytes of the pictures that
    items name, by path in the project. A picture without bytes is printed as its description.
    """

    bank: Bank
    pictures: Mapping[str, bytes] = field(default_factory=dict)
