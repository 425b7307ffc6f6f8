"""The rules: what makes an item good, each rule once; gates in `generate`, a linter in `quizgen lint`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.rules import (
    anchors,
    blanks,
    faithful,
    leaks,
    lengths,
    meta,
    options,
    question_words,
    references,
    standing,
    statements,
    style,
)
from quizgen.rules.bank import DUPLICATE, INTERFERENCE, REDUNDANCY, BankRule
from quizgen.rules.model import Finding, ItemLike, NoteContext, Rule, subject_of

RULES: tuple[Rule, ...] = (
    lengths.key_too_long,
    lengths.stem_too_long,
    lengths.enumeration,
    lengths.several_questions,
    references.dangling_reference,
    lengths.too_little,
    leaks.answer_in_stem,
    question_words.yes_or_no,
    standing.relative_time,
    lengths.vague_prompt,
    blanks.blank_size,
    references.bare_definite,
    standing.opening_connective,
    standing.undated,
    leaks.acronym_in_stem,
    question_words.wrong_question_word,
    question_words.wrong_count,
    leaks.article_clash,
    blanks.generic_blank,
    question_words.broken_question,
    blanks.cut_unit,
    style.lower_case_start,
    style.end_mark,
    style.no_final_stop,
    style.spacing,
    style.unbalanced,
    style.markup,
    style.key_mark,
    style.doubled_word,
    meta.promotion,
    meta.first_person,
    meta.we,
    meta.topic_as_key,
    faithful.hedge_lost,
    faithful.negation_lost,
    faithful.half_list,
    statements.absolute,
    statements.self_refuting,
    statements.two_claims,
    statements.double_negative,
    statements.blank_in_statement,
    options.key_longest,
    options.all_of_the_above,
    options.absolute_distractor,
    options.grammar_cue,
    options.negative_stem,
    options.uneven,
    options.too_close,
    options.overlapping,
    options.too_few,
    options.distractor_in_stem,
    statements.empty_text,
    statements.braces,
    anchors.unanchored_past,
    anchors.first_of_what,
    anchors.other_namesake,
    anchors.small_name,
    anchors.broken_off,
    anchors.verb_in_phrase,
    anchors.founded_person,
    anchors.loose_there,
    anchors.half_shared,
    anchors.repeated_name,
)
"""Every rule that looks at one item, in the order of its code's letter and number within the groups Q, T, M, A."""

BANK_RULES: tuple[BankRule, ...] = (INTERFERENCE, DUPLICATE, REDUNDANCY)
"""Every rule that looks at a whole bank."""

_NO_NOTE = NoteContext()

__all__ = ["BANK_RULES", "RULES", "Finding", "NoteContext", "Rule", "check", "check_bank", "find_rule", "first_fault"]


def check(item: ItemLike, *, note: NoteContext = _NO_NOTE) -> tuple[Finding, ...]:
    """Return what the rules find in one item (an `Item`, a `Candidate`), in the order of `RULES`; empty when clean.

    `note` tells what is known of the note: its language, the people in it. Never raises; needs no language model.
    """
    subject = subject_of(item, note)
    return tuple(finding for rule in RULES if (finding := rule.check(subject)))


def first_fault(item: ItemLike, *, note: NoteContext = _NO_NOTE) -> Finding | None:
    """Return the first finding that `check` would return, None when the item is clean: all that a gate needs."""
    subject = subject_of(item, note)
    return next((finding for rule in RULES if (finding := rule.check(subject))), None)


def check_bank(items: Sequence[ItemLike]) -> Iterator[tuple[int, Finding]]:
    """Yield what the bank-wide rules find, each with the number of its item (from 0)."""
    for rule in BANK_RULES:
        yield from rule.check(items)


def find_rule(code: str) -> Rule | BankRule | None:
    """Return the rule with that code, None where there is none."""
    every: tuple[Rule | BankRule, ...] = (*RULES, *BANK_RULES)
    return next((rule for rule in every if rule.code == code.upper()), None)
