"""The three note types: names, ids and fields that are frozen for good, and the styling that may evolve.

Anki knows a note type by its id and the names of its fields and templates in order. A change there makes a second note
type in every user's collection, and the old Anki notes are never updated again; so nothing in `NOTETYPES` may change,
ever. Templates' text and CSS may: they reach users when the note type's `mod` rises.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.export.anki.style import Style
from quizgen.files import template_dir
from quizgen.item import Kind

_SHARED = (
    "Context",
    "Breadcrumb",
    "Extra",
    "Source",
    "Link",
    "Item code",
    "Language",
    "Spare 1",
    "Spare 2",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notetype:
    """An Anki note type: its `key` in notetypes.yaml, and everything that identifies it for Anki.

    `script` is the file of a script that both sides run, where Anki runs scripts.
    `shown` are the numbers of the fields that fill the front side by themselves, as Anki (`req`) wants to know.
    Field n has the integer id `first_id + n`, the one template the id `first_id + 100`. The first field sorts.
    """

    key: str
    model_id: int
    name: str
    template: str
    fields: tuple[str, ...]
    first_id: int
    cloze: bool = False
    script: str = ""
    shown: tuple[int, ...]


QUESTION = Notetype(
    key="question",
    model_id=2021644775,
    name="quizgen question",
    template="quizgen question",
    fields=("Stem", "Key", "Instruction", *_SHARED),
    first_id=202164477500,
    shown=(0, 2, 3, 4, 9),
)
CLOZE = Notetype(
    key="cloze",
    model_id=1642847373,
    name="quizgen cloze",
    template="quizgen cloze",
    fields=("Stem", *_SHARED),
    first_id=164284737300,
    shown=(1, 2, 7),
    cloze=True,
)
CHOICE = Notetype(
    key="choice",
    model_id=1982257461,
    name="quizgen choice",
    template="quizgen choice",
    fields=("Stem", "Key", "Option 1", "Option 2", "Option 3", "Option 4", "Option 5", "Right option", *_SHARED),
    first_id=198225746100,
    shown=(0, 2, 3, 4, 5, 6, 8, 9, 13, 14),
    script="choice.js",
)
NOTETYPES = (QUESTION, CLOZE, CHOICE)
OPTIONS = 5
"""How many options a multiple choice item can have on a card."""


def notetype_of(kind: Kind) -> Notetype | None:
    """Return the note type that an item of this kind becomes, None for free recall, which is for sheets only."""
    match kind:
        case Kind.SHORT_ANSWER | Kind.TRUE_FALSE:
            return QUESTION
        case Kind.CLOZE:
            return CLOZE
        case Kind.MULTIPLE_CHOICE:
            return CHOICE
        case Kind.FREE_RECALL:
            return None


def _template(name: str) -> str:
    return (template_dir() / "anki" / name).read_text(encoding="utf-8").strip()


def model_json(notetype: Notetype, style: Style, *, mod: int) -> dict[str, object]:
    """Return the note type as Anki's JSON, key for key what genanki makes of it (a test compares them).

    genanki would try out every field of every template each time. Raises QuizgenError when the templates are missing.
    """
    script = f"\n<script>\n{_template(notetype.script)}\n</script>" if notetype.script else ""
    template = {
        "name": notetype.template,
        "id": notetype.first_id + 100,
        "qfmt": _template(f"{notetype.key}-front.html") + script,
        "afmt": _template(f"{notetype.key}-back.html") + script,
        "ord": 0,
        **_PLAIN_TEMPLATE,
    }
    return {
        "css": _template("card.css") + "\n" + style.css(),
        "did": None,
        "flds": [
            {"name": name, "id": notetype.first_id + place, "ord": place, **_PLAIN_FIELD}
            for place, name in enumerate(notetype.fields)
        ],
        "id": str(notetype.model_id),
        "latexPost": _LATEX_POST,
        "latexPre": _LATEX_PRE,
        "latexsvg": False,
        "mod": mod,
        "name": notetype.name,
        "req": [[0, "any", list(notetype.shown)]],
        "sortf": 0,
        "tags": [],
        "tmpls": [template],
        "type": int(notetype.cloze),
        "usn": -1,
        "vers": [],
    }


_PLAIN_TEMPLATE: Mapping[str, object] = {"bafmt": "", "bqfmt": "", "bfont": "", "bsize": 0, "did": None}
_PLAIN_FIELD: Mapping[str, object] = {
    "font": "Liberation Sans", "media": [], "rtl": False, "size": 20, "sticky": False,
}  # fmt: skip
_LATEX_PRE = (
    "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage[utf8]{inputenc}\n"
    "\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n"
)
_LATEX_POST = "\\end{document}"
"""What Anki gives every note type for LaTeX, and genanki with it."""


def content_hash(notetype: Notetype, style: Style) -> str:
    """Return the hash of all that a user gets of a note type, its `mod` left out: 16 hex digits of SHA-256."""
    text = json.dumps(model_json(notetype, style, mod=0), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
