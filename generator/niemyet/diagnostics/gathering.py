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


def gather(diagnostics: Sequence[Diagnostic], lang: str) -> list[Told]:
    """Errors, each by itself; then warnings, then notes, those of the same words together. Within, the order stays."""
    groups: dict[object, list[Diagnostic]] = {}
    for number, diagnostic in enumerate(sorted(diagnostics, key=rank_of)):
        error = severity_of(diagnostic) is Severity.ERROR
        groups.setdefault(number if error else (diagnostic.rule, put_into_words(diagnostic, lang)), []).append(diagnostic)
    return [Told(first, others) for first, *others in groups.values()]
