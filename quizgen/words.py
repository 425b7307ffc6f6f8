"""The fixed words of sheets, keys and quiz pages in each language, read from `templates/words/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from quizgen.problem import Problem, QuizgenError
from quizgen.yamltext import Node, load

if TYPE_CHECKING:
    from babel import Locale

FALLBACK = "en"
"""The language whose words stand in for those that another language lacks."""


LEFT_TO_RIGHT, RIGHT_TO_LEFT, ISOLATE_END = "\u2066", "\u2067", "\u2069"
"""Unicode's isolates: English words on an Arabic page keep their own order, in attributes and stylesheets too."""


@dataclass(frozen=True)
class Words:
    """The fixed words of one language.

    `language` is the language of the words, `locale` that of the note, whose dates, plurals and direction count.
    `entries` map a name to a text or to texts by plural category. Asking for a name that isn't there is a `KeyError`.
    """

    language: str
    locale: str
    entries: Mapping[str, str | Mapping[str, str]]

    def __getitem__(self, name: str) -> str:
        return self._apart(self._raw(name))

    def fill(self, name: str, **values: object) -> str:
        """Return the text of that name with its `{…}` filled in; the values may hold braces."""
        return self._apart(_fill(self._raw(name), values))

    def count(self, name: str, n: int, **values: object) -> str:
        """Return the text of that name in the plural form that `n` asks for (Unicode's plural rules, by Babel)."""
        entry = self.entries[name]
        if isinstance(entry, str):
            return self._apart(_fill(entry, {"n": n, **values}))
        form = self._babel.plural_form(n) if self.language == self._babel.language else ("one" if n == 1 else "other")
        return self._apart(_fill(entry.get(form, entry["other"]), {"n": n, **values}))

    def forms(self, name: str) -> Mapping[str, str]:
        """Return the plural forms of the text of that name, by plural category."""
        entry = self.entries[name]
        forms = {"other": entry} if isinstance(entry, str) else entry
        return {form: self._apart(text) for form, text in forms.items()}

    def date(self, iso: str) -> str:
        """Return an ISO date written out as the language does, any other text as it is."""
        from datetime import date

        from babel.dates import format_date

        try:
            return format_date(date.fromisoformat(iso), "long", locale=self._spoken)
        except ValueError:
            return iso

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The writing direction of the note's language."""
        return direction_of(self.locale)

    def _raw(self, name: str) -> str:
        entry = self.entries[name]
        return entry if isinstance(entry, str) else entry["other"]

    def _apart(self, text: str) -> str:
        """Return a text isolated from what stands beside it, where it runs against the direction of the page."""
        before, after = self.isolates
        return f"{before}{text}{after}"

    @cached_property
    def isolates(self) -> tuple[str, str]:
        """What stands before and after a text of these words on the page: empty unless it runs against the page."""
        own = direction_of(self.language)
        if own == self.direction:
            return "", ""
        return (LEFT_TO_RIGHT if own == "ltr" else RIGHT_TO_LEFT), ISOLATE_END

    @cached_property
    def _babel(self) -> Locale:
        return _locale(self.locale)

    @cached_property
    def _spoken(self) -> Locale:
        """The locale that dates are written in: the note's own where the words are in its language."""
        return self._babel if self._babel.language == self.language else _locale(self.language)


def direction_of(language: str) -> Literal["ltr", "rtl"]:
    """Return the writing direction of a language (BCP 47 code), "ltr" for one that Babel doesn't know."""
    return "rtl" if _locale(language).text_direction == "rtl" else "ltr"


def load_words(language: str, *templates: Path) -> Words:
    """Return the words for notes in `language` (a BCP 47 code) from `words/<language>.yaml` of the template folders.

    Earlier folders win, file by file: a project's own folder comes first. Names that the language lacks, and languages
    without words, fall back to English. Raises QuizgenError (S010) for a file that can't be read.
    """
    base = language.replace("_", "-").split("-")[0].lower()
    own = _entries(base, templates)
    entries = {**_entries(FALLBACK, templates), **own}
    if not entries:
        problem = Problem(
            code="S010", text="no words/en.yaml was found among the templates", hint="install quizgen again"
        )
        raise QuizgenError(problem, exit_code=2)
    return Words(language=base if own else FALLBACK, locale=language or FALLBACK, entries=entries)


def _entries(language: str, templates: tuple[Path, ...]) -> dict[str, str | Mapping[str, str]]:
    if not language.isalpha():
        return {}
    for folder in templates:
        path = folder / "words" / f"{language}.yaml"
        if path.is_file():
            return dict(_parsed(path.read_text(encoding="utf-8"), f"words/{language}.yaml"))
    return {}


@lru_cache(maxsize=16)
def _parsed(text: str, path: str) -> Mapping[str, str | Mapping[str, str]]:
    return MappingProxyType(parse_words(text, path=path))


def parse_words(text: str, *, path: str) -> dict[str, str | Mapping[str, str]]:
    """Return the entries of one language's file; raises QuizgenError (S010) for anything but texts and plural forms."""
    tree, problems = load(text, path=path)
    if problems:
        raise QuizgenError(*problems, exit_code=2)
    entries: dict[str, str | Mapping[str, str]] = {}
    for name, node in tree.entries() if tree else ():
        entries[name] = _entry(node, name, path)
    return entries


def _entry(node: Node, name: str, path: str) -> str | Mapping[str, str]:
    if isinstance(node.value, str):
        return node.value
    forms = {form: value.text() for form, value in node.entries()}
    if "other" in forms and all(forms.values()):
        return {form: text for form, text in forms.items() if text}
    hint = "write a text, or its plural forms with at least `other`"
    raise QuizgenError(Problem(code="S010", text=f"the word {name!r} is neither", hint=hint, path=path), exit_code=2)


def _fill(text: str, values: Mapping[str, object]) -> str:
    import re

    return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), text)


def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale(FALLBACK)
