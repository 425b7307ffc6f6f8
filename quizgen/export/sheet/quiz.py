"""The self-test page of a note: the items of its sheet as one HTML file that needs no network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from quizgen.export.sheet.deck import Deck
from quizgen.export.sheet.forms import shuffled_options
from quizgen.export.sheet.options import FORMS, SheetOptions
from quizgen.export.sheet.pages import environment, fill, inline, policy
from quizgen.export.sheet.records import Option
from quizgen.export.sheet.render import GAP, heading
from quizgen.export.sheet.select import select
from quizgen.export.sheet.setter import Setter
from quizgen.export.sheet.text import escaped, rich
from quizgen.item import FreeRecall, Item, MultipleChoice, TrueFalse, key_text
from quizgen.words import Words, load_words

_EARLY = 'document.documentElement.classList.add("js")'
"""Runs before the list is laid out, so that a page of a thousand questions lays out only one."""

_WORDS = (
    "your_answer right_answer check next finish show_answer again results right partly wrong unanswered count_right "
    "count_wrong show_all one_at_a_time question_of score_of space enter"
)


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A question as the self-test shows it, every text as HTML; `key_data` is the plain key where HTML hides it."""

    id: str
    kind: str
    code: str
    section: Markup
    context: Markup | str
    stem: Markup
    pictures: tuple[Markup, ...]
    options: tuple[Option, ...]
    letter: str
    key: Markup
    key_data: Markup
    recall: tuple[Markup, ...]
    source: Markup
    line: int


def render_quiz(deck: Deck, options: SheetOptions, *, templates: Sequence[Path], fingerprint: str) -> str:
    """Return the self-test page of a note: one HTML file with its own style and script, allowed by their hashes.

    It asks what a sheet of all questions asks, in note order. `templates` and `fingerprint` as for `render_sheet`; of
    the options only `kinds`, `seed`, `title` and `style` count. Raises QuizgenError for a template that can't be used
    (S001). A note without items gives a page without questions.
    """
    words = load_words(deck.bank.note.language, *templates)
    title = "" if options.title else deck.bank.note.title
    setter = Setter([deck], words, gap=GAP.format(escaped(words["blank"])), title=title, sections=True)
    jinja = environment(*templates)
    values: dict[str, object] = {
        "heading": heading([deck], options, words, setter),
        "language": words.language,
        "direction": words.direction,
        "fingerprint": fingerprint,
        "slug": deck.bank.note.ident or deck.bank.note.slug,
        "t": words.__getitem__,
        "tf": words.fill,
        "style": options.style,
        "words_json": json.dumps(_script_words(words), ensure_ascii=False, sort_keys=True),
        "questions": [
            _question(chosen.item, setter=setter, words=words, seed=options.seed)
            for chosen in select([deck], kinds=options.kinds)
        ],
    }
    css = inline(fill(jinja, "sheet/quiz.css.j2", values))
    script = inline(fill(jinja, "sheet/lenient.js", {}) + fill(jinja, "sheet/quiz.js", {}))
    values |= {"css": css, "early": inline(_EARLY), "script": script, "policy": policy(css, _EARLY, script)}
    return fill(jinja, "sheet/quiz.html.j2", values)


def _script_words(words: Words) -> dict[str, object]:
    return {**{name: words[name] for name in _WORDS.split()}, "retry": words.forms("retry")}


def _question(item: Item, *, setter: Setter, words: Words, seed: int) -> QuizQuestion:
    question = item.question
    options, letter = _options(item, setter=setter, words=words, seed=seed)
    recall = question.points if isinstance(question, FreeRecall) else ()
    source = item.source
    return QuizQuestion(
        id=item.id,
        kind=item.kind.value,
        code=item.code_on_paper,
        section=setter.section(item.section, 0),
        context=setter.context(item, 0),
        stem=setter.stem(item, 0),
        pictures=setter.pictures(item, 0),
        options=options,
        letter=letter,
        key=_key(item, setter, words),
        key_data=_key_data(item),
        recall=tuple(setter.text(point, 0, item) for point in recall),
        source=_source(item, setter) if source is not None and not recall else rich(""),
        line=source.line if source is not None else 0,
    )


def _options(item: Item, *, setter: Setter, words: Words, seed: int) -> tuple[tuple[Option, ...], str]:
    """Return what can be chosen, with its letters, and the letter of the right one."""
    match item.question:
        case MultipleChoice() as question:
            texts = shuffled_options(question, salt=f"{seed}\x1fquiz\x1f{item.id}")
            options = tuple(Option(FORMS[i], setter.text(text, 0, item)) for i, text in enumerate(texts))
            return options, FORMS[texts.index(question.key)]
        case TrueFalse(key=key):
            true, false = words["true"], words["false"]
            letters = (true[0].upper(), false[0].upper()) if true[0].casefold() != false[0].casefold() else ("A", "B")
            return (Option(letters[0], rich(true)), Option(letters[1], rich(false))), letters[0 if key else 1]
        case _:
            return (), ""


def _key(item: Item, setter: Setter, words: Words) -> Markup:
    match item.question:
        case TrueFalse(key=key):
            return rich(words["true" if key else "false"])
        case FreeRecall():
            return rich("")
        case question:
            return setter.text(question.key, 0, item)


def _key_data(item: Item) -> Markup:
    if not (item.code or item.math) or isinstance(item.question, FreeRecall | TrueFalse):
        return Markup()
    return Markup(' data-key="{}"').format(key_text(item.question))


def _source(item: Item, setter: Setter) -> Markup:
    """Return the source sentence with the key marked in it, where the key stands there word for word."""
    if item.source is None:
        return Markup()
    text, key = item.source.text, "" if isinstance(item.question, TrueFalse | FreeRecall) else item.question.key
    if item.code or item.math or not key or text.count(key) != 1:
        return setter.text(text, 0, item)
    before, after = text.split(key)
    html = Markup("{}<mark>{}</mark>{}").format(rich(before), rich(key), rich(after))
    return setter.marked(html, text, 0)
