"""Finds what was meant by periods of opening written in one cell: "7h30-11h30; 13h30 đến 17h00"."""

import re

from niemyet.model.meant import meant_time
from niemyet.patterns import regex

_BETWEEN_PERIODS = regex(r"\s*(?:[;\n]|,(?= ?\S)|\bvà\b)\s*", re.IGNORECASE)
_BETWEEN_TIMES = regex(r"\s*(?:-|–|—|→|đến|tới)\s*", re.IGNORECASE)
_BEFORE = regex(r"^(?:buổi )?(?:sáng|chiều)?\s*:?\s*(?:từ )?", re.IGNORECASE)


def meant_periods(text: str) -> list[tuple[str, str]] | None:
    """The periods as ("07:30", "11:30"), in order; None if a time cannot be read or a period ends before it begins."""
    periods = []
    for part in _BETWEEN_PERIODS.split(text.strip().rstrip(".;")):
        times = [meant_time(time) for time in _BETWEEN_TIMES.split(_BEFORE.sub("", part))]
        if len(times) != 2 or times[0] is None or times[1] is None or times[0] >= times[1]:
            return None
        periods.append((times[0].strip('"'), times[1].strip('"')))
    return periods
