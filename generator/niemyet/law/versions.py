"""The versions of a procedure: which one applies on a day, and their order."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee, Waiver
from niemyet.model.procedure import Procedure

T = TypeVar("T", Fee, Waiver, Deadline)


def current_version(versions: Sequence[Procedure], today: date) -> Procedure:
    """The version that applies on `today`, else the one that begins first. `versions` must be sorted and not empty."""
    if len(versions) == 1:
        return versions[0]
    begun = [version for version in versions if version.starts is None or version.starts <= today]
    return begun[-1] if begun else versions[0]


def version_day(procedure: Procedure) -> str:
    """A version's first day as YYYY-MM-DD; '' if it has none, which sorts first."""
    return procedure.starts.isoformat() if procedure.starts else ""


def of_version(parts: Iterable[T], procedure: Procedure) -> tuple[T, ...]:
    """What a province or a commune has laid over a procedure, for the cases that this version has.

    A part made for cases of another version only is for nobody now.
    """
    known = procedure.case_names
    kept: list[T] = []
    for part in parts:
        case = tuple(name for name in part.case if name in known)
        if case == part.case:
            kept.append(part)
        elif case:
            kept.append(part.model_copy(update={"case": case}))
    return tuple(kept)
