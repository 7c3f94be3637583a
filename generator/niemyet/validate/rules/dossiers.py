"""Counts of dossiers: a period adds up, carries over what was left, and is what its fields and its parts are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.law.dossiers import (
    MERGER,
    balance_dossiers,
    count_pending,
    count_received,
    count_resolved,
    counts_something,
    left_open,
    missing_way,
)
from niemyet.model.orthography import format_day
from niemyet.model.oversight.dossiers import DossierFigures
from niemyet.model.oversight.record import CommuneYear
from niemyet.validate.entries import Entry
from niemyet.validate.rules.figures import say_difference, tell_part, tell_sum

Path: TypeAlias = tuple[str | int, ...]
Reported: TypeAlias = Sequence[tuple[int | None, DossierFigures]]
"""Periods with their index in the file; None for those of the file of the year before."""
JUMP, FEWEST = 2, 20
"""More than this many times what it was before is asked about, unless both are fewer than so many dossiers."""
_GIVEN = Bilingual("hồ sơ chuyển qua và tiếp nhận mới", "what was carried over and received")
_TAKEN = Bilingual("hồ sơ đã trả, còn lại, chờ và trả lại", "what was resolved, is open, waits or was given back")
_DOSSIERS = Bilingual("hồ sơ", "dossiers")
_PROMISE, _RESOLVED = Bilingual("các số ở mục promise", "the counts of promise"), Bilingual("hồ sơ đã trả", "what was resolved")
_EXTENDED, _HANDLED = (
    Bilingual("hồ sơ được hẹn lại", "what was given a new day"),
    Bilingual("hồ sơ chuyển qua và tiếp nhận mới", "what was carried over and received"),
)
_LATE, _CAUSES = (
    Bilingual("hồ sơ trả quá hạn", "what was resolved late"),
    Bilingual("hồ sơ theo nguyên nhân", "what has its cause"),
)


def check_dossiers(entry: Entry[CommuneYear]) -> Iterator[Diagnostic]:
    """Each period in itself."""
    for i, figures in enumerate(entry.record.dossiers):
        path: Path = ("dossiers", i)
        if not counts_something(figures):
            days = f"{format_day(figures.starts)}–{format_day(figures.ends)}"
            yield Diagnostic("period-without-counts", entry.document.at(*path), {"value": days})
            continue
        yield from _check_ways(entry, path, figures)
        balance = balance_dossiers(figures)
        if balance is not None and balance.difference:
            yield tell_balance(entry, path, (_GIVEN, balance.given), (_TAKEN, balance.taken), figures.unreconciled)
            if figures.unreconciled is None:
                continue  # what follows from the same slip is told when it is mended
        yield from _check_late(entry, path, figures)
        yield from _check_extended(entry, path, figures)
        yield from _check_promise(entry, path, figures)


def tell_balance(
    entry: Entry[CommuneYear], path: Path, left: tuple[Bilingual, int], right: tuple[Bilingual, int], reason: str | None
) -> Diagnostic:
    """A block whose two sides differ, with the reason that it gives."""
    if reason is None:
        return tell_sum(entry.document.at(*path), left, right, reported=True)
    values: dict[str, str | Bilingual] = {"value": say_difference(left[1], right[1]), "reason": reason.rstrip(" .")}
    return Diagnostic("unreconciled-figures", entry.document.at(*path, "unreconciled"), values)


def _check_ways(entry: Entry[CommuneYear], path: Path, figures: DossierFigures) -> Iterator[Diagnostic]:
    received = figures.received
    if received is None:
        return
    twice = next((key for key in ("in_person", "post") if getattr(received, key) is not None), None)
    if received.offline is not None and twice is not None:
        yield Diagnostic("counted-twice", entry.document.at(*path, "received", twice), {"key": twice})
    elif (key := missing_way(received)) is not None:
        yield Diagnostic("way-not-counted", entry.document.at(*path, "received"), {"key": key})


def _check_late(entry: Entry[CommuneYear], path: Path, figures: DossierFigures) -> Iterator[Diagnostic]:
    resolved = figures.resolved
    if resolved is None:
        return
    if figures.late_causes:
        causes = sum(one.count for one in figures.late_causes)
        yield from tell_part(entry.document.at(*path, "late_causes"), (_CAUSES, causes), (_LATE, resolved.late))
    if figures.apologies is not None and figures.apologies < resolved.late:
        values = {"value": str(figures.apologies), "late": str(resolved.late), "count": str(resolved.late - figures.apologies)}
        yield Diagnostic("late-without-apology", entry.document.at(*path, "apologies"), values)
    waiting = resolved.late + (figures.extended or 0) + (figures.pending.late if figures.pending is not None else 0)
    if figures.apologies is not None and figures.apologies > waiting and figures.extended is not None:
        values = {"value": str(figures.apologies), "late": str(waiting)}
        yield Diagnostic("apologies-exceed-late", entry.document.at(*path, "apologies"), values)
    if figures.extended and not resolved.late and figures.promise is None:
        values = {"value": str(figures.extended)}
        yield Diagnostic("extended-but-never-late", entry.document.at(*path, "extended"), values)


def _check_extended(entry: Entry[CommuneYear], path: Path, figures: DossierFigures) -> Iterator[Diagnostic]:
    """`extended` counts dossiers, so there are no more of them than there were."""
    received = count_received(figures.received)
    if figures.extended is not None and figures.carried_over is not None and received is not None:
        there = figures.carried_over + received
        yield from tell_part(entry.document.at(*path, "extended"), (_EXTENDED, figures.extended), (_HANDLED, there))


def _check_promise(entry: Entry[CommuneYear], path: Path, figures: DossierFigures) -> Iterator[Diagnostic]:
    promise, resolved = figures.promise, figures.resolved
    if promise is None or resolved is None:
        return
    counted = promise.by_first_date + promise.after_first_date + promise.after_last_date
    sides = (_PROMISE, counted), (_RESOLVED, count_resolved(resolved))
    place = entry.document.at(*path, "promise")
    if promise.counted == "some":
        yield from tell_part(place, *sides)
    elif counted != count_resolved(resolved):
        yield tell_sum(place, *sides)
    elif promise.after_last_date != resolved.late:
        values = {"value": str(promise.after_last_date), "late": str(resolved.late)}
        yield Diagnostic("promise-differs", entry.document.at(*path, "promise", "after_last_date"), values)


def check_series(entry: Entry[CommuneYear], previous: CommuneYear | None) -> Iterator[Diagnostic]:
    """The periods of each field beside one another, also those of the year before."""
    earlier = [(None, figures) for figures in (previous.dossiers if previous else ())]
    by_field: dict[str | None, list[tuple[int | None, DossierFigures]]] = {}
    for i, figures in (*earlier, *enumerate(entry.record.dossiers)):
        by_field.setdefault(figures.field, []).append((i, figures))
    for reported in by_field.values():
        yield from _check_neighbours(entry, reported)
        yield from _check_parts(entry, reported)
    yield from _check_fields(entry)


def _check_neighbours(entry: Entry[CommuneYear], reported: Reported) -> Iterator[Diagnostic]:
    """A period takes over what the one that ended the day before has left."""
    for i, figures in reported:
        ended = [one for _, one in reported if one.ends + timedelta(days=1) == figures.starts and figures.starts != MERGER]
        if i is None or not ended:
            continue
        before = min(ended, key=lambda one: abs((one.ends - one.starts) - (figures.ends - figures.starts)))
        left, path = left_open(before), ("dossiers", i)
        if left is not None and figures.carried_over is not None and left != figures.carried_over:
            values = {"value": str(figures.carried_over), "left": str(left), "day": format_day(before.ends)}
            yield Diagnostic("stock-not-carried-over", entry.document.at(*path, "carried_over"), {**values, "what": _DOSSIERS})
        yield from _check_late_ones(entry, path, before, figures)
        yield from _check_jump(entry, path, before, figures)


def _check_late_ones(
    entry: Entry[CommuneYear], path: Path, before: DossierFigures, figures: DossierFigures
) -> Iterator[Diagnostic]:
    """What was open and late is resolved late, still open and late, or was given back: it cannot have become on time."""
    if before.pending is None or figures.resolved is None or figures.pending is None:
        return
    found = figures.resolved.late + figures.pending.late + (figures.awaiting or 0) + (figures.returned or 0)
    if found < before.pending.late:
        values = {"value": str(before.pending.late), "day": format_day(before.ends), "count": str(before.pending.late - found)}
        yield Diagnostic("late-dossiers-gone", entry.document.at(*path, "resolved", "late"), values)


def _check_jump(entry: Entry[CommuneYear], path: Path, before: DossierFigures, figures: DossierFigures) -> Iterator[Diagnostic]:
    """A period of about the same length has not more than twice as many dossiers, nor less than half."""
    if any((balance := balance_dossiers(one)) is not None and balance.difference for one in (before, figures)):
        return  # one of the two has a slip, which is told there
    was, now = count_received(before.received), count_received(figures.received)
    days = [(one.ends - one.starts).days + 1 for one in (before, figures)]
    if was is None or now is None or max(was, now) < FEWEST or max(days) > 1.2 * min(days):
        return
    if max(was, now) > JUMP * min(was, now):
        values = {"value": str(now), "before": str(was), "day": format_day(before.ends)}
        yield Diagnostic("figures-jump", entry.document.at(*path, "received"), values)


def _check_parts(entry: Entry[CommuneYear], reported: Reported) -> Iterator[Diagnostic]:
    """Where periods fill a longer one without a gap, their flows add up to its flows; its stocks are those of the first and the
    last."""
    for i, whole in reported:
        if i is None:
            continue
        others = [(k, one) for k, one in reported if k is not None and k != i]
        parts = _find_parts(whole, [one for _, one in others])
        if not parts:
            yield from _check_part(entry, whole, others)
            continue
        for key, (value, right) in _compare_parts(whole, parts).items():
            if value != right:
                values = {"key": key, "value": str(value), "right": str(right), "count": str(len(parts))}
                yield Diagnostic("parts-differ-from-period", entry.document.at("dossiers", i, *key.split(".")), values)


def _check_part(
    entry: Entry[CommuneYear], whole: DossierFigures, others: Sequence[tuple[int, DossierFigures]]
) -> Iterator[Diagnostic]:
    """Of a longer period whose other parts nobody reported, a shorter one within it has no more than it."""
    days = (whole.starts, whole.ends)
    for i, one in others:
        if not (whole.starts <= one.starts and one.ends <= whole.ends) or (one.starts, one.ends) == days:
            continue
        for path, what, count in _COUNTED[:-1]:
            part, total = count(one), count(whole)
            if part is not None and total is not None:
                sides = (_name_period(what, one), part), (_name_period(what, whole), total)
                yield from tell_part(entry.document.at("dossiers", i, *path), *sides)


def _name_period(what: Bilingual, figures: DossierFigures) -> Bilingual:
    days = f"{format_day(figures.starts)}–{format_day(figures.ends)}"
    return Bilingual(f"hồ sơ {what.vi} trong kỳ {days}", f"dossiers {what.en}, {days}")


def _find_parts(whole: DossierFigures, others: Sequence[DossierFigures]) -> list[DossierFigures]:
    """The longest periods that fill the whole one after the other; none if there is a gap."""
    found: list[DossierFigures] = []
    day = whole.starts
    while day <= whole.ends:
        begun = [one for one in others if one.starts == day and one.ends <= whole.ends]
        if not begun:
            return []
        found.append(max(begun, key=lambda one: one.ends))
        day = found[-1].ends + timedelta(days=1)
    return found


def _compare_parts(whole: DossierFigures, parts: Sequence[DossierFigures]) -> Mapping[str, tuple[int, int]]:
    """By key: what the whole says, and what its parts say; what is not known on either side is left out."""
    first, last = parts[0], parts[-1]
    said: dict[str, tuple[int | None, int | None]] = {
        "carried_over": (whole.carried_over, first.carried_over),
        "received": (count_received(whole.received), _sum([count_received(one.received) for one in parts])),
        "resolved": (
            None if whole.resolved is None else count_resolved(whole.resolved),
            _sum([None if one.resolved is None else count_resolved(one.resolved) for one in parts]),
        ),
        "resolved.late": (
            None if whole.resolved is None else whole.resolved.late,
            _sum([None if one.resolved is None else one.resolved.late for one in parts]),
        ),
        "pending": (
            None if whole.pending is None else count_pending(whole.pending),
            None if last.pending is None else count_pending(last.pending),
        ),
        "apologies": (whole.apologies, _sum([one.apologies for one in parts])),
    }
    return {key: (one, other) for key, (one, other) in said.items() if one is not None and other is not None}


def _sum(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _check_fields(entry: Entry[CommuneYear]) -> Iterator[Diagnostic]:
    """The fields of a period have together no more dossiers than all fields, whatever became of them."""
    fields: dict[tuple[date, date], list[DossierFigures]] = {}
    for figures in entry.record.dossiers:
        if figures.field is not None:
            fields.setdefault((figures.starts, figures.ends), []).append(figures)
    for i, figures in enumerate(entry.record.dossiers):
        if figures.field is not None:
            continue
        for path, what, count in _COUNTED:
            total, known = count(figures), map(count, fields.get((figures.starts, figures.ends), ()))
            together = sum(one for one in known if one is not None)
            if total is not None and together > total:
                values: dict[str, str | Bilingual] = {"what": what, "value": str(total), "sum": str(together)}
                yield Diagnostic("fields-exceed-total", entry.document.at("dossiers", i, *path), values)


_COUNTED: tuple[tuple[Path, Bilingual, Callable[[DossierFigures], int | None]], ...] = (
    (("received",), Bilingual("nhận", "received"), lambda it: count_received(it.received)),
    (("resolved",), Bilingual("đã trả", "resolved"), lambda it: None if it.resolved is None else count_resolved(it.resolved)),
    (
        ("resolved", "late"),
        Bilingual("trả quá hạn", "resolved late"),
        lambda it: None if it.resolved is None else it.resolved.late,
    ),
    (("pending", "late"), Bilingual("còn quá hạn", "left overdue"), lambda it: None if it.pending is None else it.pending.late),
)
"""What fields count: where it stands, what it is called, and the count; flows first, then what is left."""
