"""What periods are called: a month, a quarter, half a year, a year, or its days."""

import calendar
from datetime import date

from niemyet.render.language import VIETNAMESE, Language

_QUARTERS = {1: "quý I/{year}", 4: "quý II/{year}", 7: "quý III/{year}", 10: "quý IV/{year}"}


def name_period(starts: date, ends: date, language: Language = VIETNAMESE) -> str:
    """ "quý III/2026", "tháng 7/2026", "6 tháng đầu năm 2026", "năm 2026", "từ 01/07/2026 đến 15/08/2026"."""
    year, months, say = starts.year, ends.month - starts.month + 1, language.say
    whole = starts.day == 1 and ends.year == year and ends.day == calendar.monthrange(year, ends.month)[1]
    if whole and months == 12:
        return say("năm {year}", year=year)
    if whole and months == 3 and starts.month in _QUARTERS:
        return say(_QUARTERS[starts.month], year=year)
    if whole and months == 1:
        return say("tháng {month}", month=language.month(starts).removeprefix("0"))
    if whole and months > 1 and starts.month == 1:
        return language.many("{number} tháng đầu năm {year}", months, year=year)
    if whole and months == 6 and starts.month == 7:
        return say("6 tháng cuối năm {year}", year=year)
    return say("từ {first} đến {last}", first=language.day(starts), last=language.day(ends))
