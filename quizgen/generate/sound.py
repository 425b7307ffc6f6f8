"""Sound: whether a clause can be turned into a question at all, by grammar alone; each fault has a short name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quizgen.generate.inflect import base_form, can_be
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word
from quizgen.generate.syntax import Analysis, Clause, Part, Role

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBORDINATE = frozenset({"relcl", "advcl", "ccomp", "pcomp", "acl", "csubj", "aux", "auxpass", "xcomp"})
_PERIOD = word_set("second minute hour day night morning week month season year decade century generation moment")
_SHIFT = word_set("later earlier afterward afterwards before after thereafter")
_LIGHT = word_set(
    """draw take give pay make set lose keep bear play call catch hold lay put shed cast strike turn raise pose do have
    get win gain find form fall lend run show stand exert wield offer cause break join mount bring leave"""
)
"""Verbs that make one predicate with a bare noun: "draw attention", "lose sight", "set fire", "take place"."""
_HANDLING = word_set("change shake join take trade swap make hold find lose")
_PARTS = word_set("hand turn place side shape sense way arm root foot part")
"""Verbs and bare nouns that are one predicate in the plural as well: "change hands", "take turns"."""
_TIED = word_set("to of for in on with from against over into at as")
_LINKS = word_set("then so yet thus not nor or and but also even then - – —")
_RANK = word_set("""same other another such next similar different further equal latter former corresponding resulting
    following previous preceding""")
_COMMANDED = re.compile(r"(?i)\bnot\b.{1,60}\bbut\b")


@lru_cache(maxsize=2048)
def faults(analysis: Analysis, clause: Clause, *, moves: bool = True) -> tuple[str, ...]:
    """Return a short name for each reason why no question should be made of the clause.

    `moves` says that the question takes something out of the predicate, so that what hangs there can be torn. Each
    family asks anew, so the answers are kept for a while.
    """
    return tuple(_faults(analysis, clause, moves=moves))


def _faults(analysis: Analysis, clause: Clause, *, moves: bool) -> Iterator[str]:
    words = analysis.words
    if clause.subject is not None and _no_noun(analysis, clause.subject):
        yield "clausal subject"
    if clause.subject is not None and words[clause.subject.head].text.lower() in ("one", "ones", "so"):
        yield "stand-in as subject"
    if moves and any(_torn(analysis, clause, i) for i in _inside(clause)):
        yield "torn conjunct"
    if _split_particle(analysis, clause):
        yield "particle apart"
    if any(_relative_time(analysis, part) for part in clause.parts):
        yield "relative time"
    if clause.finite >= 0 and not _fits_its_tag(words[clause.finite]):
        yield "form and tag"
    if _weighed(analysis, clause):
        yield "weighed verb"
    seeming = next((i for i in clause.group if words[i].lemma in ("appear", "seem") and i != clause.verb), -1)
    if seeming >= 0 and words[clause.verb].tag == "VBG":
        yield "gerund as verb"
    if any(words[i].tag == "CC" for i in range(min(clause.group), max(clause.group)) if i not in clause.group):
        yield "torn verb group"
    if any(part.role is Role.OBJECT and words[part.head].tag in ("IN", "TO", "WDT") for part in clause.parts):
        yield "object is no noun"
    if _so(analysis, clause):
        yield "consequence"
    if _owned_by_itself(analysis, clause):
        yield "possessive in attribute"
    if _two_readings(analysis, clause):
        yield "two readings"
    if any(_behind_relative(analysis, clause, part) for part in clause.parts):
        yield "behind a relative"
    if _loose_coordinator(analysis, clause):
        yield "loose coordinator"
    if _uncoordinated(analysis, clause):
        yield "conjunct without coordinator"
    if any(_free_relative(analysis, part) for part in clause.parts):
        yield "free relative"


def _inside(clause: Clause) -> Iterator[int]:
    for part in clause.parts:
        if not part.fronted:
            yield from range(part.start, part.end)
    if clause.subject is not None:
        yield from range(clause.subject.start, clause.subject.end)


def _no_noun(analysis: Analysis, subject: Part) -> bool:
    """Return whether the subject is a clause or a question ("what's certain", "which female becomes a queen")."""
    head = analysis.words[subject.head]
    opening = analysis.words[subject.start]
    verbal = head.pos in ("VERB", "AUX", "SCONJ") and head.tag != "VBG"
    return (head.dep == "csubj" and head.tag != "VBG") or verbal or opening.tag in ("WP", "WRB", "WDT", "WP$")


def _torn(analysis: Analysis, clause: Clause, i: int) -> bool:
    """Return whether word `i` is a verb behind "and" or "but" that shares the clause's subject, hung on a noun.

    "bans monopolies but leaves", "introduced italic type and popularized books": what was moved would tear them apart.
    """
    word = analysis.words[i]
    if i in clause.group or i in analysis.loose or i == 0:
        return False
    before = analysis.words[i - 1]
    if word.tag == "VBN" and before.tag == "CD" and before.ent == "DATE" and before.head != i:
        return True
    if word.tag == "VBN" and word.dep == "amod" and word.head < i and i + 1 < len(analysis.words):
        return analysis.words[i + 1].tag in ("NN", "NNS", "DT", "PRP$", "NNP")
    joined = before.tag == "CC" and before.text.lower() in ("and", "but", "or")
    if word.tag in _FINITE:
        return word.dep not in _SUBORDINATE and not governed(analysis, i)
    if not joined or i + 1 >= len(analysis.words):
        return False
    after = analysis.words[i + 1]
    opens = after.tag in ("DT", "PRP$", "PRP", "JJ", "NN", "NNS", "NNP", "CD")
    if word.tag == "VBN" and word.dep in ("conj", "amod", "acl") and opens and after.tag in ("DT", "PRP$", "PRP"):
        return True
    if word.tag == "VBN" and word.dep == "amod" and after.tag in ("JJ", "NN", "NNS"):
        return not _coordinated_adjective(analysis, i)
    if word.tag == "NNS" and after.text.lower() in ("up", "down", "out", "off", "over"):
        return can_be(word.text.lower(), "VERB", unknown=False)
    return (
        word.tag == "NNS"
        and after.tag in ("DT", "PRP$", "NN", "JJ")
        and can_be(word.text.lower(), "VERB", unknown=False)
        and (analysis.words[word.head].i > i or word.dep == "conj")
    )


def _so(analysis: Analysis, clause: Clause) -> bool:
    """Return whether the clause only follows from the one before (", so the soloist thinks in scales")."""
    if clause.subject is None or clause.lent or clause.subject.start < 2:
        return False
    first = min(clause.subject.start, *(part.start for part in clause.parts if part.fronted), clause.subject.start)
    tie = [word.text.lower() for word in analysis.words[max(0, first - 2) : first + 1]]
    return "so" in tie and "," in tie and tie.index("so") > tie.index(",")


def _owned_by_itself(analysis: Analysis, clause: Clause) -> bool:
    """Return whether a thing is said to be something of "its": then "its" is another thing ("became its capital")."""
    part = clause.part(Role.ATTRIBUTE)
    if part is None or analysis.words[clause.verb].lemma not in ("be", "become", "remain"):
        return False
    return any(word.text.lower() in ("its", "their") for word in analysis.words[part.start : part.head])


def _two_readings(analysis: Analysis, clause: Clause) -> bool:
    """Return whether noun and verb may be told apart one word later too ("contribution plans transfers risk")."""
    words, at = analysis.words, clause.verb
    if clause.group != (at,) or words[at].tag != "VBZ" or at < 1 or at + 2 >= len(words):
        return False
    before, after, third = words[at - 1], words[at + 1], words[at + 2]
    both = after.tag == "NNS" and can_be(after.text.lower(), "VERB", unknown=False)
    return both and before.pos in ("NOUN", "ADJ") and third.tag in ("NN", "NNS", "DT", "PRP$", "JJ", "CD")


def _behind_relative(analysis: Analysis, clause: Clause, part: Part) -> bool:
    """Return whether a part follows a relative clause behind the verb, which it may as well belong to."""
    if part.start <= clause.verb or not part.comma or part.role not in (Role.PREP, Role.CLAUSE):
        return False
    between = analysis.words[clause.verb + 1 : part.start]
    return any(word.dep == "relcl" and word.i in analysis.loose for word in between)


def _loose_coordinator(analysis: Analysis, clause: Clause) -> bool:
    """Return whether "and" hangs on the verb but joins no clause to it ("at 15 minutes and again at the end")."""
    words, kids = analysis.words, analysis.parse.children[clause.verb]
    for k in kids:
        if words[k].dep != "cc" or words[k].text.lower() not in ("and", "or", "but") or k + 1 >= len(words):
            continue
        if k < min(clause.group) or words[k].piece != words[clause.verb].piece:
            continue
        if words[k + 1].tag not in ("IN", "RB") or (words[k].text.lower() == "or" and words[k - 1].text == ","):
            continue
        joined = [j for j in kids if words[j].dep == "conj" and j > k]
        if not any(words[j].pos in ("VERB", "AUX") and analysis.parse.left[j] <= k + 1 for j in joined):
            return True
    return False


def _uncoordinated(analysis: Analysis, clause: Clause) -> bool:
    """Return whether a verb was hung on this one, or this one on another, as a conjunct with no mark between them."""
    words, left = analysis.words, analysis.parse.left
    own = [clause.verb] if words[clause.verb].dep == "conj" else []
    for j in (*own, *(k for k in analysis.parse.children[clause.verb] if words[k].dep == "conj")):
        before = words[left[j] - 1] if left[j] > 0 else None
        if words[j].pos not in ("VERB", "AUX") or before is None or words[left[j]].piece != before.piece:
            continue
        if before.tag not in ("CC", ",", ":", "``", "''", "-LRB-", "-RRB-") and before.text.lower() not in _LINKS:
            return True
    return False


def _free_relative(analysis: Analysis, part: Part) -> bool:
    """Return whether a part is what something does to its object ("What a drought favors, a flood may punish")."""
    return part.role is Role.CLAUSE and analysis.words[part.start].tag == "WP"


def _coordinated_adjective(analysis: Analysis, i: int) -> bool:
    return analysis.words[i - 2].tag in ("JJ", "VBN", "VBG")


def governed(analysis: Analysis, i: int) -> bool:
    """Return whether a subordinate clause stands above word `i`, so that its tense is its own affair."""
    at = i
    for _ in range(6):
        word = analysis.words[at]
        if word.dep in ("relcl", "advcl", "ccomp", "pcomp", "csubj", "acl"):
            return True
        if word.head == at:
            return False
        at = word.head
    return False


def _split_particle(analysis: Analysis, clause: Clause) -> bool:
    """Return whether a particle stands apart from its verb ("multiply the range many times over")."""
    return any(analysis.words[i].dep == "prt" and i - 1 not in clause.group for i in clause.group if i > clause.verb)


def _relative_time(analysis: Analysis, part: Part) -> bool:
    """Return whether a part counts from a time that the sentence doesn't give: "a year later", "the next day"."""
    inside = [word.text.lower() for word in analysis.words[part.start : part.end]]
    if part.role not in (Role.TIME, Role.ADVERB) or len(inside) < 2:
        return False
    counted = any(word.lemma.lower() in _PERIOD for word in analysis.words[part.start : part.end])
    return (inside[-1] in _SHIFT and (counted or inside[0] == "a")) or (
        counted and any(word in ("next", "following", "same", "previous", "that") for word in inside)
    )


def _fits_its_tag(word: Word) -> bool:
    """Return whether a present tense has the form of one: "swung" is none whatever the tagger says."""
    low = word.text.lower()
    if word.pos == "AUX" or not low.isalpha():
        return True
    if word.tag == "VBZ":
        return low.endswith("s")
    return word.tag != "VBP" or low == base_form(low, word.lemma) or low in ("have", "do", "are", "am")


def _weighed(analysis: Analysis, clause: Clause) -> bool:
    """Return whether the verb is weighed against another way ("earns it less by selling than by holding")."""
    for i in _inside(clause):
        word = analysis.words[i]
        if (
            word.text.lower() in ("less", "more", "rather")
            and word.head in (clause.verb, clause.finite)
            and any(other.text.lower() == "than" for other in analysis.words[i + 1 :])
        ):
            return True
    text = analysis.parse.text(min(clause.group), len(analysis.words))
    return (
        bool(_COMMANDED.search(text))
        and clause.negated is False
        and not any(analysis.words[i].text.lower() == "only" for i in range(min(clause.group), len(analysis.words)))
    )


def light(analysis: Analysis, clause: Clause, part: Part) -> bool:
    """Return whether verb and object are one predicate ("drew attention to"): asking for the noun tears it."""
    words = analysis.words
    head = words[part.head]
    if part.start == part.head and head.lemma in _PARTS and words[clause.verb].lemma in _HANDLING:
        return True
    if head.tag != "NN" or part.start != part.head or words[clause.verb].lemma not in _LIGHT:
        return False
    after = words[part.end] if part.end < len(words) else None
    return head.ent == "" and after is not None and after.text.lower() in _TIED


def closes(analysis: Analysis, end: int) -> bool:
    """Return whether a clause that ends before word `end` ends where the sentence marks an end, so that it is whole."""
    if end >= len(analysis.words):
        return True
    word, last = analysis.words[end], analysis.words[end - 1]
    return (
        word.text in (",", ".", ";", ":", "!", "?", "—", ")", '"') or word.piece != last.piece or end in analysis.loose
    )


def deictic(analysis: Analysis, part: Part) -> bool:
    """Return whether a noun phrase only points at another ("the same conclusion", "another method")."""
    inside = analysis.words[part.start : part.head + 1]
    return any(word.text.lower() in _RANK and word.dep in ("amod", "det", "nmod", "predet") for word in inside)
