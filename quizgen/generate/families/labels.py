"""Labels: lines and table rows of "label: value", with one value hidden and the label and its heading shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizgen.generate.clauses import Analysis, ClauseKind
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families.lists import rows
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word
from quizgen.generate.term import rank
from quizgen.generate.topic import topic_lines
from quizgen.item import BLANK, Cloze, ShortAnswer, key_text
from quizgen.note import Shape

_KEY, _STEM, _ANSWER = 5, 24, 8
_ASKING = word_set("where when who why how what which")
"""Question words: they open labels, and headings that are no noun phrases."""
_GRADED = "deep|fast|long|high|old|big|large|heavy|wide|tall|hot|cold|warm|thick|thin|strong|loud|bright|common"
_NOTHING = frozenset({"", "-", "\u2013", "\u2014", "?", "n/a", "N/A", "none", "tbd", "TBD"})
_FIGURE = re.compile(
    r"\d[\d,.]*(?:\s?(?:\u2013|-|to)\s?\d[\d,.]*)?(?:\s(?:million|billion|trillion|thousand))?%?(?![\w.,]*\d)"
)
_COUNT = re.compile(r"^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b")
_ADMIN = word_set(
    """scope todo source sources read reading homework deadline due contact author link links status page pages chapter
    date location room price cost version tip note example examples warning pro con pros cons exam see reference"""
)
"""Labels of what isn't the subject: errands, sources, remarks."""


def asking_labels(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "Compressions: how fast?" from the line "How fast: 100 to 120 per minute" under the heading "Compressions".

    The value is cut at its first comma where what stands before it says enough, and loses what stands in brackets.
    """
    found = _line(analysis)
    heading = _heading(analysis)
    if found is None or not heading:
        return
    label, start = found
    if not re.fullmatch(r"(?i)where|when|who|how [a-z]+(?: [a-z]+)?", label):
        return
    stem = _stem(heading, label, discourse)
    value = _value(analysis, start, _ANSWER + (stem.startswith("How")))
    if value is None:
        return
    text, end = value
    if label[:3].lower() == "how" and not re.search(r"\d|\b(?:one|two|three|four|five|six|ten)\b", text):
        return
    yield Draft(
        question=ShortAnswer(stem=stem, key=text),
        rule="label",
        sentence=analysis.sentence.index,
        answer=(start, end),
        asked=(0, start),
    )


def _stem(heading: str, label: str, discourse: Discourse) -> str:
    """Return "How deep are compressions?" where the heading is a plural or a name, else "Storage: how long?"."""
    last = heading.split()[-1]
    several = last.endswith("s") and not last.endswith(("ss", "us", "is"))
    named = all(word in discourse.upper for word in heading.split())
    if re.fullmatch(rf"(?i)how (?:{_GRADED})", label) and (several or named):
        return (
            f"{label.capitalize()} {'are' if several and not named else 'is'} {heading if named else _small(heading)}?"
        )
    return f"{heading}: {_small(label)}?"


def label_values(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "Cells \u2013 storage: cool, at ____ charge" from the line "Storage: cool, at 40-60 % charge"."""
    found = _line(analysis)
    if found is None or _spoken(analysis, found[1]):
        return
    label, start = found
    heading = _heading(analysis)
    words = label.split()
    if not heading or len(words) > 4 or words[0].lower() in _ASKING or words[-1].lower() in _ADMIN:
        return
    if any(char.isdigit() for char in label) or (
        analysis.words[0].pos in ("VERB", "AUX", "PRON") and analysis.words[0].tag != "VBG"
    ):
        return
    value = analysis.sentence.text[analysis.words[start].start :].rstrip(" .")
    if _open(value) or len(value.split()) < 2:
        return
    for match in list(_FIGURE.finditer(value))[:2] or list(_COUNT.finditer(value)):
        if _in_brackets(value, match.start()) or not match.group().strip():
            continue
        shown = f"{heading} \u2013 {_small(label)}: {value[: match.start()]}{BLANK}{value[match.end() :]}."
        if len(shown.split()) <= _STEM and _enough(value[: match.start()] + value[match.end() :]):
            yield Draft(
                question=Cloze(stem=shown, key=match.group().strip()),
                rule="label cloze",
                sentence=analysis.sentence.index,
                answer=_span(analysis, start, match.start(), match.end()),
                asked=(0, len(analysis.words)),
            )


def table_clozes(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield a table row with its columns named and one cell hidden: "Boundary: divergent; motion: ____"."""
    sentence = analysis.sentence
    cells = [cell.strip() for cell in sentence.cells]
    columns = [column.strip() for column in sentence.columns]
    if sentence.shape is not Shape.ROW or len(cells) < 2 or len(columns) != len(cells):
        return
    if len(cells) == 2 and not any(columns):
        yield from _pair(analysis, discourse, cells)
        return
    if not all(columns) or not re.search(r"[^\W\d_]{2}", cells[0]) or len(cells[0].split()) > 5 or _open(cells[0]):
        return
    if any(len(column.split()) > 4 or not re.search(r"[^\W\d_]{3}", column) for column in columns[1:]):
        return
    siblings = _column_values(discourse, analysis)
    asked = {key_text(draft.question) for draft in rows(analysis, discourse)}
    for at in range(1, len(cells)):
        if re.search(r"(?i)\b(?:examples?|notes?|remarks?|comments?)\b", columns[at]):
            continue
        if cells[at] in asked or not _hideable(cells[at]) or siblings[at].count(cells[at].lower()) > 1:
            continue
        yield from _row(analysis, discourse, columns, cells, at)


def _row(
    analysis: Analysis, discourse: Discourse, columns: Sequence[str], cells: Sequence[str], at: int
) -> Iterator[Draft]:
    """Yield the row with cell `at` hidden: all of it where that is short, else the name and the hidden cell."""
    name = f"{columns[0]}: {cells[0]}"
    others = [
        f"{_small(columns[k])}: {BLANK if k == at else cells[k]}"
        for k in range(1, len(cells))
        if k == at or cells[k] not in _NOTHING
    ]
    stem = "; ".join((name, *others)) + "."
    if len(stem.split()) > _STEM or ";" in "".join(cells):
        stem = f"{name}; {_small(columns[at])}: {BLANK}."
    roots = {word[:5] for word in re.findall(r"[^\W\d_]{4,}", cells[at].lower())}
    if any(word[:5] in roots for word in re.findall(r"[^\W\d_]{4,}", stem.lower())):
        return
    yield Draft(
        question=Cloze(stem=stem[:1].upper() + stem[1:], key=cells[at]),
        rule="table cloze",
        sentence=analysis.sentence.index,
        context=_above(analysis, discourse, cells[at]),
    )


def _above(analysis: Analysis, discourse: Discourse, key: str) -> str:
    """Return the topic line that a row is printed below, as far as it keeps the key to itself."""
    roots = {word[:5] for word in re.findall(r"[^\W\d_]{4,}", key.lower())}
    for line in topic_lines(analysis.sentence, discourse):
        if not any(word[:5] in roots for word in re.findall(r"[^\W\d_]{4,}", line.lower())):
            return line
    return ""


def _pair(analysis: Analysis, discourse: Discourse, cells: Sequence[str]) -> Iterator[Draft]:
    """Yield the facts of a table with two columns and no head: "The Danube \u2013 length: about ____ km"."""
    label, value = cells
    subject = _subject(discourse)
    if not subject or len(label.split()) > 5 or _open(value) or not re.search(r"[^\W\d_]{3}", label):
        return
    spots = [
        match
        for match in (*_FIGURE.finditer(value), *_COUNT.finditer(value))
        if not _in_brackets(value, match.start()) and value[match.end() :].strip(" .")
    ]
    if not spots:
        head = re.match(r"[^,;(]+", value)
        if head and _hideable(head.group().strip()):
            spots = [head]
    for match in spots[:2]:
        stem = f"{subject} \u2013 {_small(label)}: {value[: match.start()]}{BLANK}{value[match.end() :]}."
        key = match.group().strip()
        if len(stem.split()) <= _STEM and key.lower() not in stem.lower():
            yield Draft(question=Cloze(stem=stem, key=key), rule="table cloze", sentence=analysis.sentence.index)


def _line(analysis: Analysis) -> tuple[str, int] | None:
    """Return the label of a bullet or short line and the index of its value's first word; None where there is none."""
    words = analysis.words
    if analysis.sentence.shape not in (Shape.BULLET, Shape.STEP) or len(analysis.parse.joints) < 2:
        return None
    if analysis.parse.joints[1] not in (":", "\u2014") or not words:
        return None
    start = next((word.i for word in words if word.piece > 0 and not word.aside and word.text not in ":\u2014-"), -1)
    label = analysis.parse.text(0, max(1, start), asides=False).rstrip(" :\u2014-") if start > 0 else ""
    if not label or any(word.literal for word in words) or '"' in label or not label[:1].isalpha():
        return None
    return label, start


_GENERAL = word_set("vocabulary terms glossary definitions notes overview summary basics timeline facts key other")
"""Words of headings that say nothing of what stands below them."""


def _heading(analysis: Analysis) -> str:
    """Return the heading above a line where it is a noun phrase of one to five words, else an empty string."""
    trail = analysis.sentence.trail
    text = re.sub(r"\s*\([^()]*\)$", "", trail[-1]).strip() if trail else ""
    plain = re.fullmatch(r"[^\W\d_][\w'\u2019 -]*", text)
    if not plain or len(text.split()) > 5 or text.split()[0].lower() in (*_ASKING, "before", "after", "use", "using"):
        return ""
    if any(word.lower() in _GENERAL for word in text.split()) or rank(text.split()[-1].lower()) < 200:
        return ""
    return text


def _value(analysis: Analysis, start: int, limit: int) -> tuple[str, int] | None:
    """Return a value without brackets as a key, and the index behind it: whole or its first part."""
    words = analysis.words
    end = len(words) - (1 if words[-1].text == "." else 0)
    if _spoken(analysis, start):
        return None
    whole = analysis.parse.text(start, end, asides=False)
    if len(whole.split()) <= limit and not _open(whole) and '"' not in whole:
        return whole, end
    comma = next((word.i for word in words[start:end] if word.text == ","), -1)
    if comma < start + 2 or comma + 1 >= end or words[comma + 1].text.lower() in ("but", "not", "and", "or", "unless"):
        return None
    head = analysis.parse.text(start, comma, asides=False)
    return (head, comma) if 2 <= len(head.split()) <= limit and not _open(head) else None


def _spoken(analysis: Analysis, start: int) -> bool:
    """Return whether the value is a sentence of its own, with subject and verb."""
    return any(
        clause.subject is not None and clause.finite >= start and clause.kind is ClauseKind.MAIN
        for clause in analysis.clauses
    )


def _open(text: str) -> bool:
    """Return whether a value is unsure, a question, or no plain text."""
    return bool(re.search(r"[?!=<>~\u2192]|\.\.\.|\u2026|\b(?:ish|etc|e\.g|i\.e|maybe|prob|my|our|I|we)\b", text))


def _hideable(cell: str) -> bool:
    """Return whether a cell can be a blank's key: one to five words, no list of clauses, no mere yes or dash."""
    words = cell.split()
    return (
        cell not in _NOTHING
        and 1 <= len(words) <= _KEY
        and not _open(cell)
        and ";" not in cell
        and cell.count(",") < 2
        and cell.lower() not in ("yes", "no", "free", "x", "\u2713", "\u2717", "varies", "other", "same")
        and bool(re.search(r"[^\W_]", cell))
    )


def _column_values(discourse: Discourse, analysis: Analysis) -> list[list[str]]:
    """Return, for each column, the cells of all rows of the same table in lower case."""
    rows = [
        other.sentence.cells
        for other in discourse.analyses
        if other.sentence.columns == analysis.sentence.columns and other.sentence.section == analysis.sentence.section
    ]
    return [[row[at].strip().lower() for row in rows if at < len(row)] for at in range(len(analysis.sentence.cells))]


def _subject(discourse: Discourse) -> str:
    """Return the note's headline where it is a name or noun phrase of one to four words without a colon."""
    text = discourse.note.title.text.strip()
    text = re.sub(r"\s*\([^()]*\)\s*$", "", text)
    plain = re.fullmatch(r"[^\W\d_][\w'\u2019 -]*", text)
    return text if plain and len(text.split()) <= 4 and text.split()[0].lower() not in (*_ASKING, "my") else ""


def _in_brackets(text: str, at: int) -> bool:
    return text[:at].count("(") > text[:at].count(")")


def _enough(rest: str) -> bool:
    return len(re.findall(r"[^\W\d_]{2,}", rest)) >= 1


def _span(analysis: Analysis, start: int, left: int, right: int) -> tuple[int, int]:
    offset = analysis.words[start].start
    inside: list[Word] = [w for w in analysis.words if w.start < offset + right and w.end > offset + left]
    return (inside[0].i, inside[-1].i + 1) if inside else (0, 0)


def _small(text: str) -> str:
    return text if re.match(r"[A-Z]{2}|[A-Z]\w*[A-Z]|[A-Z]\b", text) else text[:1].lower() + text[1:]
