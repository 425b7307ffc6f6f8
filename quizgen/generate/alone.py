"""A clause alone: without the clauses coordinated with it, with the subject that it shares."""

from __future__ import annotations

from collections.abc import Collection

from quizgen.generate.clauses import Analysis, Clause, ClauseKind, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.droppable import asides, opener
from quizgen.generate.statement import Statement, make_statement
from quizgen.generate.wording import Rendered, render


def alone(
    analysis: Analysis, discourse: Discourse, clause: Clause, index: int, loose: frozenset[int]
) -> Statement | None:
    """Return a clause without the clauses coordinated with it, loose parts and result participles behind a comma."""
    parse = analysis.parse
    verb = _top(analysis, clause)
    left, right = parse.left[verb], parse.right[verb] + 1
    others: set[int] = set()
    for other in analysis.clauses:
        if other.parent == index and other.kind in (ClauseKind.CONJUNCT, ClauseKind.MAIN):
            if other.joint == "or" or not (other.joint or _piece_apart(analysis, clause, other)):
                return None
            if other.lent and not _same_tense(analysis, clause, other):
                return None
            others.update(range(*_reach(analysis, other)))
    for part in clause.parts:
        if part.role is Role.PARTICIPLE and part.comma and not part.fronted:
            if part.end < len(analysis.words) and analysis.words[part.end].tag in ("VBN", "VBG"):
                return None
            others.update(range(part.start - 1, part.end))
        if part.role is Role.CLAUSE and part.word in ("which",):
            return None
    if others and _paired(analysis, left, right):
        return None
    skip = {*others, *loose, *opener(analysis), *asides(analysis)}
    if clause.kind is ClauseKind.CONJUNCT and clause.lent:
        host = analysis.clauses[clause.parent]
        if not _same_tense(analysis, host, clause) or not clause.joint:
            return None
        return _with_subject(analysis, discourse, clause, right, skip)
    while left < right and (
        left in skip
        or analysis.words[left].text in (",", ";")
        or analysis.words[left].dep in ("cc", "mark")
        or (left > 0 and analysis.words[left].text.lower() in ("so", "yet", "then"))
    ):
        left += 1
    if not _covered(analysis, clause, left, right, skip) or _runs_on(analysis, left, right):
        return None
    if left >= right or analysis.words[left].tag in ("WP", "WRB", "WDT", "WP$") or analysis.words[left].text == "Nor":
        return None
    if left > 0 and clause.kind is not ClauseKind.COMPLEMENT and not _separate(analysis, left, clause.kind):
        return None
    rendered = render(analysis, discourse, left, right, skip=skip, inner=left > 0)
    return make_statement(analysis, discourse, rendered, clause, True)


def _paired(analysis: Analysis, start: int, end: int) -> bool:
    """Return whether the words hold half of "either ... or", "not only ... but"."""
    for word in analysis.words[start:end]:
        low = word.text.lower()
        following = analysis.words[word.i + 1].text.lower() if word.i + 1 < len(analysis.words) else ""
        if low in ("either", "neither", "whether") or (low == "not" and following in ("only", "just", "merely")):
            return True
    return False


def _covered(analysis: Analysis, clause: Clause, left: int, right: int, skip: Collection[int]) -> bool:
    """Return whether every word of the stretch belongs to the clause's subject, verb group or parts."""
    own = {i for part in clause.parts for i in range(part.start, part.end)} | set(clause.group)
    if clause.subject is not None and not clause.lent:
        own.update(range(clause.subject.start, clause.subject.end))
    free = ("punct", "cc", "advmod", "preconj", "neg")
    for i in range(left, right):
        if i in skip:
            continue
        at, steps = i, 0
        while at not in own and analysis.words[at].head not in (at, clause.verb) and steps < 30:
            at, steps = analysis.words[at].head, steps + 1
        if at not in own and analysis.words[at].dep not in free and analysis.words[at].pos != "PUNCT":
            return False
    return True


def _piece_apart(analysis: Analysis, clause: Clause, other: Clause) -> bool:
    """Return whether two clauses stand on either side of a semicolon, colon or dash."""
    return analysis.words[clause.verb].piece != analysis.words[other.verb].piece


def _same_tense(analysis: Analysis, clause: Clause, other: Clause) -> bool:
    """Return whether a verb that shares its subject has the tense of the verb before: else it may be a noun."""
    if other.finite not in other.group or other.finite == clause.finite:
        return True
    one, two = analysis.words[clause.finite].tag, analysis.words[other.finite].tag
    return one == two or "MD" in (one, two)


def _runs_on(analysis: Analysis, left: int, right: int) -> bool:
    """Return whether a verb follows the stretch directly, so that it is only the sentence's subject."""
    at = right
    while at < len(analysis.words) and analysis.words[at].text in (",", '"', "''"):
        at += 1
    return at < len(analysis.words) and at > right and analysis.words[at].tag in ("VBD", "VBZ", "VBP", "MD")


def _separate(analysis: Analysis, left: int, kind: ClauseKind) -> bool:
    """Return whether a clause that doesn't open the sentence opens a piece, or follows a coordinator."""
    before = analysis.words[left - 1]
    if kind is ClauseKind.CONJUNCT and before.text == ",":
        return True
    joined = before.dep == "cc" or before.text.lower() in ("so", "yet", "that", "then")
    return joined or analysis.words[left].piece != before.piece


def _top(analysis: Analysis, clause: Clause) -> int:
    """Return the highest verb of the clause's group: "tend" of "tend to focus"."""
    verbs = [i for i in clause.group if analysis.words[i].pos in ("VERB", "AUX") and i >= 0]
    heads = [i for i in verbs if analysis.words[i].head not in verbs or analysis.words[i].head == i]
    own = [i for i in heads if analysis.parse.left[i] <= clause.verb <= analysis.parse.right[i]]
    return own[0] if own else clause.verb


def _reach(analysis: Analysis, clause: Clause) -> tuple[int, int]:
    """Return the words of a coordinated clause with the coordinator and the comma before it."""
    verb = _top(analysis, clause)
    start, end = analysis.parse.left[verb], analysis.parse.right[verb] + 1
    while start > 0 and (analysis.words[start - 1].dep == "cc" or analysis.words[start - 1].text in (",", ";", "—")):
        start -= 1
    while end > start and analysis.words[end - 1].text in (".", "!", "?"):
        end -= 1
    return start, end


def _with_subject(
    analysis: Analysis, discourse: Discourse, clause: Clause, right: int, skip: Collection[int]
) -> Statement | None:
    """Return "subject + verb group + rest" of a clause that shares its subject with the clause before."""
    if clause.subject is None:
        return None
    subject = render(analysis, discourse, clause.subject.start, clause.subject.end, skip=skip)
    verb = _top(analysis, clause)
    own = [i for i in clause.group if i >= analysis.parse.left[verb]]
    if not own or any(part.fronted and part.start > clause.subject.end for part in clause.parts):
        return None
    borrowed = [analysis.words[i].text for i in clause.group if i < own[0]]
    if any(analysis.words[i].dep == "neg" for i in clause.group if i < own[0]):
        return None
    rest = render(
        analysis, discourse, own[0], right, skip=skip, present=range(clause.subject.start, clause.subject.end)
    )
    fronted = [part for part in clause.parts if part.fronted and part.end <= clause.subject.start]
    texts: list[Rendered | str] = []
    for part in fronted:
        texts.append(render(analysis, discourse, part.start, part.end, skip=skip))
        if analysis.words[part.end].text == ",":
            texts.append(",")
    return _joined(analysis, discourse, [*texts, subject, *borrowed, rest], clause)


def _joined(analysis: Analysis, discourse: Discourse, pieces: list[Rendered | str], clause: Clause) -> Statement:
    text, spans, pending = "", {}, False
    for piece in pieces:
        glue = "" if not text or piece == "," else " "
        shift = len(text) + len(glue)
        if isinstance(piece, str):
            text += glue + piece
            continue
        text += glue + piece.text
        spans.update({i: (a + shift, b + shift) for i, (a, b) in piece.spans.items()})
        pending = pending or piece.pending
    return make_statement(analysis, discourse, Rendered(text=text, spans=spans, pending=pending), clause, True)
