"""What packaging costs, as ratios to the least that it could cost: SQLite and deflate on the same, ready rows.

    python benchmarks/packaging.py [--items 100000] [--decks 2000] [--repeat 3]

Everything is measured side by side in one run, each in the quietest of its repeats; genanki as it comes is shown beside
it, once as it stores (no compression) and once with its database deflated.
"""

from __future__ import annotations

import argparse
import gc
import io
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from quizgen.bank.model import Bank, NoteRef
from quizgen.export.anki import NotetypeMods, package, refresh
from quizgen.item import Cloze, Item, MultipleChoice, Question, ShortAnswer, Source, TrueFalse

NOW = 1_764_000_000
Rows = list[tuple[object, ...]]
NOTES = Path(__file__).parent.parent / "tests" / "data" / "notes"


@cache
def words() -> tuple[str, ...]:
    """Return the words of all notes that the tests have, so that text packs as real text does."""
    texts = (
        path.read_text(encoding="utf-8")
        for path in sorted(NOTES.rglob("*"))
        if path.suffix in {".txt", ".md"} and path.parent.name != "bad"
    )
    return tuple(word for text in texts for word in text.split())


def sentence(n: int, length: int) -> str:
    """Return `length` words of the notes, in their order, from a place that depends on `n`."""
    start = n * 7919 % (len(words()) - length)
    return " ".join(words()[start : start + length])


def question(n: int) -> Question:
    """Return the question of item `n`: of ten, six short answers, two clozes, one statement, one choice."""
    match n % 10:
        case 0 | 1:
            return Cloze(
                stem=f"{sentence(n, 8).replace('_', ' ')} ____ {sentence(n + 1, 4).replace('_', ' ')}.",
                key=sentence(n + 2, 2),
            )
        case 2:
            return TrueFalse(stem=f"{sentence(n, 12)}.", key=n % 20 == 2)
        case 3:
            return MultipleChoice(stem=f"{sentence(n, 9)}?", key=f"a{n}", distractors=(f"b{n}", f"c{n}", f"d{n}"))
        case _:
            return ShortAnswer(stem=f"{sentence(n, 10)}?", key=sentence(n + 3, 3))


def banks(items: int, decks: int) -> list[Bank]:
    """Return `items` items in `decks` banks."""
    share = items // decks
    return [
        Bank(
            note=NoteRef(title=f"Note {d}", path=f"seeds/{d}.txt", slug=f"note-{d}", deck=f"Course::Note {d}"),
            items=tuple(
                Item(
                    id=f"{n:012d}",
                    question=question(n),
                    section=f"Section {n // 10 % 9}",
                    source=Source(path=f"seeds/{d}.txt", text=f"{sentence(n + 5, 18)}."),
                    mod=NOW,
                )
                for n in range(d * share, (d + 1) * share)
            ),
        )
        for d in range(decks)
    ]


def rows_of(apkg: bytes) -> tuple[list[str], Rows, Rows, Rows]:
    """Return the schema of a package's database and the rows of its tables."""
    connection = sqlite3.connect(":memory:")
    with zipfile.ZipFile(io.BytesIO(apkg)) as file:
        connection.deserialize(file.read("collection.anki2"))
    schema = [
        sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    ]
    tables = [connection.execute(f"SELECT * FROM {name}").fetchall() for name in ("col", "notes", "cards")]
    connection.close()
    return schema, tables[0], tables[1], tables[2]


def direct(schema: Iterable[str], col: Rows, notes: Rows, cards: Rows) -> bytes:
    """Return a package of ready rows: one executemany a table in memory, deflated; indexes last, as they cost least."""
    tables: list[str] = []
    indexes: list[str] = []
    for sql in schema:
        (indexes if sql.startswith("CREATE INDEX") else tables).append(sql)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("BEGIN")
    for sql in tables:
        connection.execute(sql)
    for name, rows in (("col", col), ("notes", notes), ("cards", cards)):
        connection.executemany(f"INSERT INTO {name} VALUES({','.join('?' * len(rows[0]))})", rows)
    for sql in indexes:
        connection.execute(sql)
    connection.commit()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        file.writestr("collection.anki2", connection.serialize())
        file.writestr("media", "{}")
    connection.close()
    return out.getvalue()


def genanki_as_it_comes(notes: Rows, decks: int, *, deflate: bool) -> bytes:
    """Return a package that genanki made of the same fields, tags and GUIDs, with one model."""
    import genanki

    width = max(str(row[6]).count("\x1f") for row in notes) + 1
    fields = [{"name": f"Field {n}"} for n in range(width)]
    model = genanki.Model(
        1, "m", fields=fields, templates=[{"name": "t", "qfmt": "{{Field 0}}", "afmt": "{{Field 1}}"}]
    )
    share = -(-len(notes) // decks)
    made = []
    for number, start in enumerate(range(0, len(notes), share)):
        deck = genanki.Deck(2 + number, f"Course::Note {number}")
        for row in notes[start : start + share]:
            values = str(row[6]).split("\x1f")
            padded = [*values, *[""] * (width - len(values))]
            deck.add_note(genanki.Note(model, padded, guid=row[1], tags=str(row[5]).split()))
        made.append(deck)
    out = io.BytesIO()
    genanki.Package(made).write_to_file(out, timestamp=NOW)
    return deflated(out.getvalue()) if deflate else out.getvalue()


def deflated(apkg: bytes) -> bytes:
    """Return a package with its entries compressed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(apkg)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()


def quietest(repeat: int, *actions: Callable[[], bytes]) -> list[tuple[float, int]]:
    """Return the least seconds of each action, and the bytes it gave; the actions take turns."""
    best = [(float("inf"), 0)] * len(actions)
    for _ in range(repeat):
        for place, action in enumerate(actions):
            gc.collect()
            start = time.perf_counter()
            size = len(action())
            best[place] = min(best[place], (time.perf_counter() - start, size))
    return best


def compare(items: int, decks: int, repeat: int, mods: NotetypeMods, *, genanki: bool = True) -> float:
    """Print one size's costs and return quizgen's seconds."""
    made = banks(items, decks)
    schema, col, notes, cards = rows_of(package(made, notetype_mods=mods))
    actions: list[tuple[str, Callable[[], bytes]]] = [
        ("sqlite3 + deflate, ready rows", lambda: direct(schema, col, notes, cards)),
        ("quizgen, from banks", lambda: package(made, notetype_mods=mods)),
    ]
    if genanki:
        actions += [
            ("genanki as it comes, stored", lambda: genanki_as_it_comes(notes, decks, deflate=False)),
            ("genanki, deflated afterwards", lambda: genanki_as_it_comes(notes, decks, deflate=True)),
        ]
    results = quietest(repeat, *(action for _, action in actions))
    base = results[0][0]
    print(f"\n{items} items in {decks} deck{'s' * (decks != 1)}")
    for (name, _), (seconds, size) in zip(actions, results, strict=True):
        print(f"  {name:32} {seconds:8.3f} s  {seconds / base:5.2f} times  {size / 1e6:7.2f} MB")
    return results[1][0]


def main() -> None:
    """Run the comparison that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--decks", type=int, default=2_000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    mods = refresh(NotetypeMods(), now=NOW)
    tenth = compare(options.items // 10, 1, options.repeat, mods)
    whole = compare(options.items, 1, options.repeat, mods)
    print(f"  ten times the items cost {whole / tenth:.1f} times as much")
    few = options.decks * 10
    one = compare(few, 1, options.repeat, mods, genanki=False)
    many = compare(few, options.decks, options.repeat, mods, genanki=False)
    print(f"  {options.decks} subdecks cost {many / one:.2f} times one deck with as many items")
    compare(few // 10, options.decks // 10, options.repeat, mods)


if __name__ == "__main__":
    main()
