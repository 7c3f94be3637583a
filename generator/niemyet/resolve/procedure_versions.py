"""Every version of each procedure, in order: since when, by whose decision, in which parts it differs from the last."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from niemyet.model.procedure import Decision, Procedure
from niemyet.model.vocabulary import Part
from niemyet.resolve.procedures import COMPARED_PARTS
from niemyet.validate.records import Reference


class KnownVersion(NamedTuple):
    """A version: `starts` is None if the record does not say since when it holds; `changed` is () of the first."""

    starts: date | None
    decision: Decision | None
    changed: tuple[Part, ...]


def list_versions(versions: Sequence[Procedure]) -> tuple[KnownVersion, ...]:
    """The versions of one procedure, the earliest first, as they are given."""
    before: Sequence[Procedure | None] = (None, *versions)
    return tuple(
        KnownVersion(one.starts, one.decision, () if last is None else _differing(last, one))
        for last, one in zip(before, versions, strict=False)
    )


def _differing(last: Procedure, one: Procedure) -> tuple[Part, ...]:
    return tuple(part for part in COMPARED_PARTS if getattr(last, part) != getattr(one, part))


def versions_of_procedures(reference: Reference) -> Mapping[str, tuple[KnownVersion, ...]]:
    """The nation's procedures and every province's own, by code."""
    own = {code: listed for one in reference.own.values() for code, listed in one.procedures.items()}
    return {code: list_versions(listed) for code, listed in sorted({**own, **reference.law.procedures}.items()) if listed}
