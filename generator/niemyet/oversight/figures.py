"""Compares a commune's postings with its province's list of procedures.

A procedure on the list is missing if the commune does not post it, and overdue once more working days have passed than the
province allows (`posting_days`). A posting is late if it was posted more working days after its decision, or after the procedure
came onto the list if that is later. It must be reviewed if the procedure has changed since the commune last
confirmed it.
"""

from dataclasses import dataclass
from datetime import date

from niemyet.law.provincial_lists import Requirement, required_procedures
from niemyet.law.workdays import Workdays
from niemyet.model.places import name_unit
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.site import ResolvedReference


@dataclass(frozen=True, slots=True)
class Named:
    """A procedure by code and name; `days` is how late it was posted, or how long it is overdue, in working days."""

    code: str
    name: str
    days: int = 0


@dataclass(frozen=True, slots=True)
class CommuneFigures:
    """The figures of one commune. `required` is None if its province has no list."""

    path: str
    name: str
    required: int | None
    posted: int
    missing: tuple[Named, ...]
    late: tuple[Named, ...]
    to_review: tuple[Named, ...]

    @property
    def complete(self) -> float | None:
        """The share of the list that is posted, 0 to 1; None without a list."""
        return None if not self.required else 1 - len(self.missing) / self.required


def figure_commune(resolved: ResolvedCommune, reference: ResolvedReference) -> CommuneFigures:
    """Computes the figures of a commune on the day of `reference`."""
    province = resolved.province
    current = [posted for posted in resolved.postings.values() if posted.standing == "in_force"]
    posted = {one.code for one in current}
    listed = required_procedures(province, resolved.commune, reference.today)
    known = {code: one.dated for code, one in reference.provinces[resolved.province_path].procedures.items()}
    required = [code for code in listed if code not in known or known[code].standing == "in_force"]
    workdays, allowed = Workdays(reference.calendars), province.posting_days
    missing = [
        Named(
            code,
            known[code].procedure.name if code in known else "",
            max(0, _days_after(listed[code].since, reference.today, workdays) - allowed),
        )
        for code in required
        if code not in posted
    ]
    late = [
        Named(one.code, one.procedure.name, days)
        for one in current
        if (days := _days_after(_decided(one, listed.get(one.code)), one.posting.posted, workdays) - allowed) > 0
    ]
    to_review = [Named(one.code, one.procedure.name) for one in current if one.to_review]
    total = len(required) if province.list else None
    return CommuneFigures(
        resolved.path, name_unit(resolved.commune), total, len(current), tuple(missing), tuple(late), tuple(to_review)
    )


def _decided(posted: PostedProcedure, required: Requirement | None) -> date | None:
    """The day from which a posting is awaited: that of its decision, or of its coming onto the list if that is later."""
    days = (posted.posting.decision.date, required.since if required is not None else None)
    return max((day for day in days if day is not None), default=None)


def _days_after(start: date | None, end: date, workdays: Workdays) -> int:
    """The working days after `start` up to `end`; 0 if `start` is not known or later."""
    return workdays.between(start, end) if start is not None and start < end else 0
