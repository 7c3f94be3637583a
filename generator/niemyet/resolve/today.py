"""Which day it is: the one asked for, else the build's own (SOURCE_DATE_EPOCH), else the calendar's in Việt Nam.

The command line and the plugin ask here once; below them the date is an argument.
"""

import re
import time
from datetime import UTC, date, datetime, timedelta, timezone

from niemyet.model.scalars import parse_day

VIETNAM = timezone(timedelta(hours=7))
LATEST_EPOCH = 253_402_300_799
"""The last second of the year 9999."""


class NoDayError(ValueError):
    """What was given is not a day; `source` is 'as_of' or 'SOURCE_DATE_EPOCH'."""

    def __init__(self, source: str, value: str) -> None:
        super().__init__(f"{source}: {value}")
        self.source, self.value = source, value


def choose_today(as_of: str, source_date_epoch: str) -> date:
    """The date in `as_of` (YYYY-MM-DD), else that of `source_date_epoch` (seconds, UTC), else today in Việt Nam."""
    if as_of:
        try:
            return parse_day(as_of)
        except ValueError as error:
            raise NoDayError("as_of", as_of) from error
    if source_date_epoch:
        if not re.fullmatch(r"[0-9]{1,12}", source_date_epoch) or int(source_date_epoch) > LATEST_EPOCH:
            raise NoDayError("SOURCE_DATE_EPOCH", source_date_epoch)
        return datetime.fromtimestamp(int(source_date_epoch), UTC).date()
    return datetime.fromtimestamp(time.time(), VIETNAM).date()
