"""Features: what the score of a draft is made of, each a number that a person can check against the item."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizgen.generate.clauses import Analysis, Clause, ClauseKind
from quizgen.generate.discourse import Discourse
from quizgen.generate.draft import Draft
from quizgen.generate.inflect import known
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word
from quizgen.generate.terms import rank as frequency
from quizgen.item import Cloze, key_text, kind_of
from quizgen.rules.text import topic_only

_VAGUE = word_set(
    "some many several most few various certain different other such more less further new own same similar"
)
_POINTING = word_set("this that these those it they he she them him her its their his such there then")


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What is known of a draft when it is scored.

    Counts of words: `stem_words`, `key_words`, `context_words`, `sentence_words`; `kept` is the share of the sentence's
    words that stem and key hold. `context` is "none", "topic" or "lead". In the stem: `names`, `numbers`, `content`
    words, `definite` ("the"), `vague` ("several") and `pointing` ("it") words, words of the `topic`,
    `unknown` lower-case
    words that no dictionary has, and `rare`, how rare its rarest content word is (0 for the commonest 100 words of
    English to 5 for words outside the list). Of the key: `key_rare`, `key_name`, `key_number`, `key_count` (in how many
    sentences its head stands), `answer`, its entity label or part of speech. Of the parse: `roots`, `clauses`,
    `oddities` (doubts of all clauses), `doubts` (of the draft), `open` definite nouns that only the topic explains.
    `subject` is the kind of the asked clause's subject, `verb_rare` how rare its verb is; `first` tells that the
    sentence opens its paragraph, `bullet` that it is a bullet or step, `place` where it stands.
    """

    family: str
    kind: str
    context: str
    place: str
    answer: str
    subject: str
    doubts: tuple[str, ...]
    stem_words: int
    key_words: int
    context_words: int
    sentence_words: int
    kept: float
    names: int
    numbers: int
    content: int
    definite: int
    vague: int
    pointing: int
    topic: int
    rare: float
    key_rare: float
    key_name: bool
    key_number: bool
    key_count: int
    roots: int
    clauses: int
    oddities: int
    verb_rare: float
    first: bool
    bullet: bool
    unknown: int
    open: int

    def numbered(self) -> dict[str, float]:
        """Return the features as numbers by name; each name of a kind becomes a feature of its own ("family=date")."""
        found: dict[str, float] = {f"doubt={doubt}": 1.0 for doubt in self.doubts}
        for name in ("family", "kind", "context", "place", "answer", "subject"):
            found[f"{name}={getattr(self, name)}"] = 1.0
        for name in _PLAIN:
            found[name] = float(getattr(self, name))
        found["stem under 8"] = float(max(0, 8 - self.stem_words))
        found["stem over 18"] = float(max(0, self.stem_words - 18))
        found["key over 5"] = float(max(0, self.key_words - 5))
        found["no name"] = float(not self.names)
        found["no name or topic"] = float(not self.names and not self.topic and self.context == "none")
        found["key common"] = float(self.key_rare < 1.5 and not self.key_name and not self.key_number)
        return found


_PLAIN = (
    "stem_words", "key_words", "context_words", "sentence_words", "kept", "names", "numbers", "content", "definite",
    "vague", "pointing", "topic", "rare", "key_rare", "key_name", "key_number", "key_count", "roots", "clauses",
    "oddities", "verb_rare", "first", "bullet", "unknown", "open",
)  # fmt: skip


def features(draft: Draft, analysis: Analysis, discourse: Discourse, *, context: str = "") -> Features:
    """Return the features of a draft with the context line that is printed above it."""
    question, words = draft.question, analysis.words
    asked = words[draft.asked[0] : draft.asked[1]]
    answer = words[draft.answer[0] : draft.answer[1]]
    hidden = range(*draft.answer) if isinstance(question, Cloze) else range(0)
    shown = [word for word in asked if word.i not in hidden]
    content = [word for word in shown if _tells(word)]
    told = [word for word in answer if _tells(word)]
    clause = _clause(analysis, draft)
    headline = {word[:5] for word in discourse.headline_words}
    low = [word.lower() for word in re.findall(r"[^\W\d_]+", question.stem)]
    return Features(
        family=draft.rule,
        kind=kind_of(question).value,
        context="none" if not context else "topic" if topic_only(context) else "lead",
        place=analysis.sentence.place.value,
        answer=next((word.ent for word in answer if word.ent), told[-1].pos if told else ""),
        subject=_subject(analysis, clause),
        doubts=draft.doubts,
        stem_words=len(question.stem.split()),
        key_words=len(key_text(question).split()),
        context_words=len(context.split()),
        sentence_words=len(analysis.sentence.text.split()),
        kept=round(len({*(word.i for word in asked), *(word.i for word in answer)}) / max(1, len(words)), 2),
        names=sum(word.pos == "PROPN" for word in shown),
        numbers=sum(word.pos == "NUM" for word in shown),
        content=len(content),
        definite=low.count("the"),
        vague=sum(word in _VAGUE for word in low),
        pointing=sum(word in _POINTING for word in low),
        topic=sum(word[:5] in headline for word in low if len(word) > 2),
        rare=max((_rarity(word) for word in content), default=0.0),
        key_rare=max((_rarity(word) for word in told), default=0.0),
        key_name=any(word.pos == "PROPN" for word in answer),
        key_number=any(char.isdigit() for char in key_text(question)),
        key_count=discourse.counts.get(told[-1].lemma.lower(), 0) if told else 0,
        roots=len(analysis.parse.roots),
        clauses=len(analysis.clauses),
        oddities=sum(len(item.doubts) for item in analysis.clauses),
        verb_rare=_rarity(words[clause.verb]) if clause is not None else 0.0,
        first=analysis.sentence.index == 0 or discourse.before(analysis) is None,
        bullet=analysis.sentence.shape.value in ("bullet", "step"),
        open=sum(
            any(span[0] <= i < span[1] for span in (draft.asked, draft.answer))
            for i in discourse.references[analysis.sentence.index].definite
        ),
        unknown=sum(word.text.islower() and word.text.isalpha() and not known(word.text) for word in content),
    )


def _tells(word: Word) -> bool:
    return word.pos in ("NOUN", "PROPN", "NUM", "VERB", "ADJ")


def _rarity(word: Word) -> float:
    """Return 0 for one of the hundred commonest words, 1 for the next few hundred, to 5 for an unlisted one."""
    if word.pos in ("PROPN", "NUM"):
        return 5.0
    place = frequency(word.lemma.lower())
    return next((at for at, limit in enumerate((100, 500, 1500, 3500, 6000)) if place < limit), 5)


def _clause(analysis: Analysis, draft: Draft) -> Clause | None:
    """Return the clause that most of the draft's words come from: the last main one that begins within them."""
    start, end = min(draft.asked[0], draft.answer[0] or draft.asked[0]), max(draft.asked[1], draft.answer[1])
    inside = [clause for clause in analysis.clauses if start <= clause.verb < end]
    mains = [clause for clause in inside if clause.kind in (ClauseKind.MAIN, ClauseKind.CONJUNCT)]
    found = mains or inside
    return found[0] if found else None


def _subject(analysis: Analysis, clause: Clause | None) -> str:
    """Return the kind of a subject: "name", "pronoun", "the", "a", "vague", "number", "plural", "bare" or "none"."""
    if clause is None or clause.subject is None:
        return "none"
    first, head = analysis.words[clause.subject.start], analysis.words[clause.subject.head]
    low = first.text.lower()
    if head.pos == "PRON" or first.pos == "PRON":
        return "pronoun"
    if head.pos == "PROPN":
        return "name"
    if low in ("the", "a", "an"):
        return "the" if low == "the" else "a"
    if low in _VAGUE or first.tag == "JJR":
        return "vague"
    if first.pos == "NUM":
        return "number"
    return "plural" if head.tag == "NNS" else "bare"
