"""How many readers found the pages of a commune helpful, by month: counts alone, of which nobody can tell who (NĐ 224/2026/NĐ-CP
Điều 10 khoản 3 điểm b)."""

from typing import NamedTuple

COLUMNS = ("month", "commune", "helpful", "unhelpful")
"""Of ratings.csv of a province; `commune` is a folder."""
FEWEST_FOR_A_SHARE = 30
"""With fewer ratings in a month a share says nothing, and only the counts are shown."""


class MonthOfRatings(NamedTuple):
    """The ratings of one commune in a month ("2026-11")."""

    month: str
    helpful: int
    unhelpful: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.helpful + self.unhelpful

    @property
    def tells_a_share(self) -> bool:
        """Whether there are enough of them for a share."""
        return self.total >= FEWEST_FOR_A_SHARE
