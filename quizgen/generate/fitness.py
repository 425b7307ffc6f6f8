"""Fitness: whether a statement is one short claim that can be judged without its neighbours."""

from __future__ import annotations

import re

from quizgen.generate.clauses import Analysis, ClauseKind
from quizgen.generate.droppable import asides, opener
from quizgen.generate.inflect import can_be
from quizgen.generate.lexicon import DISCOURSE
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word
from quizgen.generate.term import rank
from quizgen.generate.trim import Statement
from quizgen.generate.verbatim import finite

_LONGEST, _SHORTEST = 25, 5

_OPENERS = word_set(
    """so yet and but or nor this that these those such there here what who which how why both each either neither
    none another others once like unlike not still even maybe perhaps please note"""
)
"""Words that open a sentence which leans on the one before it, or on what it counts."""


_TIED = (DISCOURSE - word_set("so even")) | word_set(
    """too also otherwise again similarly former latter another others else elsewhere reverse opposite meantime
    monday tuesday wednesday thursday friday saturday sunday today now currently recently nowadays ago soon
    meanwhile afterward afterwards"""
)
"""Words that tie a statement to its neighbours or to the day it was written."""


_LEANS = re.compile(
    r"(?i)\b(?:such (?!as\b)|instead\b(?! of)|so[,.]|(?:the|a) (?:similar|same)\b(?!.* (?:as|that)\b)"
    r"|, then\b|and so on|on the contrary|as well\.|(?<!years )(?:later|earlier)\b(?! than)"
    r"|in (?:response|return|turn|addition)\b|as a (?:result|consequence)"
    r"|(?:last|this|next) (?:year|month|week|summer|winter|spring|fall|autumn|century|decade)"
    r"|(?:from|to|of|in|on|at|by|with|among|between|for) (?:them|it|this|these|those|both)\b|the other\b|more so)"
)
"""What leans on the sentence before, or on the day of writing."""


_PRAISE = word_set(
    """important interesting fascinating remarkable striking surprising wonderful beautiful brilliant perverse ironic
    promising exciting impressive crucial essential vital key valuable useful worthwhile curious odd strange sad happy
    famous better best worse worst good bad great plausible perfect ideal sensible wise silly funny elegant modest"""
)
"""Adjectives with which a whole statement is praise or blame, when one is all that it says of its subject."""


def _contiguous(analysis: Analysis, statement: Statement) -> bool:
    """Return whether a statement is one stretch of the sentence, between marks or joints, with asides left out."""
    used = sorted(statement.spans)
    words = analysis.words
    gone = asides(analysis)
    if any(
        word.i not in statement.spans
        and word.i not in analysis.loose
        and word.i not in gone
        and not word.aside
        and word.pos != "PUNCT"
        for word in words[used[0] : used[-1]]
    ):
        return False
    if any(_torn(analysis, word) for word in words[used[-1] + 1 :] if word.head in statement.spans):
        return False
    opens = used[0] == 0 or words[used[0]].piece != words[used[0] - 1].piece
    if (
        not opens
        and words[used[0] - 1].pos not in ("PUNCT", "CCONJ")
        and words[used[0] - 1].text.lower() not in ("so", "that", "because")
    ):
        return used[0] - 1 in opener(analysis)
    after = used[-1] + 1
    return (
        after >= len(words)
        or words[after].piece != words[used[-1]].piece
        or words[after].pos in ("PUNCT", "CCONJ")
        or words[after].text.lower() in ("so",)
        or after in analysis.loose
    )


def _joined_by_and(analysis: Analysis, verb: Word) -> bool:
    """Return whether a coordinated verb has a subject of its own behind "and"."""
    own = any(analysis.words[k].dep in ("nsubj", "nsubjpass", "expl") for k in analysis.parse.children[verb.i])
    joint = next(
        (
            analysis.words[k].text.lower()
            for k in analysis.parse.children[verb.head]
            if analysis.words[k].dep == "cc" and k < verb.i
        ),
        "",
    )
    return own and joint in ("and", "")


def _torn(analysis: Analysis, word: Word) -> bool:
    """Return whether a word left out is part of a list or of what a verb or preposition needs."""
    if word.aside or word.piece != analysis.words[word.head].piece:
        return False
    listed = word.dep == "conj" and analysis.words[word.head].pos not in ("VERB", "AUX")
    return listed or (
        word.dep in ("pobj", "dobj", "attr", "acomp", "xcomp", "ccomp", "pcomp", "agent", "cc")
        and not (word.dep == "cc" and analysis.words[word.head].pos in ("VERB", "AUX"))
    )


def _told(analysis: Analysis, statement: Statement) -> bool:
    """Return whether a statement has a finite main verb of its own, which the dictionary knows for a verb."""
    clause = statement.clause
    if (
        clause is not None
        and clause.kind in (ClauseKind.MAIN, ClauseKind.CONJUNCT)
        and clause.finite in statement.spans
    ):
        subject, verb = clause.subject, analysis.words[clause.finite]
        if subject is None or subject.head not in statement.spans or analysis.words[subject.head].tag == "CD":
            return False
        return verb.pos == "AUX" or verb.tag == "MD" or can_be(verb.text.lower(), "VERB")
    used = sorted(statement.spans)
    return finite(analysis, used[0], used[-1] + 1)


def misfit(analysis: Analysis, statement: Statement) -> str:
    """Return why a statement can't be judged alone; empty when it is short, one claim and leans on no neighbour."""
    text = statement.text
    if not _SHORTEST <= statement.length <= _LONGEST or not statement.spans:
        return "length"
    if re.search(r"(?:\u2026|\.\.\.|\bso)\W*$", analysis.sentence.text):
        return "breaks off"
    if re.search(r"[;?!\u2014=]|\.\s\w", text.rstrip(".")) or text.count(":") > 1:
        return "marks"
    if re.search(r"\b(?:[Yy]ou|[Ww]e|[Oo]ur|[Yy]our|I)\b", text):
        return "person"
    words = [analysis.words[i] for i in sorted(statement.spans)]
    if not _contiguous(analysis, statement):
        return "pieces"
    if not _told(analysis, statement):
        return "fragment"
    if words[-1].pos == "AUX" or (
        words[-1].pos == "PUNCT"
        and len(words) > 1
        and (words[-2].pos == "AUX" or words[-2].text.lower() in ("not", "n't", "to"))
    ):
        return "ellipsis"
    if ":" in text and not finite(
        analysis, words[0].i, next((w.i for w in words if statement.spans[w.i][0] > text.index(":")), words[-1].i)
    ):
        return "label"
    if re.search(r", (?:he|she|they|[A-Z]\w+) \w+s,", text):
        return "somebody's word"
    root = next((word for word in words if word.dep == "ROOT"), None)
    if (
        root is not None
        and root.tag == "VBG"
        and any(analysis.words[k].text.lower() in ("is", "are") for k in analysis.parse.children[root.i])
    ):
        return "undated state"
    behind = analysis.sentence.text[words[-1].end :] if words[-1].pos != "PUNCT" else ""
    if re.match(r", [^.;:]*, (?:and|or) ", behind):
        return "half a list"
    if words[-1].text.lower() == "own" or (len(words) > 1 and words[-2].text.lower() == "own"):
        return "ellipsis"
    if any(
        w.dep == "conj"
        and w.head in statement.spans
        and analysis.words[w.head].dep == "ROOT"
        and _joined_by_and(analysis, w)
        for w in words
    ):
        return "two claims"
    if any(
        w.text.lower() in ("one", "ones")
        and w.dep in ("pobj", "dobj", "attr", "nsubj", "nsubjpass", "conj")
        and not any(analysis.words[k].dep == "prep" for k in analysis.parse.children[w.i])
        for w in words
    ):
        return "one"
    if any(word.dep == "ROOT" and word.tag == "VB" for word in words) and not any(
        w.dep in ("nsubj", "nsubjpass") and analysis.words[w.head].dep == "ROOT" for w in words
    ):
        return "command"
    low = [text[statement.spans[word.i][0] : statement.spans[word.i][1]].lower() for word in words]
    if low[0] in _OPENERS:
        return "opener"
    for word in low:
        if word in _TIED:
            return f"word {word}"
    if _LEANS.search(text):
        return "leans"
    if any(word.lemma.lower() in _PRAISE and word.dep in ("acomp", "attr") for word in words):
        return "praise"
    if words[0].tag in ("VB", "VBG", "WDT", "WP", "WRB"):
        return "command"
    if any(word.tag == "DT" and word.text.lower() in ("this", "these", "those", "that") for word in words):
        return "pointing"
    if any(word.tag in ("JJR", "RBR") for word in words) and not re.search(
        r" than |\b(?:more|less) (?:likely|often|and)\b|\bthe (?:more|less|\w+er)\b", text
    ):
        return "comparative"
    content = [word for word in words if word.pos in ("NOUN", "PROPN", "ADJ", "VERB", "NUM")]
    rare = [word for word in content if word.pos == "PROPN" or rank(word.lemma.lower()) > 2500]
    return "" if len(content) >= 3 and len(rare) >= 2 else f"thin {len(content)} {len(rare)}"
