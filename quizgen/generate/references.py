"""References: what "it", "they", "these skeletons" or "the system" stand for, by rules that rather say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizgen.generate.anchors import leaning
from quizgen.generate.clauses import Analysis, Chunk, Clause, ClauseKind, Role
from quizgen.generate.discourse import Antecedent, Discourse, References
from quizgen.generate.genders import gender_of
from quizgen.generate.inflect import known
from quizgen.generate.kinds import Being, being
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word
from quizgen.generate.sentences import Place
from quizgen.rules.words import ANAPHORIC_NOUNS

_THING = {"it": False, "its": False, "itself": False, "they": True, "them": True, "their": True, "themselves": True}
_PERSON = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PARTS = word_set("text author book way thing point system word name number part group type kind other same example")
_COMPARING = word_set("other further additional similar earlier later previous subsequent resulting remaining")
_ORDINALS = word_set("first second third fourth fifth sixth seventh eighth ninth tenth last latter former other")
_LOOSE = word_set("this that these those such former latter there here former one ones another others")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A noun phrase that later words may stand for."""

    text: str
    plural: bool
    person: bool
    sound: bool
    sure: bool = False
    rivals: bool = False


def resolve(found: Discourse) -> Discourse:
    """Return the discourse with the references of each sentence.

    Rules, each silent unless it is the only one to speak: a possessive stands for its clause's subject when both agree;
    a subject pronoun for the subject of the clause before, in the sentence or in the sentence before; "it" for the
    object of the sentence before when its subject is a person; "he" and "she" for the only person of the paragraph;
    "these N" and "the N" for the phrase before that has the same head, or for the only name that the note calls an N.
    Where nobody else was named, "he" and "she" are the person in the title; else the subject of the sentence before.
    """
    out: list[References] = []
    hero = _protagonist(found)
    genders: dict[str, str] = {name: _usual_gender(found) for name in hero}
    kinds = _species(found)
    focus: list[_Mention] = []
    paragraph = -1
    people: list[str] = []
    recent: list[str] = []
    for analysis in found.analyses:
        sentence = analysis.sentence
        if sentence.paragraph != paragraph:
            paragraph, focus, people, recent = sentence.paragraph, [], [], []
        known = [*people, *(name for name in hero if name not in people)]
        if hero and len([name for name in known if name not in recent]) > 1:
            known = [*recent, *(name for name in hero if name not in recent)]
        found_here = _sentence(found, analysis, focus, known, genders, kinds)
        recent = _people(found, analysis)
        out.append(found_here)
        fresh = list(_focus(found, analysis, found_here))
        named = any(word.ent == "PERSON" for word in analysis.words)
        focus = fresh or [mention for mention in focus if not (named and mention.person)]
        people.extend(name for name in _people(found, analysis) if name not in people)
    return replace(found, references=tuple(out))


def _sentence(
    found: Discourse,
    analysis: Analysis,
    focus: Sequence[_Mention],
    people: Sequence[str],
    genders: dict[str, str],
    kinds: Mapping[str, str],
) -> References:
    antecedents: dict[int, Antecedent] = {}
    pending: set[int] = set()
    definite: set[int] = set()
    phrases: dict[int, int] = {}
    for word in analysis.words:
        low = word.text.lower()
        answer: Antecedent | None = None
        if low in _THING and word.tag in ("PRP", "PRP$"):
            if low == "it" and _expletive(analysis, word):
                continue
            answer = _own(found, analysis, word, _THING[low], antecedents)
            answer = answer or _inside(found, analysis, word, _THING[low], person=False, known=antecedents)
            answer = answer or _outside(analysis, word, focus, _THING[low])
        elif low in _PERSON and word.tag in ("PRP", "PRP$"):
            answer = _inside(found, analysis, word, False, person=True, known=antecedents)
            answer = answer or _person(found, analysis, word, people, genders)
            answer = answer or _carried(analysis, word, focus, genders)
        elif word.tag in ("PRP", "PRP$") and low in ("i", "we", "you", "my", "our", "your", "us", "me"):
            pending.add(word.i)
            continue
        elif low in _LOOSE and _points(analysis, word):
            span = _chunk_from(analysis, word.i)
            answer = _same_head(found, analysis, span) if span and low in ("this", "that", "these", "those") else None
            if answer is not None and span is not None:
                phrases[word.i] = span.end
            elif span is not None:
                answer = _earlier_clause(analysis, word.i)
        else:
            continue
        if answer is None:
            pending.add(word.i)
        else:
            antecedents[word.i] = answer
    antecedents.update(_full_names(found, analysis, antecedents))
    for start, end in _ordinals(analysis):
        noun = _counted_noun(found, analysis, start)
        if noun is None:
            pending.add(start)
        else:
            antecedents[start], phrases[start] = noun, end
    pending.update(_comparisons(analysis))
    for start, end in [*leaning(analysis), *_capital_nouns(analysis)]:
        answer = _named(found, analysis, start, end) or _specimen(analysis, start, end, kinds)
        if answer is not None:
            antecedents[start] = answer
            phrases[start] = end
        elif analysis.words[end - 1].pos == "NUM":
            pending.add(start)
        elif analysis.words[end - 1].text[:1].isupper():
            continue
        elif not _introduced(analysis, start, end) and not _generic(found, analysis, start, end):
            answer = _earlier_clause(analysis, start)
            if answer is None:
                pending.add(start)
                definite.add(start)
            else:
                antecedents[start] = answer
    return References(
        antecedents=antecedents, pending=frozenset(pending), phrases=phrases, definite=frozenset(definite)
    )


def _full_names(found: Discourse, analysis: Analysis, known: Mapping[int, Antecedent]) -> dict[int, Antecedent]:
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


def _comparisons(analysis: Analysis) -> Iterator[int]:
    """Yield comparatives and "other", "further" before a noun, when nothing says than what ("earlier expeditions")."""
    if any(word.text.lower() == "than" for word in analysis.words):
        return
    for word in analysis.words:
        low = word.text.lower()
        if low not in _COMPARING and not (word.tag == "JJR" and low not in ("more", "less", "fewer", "lower", "upper")):
            continue
        head = analysis.words[word.head]
        if word.dep == "amod" and head.dep in ("nsubj", "nsubjpass") and head.pos == "NOUN":
            yield word.i


def _ordinals(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Yield "the fourth", "the last" without a noun behind."""
    for word in analysis.words[1:]:
        if word.i + 1 < len(analysis.words) and analysis.words[word.i + 1].pos in ("PROPN", "NOUN"):
            continue
        alone = word.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj") and word.pos in ("ADJ", "NOUN")
        alone = alone and not any(analysis.words[k].dep == "prep" for k in analysis.parse.children[word.i])
        if alone and word.text.lower() in _ORDINALS and analysis.words[word.i - 1].text.lower() in ("the", "a"):
            yield word.i - 1, word.i + 1


def _counted_noun(found: Discourse, analysis: Analysis, start: int) -> Antecedent | None:
    """Return "the fourth event" for "the fourth", when the sentence spoke of "the first event" before."""
    for chunk in analysis.chunks:
        order = next((i for i in range(chunk.start, chunk.head) if analysis.words[i].text.lower() in _ORDINALS), -1)
        if chunk.end <= start and order >= 0:
            rest = analysis.parse.text(order + 1, chunk.end)
            return Antecedent(text=f"the {analysis.words[start + 1].text} {rest}", plural=False)
    return None


def _carried(analysis: Analysis, word: Word, focus: Sequence[_Mention], genders: dict[str, str]) -> Antecedent | None:
    """Return the person that was the subject of the sentence before, for a "he" that is a subject in turn."""
    persons = [mention for mention in focus if mention.person and not mention.plural]
    gender = _PERSON[word.text.lower()]
    if len(persons) != 1 or not persons[0].sure or persons[0].rivals or word.dep not in ("nsubj", "nsubjpass", "poss"):
        return None
    if (genders.get(persons[0].text) or gender_of(persons[0].text) or gender) != gender:
        return None
    if any(_competes_as_person(analysis, other, word) for other in analysis.words[: word.i]):
        return None
    return Antecedent(text=persons[0].text, plural=False, person=True)


def _competes_as_person(analysis: Analysis, other: Word, word: Word) -> bool:
    return other.ent == "PERSON" and other.dep in ("nsubj", "nsubjpass")


def _protagonist(found: Discourse) -> list[str]:
    """Return the person that the title names, when it names one person only, by the fullest name; else nobody."""
    title = set(re.findall(r"[^\W\d_]{3,}", found.note.title.text))
    named = [name for name in found.persons if name.split()[-1] in title and name.split()[-1] not in found.guests]
    names = sorted({full_name(found, name) for name in named}, key=lambda name: (-len(name), name))
    lasts = {name.split()[-1] for name in names}
    return names[:1] if len(lasts) == 1 else []


def _usual_gender(found: Discourse) -> str:
    """Return the gender of nearly all personal pronouns in the note, or an empty string when they are mixed."""
    seen = [_PERSON[w.text.lower()] for a in found.analyses for w in a.words if w.text.lower() in _PERSON]
    for gender in ("m", "f"):
        if len(seen) > 2 and seen.count(gender) >= 0.8 * len(seen):
            return gender
    return ""


def _species(found: Discourse) -> dict[str, str]:
    """Return for each common noun the one name that the note says is one: "river" -> "the Danube"."""
    kinds: dict[str, set[str]] = {}
    for analysis in found.analyses:
        for clause in analysis.clauses:
            part = clause.part(Role.ATTRIBUTE)
            if part is None or clause.subject is None or analysis.words[clause.verb].lemma != "be" or clause.negated:
                continue
            head, name = analysis.words[part.head], analysis.words[clause.subject.head]
            if head.tag == "NN" and name.pos == "PROPN" and name.ent != "PERSON":
                text = analysis.parse.text(clause.subject.start, clause.subject.end)
                if len(text.split()) <= 4:
                    text = text[0].lower() + text[1:] if text.startswith(("The ", "A ")) else text
                    kinds.setdefault(head.lemma.lower(), set()).add(text)
    return {noun: min(names) for noun, names in kinds.items() if len(names) == 1}


def _specimen(analysis: Analysis, start: int, end: int, kinds: Mapping[str, str]) -> Antecedent | None:
    head = analysis.words[end - 1]
    name = kinds.get(head.lemma.lower()) if end - start == 2 and head.tag == "NN" else None
    return Antecedent(text=name, plural=False) if name else None


def _points(analysis: Analysis, word: Word) -> bool:
    """Return whether a demonstrative points back, and isn't a conjunction, a relative or "that of"."""
    low = word.text.lower()
    if low == "that" and word.dep == "dobj" and word.tag in ("IN", "DT") and word.i == word.head + 1:
        return True
    if low in ("that", "those"):
        if word.tag in ("WDT", "IN", "WP") or (word.dep in ("mark", "nsubj") and word.tag == "WDT"):
            return False
        follower = analysis.words[word.i + 1] if word.i + 1 < len(analysis.words) else None
        return not (follower is not None and follower.text.lower() in ("of", "who", "that", "which", "in", "with"))
    if low in ("there", "here"):
        return word.dep == "advmod"
    if low == "such":
        follower = analysis.words[word.i + 1] if word.i + 1 < len(analysis.words) else None
        return not (follower is not None and follower.text.lower() == "as")
    if low in ("one", "ones") and any(_counts(analysis, other, low) for other in analysis.words[: word.i]):
        return False
    if low in ("one", "ones"):
        return word.pos in ("NOUN", "PRON") or (
            word.dep in ("nsubj", "dobj", "pobj", "attr", "nsubjpass") and _alone(analysis, word)
        )
    if low in ("another", "others"):
        return word.dep in ("nsubj", "dobj", "pobj", "nsubjpass") and _alone(analysis, word)
    return True


def _counts(analysis: Analysis, word: Word, low: str) -> bool:
    """Return whether a noun before "one" or "ones" may be what they stand for."""
    if word.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "attr"):
        return False
    return word.tag == ("NNS" if low == "ones" else "NN")


def _alone(analysis: Analysis, word: Word) -> bool:
    return not any(analysis.words[k].dep in ("prep", "relcl") for k in analysis.parse.children[word.i])


def _expletive(analysis: Analysis, word: Word) -> bool:
    """Return whether "it" stands for a clause ("it is likely that ...", "makes it possible to ...")."""
    words = analysis.words
    if word.dep == "expl":
        return True
    verb = words[word.head]
    kids = [words[k] for k in analysis.parse.children[verb.i]]
    clause = any(kid.dep in ("ccomp", "advcl", "xcomp", "csubj") and kid.i > verb.i for kid in kids)
    judged = any(kid.dep in ("acomp", "attr", "oprd") for kid in kids)
    return verb.lemma in ("be", "take", "seem", "make") and clause and judged


def _subjects(analysis: Analysis) -> Iterator[tuple[Clause, int]]:
    for clause in analysis.clauses:
        if clause.subject is not None and not clause.lent and clause.kind is not ClauseKind.RELATIVE:
            yield clause, clause.subject.head


def _inside(
    found: Discourse, analysis: Analysis, word: Word, plural: bool, *, person: bool, known: dict[int, Antecedent]
) -> Antecedent | None:
    """Return the subject before the pronoun in its sentence, when it agrees and no other subject does."""
    options: list[Antecedent] = []
    for clause, head in _subjects(analysis):
        subject = clause.subject
        if subject is None or subject.end > word.i:
            continue
        if word.tag == "PRP" and word.dep not in ("nsubj", "nsubjpass") and _in_clause(clause, word.i):
            continue
        if head in known:
            if known[head].person == person:
                options.append(known[head])
            continue
        noun = analysis.words[head]
        if noun.pos not in ("NOUN", "PROPN") or noun.text.lower() in _PERSON:
            continue
        if not person and not plural and being(analysis, found, head) is Being.UNSURE and noun.pos == "PROPN":
            return None
        fits = _plural(analysis, head) == plural and (plural or _is_person(found, analysis, head) == person)
        if not fits:
            continue
        start, end = _core(analysis, subject.start, subject.end, head)
        text = _phrase(found, analysis, start, end)
        options.append(Antecedent(text=text, plural=plural, person=person, start=start, end=end))
    fitting = [option for option in options if option.plural == plural]
    distinct = {option.text for option in fitting}
    if len(distinct) == 1 and not _rival(found, analysis, person):
        return fitting[0]
    return None


def _own(
    found: Discourse, analysis: Analysis, word: Word, plural: bool, known: dict[int, Antecedent]
) -> Antecedent | None:
    """Return the subject of the pronoun's own clause, when the pronoun is a possessive behind it that agrees."""
    if word.tag != "PRP$":
        return None
    before = [(clause, head) for clause, head in _subjects(analysis) if clause.subject and clause.subject.end <= word.i]
    if not before:
        return None
    clause, head = max(before, key=lambda pair: pair[1])
    if not _in_clause(clause, word.i) or clause.subject is None:
        return None
    if head in known:
        return known[head] if known[head].plural == plural and not known[head].person else None
    noun = analysis.words[head]
    if noun.pos not in ("NOUN", "PROPN") or _plural(analysis, head) != plural:
        return None
    if not plural and being(analysis, found, head) in (Being.PERSON, Being.UNSURE):
        return None
    start, end = _core(analysis, clause.subject.start, clause.subject.end, head)
    return Antecedent(text=_phrase(found, analysis, start, end), plural=plural, start=start, end=end)


def _in_clause(clause: Clause, i: int) -> bool:
    """Return whether word `i` stands in a part of the clause that is no clause itself."""
    return any(part.start <= i < part.end for part in clause.parts if part.role is not Role.CLAUSE)


def _rival(found: Discourse, analysis: Analysis, person: bool) -> bool:
    """Return whether the sentence names several persons, so that "he" may be another one."""
    return person and len(_people(found, analysis)) > 1


def _outside(analysis: Analysis, word: Word, focus: Sequence[_Mention], plural: bool) -> Antecedent | None:
    """Return what the sentence before is about, when the pronoun may stand for it alone."""
    if word.i > 0 and any(_competes(analysis, chunk, word, plural) for chunk in analysis.chunks):
        return None
    if word.tag == "PRP" and word.dep not in ("nsubj", "nsubjpass"):
        return None
    fitting = [mention for mention in focus if mention.plural == plural and not mention.person]
    if len(fitting) == 1 and fitting[0].sound:
        return Antecedent(text=fitting[0].text, plural=plural)
    return None


def _competes(analysis: Analysis, chunk: Chunk, word: Word, plural: bool) -> bool:
    head = analysis.words[chunk.head]
    if chunk.end > word.i or head.ent in ("DATE", "TIME", "CARDINAL", "PERCENT", "QUANTITY", "MONEY", "ORDINAL"):
        return False
    return head.pos in ("NOUN", "PROPN") and _plural(analysis, chunk.head) == plural


def _person(
    found: Discourse, analysis: Analysis, word: Word, people: Sequence[str], genders: dict[str, str]
) -> Antecedent | None:
    """Return the only person that the pronoun can mean: of the paragraph so far, of the right gender."""
    here = [name for name in _people(found, analysis) if analysis.sentence.text.find(name) < word.start]
    names = list(dict.fromkeys([*people, *here]))
    gender = _PERSON[word.text.lower()]
    fitting = [name for name in names if (genders.get(name) or gender_of(name) or gender) == gender]
    if len(names) == 1 and fitting:
        genders.setdefault(names[0], gender)
    if len(fitting) == 1 and fitting[0].split()[-1] not in found.guests:
        return Antecedent(text=fitting[0], plural=False, person=True)
    return None


def _people(found: Discourse, analysis: Analysis) -> list[str]:
    """Return the persons of a sentence, each by the longest name that the note gives them."""
    out = []
    spans: dict[int, list[int]] = {}
    for word in analysis.words:
        if word.ent == "PERSON" and word.tag != "POS":
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


def full_name(found: Discourse, name: str) -> str:
    """Return the longest name in the note that ends in `name`, when there is exactly one; else `name` itself."""
    longer = [other for other in found.persons if other.endswith(" " + name) and len(other.split()) <= 4]
    return longer[0] if len(longer) == 1 else name


def _focus(found: Discourse, analysis: Analysis, here: References) -> Iterator[_Mention]:
    """Yield what the next sentence's pronouns may stand for: the main subject; the object too behind a person."""
    main = next((clause for clause in analysis.clauses if clause.kind is ClauseKind.MAIN and clause.subject), None)
    if main is None or main.subject is None:
        return
    subject = main.subject
    if subject.head in here.antecedents:
        answer = here.antecedents[subject.head]
        rivals = answer.person and len(_people(found, analysis)) > 0
        yield _Mention(answer.text, answer.plural, answer.person, True, answer.person, rivals)
        return
    head = analysis.words[subject.head]
    if head.pos not in ("NOUN", "PROPN"):
        return
    person = being(analysis, found, head.i) in (Being.PERSON, Being.UNSURE)
    start, end = _core(analysis, subject.start, subject.end, head.i)
    text = _phrase(found, analysis, start, end, here)
    sure = being(analysis, found, head.i) is Being.PERSON and head.pos == "PROPN"
    if sure:
        text = full_name(found, text)
    sound, rivals = _sound(analysis, main, start, end, here), len(_people(found, analysis)) > 1
    yield _Mention(text, _plural(analysis, head.i), person, sound, sure, rivals)
    if person:
        part = main.part(Role.OBJECT, Role.ATTRIBUTE)
        if part is not None and analysis.words[part.head].pos in ("NOUN", "PROPN"):
            start, end = _core(analysis, part.start, part.end, part.head)
            sound = _sound(analysis, main, start, end, here)
            yield _Mention(_phrase(found, analysis, start, end, here), _plural(analysis, part.head), False, sound)


def _sound(analysis: Analysis, clause: Clause, start: int, end: int, here: References) -> bool:
    """Return whether the phrase can be repeated elsewhere: short, nothing pending in it, no "a" of a single event."""
    if any(i in here.pending for i in range(start, end)) or end - start > 8:
        return False
    first = analysis.words[start]
    if first.text.lower() in ("a", "an", "some", "many", "several", "few", "no", "any", "most", "all", "both", "each"):
        return first.text.lower() in ("a", "an", "most") and analysis.words[clause.finite].tag in ("VBZ", "VBP", "MD")
    return True


def _core(analysis: Analysis, start: int, end: int, head: int) -> tuple[int, int]:
    """Return the phrase up to its head and the prepositional phrases right behind it, without loose parts."""
    for at in range(head + 1, end):
        if analysis.words[at].dep == "relcl" and analysis.words[at].head <= head:
            return start, max(head + 1, min(at, analysis.parse.left[at]))
        if at in analysis.loose or analysis.words[at].text == ",":
            return start, at
    return start, end


def _phrase(found: Discourse, analysis: Analysis, start: int, end: int, here: References | None = None) -> str:
    from quizgen.generate.wording import render

    return render(analysis, found, start, end, references=here, inner=True).text


def _plural(analysis: Analysis, head: int) -> bool:
    word = analysis.words[head]
    if any(analysis.words[k].dep == "conj" for k in analysis.parse.children[head]):
        return True
    if word.head != word.i and word.dep in ("nsubj", "nsubjpass"):
        verb = analysis.words[word.head]
        finite = [verb, *(analysis.words[k] for k in analysis.parse.children[verb.i] if k < verb.i)]
        for item in finite:
            if item.tag == "VBZ" or item.text.lower() in ("is", "was", "has"):
                return False
            if (item.tag == "VBP" and item.text.lower() != "am") or item.text.lower() in ("are", "were"):
                return True
    return word.tag in ("NNS", "NNPS")


def _is_person(found: Discourse, analysis: Analysis, head: int) -> bool:
    return being(analysis, found, head) is Being.PERSON


def is_person(found: Discourse, analysis: Analysis, head: int) -> bool:
    """Return whether a noun names a person: an entity of that kind, or a noun like "engineer"."""
    return _is_person(found, analysis, head)


def is_plural(analysis: Analysis, head: int) -> bool:
    """Return whether a noun phrase is plural, by its verb where that tells, else by its tag."""
    return _plural(analysis, head)


def _chunk_from(analysis: Analysis, start: int) -> Chunk | None:
    return next((chunk for chunk in analysis.chunks if chunk.start == start and chunk.head > start), None)


def _same_head(found: Discourse, analysis: Analysis, span: Chunk) -> Antecedent | None:
    """Return the phrase before "these N" with the same head N, in the sentence, when there is only one."""
    head = analysis.words[span.head]
    same = [
        chunk
        for chunk in analysis.chunks
        if chunk.end <= span.start and analysis.words[chunk.head].lemma == head.lemma and chunk.head != span.head
    ]
    if len(same) != 1:
        return None
    chunk = same[0]
    start, end = chunk.start, chunk.end
    for k in analysis.parse.children[chunk.head]:
        if analysis.words[k].dep == "prep" and analysis.words[k].text == "of":
            end = analysis.parse.right[k] + 1
    for at in range(chunk.end, end):
        if analysis.words[at].text == ",":
            end = at
            break
    return Antecedent(
        text=_phrase(found, analysis, start, end), plural=_plural(analysis, chunk.head), start=start, end=end
    )


def _earlier_clause(analysis: Analysis, start: int) -> Antecedent | None:
    """Return a mark for "explained by the clause before, in the same sentence": an antecedent without a text."""
    for clause in analysis.clauses:
        inside = any(part.start <= start < part.end for part in clause.parts)
        own = clause.subject is not None and clause.subject.start <= start < clause.subject.end
        if clause.subject is not None and not clause.lent and clause.verb < start and not inside and not own:
            return Antecedent(text="", plural=False, start=clause.subject.start, end=clause.verb + 1)
    return None


def _named(found: Discourse, analysis: Analysis, start: int, end: int) -> Antecedent | None:
    """Return the one longer name of the note that ends in the head of "the N" ("the system": "the ... system")."""
    if end - start != 2:
        return None
    head = analysis.words[end - 1]
    longer: dict[str, str] = {}
    proper = head.text[:1].isupper()
    for other in found.analyses[: analysis.sentence.index]:
        elsewhere = other.sentence.section != analysis.sentence.section and not proper
        if other.sentence.place is Place.SUMMARY or elsewhere:
            continue
        near = other.sentence.paragraph == analysis.sentence.paragraph
        for chunk in other.chunks:
            noun = other.words[chunk.head]
            if noun.text.lower() != head.text.lower() or chunk.end - chunk.start < 2 or noun.dep in ("conj", "appos"):
                continue
            inner = other.words[chunk.start : chunk.head]
            telling = any(word.tag in ("NNP", "NNPS") or (near and _tells(word)) for word in inner)
            if telling and not any(word.tag in ("CD", "CC", "PRP$", "POS", "JJR", "JJS") for word in inner):
                text = other.parse.text(chunk.start, chunk.end)
                bare = text.split(" ", 1)[1] if inner[0].tag == "DT" else text
                longer[bare.lower()] = bare
    if len(longer) == 1:
        return Antecedent(text="the " + next(iter(longer.values())), plural=head.tag in ("NNS", "NNPS"))
    return None


def _tells(word: Word) -> bool:
    """Return whether a modifier says which one is meant: a noun, or an adjective that doesn't compare or praise."""
    return word.dep == "compound" or (
        word.tag == "JJ" and word.text.lower() not in ("new", "other", "own", "great", "good")
    )


def _generic(found: Discourse, analysis: Analysis, start: int, end: int) -> bool:
    """Return whether "The pancreas" opens a paragraph in the present tense: a kind, or the only one of its kind."""
    head = analysis.words[end - 1]
    if found.before(analysis) is not None or head.lemma.lower() in ANAPHORIC_NOUNS | _PARTS or head.tag != "NN":
        return False
    timeless = any(analysis.words[c.finite].tag in ("VBZ", "MD") for c in analysis.clauses if c.finite >= 0)
    return timeless and head.dep in ("nsubj", "nsubjpass") and not any(w.tag == "VBD" for w in analysis.words)


def _capital_nouns(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Yield "the Assembly", "the Court": one capitalised word that a longer name may stand behind."""
    for word in analysis.words[1:]:
        before = analysis.words[word.i - 1]
        last = word.i + 1 >= len(analysis.words) or analysis.words[word.i + 1].pos not in ("PROPN", "NOUN")
        if before.text.lower() == "the" and word.pos == "PROPN" and last and not word.text.isupper():
            hyphen = word.i + 1 < len(analysis.words) and analysis.words[word.i + 1].text == "-"
            if known(word.text.lower()) and not hyphen:
                yield before.i, word.i + 1


def _introduced(analysis: Analysis, start: int, end: int) -> bool:
    """Return whether the same head stands earlier in the sentence, so that the sentence itself explains "the N"."""
    head = analysis.words[end - 1]
    return any(word.lemma == head.lemma and word.i < start for word in analysis.words)
