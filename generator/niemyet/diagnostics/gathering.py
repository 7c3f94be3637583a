"""Puts a report into the order in which people read it: the worst first, and what is said of many records once."""

from collections.abc import Sequence
from typing import NamedTuple

from niemyet.diagnostics.diagnostic import Diagnostic, Severity
from niemyet.diagnostics.rulebook import put_into_words, severity_of

_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Told(NamedTuple):
    """What is told once: a diagnostic, those in other places that say the very same, those of its rule at the very same place."""

    first: Diagnostic
    others: Sequence[Diagnostic]
    here: Sequence[Diagnostic] = ()


def rank_of(diagnostic: Diagnostic) -> int:
    """0 for an error, 1 for a warning, 2 for a note."""
    return _RANKS[severity_of(diagnostic)]


MOST_APART = 3
"""Errors of the same words that are told one by one, each with its line; more of them are told once, as warnings are. Likewise
warnings of one rule at one place."""


def gather(diagnostics: Sequence[Diagnostic], lang: str) -> list[Told]:
    """Errors, then warnings, then notes; those of the same words together, errors only where there are many.

    Warnings and notes of one rule at one place, as of a province that has set no fees yet, differ in a name alone: one is told
    whole, the others with it.
    """
    groups: dict[object, list[Diagnostic]] = {}
    for diagnostic in sorted(diagnostics, key=rank_of):
        groups.setdefault((diagnostic.rule, put_into_words(diagnostic, lang)), []).append(diagnostic)
    return _join_at_one_place([told for group in groups.values() for told in _tell(group)])


def _join_at_one_place(every: Sequence[Told]) -> list[Told]:
    places: dict[object, list[Told]] = {}
    for told in every:
        one = told.first
        alone = told.others or severity_of(one) is Severity.ERROR
        key = id(told) if alone else (one.rule, one.place.file, one.place.line, one.place.column)
        places.setdefault(key, []).append(told)
    joined: list[Told] = []
    for group in places.values():
        many = len(group) > MOST_APART
        joined += [group[0]._replace(here=[told.first for told in group[1:]])] if many else group
    return joined


def _tell(group: Sequence[Diagnostic]) -> list[Told]:
    if severity_of(group[0]) is Severity.ERROR and len(group) <= MOST_APART:
        return [Told(one, ()) for one in group]
    return [Told(group[0], group[1:])]
