"""Rules on answers that give themselves away."""

from __future__ import annotations

import re
from itertools import pairwise

from quizgen.item import BLANK, Kind
from quizgen.rules.model import Fault, Subject, rule
from quizgen.rules.text import bare, content_words, fold, has_digit, root, tokens
from quizgen.rules.words import EVALUATIVE, NUMBER_WORDS

_EXPANSION = re.compile(r"(?i)\b(?:stands? for|short for|abbreviat\w+|acronym|initials|letters|spelled out|in full)\b")
_CHOICE = re.compile(r"(?i)\b(?:or|rather than|than|instead of|more|less|which of|between)\b")


@rule("Q009", "answer in the stem", principle="no give-aways", rubric="R")
def answer_in_stem(subject: Subject) -> Fault | None:
    """The key, its only content words or its root stand in the stem or the context.

    "Which kind of white kimchi …? white kimchi" is answered by reading. Stems that offer the choice themselves ("…
    denser, an oceanic or a continental plate?") are left alone, and so are numbers that happen to occur twice.
    """
    if not (subject.asks or subject.kind is Kind.CLOZE):
        return None
    seen_text = f"{subject.stem.replace(BLANK, ' | ')} {subject.context}"
    key_words = [word for word in content_words(subject.key) if word not in EVALUATIVE]
    if not key_words or (subject.asks and _CHOICE.search(subject.stem)):
        return None
    if has_digit(subject.key) or all(word in NUMBER_WORDS for word in key_words):
        return _figure(subject, seen_text)
    seen = set(content_words(re.sub(r"\b\w+['’]s\b", " ", seen_text) if subject.asks else seen_text))
    hint = "ask so that the stem doesn't hold the answer"
    if all(word in seen or bare(word).rstrip("s") in {w.rstrip("s") for w in seen} for word in key_words):
        return Fault(f"the key {subject.key!r} can be read off the stem", hint)
    if len(key_words) == 1 and len(key_words[0]) >= 6:
        for word in sorted(seen):
            if _kin(word, key_words[0]):
                return Fault(f"{word!r} in the stem gives {subject.key!r} away", hint)
    return None


def _kin(one: str, other: str) -> bool:
    """Whether two longer words share their root: the same rough root, or a long beginning in common."""
    if len(one) < 6 or len(other) < 6:
        return False
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return (root(one) == root(other) and len(root(one)) >= 5) or (
        common >= 7 and common >= 0.75 * min(len(one), len(other))
    )


def _figure(subject: Subject, seen_text: str) -> Fault | None:
    """Return a fault when a figure of three characters or more stands in the context or stem as well."""
    key, seen = fold(subject.key).strip(), fold(seen_text)
    if len(key) >= 3 and key in seen and re.search(rf"(?<![\w.,]){re.escape(key)}(?![\w%]|[.,]\d)", seen):
        return Fault(f"the key {subject.key!r} stands in the item itself", "hide or drop the second mention")
    return None


@rule("Q020", "acronym gives the answer away", principle="no give-aways", rubric="R")
def acronym_in_stem(subject: Subject) -> Fault | None:
    """The stem shows the key's initials ("the ____ (SCN)"), or the words that the key is the initials of.

    Questions that ask what an acronym stands for are meant to show it and are left alone.
    """
    if not (subject.asks or subject.kind is Kind.CLOZE) or (subject.asks and _EXPANSION.search(subject.stem)):
        return None
    text = f"{subject.stem} {subject.context}"
    parts = [
        part for part in re.split(r"[\s\-\u2010-\u2015/]+", re.sub(r"\([^)]*\)", "", subject.key)) if part[:1].isalnum()
    ]
    hint = "drop the acronym or the words behind it"
    if len(parts) >= 2:
        letters = "".join(part[0] for part in parts).upper()
        main = "".join(
            part[0] for part in parts if fold(part) not in ("of", "the", "and", "for", "in", "on", "a", "as", "to")
        ).upper()
        for token in tokens(text):
            found = re.sub(r"[.'’]|s$", "", token.text) if token.word else ""
            if len(found) >= 2 and found.isalpha() and found[:2].isupper() and found.upper() in (letters, main):
                return Fault(f"{token.text!r} in the stem gives {subject.key!r} away", hint)
    beside = re.search(rf"{BLANK}\s*\(([A-Z][A-Za-z]{{1,6}})\)", subject.stem)
    if beside and _subsequence(fold(beside.group(1)).rstrip("s"), fold(subject.key)):
        return Fault(f"{beside.group(1)!r} beside the blank gives {subject.key!r} away", hint)
    short = re.sub(r"[.\s]|s$", "", subject.key)
    if subject.kind is Kind.CLOZE and 2 <= len(short) <= 6 and short.isalpha() and sum(map(str.isupper, short)) >= 2:
        names = [token.low for token in tokens(text.replace("-", " ")) if token.word]
        for skip in ((), ("of", "the", "and", "for", "in", "on", "a", "as", "to")):
            initials = "".join(name[0] for name in names if name not in skip)
            if len(short) >= 3 and short.casefold() in initials and _run(text, short):
                return Fault(f"the words behind {subject.key!r} stand in the stem", hint)
    return None


def _subsequence(short: str, text: str) -> bool:
    """Whether the letters of `short` stand in `text` in their order, beginning with its first."""
    if not text.startswith(short[:1]):
        return False
    letters = iter(text)
    return all(letter in letters for letter in short)


def _run(text: str, short: str) -> bool:
    """Whether the stem spells the acronym out right before or after the blank."""
    names = re.escape(short)
    near = re.search(
        rf"((?:[\w-]+\s+){{{len(short) - 1},{len(short) + 3}}})\(?{BLANK}|{BLANK}[)\s]*\(((?:[\w-]+\s*)+)\)", text
    )
    return bool(near and names)


@rule("Q023", "article gives the answer away", principle="no give-aways", rubric="G")
def article_clash(subject: Subject) -> Fault | None:
    """The article "a" stands before a vowel sound or "an" before none, once the key is in its place."""
    if not subject.english or subject.kind is Kind.FREE_RECALL:
        return None
    words = tokens(subject.filled)
    for token, after in pairwise(words):
        if token.low not in ("a", "an") or not after.word or after.start - token.start != len(token.text) + 1:
            continue
        if token.text == "A" and token.start and words[0].text != "A":
            continue
        vowel = _vowel_sound(after.text)
        if vowel is not None and vowel != (token.low == "an"):
            return Fault(f"{token.text!r} doesn't go with {after.text!r}", "write the other article")
    return None


def _vowel_sound(word: str) -> bool | None:
    """Whether an English word begins with a vowel sound; None where spelling doesn't say."""
    low = fold(word)
    if word[0].isdigit():
        return (
            low.startswith("8") or bool(re.match(r"(?:11|18)(?:\D|$|\d{3}\b)", low)) if low[:1] in "123456789" else None
        )
    if not word[0].isascii() or not low.isascii() or sum(map(str.isupper, word)) > 1 or len(word) == 1:
        return None
    if re.match(r"(?:hour|honest|honou?r|heir)", low):
        return True
    if re.match(
        r"(?:h|[ou]n[ei]|e[uw]|u[bcfghkrstv][aeiou]|usu|utah|ut[ei]|urani|ural|uk|oui|un[ai]|herb|url|ug)", low
    ):
        return (
            None
            if not re.match(r"(?:h[aeiouy])", low) or re.match(r"(?:herb|histor|hotel|habit|hyster)", low)
            else False
        )
    return low[0] in "aeiou"
