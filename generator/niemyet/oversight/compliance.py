"""The figures of one commune on a day: what of its list is posted, whole, current and in time, and what is behind each figure.

Takes the facts of its postings and what its province requires; gives `Compliance`. A figure is a `Share`, a count of a count:
no percentage is kept, and what is not known is counted apart, neither as fulfilled nor as failed. No law gives a number of days
for the board of a commune: the limit is its province's (`posting_days`)."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Literal, NamedTuple, TypeAlias

from niemyet.law.provincial_lists import Requirement
from niemyet.model.places import Commune, PostingStart, name_unit
from niemyet.oversight.facts import PostingFacts
from niemyet.oversight.required import Requirements, month_ends
from niemyet.values import dataclass

Timing = Literal["on_time", "late", "unknown"]
ByEffect = Literal["stood", "missed", "unknown", "not_asked"]
"""Whether it hung on the day from which the procedure holds; not asked where its decision came no earlier than that day."""
Waiting = Literal["overdue", "waiting", "unknown"]
"""What is not posted: past the limit, still within it, or nobody knows since when it is required."""


class Share(NamedTuple):
    """`number` of `of`. Of nothing it is no share: 0 of 0 says that there was nothing to count."""

    number: int
    of: int


class Judged(NamedTuple):
    """A posting in force, and how it stands. `late` counts working days past the limit; `awaited` is the day from which the limit
    counts, as far as it is known."""

    facts: PostingFacts
    required: bool
    timing: Timing
    late: int
    awaited: date | None
    by_effect: ByEffect

    @property
    def whole(self) -> bool:
        """Whether no part of Điều 8 lacks."""
        return not self.facts.lacking

    @property
    def current(self) -> bool:
        """Whether its content is that of the law in force."""
        return not self.facts.aged


Standing: TypeAlias = tuple[bool, bool, Timing]
"""Of a posting: whether it is whole, whether it is current, and whether it came in time."""
FULFILS_ALL: Standing = (True, True, "on_time")


class Missing(NamedTuple):
    """A required procedure that is not posted; `late` are the working days past the limit."""

    code: str
    requirement: Requirement
    waiting: Waiting
    late: int
    by_effect: ByEffect


class Excepted(NamedTuple):
    """A procedure that the list says the commune does not have; `posted`, and so in contradiction with the list."""

    code: str
    reason: str
    posted: bool


class Month(NamedTuple):
    """The state at the end of a month, or on the day itself: how many procedures were required, and how many of these hung."""

    day: date
    posted: Share | None
    """None without a list on that day."""


@dataclass(frozen=True)
class Compliance:
    """The figures of a commune. Without a list (`has_list`), nothing is required of it, and the other figures are about all that
    it posts. What is counted of them is counted once."""

    path: str
    name: str
    code: str
    sample: bool
    day: date
    has_list: bool
    postings: tuple[Judged, ...]
    """In force on the day, in the order of their files."""
    measured: tuple[Judged, ...]
    """Those of them that are required; without a list, all."""
    missing: tuple[Missing, ...]
    """In the order of the list."""
    excepted: tuple[Excepted, ...]
    months: tuple[Month, ...]
    ages: tuple[tuple[int, str], ...]
    """The days since each posting was last confirmed, with its code, the oldest first."""

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """How each of `measured` stands."""
        return tuple([(not one.facts.lacking, not one.facts.aged, one.timing) for one in self.measured])

    @cached_property
    def outside(self) -> tuple[Judged, ...]:
        """What is posted and not on the list."""
        return tuple(one for one in self.postings if not one.required) if self.has_list else ()

    @cached_property
    def posted(self) -> Share | None:
        """Of the list, what is posted; None without a list."""
        return Share(len(self.measured), len(self.measured) + len(self.missing)) if self.has_list else None

    @cached_property
    def whole(self) -> Share:
        """Of what is posted, what has every part of Điều 8."""
        return Share(sum([whole for whole, _, _ in self.standings]), len(self.measured))

    @cached_property
    def current(self) -> Share:
        """Of what is posted, what says the law in force."""
        return Share(sum([current for _, current, _ in self.standings]), len(self.measured))

    @cached_property
    def on_time(self) -> Share:
        """Of what is posted with its days and what is overdue, what was posted in time: leaving something out improves no
        share."""
        timed = [timing for _, _, timing in self.standings if timing != "unknown"]
        return Share(timed.count("on_time"), len(timed) + sum(one.waiting == "overdue" for one in self.missing))

    @cached_property
    def undated(self) -> tuple[Judged, ...]:
        """The postings of which nobody can say whether they came in time."""
        return tuple(one for one in self.measured if one.timing == "unknown")

    @cached_property
    def by_effect(self) -> Share:
        """Of what was known before the day from which it holds, what hung on that day."""
        stood = self._by_effect["stood"]
        return Share(stood, stood + self._by_effect["missed"])

    @cached_property
    def effect_unknown(self) -> int:
        """Of how many nobody can say whether they hung on that day."""
        return self._by_effect["unknown"]

    @cached_property
    def _by_effect(self) -> Counter[ByEffect]:
        return Counter([*(one.by_effect for one in self.measured), *(one.by_effect for one in self.missing)])

    @cached_property
    def all_four(self) -> Share | None:
        """Of the list, what is posted, whole, current and in time; None without a list."""
        return Share(self.standings.count(FULFILS_ALL), self.posted.of) if self.posted is not None else None

    @cached_property
    def median_age(self) -> int | None:
        """The median of these days, rounded down; None if nothing is posted."""
        ages, middle = self.ages, len(self.ages) // 2
        return None if not ages else ages[middle][0] if len(ages) % 2 else (ages[middle - 1][0] + ages[middle][0]) // 2


def figure_compliance(path: str, commune: Commune, facts: Mapping[str, PostingFacts], requirements: Requirements) -> Compliance:
    """The figures of a commune on the day of `requirements`. `facts` are those of all its postings by code, in force or not."""
    today = requirements.today
    required = requirements.required_of(commune, today)
    excepted = requirements.excepted_of(commune)
    current = [one for one in facts.values() if one.standing == "in_force"]
    hanging = {one.code for one in current}
    judged = tuple([_judge(one, required.get(one.code), requirements) for one in current])
    confirmed, day = sorted([(one.confirmed.toordinal(), one.code) for one in current]), today.toordinal()
    return Compliance(
        path,
        name_unit(commune),
        commune.code,
        commune.sample or requirements.province.sample or any(one.sample for one in current),
        today,
        requirements.has_list,
        judged,
        tuple([one for one in judged if one.required]) if requirements.has_list else judged,
        tuple(_miss(code, one, requirements) for code, one in required.items() if code not in hanging),
        tuple(Excepted(code, one.reason, code in hanging) for code, one in excepted.items()),
        tuple(_look_back(commune, facts, requirements)),
        tuple([(day - since, code) for since, code in confirmed]),
    )


_START_OF: Mapping[PostingStart, Callable[[PostingFacts], date | None]] = {
    "signed": attrgetter("decided"),
    "received": attrgetter("received"),
    "effect": attrgetter("effect"),
}
"""From which day of a posting its limit counts."""


def _judge(facts: PostingFacts, requirement: Requirement | None, requirements: Requirements) -> Judged:
    """How a posting stands. Many of a province have the same days."""
    since = requirement.since if requirement is not None else None
    days = facts.decided, facts.received, facts.effect, facts.posted, since, requirement is None
    known = requirements.judged.get(days)
    if known is None:
        known = requirements.judged[days] = _judge_days(facts, requirement, requirements)
    return Judged(facts, requirement is not None, *known)


def _judge_days(
    facts: PostingFacts, requirement: Requirement | None, requirements: Requirements
) -> tuple[Timing, int, date | None, ByEffect]:
    """It is in time if it is so counted from the days that are known, since the others could only be later; it is late only if
    all are known."""
    first, complete = _START_OF[requirements.province.posting_days_from](facts), True
    awaited = first
    if requirement is not None:
        since = requirement.since
        complete = since is not None
        awaited = first if since is None or (first is not None and first > since) else since
    over = requirements.days_between(awaited, facts.posted) - requirements.province.posting_days if awaited is not None else 1
    timing: Timing = "on_time" if over <= 0 else "late" if complete and first is not None else "unknown"
    by_effect = _ask_effect(facts.effect, facts.decided, facts.posted, requirements.today)
    return timing, over if timing == "late" else 0, awaited, by_effect


def _ask_effect(effect: date | None, decided: date | None, posted: date | None, today: date) -> ByEffect:
    """Điều 15: the decision is to come before the procedure holds. Where it came no earlier, no commune could have posted it."""
    if effect is None or decided is None:
        return "unknown"
    if effect > today or decided >= effect:
        return "not_asked"
    return "stood" if posted is not None and posted <= effect else "missed"


def _miss(code: str, requirement: Requirement, requirements: Requirements) -> Missing:
    since, today, listed = requirement.since, requirements.today, requirements.facts_of(code)
    effect = listed.effect if listed is not None else None
    by_effect = _ask_effect(effect, requirement.since, None, today)
    first = effect if requirements.province.posting_days_from == "effect" else since
    if since is None or first is None:
        return Missing(code, requirement, "unknown", 0, by_effect)
    over = requirements.days_between(max(since, first), today) - requirements.province.posting_days
    return Missing(code, requirement, "overdue" if over > 0 else "waiting", max(0, over), by_effect)


def _look_back(commune: Commune, facts: Mapping[str, PostingFacts], requirements: Requirements) -> Iterator[Month]:
    """What hung is what was posted until then less what had stopped. The list of a month is mostly that of the month before."""
    before: Mapping[str, Requirement] = {}
    posted: list[date] = []
    stopped: list[date] = []
    for day in month_ends(requirements.today):
        required = requirements.required_of(commune, day)
        if not requirements.has_list or not required:
            yield Month(day, None)
            continue
        if required is not before:
            before, known = required, [one for code in required if (one := facts.get(code)) is not None]
            posted = sorted(one.posted for one in known)
            stopped = sorted(max(one.stopped, one.posted) for one in known if one.stopped is not None)
        yield Month(day, Share(bisect_right(posted, day) - bisect_right(stopped, day), len(required)))


def sort_missing(missing: Iterable[Missing]) -> Sequence[Missing]:
    """The longest overdue first, then what nobody knows, then what is not due yet."""
    order: Mapping[Waiting, int] = {"overdue": 0, "unknown": 1, "waiting": 2}
    return sorted(missing, key=lambda one: (order[one.waiting], -one.late, one.code))
