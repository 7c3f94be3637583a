"""Compares a commune's postings with its province's list of procedures.

A procedure on the list is missing if the commune does not post it. A posting is late if it was posted more working days after its
decision than the province allows (`posting_days`). It must be reviewed if the procedure has changed since the commune last
confirmed it.
"""

from dataclasses import dataclass

from niemyet.law.workdays import Workdays
from niemyet.model.places import name_unit
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.site import ResolvedReference


@dataclass(frozen=True, slots=True)
class Named:
    """A procedure by code and name; `days` is how late it was posted, in working days."""

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
    listed = province.list.procedures if province.list else ()
    known = reference.procedures
    required = [code for code in listed if code not in known or known[code].standing == "in_force"]
    missing = [Named(c, known[c].procedure.name if c in known else "") for c in required if c not in posted]
    workdays = Workdays(reference.calendars)
    late = [
        Named(one.code, one.procedure.name, days)
        for one in current
        if (days := _days_late(one, workdays, province.posting_days)) > 0
    ]
    to_review = [Named(one.code, one.procedure.name) for one in current if one.to_review]
    total = len(required) if province.list else None
    return CommuneFigures(
        resolved.path, name_unit(resolved.commune), total, len(current), tuple(missing), tuple(late), tuple(to_review)
    )


def _days_late(posted: PostedProcedure, workdays: Workdays, allowed: int) -> int:
    decided = posted.posting.decision.date
    if decided is None or posted.posting.posted <= decided:
        return 0
    return workdays.between(decided, posted.posting.posted) - allowed
