"""Trimming: the shorter statements that a sentence makes, each able to stand alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache

from quizgen.generate.alone import alone
from quizgen.generate.clauses import Analysis, Clause, ClauseKind, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.droppable import asides, loose_parts, opener
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.prune import tails
from quizgen.generate.statement import Statement, make_statement
from quizgen.generate.wording import Rendered, render
from quizgen.note import Shape

__all__ = ["Statement", "statements"]

_DOUBLE_ARTICLE = re.compile(r"(?:['\u2019]s?|\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)) (?:The|the) ")
"""The seam of a stand-in with its own article behind another."""


_ROUGH = re.compile(r"\s[=+<>~]\s|[-=]>|\s&\s|\?\?|\bw/|\(\?\)|\?[,;)]|\S\? [a-z]")
"""Marks of jottings that are no sentences."""


_LABEL = re.compile(r"(?i)(?:pros?|cons?|note|hint|tip|warning|caution|example|exception|exam \w+|todo|question)\s*:")
_SUBORDINATE = word_set("because although though while whereas since if unless when once as after before until that")
"""Conjunctions that leave a sentence a fragment when they open its only clause."""


@lru_cache(maxsize=512)
def statements(analysis: Analysis, discourse: Discourse) -> tuple[Statement, ...]:
    """Return the statements of a sentence, the whole one first, then shorter ones; none of a question or a fragment."""
    if analysis.sentence.shape is Shape.ROW or not analysis.words:
        return ()
    text = analysis.sentence.text.rstrip("\"')\u201d\u2019 ")
    mains = [clause for clause in analysis.clauses if clause.kind is ClauseKind.MAIN and clause.finite >= 0]
    if (
        text.endswith("?")
        or _ROUGH.search(analysis.sentence.text)
        or not any(clause.subject is not None or _expletive(clause) for clause in mains)
    ):
        return ()
    if analysis.sentence.shape is Shape.PROSE and not text.endswith((".", "!", "\u2026", ":")):
        return ()
    if _LABEL.match(text):
        return ()
    opening = analysis.words[0].text.lower()
    if any(clause.mark == opening and opening in _SUBORDINATE for clause in mains):
        return ()
    loose = loose_parts(analysis)
    found = list(_whole(analysis, discourse, loose))
    found.extend(_clauses(analysis, discourse, loose))
    found.extend(_reported(analysis, discourse, loose))
    found.extend(_pruned(analysis, discourse, loose))
    found = [statement for statement in found if not _misresolved(analysis, discourse, statement)]
    distinct: dict[str, Statement] = {}
    for statement in found:
        if (
            _DOUBLE_ARTICLE.search(statement.text)
            or _TORN_END.search(statement.text)
            or statement.text.count('"') % 2
            or statement.text.count("(") != statement.text.count(")")
        ):
            continue
        same = distinct.setdefault(statement.text, statement)
        if same.clause is None and statement.clause is not None:
            distinct[statement.text] = replace(same, clause=statement.clause)
    return tuple(distinct.values())


_TORN_END = re.compile(
    r"(?i)\b(?:and|or|but|nor|the|a|an|of|than|doing) *\.?$"
    r"|\b(?:and|but|or), (?:in|on|at|by|for|with|from|to|after|before|as|according) [^,]*$"
)
"""Ends that only a cut leaves: "for a year or.", "benefit from doing.", "and, in a paper published in 2025."."""


def _misresolved(analysis: Analysis, discourse: Discourse, statement: Statement) -> bool:
    """Return whether "it" was replaced by a person, or a pronoun with a verb on its back ("he'd") by a name."""
    case = re.search(r"(\w+) v\. \w+", statement.text) if " v. " in statement.text else None
    if (
        case
        and re.search(rf"\w {re.escape(case.group())}", statement.text)
        and f" {case.group()}" in analysis.sentence.text
    ):
        before = statement.text[: case.start()].split()
        if before and before[-1] not in analysis.sentence.text:
            return True
    answers = discourse.references[analysis.sentence.index].antecedents
    for i, (start, end) in statement.spans.items():
        word = analysis.words[i]
        expanded = i not in answers and statement.text[start:end].endswith(f" {word.text}")
        if expanded and word.dep in ("compound", "amod", "nmod") and analysis.words[word.head].text[:1].islower():
            return True
        if i in answers and any(char.isdigit() for char in answers[i].text.split(" ", 1)[0]):
            return True
        if i not in answers or statement.text[start:end].lower() == analysis.words[i].text.lower():
            continue
        if analysis.words[i].text.lower() in ("it", "its", "itself") and answers[i].text in discourse.persons:
            return True
        following = analysis.words[i + 1] if i + 1 < len(analysis.words) else None
        if following is not None and following.text[:1] in ("'", "\u2019") and following.tag != "POS":
            return True
    return False


def _expletive(clause: Clause) -> bool:
    return clause.part(Role.EXPLETIVE) is not None


def _whole(analysis: Analysis, discourse: Discourse, loose: frozenset[int]) -> Iterator[Statement]:
    """Yield the sentence without its opening connective, and the same without its loose parts."""
    dropped = frozenset(opener(analysis))
    inner = asides(analysis)
    references = discourse.references[analysis.sentence.index]
    replaced = any(answer.start < 0 for answer in references.antecedents.values())
    several = any(joint not in ("", "(") for joint in analysis.parse.joints)
    if inner and not several:
        yield make_statement(analysis, discourse, _render_all(analysis, discourse, dropped | inner), None, False)
    elif not replaced:
        first = next((word for word in analysis.words if word.i not in dropped), analysis.words[0])
        start = first.start if dropped else 0
        spans = {word.i: (word.start - start, word.end - start) for word in analysis.words if word.i not in dropped}
        text = analysis.sentence.text[start:]
        yield make_statement(
            analysis, discourse, Rendered(text=text, spans=spans, pending=bool(references.pending)), None, False
        )
    elif not several and not any(word.aside for word in analysis.words):
        yield make_statement(analysis, discourse, _render_all(analysis, discourse, dropped), None, False)
    if loose and not several:
        yield make_statement(analysis, discourse, _render_all(analysis, discourse, dropped | inner | loose), None, True)


def _pruned(analysis: Analysis, discourse: Discourse, loose: frozenset[int]) -> Iterator[Statement]:
    """Yield a long sentence without each of its tails, and without its loose parts besides."""
    if any(joint not in ("", "(") for joint in analysis.parse.joints):
        return
    dropped = frozenset(opener(analysis)) | asides(analysis)
    for tail in tails(analysis):
        for more in (frozenset[int](), loose - tail) if loose - tail else (frozenset[int](),):
            rendered = _render_all(analysis, discourse, dropped | more | tail)
            if len(rendered.spans) >= _FEW:
                yield make_statement(analysis, discourse, rendered, None, True)


_FEW = 7


def _render_all(analysis: Analysis, discourse: Discourse, skip: Collection[int]) -> Rendered:
    return render(analysis, discourse, 0, len(analysis.words), skip=skip, inner=False)


def _clauses(analysis: Analysis, discourse: Discourse, loose: frozenset[int]) -> Iterator[Statement]:
    for index, clause in enumerate(analysis.clauses):
        if clause.kind not in (ClauseKind.MAIN, ClauseKind.CONJUNCT) or clause.doubts or clause.finite < 0:
            continue
        if clause.subject is None and not _expletive(clause):
            continue
        if _gerund(analysis, clause) or _pronominal(analysis, clause):
            continue
        statement = alone(analysis, discourse, clause, index, loose)
        if statement is not None:
            yield statement


def _gerund(analysis: Analysis, clause: Clause) -> bool:
    """Return whether the verb is an -ing form without a form of "be": no clause of its own."""
    if analysis.words[clause.verb].tag != "VBG":
        return False
    return not any(analysis.words[i].lemma == "be" for i in clause.group)


_QUANTITIES = word_set("many some others most few several all both each another one none more less such those these")


def _pronominal(analysis: Analysis, clause: Clause) -> bool:
    """Return whether the subject is a quantity without a noun ("Many remembered ...")."""
    if clause.subject is None:
        return False
    head = analysis.words[clause.subject.head]
    alone = not any(analysis.words[k].dep in ("prep", "relcl", "acl") for k in analysis.parse.children[head.i])
    return head.text.lower() in _QUANTITIES and alone


def _reported(analysis: Analysis, discourse: Discourse, loose: frozenset[int]) -> Iterator[Statement]:
    """Yield what a guest explains, without the guest: "X explains that Git is ..." gives "Git is ..."."""
    for index, clause in enumerate(analysis.clauses):
        if clause.kind is not ClauseKind.COMPLEMENT or clause.doubts or clause.finite < 0 or clause.parent < 0:
            continue
        host = analysis.clauses[clause.parent]
        if analysis.words[host.verb].lemma not in _TELLING or host.subject is None or clause.subject is None:
            continue
        if analysis.words[host.subject.head].text not in discourse.guests or host.negated:
            continue
        statement = alone(analysis, discourse, clause, index, loose)
        if statement is not None:
            yield statement


_TELLING = word_set("explain note show point add stress emphasize remind")
