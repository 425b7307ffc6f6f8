"""People: the persons of a sentence by their full names, and the one whom the note is about."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quizgen.generate.clauses import Analysis, Chunk
from quizgen.generate.discourse import Antecedent, Discourse
from quizgen.generate.genders import gender_of
from quizgen.generate.kinds import Being, being
from quizgen.generate.parse import Word

PERSONAL = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}


def people_of(found: Discourse, analysis: Analysis) -> list[str]:
    """Return the persons of a sentence, each by the longest name that the note gives them."""
    out = []
    spans: dict[int, list[int]] = {}
    for word in analysis.words:
        if word.ent == "PERSON" and word.tag not in ("POS", "NNPS"):
            spans.setdefault(word.name, []).append(word.i)
        elif word.pos == "PROPN" and word.ent != "PERSON" and _named_person(found, analysis, word):
            spans.setdefault(-2 - word.i, []).append(word.i)
    for span in spans.values():
        end = span[-1] + 1
        while end > span[0] + 1 and not analysis.words[end - 1].text[:1].isupper():
            end -= 1
        out.append(full_name(found, analysis.parse.text(span[0], end)))
    return list(dict.fromkeys(out))


def _named_person(found: Discourse, analysis: Analysis, word: Word) -> bool:
    """Return whether a name that the tagger missed is a person's: a surname of the note, or a lone given name."""
    if word.text in found.surnames:
        return True
    follower = analysis.words[word.i + 1] if word.i + 1 < len(analysis.words) else None
    lone = word.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj") and (follower is None or follower.pos != "PROPN")
    return lone and bool(gender_of(word.text))


_NO_PERSON = frozenset(("GPE", "LOC", "FAC", "DATE", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE", "MONEY"))


def maybe_people(found: Discourse, analysis: Analysis, end: int) -> list[str]:
    """Return what else before word `end` may be a person: names of no known sort, and nouns for one person.

    A noun in apposition to a name or said of a subject ("a king") is no other person.
    """
    out = []
    for chunk in analysis.chunks:
        head = analysis.words[chunk.head]
        if chunk.head >= end or head.dep in ("oprd", "compound"):
            continue
        if head.pos == "PROPN":
            out += _maybe_name(found, analysis, chunk)
        elif head.tag == "NN" and head.dep not in ("appos", "attr") and being(analysis, found, head.i) is Being.PERSON:
            named = any(analysis.words[k].dep in ("appos", "compound") for k in analysis.parse.children[chunk.head])
            out += [] if named else [head.text]
    return out


def strangers_of(found: Discourse, analysis: Analysis) -> list[str]:
    """Return the names of a sentence that it tells something of and that may be persons' or not."""
    told = [chunk for chunk in analysis.chunks if analysis.words[chunk.head].dep in ("nsubj", "nsubjpass", "attr")]
    out = [name for chunk in told for name in _maybe_name(found, analysis, chunk)]
    for word in analysis.words[:-1]:
        if word.i and word.text[:1].isupper() and analysis.words[word.i + 1].text.lower() == "who":
            out.append(full_name(found, word.text))
    return out


def _maybe_name(found: Discourse, analysis: Analysis, chunk: Chunk) -> list[str]:
    head, start = analysis.words[chunk.head], chunk.head
    if head.pos != "PROPN" or not head.text[:1].isupper() or head.ent in _NO_PERSON or head.text.isupper():
        return []
    if being(analysis, found, chunk.head) not in (Being.PERSON, Being.UNSURE):
        return []
    while start > chunk.start and analysis.words[start - 1].pos == "PROPN":
        start -= 1
    return [full_name(found, analysis.parse.text(start, chunk.head + 1))]


def full_name(found: Discourse, name: str) -> str:
    """Return the longest name in the note that ends in `name`, when there is exactly one; else `name` itself."""
    longer = [other for other in found.persons if other.endswith(" " + name) and len(other.split()) <= 4]
    return longer[0] if len(longer) == 1 else name


def protagonist(found: Discourse) -> list[str]:
    """Return the person that the title names, when it names one person only, by the fullest name; else nobody."""
    title = set(re.findall(r"[^\W\d_]{3,}", found.note.title.text))
    named = [name for name in found.persons if name.split()[-1] in title and name.split()[-1] not in found.guests]
    names = sorted({full_name(found, name) for name in named}, key=lambda name: (-len(name), name))
    lasts = {name.split()[-1] for name in names}
    return names[:1] if len(lasts) == 1 else []


def usual_gender(found: Discourse) -> str:
    """Return the gender of nearly all personal pronouns in the note, or an empty string when they are mixed."""
    seen = [PERSONAL[w.text.lower()] for a in found.analyses for w in a.words if w.text.lower() in PERSONAL]
    for gender in ("m", "f"):
        if len(seen) > 2 and seen.count(gender) >= 0.8 * len(seen):
            return gender
    return ""


def full_names(found: Discourse, analysis: Analysis, known: Mapping[int, Antecedent]) -> dict[int, Antecedent]:
    """Return for each lone surname or first name the one full name that the note gives: "White", "Pierre"."""
    out: dict[int, Antecedent] = {}
    for word in analysis.words:
        if word.pos != "PROPN" or not word.text[:1].isupper() or word.i in known or word.aside:
            continue
        near = [analysis.words[k] for k in (word.i - 1, word.i + 1) if 0 <= k < len(analysis.words)]
        near = [other for other in near if not (other.tag == "POS" and other.i > word.i)]
        if any(other.pos == "PROPN" or other.text.lower() in ("the", "-", "v.", "vs.", "'s") for other in near):
            continue
        full = found.full_names.get(word.text)
        if full and full not in analysis.sentence.text and full.split()[-1] not in found.guests:
            out[word.i] = Antecedent(text=full, plural=False, person=True)
    return out
