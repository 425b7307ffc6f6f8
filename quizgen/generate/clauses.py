"""The clause record: who does what to whom, when, where and why, read once from the parse for every question family."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from quizgen.generate.inflect import can_be
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Parse, Word
from quizgen.generate.sentences import Sentence


class Role(StrEnum):
    """What a part does in its clause."""

    SUBJECT = "subject"
    EXPLETIVE = "expletive"
    OBJECT = "object"
    DATIVE = "dative"
    ATTRIBUTE = "attribute"
    AGENT = "agent"
    PREP = "prep"
    ADVERB = "adverb"
    TIME = "time"
    CLAUSE = "clause"
    PURPOSE = "purpose"
    PARTICIPLE = "participle"
    COMPLEMENT = "complement"


class ClauseKind(StrEnum):
    """How a clause stands in its sentence."""

    MAIN = "main"
    CONJUNCT = "conjunct"
    RELATIVE = "relative"
    ADVERBIAL = "adverbial"
    COMPLEMENT = "complement"
    PARTICIPLE = "participle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One constituent: the words `start` to `end` (exclusive) of the parse.

    `head` is its head word; for a prepositional phrase `head` is the preposition and `noun` the head of its object (-1
    where there is none), else `noun` is the head. `word` is the preposition or the conjunction in lower case ("in",
    "because of", "when"), else empty. `fronted` says that it stands before the subject, `comma` that a comma is
    before it.
    """

    role: Role
    start: int
    end: int
    head: int
    noun: int
    word: str = ""
    fronted: bool = False
    comma: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause with a verb.

    `group` are the word indices of the verb group in order: adverbs right before the verb, auxiliaries, negation,
    linked verbs ("tend to focus") and particle; `verb` is the one that carries the meaning ("focus") and `finite` the
    one that bears tense (-1 for none). `subject` is its subject; with `lent` it stands in another clause. `parts` are
    all other constituents in text order, without coordinated clauses. `mark` is the conjunction of an adverbial clause
    in lower case, `joint` the coordinator before a conjunct ("and", "but", "so"). `parent` is the index of the clause
    it hangs on in `Analysis.clauses` (-1 for none). An `imperative` has no subject and no finite verb. `doubts` name
    what looks wrong in the parse, none when all is well.
    """

    kind: ClauseKind
    verb: int
    finite: int
    group: tuple[int, ...]
    subject: Part | None
    parts: tuple[Part, ...]
    mark: str = ""
    joint: str = ""
    lent: bool = False
    passive: bool = False
    negated: bool = False
    imperative: bool = False
    parent: int = -1
    doubts: tuple[str, ...] = ()

    def part(self, *roles: Role) -> Part | None:
        """Return the first part with one of the roles, or None."""
        return next((part for part in self.parts if part.role in roles), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A base noun phrase: determiner, modifiers, head; no prepositional phrase or clause behind the head."""

    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Apposition:
    """A noun phrase `start` to `end` set beside another whose head is `host` ("SHAttered, the first collision")."""

    host: int
    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A sentence with its parse and all that was read from it.

    `loose` holds the indices of words that can be left out without changing what the rest claims: parentheses,
    appositions between commas and relative or participial clauses behind a comma, with their commas.
    """

    parse: Parse
    clauses: tuple[Clause, ...]
    chunks: tuple[Chunk, ...]
    appositions: tuple[Apposition, ...]
    loose: frozenset[int]

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.parse.sentence

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the parse."""
        return self.parse.words


_ROLES = {
    "nsubj": Role.SUBJECT, "nsubjpass": Role.SUBJECT, "csubj": Role.SUBJECT, "csubjpass": Role.SUBJECT,
    "expl": Role.EXPLETIVE, "dobj": Role.OBJECT, "dative": Role.DATIVE, "attr": Role.ATTRIBUTE,
    "acomp": Role.ATTRIBUTE, "oprd": Role.ATTRIBUTE, "agent": Role.AGENT, "prep": Role.PREP, "advmod": Role.ADVERB,
    "npadvmod": Role.TIME, "ccomp": Role.COMPLEMENT, "xcomp": Role.COMPLEMENT,
}  # fmt: skip
_SKIP = frozenset({"aux", "auxpass", "neg", "prt", "punct", "cc", "preconj", "mark", "conj", "parataxis", "appos"})
_INNER = frozenset({"compound", "nummod", "quantmod", "poss"})
_LINKED = word_set("able unable likely unlikely bound free ready certain sure set due")
_HARMLESS = frozenset({"intj", "meta"})


def analyse(parse: Parse) -> Analysis:
    """Return what the parse says in clauses, noun phrases and appositions; nothing is dropped and nothing resolved."""
    built: list[Clause] = []
    place: dict[int, int] = {}
    for word in parse.words:
        if word.aside or word.pos not in ("VERB", "AUX"):
            continue
        kind = _kind(parse, word)
        if kind is not None and word.i not in place:
            clause, chain = _clause(parse, word, kind)
            place.update((i, len(built)) for i in chain)
            built.append(clause)
    linked = [replace(clause, parent=_parent(parse, clause, place, at)) for at, clause in enumerate(built)]
    lent = [_lend(parse, clause, linked) for clause in linked]
    return Analysis(
        parse=parse,
        clauses=tuple(lent),
        chunks=tuple(_chunks(parse)),
        appositions=tuple(_appositions(parse)),
        loose=frozenset(_loose(parse)),
    )


def _kind(parse: Parse, word: Word) -> ClauseKind | None:
    kids = [parse.words[i] for i in parse.children[word.i]]
    own_subject = any(kid.dep in ("nsubj", "nsubjpass", "expl", "csubj") for kid in kids)
    match word.dep:
        case "ROOT":
            return ClauseKind.MAIN
        case "parataxis" if own_subject:
            return ClauseKind.MAIN
        case "conj" if parse.words[word.head].pos in ("VERB", "AUX"):
            return ClauseKind.CONJUNCT
        case "advcl" if own_subject:
            return ClauseKind.ADVERBIAL
        case "advcl" if word.tag in ("VBG", "VBN") and not any(kid.dep == "mark" for kid in kids):
            return ClauseKind.PARTICIPLE
        case "ccomp" if own_subject:
            return ClauseKind.COMPLEMENT
        case "relcl":
            return ClauseKind.RELATIVE
    return None


def _clause(parse: Parse, word: Word, kind: ClauseKind) -> tuple[Clause, tuple[int, ...]]:
    chain = _chain(parse, word.i)
    kids = sorted(i for link in chain for i in parse.children[link] if i not in chain)
    group = _group(parse, chain, kids)
    finite = next((i for i in group if parse.words[i].tag in ("MD", "VBD", "VBZ", "VBP")), -1)
    subject: Part | None = None
    parts: list[Part] = []
    verb_start = group[0]
    for i in kids:
        if i in group or parse.words[i].dep in _SKIP or parse.words[i].dep in _HARMLESS:
            continue
        part = _part(parse, i, verb_start)
        if part is None:
            continue
        if part.role is Role.SUBJECT and subject is None:
            subject = part
        else:
            parts.append(part)
    if subject is not None:
        parts = [replace(part, fronted=part.end <= subject.start) for part in parts]
    mark = next((parse.words[i].text.lower() for i in parse.children[word.i] if parse.words[i].dep == "mark"), "")
    if kind is ClauseKind.ADVERBIAL and not mark:
        mark = next((parse.words[i].text.lower() for i in kids if parse.words[i].tag == "WRB"), "")
    verb = chain[-1]
    commands = kind is ClauseKind.MAIN and subject is None and _commands(parse, chain[0], group)
    doubts = _doubts(parse, word, chain, kids, subject, parts, finite)
    clause = Clause(
        kind=kind,
        verb=verb,
        finite=finite,
        group=group,
        subject=subject,
        parts=tuple(parts),
        mark=mark,
        joint=_coordinator(parse, word),
        passive=any(parse.words[i].dep == "auxpass" for i in group),
        negated=any(parse.words[i].dep == "neg" or parse.words[i].lemma in ("never", "not") for i in group),
        imperative=commands,
        doubts=tuple(doubt for doubt in doubts if not (commands and doubt in ("no subject", "no finite verb"))),
    )
    return clause, chain


def _commands(parse: Parse, verb: int, group: tuple[int, ...]) -> bool:
    """Return whether the verb is an imperative: a base form that opens its piece, or follows a fronted phrase."""
    word = parse.words[verb]
    if word.tag not in ("VB", "VBP") or any(parse.words[i].dep in ("aux", "auxpass") for i in group if i != verb):
        return False
    opening = verb == 0 or parse.words[verb - 1].piece != word.piece or parse.words[verb - 1].text == ","
    return opening and (verb == 0 or word.text[:1].islower() or parse.words[verb - 1].piece != word.piece)


def _chain(parse: Parse, at: int) -> tuple[int, ...]:
    """Return the linked verbs from `at` down: "tend" and "focus" of "tend to focus", "is", "able" and "run"."""
    chain = [at]
    for _ in range(4):
        last = chain[-1]
        kids = parse.children[last]
        if any(parse.words[i].dep in ("dobj", "dative") for i in kids):
            break
        following = next((i for i in kids if parse.words[i].dep == "xcomp" and i > last), None)
        if following is None:
            following = next(
                (i for i in kids if parse.words[i].dep == "acomp" and parse.words[i].lemma in _LINKED), None
            )
        if following is None or not _adjacent(parse, last, following):
            break
        chain.append(following)
    if parse.words[chain[-1]].pos == "ADJ":
        chain.pop()
    return tuple(chain)


def _adjacent(parse: Parse, last: int, following: int) -> bool:
    """Return whether only "to", auxiliaries, negation and adverbs stand between two linked verbs."""
    if parse.words[following].pos == "ADJ" and parse.words[following].lemma in _LINKED:
        return following - last <= 2
    between = parse.words[last + 1 : following]
    linked = parse.words[following].tag == "VBG" or any(word.tag == "TO" for word in between)
    return linked and all(word.tag in ("TO", "RB") or word.dep in ("aux", "auxpass", "neg", "prt") for word in between)


def _group(parse: Parse, chain: tuple[int, ...], kids: list[int]) -> tuple[int, ...]:
    group = set(chain)
    for i in kids:
        word = parse.words[i]
        if word.dep in ("aux", "auxpass", "neg", "prt"):
            group.add(i)
    low, high = min(group), max(chain)
    for i in kids:
        if parse.words[i].dep == "advmod" and not parse.children[i] and low <= i < high:
            group.add(i)
    first = min(group)
    while first - 1 in kids and parse.words[first - 1].dep == "advmod" and not parse.children[first - 1]:
        if parse.words[first - 1].tag == "WRB" or first - 1 == 0:
            break
        first -= 1
        group.add(first)
    return tuple(sorted(group))


def _part(parse: Parse, i: int, verb_start: int) -> Part | None:
    word = parse.words[i]
    start, end = parse.left[i], parse.right[i] + 1
    while start < end and (parse.words[start].dep == "punct" and parse.words[start].text in (",", ";", ":", "—", "-")):
        start += 1
    while end > start and parse.words[end - 1].text in (",", ".", ";", ":", "!", "?", "—"):
        end -= 1
    comma = start > 0 and parse.words[start - 1].text == ","
    role = _ROLES.get(word.dep)
    noun, label = i, ""
    if word.dep in ("prep", "agent") or (word.dep == "dative" and word.pos == "ADP"):
        objects = [k for k in parse.children[i] if parse.words[k].dep in ("pobj", "pcomp")]
        noun = objects[0] if objects else -1
        label = word.text.lower()
        inner = [k for k in parse.children[i] if parse.words[k].dep in ("prep", "pcomp") and parse.words[k].tag == "IN"]
        if inner and noun in (-1, inner[0]):
            label += " " + parse.words[inner[0]].text.lower()
            deeper = [k for k in parse.children[inner[0]] if parse.words[k].dep in ("pobj", "pcomp")]
            noun = deeper[0] if deeper else -1
    elif word.dep == "advcl":
        label = next((parse.words[k].text.lower() for k in parse.children[i] if parse.words[k].dep == "mark"), "")
        label = label or next(
            (parse.words[k].text.lower() for k in parse.children[i] if parse.words[k].tag == "WRB"), ""
        )
        role = _adverbial(parse, i, label)
    elif word.dep == "advmod" and any(parse.words[k].dep == "advcl" for k in parse.children[i]):
        role, label = Role.CLAUSE, word.text.lower()
    if role is None:
        return None
    return Part(role=role, start=start, end=end, head=i, noun=noun, word=label, fronted=end <= verb_start, comma=comma)


def _adverbial(parse: Parse, i: int, label: str) -> Role:
    kids = [parse.words[k] for k in parse.children[i]]
    if any(kid.tag == "TO" for kid in kids) and not any(kid.dep in ("nsubj", "nsubjpass") for kid in kids):
        return Role.PURPOSE
    if not label and parse.words[i].tag in ("VBG", "VBN"):
        return Role.PARTICIPLE
    return Role.CLAUSE


def _coordinator(parse: Parse, word: Word) -> str:
    """Return the coordinator before a conjunct or a second main clause, in lower case, or an empty string."""
    if word.dep not in ("conj", "ROOT", "parataxis"):
        return ""
    start = parse.left[word.i]
    if word.dep == "conj":
        between = [parse.words[i] for i in parse.children[word.head] if parse.words[i].dep == "cc" and i < start]
        return between[-1].text.lower() if between else ""
    so = [parse.words[i] for i in parse.children[word.i] if parse.words[i].text.lower() in ("so", "yet")]
    return so[0].text.lower() if so and so[0].i < word.i else ""


def _parent(parse: Parse, clause: Clause, place: dict[int, int], own: int) -> int:
    at = clause.verb
    for _ in range(30):
        if at in place and place[at] != own:
            return place[at]
        if parse.words[at].head == at:
            break
        at = parse.words[at].head
    return -1


def _lend(parse: Parse, clause: Clause, clauses: list[Clause]) -> Clause:
    """Lend a conjunct or a participle the subject of its parent, and a bare conjunct its auxiliaries and date."""
    if clause.subject is not None or clause.parent < 0:
        return clause
    if clause.kind not in (ClauseKind.CONJUNCT, ClauseKind.PARTICIPLE):
        return clause
    host = clauses[clause.parent]
    for _ in range(4):
        if host.subject is not None or host.parent < 0 or host.kind is not ClauseKind.CONJUNCT:
            break
        host = clauses[host.parent]
    if host.subject is None:
        return clause
    fronted = tuple(part for part in host.parts if part.fronted and part.role in (Role.PREP, Role.TIME, Role.CLAUSE))
    if clause.kind is ClauseKind.PARTICIPLE:
        return replace(clause, subject=host.subject, lent=True, finite=host.finite)
    group, finite, passive, negated = clause.group, clause.finite, clause.passive, clause.negated
    bare = finite < 0 and not any(parse.words[i].tag == "TO" for i in group)
    if bare and host.finite in host.group and host.finite < host.verb:
        borrowed = tuple(i for i in host.group if i < host.verb and i not in clause.group)
        group, finite, passive = (*borrowed, *clause.group), host.finite, host.passive
        negated = negated or host.negated
    return replace(
        clause,
        subject=host.subject,
        lent=True,
        group=group,
        finite=finite,
        passive=passive,
        negated=negated,
        parts=(*fronted, *clause.parts),
    )


def _doubts(
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


def _chunks(parse: Parse) -> Iterator[Chunk]:
    for word in parse.words:
        owner = word.dep == "poss" and word.pos in ("NOUN", "PROPN")
        if word.pos not in ("NOUN", "PROPN", "NUM", "SYM", "X") or (word.dep in _INNER and not owner):
            continue
        start = word.i
        while start > 0:
            before = parse.words[start - 1]
            if before.piece != word.piece or not _modifies(parse, before.i, word.i):
                break
            start -= 1
        yield Chunk(start=start, end=word.i + 1, head=word.i)


def _modifies(parse: Parse, i: int, head: int) -> bool:
    """Return whether word `i` lies in the subtree of one of the head's left modifiers."""
    at = i
    for _ in range(12):
        word = parse.words[at]
        if word.head == head and at != head:
            return at < head and word.dep in (
                "det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "advmod", "punct", "case",
            )  # fmt: skip
        if word.head == at:
            return False
        at = word.head
    return False


def _appositions(parse: Parse) -> Iterator[Apposition]:
    for word in parse.words:
        if word.dep != "appos" or word.aside or word.pos not in ("NOUN", "PROPN") or word.head >= word.i:
            continue
        host = parse.words[word.head]
        start, end = parse.left[word.i], parse.right[word.i] + 1
        while end > start and parse.words[end - 1].dep == "punct" and parse.words[end - 1].text in (",", ".", ";"):
            end -= 1
        if parse.words[start - 1].text != "," or (host.ent == "GPE" and word.ent == "GPE") or _lists(parse, word):
            continue
        yield Apposition(host=host.i, start=start, end=end, head=word.i)


def _loose(parse: Parse) -> Iterator[int]:
    for word in parse.words:
        if word.aside:
            yield word.i
            continue
        start, end = parse.left[word.i], parse.right[word.i] + 1
        quoted = start > 1 and parse.words[start - 1].text == '"' and parse.words[start - 2].text == ","
        if start == 0 or start > word.i or not (parse.words[start - 1].text == "," or quoted):
            continue
        place = word.ent == "GPE" and parse.words[word.head].ent in ("GPE", "LOC", "FAC", "ORG")
        if word.dep in ("relcl", "acl") or (word.dep == "appos" and not place and not _lists(parse, word)):
            while end > start and parse.words[end - 1].text in (",", ".", ";"):
                end -= 1
            closing = end < len(parse.words) and parse.words[end].text == ","
            yield from range(start if quoted else start - 1, end + (1 if closing else 0))


def _lists(parse: Parse, word: Word) -> bool:
    """Return whether an apposition is rather a member of a list: it has conjuncts, or follows another one."""
    kids = parse.children[word.i]
    return any(parse.words[k].dep in ("conj", "cc") for k in kids)


def relatives(analysis: Analysis) -> Iterator[Analysis]:
    """Yield for each relative clause behind a comma an analysis whose only clause it is, its noun as subject.

    "Sir Arthur Evans, who began digging in 1900, ...": "Sir Arthur Evans began digging in 1900". A noun with "a" is
    left out, since the clause then tells which one is meant.
    """
    for clause in analysis.clauses:
        subject = clause.subject
        if clause.kind is not ClauseKind.RELATIVE or subject is None or clause.doubts or clause.finite < 0:
            continue
        if analysis.words[subject.head].text.lower() not in ("which", "who") or subject.start == 0:
            continue
        if analysis.words[subject.start - 1].text != "," or subject.end - subject.start > 1:
            continue
        noun = _antecedent(analysis, subject.start)
        if noun is None:
            continue
        start, end = analysis.parse.left[clause.verb], analysis.parse.right[clause.verb] + 1
        told = replace(clause, kind=ClauseKind.CONJUNCT, subject=noun, lent=True, parent=-1)
        yield replace(analysis, clauses=(told,), loose=analysis.loose - frozenset(range(start, end)))


def _antecedent(analysis: Analysis, at: int) -> Part | None:
    """Return the noun phrase right before the comma at which a relative clause begins, None when it won't do."""
    chunk = next((item for item in analysis.chunks if item.end == at - 1), None)
    if chunk is None or analysis.words[chunk.head].pos not in ("NOUN", "PROPN"):
        return None
    first = analysis.words[chunk.start].text.lower()
    if analysis.words[chunk.head].dep == "pobj" and analysis.words[at].text.lower() != "who":
        return None
    verb = next((word for word in analysis.words[at:] if word.dep == "relcl"), None)
    if verb is None or verb.head != chunk.head or first in ("a", "an", "some", "many", "one", "no", "its", "their"):
        return None
    return Part(role=Role.SUBJECT, start=chunk.start, end=chunk.end, head=chunk.head, noun=chunk.head)
