"""Chooses the date of a run: the one asked for, else that of SOURCE_DATE_EPOCH, else today in Việt Nam.

Called once by the command line or the plugin; below them the date is an argument.
"""

import re
import time
from datetime import UTC, date, datetime, timedelta, timezone

from niemyet.model.meant import meant_day

VIETNAM = timezone(timedelta(hours=7))
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
    if as_of:
        day = meant_day(as_of)
        if day is None:
            raise NoDayError("as_of", as_of)
        return date.fromisoformat(day)
    if source_date_epoch:
        if not re.fullmatch(r"[0-9]{1,12}", source_date_epoch) or int(source_date_epoch) > LATEST_EPOCH:
            raise NoDayError("SOURCE_DATE_EPOCH", source_date_epoch)
        return datetime.fromtimestamp(int(source_date_epoch), UTC).date()
    return datetime.fromtimestamp(time.time(), VIETNAM).date()
