"""The days of figures: of the file's year, in order, no period partly in another, taken when it was over, not too old."""

from collections.abc import Hashable, Iterator
from datetime import date
from typing import Any, TypeAlias

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.law.dossiers import counts_something, last_quarter_due
from niemyet.model.orthography import format_day
from niemyet.model.oversight.dossiers import DossierFigures
from niemyet.model.oversight.inspections import Inspection
from niemyet.model.oversight.office import YearPlan
from niemyet.model.oversight.periods import Counted, FigureSource
from niemyet.model.oversight.petitions import Petitions
from niemyet.model.oversight.record import CommuneYear, ProvinceYear
from niemyet.model.oversight.surveys import Survey
from niemyet.model.vocabulary import name_weekday
from niemyet.validate.entries import Entry

OfYear: TypeAlias = CommuneYear | ProvinceYear
_BLOCKS = ("dossiers", "online", "petitions", "surveys", "training", "service_index")
"""The keys whose blocks count a period."""
_SOURCED = (*_BLOCKS, "inspections", "reorganisation", "equipment", "reform_index", "par_index")
_START, _CHECKED = (
    Bilingual("ngày đầu kỳ", "the first day of the period"),
    Bilingual("ngày kiểm tra", "the day of the inspection"),
)
_END, _MENDED = Bilingual("ngày cuối kỳ", "the last day of the period"), Bilingual("ngày khắc phục", "the day of mending")
_DUE, _PLANNED = Bilingual("hạn", "the due day"), Bilingual("ngày đầu kế hoạch", "the first day of the plan")
_CONCLUDED = Bilingual("ngày kết luận", "the day of the conclusion")
_REVIEWED, _ISSUED = Bilingual("ngày xem lại", "the day of the review"), Bilingual("ngày ban hành", "the day of issue")
_UPDATED = Bilingual("ngày cập nhật tệp", "the day on which the file was updated")
_TAKEN = Bilingual("ngày lấy số liệu", "the day on which figures were taken")
_RIGHT_YEAR = Bilingual(
    "sửa năm của ngày, hoặc chuyển mục này sang tệp của năm ấy", "correct the year, or move this to the file of that year"
)


def check_days_of_figures(entry: Entry[OfYear], today: date) -> Iterator[Diagnostic]:
    """Every day is of the file's year, in order, and not to come; what is taken was there to be taken.

    Where every period is of one other year, the name of the file is wrong, and that is told once.
    """
    year = int(entry.path.rsplit("/", 1)[-1][:4])
    told = list(_check_days(entry, year, today))
    periods = [(key, i, block) for key, i, block in _blocks(entry.record, _BLOCKS) if isinstance(block, Counted)]
    years = {day.year for _, _, block in periods for day in (block.starts, block.ends)}
    if len(periods) > 1 and len(years) == 1 and year not in years:
        key, i, _ = periods[0]
        other = str(years.pop())
        fix = Bilingual(
            f"đổi tên tệp thành {other}.yaml, hoặc sửa năm của các kỳ thành {year}",
            f"call the file {other}.yaml, or make {year} the year of its periods",
        )
        yield Diagnostic("file-name-differs", entry.document.at(key, i, "from"), {"value": other, "name": str(year), "fix": fix})
        told = [one for one in told if one.rule != "day-of-other-year"]
    yield from told


def _check_days(entry: Entry[OfYear], year: int, today: date) -> Iterator[Diagnostic]:
    for key, i, block in _blocks(entry.record, _BLOCKS):
        if not isinstance(block, Counted):
            continue
        yield from _check_year(entry, (key, i, "from"), block.starts, year)
        yield from _check_year(entry, (key, i, "to"), block.ends, year)
        yield from _check_order(entry, (key, i, "to"), (_END, block.ends), (_START, block.starts))
        yield from _check_done(entry, (key, i, "to"), block.ends, today)
        if block.starts <= block.ends and block.source.retrieved < block.ends:
            values = {"value": format_day(block.source.retrieved), "day": format_day(block.ends)}
            yield Diagnostic("figures-taken-early", entry.document.at(key, i, "source", "retrieved"), values)
    for i, inspection in enumerate(entry.record.inspections):
        yield from _check_inspection(entry, i, inspection, year, today)
    for i, look in enumerate(entry.record.board_checks if isinstance(entry.record, CommuneYear) else ()):
        yield from _check_year(entry, ("board_checks", i, "date"), look.date, year)
        yield from _check_done(entry, ("board_checks", i, "date"), look.date, today)
        for n, photo in enumerate(look.photos):
            yield from _check_done(entry, ("board_checks", i, "photos", n, "date"), photo.date, today)
    for i, plan in enumerate(entry.record.plans):
        yield from _check_plan(entry, i, plan, year, today)
    for i, rule in enumerate(entry.record.rules):
        if rule.reviewed is not None:
            yield from _check_done(entry, ("rules", i, "reviewed"), rule.reviewed, today)
            if rule.decision.date is not None:
                order = (_REVIEWED, rule.reviewed), (_ISSUED, rule.decision.date)
                yield from _check_order(entry, ("rules", i, "reviewed"), *order)
    yield from _check_updated(entry, today)


def _check_plan(entry: Entry[OfYear], i: int, plan: YearPlan, year: int, today: date) -> Iterator[Diagnostic]:
    yield from _check_year(entry, ("plans", i, "from"), plan.starts, year)
    yield from _check_year(entry, ("plans", i, "to"), plan.ends, year)
    yield from _check_order(entry, ("plans", i, "to"), (_END, plan.ends), (_START, plan.starts))
    for n, target in enumerate(plan.targets):
        if target.done is not None:
            yield from _check_done(entry, ("plans", i, "targets", n, "done"), target.done, today)
        if target.due is not None:
            yield from _check_order(entry, ("plans", i, "targets", n, "due"), (_DUE, target.due), (_PLANNED, plan.starts))


def _blocks(record: OfYear, keys: tuple[str, ...]) -> Iterator[tuple[str, int, Any]]:
    for key in keys:
        for i, block in enumerate(getattr(record, key, ())):
            yield key, i, block


def _check_inspection(entry: Entry[OfYear], i: int, inspection: Inspection, year: int, today: date) -> Iterator[Diagnostic]:
    yield from _check_year(entry, ("inspections", i, "date"), inspection.date, year)
    yield from _check_done(entry, ("inspections", i, "date"), inspection.date, today)
    checked = _CHECKED, inspection.date
    yield from _check_order(entry, ("inspections", i, "source", "retrieved"), (_TAKEN, inspection.source.retrieved), checked)
    if inspection.conclusion is not None and inspection.conclusion.date is not None:
        concluded = _CONCLUDED, inspection.conclusion.date
        yield from _check_order(entry, ("inspections", i, "conclusion", "date"), concluded, checked)
    for k, finding in enumerate(inspection.findings or ()):
        path = ("inspections", i, "findings", k)
        if finding.due is not None:
            yield from _check_order(entry, (*path, "due"), (_DUE, finding.due), checked)
        if finding.remedied is not None:
            yield from _check_order(entry, (*path, "remedied"), (_MENDED, finding.remedied), checked)
            yield from _check_done(entry, (*path, "remedied"), finding.remedied, today)
        elif finding.due is not None and finding.due < today:
            yield Diagnostic("remedy-overdue", entry.document.at(*path, "due"), {"value": format_day(finding.due)})


def _check_updated(entry: Entry[OfYear], today: date) -> Iterator[Diagnostic]:
    """The file was updated after the last figures were taken."""
    updated = entry.record.updated
    yield from _check_done(entry, ("updated",), updated, today)
    sources = ((key, i, block.source) for key, i, block in _blocks(entry.record, _SOURCED))
    latest: FigureSource | None = max((one for _, _, one in sources), key=lambda one: one.retrieved, default=None)
    if latest is not None:
        yield from _check_order(entry, ("updated",), (_UPDATED, updated), (_TAKEN, latest.retrieved))


def _check_year(entry: Entry[OfYear], path: tuple[str | int, ...], day: date, year: int) -> Iterator[Diagnostic]:
    if day.year != year:
        values = {"value": format_day(day), "weekday": name_weekday(day), "year": str(year)}
        yield Diagnostic("day-of-other-year", entry.document.at(*path), {**values, "fix": _RIGHT_YEAR})


def _check_order(
    entry: Entry[OfYear], path: tuple[str | int, ...], later: tuple[Bilingual, date], sooner: tuple[Bilingual, date]
) -> Iterator[Diagnostic]:
    if later[1] < sooner[1]:
        days = {"value": format_day(later[1]), "day": format_day(sooner[1])}
        yield Diagnostic("figure-days-out-of-order", entry.document.at(*path), {**days, "what": later[0], "first": sooner[0]})


def _check_done(entry: Entry[OfYear], path: tuple[str | int, ...], day: date, today: date) -> Iterator[Diagnostic]:
    if day > today:
        values = {"value": format_day(day), "key": str(path[-1])}
        yield Diagnostic("day-in-future", entry.document.at(*path), values)


def check_overlaps(entry: Entry[OfYear]) -> Iterator[Diagnostic]:
    """Of the same thing, two periods are apart, or one lies within the other: months in their quarter, quarters in their year."""
    for key in ("dossiers", "petitions", "service_index"):
        seen: dict[Hashable, list[Counted]] = {}
        for _, i, block in _blocks(entry.record, (key,)):
            others = seen.setdefault(_subject(block), [])
            other = next((one for one in others if _collide(one, block)), None)
            if other is not None:
                values = {"value": _say_period(block), "other": _say_period(other)}
                yield Diagnostic("periods-overlap", entry.document.at(key, i, "from"), values)
            others.append(block)


def _subject(block: Counted) -> Hashable:
    """What a block counts: two of the same subject may not overlap."""
    if isinstance(block, DossierFigures):
        return block.field
    return block.about if isinstance(block, Petitions) else block.kind if isinstance(block, Survey) else None


def _collide(one: Counted, other: Counted) -> bool:
    if one.ends < other.starts or other.ends < one.starts:
        return False
    if (one.starts, one.ends) == (other.starts, other.ends):
        return True
    within = one.starts <= other.starts and other.ends <= one.ends
    around = other.starts <= one.starts and one.ends <= other.ends
    return not within and not around


def _say_period(block: Counted) -> str:
    return f"{format_day(block.starts)} – {format_day(block.ends)}"


def check_figures_are_recent(entry: Entry[OfYear], today: date) -> Iterator[Diagnostic]:
    """Where a commune reports dossiers in the year of the latest quarter that is due, that quarter is among them."""
    record, due = entry.record, last_quarter_due(today)
    if not isinstance(record, CommuneYear) or not record.dossiers or due is None or not entry.path.endswith(f"/{due.year}.yaml"):
        return
    last = max((figures.ends for figures in record.dossiers if counts_something(figures)), default=None)
    if last is not None and last < due:
        values = {"value": format_day(last), "due": format_day(due)}
        yield Diagnostic("figures-overdue", entry.document.key("dossiers"), values)
