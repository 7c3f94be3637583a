"""The steps of a reckoning, as data: why a dossier counts as received when it does, and a result falls due when it does.

`render/steps.py` says them in Vietnamese, `theme/assets/steps.js` says the same in the browser.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal, TypeAlias

StepKind: TypeAlias = Literal[
    "post",  # sent by post: the clock starts when the office has it
    "closed",  # at `clock` on `day` the office is closed, because of `text`
    "received",  # received at `clock` on `day`
    "counter",  # on `day` the office receives, though it is no working day: `text` says why not
    "first_day",  # the day of reception is not counted (BLDS 2015 Điều 147)
    "same_day",  # received on a working day by `clock`: returned on that day
    "after_limit",  # received after `clock`: returned on the next working day
    "next_working_day",  # received on a day that is no working day: returned on the next one
    "off",  # `day` is left out, because of `text`
    "counted",  # `count` working days are full on `day`
    "stretch",  # on `day` from `clock` to `until` the office works `count` minutes of the deadline
    "last_day",  # the last day is `day`
    "no_such_day",  # the last month has no corresponding day, so its last day counts (BLDS 2015 Điều 148.3)
    "moved",  # the last day `day` is off, because of `text`: the end of the next working day (BLDS 2015 Điều 148.5)
    "half_day",  # half a day ends with the morning of `day`, at `clock`
    "shut",  # on the day of return, `day`, the office is closed (`text`); it opens again at `clock` on `until_day`
    "today",  # why the hours of `day` are not those of the week: `text`
    "not_official",  # the calendar of the year of `day` is not official; `text`: what is expected of the day
    "expected",  # of `day` it is only expected that offices are closed or work: `text`
    "no_hours",  # the office has no hours in which it could receive or work
    "undetermined",  # the deadline itself is not known
]


@dataclass(frozen=True, slots=True)
class Step:
    """One step; which values it has depends on its kind."""

    kind: StepKind
    day: date | None = None
    clock: time | None = None
    until: time | None = None
    until_day: date | None = None
    text: str = ""
    count: float = 0
