"""Relations between clauses: contrast, condition, and effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizgen.generate.clauses import Analysis, Clause, ClauseKind, Part, Role
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families.common import KEY, LONG_KEY, askable, content_words, draft, has_content
from quizgen.generate.inflect import base_form
from quizgen.generate.sound import closes
from quizgen.generate.stems import Stem, inverted, phrase, question
from quizgen.generate.wording import capital, render


def contrast(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What does X verb rather than B?" from "A rather than B", "A, not B" and "A instead of B"."""
    for clause in askable(analysis):
        if clause.negated:
            continue
        for part in clause.parts:
            if part.role not in (Role.OBJECT, Role.PREP, Role.ATTRIBUTE) or part.fronted:
                continue
            split = _split(analysis, clause, part)
            if split is None:
                continue
            first, tie, last = split
            if tie in analysis.loose or any(word.dep == "relcl" for word in analysis.words[part.start : tie]):
                continue
            start = part.start + (1 if part.role is Role.PREP else 0)
            noun = analysis.words[part.noun] if part.noun >= 0 else None
            if noun is None or noun.pos not in ("NOUN", "PROPN"):
                continue
            opening = f"{capital(part.word)} what" if part.role is Role.PREP else "What"
            rest = replace(clause, parts=tuple(item for item in clause.parts if item.end <= first or item is part))
            stem = question(analysis, discourse, rest, opening, drop=(part,))
            if stem is not None and part.role is Role.PREP:
                stem = replace(stem, text=f"{stem.text[:-1]},?")
            key = render(
                analysis,
                discourse,
                start,
                first,
                skip=analysis.loose,
                present=stem.used if stem else (),
                said=stem.text if stem else "",
            )
            if any(word.tag == "PRP$" for word in analysis.words[tie:last]):
                continue
            said = f"{stem.text if stem else ''} {key.text}"
            other = render(analysis, discourse, tie, last, present=range(part.end), said=said)
            if stem is not None:
                stem = Stem(
                    text=f"{stem.text[:-1]} rather than {other.text}?".replace(
                        "rather than rather than", "rather than"
                    ),
                    used=stem.used | frozenset(other.spans),
                    pending=stem.pending or other.pending,
                )
            yield from draft(analysis, stem, key, "contrast")


def _split(analysis: Analysis, clause: Clause, part: Part) -> tuple[int, int, int] | None:
    """Return where the first side ends, and where the second begins and ends; None when there is no contrast."""
    words = analysis.words
    stop = next((i for i in range(part.start, len(words)) if words[i].text in (".", ";", ":")), len(words))
    for i in range(part.start + 1, stop - 1):
        pair = (words[i].text.lower(), words[i + 1].text.lower())
        if pair in (("rather", "than"), ("instead", "of")) and i <= part.end + 1:
            first = i - 1 if words[i - 1].text == "," else i
            last = next((k for k in range(i + 2, stop) if words[k].text == ","), stop)
            return (first, i + 2, last) if words[i + 2].pos not in ("VERB", "AUX") else None
        if pair == (",", "not") and i <= part.end and words[i + 2].pos in ("DET", "NOUN", "PROPN", "ADJ"):
            last = next((k for k in range(i + 2, stop) if words[k].text == ","), stop)
            if last - i < 8 and not any(word.pos in ("VERB", "AUX") for word in words[i + 2 : last]):
                return i, i + 2, last
    return None


def conditions(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "When does Y?" with the condition as key, and "What happens when X?" is left to clozes."""
    for clause in askable(analysis):
        for part in clause.parts:
            if part.role is not Role.CLAUSE or part.word not in ("if", "when"):
                continue
            if analysis.words[part.start].text.lower() not in (part.word, "only") or not closes(analysis, part.end):
                continue
            inner = [c for c in analysis.clauses if c.kind is ClauseKind.ADVERBIAL and part.start <= c.verb < part.end]
            if len(inner) != 1 or inner[0].subject is None or inner[0].doubts:
                continue
            timeless = clause.finite >= 0 and analysis.words[clause.finite].tag in ("MD", "VBZ", "VBP")
            if clause.negated or not (timeless or clause.imperative):
                continue
            stem = question(analysis, discourse, clause, "When", drop=(part,))
            if stem is None or content_words(analysis, stem.used) < 2:
                continue
            key = phrase(analysis, discourse, part, present=stem.used)
            yield from draft(analysis, stem, key, "condition", limit=LONG_KEY)


def effects(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What does S verb?" from the participle after the main clause ("..., fostering innovation")."""
    for clause in analysis.clauses:
        if clause.kind is not ClauseKind.PARTICIPLE or not clause.lent or clause.parent < 0:
            continue
        host = analysis.clauses[clause.parent]
        verb = analysis.words[clause.verb]
        part = clause.part(Role.OBJECT)
        if host.doubts or host.kind is not ClauseKind.MAIN or verb.tag != "VBG" or part is None:
            continue
        if clause.group[0] <= host.verb or analysis.words[clause.group[0] - 1].text != "," or clause.doubts:
            continue
        if not has_content(analysis, part) or any(
            item.role in (Role.COMPLEMENT, Role.ATTRIBUTE) for item in clause.parts
        ):
            continue
        yield from _effect(analysis, discourse, host, clause, part)


def _effect(analysis: Analysis, discourse: Discourse, host: Clause, clause: Clause, part: Part) -> Iterator[Draft]:
    """Ask for the object of the participle with the main clause as means: "What does X foster by lowering Y?"."""
    verb = analysis.words[clause.verb]
    if host.subject is None:
        return
    finite = analysis.words[host.finite]
    if finite.lemma in ("be", "have") or finite.tag == "MD":
        return
    verbs = inverted(analysis, replace(host, group=(host.finite,), verb=host.finite))
    if verbs is None:
        return
    subject = phrase(analysis, discourse, host.subject)
    rest = [
        phrase(analysis, discourse, item, present=subject.spans).text
        for item in clause.parts
        if item is not part and not item.comma
    ]
    text = " ".join(["What", verbs[0], subject.text, base_form(verb.text, verb.lemma), *rest]) + "?"
    stem = Stem(text=text, used=frozenset((*subject.spans, clause.verb)), pending=subject.pending)
    if len(text.split()) < 6:
        return
    key = phrase(analysis, discourse, part, present=stem.used, said=stem.text)
    yield from draft(analysis, stem, key, "effect", limit=KEY)
