"""Puts a report into the order in which people read it: the worst first, and what is said of many records once."""

from collections.abc import Sequence
from typing import NamedTuple

from niemyet.diagnostics.diagnostic import Diagnostic, Severity
from niemyet.diagnostics.rulebook import put_into_words, severity_of

_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Told(NamedTuple):
    """What is told once: a diagnostic, and those in other places that say the very same."""

    first: Diagnostic
    others: Sequence[Diagnostic]


def rank_of(diagnostic: Diagnostic) -> int:
    """0 for an error, 1 for a warning, 2 for a note."""
    return _RANKS[severity_of(diagnostic)]


MOST_APART = 3
"""Errors of the same words that are told one by one, each with its line; more of them are told once, as warnings are."""


def gather(diagnostics: Sequence[Diagnostic], lang: str) -> list[Told]:
    """Errors, then warnings, then notes; those of the same words together, errors only where there are many."""
    groups: dict[object, list[Diagnostic]] = {}
    for diagnostic in sorted(diagnostics, key=rank_of):
        groups.setdefault((diagnostic.rule, put_into_words(diagnostic, lang)), []).append(diagnostic)
    return [told for group in groups.values() for told in _tell(group)]


def _tell(group: Sequence[Diagnostic]) -> list[Told]:
    if severity_of(group[0]) is Severity.ERROR and len(group) <= MOST_APART:
        return [Told(one, ()) for one in group]
    return [Told(group[0], group[1:])]
