"""Rules that compare an item with the sentence it was made from."""

from __future__ import annotations

import re
from functools import lru_cache

from quizgen.item import Kind
from quizgen.problem import Severity
from quizgen.rules.model import Fault, Subject, rule
from quizgen.rules.text import bare, content_words, fold, has_digit, root, tokens
from quizgen.rules.words import FUNCTION_WORDS, word_set

_AROUND = (
    r"about|around|roughly|approximately|some|nearly|almost|close to|up to|as (?:many|much|few|little|low|high|far) as"
    r"|at least|at most|more than|less than|fewer than|over|under|well under|well over|just under|just over|circa|ca\."
    r"|an estimated"
)
_ABOUT = re.compile(
    rf"(?i)\b({_AROUND})\s+(?:the |a |an )?(?=[$€£]?\d|(?:a |one |two |three |four |five |six |seven |eight |nine |ten "
    r"|half|hundred|dozen|thousand|million))"
)
_BOUND = re.compile(
    r"(?i)\b(?:about|around|roughly|approximately|some|near|nearly|almost|close to|up to|as \w+ as|least|most|more|less"
    r"|fewer|over|under|exceed\w*|below|above|just|circa|estimated|maximum|minimum|limit|range)\b"
)
_MODAL = re.compile(
    r"(?i)\b(probably|possibly|perhaps|likely|reportedly|allegedly|supposedly|apparently|presumably|usually|typically"
    r"|generally|often|sometimes|mostly|rarely|seldom|tends? to|tended to|may|might|could|seems? to|seemed to"
    r"|appears? to|appeared to|hardly|almost|(?:is|are|was|were) (?:thought|believed|said|estimated|reported|considered"
    r"|alleged|known) to)\s+(?:have |be |been |also |be )*([a-z]+)"
)
_NEGATION = re.compile(
    r"(?i)\b(?:not|never|cannot|no longer|hardly|neither|nor|without|no|none|nobody|nothing|few|little)\b|n['’]t\b"
)
_NEGATED = re.compile(
    r"(?i)(?:\b(?:not|never|cannot|no longer)|n['’]t)\s+(?:be |been |have |yet |also |only )*([a-z]+)"
)
_HEDGES = re.compile(
    r"(?i)\b(?:probabl[ey]|possib[a-z]+|perhaps|likely|reported\w*|alleged\w*|supposed\w*|apparent\w*|presum\w+|usual\w*"
    r"|typical\w*|general\w*|often|sometimes|most(?:ly)?|rarely|seldom|tend\w*|thought|believed|said|estimated?|known"
    r"|considered|may|might|can|could|seem\w*|appear\w*|hardly|almost|in part|partly|according|suggest\w*|think|many)\b"
)


@lru_cache(maxsize=1024)
def _bounded(source: str) -> tuple[tuple[str, str], ...]:
    """Return the figures of a source that it hedges, each with the word that does: ("about", "2,300")."""
    found = []
    for match in _ABOUT.finditer(source):
        figure = re.match(r"[$€£]?[\w.,]*\w", source[match.end() :])
        if figure is not None:
            found.append((match.group(1), figure.group()))
    return tuple(found)


@lru_cache(maxsize=1024)
def _hedged(source: str) -> tuple[str, ...]:
    """Return the words of a source that it says with reserve ("tends to focus": "focus")."""
    words = (fold(match.group(2)) for match in _MODAL.finditer(source))
    return tuple(word for word in words if word not in FUNCTION_WORDS)


@lru_cache(maxsize=1024)
def _denied(source: str) -> tuple[str, ...]:
    """Return the words of a source that stand behind "not" or "never"."""
    words = (fold(match.group(1)) for match in _NEGATED.finditer(source))
    return tuple(word for word in words if word not in FUNCTION_WORDS)


@rule("Q039", "hedge lost", principle="faithful to the source", rubric="F")
def hedge_lost(subject: Subject) -> Fault | None:
    """The source says "about", "up to", "probably", "tend to", "are thought to" of what is asked; the item doesn't.

    An estimate became a count, a tendency a rule. Put the hedge into the stem or the key. Only items with a source
    sentence are looked at.
    """
    if not subject.english or not subject.source or subject.kind is Kind.FREE_RECALL:
        return None
    hint = "put the hedge into the stem or the key"
    shown = f"{subject.context} {subject.filled} {subject.key}"
    for word, figure in _bounded(subject.source):
        number = fold(figure)
        if number in ("a", "one") or not re.search(rf"(?<![\w.,]){re.escape(number)}(?![\w])", fold(shown)):
            continue
        if not _BOUND.search(shown):
            return Fault(f"{word!r} before {figure!r} is lost", hint)
    hedged = _hedged(subject.source)
    if not hedged:
        return None
    if _HEDGES.search(shown):
        return None
    roots = {root(bare(token.low)) for token in tokens(shown) if token.word}
    for word in hedged:
        if root(word) in roots:
            return Fault(f"the source hedges {word!r}, the item doesn't", hint)
    return None


@rule("Q040", "negation lost", principle="faithful to the source", rubric="F")
def negation_lost(subject: Subject) -> Fault | None:
    """The source denies what the item takes for granted.

    Only true statements and clozes with a source sentence are looked at: there the item must say what the source says.
    """
    if not subject.english or not subject.source or subject.kind not in (Kind.TRUE_FALSE, Kind.CLOZE) or subject.false:
        return None
    denied = _denied(subject.source)
    if not denied or _NEGATION.search(subject.filled):
        return None
    roots = {root(bare(token.low)) for token in tokens(subject.filled) if token.word}
    for word in denied:
        if root(word) in roots and not has_digit(word) and len(re.findall(rf"(?i)\b{root(word)}", subject.source)) == 1:
            return Fault(f"the source denies {word!r}, the item doesn't", "put the negation back")
    return None


_MEMBER = re.compile(
    r"(?:(?:, [^,.;:]{2,40})+,)? (?:and|or|but)(?: also)? ((?:the |a |an |its |their )?[^\W\d_][\w'’-]*)"
)
_LEADING = re.compile(r"(?i)(?:by|in|to|with|from|because of|due to|for|on|at|the|a|an) ")


@rule("Q041", "half of a list", principle="one answer", rubric="M", severity=Severity.WARNING)
def half_list(subject: Subject) -> Fault | None:
    """The source names the key together with others ("the IMF and the World Bank"), and the item doesn't show them.

    Any of them answers. Show the others, ask for all of them, or say "besides". Only items with a source are looked at.
    """
    if not subject.english or not subject.source or subject.kind not in (Kind.SHORT_ANSWER, Kind.CLOZE):
        return None
    key = subject.key
    while _LEADING.match(key):
        key = _LEADING.sub("", key, count=1)
    at = fold(subject.source).find(fold(key))
    if not key or at < 0 or len(fold(subject.source)) != len(subject.source):
        return None
    other = _MEMBER.match(subject.source, at + len(key))
    if other is None or " and " in key or re.search(r"(?i)\b(?:one|besides|apart from|for example)\b", subject.stem):
        return None
    shown = {root(word) for word in content_words(f"{subject.stem} {subject.context}")}
    tail = re.match(r"[^,.;:]*", subject.source[other.end(1) :])
    words = content_words(other.group(1) + (tail.group() if tail else ""))
    if not words or any(root(word) in shown for word in words):
        return None
    if _clause_like(words[0]):
        return None
    return Fault(f"the source names {key!r} beside {other.group(1)!r}", "show the others, or ask for all of them")


def _clause_like(word: str) -> bool:
    """Whether a word behind "and" looks like a verb, which begins another clause rather than a member."""
    return word.endswith(("ed", "s", "es")) or word in _VERBS


_VERBS = word_set(
    """is are was were has had have can could may will would made took gave became went set put kept led won lost
    began"""
)
