"""What the families share: which clauses are fit to be asked, and how a stem and a key become a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizgen.generate.clauses import Analysis, Clause, ClauseKind, Part
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.kinds import Being, being
from quizgen.generate.lexicon import GENERIC_HEADS, PRONOUNS, SAYING
from quizgen.generate.mentions import is_plural
from quizgen.generate.sound import faults, governed
from quizgen.generate.stems import Stem
from quizgen.generate.wording import Rendered
from quizgen.item import ShortAnswer
from quizgen.note import Shape

STEM = 25
KEY = 8
LONG_KEY = 12
"""The limits of the rubric: words of a stem, of a key, and of a key that is a reason."""


def askable(analysis: Analysis, *, moves: bool = True) -> Iterator[Clause]:
    """Yield the clauses that stand on their own and whose parse shows nothing odd; `moves` as in `faults`.

    A quotation that is a paragraph of its own has none: somebody's words are no plain fact.
    """
    if analysis.sentence.shape is Shape.QUOTE:
        return
    for clause in analysis.clauses:
        if faults(analysis, clause, moves=moves):
            continue
        if clause.imperative and not clause.doubts and not clause.negated:
            yield clause
        if clause.kind not in (ClauseKind.MAIN, ClauseKind.CONJUNCT) or clause.doubts or clause.finite < 0:
            continue
        if clause.subject is None or analysis.words[clause.subject.head].tag in ("WP", "WDT", "EX", "DT"):
            continue
        yield clause


def reported(analysis: Analysis, discourse: Discourse) -> Iterator[tuple[Clause, Part]]:
    """Yield the that-clauses that a person or body says, thinks or finds, each with the subject of the saying."""
    for clause in analysis.clauses:
        if clause.kind is not ClauseKind.COMPLEMENT or clause.mark != "that" or clause.doubts or clause.parent < 0:
            continue
        host = analysis.clauses[clause.parent]
        if host.subject is None or host.doubts or host.negated or clause.subject is None or clause.finite < 0:
            continue
        if analysis.words[host.verb].lemma not in SAYING or host.kind not in (ClauseKind.MAIN, ClauseKind.CONJUNCT):
            continue
        if being(analysis, discourse, host.subject.head) in (Being.PERSON, Being.BODY):
            yield clause, host.subject


def draft(
    analysis: Analysis,
    stem: Stem | None,
    key: Rendered,
    rule: str,
    *,
    limit: int = KEY,
    doubts: tuple[str, ...] = (),
) -> Iterator[Draft]:
    """Yield a short-answer draft, or nothing when stem or key are missing, too long or too thin."""
    if stem is None or not key.text or len(stem.text.split()) > STEM or len(key.text.split()) > limit:
        return
    definite = key.pending and key.text.startswith("the ") and len(key.text.split()) < 4
    if bare(key.text) or key.pointing or definite or stem.text.count(",?") or key.text.startswith("any "):
        return
    if stem.unsure or key.text.split()[0].lower() in ("today", "now", "then") or " times" in key.text:
        return
    if (
        _replaced(analysis, stem)
        or (limit == KEY and _stood_in(analysis, key))
        or (rule not in _DEFINING and (_COMPARED.search(stem.text) or _SHELL.search(stem.text)))
        or _points(analysis, stem)
        or _quote_torn(analysis, stem, key)
        or (rule != "called" and _bare_pronoun(analysis, stem))
        or (limit == KEY and _ENDS_OPEN.search(key.text.lower()))
        or _RUN_ON.search(stem.text)
        or _RUN_ON.search(key.text)
    ):
        return
    answer = (min(key.spans), max(key.spans) + 1) if key.spans else (0, 0)
    asked = (min(stem.used), max(stem.used) + 1) if stem.used else (0, 0)
    yield Draft(
        question=ShortAnswer(stem=stem.text, key=clean_key(key.text)),
        rule=rule,
        sentence=analysis.sentence.index,
        answer=answer,
        asked=asked,
        pending=stem.pending,
        doubts=doubts,
    )


_DEFINING = frozenset({"glossary", "term", "called", "defined term"})
_COMPARED = re.compile(
    r"(?i)\b(?:such an?|(?<!on )(?<!at )(?<!in )the same"
    r"|(?:an? )?(?:similar|separate|comparable|equivalent|different|another))\b"
    r"(?! (?:to|from|as|than)\b)(?!.*\b(?:as|than|to those|from those|besides)\b)"
)
"""Words that set a thing beside another one, which then has to stand in the question as well."""


_SHELL = re.compile(
    r"\bthe (?:problem|issue|idea|decision|theory|argument|gap|approach|solution|practice|trend|question|measure|move"
    r"|change|result|challenge|debate|proposal|plan|claim|task|remedy|obstacle|risk|advantage|disadvantage|drawback)"
    r"(?=\?| (?:by|in|on|at|with|since|until|after|before|when|if|through|as|from) )"
)
"""Nouns that stand for what another sentence said, with nothing behind them that says it again."""


def _bare_pronoun(analysis: Analysis, stem: Stem) -> bool:
    """Return whether the asked clause itself keeps a pronoun ("did a carrier win it").

    One that a subordinate clause takes up again is fine ("gain attention after it had helped").
    """
    said = re.findall(r"[a-z]+", stem.text.lower())
    for i in stem.used:
        word = analysis.words[i]
        low = word.text.lower()
        alone = word.tag == "PRP" or (word.tag == "DT" and word.dep in ("dobj", "pobj", "nsubj", "nsubjpass"))
        if not alone or low not in _THIRD or low not in said:
            continue
        if not governed(analysis, i):
            return True
    return False


_THIRD = frozenset({"it", "they", "them", "he", "him", "she", "this", "that", "these", "those"})
_ENDS_OPEN = re.compile(r"\b(?:it|them|one|ones)$")


def _points(analysis: Analysis, stem: Stem) -> bool:
    """Return whether a "that N" is read in the stem, or a "this N" that no line above it is to explain."""
    said = stem.text.lower()
    for i in stem.used:
        word = analysis.words[i]
        low = word.text.lower()
        if low not in ("this", "that", "these", "those") or word.dep != "det" or i + 1 >= len(analysis.words):
            continue
        if (stem.pending and low in ("this", "these")) or analysis.words[i - 1].text.lower() == "so":
            continue
        if f"{low} {analysis.words[i + 1].text.lower()}" in said:
            return True
    return False


def _quote_torn(analysis: Analysis, stem: Stem, key: Rendered) -> bool:
    """Return whether stem and key hold words from within a quotation, but neither of them its marks."""
    if '"' in stem.text or '"' in key.text:
        return False
    marks = [word.i for word in analysis.words if word.text == '"' or word.tag in ("``", "''")]
    used = {*stem.used, *key.spans}
    return any(used & set(range(start + 1, end)) for start, end in zip(marks[::2], marks[1::2], strict=False))


def owned(analysis: Analysis, subject: Part | None, key: Rendered) -> Rendered:
    """Return a reason as no longer open when its pronouns all stand for the subject, which the stem names.

    "Why was the glacier struck off the list?" is answered by "it had become too thin".
    """
    if not key.pointing or subject is None or analysis.words[subject.head].pos not in ("NOUN", "PROPN"):
        return key
    several = is_plural(analysis, subject.head)
    wanted = {"they", "their", "them", "themselves"} if several else {"it", "its", "itself"}
    open_words = [
        analysis.words[i]
        for i in key.spans
        if analysis.words[i].tag in ("PRP", "PRP$", "DT", "WP") and analysis.words[i].text.lower() in PRONOUNS
    ]
    nouns = [analysis.words[i] for i in key.spans if analysis.words[i].pos in ("NOUN", "PROPN")]
    first = min((word.i for word in open_words), default=-1)
    rivals = any(word.i < first and (word.tag in ("NNS", "NNPS")) == several for word in nouns)
    if not open_words or rivals or any(word.text.lower() not in wanted for word in open_words):
        return key
    return replace(key, pending=False, pointing=False)


def _stood_in(analysis: Analysis, key: Rendered) -> bool:
    """Return whether a thing's pronoun was replaced in the key ("tens of millions of them")."""
    said = re.findall(r"[a-z]+", key.text.lower())
    return any(
        analysis.words[i].tag == "PRP"
        and analysis.words[i].text.lower() in ("it", "them")
        and "it" not in said
        and "them" not in said
        for i in key.spans
    )


_RUN_ON = re.compile(r"(?<![A-Z.])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\. [A-Z][a-z]+ [a-z]")


def _replaced(analysis: Analysis, stem: Stem) -> bool:
    """Return whether a thing's pronoun behind the verb was replaced: what it stands for is a guess too many."""
    said = re.findall(r"[a-z]+", stem.text.lower())
    return any(
        word.tag == "PRP"
        and word.text.lower() in ("it", "them", "they", "itself", "themselves", "himself", "herself")
        and word.dep not in ("nsubj", "nsubjpass")
        and word.text.lower() not in said
        for word in (analysis.words[i] for i in stem.used)
    )


def bare(text: str) -> bool:
    """Return whether a key says too little: a pronoun, or a generic noun with nothing but a determiner."""
    words = [
        word for word in text.lower().strip(".,").split() if word not in ("the", "a", "an", "some", "its", "their")
    ]
    return not words or all(word in PRONOUNS or word in GENERIC_HEADS for word in words)


def clean_key(text: str) -> str:
    """Return a key without stops at its end or a comma; abbreviations keep their stop."""
    text = text.strip().rstrip(",;:")
    if text.endswith((',"', ",\u201d")):
        text = text[:-2] + text[-1]
    if text.endswith(".") and not text[:-1].rsplit(" ", 1)[-1].count("."):
        text = text[:-1]
    return text


def content_words(analysis: Analysis, indices: frozenset[int]) -> int:
    """Return how many words of a stem carry meaning (nouns, names, numbers, verbs, adjectives)."""
    return sum(analysis.words[i].pos in ("NOUN", "PROPN", "NUM", "VERB", "ADJ") for i in indices)


def has_content(analysis: Analysis, part: Part) -> bool:
    """Return whether a part names something: a noun that is not generic, a name or a number."""
    return any(
        word.pos in ("PROPN", "NUM") or (word.pos == "NOUN" and word.lemma.lower() not in GENERIC_HEADS)
        for word in analysis.words[part.start : part.end]
    )
