"""What pages of places show of one commune: its figures of every kind, kept in the build cache with the commune."""

from typing import NamedTuple

from niemyet.oversight.totals import Totals


class Overseen(NamedTuple):
    """A commune as one of many. What another kind of figures shows of it is a field of its own."""

    totals: Totals
