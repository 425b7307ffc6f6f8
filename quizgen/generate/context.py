"""Context: what is printed above a stem that leans on the text around it, or doesn't say what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.explained import HARD, WHOLE, definite, explained, head_of, named_in, repeated, timeless, topical
from quizgen.generate.leads import LIMIT, Lead, leads
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.topic import names_topic, topic_lines
from quizgen.item import TrueFalse, key_text
from quizgen.rules.words import ANAPHORIC_NOUNS

_NARROWING = word_set("of with for between that which who called against from to")
_OWNERS = frozenset(("its", "their"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What may be printed above the drafts of one sentence: topic lines, the longer first, and leads to it."""

    topics: tuple[str, ...]
    leads: tuple[Lead, ...]


_SOFT = re.compile(
    r"(?i)\b(?:another|partial|already|later|earlier|otherwise|respond\w*|answer\w*|react\w*|repl(?:y|ied)|surviv\w+"
    r"|objected|worst of all|a [a-z]+er (?:route|rate|price|level|share|way|figure))\b"
)
"""Words that may hang on it: the sentence before is printed where it can be."""

_DAY = re.compile(
    r"\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{1,2})?\b"
)
_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b|\bBCE?\b")


@lru_cache(maxsize=512)
def setting(analysis: Analysis, discourse: Discourse) -> Setting:
    """Return the lines that may be printed above a sentence's drafts; no leads where it leans on nothing."""
    references = discourse.references[analysis.sentence.index]
    leans = bool(references.pending) or any(
        not answer.text or analysis.words[i].text.lower() in _OWNERS for i, answer in references.antecedents.items()
    )
    text = analysis.sentence.text
    leans = leans or bool(HARD.search(text) or _SOFT.search(text) or _DAY.search(text))
    topics = topic_lines(analysis.sentence, discourse)
    return Setting(topics=topics, leads=leads(analysis, discourse, max(topics, default="")) if leans else ())


def context_line(analysis: Analysis, discourse: Discourse, draft: Draft, around: Setting) -> str | None:
    """Return the line to print above a draft: empty when it needs none, None when it needs one and none will do.

    A draft that doesn't name the topic gets the topic line. One that leans on earlier sentences gets the shortest lead
    that explains all it leans on and keeps the key to itself, behind the topic line where there is room. The topic line
    alone will do for a definite noun that it names or brings along, and for one that is new behind the verb; the
    sentence before goes with it where there is room.
    """
    topic = next((line for line in around.topics if _silent(line, draft)), "")
    fitting = [lead for lead in around.leads if _fits(lead.text, draft) and (topic or not lead.topical)]
    if not draft.pending:
        return _unpending(draft, discourse, fitting, topic)
    if _key_points(analysis, discourse, draft):
        return None
    open_words = _open_words(analysis, discourse, draft)
    if not open_words:
        return _unpending(draft, discourse, fitting, topic)
    loose = [i for i in open_words if not named_in(analysis, i, topic)]
    if not loose and topic:
        return topic
    needed = [i for i in loose if not (_aside(analysis, i) or topical(analysis, i, topic))]
    for wanted in (loose, needed) if needed else (loose,):
        for lead in fitting:
            line = _with_topic(topic, lead, draft, discourse)
            if line and all(_leads_to(analysis, i, discourse, lead) for i in wanted):
                return line
    if needed:
        return None
    return _nearest(draft, discourse, fitting, topic) or topic


def _unpending(draft: Draft, discourse: Discourse, fitting: list[Lead], topic: str) -> str | None:
    """Return the line above a draft without loose words, by the words in it that compare or continue."""
    stem = draft.question.stem
    plain = "" if draft.rule in ("acronym", "pair") or names_topic(stem, discourse) else topic
    shown = f"{stem} {key_text(draft.question)}"
    if _DAY.search(shown) and not _YEAR.search(shown):
        dated = [lead for lead in fitting if _YEAR.search(lead.text)]
        return _nearest(draft, discourse, dated, topic) or (plain if _YEAR.search(plain) else None)
    if HARD.search(stem) and not _YEAR.search(shown):
        return _nearest(draft, discourse, fitting, topic) or None
    if _SOFT.search(stem):
        return _nearest(draft, discourse, fitting, topic) or plain
    return plain


def _nearest(draft: Draft, discourse: Discourse, fitting: list[Lead], topic: str) -> str:
    """Return the sentence before as a context line, or an empty string where it can't be printed."""
    lines = (_with_topic(topic, lead, draft, discourse) for lead in fitting if not lead.apart)
    return next((line for line in lines if line), "")


def _leads_to(analysis: Analysis, i: int, discourse: Discourse, lead: Lead) -> bool:
    if lead.apart:
        return analysis.words[i].tag == "JJR" or repeated(analysis, i, lead.text)
    return explained(analysis, i, discourse, lead.analyses, lead.text)


def _with_topic(topic: str, lead: Lead, draft: Draft, discourse: Discourse) -> str:
    """Return a lead, behind the topic line where that tells more and fits; "" where the lead needs one that doesn't."""
    told = not topic or names_topic(f"{draft.question.stem} {lead.text}", discourse)
    if told and not lead.topical:
        return lead.text
    if not topic or lead.length + len(topic.split()) > LIMIT:
        return "" if lead.topical else lead.text
    return f"{topic} {lead.text}" if topic.endswith(("?", "!")) else f"{topic}. {lead.text}"


def _open_words(analysis: Analysis, discourse: Discourse, draft: Draft) -> list[int]:
    """Return the referring words that stand in a draft and that nothing was found for."""
    references = discourse.references[analysis.sentence.index]
    shown = set(re.findall(r"[\w'\u2019-]+", f"{draft.question.stem} {key_text(draft.question)}".lower()))

    def within(i: int) -> bool:
        return any(span[0] <= i < span[1] for span in (draft.asked, draft.answer))

    def stands(i: int) -> bool:
        return within(i) and analysis.words[head_of(analysis, i)].text.lower() in shown

    untold = {i for i, answer in references.antecedents.items() if not answer.text}
    spans = [range(a.start, a.end) for i, a in references.antecedents.items() if a.text and a.start >= 0 and within(i)]
    inner = {k for span in spans for k in span if k in references.pending}
    found = [i for i in sorted(references.pending | untold) if stands(i) or i in inner]
    return found or [i for i in references.antecedents if analysis.words[i].text.lower() in _OWNERS and stands(i)]


def _key_points(analysis: Analysis, discourse: Discourse, draft: Draft) -> bool:
    """Return whether the key itself holds a pronoun that nothing was found for ("to address this")."""
    references = discourse.references[analysis.sentence.index]
    key = set(re.findall(r"\w+", key_text(draft.question).lower()))
    inside = [i for i in references.pending - references.definite if draft.answer[0] <= i < draft.answer[1]]
    return any(analysis.words[i].text.lower() in key for i in inside)


def _aside(analysis: Analysis, i: int) -> bool:
    """Return whether a definite noun is no subject and none that takes up what was said before."""
    if not definite(analysis, i):
        return False
    if i and analysis.words[i - 1].text.lower() == "of":
        return True
    if any(clause.subject is not None and clause.subject.start == i for clause in analysis.clauses):
        return False
    head = head_of(analysis, i)
    after = analysis.words[head + 1].text.lower() if head + 1 < len(analysis.words) else ""
    pointing = WHOLE if timeless(analysis) else ANAPHORIC_NOUNS | WHOLE
    return after in _NARROWING or analysis.words[head].lemma.lower() not in pointing


def _silent(line: str, draft: Draft) -> bool:
    """Return whether a topic line shares no content word with the key."""
    if isinstance(draft.question, TrueFalse):
        return True
    roots = {word[:5] for word in re.findall(r"[^\W_]{3,}", line.lower())}
    key = re.findall(r"[^\W_]{3,}", key_text(draft.question).lower())
    return not any(word[:5] in roots and word not in ("the", "and", "for") for word in key)


def _fits(text: str, draft: Draft) -> bool:
    """Return whether a context line keeps the key to itself."""
    key = key_text(draft.question).lower()
    bare = re.sub(r"^(?:the|a|an) ", "", key)
    low = text.lower()
    if isinstance(draft.question, TrueFalse) or bare not in low:
        return True
    return not re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", low)
