"""Why an item can't become an Anki note."""

from __future__ import annotations


class Unfit(ValueError):
    """An item that would give no card, or a wrong one: a problem's code, what is wrong, and what to do."""

    def __init__(self, code: str, text: str, hint: str) -> None:
        super().__init__(text)
        self.code, self.text, self.hint = code, text, hint
