"""The versions of a procedure: which of them holds on a day, and the order in which they stand."""

from collections.abc import Sequence
from datetime import date

from niemyet.model.procedure import Procedure


def current_version(versions: Sequence[Procedure], today: date) -> Procedure:
    """The version that holds on `today`, else the one that begins first. At least one version, the earliest first."""
    if len(versions) == 1:
        return versions[0]
    begun = [version for version in versions if version.starts is None or version.starts <= today]
    return begun[-1] if begun else versions[0]


def version_day(procedure: Procedure) -> str:
    """A version's first day as text that sorts; '' where it holds since ever."""
    return procedure.starts.isoformat() if procedure.starts else ""
