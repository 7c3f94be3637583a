"""How early a planned interruption was announced, in working days before it begins (NĐ 224/2026/NĐ-CP Điều 13 khoản 1 điểm a)."""

from niemyet.law.workdays import Workdays
from niemyet.model.government import Interruption

NOTICE = 7
"""Working days."""


def notice_given(interruption: Interruption, workdays: Workdays) -> int:
    """Working days from the day after the announcement to the day on which it begins, which counts (BLDS 2015 Điều 147)."""
    return workdays.between(interruption.announced, interruption.starts)
