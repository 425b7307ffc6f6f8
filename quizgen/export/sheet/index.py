"""The index page of all decks: every note with its counts and links, ready to publish as a static site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quizgen.export.sheet.pages import environment, fill, inline, policy
from quizgen.export.sheet.text import escaped, rich
from quizgen.item import Kind
from quizgen.words import direction_of, load_words


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A note on the index.

    `counts` holds how many items of each kind it has, in the order of `Kind`; `links` name a word of the catalogue
    ("self_test", "sheet", "key", "deck") and the address of the file, relative to the index.
    """

    title: str
    language: str
    date: str
    counts: tuple[tuple[Kind, int], ...]
    links: tuple[tuple[str, str], ...]


def render_index(
    entries: Sequence[IndexEntry],
    *,
    title: str,
    templates: Sequence[Path],
    fingerprint: str,
    language: str = "en",
    style: tuple[tuple[str, str], ...] = (),
) -> str:
    """Return the index as one HTML page: a table of the notes, newest first, notes without a date last.

    A small script, allowed by its hash, filters the rows; without it the table is all there.
    """
    words = load_words(language, *templates)
    jinja = environment(*templates)
    ordered = sorted(entries, key=lambda entry: entry.title)
    ordered.sort(key=lambda entry: entry.date, reverse=True)
    rows = []
    for entry in ordered:
        found = re.search(r"(?<=\S) [—–] (?=\S)", entry.title)
        parts = (entry.title[: found.start()], found[0], entry.title[found.end() :]) if found else (entry.title, "", "")
        rows.append(
            {
                "main": rich(parts[0]),
                "dash": parts[1],
                "byline": rich(parts[2]),
                "lang": "" if entry.language == words.language else entry.language,
                "dir": direction_of(entry.language),
                "date": words.date(entry.date) if entry.date else "",
                "iso": entry.date,
                "total": sum(count for _, count in entry.counts),
                "kinds": [(words[kind], count) for kind, count in entry.counts if count],
                "links": entry.links,
            }
        )
    values: dict[str, object] = {
        "rows": rows,
        "title": title or words["quizzes"],
        "items": sum(count for entry in entries for _, count in entry.counts),
        "language": words.language,
        "direction": words.direction,
        "fingerprint": fingerprint,
        "t": words.__getitem__,
        "tn": words.count,
        "style": style,
        "escaped": escaped,
    }
    css = inline(fill(jinja, "sheet/quiz.css.j2", values))
    script = inline(fill(jinja, "sheet/index.js", {}))
    return fill(
        jinja,
        "sheet/index.html.j2",
        {**values, "css": css, "script": script, "policy": policy(css, script)},
    )
