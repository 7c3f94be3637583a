"""The validity of dated parts of a record: fees, waivers, deadlines."""

from datetime import date
from typing import Protocol


class Dated(Protocol):
    """Something with an optional first and last day."""

    @property
    def valid_from(self) -> date | None:
        """The first day; None: no limit."""
        ...

    @property
    def valid_until(self) -> date | None:
        """The last day, included; None: no limit."""
        ...


def holds(part: Dated, today: date) -> bool:
    """Whether the part is in force on `today`; both days are included."""
    return (part.valid_from is None or part.valid_from <= today) and (part.valid_until is None or today <= part.valid_until)
