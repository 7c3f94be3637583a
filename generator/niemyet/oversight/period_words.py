"""What periods are called in Vietnamese: a month, a quarter, half a year, a year, or its days."""

import calendar
from datetime import date

from niemyet.model.orthography import format_day

_QUARTERS = {1: "I", 4: "II", 7: "III", 10: "IV"}


def name_period(starts: date, ends: date) -> str:
    """ "quý III/2026", "tháng 7/2026", "6 tháng đầu năm 2026", "năm 2026", "từ 01/07/2026 đến 15/08/2026"."""
    year, months = starts.year, ends.month - starts.month + 1
    whole = starts.day == 1 and ends.year == year and ends.day == calendar.monthrange(year, ends.month)[1]
    if whole and months == 12:
        return f"năm {year}"
    if whole and months == 3 and starts.month in _QUARTERS:
        return f"quý {_QUARTERS[starts.month]}/{year}"
    if whole and months == 1:
        return f"tháng {starts.month}/{year}"
    if whole and months > 1 and starts.month == 1:
        return f"{months} tháng đầu năm {year}"
    if whole and months == 6 and starts.month == 7:
        return f"6 tháng cuối năm {year}"
    return f"từ {format_day(starts)} đến {format_day(ends)}"
