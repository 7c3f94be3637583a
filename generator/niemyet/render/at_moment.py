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
from niemyet.render.language import Language
from niemyet.render.steps import format_steps

Data: TypeAlias = dict[str, Any]
_NO_DEADLINE = Deadline.model_validate({"undetermined": "tùy trường hợp"})


def describe_moment(
    office: Office,
    calendars: tuple[Calendar, ...],
    moment: datetime,
    deadline: Deadline | None,
    channel: ChannelKind | None,
    language: Language,
) -> Data:
    """The data. `deadline` is None if it depends on an open choice or the record has several."""
    state, reckoning = opening_at(office, calendars, moment), _reckon(office, calendars, moment, deadline, channel)
    why = dict.fromkeys((*format_steps(state.why, language), *format_steps(reckoning.why, language)))
    return {
        "moment": _spell(moment),
        "open": state.open,
        "until": _spell(datetime.combine(moment.date(), state.until)) if state.until is not None else None,
        "next_opening": _spell(state.next_opening),
        "reception": _spell(reckoning.reception),
        "return": _spell(reckoning.returned),
        "firm": reckoning.firm,
        "why": [*why],
    }


def format_state_at(
    office: Office,
    calendars: tuple[Calendar, ...],
    moment: datetime,
    deadline: Deadline | None,
    channel: ChannelKind | None,
    language: Language,
) -> Iterator[str]:
    """The same as `describe_moment`, as lines of text."""
    state, reckoning = opening_at(office, calendars, moment), _reckon(office, calendars, moment, deadline, channel)
    yield language.say("Lúc {moment}: {state}", moment=language.moment(moment), state=_format_open(state, language))
    if reckoning.reception is not None:
        yield language.say("Nộp lúc ấy thì tiếp nhận lúc {moment}", moment=language.moment(reckoning.reception))
    if reckoning.returned is not None:
        yield language.say("Trả kết quả muộn nhất: {moment}", moment=language.moment(reckoning.returned))
    elif deadline is not None and deadline.undetermined is None:
        yield language.say("Chưa nói được ngày trả chắc chắn")
    why = dict.fromkeys((*format_steps(state.why, language), *format_steps(reckoning.why, language)))
    yield from (f"  - {words}" for words in why)


def _reckon(
    office: Office, calendars: tuple[Calendar, ...], moment: datetime, deadline: Deadline | None, channel: ChannelKind | None
) -> Reckoning:
    return reckon(office, calendars, moment, deadline or _NO_DEADLINE, channel)


def _spell(moment: date | datetime | None) -> str | None:
    """ISO format: a moment to the minute ("2026-11-28T20:00"), or a day ("2026-11-30")."""
    if moment is None:
        return None
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def _format_open(state: OpenState, language: Language) -> str:
    if state.open is None:
        return language.say("chưa nói chắc được nơi tiếp nhận có mở cửa hay không")
    if state.open:
        return language.say("nơi tiếp nhận đang mở cửa, đến {hour}", hour=f"{state.until:%H:%M}")
    if state.next_opening is None:
        return language.say("nơi tiếp nhận đóng cửa")
    return language.say("nơi tiếp nhận đóng cửa; mở lại lúc {moment}", moment=language.moment(state.next_opening))
