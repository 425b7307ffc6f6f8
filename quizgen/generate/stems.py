"""Stems: a clause turned into a question, with do-support, inversion, agreement and the rest of the clause in order."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from quizgen.generate.clauses import Analysis, Clause, Part, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.inflect import ambiguous_past, base_form, verb_form
from quizgen.generate.lexicon import DISCOURSE, POSSESSIVES
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.mentions import is_person, is_plural
from quizgen.generate.wording import Rendered, capital, render

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS = r"\d{1,2}(?: ?[-\u2013] ?\d{1,2})?"
_DATE = re.compile(
    rf"(?:in )?(?:(?:{_DAYS} )?(?:{_MONTHS}),? |(?:{_MONTHS}) {_DAYS} ?, )?(?:1\d|20)\d\d(?: ?\u2013 ?\d+)?"
)
_DAY = re.compile(rf"{_DAYS} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}\b(?!\d)")
_PAST = {"do": "did", "does": "did", "is": "was", "are": "were", "has": "had", "have": "had"}
_AUXILIARY = word_set("be have do will would can could may might must shall should")
_ABBREVIATED = frozenset({"Co.", "Inc.", "Jr.", "Sr.", "Ltd.", "Corp.", "St.", "Bros."})
_DROPPED_CLAUSES = word_set("because although though while whereas since so as but even whether")
_PASSING = DISCOURSE | word_set(
    "also already later subsequently eventually afterward afterwards meanwhile earlier since"
)
"""Adverbs that only set a sentence beside others in time or order, so that a question leaves them out."""
_DENYING = re.compile(r"(?i)(?:no|neither|nothing|nobody|none|few|hardly any)\b")
_BINDING = word_set("if when unless until before after once provided")
_DROPPED_PHRASES = word_set("unlike despite besides including like")
_TIES = word_set(
    """fact return addition contrast result example instance consequence turn particular general short practice theory
    effect reality essence"""
)
"""Nouns of phrases that only tie a sentence to its neighbours ("in addition", "as a result", "for example")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stem:
    """A stem with the words of the sentence that it holds.

    `pending` when one of them needs a context line, `unsure` when the capital of one of them is a guess.
    """

    text: str
    used: frozenset[int]
    pending: bool
    unsure: bool = False


def phrase(
    analysis: Analysis,
    discourse: Discourse,
    part: Part,
    *,
    whole: bool = False,
    present: Collection[int] = (),
    said: str = "",
) -> Rendered:
    """Return a part as it reads inside a stem or as a key; with `whole` its loose pieces stay."""
    skip: Collection[int] = () if whole else analysis.loose
    return render(analysis, discourse, part.start, part.end, skip=skip, present=present, said=said)


def lead_date(analysis: Analysis, clause: Clause) -> str:
    """Return the date that stands before the clause as its heading ("1986: ..."), as a phrase; else nothing."""
    lead = [word for word in analysis.words if word.piece == 0 and not word.aside]
    if analysis.words[clause.verb].piece == 0 or not lead or not dated(analysis):
        return ""
    text = analysis.parse.text(0, lead[-1].i + 1, asides=False)
    return f"{'on' if _DAY.match(text) else 'in'} {text}"


def dated(analysis: Analysis) -> bool:
    """Return whether the sentence opens with a date and a colon or dash."""
    if len(analysis.parse.joints) < 2 or analysis.parse.joints[1] not in (":", "\u2014", "("):
        return False
    lead = "".join(word.text + " " for word in analysis.words if word.piece == 0)
    return bool(_DATE.fullmatch(lead.strip()))


def question(
    analysis: Analysis,
    discourse: Discourse,
    clause: Clause,
    opening: str,
    *,
    drop: Collection[Part] = (),
    lead: bool = True,
    according: Part | None = None,
) -> Stem | None:
    """Return "`opening` + auxiliary + subject + the rest?", without the parts in `drop`; None when it can't be built.

    Parts that stood before the subject follow at the end; reasons, concessions, comments and result participles are
    left out. The auxiliary is the clause's own, or a form of "do". A date that heads the sentence is added, unless
    `lead` is false; the tense is then the past, since what is dated has happened. `according` is whose word it is.
    """
    verbs = inverted(analysis, clause)
    if verbs is None or _bereft(analysis, clause, drop) or _already(analysis, clause):
        return None
    auxiliary, rest = verbs
    if dated(analysis):
        auxiliary = _PAST.get(auxiliary, auxiliary)
    if clause.subject is None:
        subject = Rendered(text="you", spans={}, pending=False)
    else:
        subject = phrase(analysis, discourse, clause.subject)
    if (
        clause.subject is not None
        and _DENYING.match(subject.text)
        and (clause.negated or analysis.words[clause.subject.head].tag == "PRP")
    ):
        return None
    texts = [opening, auxiliary, subject.text + closing_comma(analysis, clause, subject), rest]
    used = {*subject.spans, *clause.group}
    pending = subject.pending
    for part in ordered(analysis, clause, drop):
        piece = phrase(analysis, discourse, part, present=used, said=subject.text)
        if part.word == "according to" and texts[-1]:
            texts[-1] += ","
        texts.append(piece.text)
        if (
            " " in subject.text
            and clause.subject is not None
            and _twice(analysis, clause.subject, subject.text, piece.text)
        ):
            return None
        used.update(piece.spans)
        pending = pending or piece.pending
    texts.append(lead_date(analysis, clause) if lead else "")
    if according is not None:
        speaker = phrase(analysis, discourse, according)
        texts[0] = f"According to {speaker.text}, {texts[0][:1].lower()}{texts[0][1:]}"
        used.update(speaker.spans)
        pending = pending or speaker.pending
    return Stem(text=_close(texts), used=frozenset(used), pending=pending, unsure=subject.unsure)


def _already(analysis: Analysis, clause: Clause) -> bool:
    """Return whether a past perfect leans on a later event ("had already banned it"), which the question leaves out."""
    had = clause.finite >= 0 and analysis.words[clause.finite].text.lower() == "had"
    return had and any(analysis.words[i].text.lower() in ("already", "earlier", "since") for i in clause.group)


def _bereft(analysis: Analysis, clause: Clause, drop: Collection[Part]) -> bool:
    """Return whether what the verb can't do without would be left out of the question: a that-clause, an object."""
    needed = (Role.COMPLEMENT, Role.OBJECT)
    left = [part for part in clause.parts if part not in drop]
    listed = [part for part in left if part.role is Role.PREP and part.comma and part.start > clause.verb]
    return len(listed) > 1 or any(part.role in needed and not keeps(analysis, part) for part in left)


def _twice(analysis: Analysis, subject: Part, said: str, piece: str) -> bool:
    """Return whether a pronoun's antecedent would be read twice ("did a team find nothing when a team looked")."""
    return analysis.words[subject.head].tag == "PRP" and said.lower() in piece.lower()


def closing_comma(analysis: Analysis, clause: Clause, subject: Rendered) -> str:
    """Return the comma that closes an apposition inside the subject, where the sentence has one behind it."""
    if clause.subject is None or "," not in subject.text or clause.subject.end >= len(analysis.words):
        return ""
    return "," if analysis.words[clause.subject.end].text == "," else ""


def subject_question(
    analysis: Analysis, discourse: Discourse, clause: Clause, opening: str, *, singular: bool = True
) -> Stem | None:
    """Return "`opening` + verb + the rest?", where the opening stands for the subject; None when it can't be built.

    The verb is made singular unless `singular` is false. None as well when the rest holds a possessive that stood for
    the subject.
    """
    if clause.finite < 0 or _bereft(analysis, clause, ()) or _already(analysis, clause):
        return None
    parts = ordered(analysis, clause, ())
    inside = [*clause.group, *(i for part in parts for i in range(part.start, part.end))]
    if any(analysis.words[i].text.lower() in POSSESSIVES or analysis.words[i].tag == "PRP" for i in inside):
        return None
    texts = [opening]
    for i in clause.group:
        text = analysis.words[i].text
        if i == clause.finite and singular:
            text = third_person(analysis, i)
        if text.lower() not in _PASSING:
            texts.append(text)
    used, pending = set(clause.group), False
    for part in parts:
        piece = phrase(analysis, discourse, part)
        texts.append(piece.text)
        used.update(piece.spans)
        pending = pending or piece.pending
    texts.append(lead_date(analysis, clause))
    return Stem(text=_close(texts), used=frozenset(used), pending=pending)


def inverted(analysis: Analysis, clause: Clause) -> tuple[str, str] | None:
    """Return the word that goes before the subject in a question, and the rest of the verb group; None in doubt."""
    if clause.imperative:
        return "should", " ".join(analysis.words[i].text.lower() for i in clause.group)
    if clause.finite < 0 or clause.subject is None:
        return None
    finite = analysis.words[clause.finite]
    others = [i for i in clause.group if i != clause.finite and analysis.words[i].text.lower() not in _PASSING]
    plain = [i for i in others if analysis.words[i].tag not in ("RB", "RBR")]
    obliged = finite.lemma == "have" and bool(plain) and analysis.words[plain[0]].tag == "TO"
    if finite.lemma in _AUXILIARY and (finite.i != clause.verb or finite.lemma == "be") and not obliged:
        auxiliary = {"n't": "not", "'s": "is", "'re": "are", "'ll": "will", "'d": "would", "'ve": "have"}.get(
            finite.text.lower(), finite.text.lower()
        )
        if others and analysis.words[others[0]].text == "n't":
            others = others[1:]
            auxiliary = {"ca": "can", "wo": "will"}.get(auxiliary, auxiliary) + "n't"
            auxiliary = {"cann't": "can't", "willn't": "won't"}.get(auxiliary, auxiliary)
        return auxiliary, " ".join(analysis.words[i].text for i in others)
    lemma = base_form(finite.text, finite.lemma)
    if finite.tag in ("VBD", "VBP", "VB") and ambiguous_past(lemma) and not is_dated(analysis, clause):
        return None
    auxiliary = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(finite.tag, "")
    if not auxiliary or (finite.tag == "VBD" and lemma == finite.text.lower() and not ambiguous_past(lemma)):
        return None
    if auxiliary != "did":
        auxiliary = "do" if _several(analysis, clause) else "does"
    words = [lemma if i == clause.finite else analysis.words[i].text for i in clause.group if i in (*others, finite.i)]
    return auxiliary, " ".join(words)


def _several(analysis: Analysis, clause: Clause) -> bool:
    finite = analysis.words[clause.finite]
    if finite.tag == "VBZ" or clause.subject is None:
        return False
    return finite.tag == "VBP" or is_plural(analysis, clause.subject.head)


def third_person(analysis: Analysis, i: int) -> str:
    """Return a finite verb in the third person singular, past forms unchanged but for "were"."""
    word = analysis.words[i]
    if word.tag == "VBP":
        return {"are": "is", "have": "has", "do": "does"}.get(
            word.text.lower(), verb_form(base_form(word.text, word.lemma), "VBZ")
        )
    return "was" if word.text.lower() == "were" else word.text


def is_dated(analysis: Analysis, clause: Clause) -> bool:
    """Return whether the clause says when something happened, so that a past tense is certain."""
    return any(
        analysis.words[i].ent == "DATE" and any(char.isdigit() for char in analysis.words[i].text)
        for part in clause.parts
        for i in range(part.start, part.end)
    )


def ordered(analysis: Analysis, clause: Clause, drop: Collection[Part]) -> list[Part]:
    """Return the parts that a stem keeps, in the order in which it says them: fronted ones at the end."""
    cut = min((part.start for part in clause.parts if _breaks(analysis, part, drop)), default=len(analysis.words))
    kept = [part for part in clause.parts if part not in drop and keeps(analysis, part)]
    return [part for part in kept if not part.fronted and part.start < cut] + [part for part in kept if part.fronted]


def _breaks(analysis: Analysis, part: Part, drop: Collection[Part]) -> bool:
    """Return whether a dropped part behind a comma ends what the clause says, so that nothing behind it is kept."""
    if part.fronted or not part.comma or part in drop:
        return False
    return part.role in (Role.PREP, Role.CLAUSE, Role.PARTICIPLE) and not keeps(analysis, part)


def keeps(analysis: Analysis, part: Part) -> bool:
    """Return whether a stem keeps the part: not a mere tie to other sentences, a reason, a concession or a comment."""
    words = analysis.words
    if part.comma and not part.fronted and part.role in (Role.OBJECT, Role.ATTRIBUTE, Role.TIME, Role.DATIVE):
        return False
    if part.role is Role.PREP and not part.fronted and part.start > 0 and words[part.start - 1].tag == "CC":
        return False
    match part.role:
        case Role.EXPLETIVE | Role.COMPLEMENT | Role.PARTICIPLE:
            told = analysis.words[part.start].text.lower() == "that"
            return part.role is Role.COMPLEMENT and (not part.comma or told)
        case Role.ADVERB:
            text = [word.text.lower() for word in words[part.start : part.end]]
            alone = part.end - part.start == 1
            return not (text[-1] in _PASSING or part.comma or (alone and part.fronted))
        case Role.CLAUSE:
            if part.comma and not part.fronted and part.word not in _BINDING:
                return False
            return part.word not in _DROPPED_CLAUSES or (part.word == "since" and _dates(analysis, part))
        case Role.PREP:
            if part.word in _DROPPED_PHRASES or (part.comma and not part.fronted and part.word != "according to"):
                return False
            counted = any(word.pos == "NUM" for word in words[part.start : part.end])
            if part.word == "with" and part.fronted and not counted:
                return False
            return not _ties(analysis, part)
        case _:
            return True


def _ties(analysis: Analysis, part: Part) -> bool:
    """Return whether a phrase only ties the sentence to its neighbours: "in addition", "in that case"."""
    inside = analysis.words[part.start : part.end]
    if part.noun < 0 or len(inside) > 3 or any(word.tag == "PRP$" for word in inside):
        return False
    pointing = any(word.text.lower() in ("that", "this") for word in inside)
    lemma = analysis.words[part.noun].lemma.lower()
    return lemma in _TIES or (pointing and lemma in ("case", "way", "point", "reason", "sense"))


def _dates(analysis: Analysis, part: Part) -> bool:
    return any(word.ent == "DATE" for word in analysis.words[part.start : part.end])


def wh_word(analysis: Analysis, discourse: Discourse, noun: int) -> str:
    """Return "who" or "what" for a noun."""
    if is_person(discourse, analysis, noun):
        return "who"
    return "what"


def _close(texts: list[str]) -> str:
    text = " ".join(text for text in texts if text).strip(" ,;:")
    text = re.sub(r',"$', '"', text)
    last = text.rsplit(" ", 1)[-1]
    if last.endswith(".") and "." not in last[:-1] and last not in _ABBREVIATED:
        text = text[:-1]
    return capital(text) + "?"
