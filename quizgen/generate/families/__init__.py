"""The short-answer families, one file a kind of question; this tuple is the registry, in the order of the ladder."""

from __future__ import annotations

from quizgen.generate.draft import Family
from quizgen.generate.families.agent import agent
from quizgen.generate.families.cause import cause
from quizgen.generate.families.control import controls
from quizgen.generate.families.definition import acronyms, appositions, glossary, is_a
from quizgen.generate.families.entries import apposed_terms, colon_terms, glossary_terms
from quizgen.generate.families.labels import asking_labels, label_values, table_clozes
from quizgen.generate.families.lists import enumerations, inline_lists, rows
from quizgen.generate.families.means import means, purpose
from quizgen.generate.families.naming import called
from quizgen.generate.families.objects import objects, preposition_objects, reports, subjects
from quizgen.generate.families.pairs import halves, series
from quizgen.generate.families.quantity import quantities
from quizgen.generate.families.relations import conditions, contrast, effects
from quizgen.generate.families.times import dated_bullets, dates, places
from quizgen.generate.families.truths import truths
from quizgen.generate.families.unparsed import instructed, unparsed

FAMILIES: tuple[Family, ...] = (
    cause,
    agent,
    means,
    purpose,
    contrast,
    controls,
    called,
    acronyms,
    glossary,
    is_a,
    appositions,
    quantities,
    dates,
    dated_bullets,
    places,
    conditions,
    enumerations,
    inline_lists,
    rows,
    effects,
    objects,
    reports,
    preposition_objects,
    subjects,
    apposed_terms,
    colon_terms,
    glossary_terms,
    asking_labels,
    label_values,
    table_clozes,
    instructed,
    halves,
    series,
    unparsed,
    truths,
)

OF_CLAUSES: tuple[Family, ...] = (cause, agent, means, quantities, dates, places, objects, preposition_objects)
"""The families that are also asked about a relative clause by itself."""
