"""When a dated part of a record holds: a fee, a waiver, a deadline."""

from datetime import date
from typing import Protocol


class Dated(Protocol):
    """Something with a first and a last day, each of which may be open."""

    @property
    def valid_from(self) -> date | None:
        """The first day; None: since ever."""
        ...

    @property
    def valid_until(self) -> date | None:
        """The last day; None: for good."""
        ...


def holds(part: Dated, today: date) -> bool:
    """Whether the part is in force on `today` (both ends included)."""
    return (part.valid_from is None or part.valid_from <= today) and (part.valid_until is None or today <= part.valid_until)
