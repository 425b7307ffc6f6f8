"""Rules on style: capitals, marks, spacing, leftovers of markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from quizgen.item import BLANK, Kind, TrueFalse
from quizgen.problem import Severity
from quizgen.rules.model import Fault, Subject, rule
from quizgen.rules.text import MASK, masked, tokens
from quizgen.rules.words import QUESTION_WORDS

_LOWER_NAMES = re.compile(r"[a-zà-ÿ]{0,2}[A-Z]|\w*\d|[a-z]-|[a-z]\b(?!\.)|(?:de|von|van|da|di|al|bin|ibn)\b|['’]t\b|\$")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]\.)+$|\b(?:etc|Inc|Co|Ltd|Jr|Sr|Corp|Bros|al|St|No|approx|cf|ca|vs|B\.C|A\.D|a\.m|p\.m)\.$"
)


def _texts(subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield the texts that a reader sees, each with its name; code and formulas are masked."""
    yield "the stem", masked(subject.stem, subject.literal) if BLANK not in subject.stem else subject.stem
    if subject.asks or subject.kind is Kind.CLOZE:
        yield "the key", subject.key
    for option in subject.options[1:]:
        yield f"the option {option!r}", option
    if subject.context:
        yield "the context", masked(subject.context, subject.literal)


@rule("Q027", "lower-case start", principle="clean copy", rubric="S")
def lower_case_start(subject: Subject) -> Fault | None:
    """A stem and a context line begin with a capital, or with code, a number or a name that has none (pH)."""
    for name, text in (("the stem", subject.stem), ("the context", subject.context)):
        text = text.lstrip("\"'“„«(¿¡‘‚")
        if not text or not text[0].islower() or _LOWER_NAMES.match(text):
            continue
        if any(text.startswith(stretch) for stretch in subject.literal):
            continue
        return Fault(f"{name} begins in lower case", "begin with a capital")
    return None


@rule("Q028", "end mark", principle="clean copy", rubric="S")
def end_mark(subject: Subject) -> Fault | None:
    """A question ends with a question mark; a statement doesn't."""
    stem = subject.stem.rstrip().rstrip("\"'”’“»)")
    first = tokens(stem)[0].low if tokens(stem) else ""
    if subject.asks and subject.english and first in QUESTION_WORDS and not stem.endswith("?"):
        return Fault("a question without a question mark", "end it with a question mark")
    if isinstance(subject.question, TrueFalse) and stem.endswith("?") and not stem.endswith(('"?', "”?")):
        return Fault("a question can't be true or false", "write a statement")
    return None


@rule("Q029", "no final stop", principle="clean copy", rubric="S", severity=Severity.WARNING)
def no_final_stop(subject: Subject) -> Fault | None:
    """A statement or cloze ends with a full stop, or another mark that ends a sentence."""
    if subject.kind not in (Kind.CLOZE, Kind.TRUE_FALSE) or not subject.stem.strip():
        return None
    stem = subject.stem.rstrip()
    if stem.endswith(BLANK):
        return Fault("the stem has no final stop", "end it with a full stop")
    if stem[-1] in ".!?…:。！？" or stem.rstrip("\"'”’“»)」』")[-1:] in tuple(".!?…。！？") or stem.endswith("$"):
        return None
    return Fault("the stem has no final stop", "end it with a full stop")


@rule("Q030", "spacing", principle="clean copy", rubric="S")
def spacing(subject: Subject) -> Fault | None:
    """No blank before a mark, none doubled or missing, no mark doubled."""
    for name, text in _texts(subject):
        if text != text.strip():
            return Fault(f"{name} begins or ends with a blank", "remove it")
        what = _misspaced(text, subject.note.language == "fr")
        if what:
            return Fault(f"{what} in {name}", "mend the spacing")
    return None


_BEFORE = re.compile(r"(?<![\s.])\s[,.;?!](?=\s|$)")
_BEFORE_FRENCH = re.compile(r"\s[,.;](?=\s|$)")
_SPACING = (
    (re.compile(r"[\[(]\s(?=\w)|(?<=\w)\s[)\]]"), "a blank inside a bracket"),
    (re.compile(r"(?<=[^\W\d_]{2})[,;](?=[^\W\d_]{2})"), "no blank after a mark"),
)
_DOUBLED = re.compile(r",,|;;|,\.|\.,(?<![A-Za-z]\.,)|\?\.|\?\?|!!")


@lru_cache(maxsize=1024)
def _misspaced(text: str, french: bool) -> str:
    """Return what is wrong with the blanks of a text, an empty string when nothing is; context lines come again."""
    if "  " in text:
        return "two blanks in a row"
    if (_BEFORE_FRENCH if french else _BEFORE).search(text):
        return "a blank before a mark"
    for pattern, what in _SPACING:
        if pattern.search(text):
            return what
    return "a doubled mark" if _DOUBLED.search(text) and not re.search(r"\w\.,", text) else ""


@rule("Q031", "unbalanced brackets or quotes", principle="clean copy", rubric="S")
def unbalanced(subject: Subject) -> Fault | None:
    """Every bracket and every double quotation mark has its partner, in the stem with its key filled in and in the
    key."""
    texts = [subject.filled, *([subject.key] if subject.asks else []), subject.context, *subject.options[1:]]
    for text in texts:
        text = masked(text, subject.literal) if any(mark in text for mark in "`$") or subject.literal else text
        if text.replace(MASK, "").count('"') % 2 and not re.search(r"\d\"", text):
            return Fault("a quotation mark without its partner", "close it, or remove it")
        for left, right in ("()", "[]", "{}", "“”", "„“", "«»"):
            opened, closed = text.count(left), text.count(right)
            if (
                left == "„"
                or (left == "“" and "„" in text)
                or (left == "[" and re.search(r"[\[(]\s*-?[\d.]+\s*,\s*-?[\d.]+\s*[\])]", text))
            ):
                continue
            if opened != closed and not (left == "(" and re.match(r"\(?[a-z0-9]\)", text)):
                return Fault(f"{left} and {right} don't match", "close it, or remove it")
    return None


@rule("Q032", "markup left over", principle="clean copy", rubric="S")
def markup(subject: Subject) -> Fault | None:
    """Asterisks, link brackets, tags, entities or list marks that should have become formatting, or gone.

    Code and formulas are left alone when the item lists them under `code` and `math`.
    """
    for name, text in _texts(subject):
        what = _marked(text.replace(BLANK, " "))
        if what:
            return Fault(f"{what} left over in {name}", "remove it")
    return None


_MARKUP = tuple(
    (re.compile(pattern), what)
    for pattern, what in (
        (r"\*\*?[^\s*][^*]*\*\*?|__\w|(?<!\w)_[^\W_][^_]*_(?!\w)|~~\w|==\w[^=]*==", "emphasis marks"),
        (r"\[\[|\]\]|\]\(|!\[", "a link"),
        (r"</?(?:b|i|u|em|strong|p|br|div|span|a|sup|sub|h\d|li|ul|code|mark)(?:\s[^<>]*)?/?>", "a tag"),
        (r"&(?:amp|lt|gt|quot|nbsp|#\d+|#x[0-9a-f]+);", "an entity"),
        (r"^(?:#{1,6} |[-*+•▪] |\d+\) |> |- \[[ x]\])", "a list or heading mark"),
        (r"\{\{c\d+::", "an Anki cloze"),
        (r"^[\u2600-\u27bf\U0001f300-\U0001faff]", "a picture sign"),
        (r"\bauto_awesome\b|\bchevron_right\b|\bplay_arrow\b", "an icon's name"),
    )
)
_PLAIN = re.compile(r"\w[\w\s,.;:?!'\u2019\"$%/-]*")
"""A text of letters, figures and common marks alone, most of which holds no markup."""


@lru_cache(maxsize=1024)
def _marked(text: str) -> str:
    """Return which markup a text holds, an empty string when it holds none; context lines come again."""
    if "_" not in text and _PLAIN.fullmatch(text):
        return ""
    return next((what for pattern, what in _MARKUP if pattern.search(text)), "")


@rule("Q033", "mark at the end of the key", principle="clean copy", rubric="S")
def key_mark(subject: Subject) -> Fault | None:
    """A key ends without a comma, semicolon, colon or full stop, unless it is a sentence or ends in an abbreviation."""
    if not (subject.asks or subject.kind is Kind.CLOZE):
        return None
    for text in subject.options or (subject.key,):
        if text.endswith((",", ";", ":")) or text[:1] in ",;:.)":
            return Fault(f"a mark at the edge of {text!r}", "remove it")
        sentence = len(text.split()) > 5 and text[0].isupper()
        if text.endswith(".") and not _ABBREVIATION.search(text) and not sentence and not text.endswith("..."):
            return Fault(f"a full stop at the end of {text!r}", "remove it")
    return None


@rule("Q034", "doubled word", principle="clean copy", rubric="G")
def doubled_word(subject: Subject) -> Fault | None:
    """The same word twice in a row ("the the"), as a slip or as the seam of a bad transformation."""
    words = tokens(subject.filled)
    for token, after in pairwise(words):
        if token.word and token.low == after.low and token.low.isalpha() and not after.capital:
            if (
                token.low
                in ("that", "had", "very", "her", "so", "is", "bye", "no", "do", "out", "in", "on", "up", "more")
                and token.low != "in"
            ):
                continue
            if subject.english or token.low in ("the", "a"):
                return Fault(f"{token.text!r} stands twice in a row", "remove one")
    return None
