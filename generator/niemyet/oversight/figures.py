"""The figures of a commune for `report` and `doctor`: what is missing, late, to be reviewed, and all of `Compliance`.

A procedure on the list is missing if the commune does not post it, and overdue once more working days have passed than the
province allows (`posting_days`). A posting is late if it was posted more working days after its decision, or after the procedure
came onto the list if that is later, and undated if nobody can say. It must be reviewed if the procedure has changed since the
commune last confirmed it.
"""

from collections.abc import Mapping

from niemyet.law.citations import make_register
from niemyet.model.places import name_unit
from niemyet.oversight.compliance import Compliance, figure_compliance
from niemyet.oversight.facts import FactsStater
from niemyet.oversight.required import Requirements
from niemyet.resolve.communes import ResolvedCommune
from niemyet.resolve.site import ResolvedReference
from niemyet.values import dataclass


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
    undated: tuple[Named, ...]
    names: Mapping[str, str]
    """Of every procedure that is posted or required, by code."""
    compliance: Compliance

    def name_of(self, code: str) -> str:
        """What a procedure that is posted or required is called; '' if there is no record of it."""
        return self.names.get(code, "")

    @property
    def complete(self) -> float | None:
        """The share of the list that is posted, 0 to 1; None without a list, or of an empty one."""
        return None if not self.required else 1 - len(self.missing) / self.required


def figure_commune(resolved: ResolvedCommune, reference: ResolvedReference) -> CommuneFigures:
    """Computes the figures of a commune on the day of `reference`."""
    figures = figure_resolved(resolved, reference)
    procedures = reference.provinces[resolved.province_path].procedures
    missing = (*(one.code for one in figures.missing), *(one.code for one in figures.excepted))
    told = (*(one.facts.code for one in figures.postings), *missing)
    names = {code: procedures[code].procedure.name if code in procedures else "" for code in told}
    current = [one for one in resolved.postings.values() if one.standing == "in_force"]
    return CommuneFigures(
        resolved.path,
        name_unit(resolved.commune),
        figures.posted.of if figures.posted is not None else None,
        len(current),
        tuple(Named(one.code, names[one.code], one.late) for one in figures.missing),
        tuple(Named(one.facts.code, names[one.facts.code], one.late) for one in figures.postings if one.timing == "late"),
        tuple(Named(one.code, one.procedure.name) for one in current if one.to_review),
        tuple(Named(one.facts.code, names[one.facts.code]) for one in figures.postings if one.timing == "unknown"),
        names,
        figures,
    )


def figure_resolved(resolved: ResolvedCommune, reference: ResolvedReference) -> Compliance:
    """What a build computes of a commune: its figures on the day of `reference`."""
    required = Requirements(reference.provinces[resolved.province_path], reference.calendars, reference.today)
    register = make_register(reference.documents)
    stater = FactsStater(register, reference.today)
    facts = {code: stater.state(one) for code, one in resolved.postings.items()}
    return figure_compliance(resolved.path, resolved.commune, facts, required)
