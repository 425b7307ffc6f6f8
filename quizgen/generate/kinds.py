"""Kinds: whether a noun is a person, a body of persons, a thing, or unsure; it decides between "who" and "what"."""

from __future__ import annotations

from enum import StrEnum

from quizgen.generate.clauses import Analysis
from quizgen.generate.discourse import Discourse
from quizgen.generate.genders import gender_of
from quizgen.generate.inflect import known
from quizgen.generate.lexicon import words as word_set
from quizgen.generate.parse import Word
from quizgen.rules.given_names import GIVEN_NAMES


class Being(StrEnum):
    """What sort of being a noun names."""

    PERSON = "person"
    BODY = "body"
    THING = "thing"
    UNSURE = "unsure"


PERSON_NOUNS = word_set(
    """man woman king queen emperor empress president scientist engineer doctor physician artist writer author painter
    composer historian economist philosopher physicist chemist biologist mathematician lawyer judge general soldier
    merchant reporter critic founder inventor daughter son wife husband brother sister father mother friend colleague
    student teacher worker farmer laborer labourer employee manager customer user patient nurse player researcher
    person people child adult parent member officer official sailor monk priest bishop pope prince princess duke tsar
    captain leader ruler citizen voter buyer seller trader investor attacker developer programmer designer director
    minister senator politician delegate botanist geologist astronomer poet actor singer conqueror settler colonist
    explorer peasant noble aristocrat slave servant refugee immigrant prisoner suspect defendant plaintiff witness
    scholar thinker saint heir hero novelist playwright sculptor astronaut diplomat editor publisher printer bishop
    reader viewer learner speaker owner guest visitor tourist pilot driver runner athlete coach expert specialist
    consumer entrepreneur pharmacist zoologist architect navigator preacher shepherd clerk secretary baker brewer"""
)
BODY_NOUNS = word_set(
    """company firm organization organisation agency bank court government parliament congress committee commission team
    army navy police party university institute ministry board council union church startup corporation crew"""
)
_BODY_NAMES = BODY_NOUNS | word_set(
    """office society foundation association league museum agency academy airlines college school department center
    centre fund labs laboratory laboratories group club senate house supreme federation corps force forces service
    services press times guardian telegraph inc ltd"""
)
_THINGS = word_set(
    """computer number water power paper letter layer river order matter factor sector vector reactor motor sensor
    conductor superconductor semiconductor container marker counter cluster center centre parameter tower weather fever
    cancer liver fiber fibre polymer laser transistor buffer register router server winter summer shelter chapter filter
    error color colour flavor flavour behavior behaviour labor labour harbor harbour humor tumor vapor mirror door floor
    anchor corner border cover finger shoulder master quarter meter metre liter litre diameter theater theatre disaster
    character newspaper danger hunger anger copper silver timber rubber butter sugar pepper powder ladder hammer
    trigger scanner printer amplifier receptor processor compiler interpreter header footer pointer folder
    wafer solver accelerator generator indicator detector inhibitor catalyst barrier carrier crater glacier mixture
    list mist fist twist"""
)


def being(analysis: Analysis, discourse: Discourse, head: int) -> Being:
    """Return what sort of being the noun `head` names; unsure where neither lists nor the entity tagger are sure."""
    word = analysis.words[head]
    lemma = word.lemma.lower()
    if lemma in PERSON_NOUNS:
        return Being.PERSON
    if lemma in _GROUPS:
        return Being.PERSON if _of_persons(analysis, head) else Being.BODY
    if lemma in BODY_NOUNS:
        return Being.BODY
    if word.pos == "PROPN" and not _common(analysis, discourse, word):
        return _name(analysis, discourse, head)
    if word.text[:1].islower() and word.ent == "PERSON":
        return Being.THING
    if lemma in _THINGS or word.text.lower() in _THINGS:
        return Being.THING
    if lemma.endswith(("ist", "ian")) and len(lemma) > 6:
        return Being.PERSON
    return Being.UNSURE if lemma.endswith(("er", "or")) and len(lemma) > 5 else Being.THING


_GROUPS = word_set("group band circle gang handful pair couple trio generation panel jury majority crowd")


def _of_persons(analysis: Analysis, head: int) -> bool:
    """Return whether "of" and a noun for persons follow ("a group of test pilots")."""
    words = analysis.words
    for k in analysis.parse.children[head]:
        if words[k].text.lower() == "of":
            return any(_trade(words[j].lemma.lower()) for j in analysis.parse.children[k])
    return False


def _trade(lemma: str) -> bool:
    """Return whether a noun is one for persons, or looks like one: "divers" in a group are hardly things."""
    return lemma in PERSON_NOUNS or (lemma.endswith(("ist", "ian", "er", "or")) and lemma not in _THINGS)


def _common(analysis: Analysis, discourse: Discourse, word: Word) -> bool:
    """Return whether a "name" is a common word with the capital of its place: "Jars" at the start of a sentence."""
    first = next((other.i for other in analysis.words if other.text[:1].isalnum()), 0)
    if word.i != first or word.text in discourse.upper or word.text in discourse.surnames:
        return False
    low = word.text.lower()
    return low in discourse.lower or (known(low) and word.text not in GIVEN_NAMES and word.ent not in ("GPE", "ORG"))


_LIVING = word_set(
    """bee ant bird animal plant penguin wolf fish insect bacterium bacteria cell virus spider whale tree shark dolphin
    elephant monkey ape dog cat horse bat frog snake mouse rat worm crab octopus salmon butterfly termite company
    firm engine browser compiler machine robot government"""
)


def acts(analysis: Analysis, discourse: Discourse, head: int) -> bool:
    """Return whether a noun names somebody or something that can do things for a purpose."""
    lemma = analysis.words[head].lemma.lower()
    return lemma in _LIVING or being(analysis, discourse, head) in (Being.PERSON, Being.BODY)


def _joins(word: Word, head: int, *, named: bool) -> bool:
    """Return whether a common noun is part of a name ("Markov chain Monte Carlo"), so that no person bears it."""
    low = word.text.islower() and word.pos == "NOUN" and word.dep in ("compound", "nmod") and word.i < head
    return (
        named
        and low
        and named
        and word.lemma not in PERSON_NOUNS
        and not word.lemma.endswith(("ist", "ian", "er", "or"))
    )


def _name(analysis: Analysis, discourse: Discourse, head: int) -> Being:
    """Return what a proper name names, by given names, by the persons of the note and by the tagger."""
    word = analysis.words[head]
    start = head
    while start > 0 and analysis.words[start - 1].dep == "compound" and analysis.words[start - 1].pos == "PROPN":
        start -= 1
    if word.text.isupper() and len(word.text) > 1:
        return Being.BODY if word.ent == "ORG" and word.text.isalpha() else Being.THING
    if any(char.isdigit() for char in word.text):
        return Being.THING
    if any(
        _joins(
            analysis.words[k],
            head,
            named=k > 0 and analysis.words[k - 1].pos == "PROPN" and analysis.words[k - 1].ent != "NORP",
        )
        for k in analysis.parse.children[head]
    ):
        return Being.THING
    article = start > 0 and analysis.words[start - 1].text.lower() == "the"
    if not article and (analysis.words[start].text in GIVEN_NAMES and start < head):
        return Being.PERSON
    if not article and (word.text in discourse.surnames or gender_of(analysis.parse.text(start, head + 1))):
        return Being.PERSON
    if word.ent == "PERSON" and not article:
        again = sum(word.text in name.split() for name in discourse.persons)
        return Being.PERSON if start < head or again > 1 or discourse.persons.get(word.text, 0) > 1 else Being.UNSURE
    if word.ent in ("ORG", "NORP"):
        named = any(other.text.lower() in _BODY_NAMES for other in analysis.words[start : head + 1])
        return Being.BODY if named else Being.UNSURE
    if article or word.ent in ("PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "FAC", "LOC", "GPE"):
        return Being.THING
    return Being.UNSURE
