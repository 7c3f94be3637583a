"""The report of a run: sorted diagnostics and the number of files."""

from collections.abc import Iterable, Sequence

from niemyet.diagnostics.diagnostic import Diagnostic, Severity, sort_diagnostics
from niemyet.diagnostics.rulebook import severity_of
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """All diagnostics of a run, sorted by place, and the number of files found."""

    diagnostics: tuple[Diagnostic, ...]
    files: int

    @property
    def errors(self) -> int:
        """The number of errors."""
        return sum(severity_of(diagnostic) is Severity.ERROR for diagnostic in self.diagnostics)

    @property
    def warnings(self) -> int:
        """The number of warnings."""
        return sum(severity_of(diagnostic) is Severity.WARNING for diagnostic in self.diagnostics)

    @property
    def notes(self) -> int:
        """The number of notes."""
        return len(self.diagnostics) - self.errors - self.warnings


def without_warnings(report: Report) -> Report:
    """Only the errors of a report."""
    return Report(tuple(one for one in report.diagnostics if severity_of(one) is Severity.ERROR), report.files)


def make_report(diagnostics: Iterable[Diagnostic], files: int) -> Report:
    """Sorts diagnostics, and removes duplicates and what follows from another one."""
    return Report(tuple(_without_consequences(sort_diagnostics(diagnostics))), files)


def _without_consequences(told: Sequence[Diagnostic]) -> Iterable[Diagnostic]:
    """Without files that are missing only because they have a wrong name or place, which is told."""
    meant = {one.values.get("near") for one in told if one.rule == "misplaced-record"}
    if not meant:
        return told
    return (one for one in told if one.rule not in ("missing-file", "calendar-missing") or one.place.file not in meant)
