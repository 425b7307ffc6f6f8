"""`quizgen sheet`: print quiz sheets and their answer keys."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from quizgen.cli import in_folder
from quizgen.cli.common import open_project, say, show_problems

if TYPE_CHECKING:
    from quizgen.export.sheet import Deck, Pages, SheetOptions
    from quizgen.project import Project
    from quizgen.read import Limits
    from quizgen.yamltext import Node

_KINDS = "short_answer, cloze, true_false, multiple_choice, free_recall"


@in_folder
@click.command(
    short_help="Print quiz sheets and answer keys.",
    epilog=(
        "\b\nExample:\n  quizgen sheet seeds/bread.md --paper letter --questions 12\n"
        "  quizgen sheet bread yeast --layout test --forms 3 --answer-sheet\n  quizgen sheet --pdf"
    ),
)
@click.argument("notes", metavar="[NOTE]...", nargs=-1)
@click.option("--layout", metavar="NAME", help="sheet, worksheet, test, cards or study.")
@click.option("--paper", metavar="SIZE", help="a4, letter or a5.")
@click.option("--large-print/--normal-print", default=None, help="18 pt, one column, no serifs.")
@click.option("--dyslexia/--no-dyslexia", default=None, help="More space between letters, words and lines, no serifs.")
@click.option("--columns", metavar="N", help="Columns of questions, 1 to 3.")
@click.option("--questions", metavar="N", help="How many questions; every section is asked first.")
@click.option("--kinds", metavar="LIST", help=f"Kinds to ask, with commas: {_KINDS}.")
@click.option("--forms", metavar="N", help="Versions A, B, C ... with questions and options shuffled.")
@click.option("--seed", metavar="N", help="Another number, another order.")
@click.option("--points", metavar="SPEC", help="Points a question: 2, or cloze=2,free_recall=6.")
@click.option("--show-points/--hide-points", default=None, help="Whether points are printed.")
@click.option("--title", metavar="TEXT", help="Another title.")
@click.option("--lines", metavar="N", help="Lines to write an answer on.")
@click.option("--word-bank/--no-word-bank", default=None, help="Print the words that fill the gaps, in a box.")
@click.option("--matching", metavar="WHAT", help="Matching questions: terms, sections, both or none.")
@click.option("--answer-sheet/--no-answer-sheet", default=None, help="Bubbles to fill, one row a question.")
@click.option("--key", metavar="WHERE", help="The answer key: separate, appended or none.")
@click.option("--group", metavar="BY", help="Headings by kind, by section, or none.")
@click.option("--pdf", is_flag=True, help="Write PDF too (needs the extra `pdf`).")
@click.option(
    "-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="Where to write, instead of sheets/."
)
def command(notes: tuple[str, ...], folder: Path, pdf: bool, output: Path | None, **flags: str | bool | None) -> None:
    """Print quiz sheets and answer keys from the item banks under decks/.

    NOTE is a note's path or name; several make one sheet together, none gives each note its own. Every flag but --pdf
    and -o may also stand in quizgen.yaml under `sheet:`. A build never touches what is written here.
    """
    from quizgen.build.settings import read_limits, template_folders
    from quizgen.export.sheet import render_sheet, sheet_options
    from quizgen.problem import Problem, QuizgenError
    from quizgen.project import CONFIG

    project = open_project(folder)
    limits = read_limits(project.limits, path=str(project.root / CONFIG))
    options = sheet_options({**project.sheet, **_nodes(flags)}, project.style, path=str(project.root / CONFIG))
    templates = [Path(path) for path in template_folders(project)]
    target = folder / (output if output is not None else "sheets")
    problems: list[Problem] = []
    for name, decks in _sheets(project, limits, notes):
        try:
            pages = render_sheet(decks, options, templates=templates, fingerprint="")
        except QuizgenError as error:
            if error.exit_code != 1:
                raise
            problems += [replace(problem, path=problem.path or name) for problem in error.problems]
            continue
        show_problems(replace(problem, path=name) for problem in pages.problems)
        _write(pages, target, name, options, pdf=pdf)
    if problems:
        raise QuizgenError(*problems)


def _nodes(flags: dict[str, str | bool | None]) -> dict[str, Node]:
    """Return the flags that were given as options of quizgen.yaml with line 0."""
    from quizgen.yamltext import Node

    given = {name: value for name, value in flags.items() if value is not None}
    return {name: Node(str(value).lower() if isinstance(value, bool) else value, 0) for name, value in given.items()}


def _sheets(project: Project, limits: Limits, notes: tuple[str, ...]) -> list[tuple[str, list[Deck]]]:
    """Return the name of each sheet to print with its decks.

    Raises QuizgenError for a note that isn't there (S004) and when nothing has been built yet (S005).
    """
    from quizgen.build.inventory import take_inventory
    from quizgen.problem import Problem, QuizgenError

    places = {
        place.old_folder: place.note
        for place in take_inventory(project, limits=limits).places
        if _bank_path(project, place.old_folder).is_file()
    }
    if not places:
        hint = "run `quizgen build` first"
        raise QuizgenError(Problem(code="S005", text="there is no item bank yet", hint=hint, path=project.decks))
    wanted = [_find(note, places, project) for note in notes] or list(places)
    decks = [(where, _deck(project, limits, where, places[where])) for where in dict.fromkeys(wanted)]
    if not notes:
        return [(where.replace("/", "-"), [deck]) for where, deck in decks if deck.bank.items]
    names = [PurePosixPath(where).name for where, _ in decks]
    name = names[0] if len(names) == 1 else f"{names[0]}-and-{len(names) - 1}-more"
    return [(name, [deck for _, deck in decks])]


def _bank_path(project: Project, where: str) -> Path:
    from quizgen.build.records import BANK

    return project.root / project.decks / where / BANK


def _find(note: str, places: dict[str, str | None], project: Project) -> str:
    """Return the folder below decks/ of the note that was named by its path or by its name."""
    import difflib

    from quizgen.problem import Problem, QuizgenError

    plain = PurePosixPath(note.replace("\\", "/")).as_posix().removeprefix("./")
    absolute = Path(note).resolve()
    for where, path in places.items():
        if path is not None and (plain == path or absolute == (project.root / path).resolve()):
            return where
    named = [where for where in places if plain in (where, PurePosixPath(where).name)]
    if len(named) == 1:
        return named[0]
    near = difflib.get_close_matches(plain, [*places, *(path for path in places.values() if path)], n=1)
    hint = f"did you mean {near[0]}?" if near else "run `quizgen build` first if the note is new"
    if len(named) > 1:
        hint = f"name one of {', '.join(named)}"
    raise QuizgenError(
        Problem(code="S004", text="there is no such note with an item bank", hint=hint, path=note), exit_code=2
    )


def _deck(project: Project, limits: Limits, where: str, note_path: str | None) -> Deck:
    """Return the deck of a bank: with the lines of its note, where it still has one, and with its pictures."""
    from quizgen.bank import load
    from quizgen.build.pictures import picture_loader
    from quizgen.build.work import lines_of, with_lines
    from quizgen.export.media import gather
    from quizgen.export.sheet import Deck
    from quizgen.problem import Problem, QuizgenError
    from quizgen.read import read

    path = _bank_path(project, where)
    try:
        bank, problems = load(path.read_text(encoding="utf-8"), path=str(path))
    except (OSError, UnicodeDecodeError) as error:
        hint = "it must be UTF-8 text"
        raise QuizgenError(Problem(code="F002", text=f"can't be read: {error}", hint=hint, path=str(path))) from None
    if bank is None or show_problems(problems):
        raise QuizgenError(*([] if bank is not None else problems))
    if note_path is not None:
        note = read((project.root / note_path).read_bytes(), path=note_path, limits=limits).note
        bank = with_lines(bank, lines_of(note)) if note is not None else bank
    media = gather([bank], picture_loader(project.root))
    show_problems(media.problems)
    return Deck(bank=bank, pictures=media.files)


def _write(pages: Pages, target: Path, name: str, options: SheetOptions, *, pdf: bool) -> None:
    """Write the pages of one sheet, and their PDFs where they were asked for and can be made."""
    from quizgen.export.sheet import render_pdf
    from quizgen.files import write_whole

    base = name if options.layout == "sheet" else f"{name}-{options.layout}"
    files = {f"{base}-{sheet.letter}" if sheet.letter else base: sheet.html for sheet in pages.sheets}
    if pages.key:
        files[f"{base}-key"] = pages.key
    for stem, html in files.items():
        write_whole(target / f"{stem}.html", html.encode())
        say(f"wrote  {target / stem}.html")
    for stem, html in files.items() if pdf else ():
        write_whole(target / f"{stem}.pdf", render_pdf(html, seconds=_epoch()))
        say(f"wrote  {target / stem}.pdf")


def _epoch() -> int | None:
    """Return SOURCE_DATE_EPOCH, None where it isn't set; raises QuizgenError for anything but a whole number."""
    from quizgen.problem import Problem, QuizgenError

    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 11:
        hint = "set it to seconds since 1970, or leave it out"
        raise QuizgenError(Problem(code="S006", text="SOURCE_DATE_EPOCH is no time", hint=hint), exit_code=2)
    return int(text)
