"""What the communes of a province are measured against: its list on any day, what the procedures are called, working days.

Takes a province as it is resolved and the calendars; works each list out once for communes that are alike.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeAlias

from niemyet.cache.digests import digest
from niemyet.law.provincial_lists import Requirement, excepted_procedures, in_order, is_for, listed_procedures
from niemyet.law.workdays import Workdays
from niemyet.model.places import Commune, ListException, Province, ProvincialList
from niemyet.model.reference import Calendar
from niemyet.model.vocabulary import Standing
from niemyet.oversight.facts import day_after
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.procedures import DatedProcedure

MONTHS = 12
"""How many months back the figures go; the day itself is one more."""


class ListedProcedureFacts(NamedTuple):
    """What the figures know of a procedure that may be required: its names, whether it is in force, its first and last days."""

    name: str
    title: str
    """What it is called where a short name is enough."""
    standing: Standing
    effect: date | None
    stopped: date | None


def list_facts(procedure: DatedProcedure) -> ListedProcedureFacts:
    """The facts of one procedure."""
    of = procedure.procedure
    return ListedProcedureFacts(of.name, of.title, procedure.standing, of.starts, day_after(of))


def codes_of_list(listed: ProvincialList | None) -> Iterable[str]:
    """Every code that the list has ever had or excepts, each once, in its order."""
    if listed is None:
        return ()
    added = (code for change in listed.changes for code in change.add)
    return dict.fromkeys((*listed.procedures, *added, *(one.procedure for one in listed.exceptions)))


def list_required(province: ResolvedProvince) -> dict[str, ListedProcedureFacts]:
    """The facts of every procedure that the list of a province has ever had, by code."""
    known = ((code, province.procedures.get(code)) for code in codes_of_list(province.province.list))
    return {code: list_facts(one.dated) for code, one in known if one is not None}


_Alike: TypeAlias = tuple[bool, tuple[int, ...], frozenset[str]]
"""Whether the list has begun, which changes have been made, what has ended."""


class Requirements:
    """What a province's communes are measured against on `today`."""

    def __init__(self, province: ResolvedProvince, calendars: Iterable[Calendar], today: date) -> None:
        self.province: Province = province.province
        self.path, self.today = province.path, today
        self._procedures = province.procedures
        self._facts: dict[str, ListedProcedureFacts] = {}
        self._keys: dict[tuple[str, ...], bytes] = {}
        self._workdays = Workdays(calendars)
        self._days_back: list[date] = []
        self._between: dict[tuple[date, date], int] = {}
        self.judged: dict[tuple[date | bool | None, ...], tuple[Any, ...]] = {}
        """How postings with the same days stand."""
        self._changes = in_order(province.province.list.changes) if province.province.list is not None else []
        self._ended: dict[date, frozenset[str]] = {}
        self._listed: dict[_Alike, dict[str, Requirement]] = {}

    @property
    def has_list(self) -> bool:
        """Whether the province has a list at all."""
        return self.province.list is not None

    def facts_of(self, code: str) -> ListedProcedureFacts | None:
        """What is known of a procedure; None if there is no record of it."""
        facts = self._facts.get(code)
        if facts is None and code in self._procedures:
            facts = self._facts[code] = list_facts(self._procedures[code].dated)
        return facts

    def key_of(self, codes: Iterable[str]) -> bytes:
        """A digest of all of that of these procedures, worked out once for communes that post the same."""
        asked = tuple(codes)
        if asked not in self._keys:
            self._keys[asked] = digest(*(f"{self.facts_of(code)}" for code in asked))
        return self._keys[asked]

    def name_of(self, code: str) -> str:
        """What the procedure is called; '' if there is no record of it."""
        facts = self.facts_of(code)
        return facts.name if facts is not None else ""

    def title_of(self, code: str) -> str:
        """The same where a short name is enough."""
        facts = self.facts_of(code)
        return facts.title if facts is not None else ""

    def required_of(self, commune: Commune, day: date) -> Mapping[str, Requirement]:
        """What this commune must post on `day`: its list, less what it does not have, less procedures that are not in force
        then."""
        excepted = self.excepted_of(commune)
        listed = self._list(commune, day)
        return {code: one for code, one in listed.items() if code not in excepted} if excepted else listed

    def excepted_of(self, commune: Commune) -> Mapping[str, ListException]:
        """What this commune does not have, by code."""
        return excepted_procedures(self.province, commune)

    def days_between(self, start: date, end: date) -> int:
        """The working days after `start` up to `end`; 0 if `end` is not later."""
        if start >= end:
            return 0
        days = self._between.get((start, end))
        if days is None:
            days = self._between[start, end] = self._workdays.between(start, end)
        return days

    def nth_working_day_back(self, number: int) -> date:
        """The `number`-th working day back from the day itself, which counts if it is one: what has been late for so many working
        days has been so since then."""
        while len(self._days_back) < number:
            day = self._days_back[-1] - timedelta(days=1) if self._days_back else self.today
            while not self._workdays.works(day):
                day -= timedelta(days=1)
            self._days_back.append(day)
        return self._days_back[number - 1]

    def _list(self, commune: Commune, day: date) -> Mapping[str, Requirement]:
        """Lists on which the same changes have been made, of the same procedures, are one list: of many communes and months."""
        listed = self.province.list
        if listed is None:
            return {}
        begun = (listed.decision.date or date.min) <= day
        made = tuple(number for number, (effect, change) in enumerate(self._changes) if effect <= day and is_for(change, commune))
        key = begun, made, self._find_ended(day)
        if key not in self._listed:
            whole = listed_procedures(self.province, commune, day)
            self._listed[key] = {code: one for code, one in whole.items() if code not in key[2]}
        return self._listed[key]

    def _find_ended(self, day: date) -> frozenset[str]:
        """What was listed at some time and is not in force on that day."""
        if day not in self._ended:
            codes = codes_of_list(self.province.list)
            self._ended[day] = frozenset(code for code in codes if not self._in_force(code, day))
        return self._ended[day]

    def _in_force(self, code: str, day: date) -> bool:
        facts = self.facts_of(code)
        if facts is None:
            return True
        if day == self.today:
            return facts.standing == "in_force"
        return facts.stopped is None or day < facts.stopped


def month_ends(today: date, months: int = MONTHS) -> tuple[date, ...]:
    """The last days of the `months` months before that of `today`, then `today`."""
    first = today.replace(day=1)
    ends: list[date] = [today]
    for _ in range(months):
        last = first - timedelta(days=1)
        ends.append(last)
        first = last.replace(day=1)
    return tuple(reversed(ends))
