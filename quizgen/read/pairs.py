"""Questions with answers that a note already holds: `Q:`/`A:` lines, Question/Answer, hashcards' clozes in brackets."""

from __future__ import annotations

import re

from quizgen.item import BLANK
from quizgen.note import Pair
from quizgen.problem import Problem, Severity, Span
from quizgen.read.inline import inline
from quizgen.read.model import Role
from quizgen.read.shapes import label_of
from quizgen.read.source import Source

_Q_WORDS = "Q|Question|Frage|Pregunta|Question|Domanda|Pergunta|Вопрос|F|P|问|問"
_A_WORDS = "A|Answer|Antwort|Respuesta|Réponse|Reponse|Risposta|Resposta|Ответ|R|答"
_LEAD = r"[ \t]{0,8}(?:[-*+] |>[ ]?|#{1,6} |\d{1,3}[.)] )?(?:\*\*|__)?"
_Q = re.compile(rf"{_LEAD}(?:{_Q_WORDS})[ ]?\d{{0,3}}(?: ?\[[^\]\n]{{0,60}}\])?[:：](?:\*\*|__)?(?:[ \t]+|$)")
_A = re.compile(rf"{_LEAD}(?:{_A_WORDS})[ ]?\d{{0,3}}(?: ?\[[^\]\n]{{0,60}}\])?[:：](?:\*\*|__)?(?:[ \t]+|$)")
_C = re.compile(r"[ \t]{0,8}C:(?:[ \t]+|$)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(\S.*)")
_LINES = 60
"""A question or an answer of more lines than this is no card."""


def take_pairs(source: Source, *, markdown: bool) -> tuple[tuple[Pair, ...], tuple[Problem, ...]]:
    """Return the pairs of a text in order, and set their lines aside; a question without an answer is a warning (R011).

    Single letters count only where both letters occur, so that a line such as `P: 3` is left alone.
    """
    lines = source.lines
    pairs: list[Pair] = []
    problems: list[Problem] = []
    section = ""
    answered = any(_A.match(line) for line in lines if ":" in line[:90] or "：" in line[:90])
    index = 0
    while index < len(lines):
        if ":" not in lines[index][:90] and "：" not in lines[index][:90] and "#" not in lines[index][:4]:
            index += 1
            continue
        heading = _HEADING.match(lines[index])
        if heading:
            section = _clean(heading[1], markdown) if label_of(heading[1]) is None else ""
        if answered and (question := _Q.match(lines[index])) and not _A.match(lines[index]):
            after = _pair(source, index, question.end(), section, markdown, pairs, problems)
        elif (cloze := _C.match(lines[index])) is not None and "[" in lines[index]:
            after = _clozes(source, index, cloze.end(), section, pairs)
        else:
            after = index + 1
        index = after
    return tuple(pairs), tuple(problems)


def _clean(text: str, markdown: bool) -> str:
    """Return a text without Markdown's marks; in plain text, exactly as it stands."""
    text = text.strip().strip("#").strip()
    return inline(text)[0] if markdown else text


def _text(lines: list[str], markdown: bool) -> str:
    parts = [line.strip().removesuffix("**").strip() if markdown else line.strip() for line in lines]
    joined = "\n".join(part for part in parts if part)
    return "\n".join(_words(part) for part in joined.split("\n")) if markdown else joined


def _words(text: str) -> str:
    """Return a line of Markdown word for word: marks gone, quotes as they were."""
    if not any(sign in text for sign in "*_`[\\"):
        return text
    return inline(text)[0]


def _until(lines: list[str], start: int, *stops: re.Pattern[str]) -> int:
    """Return the line at which a question or answer ends: a blank one, a rule, a heading, or one of `stops`."""
    index = start
    while index < min(len(lines), start + _LINES):
        line = lines[index]
        if not line.strip() or line.strip() in ("---", "***", "___") or _HEADING.match(line):
            break
        if any(stop.match(line) for stop in stops):
            break
        index += 1
    return index


def _pair(
    source: Source,
    index: int,
    start: int,
    section: str,
    markdown: bool,
    pairs: list[Pair],
    problems: list[Problem],
) -> int:
    """Read one question and its answer; give back the line after them."""
    lines = source.lines
    end = _until(lines, index + 1, _A, _Q, _C)
    answer_at = end
    while answer_at < len(lines) and answer_at < end + 2 and not lines[answer_at].strip():
        answer_at += 1
    answer = _A.match(lines[answer_at]) if answer_at < len(lines) else None
    question = _text([lines[index][start:], *lines[index + 1 : end]], markdown)
    if answer is None or not question:
        span = Span(path=source.path, line=index + 1)
        said = "this question has no answer" if question else "there is no question here"
        problems.append(
            Problem(code="R011", text=said, hint="write `A:` below it", span=span, severity=Severity.WARNING)
        )
        return index + 1
    last = _until(lines, answer_at + 1, _Q, _A, _C)
    text = _text([lines[answer_at][answer.end() :], *lines[answer_at + 1 : last]], markdown)
    if not text:
        return index + 1
    span = source.span(index, len(lines[index]) - len(lines[index].lstrip()), last - 1, len(lines[last - 1].rstrip()))
    pairs.append(Pair(question=question, answer=text, span=span, section=section))
    _mask(source, index, last)
    return last


def _clozes(source: Source, index: int, start: int, section: str, pairs: list[Pair]) -> int:
    """Read one hashcards cloze: a pair for each bracket, the others open."""
    lines = source.lines
    end = _until(lines, index + 1, _Q, _A, _C)
    text = "\n".join([lines[index][start:].strip(), *(line.strip() for line in lines[index + 1 : end])]).strip()
    holes = _holes(text)
    span = source.span(index, len(lines[index]) - len(lines[index].lstrip()), end - 1, len(lines[end - 1].rstrip()))
    for chosen, hole in enumerate(holes):
        parts, at = [], 0
        for number, (left, right) in enumerate(holes):
            parts += [text[at:left], BLANK if number == chosen else text[left + 1 : right]]
            at = right + 1
        question = "".join([*parts, text[at:]]).replace("\\[", "[").replace("\\]", "]")
        pairs.append(
            Pair(question=question, answer=text[hole[0] + 1 : hole[1]], span=span, section=section, cloze=True)
        )
    if holes:
        _mask(source, index, end)
    return end if holes else index + 1


def _holes(text: str) -> list[tuple[int, int]]:
    """Return the brackets of a cloze; escaped ones, links and pictures are none."""
    found: list[tuple[int, int]] = []
    opening: int | None = None
    for index, char in enumerate(text):
        if index and text[index - 1] == "\\":
            continue
        if char == "[":
            opening = None if index and text[index - 1] == "!" else index
        elif char == "]" and opening is not None:
            if text[index + 1 : index + 2] != "(" and index > opening + 1:
                found.append((opening, index))
            opening = None
    return found


def _mask(source: Source, first: int, after: int) -> None:
    for index in range(first, after):
        if source.lines[index].strip():
            source.mask(index, Role.PAIR, "a question with its answer, taken word for word")
