"""Chooses the day of a run, and its hour: what is asked for, else the day of SOURCE_DATE_EPOCH, else now in Việt Nam.

Called once by the command line or the plugin; below them both are arguments.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from time import time as read_clock

from niemyet.model.meant import meant_day
from niemyet.patterns import regex

VIETNAM = timezone(timedelta(hours=7))
_MOMENT = regex(r"(?P<day>.+?)(?:T|[ ,]+)(?P<hour>[0-9]{1,2})[:hg](?P<minute>[0-9]{2})")
LATEST_EPOCH = 253_402_300_799
"""The last second of the year 9999."""


class NoDayError(ValueError):
    """A value is not a day. `source` says where it came from: 'as_of' or 'SOURCE_DATE_EPOCH'."""

    def __init__(self, source: str, value: str) -> None:
        super().__init__(f"{source}: {value}")
        self.source, self.value = source, value


def choose_today(as_of: str, source_date_epoch: str) -> date:
    """The date in `as_of` (YYYY-MM-DD or 20/03/2026), else that of `source_date_epoch` (seconds), else today in Việt Nam.

    Raises NoDayError.
    """
    return choose_moment(as_of, source_date_epoch).date()


def choose_moment(as_of: str, source_date_epoch: str) -> datetime:
    """The same with the hour at the place: that in `as_of` (20/03/2026 14:30), else now; a day without an hour counts to its end.

    Raises NoDayError.
    """
    if as_of:
        return _read_moment(as_of)
    if source_date_epoch:
        if not re.fullmatch(r"[0-9]{1,12}", source_date_epoch) or int(source_date_epoch) > LATEST_EPOCH:
            raise NoDayError("SOURCE_DATE_EPOCH", source_date_epoch)
        return datetime.combine(datetime.fromtimestamp(int(source_date_epoch), UTC).date(), time.max)
    return datetime.fromtimestamp(read_clock(), VIETNAM).replace(tzinfo=None)


def _read_moment(text: str) -> datetime:
    said = _MOMENT.fullmatch(text.strip())
    day = meant_day(said["day"] if said else text)
    if day is None:
        raise NoDayError("as_of", text)
    try:
        clock = time(int(said["hour"]), int(said["minute"])) if said else time.max
    except ValueError:
        raise NoDayError("as_of", text) from None
    return datetime.combine(date.fromisoformat(day), clock)
