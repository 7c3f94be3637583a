"""What is still to be done at a place, as values: kinds of work, what each is about, and who does it. No sentences."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.resolve.procedures import Coming
from niemyet.sheets.changes import HangingSheet
from niemyet.values import dataclass


class Topic(StrEnum):
    """What kind of work it is, the worst first."""

    BROKEN = "broken"
    MISSING = "missing"
    OLD = "old"
    UNANSWERED = "unanswered"
    DOUBTFUL = "doubtful"
    PRINT = "print"
    SOON = "soon"


class Owner(StrEnum):
    """Who does it."""

    COMMUNE = "commune"
    PROVINCE = "province"
    NATION = "nation"
    """Whoever keeps what travels with the program."""


INFORMING = frozenset({Topic.PRINT, Topic.SOON})
"""Nobody knows whether it is done already, or it is not due yet."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a finding is about: a procedure (code and name), or a day of the office. `days`: working days it is overdue."""

    code: str = ""
    name: str = ""
    days: int = 0
    day: date | None = None
    """Since when, or from when on."""
    by: str = ""
    """The number of the document or the decision behind it; of a sheet: "up", "down" or "replace"."""
    coming: Coming | None = None
    cases: Mapping[str, str] = field(default_factory=dict)
    """The names of the procedure's cases, for the words of `coming`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of work. `what` names its sentence; `told` are what `check` says of it; `file` is what is to be edited."""

    topic: Topic
    what: str
    things: tuple[Thing, ...] = ()
    told: tuple[Diagnostic, ...] = ()
    command: str = ""
    file: str = ""
    owner: Owner = Owner.COMMUNE
    by: str = ""
    """The decision that has replaced those of the postings."""
    day: date | None = None
    """Of sheets: the day of the state with which they are compared."""

    @property
    def count(self) -> int:
        """How many pieces of work it is."""
        return len(self.things) + len(self.told)

    @property
    def is_work(self) -> bool:
        """Whether it is to be done now, by the commune or its province."""
        return self.topic not in INFORMING and self.owner is not Owner.NATION


@dataclass(frozen=True, slots=True)
class Needs:
    """The findings about a place, the worst first. `name` is that of the unit; '' if its record cannot be read."""

    path: str
    name: str
    findings: tuple[Finding, ...]

    @property
    def has_work(self) -> bool:
        """Whether commune or province have anything to do now."""
        return any(one.is_work for one in self.findings)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The sheets that hung on an earlier `day`; `since` names that state as `niemyet sheets --since` takes it."""

    since: str
    day: date
    sheets: Mapping[str, HangingSheet]
