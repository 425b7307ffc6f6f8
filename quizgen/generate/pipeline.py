"""The pipeline: one note in, what became of each of its sentences out."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal

from quizgen.candidate import Candidate, Generation, Rejection, SentenceReport
from quizgen.generate.choice import choice
from quizgen.generate.choose import PER_SENTENCE, Scored, choose
from quizgen.generate.clauses import Analysis, analyse, relatives
from quizgen.generate.context import context_line, setting
from quizgen.generate.dangling import dangles
from quizgen.generate.discourse import Discourse, discourse
from quizgen.generate.draft import Draft
from quizgen.generate.families import FAMILIES, OF_CLAUSES
from quizgen.generate.families.claims import claims
from quizgen.generate.features import features
from quizgen.generate.foreign import foreign_reports
from quizgen.generate.parse import ENGLISH, load_english, parse
from quizgen.generate.pictures import with_pictures
from quizgen.generate.rank import score
from quizgen.generate.recall import free_recall
from quizgen.generate.references import resolve
from quizgen.generate.sentences import Place, sentences
from quizgen.generate.stated import stated
from quizgen.generate.topic import with_headline
from quizgen.generate.worth import unworthy
from quizgen.item import TAKEAWAYS, Cloze, Question, ShortAnswer, Source, TrueFalse, key_text
from quizgen.note import Emphasis, Note
from quizgen.rules import NoteContext, first_fault

GENERATOR = "1"
"""The version of the rules: banks remember which one made them."""

THRESHOLDS = {"strict": 0.88, "balanced": 0.72, "generous": 0.5}
"""The least score that the first item of a sentence needs, per quality setting."""

MORE = {"strict": 0.88, "balanced": 0.82, "generous": 0.65}
"""The least score that any further item of a sentence needs: it adds less, and may be as wrong."""

CLAIM = {True: 0.52, False: 0.85}
"""The score of a statement made of a sentence that nothing else asks, by its key: the share of them that were accepted
on development notes (46 of 88 true ones, 9 of 9 false ones, a few too few for more than 0.85)."""

FILL = 0.12
"""How far below that the best candidate of an otherwise empty takeaway or deep dive may lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to generate: `quality` is the dial, `models` maps a language code to the spaCy package to use for it."""

    quality: Literal["strict", "balanced", "generous"] = "balanced"
    models: Mapping[str, str] = field(default_factory=dict)


_DEFAULT = Options()


def generate(note: Note, *, options: Options = _DEFAULT) -> Generation:
    """Return candidate items for a note, with what became of each sentence; the same note gives the same result.

    Raises QuizgenError G001 when the language model is not installed.
    """
    if note.language != "en":
        return _generation(note, foreign_reports(note, package=options.models.get(note.language, "")))
    found, known = _understood(note, options)
    seen: set[str] = set()
    weighed = [_weighed(analysis, found) for analysis in found.analyses]
    reports = [_report(each, known, options, seen) for each in weighed]
    for at, report in enumerate(reports):
        if not weighed[at].reason and _least(options) <= max(CLAIM.values()):
            reports[at] = _claimed(report, found.analyses[at], found, known, seen, _least(options))
    _fill(reports, weighed, found, known, options, seen)
    return _generation(note, tuple(reports))


def _claimed(
    report: SentenceReport, analysis: Analysis, found: Discourse, known: NoteContext, seen: set[str], least: float
) -> SentenceReport:
    """Return a report with statements to judge of the sentence, or of clauses of it, that no other item asks.

    A statement that tells the key of another item, or shares words with another statement, is left out.
    """
    if len(report.candidates) >= PER_SENTENCE or any(isinstance(one.question, TrueFalse) for one in report.candidates):
        return report
    rejected: list[Rejection] = []
    chosen: list[Candidate] = list(report.candidates)
    spans: list[tuple[int, int]] = []
    for draft in claims(analysis, found):
        if len(chosen) >= PER_SENTENCE or any(a < draft.asked[1] and draft.asked[0] < b for a, b in spans):
            continue
        if any(_tells(draft.question.stem, one) for one in report.candidates):
            continue
        value = CLAIM[draft.question.key] if isinstance(draft.question, TrueFalse) else min(CLAIM.values())
        if value < least:
            rejected.append(_reject(draft, "score", f"score {value:.2f} is too low", score=value))
            continue
        context = draft.context or context_line(analysis, found, draft, setting(analysis, found))
        if context is None:
            rejected.append(_reject(draft, "context", "leans on a sentence that can't be printed as context"))
            continue
        loose = dangles(analysis, found, draft, context)
        if loose:
            rejected.append(_reject(draft, "context", loose, context=context, score=value))
            continue
        candidate = _candidate(draft, analysis, report.section, context, value)
        finding = first_fault(candidate, note=known)
        if finding is None and _same(candidate) not in seen:
            seen.add(_same(candidate))
            chosen.append(candidate)
            spans.append(draft.asked)
            continue
        code, why = (finding.code, finding.message) if finding else ("choice", "duplicate: another sentence gave it")
        rejected.append(_reject(draft, code, why, context=context, score=value))
    every = (*report.rejected, *rejected)
    reason = "" if chosen else _reason(analysis, every) if rejected else report.reason
    return replace(report, candidates=tuple(chosen), rejected=every, reason=reason)


def _tells(statement: str, other: Candidate) -> bool:
    """Return whether a statement holds the key of another item."""
    return key_text(other.question).lower() in statement.lower()


def _fill(
    reports: list[SentenceReport],
    weighed: Sequence[_Weighed],
    found: Discourse,
    known: NoteContext,
    options: Options,
    seen: set[str],
) -> None:
    """Give each takeaway and each deep dive that came out empty its best candidate from a little further down."""
    lower = _least(options) - FILL
    parts: dict[tuple[str, int], list[int]] = {}
    for at, analysis in enumerate(found.analyses):
        sentence = analysis.sentence
        if sentence.place in (Place.TAKEAWAY, Place.DIVE):
            own = at if sentence.place is Place.TAKEAWAY else -1
            parts.setdefault((sentence.section, own), []).append(at)
    for places in parts.values():
        if any(reports[at].candidates for at in places):
            continue
        tried = [(at, _report(weighed[at], known, options, set(seen), least=lower)) for at in places]
        best = max(tried, key=lambda pair: max((one.score for one in pair[1].candidates), default=0.0))
        if best[1].candidates:
            reports[best[0]] = replace(best[1], candidates=best[1].candidates[:1])
            seen.add(_same(best[1].candidates[0]))


def _least(options: Options) -> float:
    return THRESHOLDS[options.quality]


def _understood(note: Note, options: Options) -> tuple[Discourse, NoteContext]:
    """Return the note as parsed and resolved, and what the rules want to know of it."""
    nlp = load_english(options.models.get("en", ENGLISH))
    analyses = tuple(analyse(item) for item in parse(sentences(note), nlp))
    found = with_headline(resolve(discourse(note, analyses)))
    known = NoteContext(
        language=note.language,
        persons=frozenset(found.persons),
        speakers=found.guests,
        topic=" ".join(sorted(found.topic)),
    )
    return found, known


def _generation(note: Note, reports: tuple[SentenceReport, ...]) -> Generation:
    """Return the generation of a note's sentences, with the note's own questions and a prompt for each deep dive."""
    reports = with_pictures(reports, note)
    recalls = []
    for dive in note.deep_dives:
        own = [report for report in reports if report.section == dive.heading.text]
        prompt = free_recall(dive, own, language=note.language)
        recalls += [prompt] if prompt else []
    return Generation(sentences=(*reports, *_pairs(note)), free_recall=tuple(recalls), generator=GENERATOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """A sentence with why it is no source of items (empty: it is one), and its drafts, scored.

    A draft that leans on a sentence which can't be printed has neither context nor score.
    """

    analysis: Analysis
    reason: str = ""
    drafts: tuple[tuple[Draft, str | None, float], ...] = ()


def _weighed(analysis: Analysis, found: Discourse) -> _Weighed:
    reason = unworthy(analysis, found)
    if reason:
        return _Weighed(analysis=analysis, reason=reason)
    scored: list[tuple[Draft, str | None, float]] = []
    for draft in drafts(analysis, found):
        context = draft.context or context_line(analysis, found, draft, setting(analysis, found))
        value = 0.0 if context is None else score(features(draft, analysis, found, context=context))
        scored.append((draft, context, value))
    return _Weighed(analysis=analysis, drafts=tuple(scored))


def _report(
    weighed: _Weighed,
    known: NoteContext,
    options: Options,
    seen: set[str],
    *,
    least: float | None = None,
) -> SentenceReport:
    analysis = weighed.analysis
    sentence = analysis.sentence
    section = sentence.section or TAKEAWAYS
    if weighed.reason:
        return SentenceReport(text=sentence.text, span=sentence.span, section=section, reason=weighed.reason)
    survivors: list[Scored] = []
    rejected: list[Rejection] = []
    for draft, context, value in weighed.drafts:
        if context is None:
            rejected.append(_reject(draft, "context", "leans on a sentence that can't be printed as context"))
        elif value < (_least(options) if least is None else least):
            rejected.append(_reject(draft, "score", f"score {value:.2f} is too low", context=context, score=value))
        else:
            survivors.append(Scored(draft=draft, score=value, context=context))

    def stopped(item: Scored) -> str:
        candidate = _candidate(item.draft, analysis, section, item.context, item.score)
        if _same(candidate) in seen:
            return "duplicate: another sentence gave this item"
        finding = first_fault(candidate, note=known)
        return f"{finding.code}: {finding.message}" if finding else ""

    chosen, left = choose(survivors, stopped, more=MORE[options.quality])
    candidates = tuple(_candidate(item.draft, analysis, section, item.context, item.score) for item in chosen)
    seen.update(_same(candidate) for candidate in candidates)
    rejected += [_left_over(item, why) for item, why in left]
    reason = "" if candidates else _reason(analysis, rejected)
    return SentenceReport(
        text=sentence.text,
        span=sentence.span,
        section=section,
        candidates=candidates,
        reason=reason,
        rejected=tuple(rejected),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Featured:
    """A candidate that passed every rule, with its features as numbers: what a ranker is trained on."""

    question: Question
    context: str
    rule: str
    features: Mapping[str, float]


def featured(note: Note, *, options: Options = _DEFAULT) -> Iterator[Featured]:
    """Yield every candidate of an English note that the rules let pass, whatever its score; the ranker's schoolbook."""
    if note.language != "en":
        return
    found, known = _understood(note, options)
    for analysis in found.analyses:
        if unworthy(analysis, found):
            continue
        for draft in drafts(analysis, found):
            context = draft.context or context_line(analysis, found, draft, setting(analysis, found))
            if context is None or first_fault(_candidate(draft, analysis, "", context, 0.0), note=known):
                continue
            told = features(draft, analysis, found, context=context).numbered()
            yield Featured(question=draft.question, context=context, rule=draft.rule, features=told)


def drafts(analysis: Analysis, found: Discourse) -> Iterator[Draft]:
    """Yield every draft that the families make of a sentence, in the order of the ladder.

    One in three short answers that could have options is asked as multiple choice, by its own text.
    """
    whole = (draft for family in (*FAMILIES, stated) for draft in family(analysis, found))
    parts = (draft for view in relatives(analysis) for family in OF_CLAUSES for draft in family(view, found))
    for draft in chain(whole, parts):
        options = choice(draft, analysis, found) if zlib.crc32(draft.question.stem.encode()) % 3 == 0 else None
        yield options or draft


def _same(candidate: Candidate) -> str:
    return f"{candidate.question.stem}\n{key_text(candidate.question)}"


def _reason(analysis: Analysis, rejected: Sequence[Rejection]) -> str:
    if not analysis.words and not analysis.sentence.cells:
        return "nothing to ask"
    if any(rejection.gate == "context" for rejection in rejected):
        return "dangling reference"
    if rejected:
        return "no candidate passed"
    return "no question found"


def _candidate(draft: Draft, analysis: Analysis, section: str, context: str, value: float) -> Candidate:
    sentence = analysis.sentence
    text = "\n".join((draft.question.stem, key_text(draft.question), context))
    literals = {kind: _literals(analysis, kind, text) for kind in (Emphasis.CODE, Emphasis.MATH)}
    return Candidate(
        question=draft.question,
        source=Source(path=sentence.span.path, text=sentence.text, line=sentence.span.line),
        section=section,
        rule=draft.rule,
        score=value,
        context=context,
        code=literals[Emphasis.CODE],
        math=literals[Emphasis.MATH],
    )


def _literals(analysis: Analysis, kind: Emphasis, text: str) -> tuple[str, ...]:
    """Return the literal stretches of the sentence that stand in the item's texts, without repetition."""
    source = analysis.sentence.text
    found = [source[mark.start : mark.end] for mark in analysis.sentence.marks if mark.kind is kind]
    return tuple(dict.fromkeys(item for item in found if item in text))


def _left_over(item: Scored, why: str) -> Rejection:
    """Return the rejection of a candidate that choice or a rule stopped; a rule's code is its gate."""
    gate, colon, message = why.partition(": ")
    gate, message = (gate, message) if colon else ("choice", why)
    return _reject(item.draft, gate, message, context=item.context, score=item.score)


def _reject(draft: Draft, gate: str, why: str, *, context: str = "", score: float | None = None) -> Rejection:
    return Rejection(question=draft.question, rule=draft.rule, gate=gate, why=why, context=context, score=score)


def _pairs(note: Note) -> Iterator[SentenceReport]:
    """Yield the note's own questions, word for word."""
    for pair in note.pairs:
        question = (
            Cloze(stem=pair.question, key=pair.answer)
            if pair.cloze
            else ShortAnswer(stem=pair.question, key=pair.answer)
        )
        text = f"{pair.question} {pair.answer}"
        section = pair.section or TAKEAWAYS
        source = Source(path=pair.span.path, text=text, line=pair.span.line)
        candidate = Candidate(question=question, source=source, section=section, rule="pair", score=1.0)
        yield SentenceReport(text=text, span=pair.span, section=section, candidates=(candidate,))
