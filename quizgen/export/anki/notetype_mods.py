"""decks/notetypes.yaml: when each note type last changed, so that a new look reaches users."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from quizgen.export.anki.notetypes import NOTETYPES, Notetype, content_hash
from quizgen.export.anki.style import Style
from quizgen.problem import Problem, QuizgenError, Span
from quizgen.yamltext import Node
from quizgen.yamltext import load as load_yaml

DAY = 86_400
_HEAD = "# When the looks of the cards last changed; kept by quizgen, to be committed with the decks.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotetypeMod:
    """When (seconds since 1970) one note type last changed, and the hash of what it was then."""

    mod: int = 0
    hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotetypeMods:
    """The `mod` of each note type. A fresh one, all zeros, is what a project without notetypes.yaml has."""

    question: NotetypeMod = NotetypeMod()
    cloze: NotetypeMod = NotetypeMod()
    choice: NotetypeMod = NotetypeMod()

    def of(self, notetype: Notetype) -> NotetypeMod:
        """Return the entry of a note type."""
        entry: NotetypeMod = getattr(self, notetype.key)
        return entry


def refresh(mods: NotetypeMods, *, now: int, style: Style | None = None) -> NotetypeMods:
    """Return the entries for this quizgen's note types: `mod` is max(now, last + 1) where fields, templates or CSS
    changed, and stays otherwise.

    `now` is SOURCE_DATE_EPOCH or the build's time. Raises QuizgenError (A010) where the last `mod` lies more than a day
    after `now`: users who have it would get no later change.
    """
    found: dict[str, NotetypeMod] = {}
    for notetype in NOTETYPES:
        last, content = mods.of(notetype), content_hash(notetype, style or Style())
        if last.mod > now + DAY:
            text = f"the mod of note type {notetype.key} ({last.mod}) lies more than a day ahead of the clock"
            hint = (
                "set the clock, or SOURCE_DATE_EPOCH, or lower the number in notetypes.yaml if nobody has the deck yet"
            )
            raise QuizgenError(Problem(code="A010", text=text, hint=hint, path="notetypes.yaml"))
        same = last.hash == content
        found[notetype.key] = last if same else NotetypeMod(mod=max(now, last.mod + 1), hash=content)
    return replace(mods, **found)


def dump(mods: NotetypeMods) -> str:
    """Return the text of notetypes.yaml."""
    entries = ((notetype.key, mods.of(notetype)) for notetype in NOTETYPES)
    return _HEAD + "".join(f"{key}:\n  mod: {entry.mod}\n  hash: '{entry.hash}'\n" for key, entry in entries)


def load(text: str, *, path: str) -> NotetypeMods:
    """Return what notetypes.yaml says. Raises QuizgenError with the line of everything that is wrong with it."""
    tree, found = load_yaml(text, path=path)
    problems = list(found)
    known = {notetype.key for notetype in NOTETYPES}
    entries: dict[str, NotetypeMod] = {}
    if tree is not None and not isinstance(tree.value, dict):
        span = Span(path=path, line=tree.line)
        problems.append(Problem(code="A009", text="no note types here", hint="take the file from git again", span=span))
    for key, node in tree.entries() if tree else ():
        entry = _entry(node)
        if key not in known or entry is None:
            wrong = "isn't a note type" if key not in known else "needs a mod (a number) and a hash"
            span = Span(path=path, line=node.line)
            problems.append(
                Problem(code="A009", text=f"{key!r} {wrong}", hint="take the file from git again", span=span)
            )
        else:
            entries[key] = entry
    if problems:
        raise QuizgenError(*problems)
    return _mods(entries)


def _mods(entries: Mapping[str, NotetypeMod]) -> NotetypeMods:
    return replace(NotetypeMods(), **dict(entries))


def _entry(node: Node) -> NotetypeMod | None:
    mod, content = node.get("mod"), node.get("hash")
    number = mod.text() if mod else None
    if number is None or not (number.isascii() and number.isdigit()) or len(number) > 12:
        return None
    return NotetypeMod(mod=int(number), hash=(content.text() or "") if content else "")
