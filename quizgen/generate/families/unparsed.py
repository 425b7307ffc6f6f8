"""Whole sentences as clozes where the parse shows no clause to trim: instructions, long subjects, odd verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizgen.generate.clauses import Analysis
from quizgen.generate.cloze import cloze
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.inflect import can_be, is_base
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word
from quizgen.generate.sentences import Place
from quizgen.generate.statement import Statement
from quizgen.generate.trim import statements
from quizgen.item import BLANK, Cloze, ShortAnswer, key_text
from quizgen.note import Shape
from quizgen.rules.text import content_words

_LOOSE = word_set(
    """it its they them their he him his she her hers this these those such there here both neither either another
    former latter each one ones also too then so thus hence therefore however instead otherwise still even again"""
)
"""Words that may point outside the sentence; one of them and it isn't copied whole."""

_TIED = word_set("""such there here neither former latter also too thus hence therefore however instead otherwise""")
"""Words that tie a sentence to the one before."""

_OPENERS = word_set("and but or nor so yet because although though which who whose while whereas also even then thus")
_MARKS = re.compile(r"[?!\u2026\u2014]|\.\.\.|\s[=+<>~&]\s|->|\u2192|\bw/|[\U0001F300-\U0001FAFF]")
_KINDS = (
    "cloze figure", "cloze date", "cloze count", "cloze defined", "cloze person", "cloze name", "cloze place",
    "cloze marked", "cloze compound", "cloze phrase", "cloze noun",
)  # fmt: skip
_FEW = {"cloze compound": 6, "cloze phrase": 7, "cloze noun": 6}
"""How many content words must be shown at least, where a blank could hold much; five elsewhere."""
_INSTRUCTED = word_set(
    """use give take keep add stay start record place put press push hold check set wait heat cook bake mix stir pour
    apply turn open close cut leave run store rinse wash measure repeat change stop clean rest replace insert remove
    tighten tune play count call ask write read draw inject administer inspect charge aim plant water feed train walk
    begin finish allow let limit avoid drink eat bring boil simmer knead fold whisk chill freeze soak drain dry stick"""
)


def unparsed(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield clozes of a sentence that gives no statement otherwise, a figure, date or name of it hidden.

    The sentence is copied whole, so it may hold no word that points elsewhere, and has to be plain and short.
    """
    if not _plain(analysis) or statements(analysis, discourse):
        return
    text = analysis.sentence.text
    spans = {word.i: (word.start, word.end) for word in analysis.words}
    open_words = discourse.references[analysis.sentence.index]
    outside = any(answer.start < 0 for answer in open_words.antecedents.values())
    whole = Statement(text=text, spans=spans, pending=outside or bool(open_words.pending), clause=None)
    made = False
    for draft in cloze(analysis, discourse, (whole,)):
        key, shown = key_text(draft.question), content_words(draft.question.stem.replace(BLANK, " "))
        least = _FEW.get(draft.rule, 5)
        if draft.rule in _KINDS and len(shown) >= least and len(key) > 1 and not re.fullmatch(r"[A-Za-z]{1,2}", key):
            made = True
            yield replace(draft, doubts=(*draft.doubts, "unparsed"))
    if not made:
        yield from _figure(analysis, whole)


def _figure(analysis: Analysis, whole: Statement) -> Iterator[Draft]:
    """Yield the sentence with its one measured figure hidden, the unit shown."""
    found = [word for word in analysis.words if word.tag == "CD" and word.text[:1].isdigit() and not word.aside]
    if len(found) != 1 or found[0].i + 1 >= len(analysis.words) or not found[0].space:
        return
    figure, unit = found[0], analysis.words[found[0].i + 1]
    if unit.tag not in ("NN", "NNS") or re.fullmatch(r"(?:1\d|20)\d\d", figure.text):
        return
    stem = f"{whole.text[: figure.start]}{BLANK}{whole.text[figure.end :]}"
    if len(content_words(stem.replace(BLANK, " "))) < 5 or figure.i == 0:
        return
    yield Draft(
        question=Cloze(stem=stem, key=figure.text),
        rule="cloze figure",
        sentence=analysis.sentence.index,
        answer=(figure.i, figure.i + 1),
        asked=(0, len(analysis.words)),
        pending=whole.pending,
        doubts=("unparsed",),
    )


def _plain(analysis: Analysis) -> bool:
    """Return whether a sentence can be copied whole: complete, of one piece, with a verb, and nothing that points."""
    sentence, words = analysis.sentence, analysis.words
    if sentence.place is Place.SUMMARY or sentence.shape is Shape.ROW or not words or not 7 <= len(words) <= 29:
        return False
    text = sentence.text
    jotted = (sentence.shape in (Shape.BULLET, Shape.STEP) and text[-1:].isalnum()) or text.endswith(")")
    if not (text.endswith(".") or jotted) or not text[:1].isupper() or _MARKS.search(text) or text.count('"') % 2:
        return False
    if words[0].text.lower() in _OPENERS or any(word.text.lower() in _TIED for word in words):
        return False
    finite = any(word.tag in ("VBD", "VBZ", "VBP", "MD") or _seems_finite(word) for word in words[1:])
    line = sentence.shape in (Shape.BULLET, Shape.STEP) and any(char.isdigit() or char.isupper() for char in text[1:])
    return finite or words[0].text.lower() in _INSTRUCTED or _commands(analysis) or line


def _commands(analysis: Analysis) -> bool:
    """Return whether the sentence opens with the base form of a verb and what that verb governs."""
    first, second = analysis.words[0], analysis.words[1]
    return is_base(first.text.lower()) and second.tag in ("DT", "PRP$", "IN", "CD", "RP", "JJ", "RB")


def _seems_finite(word: Word) -> bool:
    """Return whether a word that was taken for a plural noun can be a verb in the third person."""
    low = word.text.lower()
    return word.tag == "NNS" and low.endswith("s") and can_be(low, "VERB", unknown=len(low) > 9)


def instructed(analysis: Analysis, discourse: Discourse) -> Iterator[Draft]:
    """Yield "What should you do if no shock is advised?" from "If no shock is advised, resume compressions."."""
    text = analysis.sentence.text
    match = re.fullmatch(r"(If|When|Once|Unless) ([^,;:.]+), ((?:don't|do not|never|always )?[a-z][^;:]*)\.", text)
    tail = re.fullmatch(r"(If|When|Once|Unless) ([^,;:.]+), don't [a-z]+[^:;]{0,20}: ([a-z][^;:]*)\.", text)
    found = tail or match
    if found is None or analysis.sentence.place is Place.SUMMARY:
        return
    condition, order = found[2], found[3].strip()
    verb = order.split()[0].lower()
    if verb not in _INSTRUCTED and verb not in _ORDERS:
        return
    if len(order.split()) > 8 or len(condition.split()) > 14 or len(order.split()) < 2:
        return
    told = re.findall(r"[\w']+", f"{condition} {order}".lower())
    if any(word in _LOOSE for word in told) or re.search(r"\b(?:I|we|our|my)\b", condition):
        return
    open_words = discourse.references[analysis.sentence.index].pending
    start = next((w.i for w in analysis.words if w.start >= found.start(3)), 0)
    yield Draft(
        question=ShortAnswer(stem=f"What should you do {found[1].lower()} {condition}?", key=order),
        rule="instruction",
        sentence=analysis.sentence.index,
        answer=(start, len(analysis.words)),
        asked=(0, start),
        pending=any(i < start for i in open_words),
    )


_ORDERS = word_set(
    """resume continue switch reduce increase lower raise reboot restart rotate roll sit stand lie contact consult
    notify report move lift send revert commit pull merge sell buy discard throw refrigerate serve sprinkle brush
    lubricate unplug disconnect shut seek treat immobilize elevate cover protect file appeal object plead lock"""
)
