"""The shape of a line: words, sentence ends, list marks, times, and noise that needs no neighbours to be told."""

from __future__ import annotations

import re
from functools import lru_cache

from quizgen.read.model import Role
from quizgen.read.vocabulary import ADVERTS, FOOTERS, ICONS, LABELS, PLAYER, Label

BULLETS = "•‣▪▸►◦●○·∙–—*+-−"
_BULLET = re.compile(r"([ \t\u00a0]*)([•‣▪▸►◦●○·∙✓✔➤→–—*+\-−])[ \t\u00a0]+(?=\S)")
_STEP = re.compile(r"([ \t\u00a0]*)(\(?\d{1,3}[.)]|[a-zA-Z]\))[ \t\u00a0]+(?=\S)")
_TASK = re.compile(r"[ \t]*\[[ xX]\][ \t]+(?=\S)")
_TIME = re.compile(r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?")
_CLOCK = re.compile(
    r"[🎧⏱⏰🕐▶️\s]*[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?(?:\s*(?:-->|-|–|—|to|/|,)\s*[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?)?"
    r"(?:\s*\(\d{1,2}:\d\d(?::\d\d)?\))?"
)
_STOPS = tuple(".!?…。！？")
_CLOSERS = " \t\n\"'”’»›)]*_"
_PARTING = re.compile("[:：.–—-]")
_INNER_STOP = re.compile(r"[^\W\d_]{2,}[.!?…]+[\"'”’»)\]]*\s+[\"'“‘«(\[]?[A-ZÀ-ÞА-ЯЁ0-9]")
_ABBREVIATED = re.compile(
    r"\b(?:vs|dr|mr|mrs|ms|prof|st|no|vol|ch|etc|nr|bzw|jr|sr|inc|co|ltd|fig|approx|ca|cf|al)\.\s", re.I
)
_HTML_LINE = re.compile(
    r"\s*</?(?:iframe|details|summary|audio|video|source|div|center|br|hr|figure|img|picture|svg)\b[^>]{0,2000}>", re.I
)
_EMOJI_EDGES = re.compile(r"^[^\w(\[\"'“‘«„¿¡$#`]+|[^\w)\]\"'”’»%?!.…$`]+$")


def words(text: str) -> int:
    """Return the number of words of a text whose blanks are single."""
    return text.count(" ") + 1 if text else 0


def ends_sentence(text: str) -> bool:
    """Tell whether the text ends like a sentence: a stop, perhaps within a closing quote or bracket."""
    return text[-24:].rstrip(_CLOSERS)[-1:] in _STOPS


def sentences(text: str) -> int:
    """Return about how many sentences a text has; good enough to tell a paragraph from a line."""
    plain = _ABBREVIATED.sub(" ", text[:5000])
    return len(_INNER_STOP.findall(plain)) + 1


def starts_lower(text: str) -> bool:
    """Tell whether the first letter or digit is a small letter."""
    if text[:1].isalnum():
        return text[0].islower()
    return next((char for char in text[:40] if char.isalnum()), "").islower()


def has_letters(text: str) -> bool:
    """Tell whether there is any letter."""
    return text[:1].isalpha() or any(char.isalpha() for char in text)


def list_mark(text: str) -> tuple[int, str] | None:
    """Return the number of characters of a list mark with its blanks, and the mark; None where there is none."""
    head = text.lstrip()[:2]
    if head[:1].isalpha() and head[1:] != ")":
        return None
    match = _BULLET.match(text) or _STEP.match(text)
    if match:
        task = _TASK.match(text, match.end())
        return (task.end() if task else match.end()), match[2]
    task = _TASK.match(text)
    return (task.end(), "[ ]") if task else None


def is_time(text: str) -> bool:
    """Tell whether a line is a time, a range of times, or a clock line of a player, and nothing else."""
    return len(text) <= 60 and not text[:1].isalpha() and _CLOCK.fullmatch(text.strip()) is not None


def starts_with_time(text: str) -> int:
    """Return the length of a time stamp at the start of a line, with the blanks and signs after it; 0 for none."""
    match = _TIME.match(text)
    if match is None:
        return 0
    rest = text[match.end() :]
    return len(text) - len(rest.lstrip(" \t-–—:|]").lstrip()) if rest[:1] in " \t-–—|:" else 0


def bare(text: str) -> str:
    """Return a label's text as the word list spells it: lower case, straight quotes, no marks or emoji at its ends."""
    plain = text.replace("’", "'").replace("\u00a0", " ").strip().strip("*_#=~`").strip()
    plain = _EMOJI_EDGES.sub("", plain).strip().strip("*_").rstrip(" :：.-–—").casefold()
    return " ".join(plain.split())


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label | None:
    """Return what a short line announces, None when it is no label."""
    return LABELS.get(bare(text)) if len(text) <= 60 else None


def lead_label(text: str) -> tuple[Label, int] | None:
    """Return the label before a colon, stop or dash at the start of a line, and where the rest starts."""
    head = text[:48]
    for parting in _PARTING.finditer(head):
        index, char = parting.start(), parting.group()
        if char != "-" or head[index - 1 : index] == " ":
            start = head[:index].casefold()
            label = LABELS.get(start) if start[:1].isalpha() else LABELS.get(bare(start))
            rest = text[index + 1 :].lstrip(" *_:")
            if label is not None and rest:
                return label, len(text) - len(rest)
            if char in ":：":
                return None
    return None


def noise(text: str) -> tuple[Role, str] | None:
    """Return the role and reason of a line that is noise whatever stands around it, None for any other line."""
    plain = text.strip()
    if not plain or len(plain) > 600:
        return None
    if plain in ICONS:
        return Role.NOISE, "the name of an icon"
    if "_" in plain and " " in plain and all(word in ICONS for word in plain.split()):
        return Role.NOISE, "names of icons"
    if is_time(plain):
        return Role.NOISE, "only a time"
    low = plain.casefold()
    if len(plain) <= 60 and low.startswith(PLAYER) and not ends_sentence(plain):
        return Role.NOISE, "a button of a player or page"
    if _HTML_LINE.match(plain) and "</" not in plain[:2] and _only_tags(plain):
        return Role.NOISE, "an embedded element"
    if low.lstrip("*_[(> ").startswith(FOOTERS) and len(plain) <= 200:
        return Role.NOISE, "a footer of the exporting tool"
    if low.startswith(ADVERTS) or (len(plain) <= 400 and _advert(low)):
        return Role.ADVERT, "wording of advertising"
    return None


def _only_tags(text: str) -> bool:
    """Tell whether nothing but tags stands in the text."""
    depth = 0
    for char in text:
        if char == "<":
            depth += 1
        elif char == ">":
            depth = max(0, depth - 1)
        elif depth == 0 and not char.isspace():
            return False
    return True


def _advert(low: str) -> bool:
    return len([part for part in ADVERTS if part in low]) >= 2
