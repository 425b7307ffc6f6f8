"""Pairs and series: contrasted halves with a subject hidden or both swapped, one member of a series hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.generate.clauses import Analysis, Chunk, Clause, ClauseKind
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word
from quizgen.generate.references import is_plural
from quizgen.generate.sentences import Place
from quizgen.generate.term import TermKind, rank
from quizgen.generate.terms import terms
from quizgen.generate.topic import topic_lines
from quizgen.generate.wording import uncapital
from quizgen.item import BLANK, Cloze, TrueFalse
from quizgen.note import Shape
from quizgen.rules.text import content_words, root
from quizgen.rules.words import GENERIC_NOUNS

_LONGEST = 25
_JOINTS = ("while", "whereas", ";", "but")
_LOOSE = word_set("it he she they this that these those there here such one ones some others another both each")


@dataclass(frozen=True, slots=True)
class _Half:
    start: int
    end: int
    clause: Clause


def halves(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield, from "A does X, while B does Y", the sentence with A hidden, or the false one with A and B swapped."""
    found = _pair(analysis)
    if found is None:
        return
    one, two, joint = found
    base = analysis.words[one.start].start
    text = analysis.sentence.text[base:]
    a, b = _bounds(analysis, one, base), _bounds(analysis, two, base)
    first, second = text[a[0] : a[1]], text[b[0] : b[1]]
    opening = analysis.words[one.start].text
    small = uncapital(analysis, discourse, one.start) + first[len(opening) :]
    text, first = _capital(text), _capital(first)
    pending = any(i < two.start for i in discourse.references[analysis.sentence.index].pending if i >= one.start)
    if joint != "but" and len(text.split()) <= 20 and _alike(analysis, one, two) and not pending:
        swapped = f"{_capital(second)}{text[a[1] : b[0]]}{small}{text[b[1] :]}"
        if not re.search(r'["(]|\b(?:also|too|likewise|similarly)\b', text):
            yield Draft(
                question=TrueFalse(stem=swapped, key=False),
                rule="false swap",
                sentence=analysis.sentence.index,
                asked=(one.start, len(analysis.words)),
                context=next(iter(topic_lines(analysis.sentence, discourse)), ""),
            )
    if analysis.words[_subject(two)[0]].pos == "PRON" or _better(analysis, discourse):
        return
    for half, key in ((one, small), (two, second)):
        span = _bounds(analysis, half, base)
        if not _telling(analysis, half):
            continue
        bare = re.sub(r"^(?:the|a|an) ", "", key, flags=re.IGNORECASE)
        lead = text[span[0] : span[1]][: len(key) - len(bare)]
        stem = f"{text[: span[0]]}{lead}{BLANK}{text[span[1] :]}"
        if re.match(r"(?i)an? $", lead) or _leaks(stem, bare) or len(bare.split()) > 4:
            continue
        yield Draft(
            question=Cloze(stem=stem, key=bare),
            rule="cloze contrast",
            sentence=analysis.sentence.index,
            answer=_subject(half),
            asked=(one.start, len(analysis.words)),
            pending=pending,
            doubts=("blank first",) if not lead and half is one else (),
        )


def _better(analysis: Analysis, discourse: Discourse) -> bool:
    """Return whether the sentence has a figure, date or name that is worth more than a half's subject."""
    lesser = (TermKind.NOUN, TermKind.COMPOUND)
    return any(term.weight >= 1.7 and term.kind not in lesser for term in terms(analysis, discourse))


def _pair(analysis: Analysis) -> tuple[_Half, _Half, str] | None:
    """Return the two halves of a contrast and what joins them; None where the sentence is anything else."""
    words, sentence = analysis.words, analysis.sentence
    if sentence.place is Place.SUMMARY or sentence.shape is Shape.ROW or len(words) > 30:
        return None
    text = sentence.text
    if not text.endswith(".") or len(text.split()) > _LONGEST or "\u2014" in text or "?" in text:
        return None
    mains = [
        clause
        for clause in analysis.clauses
        if clause.kind in (ClauseKind.MAIN, ClauseKind.CONJUNCT, ClauseKind.ADVERBIAL) and clause.subject is not None
    ]
    last = len(analysis.parse.joints) - 1
    colon = next((k for k in range(last, 0, -1) if analysis.parse.joints[k] == ":"), 0)
    mains = [clause for clause in mains if words[clause.verb].piece >= colon]
    if len(mains) != 2 or any(c.kind is ClauseKind.COMPLEMENT for c in analysis.clauses):
        return None
    one, two = sorted(mains, key=lambda clause: clause.verb)
    if one.lent or two.lent or one.subject is None or two.subject is None or one.doubts or two.doubts:
        return None
    start, cut = one.subject.start, two.subject.start
    if start > 0 and (not colon or words[start - 1].piece == words[start].piece):
        return None
    opening = words[start].text.lower()
    if opening in ("today", "now", "nowadays", "yesterday", "tomorrow", "once"):
        return None
    if any(word.text == "," for word in _inside(analysis, one, two)):
        return None
    if words[cut].piece != words[cut - 1].piece:
        joint = analysis.parse.joints[words[cut].piece]
        at = cut
    else:
        joint, at = words[cut - 1].text.lower(), cut - 1
        if joint not in _JOINTS or words[cut - 2].text != ",":
            return None
    if joint not in _JOINTS or one.verb > cut or two.subject.head < cut:
        return None
    return _Half(start, at, one), _Half(cut, len(words), two), joint


def _inside(analysis: Analysis, one: Clause, two: Clause) -> Iterator[Word]:
    """Yield the words of both subjects."""
    for part in (one.subject, two.subject):
        if part is not None:
            yield from analysis.words[part.start : part.end]


def _subject(half: _Half) -> tuple[int, int]:
    part = half.clause.subject
    return (part.start, part.end) if part is not None else (half.start, half.start)


def _bounds(analysis: Analysis, half: _Half, base: int) -> tuple[int, int]:
    """Return where a half's subject stands in the text from `base` on."""
    start, end = _subject(half)
    return analysis.words[start].start - base, analysis.words[end - 1].end - base


def _alike(analysis: Analysis, one: _Half, two: _Half) -> bool:
    """Return whether two subjects can change places: short, of one number, both names or neither."""
    subjects = [half.clause.subject for half in (one, two)]
    if any(part is None or part.end - part.start > 4 for part in subjects):
        return False
    heads = [part.head for part in subjects if part is not None]
    if is_plural(analysis, heads[0]) != is_plural(analysis, heads[1]):
        return False
    for half in (one, two):
        start, end = _subject(half)
        if any(word.text.lower() in _LOOSE or word.pos == "PRON" for word in analysis.words[start:end]):
            return False
    kinds = [bool(analysis.words[i].ent) or (analysis.words[i].pos == "PROPN" and i > 0) for i in heads]
    loose = analysis.words[one.start : two.start]
    return kinds[0] == kinds[1] and not any(word.tag in ("PRP", "PRP$") for word in loose)


def _telling(analysis: Analysis, half: _Half) -> bool:
    """Return whether a half's subject is a term of its own and its other words point to it."""
    start, end = _subject(half)
    words = analysis.words[start:end]
    if any(word.text.lower() in _LOOSE or word.pos in ("PRON", "NUM") for word in words):
        return False
    if any(word.dep in ("relcl", "acl", "prep", "conj", "cc") for word in words):
        return False
    head = analysis.words[half.clause.subject.head] if half.clause.subject else words[-1]
    low = head.lemma.lower()
    rare = head.pos == "PROPN" or len(words) > 1 or rank(low) > 2500
    return rare and not (len(words) == 1 and low in GENERIC_NOUNS) and half.clause.verb >= 0


def _leaks(stem: str, key: str) -> bool:
    hidden = {root(word) for word in content_words(key)}
    return not hidden or all(root(word) in {root(w) for w in content_words(stem)} for word in content_words(key))


def series(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield the sentence with one member of a series of three or more hidden, the others shown.

    The member has to be more than a common word, and the sentence short and without words that point elsewhere.
    """
    sentence, text = analysis.sentence, analysis.sentence.text
    if sentence.place is Place.SUMMARY or sentence.shape is Shape.ROW or not text.endswith("."):
        return
    if not 7 <= len(text.split()) <= _LONGEST or re.search(r'[?;\u2014"]|, (?:etc|such)', text):
        return
    if any(word.tag in ("PRP", "PRP$") or word.text.lower() in _LOOSE - {"that"} for word in analysis.words):
        return
    for group in _series(analysis):
        best = max(group, key=lambda chunk: (_weight(analysis, chunk), chunk.start))
        if _weight(analysis, best) < 5500:
            continue
        key = analysis.parse.text(best.start, best.end)
        start, end = analysis.words[best.start].start, analysis.words[best.end - 1].end
        stem = f"{text[:start]}{BLANK}{text[end:]}"
        if start == 0 or {root(w) for w in content_words(key)} & {root(w) for w in content_words(stem)}:
            continue
        yield Draft(
            question=Cloze(stem=stem, key=key),
            rule="cloze member",
            sentence=sentence.index,
            answer=(best.start, best.end),
            asked=(0, len(analysis.words)),
            pending=bool(discourse.references[sentence.index].pending),
        )


def _series(analysis: Analysis) -> Iterator[list[Chunk]]:
    """Yield the runs of three to six short noun phrases between commas, the last behind "and" or "or"."""
    by_start = {chunk.start: chunk for chunk in analysis.chunks}
    words, taken = analysis.words, -1
    for chunk in analysis.chunks:
        if chunk.start < taken:
            continue
        group, at = [chunk], chunk.end
        while at + 1 < len(words) and words[at].text in (",", "and", "or", "&"):
            last = words[at].text != "," or words[at + 1].text in ("and", "or")
            following = by_start.get(at + (2 if words[at].text == "," and last else 1))
            if following is None:
                break
            group.append(following)
            at = following.end
            if last:
                if 3 <= len(group) <= 6 and all(_short(analysis, item) for item in group) and _ends(analysis, at):
                    taken = at
                    yield group
                break


def _short(analysis: Analysis, chunk: Chunk) -> bool:
    inside = analysis.words[chunk.start : chunk.end]
    return len(inside) <= 3 and not any(word.dep in ("det", "poss") or word.aside for word in inside)


def _ends(analysis: Analysis, at: int) -> bool:
    """Return whether a series is over where it seems to be, with nothing that belongs to its last member only."""
    word = analysis.words[at] if at < len(analysis.words) else None
    return word is None or word.text in (".", ",", ")") or word.tag in ("VBD", "VBZ", "VBP", "MD")


def _weight(analysis: Analysis, chunk: Chunk) -> int:
    words = [word for word in analysis.words[chunk.start : chunk.end] if word.pos in ("NOUN", "PROPN", "ADJ", "X")]
    if not words or (words[-1].lemma.lower() in GENERIC_NOUNS and len(words) == 1):
        return 0
    return max(rank(word.lemma.lower()) for word in words) + 500 * len(words)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
