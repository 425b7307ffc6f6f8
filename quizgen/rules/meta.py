"""Rules against items that are not about the subject."""

from __future__ import annotations

import re
from functools import lru_cache

from quizgen.item import Kind
from quizgen.problem import Severity
from quizgen.rules.model import Fault, Subject, rule
from quizgen.rules.text import bare, content_words

_SHOW = r"(?:episode|podcast|interview|conversation|show|newsletter|livestream|webinar)"
_PROMOTION = re.compile(
    r"(?i)\bmust-(?:listen|read|watch|see|hear)\b|\btune in\b|\bhit play\b|\bsubscrib(?:e|ing) (?:to|now)\b"
    r"|\bshow notes\b|\bsponsor(?:ed by|s? of (?:this|the) (?:episode|show))|\bdon't miss\b"
    r"|\blink in (?:the )?(?:bio|description)\b"
    rf"|\b(?:this|today's|the next|our|last week's) {_SHOW}\b|\bthe (?:episode|podcast|livestream|webinar)\b"
    r"|\b(?:this|the) (?:notes?|summary|transcript|deep dive|takeaways?)"
    r" (?:say|mention|explain|state|list|describe)s?\b|\b(?:according to|mentioned in|named in|listed in) (?:this|the)"
    r" (?:notes?|summary|transcript|text|article|passage|author|speaker|guest)\b"
    r"|\blisteners?\b[^.?!]{0,40}\b(?:hear|learn|discover|into)\b"
    r"|\b(?:takes|invites|guides) (?:listeners|us|you|readers)\b|\bthe (?:guest|co-?host|podcaster)\b"
    r"|\byou(?:'ll| will) (?:hear|learn|find out|discover)\b"
    r"|\bcomes out every\b|\bnew episodes? (?:every|each)\b|\bSubstack newsletter\b|\bpodcast host\b"
)
_TALK = (
    r"(?:discuss(?:es)?|highlights?|explores?|unpacks?|dives? into|delves? into|chats?|sits down|breaks? down"
    r"|talks? about|shares? (?:his|her|their|how|why|what|insights)|joins?|touch(?:es)? on|reflects? on"
    r"|talks? (?:host|listeners|us)"
    r"|walks? (?:us|you|listeners) through)"
)
_NAME = r"(?:(?:[A-ZÀ-Þ][\w.’'-]+|guest|host|author|speaker) ){1,3}"
_REPORT = re.compile(rf"^(?:The )?(?:[\w’'-]+ [a-z]+ )?(?:[A-ZÀ-Þ][\w.’'-]+ ){{1,3}}(?:also |then )?{_TALK}\b")
_REPORT_QUESTION = re.compile(rf"^(?:What|Which \w+|How|Why|Who) (?:does|do|is|are) (?:the )?{_NAME}{_TALK}\b")
_BARE_REPORT = re.compile(
    rf"^What (?:does|do|did) (?:the )?{_NAME}(?:describe|discuss|highlight|explain|mention|say|emphasi[sz]e|recommend"
    r"|stress|underline|point out|talk about)\?$"
)


@lru_cache(maxsize=1024)
def _promoting(text: str) -> str:
    """Return the words of a text that are about a programme, an empty string for none; context lines come again."""
    found = _PROMOTION.search(text)
    return found.group() if found else ""


@rule("Q035", "about the programme, not the subject", principle="ask what is worth knowing", rubric="P")
def promotion(subject: Subject) -> Fault | None:
    """The item asks about the episode, the guest, the host, the notes or an advertisement.

    Nobody needs to remember what a podcast discusses; ask for the fact that was said.
    """
    if not subject.english or subject.kind is Kind.FREE_RECALL:
        return None
    hint = "ask for the fact itself"
    for text in (subject.prose, subject.context_prose):
        found = _promoting(text)
        if found:
            return Fault(f"{found!r} is about the programme", hint)
    if _BARE_REPORT.search(subject.prose) or _REPORT_QUESTION.search(subject.prose):
        return Fault("the item asks what somebody talks about", hint)
    speaker = next(
        (name for name in sorted(subject.note.speakers) if name in subject.filled or name in subject.key), None
    )
    if speaker:
        return Fault(f"the item is about {speaker}, who only talks about the subject", hint)
    return Fault("the item says what somebody talks about", hint) if _REPORT.search(subject.prose) else None


_FIRST_PERSON = re.compile(
    r"(?<![\w.])(?:I(?=['’](?:m|ve|d|ll)\b|\s(?!\w*\d)(?!(?:(?:to|and|or|through)\s)?[IVX]+\b)[a-z])|[Mm]y|[Mm]yself|me)(?![\w-])"
)


@rule("Q036", "first person", principle="self-contained wording", rubric="D")
def first_person(subject: Subject) -> Fault | None:
    """A word like "I", "my" or "me" outside a quotation: whose?"""
    if not subject.english or subject.kind is Kind.FREE_RECALL:
        return None
    for text in (subject.prose, subject.context_prose):
        found = _FIRST_PERSON.search(text)
        if found and not re.search(r"(?:Type|Phase|Class|Part|Act|Group|War|Level|Stage|Grade|[A-Z]\w+) I\b", text):
            return Fault(f"{found.group()!r} belongs to nobody", "say who, or drop it")
    return None


@rule("Q037", "we, our, us", principle="self-contained wording", rubric="D", severity=Severity.WARNING)
def we(subject: Subject) -> Fault | None:
    """The words "we", "our" or "us": fine when they mean people at large, not when it means the writers of the note."""
    if not subject.english or subject.kind is Kind.FREE_RECALL:
        return None
    found = re.search(r"(?<![\w.])(?:[Ww]e|[Oo]ur|us|let['’]s)(?![\w.-])", subject.prose)
    return Fault(f"{found.group()!r} may mean the note's writers", "say who is meant") if found else None


@rule("Q038", "the topic as key", principle="ask what is worth knowing", rubric="T")
def topic_as_key(subject: Subject) -> Fault | None:
    """The key is what the whole note is about: nobody who knows the deck can miss it.

    Put the topic into the stem and ask for the fact.
    """
    if not subject.note.topic or not (subject.asks or subject.kind is Kind.CLOZE):
        return None
    topic = {bare(word) for word in content_words(subject.note.topic)}
    key = {bare(word) for word in content_words(subject.key)}
    if key and key <= topic and (len(key) > 1 or len(topic) == 1):
        return Fault(f"{subject.key!r} is the topic of the note", "put the topic into the stem")
    return None
