"""Why somebody should go and look at a commune: causes with their first days, from its figures and from what it reports.

Takes `Compliance`, or the years that a commune reports; gives `Cause`s. A cause is about an office, never about a person; what
has no day in the records has none here. What became worse lately is told by day, so that feeds need no memory of earlier builds.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias, get_args

from niemyet.model.oversight.inspections import Inspection
from niemyet.model.oversight.record import CommuneYear
from niemyet.oversight.compliance import Compliance
from niemyet.oversight.facts import Reason
from niemyet.oversight.reported_dossiers import figure_dossiers
from niemyet.oversight.reported_others import KnownFinding, is_mended, list_findings
from niemyet.oversight.required import Requirements

CauseKind = Literal[
    "finding_overdue",
    "overdue",
    "replaced",
    "dossiers_late",
    "petitions_late",
    "finding_open",
    "review",
    "board_expired",
    "unreported",
    "unposted",
]
"""The order in which communes are listed: by their first cause, then by its day."""
CAUSES: tuple[CauseKind, ...] = get_args(CauseKind)
FRESH_DAYS = 92
"""For so many days back what became worse is told: a quarter."""
_REPLACED: frozenset[Reason] = frozenset({"ended", "part_ended", "outdated"})
Years: TypeAlias = Mapping[str, CommuneYear]


class Fresh(NamedTuple):
    """Something that became worse on a day: which procedure ('' if it is about none), and what is said of it."""

    day: date
    code: str
    note: str = ""


class Cause(NamedTuple):
    """A reason for a visit: how many things, since when the oldest of them is so (None if no record says), and those of late."""

    kind: CauseKind
    number: int
    since: date | None
    fresh: tuple[Fresh, ...] = ()


def find_causes(figures: Compliance, required: Requirements) -> tuple[Cause, ...]:
    """The causes that the figures of a commune give on their day."""
    today = figures.day
    overdue = [Fresh(required.nth_working_day_back(one.late), one.code) for one in figures.missing if one.waiting == "overdue"]
    replaced: list[Fresh] = []
    review: list[Fresh] = []
    for judged in figures.measured:
        for aged in judged.facts.aged:
            fresh = Fresh(aged.since, judged.facts.code, aged.document)
            (replaced if aged.why in _REPLACED else review).append(fresh)
    found = [*_gather("overdue", overdue, today), *_gather("replaced", replaced, today), *_gather("review", review, today)]
    if not figures.postings:
        found.append(Cause("unposted", 1, None))
    return tuple(found)


def _gather(kind: CauseKind, every: list[Fresh], today: date) -> Iterator[Cause]:
    """One cause of all that is of a kind; a procedure counts once, with its first day."""
    first: dict[str, Fresh] = {}
    for one in sorted(every):
        first.setdefault(one.code or one.note, one)
    if first:
        fresh = tuple(one for one in first.values() if is_fresh(one.day, today))
        yield Cause(kind, len(first), min(one.day for one in first.values()), fresh)


def is_fresh(day: date, today: date) -> bool:
    """Whether a day lies in the time of which is told what became worse."""
    return today - timedelta(days=FRESH_DAYS) < day <= today


def list_open_findings(years: Years, today: date) -> tuple[KnownFinding, ...]:
    """What was found until today and is not mended today, the latest inspection first."""
    found = (one for one in list_findings(years, today) if not is_mended(one.finding, today))
    return tuple(sorted(found, key=lambda one: one.inspection.date, reverse=True))


def last_inspection(years: Years, today: date) -> Inspection | None:
    """The latest inspection until today by others than the commune itself; None if none is recorded."""
    every = [one for year in years.values() for one in year.inspections if one.kind != "own" and one.date <= today]
    return max(every, key=lambda one: one.date, default=None)


def find_reported_causes(years: Years, today: date) -> Iterator[Cause]:
    """The causes that a commune's own reports give until today: findings that are open, dossiers that are late, old sheets on the
    board, a quarter that is due and not reported by who has reported before."""
    overdue, still = [], []
    for one in list_open_findings(years, today):
        if one.finding.due is not None and one.overdue:
            overdue.append(Fresh(one.finding.due + timedelta(days=1), "", one.finding.text))
        else:
            still.append(Fresh(one.inspection.date, "", one.finding.text))
    yield from _gather("finding_overdue", overdue, today)
    yield from (cause._replace(fresh=()) for cause in _gather("finding_open", still, today))
    periods = [one for year in years.values() for one in year.dossiers if one.field is None and one.pending is not None]
    latest = max((one for one in periods if one.ends <= today), key=lambda one: one.ends, default=None)
    if latest is not None and latest.pending is not None and latest.pending.late:
        fresh = (Fresh(latest.ends, ""),) if is_fresh(latest.ends, today) else ()
        yield Cause("dossiers_late", latest.pending.late, latest.ends, fresh)
    asked = [one for year in years.values() for one in year.petitions if one.pending is not None and one.ends <= today]
    last = max((one.ends for one in asked), default=None)
    unanswered = sum(one.pending.late for one in asked if one.pending is not None and one.ends == last)
    if last is not None and unanswered:
        yield Cause("petitions_late", unanswered, last, (Fresh(last, ""),) if is_fresh(last, today) else ())
    checks = [one for year in years.values() for one in year.board_checks if one.date <= today]
    board = max(checks, key=lambda one: one.date, default=None)
    if board is not None and board.expired:
        yield Cause("board_expired", board.expired, board.date)
    missing = figure_dossiers(years, today).missing
    if missing is not None:
        yield Cause("unreported", 1, missing)


def in_order(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """The causes in the order of `CAUSES`."""
    return tuple(sorted(causes, key=lambda cause: CAUSES.index(cause.kind)))
