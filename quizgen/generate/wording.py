"""Wording: words of a sentence put together again as a phrase that reads well in another place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import Antecedent, Discourse, References
from quizgen.generate.parse import Word

_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_NO_SPACE_BEFORE = frozenset({",", ".", ";", ":", "!", "?", ")", "]", "''", "%"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A phrase as it reads.

    `spans` maps each word that stands in it to its (start, end) in `text`; a word that was replaced or that belongs to
    a replaced phrase has the span of what stands for it. `pending` says that the phrase holds a reference that only a
    context line can carry, `unsure` that its first word may or may not be a name, so that its capital is a guess,
    `pointing` that an open reference is a pronoun or "this N" rather than a definite noun.
    """

    text: str
    spans: Mapping[int, tuple[int, int]]
    pending: bool
    unsure: bool = False
    pointing: bool = False


def render(
    analysis: Analysis,
    discourse: Discourse,
    start: int,
    end: int,
    *,
    skip: Collection[int] = (),
    references: References | None = None,
    inner: bool = True,
    present: Collection[int] = (),
    said: str = "",
) -> Rendered:
    """Return the words `start` to `end` (exclusive) as a phrase, with each reference replaced by what it stands for.

    Words in `skip` are left out, with a comma that then opens or ends the phrase. With `inner` the first word of the
    sentence loses the capital that only its place gave it. A reference whose antecedent stands in this phrase, or in
    the words `present` that will be read before it, or whose text stands in `said`, stays as it is. `references`
    defaults to those of the discourse.
    """
    if references is None:
        index = analysis.sentence.index
        references = discourse.references[index] if index < len(discourse.references) else None
    out: list[str] = []
    spans: dict[int, tuple[int, int]] = {}
    length, pending, unsure, pointing, at = 0, False, False, False, start
    openings = analysis.parse.openings
    kept = [i for i in range(start, end) if i not in skip]
    for i in kept:
        if i < at:
            continue
        word = analysis.words[i]
        text, following = word.text, i + 1
        if references is not None:
            if i in references.pending:
                pending = True
                pointing = pointing or i not in references.definite
            answer = references.antecedents.get(i)
            if answer is not None and not _shown(answer, start, i, skip, present) and not _said(answer, said, word):
                if not answer.text or _clumsy(answer, word):
                    pending = pointing = True
                else:
                    text, following = _stand_in(answer, word, references, i)
        if inner and i in openings and text == word.text:
            text = uncapital(analysis, discourse, i)
            unsure = unsure or is_unsure(analysis, discourse, i)
        if not out and text in (",", ";", ":", "—"):
            continue
        glue = _gap(analysis, out, i, at)
        out.append(glue + text)
        length += len(glue)
        for k in range(i, following):
            spans[k] = (length, length + len(text))
        length += len(text)
        at = following
    joined = "".join(out)
    if kept:
        joined = _balanced(joined, analysis.sentence.text[analysis.words[kept[-1]].end :])
    trimmed = joined.rstrip(" ,;:—") if not joined.endswith("...") else joined
    return Rendered(text=trimmed, spans=spans, pending=pending, unsure=unsure, pointing=pointing)


def _gap(analysis: Analysis, out: list[str], i: int, at: int) -> str:
    """Return what goes before word `i`: what the sentence has there, or a blank where words were left out."""
    if not out:
        return ""
    word = analysis.words[i]
    if i == at and i > 0:
        return analysis.sentence.text[analysis.words[i - 1].end : word.start]
    if word.tag in ("POS", ",", ".", ":", "''", "-RRB-", "HYPH") or word.text in _NO_SPACE_BEFORE:
        return ""
    before = out[-1]
    return "" if before.endswith(("(", "[", "-", "\u201c")) or (before.endswith('"') and before != '"') else " "


def _balanced(text: str, following: str) -> str:
    """Return the text with a bracket closed that it opens at its end, or without a bracket that has no partner."""
    if text.count("(") == text.count(")") + 1:
        return text + ")" if following.startswith(")") else text.replace("(", "", 1)
    return text.replace(")", "", 1) if text.count(")") == text.count("(") + 1 else text


def _shown(answer: Antecedent, start: int, i: int, skip: Collection[int], present: Collection[int]) -> bool:
    """Return whether the reader meets the antecedent before the reference."""
    if answer.start < 0:
        return False
    inside = start <= answer.start and answer.end <= i and answer.start not in skip
    return inside or answer.start in present


def _said(answer: Antecedent, said: str, word: Word) -> bool:
    """Return whether what the pronoun stands for was just said in so many words."""
    return bool(said) and bool(answer.text) and word.tag in ("PRP", "PRP$") and answer.text.lower() in said.lower()


def _clumsy(answer: Antecedent, word: Word) -> bool:
    """Return whether the possessive of the antecedent would be a monster ("a mountain of height h's root")."""
    return word.tag == "PRP$" and (" of " in answer.text or len(answer.text.split()) > 4)


def _stand_in(answer: Antecedent, word: Word, references: References, i: int) -> tuple[str, int]:
    following = references.phrases.get(i, i + 1)
    if following == i + 1 and word.tag == "PRP$":
        return possessive(answer.text, answer.plural), following
    return answer.text, following


def possessive(text: str, plural: bool) -> str:
    """Return the possessive of a noun phrase: "the reef's", "the reefs'"."""
    return text + ("'" if plural and text.endswith("s") else "'s")


_INSTITUTIONS = frozenset({"congress", "parliament", "senate"})


def uncapital(analysis: Analysis, discourse: Discourse, i: int) -> str:
    """Return a sentence's first word as it is written inside a sentence.

    A name keeps its capital: what the entity tagger calls one, a form that the note writes with a capital elsewhere, a
    word right before a capital of the same name, or a word that no dictionary has. All else loses it.
    """
    word = analysis.words[i]
    text = word.text
    if word.literal or not text[:1].isupper() or (len(text) > 1 and any(char.isupper() for char in text[1:])):
        return text
    low = text[0].lower() + text[1:]
    if word.pos not in ("PROPN", "NOUN", "ADJ", "X", "VERB") or word.tag in ("VBG", "VBN", "VBD"):
        return low if text != "I" else text
    if word.pos == "PROPN" and _name_goes_on(analysis, i):
        return text
    if not word.ent and (word.tag == "NNS" or word.pos == "ADJ") and text not in discourse.upper:
        return low
    if _written_small(discourse, low) and not (word.pos == "PROPN" and text in discourse.upper and word.ent):
        return low
    if text in discourse.upper or low in _INSTITUTIONS:
        return text
    if word.ent in ("PERSON", "GPE", "NORP", "LOC", "FAC", "EVENT", "LANGUAGE"):
        return low if common_word(low) and (word.pos != "PROPN" or word.ent in ("NORP", "PERSON")) else text
    return low if common_word(low) or low.endswith(("ists", "ians", "ers", "ors", "ings", "ions", "ments")) else text


def _written_small(discourse: Discourse, low: str) -> bool:
    forms = (low, low + "s", low[:-1] if low.endswith("s") else low)
    return any(form in discourse.lower for form in forms)


def _name_goes_on(analysis: Analysis, i: int) -> bool:
    """Return whether the next word carries on the same name ("Chief Justice", "Antoine-Augustin", "Python's")."""
    if i + 1 >= len(analysis.words):
        return False
    after = analysis.words[i + 1]
    if after.tag == "POS" and analysis.words[i].pos == "PROPN":
        return True
    if after.text == "-" and i + 2 < len(analysis.words):
        return analysis.words[i + 2].text[:1].isupper()
    return after.pos == "PROPN" and after.text[:1].isupper() and not after.text.isupper()


def is_unsure(analysis: Analysis, discourse: Discourse, i: int) -> bool:
    """Return whether nothing but a guess says if the first word is a name: unknown, no entity, seen nowhere else."""
    word = analysis.words[i]
    low = word.text.lower()
    if word.pos not in ("PROPN", "NOUN", "ADJ", "X") or word.text in discourse.upper or _written_small(discourse, low):
        return False
    if word.literal or not word.text[:1].isupper() or any(char.isupper() for char in word.text[1:]):
        return False
    if word.tag == "NNS" or word.pos == "ADJ":
        return False
    return not word.ent and not common_word(low) and not _name_goes_on(analysis, i)


def capital(text: str) -> str:
    """Return the text with its first letter in upper case; what starts with code or a digit stays."""
    return text[:1].upper() + text[1:]


def common_word(low: str) -> bool:
    """Return whether a lower-case word is in the dictionary of common words (lemminflect's)."""
    from quizgen.generate.inflect import known

    return known(low)
