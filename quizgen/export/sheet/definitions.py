"""Terms and their definitions, as items and their sentences give them: what a matching question is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from quizgen.export.markup import count_blanks, fill_blank
from quizgen.item import Cloze, Item, MultipleChoice, ShortAnswer, TrueFalse

_RULES = frozenset(
    {"", "term", "glossary", "defined term", "called", "apposition", "who is", "acronym", "label", "pair"}
)
"""The rules of generation whose questions ask for a term or its meaning; a question of no rule was written by hand."""

_FEWEST_WORDS, _MOST_WORDS, _TERM_WORDS = 3, 24, 4


_CUT = re.compile(
    r"[;:—–]|\.(?=\s|$)"
    r"|,? (?:so|but|because|though|although|aber|denn|weil|pero|porque|aunque|mais|car|donc|parce)\b"
    r"|, (?:and|und|y|et) "
)
"""Where a definition ends and a sentence goes on."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means, neither telling the other.

    `asked` where the item asks for one of them (else its sentence gives both), `short` for an abbreviation.
    """

    term: str
    meaning: str
    asked: bool = True
    short: bool = False


@dataclass(frozen=True, slots=True)
class _Language:
    """How a language asks for a term by its meaning, for a meaning by its term, for an abbreviation; how it defines.

    `articles` are dropped before a term; `defining` has the groups `term` and `meaning`; a meaning of a sentence must
    say more than its genus, so one of the words in `narrows` stands in it. No term begins with one of `pointing`.
    """

    term: tuple[re.Pattern[str], ...]
    meaning: tuple[re.Pattern[str], ...]
    short: tuple[re.Pattern[str], ...]
    defining: re.Pattern[str]
    narrows: re.Pattern[str]
    articles: re.Pattern[str]
    pointing: re.Pattern[str]


def definition_of(item: Item, language: str) -> Definition | None:
    """Return the definition that an item asks for, or that its sentence gives; None where there is none.

    A question counts by its form ("What is X?", "What is Y called?", "What does X stand for?"), so hand-written ones
    do too; a sentence has to begin "X is a Y that …". English, German, Spanish and French are known, other languages
    give None.
    """
    forms = _LANGUAGES.get(language.replace("_", "-").split("-")[0].lower())
    if forms is None:
        return None
    return next((found for found in _found(item, forms) if _sound(found)), None)


def _found(item: Item, forms: _Language) -> Iterator[Definition]:
    question = item.question
    match question:
        case ShortAnswer() | MultipleChoice() if item.rule in _RULES:
            yield from _asked(question.stem.strip(), question.key.strip(), forms)
        case Cloze() if count_blanks(question.stem):
            told = _told(fill_blank(question.stem, question.key), forms, item)
            yield from (replace(found, asked=question.key in (found.term, found.meaning)) for found in told)
        case TrueFalse(key=True):
            yield from _told(question.stem, forms, item, asked=True)
        case _:
            pass
    if item.source is not None:
        yield from _told(item.source.text, forms, item)


def _asked(stem: str, key: str, forms: _Language) -> Iterator[Definition]:
    for patterns, short in ((forms.short, True), (forms.meaning, False)):
        for pattern in patterns:
            found = pattern.fullmatch(stem)
            if found and not forms.pointing.match(found["term"]):
                yield Definition(_term(found["term"], forms), _meaning(key), short=short)
    for pattern in forms.term:
        found = pattern.fullmatch(stem)
        if found and (forms.articles.match(found["meaning"]) or not forms.pointing.match(found["meaning"])):
            meaning = " ".join(part for part in (found["meaning"], found.groupdict().get("rest")) if part)
            yield Definition(_term(key, forms), _meaning(meaning))


def _told(sentence: str, forms: _Language, item: Item, *, asked: bool = False) -> Iterator[Definition]:
    """Yield the definition that a sentence is, cut before what else it says of the term."""
    found = forms.defining.match(sentence.strip())
    if found is None or item.math or forms.pointing.match(found["term"]) or forms.pointing.match(sentence.strip()):
        return
    meaning = _CUT.split(found["meaning"])[0]
    if forms.narrows.search(meaning) and not re.search(r"[\"“”()\[\]]", meaning):
        yield Definition(_term(found["term"], forms), _meaning(meaning), asked=asked)


def _term(text: str, forms: _Language) -> str:
    return forms.articles.sub("", text.strip().rstrip(".,"))


def _meaning(text: str) -> str:
    """Return a meaning without its stop and without what stands in brackets at its end."""
    return re.sub(r"\s*\([^()]*\)$", "", text.strip().rstrip(".,;:"))


def _sound(found: Definition) -> bool:
    """Tell whether term and meaning have the right length and share no word (told by its first five letters)."""
    term, meaning = found.term.split(), found.meaning.split()
    if not 1 <= len(term) <= _TERM_WORDS or not re.search(r"[^\W\d_]", found.term) or "\n" in found.meaning:
        return False
    if not (2 if found.short else _FEWEST_WORDS) <= len(meaning) <= _MOST_WORDS:
        return False
    if found.short:
        return len(term) == 1 and found.term.casefold() not in found.meaning.casefold()
    return _roots(found.term).isdisjoint(_roots(found.meaning))


def _roots(text: str) -> set[str]:
    return {word[:5].rstrip("s") for word in re.findall(r"[^\W_]+", text.casefold()) if len(word) > 3 or word.isdigit()}


def _each(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_WORDS = r"(?P<term>[^\s,;:?¿]+(?: [^\s,;:?¿]+){0,4}?)"
_REST = r"(?P<meaning>[^?]+?)"

_LANGUAGES: Mapping[str, _Language] = {
    "en": _Language(
        term=_each(
            r"What (?:is|are) (?P<meaning>(?:an?|the) [^?]+?) called "
            r"(?P<rest>(?:in|by|for|to|from|with) which [^?]+)\?",
            rf"(?:What|How) (?:is|are|do (?:we|you|people)|does one) (?:call )?{_REST}(?: called| known as| termed)\?",
            rf"What do (?:we|you|people|\w+s) call {_REST}\?",
            rf"(?:What|Which) is the (?:technical |usual |proper )?(?:term|name|word) (?:for|of|given to) {_REST}\?",
            rf"(?:What|Which) (?:technical )?(?:term|name|word) (?:describes|means|denotes|refers to|is (?:used|given) "
            rf"(?:for|to)|names|stands for) {_REST}\?",
        ),
        meaning=_each(
            rf"(?:What|Who) (?:is|are|was|were) (?:meant by |the (?:meaning|definition) of )?(?:an? )?{_WORDS}\?",
            rf"What does (?:the (?:term|word) )?(?:an? )?{_WORDS} mean\?",
            rf"(?:Define|Explain)(?: the (?:term|word))? {_WORDS}\.?",
        ),
        short=_each(rf"What (?:does|do) (?:the (?:letters|abbreviation|acronym) )?{_WORDS} (?:stand for|mean)\?"),
        defining=re.compile(
            r"(?:An? )?(?P<term>[^\s,;:.]+(?: [^\s,;:.]+){0,3}?) (?:is|are) (?:the (?:term|name|word) for )?"
            r"(?P<meaning>(?:an?|any|the(?! (?:term|name|word) for)) .+)",
            re.IGNORECASE,
        ),
        narrows=re.compile(
            r"^\S+ (?:(?!(?:sign|matter|result|example|reason|part|place|way|thing|problem|source|cause|symbol|lot|bit"
            r"|series|number|leader|success|failure|question|story|fan|member|friend|only|same|main|key|best|good|big"
            r"|great|more|little|few|further|new|clear|major|common|product|kind|sort|concern|because|so)\b)[^\s,]+ )"
            r"{1,4}?(?:of|that|which|who|whose|whereby|where|when|used (?:to|for|in|by|as)|made|formed|between"
            r"|(?:in|by) which) ",
            re.IGNORECASE,
        ),
        articles=re.compile(r"^(?:an?|the) ", re.IGNORECASE),
        pointing=re.compile(
            r"(?:this|that|these|those|it|they|he|she|we|you|there|here|what|who|such|one|another|each|every|all|some|many"
            r"|most|both|few|his|her|its|their|our|my|your|the|if|when|while|as|in|on|at|for|from|by|with|because|but|and"
            r"|or|so|then|not|no|only|also|today|now|however|thus|perhaps|once|since|although)\b",
            re.IGNORECASE,
        ),
    ),
    "de": _Language(
        term=_each(
            rf"Wie (?:heißt|heißen|nennt man|nennen wir|bezeichnet man) {_REST}\?",
            rf"(?:Wie lautet|Was ist) der (?:Fachbegriff|Begriff|Name|Ausdruck) für {_REST}\?",
            rf"(?:Welcher|Welches) (?:Fachbegriff|Begriff|Wort|Ausdruck) (?:bezeichnet|beschreibt|steht für) {_REST}\?",
        ),
        meaning=_each(
            rf"(?:Was|Wer) (?:ist|sind|war|waren|bedeutet|bedeuten|heißt) (?:(?:der|die|das|ein|eine) )?{_WORDS}\?",
            rf"Was versteht man unter (?:(?:der|dem|einer|einem) )?{_WORDS}\?",
        ),
        short=_each(rf"Wofür (?:steht|stehen) (?:(?:die|das) (?:Abkürzung|Kürzel) )?{_WORDS}\?"),
        defining=re.compile(
            r"(?:Ein |Eine )?(?P<term>[^\s,;:.]+(?: [^\s,;:.]+){0,2}?) (?:ist|sind) (?P<meaning>eine? .+)",
            re.IGNORECASE,
        ),
        narrows=re.compile(r",? (?:der|die|das|dem|den|deren|dessen|aus|von|zum|zur|für|zwischen|mit) ", re.IGNORECASE),
        articles=re.compile(r"^(?:der|die|das|dem|ein|eine|einer|einem) ", re.IGNORECASE),
        pointing=re.compile(
            r"(?:dies\w*|jen\w*|es|er|sie|das|der|die|dort|hier|so|auch|sein\w*|ihr\w*|unser\w*|mein\w*|nur|wenn|als|heute)\b",
            re.IGNORECASE,
        ),
    ),
    "es": _Language(
        term=_each(
            rf"¿Cómo se llaman? {_REST}\?",
            rf"¿(?:Qué nombre reciben?|Cómo se denominan?) {_REST}\?",
            rf"¿Cuál es el (?:término|nombre) (?:para|de) {_REST}\?",
            rf"¿Qué (?:término|palabra) (?:designa|describe|significa) {_REST}\?",
        ),
        meaning=_each(
            rf"¿(?:Qué|Quién) (?:es|son|era|fue|significa|se entiende por) (?:(?:un|una|el|la|los|las) )?{_WORDS}\?",
        ),
        short=_each(rf"¿Qué significan? (?:las siglas |la sigla )?{_WORDS}\?"),
        defining=re.compile(
            r"(?:Un |Una |El |La )?(?P<term>[^\s,;:.]+(?: [^\s,;:.]+){0,3}?) (?:es|son) (?P<meaning>una? .+)",
            re.IGNORECASE,
        ),
        narrows=re.compile(r" (?:que|de|del|para|con|cuyo|cuya|donde|formado|formada) ", re.IGNORECASE),
        articles=re.compile(r"^(?:el|la|los|las|un|una) ", re.IGNORECASE),
        pointing=re.compile(
            r"(?:est[eao]s?|es[eao]s?|aquell?\w*|él|ella|ellos|eso|su|sus|nuestr\w*|mi|lo|no|hoy|aquí|allí|también|si)\b",
            re.IGNORECASE,
        ),
    ),
    "fr": _Language(
        term=_each(
            rf"Comment (?:appelle-t-on|nomme-t-on|s['’]appelle(?:nt)?|désigne-t-on) {_REST}\s?\?",
            rf"Quel (?:est le )?(?:terme|nom|mot)(?: qui)? (?:désigne|décrit|signifie|donné à|pour) {_REST}\s?\?",
        ),
        meaning=_each(
            rf"(?:Qu['’]est-ce qu(?:e |['’])|Que (?:signifie(?:nt)?|veut dire|sont) )(?:(?:une?|les?|la|des) |l['’])?"
            rf"{_WORDS}\s?\?",
            rf"Qui (?:est|était) {_WORDS}\s?\?",
        ),
        short=_each(rf"Que signifie(?:nt)? (?:les? (?:sigles?|lettres) |l['’]abréviation )?{_WORDS}\s?\?"),
        defining=re.compile(
            r"(?:Une? |Les? |La |L['’])?(?P<term>[^\s,;:.]+(?: [^\s,;:.]+){0,3}?) (?:est|sont) (?P<meaning>une? .+)",
            re.IGNORECASE,
        ),
        narrows=re.compile(r" (?:qui|que|de|du|des|pour|dont|où|avec|formé|formée) | (?:d|qu)['’]", re.IGNORECASE),
        articles=re.compile(r"^(?:(?:les?|la|une?) |l['’])", re.IGNORECASE),
        pointing=re.compile(
            r"(?:ce|cet|cette|ces|c['’]|il|elle|ils|elles|on|son|sa|ses|leur|leurs|notre|mon|ma|y|ici|là|aussi|si|non)\b",
            re.IGNORECASE,
        ),
    ),
}
