"""The report of one run: every diagnostic, sorted, and how many files were looked at."""

from collections.abc import Iterable
from dataclasses import dataclass

from niemyet.diagnostics.diagnostic import Diagnostic, Severity, sort_diagnostics
from niemyet.diagnostics.rulebook import severity_of


@dataclass(frozen=True, slots=True)
class Report:
    """All diagnostics of a run, sorted by place, and the number of files read."""

    diagnostics: tuple[Diagnostic, ...]
    files: int

    @property
    def errors(self) -> int:
        """How many diagnostics are errors."""
        return sum(severity_of(diagnostic) is Severity.ERROR for diagnostic in self.diagnostics)

    @property
    def warnings(self) -> int:
        """How many diagnostics are warnings."""
        return len(self.diagnostics) - self.errors


def make_report(diagnostics: Iterable[Diagnostic], files: int) -> Report:
    """The report of these diagnostics."""
    return Report(tuple(sort_diagnostics(diagnostics)), files)
