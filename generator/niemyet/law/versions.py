"""The versions of a procedure: which one applies on a day, and their order."""

from collections.abc import Sequence
from datetime import date

from niemyet.model.procedure import Procedure


def current_version(versions: Sequence[Procedure], today: date) -> Procedure:
    """The version that applies on `today`, else the one that begins first. `versions` must be sorted and not empty."""
    if len(versions) == 1:
        return versions[0]
    begun = [version for version in versions if version.starts is None or version.starts <= today]
    return begun[-1] if begun else versions[0]


def version_day(procedure: Procedure) -> str:
    """A version's first day as YYYY-MM-DD; '' if it has none, which sorts first."""
    return procedure.starts.isoformat() if procedure.starts else ""
