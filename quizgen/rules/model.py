"""The records of the rules: what a rule is, what it looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from quizgen.item import BLANK, Cloze, FreeRecall, Kind, MultipleChoice, Question, TrueFalse, key_text, kind_of
from quizgen.problem import Severity
from quizgen.rules.text import Token, masked, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault of an item: the rule's `code`, what is wrong, what to do next, and how much it matters."""

    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteContext:
    """What is known of the note that items were made from; every part may be empty.

    `persons` are full names of people in the note, `speakers` those who only talk about its subject (guest, host),
    `topic` are the words for what the whole note is about.
    """

    language: str = "en"
    persons: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    topic: str = ""


class ItemLike(Protocol):
    """Anything with a question and a context line: an `Item`, a `Candidate`."""

    @property
    def question(self) -> Question:
        """The question."""

    @property
    def context(self) -> str:
        """The line printed above the stem, or an empty string."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An item as the rules see it.

    `filled` is the stem with the key in its blank (the stem itself for other kinds). `prose` and `context_prose` are
    `filled` and the context with code, formulas and quotations masked by a neutral name, `words` are the tokens of
    `prose`, `source` is the sentence that the item was made from, or empty.
    """

    question: Question
    kind: Kind
    stem: str
    key: str
    filled: str
    prose: str
    words: tuple[Token, ...]
    context: str
    context_prose: str
    source: str
    literal: tuple[str, ...]
    note: NoteContext

    @property
    def english(self) -> bool:
        """Whether the item is in English: rules that know English words look at no other."""
        return self.note.language == "en"

    @property
    def spaceless(self) -> bool:
        """Whether the language puts no blanks between words."""
        return self.note.language in ("ja", "zh", "th")

    @property
    def options(self) -> tuple[str, ...]:
        """The key and the distractors of a multiple-choice item, nothing for other kinds."""
        if isinstance(self.question, MultipleChoice):
            return (self.question.key, *self.question.distractors)
        return ()

    @property
    def asks(self) -> bool:
        """Whether the stem is a question with a key in words."""
        return self.kind in (Kind.SHORT_ANSWER, Kind.MULTIPLE_CHOICE)

    @property
    def false(self) -> bool:
        """Whether this is a statement whose key is false."""
        return isinstance(self.question, TrueFalse) and not self.question.key


def subject_of(item: ItemLike, note: NoteContext) -> Subject:
    """Return what the rules look at of an item."""
    question = item.question
    stem, key = question.stem, key_text(question)
    filled = stem.replace(BLANK, key, 1) if isinstance(question, Cloze) else stem
    if isinstance(question, FreeRecall):
        key = ""
    literal = (*getattr(item, "code", ()), *getattr(item, "math", ()))
    prose = masked(filled, literal)
    return Subject(
        question=question,
        kind=kind_of(question),
        stem=stem,
        key=key,
        filled=filled,
        prose=prose,
        words=tokens(prose),
        context=item.context,
        context_prose=masked(item.context, literal),
        source=getattr(getattr(item, "source", None), "text", ""),
        literal=literal,
        note=note,
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule says of one item: what is wrong and what to do about it."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: looks at one item and returns a fault, or None when the item keeps to it.

    `rubric` is the letter of the failure class that the rule guards against, `doc` the text of its page.
    """

    code: str
    name: str
    principle: str
    rubric: str
    severity: Severity
    doc: str
    look: Callable[[Subject], Fault | None]

    def check(self, subject: Subject) -> Finding | None:
        """Return what the rule finds in an item, None when nothing."""
        fault = self.look(subject)
        if fault is None:
            return None
        return Finding(code=self.code, message=fault.message, hint=fault.hint, severity=self.severity)


def rule(
    code: str, name: str, *, principle: str, rubric: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Subject], Fault | None]], Rule]:
    """Return a decorator that makes a rule of a function; the function's docstring becomes the rule's page."""

    def make(look: Callable[[Subject], Fault | None]) -> Rule:
        doc = "\n".join(line.strip() for line in (look.__doc__ or "").strip().splitlines())
        return Rule(code=code, name=name, principle=principle, rubric=rubric, severity=severity, doc=doc, look=look)

    return make
