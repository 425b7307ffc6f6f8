"""Claims: a whole sentence, or one clause of it, as a statement to judge where nothing else asks the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import Discourse, References
from quizgen.generate.draft import Draft
from quizgen.generate.falsify import falsehoods
from quizgen.generate.fitness import misfit
from quizgen.generate.kinds import PERSON_NOUNS
from quizgen.generate.leads import leads
from quizgen.generate.sentences import Place
from quizgen.generate.statement import make_statement
from quizgen.generate.trim import Statement, statements
from quizgen.generate.true_false import true_false
from quizgen.generate.verbatim import verbatim
from quizgen.generate.wording import render
from quizgen.item import TrueFalse
from quizgen.note import Shape


def claims(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield the statements of a sentence to judge, the fullest first; about half of those that can be are false."""
    sentence = analysis.sentence
    if sentence.place is Place.SUMMARY or sentence.shape is Shape.ROW:
        return
    listed = sentence.place is Place.TAKEAWAY or sentence.shape in (Shape.BULLET, Shape.STEP)
    if not sentence.text.rstrip("\"')\u201d\u2019").endswith(".") and not listed:
        return
    made_of = (*verbatim(analysis, discourse), *statements(analysis, discourse))
    fitting = [s for s in made_of if not misfit(analysis, s)]
    told = list(true_false(analysis, discourse, made_of)) if fitting else []
    seen: set[str] = set()
    for statement in sorted(fitting, key=lambda s: (s.pending, -s.length)):
        if statement.text in seen:
            continue
        seen.add(statement.text)
        false = [*falsehoods(analysis, discourse, statement)]
        false += [
            (d.question.stem, d.rule)
            for d in told
            if isinstance(d.question, TrueFalse) and not d.question.key and d.asked == _reach(statement)
        ]
        context = ""
        if statement.replaced:
            plain = _unreplaced(analysis, discourse, statement)
            if plain is None:
                continue
            statement, context = plain
            false = [*falsehoods(analysis, discourse, statement)]
        for text, rule in false:
            yield _draft(analysis, discourse, statement, text, False, rule, context)
        yield _draft(analysis, discourse, statement, statement.text, True, "claim", context)


def _unreplaced(analysis: Analysis, discourse: Discourse, statement: Statement) -> tuple[Statement, str] | None:
    """Return a statement with its own pronouns and the sentence before as context, when that one names what they mean.

    A reader who sees both sentences knows what a pronoun means, whatever it was taken to mean.
    """
    references = discourse.references[analysis.sentence.index]
    outside = [i for i, a in references.antecedents.items() if i in statement.spans and a.text and a.start < 0]
    if any(analysis.words[i].tag not in ("PRP", "PRP$") for i in outside):
        return None
    named = {references.antecedents[i].text.split()[-1].lower() for i in outside}
    fitting = (lead for lead in leads(analysis, discourse) if not lead.topical)
    context = next((lead.text for lead in fitting if all(name in lead.text.lower() for name in named)), "")
    if not context:
        persons = all(references.antecedents[i].text in discourse.persons for i in outside)
        left = any(re.search(rf"\b{analysis.words[i].text}\b", statement.text) for i in outside)
        return (statement, "") if persons and named and not left else None
    bare = References(antecedents={}, pending=frozenset(), phrases={})
    used = sorted(statement.spans)
    skip = frozenset(i for i in range(used[0], used[-1] + 1) if i not in statement.spans)
    rendered = render(analysis, discourse, used[0], used[-1] + 1, skip=skip, references=bare, inner=used[0] > 0)
    made = make_statement(analysis, discourse, rendered, statement.clause, statement.trimmed)
    return replace(made, pending=False, replaced=False), context


def _reach(statement: Statement) -> tuple[int, int]:
    used = sorted(statement.spans)
    return (used[0], used[-1] + 1)


def _answered(analysis: Analysis, discourse: Discourse, statement: Statement) -> bool:
    """Return whether each open word of a statement is a pronoun for something that the statement itself named before.

    "They" wants a plural noun before it; "it", "he" and "she" want a subject of their kind, or a reader looks further.
    """
    references = discourse.references[analysis.sentence.index]
    words = analysis.words
    for i in sorted(references.pending):
        if i not in statement.spans:
            continue
        low = words[i].text.lower()
        before = [word for word in words[:i] if word.i in statement.spans]
        subjects = [word for word in before if word.dep in ("nsubj", "nsubjpass")]
        if low in ("they", "them", "their"):
            fits = any(word.tag in ("NNS", "NNPS") and word.ent not in ("DATE", "TIME") for word in before)
        elif low in ("it", "its"):
            fits = any(word.tag in ("NN", "NNP") and word.ent != "PERSON" for word in subjects)
        elif low in ("he", "his", "him", "she", "her"):
            fits = any(word.ent == "PERSON" or word.lemma.lower() in PERSON_NOUNS for word in subjects)
        else:
            fits = False
        if not fits:
            return False
    return True


def _draft(
    analysis: Analysis, discourse: Discourse, statement: Statement, text: str, key: bool, rule: str, context: str = ""
) -> Draft:
    return Draft(
        question=TrueFalse(stem=text, key=key),
        rule=rule,
        sentence=analysis.sentence.index,
        asked=_reach(statement),
        context=context,
        pending=statement.pending and not _answered(analysis, discourse, statement),
        doubts=("reference replaced",) if statement.replaced else (),
    )
