"""The steps of the calculation of reception and return, as data.

`render/steps.py` words them in Vietnamese; `theme/assets/steps.js` does the same in the browser.
"""

from datetime import date, time
from typing import Literal, TypeAlias

from niemyet.values import dataclass

StepKind: TypeAlias = Literal[
    "post",  # sent by post: the clock starts when the office has it
    "closed",  # at `clock` on `day` the office is closed, because of `text`
    "received",  # received at `clock` on `day`
    "counter",  # the office receives on `day`, which is no working day, because of `text`
    "first_day",  # the day of reception is not counted (BLDS 2015 Điều 147)
    "same_day",  # received on a working day by `clock`: returned on that day
    "after_limit",  # received after `clock`: returned on the next working day
    "next_working_day",  # received on a day that is no working day: returned on the next one
    "off",  # `day` is not counted, because of `text`
    "counted",  # the `count`-th working day is `day`
    "stretch",  # on `day` from `clock` to `until` the office works `count` minutes of the deadline
    "last_day",  # the last day is `day`
    "no_such_day",  # the last month has no corresponding day, so its last day counts (BLDS 2015 Điều 148.3)
    "moved",  # the last day `day` is off, because of `text`: the end of the next working day (BLDS 2015 Điều 148.5)
    "half_day",  # half a day ends with the morning of `day`, at `clock`
    "shut",  # on the day of return, `day`, the office is closed (`text`); it opens again at `clock` on `until_day`
    "today",  # why the hours of `day` are not those of the week: `text`
    "not_official",  # the calendar of the year of `day` is not official; `text`: what is expected of the day
    "expected",  # whether `day` is a working day is only expected: `text`
    "no_hours",  # the office has no hours in which it could receive or work
    "undetermined",  # the deadline itself is not known
]


@dataclass(frozen=True, slots=True)
class Step:
    """One step. Which values are set depends on its kind, see the comments above."""

    kind: StepKind
    day: date | None = None
    clock: time | None = None
    until: time | None = None
    until_day: date | None = None
    text: str = ""
    count: float = 0
