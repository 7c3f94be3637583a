"""What is reported besides dossiers: feedback, findings that are open, points that are awarded.

Takes the figures of the years; gives values for pages and data.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from niemyet.law.dossiers import Share
from niemyet.model.oversight.indexes import IndexStage, ReformIndex, ServiceIndex
from niemyet.model.oversight.inspections import Finding, Inspection
from niemyet.model.oversight.petitions import Petitions
from niemyet.model.oversight.record import CommuneYear, ProvinceYear

Years: TypeAlias = Mapping[str, CommuneYear] | Mapping[str, ProvinceYear]


def share_answered_in_time(petitions: Petitions) -> Share | None:
    """Feedback that was answered in time, of what was answered and what is late; None if it is not known."""
    if petitions.answered is None or petitions.pending is None:
        return None
    answered = petitions.answered
    return Share(answered.in_time, answered.in_time + answered.late + petitions.pending.late)


class KnownFinding(NamedTuple):
    """A finding with its inspection. `overdue`: days since it had to be mended, 0 if it is not late."""

    inspection: Inspection
    finding: Finding
    overdue: int
    sample: bool


def list_findings(years: Years, today: date) -> tuple[KnownFinding, ...]:
    """All findings: the open ones first, those most overdue before; then what is mended, the latest before."""
    found = [
        KnownFinding(inspection, finding, _days_overdue(finding, today), year.sample)
        for year in years.values()
        for inspection in year.inspections
        if inspection.date <= today
        for finding in inspection.findings or ()
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (is_mended(one.finding, today), -one.overdue, -one.inspection.date.toordinal()),
        )
    )


def is_mended(finding: Finding, today: date) -> bool:
    """Whether it is closed today."""
    return finding.remedied is not None and finding.remedied <= today


def _days_overdue(finding: Finding, today: date) -> int:
    if is_mended(finding, today) or finding.due is None:
        return 0
    return max(0, (today - finding.due).days)


def latest_service_index(years: Mapping[str, CommuneYear], today: date) -> tuple[tuple[ServiceIndex, bool], ...]:
    """The points by Quyết định 766/QĐ-TTg, the earliest period first, of one length: that of the latest; with whether each is a
    sample."""
    every = [(one, year.sample) for year in years.values() for one in year.service_index if one.ends <= today]
    if not every:
        return ()
    last = max((one for one, _ in every), key=lambda one: (one.ends, one.starts))
    length = (last.ends - last.starts).days
    alike = ((one, sample) for one, sample in every if abs((one.ends - one.starts).days - length) <= max(4, length // 20))
    return tuple(sorted(alike, key=lambda pair: pair[0].ends))


_STAGES: Sequence[IndexStage] = ("published", "appraised", "self_scored")


def sort_reform_indexes(years: Years) -> tuple[tuple[str, ReformIndex, bool], ...]:
    """Year, index and whether it is a sample: the latest year first; in a year what is published before drafts."""
    found: list[tuple[str, ReformIndex, bool]] = []
    for name, year in years.items():
        listed: Iterable[ReformIndex] = year.reform_index if isinstance(year, CommuneYear) else year.par_index
        found += ((name, one, year.sample) for one in listed)
    return tuple(sorted(found, key=lambda one: (-int(one[0]), _STAGES.index(one[1].stage))))


def years_without(years: Mapping[str, CommuneYear]) -> tuple[str, ...]:
    """The years between the first and the last with dossiers that have none."""
    known = sorted(int(name) for name, year in years.items() if year.dossiers)
    return tuple(str(year) for year in range(known[0], known[-1]) if year not in known) if known else ()
