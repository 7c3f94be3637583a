"""Which day it is: the one asked for, else the build's own (SOURCE_DATE_EPOCH), else the calendar's in Việt Nam.

The command line and the plugin ask here once; below them the date is an argument.
"""

import time
from datetime import UTC, date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


def choose_today(as_of: str, source_date_epoch: str) -> date:
    """The date in `as_of` (YYYY-MM-DD), else that of `source_date_epoch` (seconds, UTC), else today in Việt Nam.

    Raises ValueError where either is not of its form.
    """
    if as_of:
        return date.fromisoformat(as_of)
    if source_date_epoch:
        return datetime.fromtimestamp(int(source_date_epoch), UTC).date()
    return datetime.fromtimestamp(time.time(), VIETNAM).date()
