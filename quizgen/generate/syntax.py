"""The records of a sentence's syntax: parts, clauses, noun phrases, appositions, and the analysis that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from quizgen.generate.parse import Parse, Word
from quizgen.generate.sentences import Sentence


class Role(StrEnum):
    """What a part does in its clause."""

    SUBJECT = "subject"
    EXPLETIVE = "expletive"
    OBJECT = "object"
    DATIVE = "dative"
    ATTRIBUTE = "attribute"
    AGENT = "agent"
    PREP = "prep"
    ADVERB = "adverb"
    TIME = "time"
    CLAUSE = "clause"
    PURPOSE = "purpose"
    PARTICIPLE = "participle"
    COMPLEMENT = "complement"


class ClauseKind(StrEnum):
    """How a clause stands in its sentence."""

    MAIN = "main"
    CONJUNCT = "conjunct"
    RELATIVE = "relative"
    ADVERBIAL = "adverbial"
    COMPLEMENT = "complement"
    PARTICIPLE = "participle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One constituent: the words `start` to `end` (exclusive) of the parse.

    `head` is its head word; for a prepositional phrase `head` is the preposition and `noun` the head of its object (-1
    where there is none), else `noun` is the head. `word` is the preposition or the conjunction in lower case ("in",
    "because of", "when"), else empty. `fronted` says that it stands before the subject, `comma` that a comma is
    before it.
    """

    role: Role
    start: int
    end: int
    head: int
    noun: int
    word: str = ""
    fronted: bool = False
    comma: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clause:
    """A clause with a verb; equal to itself only.

    `group` are the word indices of the verb group in order: adverbs right before the verb, auxiliaries, negation,
    linked verbs ("tend to focus") and particle; `verb` is the one that carries the meaning ("focus") and `finite` the
    one that bears tense (-1 for none). `subject` is its subject; with `lent` it stands in another clause. `parts` are
    all other constituents in text order, without coordinated clauses. `mark` is the conjunction of an adverbial clause
    in lower case, `joint` the coordinator before a conjunct ("and", "but", "so"). `parent` is the index of the clause
    it hangs on in `Analysis.clauses` (-1 for none). An `imperative` has no subject and no finite verb. `doubts` name
    what looks wrong in the parse, none when all is well.
    """

    kind: ClauseKind
    verb: int
    finite: int
    group: tuple[int, ...]
    subject: Part | None
    parts: tuple[Part, ...]
    mark: str = ""
    joint: str = ""
    lent: bool = False
    passive: bool = False
    negated: bool = False
    imperative: bool = False
    parent: int = -1
    doubts: tuple[str, ...] = ()

    def part(self, *roles: Role) -> Part | None:
        """Return the first part with one of the roles, or None."""
        return next((part for part in self.parts if part.role in roles), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A base noun phrase: determiner, modifiers, head; no prepositional phrase or clause behind the head."""

    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Apposition:
    """A noun phrase `start` to `end` set beside another whose head is `host` ("SHAttered, the first collision")."""

    host: int
    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Analysis:
    """A sentence with its parse and all that was read from it; equal to itself only.

    `loose` holds the indices of words that can be left out without changing what the rest claims: parentheses,
    appositions between commas and relative or participial clauses behind a comma, with their commas.
    """

    parse: Parse
    clauses: tuple[Clause, ...]
    chunks: tuple[Chunk, ...]
    appositions: tuple[Apposition, ...]
    loose: frozenset[int]
    sentence: Sentence = field(init=False, repr=False)
    """The sentence itself, and the words of the parse: fields, since they are asked for hundreds of times each."""
    words: tuple[Word, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sentence", self.parse.sentence)
        object.__setattr__(self, "words", self.parse.words)
