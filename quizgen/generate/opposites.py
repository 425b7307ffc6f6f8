"""Opposites: statements turned round by an opposite of one word, or by an exchange of two contrasted ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.generate.antonyms import antonyms
from quizgen.generate.clauses import Analysis, Clause, ClauseKind
from quizgen.generate.falsehood import Falsehood, span_of, words_of
from quizgen.generate.inflect import base_form, verb_form
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word
from quizgen.generate.trim import Statement


def exchanged(analysis: Analysis, statement: Statement) -> Iterator[Falsehood]:
    """Yield the statement with the subjects of its two contrasted clauses swapped: "A does X, whereas B does Y"."""
    words = analysis.words
    for clause in analysis.clauses:
        if clause.kind is not ClauseKind.ADVERBIAL or clause.mark not in ("whereas", "while") or clause.parent < 0:
            continue
        host = analysis.clauses[clause.parent]
        if host.subject is None or clause.subject is None or host.lent or clause.lent or host.negated != clause.negated:
            continue
        one, two = host.subject, clause.subject
        spans = [span_of(statement, part.start, part.end) for part in (one, two)]
        if spans[0] is None or spans[1] is None or one.start > two.start:
            continue
        heads = words[one.head], words[two.head]
        if heads[0].tag != heads[1].tag or any(head.pos not in ("NOUN", "PROPN") for head in heads):
            continue
        if one.end - one.start > 5 or two.end - two.start > 5 or host.doubts or clause.doubts:
            continue
        pronouns = ("PRP", "PRP$", "DT", "JJR", "RBR")
        if any(
            word.tag in pronouns and word.text.lower() not in ("the", "a", "an")
            for word in words_of(analysis, statement)
        ):
            continue
        (a, b), (c, d) = spans[0], spans[1]
        text = statement.text
        first, second = text[a:b], text[c:d]
        if a == 0 and heads[0].pos != "PROPN" and not first[1:2].isupper():
            first = first[:1].lower() + first[1:]
        if a == 0:
            second = second[:1].upper() + second[1:]
        yield text[:a] + second + text[b:c] + first + text[d:], "false contrast"


def paired(analysis: Analysis, statement: Statement) -> Iterator[Falsehood]:
    """Yield the statement with two opposites that both stand in it exchanged: "the weakest ..., the strongest ..."."""
    table = antonyms()["word"]
    words = [word for word in words_of(analysis, statement) if word.pos in ("ADJ", "ADV", "VERB", "NOUN")]
    places: dict[str, list[Word]] = {}
    for word in words:
        places.setdefault(word.text.lower(), []).append(word)
    if any(word.dep == "neg" for word in words):
        return
    for low, found in places.items():
        others = places.get(table.get(low, ""), [])
        if len(found) != 1 or len(others) != 1 or found[0].i > others[0].i:
            continue
        if found[0].head == others[0].i or others[0].head == found[0].i or found[0].dep == "conj":
            continue
        one, two = found[0], others[0]
        if one.head == two.head or analysis.words[two.i - 1].text.lower() in ("and", "or", "to", "from"):
            continue
        (a, b), (c, d) = statement.spans[one.i], statement.spans[two.i]
        first, second = statement.text[a:b], statement.text[c:d]
        if first[:1].isupper() != second[:1].isupper():
            continue
        yield statement.text[:a] + second + statement.text[b:c] + first + statement.text[d:], "false exchange"


_BETRAYS = re.compile(
    r"(?i)\b(?:because|since|so|although|though|even|but|yet|while|whereas|which|unless|despite|if|therefore|when|until"
    r"|as|who|where|may|might|can|could|would|should|must|also|than)\b"
    r"|, (?:\w+ing|\w+(?:ed|n) by)\b|\bby \w+ing\b|\bfrom\b.*\d.*\bto\b"
)


_AWARDS = word_set(
    """prize prizes award awards medal medals peak low high fort
    concern concerns question questions doubt doubts degree recognition access control life"""
)


def opposed(analysis: Analysis, statement: Statement) -> Iterator[Falsehood]:
    """Yield a statement of one plain clause with its verb, its predicate adjective or its comparison turned round."""
    words = words_of(analysis, statement)
    finite = [word for word in words if word.tag in ("VBD", "VBZ", "VBP", "MD")]
    if len(finite) != 1 or any(word.dep == "neg" for word in words):
        return
    table = antonyms()
    clause = next((item for item in analysis.clauses if item.finite == finite[0].i and not item.lent), None)
    if clause is None or clause.subject is None or clause.doubts:
        return
    flips: list[tuple[Word, str, str]] = []
    for word in words:
        low = word.text.lower()
        compared = (
            word.tag in ("JJR", "RBR")
            and " than any" not in statement.text
            and f"{low} " in statement.text
            and _than(analysis, word)
        )
        predicate = (word.dep == "acomp" and word.head == clause.verb) or (
            word.dep == "acomp" and word.head == finite[0].i
        )
        manner = word.dep == "advmod" and word.head == clause.verb and word.text.endswith("ly")
        if low in table["word"] and (compared or predicate or manner):
            flips.append((word, table["word"][low], "word"))
        elif word.i == clause.verb and word.tag in ("VBD", "VBZ", "VBP", "VB") and not clause.passive:
            lemma = base_form(word.text, word.lemma.lower())
            if lemma in table["verb"] and _flippable(analysis, clause):
                flips.append((word, verb_form(table["verb"][lemma], word.tag), "verb"))
    lows = {word.text.lower() for word in words} | {word.lemma.lower() for word in words}
    if len(flips) != 1 or flips[0][1] in lows:
        return
    word, new, kind = flips[0]
    rest = statement.text.replace(" than ", " ", 1) if word.tag in ("JJR", "RBR") else statement.text
    if _BETRAYS.search(rest) or (any(char.isdigit() for char in rest) and kind == "verb"):
        return
    start, end = statement.spans[word.i]
    new = new.capitalize() if statement.text[start].isupper() else new
    before = statement.text[:start]
    if re.search(r"\ban? $", before):
        before = before.rstrip()[: -len(before.rstrip().split(" ")[-1])] + ("an " if new[0] in "aeiou" else "a ")
    yield before + new + statement.text[end:], f"false {kind}"


def _than(analysis: Analysis, word: Word) -> bool:
    """Return whether "than" follows a comparative within its phrase."""
    following = [other.text.lower() for other in analysis.words[word.i + 1 : word.i + 6]]
    stop = next((at for at, text in enumerate(following) if text in (",", ";", ".", "and", "but")), len(following))
    return "than" in following[:stop]


def _flippable(analysis: Analysis, clause: Clause) -> bool:
    """Return whether a verb has a plain object, or none, and no particle, infinitive or clause that fixes its sense."""
    kids = [analysis.words[k] for k in analysis.parse.children[clause.verb]]
    if any(kid.dep in ("prt", "dative", "attr", "acomp", "ccomp", "xcomp", "oprd") for kid in kids):
        return False
    if any(analysis.words[i].tag == "TO" for i in clause.group) or any(kid.dep == "conj" for kid in kids):
        return False
    return not any(
        analysis.words[i].text.lower() in _AWARDS for part in clause.parts for i in range(part.start, part.end)
    )
