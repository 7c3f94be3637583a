"""Dossiers as communes report them, period by period: shares with their denominators named, sums of a year, the year before.

Takes the figures of the years; gives values for pages and data. Flows of periods are added, stocks are those of the first and the
last; what is not known stays None; nothing is compared across 1 July 2025, when communes became other ones.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from niemyet.law.dossiers import MERGER, balance_dossiers, counts_something, last_quarter_due
from niemyet.model.oversight.dossiers import DossierFigures, KeptPromise, Received, Resolved
from niemyet.model.oversight.record import CommuneYear
from niemyet.values import dataclass

QUARTER = 91
"""Days, about: of several periods that end on one day the one nearest to a quarter is shown first."""
FEWEST = 5
"""A field with fewer dossiers is not told apart: its people could be known."""


@dataclass(frozen=True, slots=True)
class ReportedPeriod:
    """The dossiers of a period, of one field or of all. `sample`: they are made up."""

    figures: DossierFigures
    sample: bool

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.figures.ends - self.figures.starts).days + 1

    @property
    def difference(self) -> int:
        """By how much it does not add up, as the commune explains; 0 if it does or cannot be known."""
        balance = balance_dossiers(self.figures)
        return balance.difference if balance is not None else 0


@dataclass(frozen=True, slots=True)
class ReportedDossiers:
    """What a commune reports of its dossiers. All are None or empty where it reports nothing."""

    latest: ReportedPeriod | None
    before: ReportedPeriod | None
    """The same days of the year before, where they may be compared."""
    cut_off: bool
    """Whether the year before, or a period of the series, lies on the other side of 1 July 2025."""
    year: ReportedPeriod | None
    """The year so far, where its periods follow one another from its first day and there are several."""
    series: tuple[ReportedPeriod, ...]
    """Periods of one length, none in another, the earliest first."""
    fields: tuple[ReportedPeriod, ...]
    """The latest period by field; of fields with few dossiers nothing is told, see `hide_few`."""
    missing: date | None
    """The end of the latest quarter that is due and not reported."""


NO_DOSSIERS = ReportedDossiers(None, None, False, None, (), (), None)


def figure_dossiers(years: Mapping[str, CommuneYear], today: date) -> ReportedDossiers:
    """The figures of periods that are over today and of which something is known."""
    every = [
        ReportedPeriod(figures, year.sample)
        for year in years.values()
        for figures in year.dossiers
        if figures.ends <= today and counts_something(figures)
    ]
    whole = sorted((one for one in every if one.figures.field is None), key=lambda one: (one.figures.starts, one.figures.ends))
    whole = whole or [*_periods_of_fields(every)]
    if not whole:
        return NO_DOSSIERS
    last = max(one.figures.ends for one in whole)
    latest = min((one for one in whole if one.figures.ends == last), key=lambda one: abs(one.days - QUARTER))
    before = find_year_before(latest, whole)
    cut = before is not None and before.figures.starts < MERGER <= latest.figures.starts
    series = choose_series(latest, whole)
    crosses = series[0].figures.starts < MERGER <= latest.figures.starts
    period = latest.figures.starts, latest.figures.ends
    due = last_quarter_due(today)
    return ReportedDossiers(
        latest,
        None if cut else before,
        cut or crosses,
        sum_year(latest, whole),
        series,
        tuple(one for one in every if one.figures.field is not None and (one.figures.starts, one.figures.ends) == period),
        due if due is not None and last < due else None,
    )


def _periods_of_fields(every: Sequence[ReportedPeriod]) -> Iterator[ReportedPeriod]:
    """The period of the latest fields where nobody has reported all fields: nothing of the whole is known."""
    if every:
        one = max(every, key=lambda it: (it.figures.ends, it.figures.starts))
        starts, ends, source = one.figures.starts, one.figures.ends, one.figures.source
        yield ReportedPeriod(DossierFigures.model_construct(starts=starts, ends=ends, source=source), one.sample)


def find_year_before(one: ReportedPeriod, others: Iterable[ReportedPeriod]) -> ReportedPeriod | None:
    """The period of the same days a year before."""
    wanted = _shift(one.figures.starts), _shift(one.figures.ends)
    return next((other for other in others if (other.figures.starts, other.figures.ends) == wanted), None)


def _shift(day: date) -> date:
    """The same day a year before; of 29 February the 28th, and of 28 February in an ordinary year the last of the month."""
    if day.month == 2 and (day + timedelta(days=1)).month == 3:
        return date(day.year - 1, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)


def choose_series(latest: ReportedPeriod, whole: Sequence[ReportedPeriod]) -> tuple[ReportedPeriod, ...]:
    """The periods that are about as long as the latest one, none of which lies in another."""
    alike = [one for one in whole if abs(one.days - latest.days) <= max(4, latest.days // 20)]
    return tuple(one for k, one in enumerate(alike) if k == 0 or one.figures.starts > alike[k - 1].figures.ends)


def break_series(series: Iterable[ReportedPeriod]) -> tuple[ReportedPeriod | None, ...]:
    """The same with None where a period is missing between two, and on 1 July 2025: a line does not run across."""
    broken: list[ReportedPeriod | None] = []
    after: date | None = None
    for one in series:
        if after is not None and (one.figures.starts != after or one.figures.starts == MERGER):
            broken.append(None)
        broken.append(one)
        after = one.figures.ends + timedelta(days=1)
    return tuple(broken)


def sum_year(latest: ReportedPeriod, whole: Sequence[ReportedPeriod]) -> ReportedPeriod | None:
    """The year up to the end of the latest period; None if a part is missing, or if that period is all there is."""
    first = date(latest.figures.starts.year, 1, 1)
    if first < MERGER <= latest.figures.ends:
        first = MERGER
    parts: list[ReportedPeriod] = []
    day = first
    while day <= latest.figures.ends:
        begun = [one for one in whole if one.figures.starts == day and one.figures.ends <= latest.figures.ends]
        if not begun:
            return None
        parts.append(min(begun, key=lambda one: one.figures.ends))
        day = parts[-1].figures.ends + timedelta(days=1)
    return add_periods(parts) if len(parts) > 1 else None


def add_periods(parts: Sequence[ReportedPeriod]) -> ReportedPeriod:
    """Several periods that follow one another as one: flows are added, stocks are those of the first and the last."""
    figures = [one.figures for one in parts]
    first, last = figures[0], figures[-1]
    return ReportedPeriod(
        DossierFigures(
            **{"from": first.starts, "to": last.ends},
            source=last.source,
            field=first.field,
            carried_over=first.carried_over,
            received=add_received([one.received for one in figures]),
            resolved=add_resolved([one.resolved for one in figures]),
            pending=last.pending,
            awaiting=last.awaiting,
            returned=add([one.returned for one in figures]),
            extended=add([one.extended for one in figures]),
            apologies=add([one.apologies for one in figures]),
            promise=add_promises([one.promise for one in figures]),
        ),
        any(one.sample for one in parts),
    )


def add(counts: Iterable[int | None]) -> int | None:
    """The sum; None if one is not known."""
    known = [*counts]
    return None if None in known else sum(count or 0 for count in known)


def add_received(parts: Sequence[Received | None]) -> Received | None:
    """What came in, by the ways that all parts tell apart."""
    if None in parts:
        return None
    known = [one for one in parts if one is not None]
    gathered = [one.offline if one.offline is not None else add((one.in_person, one.post)) for one in known]
    if any(one.offline is not None for one in known):
        return Received(online=add(one.online for one in known), offline=add(gathered))
    ways = {key: add(getattr(one, key) for one in known) for key in ("online", "in_person", "post")}
    return Received(**ways)


def add_resolved(parts: Sequence[Resolved | None]) -> Resolved | None:
    """What was resolved; where one part has early and on time in one number, so has the sum."""
    if None in parts:
        return None
    known = [one for one in parts if one is not None]
    late = sum(one.late for one in known)
    if any(one.early is None for one in known):
        return Resolved(on_time=sum((one.early or 0) + one.on_time for one in known), late=late)
    return Resolved(early=add(one.early for one in known), on_time=sum(one.on_time for one in known), late=late)


def add_promises(parts: Sequence[KeptPromise | None]) -> KeptPromise | None:
    """How first dates were kept, where all parts know it; `all` only if every dossier was looked at."""
    if None in parts:
        return None
    known = [one for one in parts if one is not None]
    return KeptPromise(
        counted="all" if all(one.counted == "all" for one in known) else "some",
        by_first_date=sum(one.by_first_date for one in known),
        after_first_date=sum(one.after_first_date for one in known),
        after_last_date=sum(one.after_last_date for one in known),
    )


def hide_few(counts: Mapping[str, int | None]) -> frozenset[str]:
    """The names of rows of which nothing may be told: those with 1 to 4, and one more where a single one could be computed from
    the total."""
    few = {name for name, count in counts.items() if count is not None and 0 < count < FEWEST}
    others = sorted((count, name) for name, count in counts.items() if count is not None and name not in few and count)
    if len(few) == 1 and others:
        few.add(others[0][1])
    return frozenset(few)
