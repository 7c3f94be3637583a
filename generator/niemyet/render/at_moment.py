"""The part of the command `answer` about a moment: whether the office is open, when a dossier is received and its result due.

Takes an office, the calendars, the moment and the deadline; gives plain values, whose keys are a contract, and sentences.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, TypeAlias

from niemyet.law.reception import OpenState, opening_at
from niemyet.law.return_day import Reckoning, reckon
from niemyet.model.deadline import Deadline
from niemyet.model.money import ChannelKind
from niemyet.model.places import Office
from niemyet.model.reference import Calendar
from niemyet.render.steps import format_moment, format_steps

Data: TypeAlias = dict[str, Any]
_NO_DEADLINE = Deadline.model_validate({"undetermined": "tùy trường hợp"})


def describe_moment(
    office: Office, calendars: tuple[Calendar, ...], moment: datetime, deadline: Deadline | None, channel: ChannelKind | None
) -> Data:
    """The data. `deadline` is None if it depends on an open choice or the record has several."""
    state, reckoning = opening_at(office, calendars, moment), _reckon(office, calendars, moment, deadline, channel)
    return {
        "moment": _spell(moment),
        "open": state.open,
        "until": _spell(datetime.combine(moment.date(), state.until)) if state.until is not None else None,
        "next_opening": _spell(state.next_opening),
        "reception": _spell(reckoning.reception),
        "return": _spell(reckoning.returned),
        "firm": reckoning.firm,
        "why": [
            *format_steps(state.why),
            *(words for words in format_steps(reckoning.why) if words not in format_steps(state.why)),
        ],
    }


def format_state_at(
    office: Office, calendars: tuple[Calendar, ...], moment: datetime, deadline: Deadline | None, channel: ChannelKind | None
) -> Iterator[str]:
    """The same as `describe_moment`, as lines of text."""
    state, reckoning = opening_at(office, calendars, moment), _reckon(office, calendars, moment, deadline, channel)
    yield f"Lúc {format_moment(moment)}: {_format_open(state)}"
    if reckoning.reception is not None:
        yield f"Nộp lúc ấy thì tiếp nhận lúc {format_moment(reckoning.reception)}"
    if reckoning.returned is not None:
        yield f"Trả kết quả muộn nhất: {format_moment(reckoning.returned)}"
    elif deadline is not None and deadline.undetermined is None:
        yield "Chưa nói được ngày trả chắc chắn"
    yield from (f"  - {words}" for words in dict.fromkeys((*format_steps(state.why), *format_steps(reckoning.why))))


def _reckon(
    office: Office, calendars: tuple[Calendar, ...], moment: datetime, deadline: Deadline | None, channel: ChannelKind | None
) -> Reckoning:
    return reckon(office, calendars, moment, deadline or _NO_DEADLINE, channel)


def _spell(moment: date | datetime | None) -> str | None:
    """ISO format: a moment to the minute ("2026-11-28T20:00"), or a day ("2026-11-30")."""
    if moment is None:
        return None
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def _format_open(state: OpenState) -> str:
    if state.open is None:
        return "chưa nói chắc được nơi tiếp nhận có mở cửa hay không"
    if state.open:
        return f"nơi tiếp nhận đang mở cửa, đến {state.until:%H:%M}"
    opens = f"; mở lại lúc {format_moment(state.next_opening)}" if state.next_opening is not None else ""
    return f"nơi tiếp nhận đóng cửa{opens}"
