"""Doubts: what looks wrong in the parse of a clause, each by a short name that the ranker knows."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.generate.inflect import can_be
from quizgen.generate.parse import Parse, Word
from quizgen.generate.syntax import Part, Role


def doubts_of(
    parse: Parse,
    word: Word,
    chain: tuple[int, ...],
    kids: list[int],
    subject: Part | None,
    parts: list[Part],
    finite: int,
) -> Iterator[str]:
    """Yield a short name for each thing about the clause that a correct parse would hardly show."""
    labels = [parse.words[i].dep for i in kids]
    if subject is None and word.dep in ("ROOT", "parataxis", "ccomp"):
        yield "no subject"
    if finite < 0 and word.dep == "ROOT":
        yield "no finite verb"
    if sum(label in ("nsubj", "nsubjpass", "csubj") for label in labels) > 1:
        yield "two subjects"
    if labels.count("dobj") > 1 or ("dobj" in labels and "attr" in labels):
        yield "two objects"
    if any(label in ("dep", "compound", "amod", "det", "nmod", "case", "nummod", "poss") for label in labels):
        yield "odd dependent"
    if subject is not None and subject.head > chain[-1] and "expl" not in labels:
        yield "subject after verb"
    if subject is not None and finite >= 0 and not _agrees(parse, subject, finite):
        yield "agreement"
    if subject is not None and finite >= 0 and parse.words[finite].tag == "VBD" and _bare_adjective(parse, subject):
        yield "adjective as subject"
    if subject is not None and _comma_before_verb(parse, subject, kids, chain):
        yield "comma before verb"
    if word.dep == "conj" and finite >= 0 and _other_tense(parse, word, finite):
        yield "tense of conjunct"
    if not _attested(parse, chain[-1], "VERB") or (subject is not None and not _attested(parse, subject.head, "NOUN")):
        yield "not in the dictionary as tagged"
    for part in parts:
        if part.role is Role.OBJECT and not _attested(parse, part.head, "NOUN"):
            yield "not in the dictionary as tagged"
        if part.role is Role.OBJECT and part.comma and not part.fronted:
            yield "comma before object"
        if part.role is Role.OBJECT and part.fronted:
            yield "object before verb"
    if subject is not None and _verb_inside(parse, subject):
        yield "verb inside subject"
    if subject is not None and subject.start > 0 and parse.words[subject.start - 1].tag in ("VBG", "VBN", "VBD"):
        yield "verb before subject"
    if any(part.role is Role.PREP and part.noun < 0 for part in parts):
        yield "bare preposition"
    if any(part.role is Role.COMPLEMENT and part.fronted for part in parts):
        yield "fronted complement"
    if any(_crosses(parse, i) for i in (*chain, *kids)):
        yield "crossing"
    if any(parse.words[i].tag == "WP" or parse.words[i].text == "?" for i in kids) and word.dep == "ROOT":
        yield "question"


def _verb_inside(parse: Parse, subject: Part) -> bool:
    """Return whether the subject holds a tensed verb that is not in a relative or subordinate clause."""
    for word in parse.words[subject.start : subject.end]:
        if word.tag in ("VBD", "VBZ") and word.pos == "VERB" and word.dep in ("acl", "amod", "conj", "compound"):
            return True
        if (
            word.tag == "VBN"
            and word.dep == "acl"
            and any(parse.words[k].dep == "dobj" for k in parse.children[word.i])
        ):
            return True
    return False


def _comma_before_verb(parse: Parse, subject: Part, kids: list[int], chain: tuple[int, ...]) -> bool:
    """Return whether a lone comma parts subject and verb: a reduced relative clause was taken for the verb."""
    first = min([*chain, *(i for i in kids if parse.words[i].dep in ("aux", "auxpass", "neg"))])
    if first <= subject.head or parse.words[first - 1].text != ",":
        return False
    between = [word for word in parse.words[subject.start : first] if word.text == ","]
    return len(between) == 1


def _other_tense(parse: Parse, word: Word, finite: int) -> bool:
    """Return whether a conjunct is present where its partner is past, a sign that one of them is no verb."""
    partner, own = parse.words[word.head], parse.words[finite]
    return partner.tag == "VBD" and own.tag in ("VBP", "VB") and finite == word.i


def _attested(parse: Parse, i: int, kind: str) -> bool:
    """Return whether the dictionary agrees that a common word can be a noun or a verb; unknown words pass."""
    word = parse.words[i]
    if word.literal or word.pos not in ("NOUN", "VERB") or (word.pos == "NOUN") != (kind == "NOUN"):
        return True
    if kind == "NOUN" and (word.text.endswith("ing") or (i > 0 and parse.words[i - 1].tag in ("DT", "PRP$"))):
        return True
    return can_be(word.text.lower(), kind)


def _bare_adjective(parse: Parse, subject: Part) -> bool:
    """Return whether the subject is one lone word that can be an adjective ("Marine protected ...")."""
    word = parse.words[subject.head]
    if subject.end - subject.start > 1 or word.tag not in ("NN", "NNP") or (word.ent and word.i > 0):
        return False
    return can_be(word.text.lower(), "ADJ", unknown=False)


def _agrees(parse: Parse, subject: Part, finite: int) -> bool:
    """Return whether subject and verb agree in number as far as their tags tell."""
    head, verb = parse.words[subject.head], parse.words[finite]
    several = any(parse.words[k].dep == "conj" for k in parse.children[head.i])
    if several or head.tag not in ("NN", "NNS", "NNP", "NNPS"):
        return True
    if verb.tag == "VBZ" or verb.text.lower() in ("is", "was", "has", "does"):
        return head.tag in ("NN", "NNP", "NNPS") or head.ent != "" or _amount(parse, head)
    if verb.tag == "VBP" or verb.text.lower() in ("are", "were", "have", "do"):
        return head.tag in ("NNS", "NNPS", "NNP") or head.lemma.lower() in (
            "number",
            "majority",
            "percent",
            "%",
            "rest",
        )
    return True


def _amount(parse: Parse, head: Word) -> bool:
    return any(parse.words[k].dep == "nummod" for k in parse.children[head.i])


def _crosses(parse: Parse, i: int) -> bool:
    """Return whether the word's subtree is torn apart by words that don't belong to it."""
    inside = range(parse.left[i], parse.right[i] + 1)
    count = 1
    stack = list(parse.children[i])
    while stack:
        at = stack.pop()
        count += 1
        stack.extend(parse.children[at])
    strangers = sum(parse.words[k].aside != parse.words[i].aside for k in inside)
    return count != len(inside) - strangers
