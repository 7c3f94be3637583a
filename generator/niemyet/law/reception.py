"""Whether an office is open, and when a dossier counts as received, which starts every deadline.

A dossier filed while the office is closed (after closing, on a day off, at night, in the lunch break) is received when the office
next opens. Online filing is no different: the receipt decides (Nghị định 118/2025/NĐ-CP Điều 17 khoản 3, as amended by
309/2026/NĐ-CP). If the next opening depends on a day that is not known, there is no certain moment.
"""

from collections.abc import Iterator
from datetime import date, datetime, time

from niemyet.law.office_hours import OfficeHours
from niemyet.law.steps import Step
from niemyet.law.workdays import Workdays
from niemyet.model.places import Office
from niemyet.model.reference import Calendar
from niemyet.values import dataclass

LUNCH = "nghỉ trưa"
OUTSIDE_HOURS = "ngoài giờ làm việc"


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether an office is open at a moment.

    `open` is None if the day is not known. `until` is when an open office closes; `next_opening` when a closed one opens
    next, None if that is not certain. Local time of Việt Nam, to the minute.
    """

    open: bool | None
    until: time | None
    next_opening: datetime | None
    why: tuple[Step, ...]


def opening_at(office: Office, calendars: tuple[Calendar, ...], moment: datetime) -> OpenState:
    """The state of `office` at `moment` (local time of Việt Nam, naive)."""
    hours = OfficeHours(office, Workdays(calendars))
    moment = moment.replace(second=0, microsecond=0)
    day, today = moment.date(), hours.on(moment.date())
    if not today.known:
        return OpenState(None, None, None, (explain_unknown(hours.workdays, day),))
    why = [Step("today", day, text=today.reason)] if today.reason else []
    span = today.at(moment.time())
    if span is not None:
        if not hours.workdays.works(day):
            why.append(Step("counter", day, text=hours.workdays.why_off(day)))
        return OpenState(True, span.closes, None, tuple(why))
    opens = hours.next_opening(moment)
    if opens is None:
        why.append(_explain_no_opening(hours, day))
    return OpenState(False, None, opens, tuple(why))


def receive(hours: OfficeHours, filed: datetime) -> tuple[datetime | None, tuple[Step, ...]]:
    """When a dossier filed at `filed` counts as received, None if that is not certain; and the steps of the reasoning."""
    day, clock = filed.date(), filed.time()
    today = hours.on(day)
    if not today.known:
        return None, (explain_unknown(hours.workdays, day),)
    if today.at(clock) is not None:
        return filed, tuple(_explain_reception(hours, filed))
    closed = Step("closed", day, clock, text=_why_closed(hours, filed))
    received = hours.next_opening(filed)
    if received is None:
        return None, (closed, _explain_no_opening(hours, day))
    return received, (closed, *_explain_reception(hours, received))


def explain_unknown(workdays: Workdays, day: date) -> Step:
    """Why nothing certain can be said about `day`."""
    made_up = "làm bù" if workdays.stands_for(day) is not None else ""
    text = workdays.off_name(day) or made_up
    return Step("expected" if workdays.is_official(day) else "not_official", day, text=text)


def _explain_reception(hours: OfficeHours, received: datetime) -> Iterator[Step]:
    day = received.date()
    yield Step("received", day, received.time())
    if not hours.workdays.works(day):
        yield Step("counter", day, text=hours.workdays.why_off(day))


def _why_closed(hours: OfficeHours, moment: datetime) -> str:
    """Why the office is closed at `moment`, whose day must be known."""
    today = hours.on(moment.date())
    if not today.spans:
        return today.reason or OUTSIDE_HOURS
    before = any(span.closes <= moment.time() for span in today.spans)
    return LUNCH if before and today.after(moment.time()) is not None else OUTSIDE_HOURS


def _explain_no_opening(hours: OfficeHours, day: date) -> Step:
    unknown = hours.first_unknown(day)
    return Step("no_hours") if unknown is None else explain_unknown(hours.workdays, unknown)
