"""Promised deadlines are shorter than those of the law or the province."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.law.areas import keep_deadlines
from niemyet.law.promises import Comparison, compare, narrow
from niemyet.law.versions import current_version
from niemyet.model.areas import AreaKind
from niemyet.model.codes import code_of_file
from niemyet.model.deadline import Deadline
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.validity import holds
from niemyet.model.vocabulary import format_length
from niemyet.validate.entries import Entry
from niemyet.validate.reference_index import ReferenceIndex
from niemyet.validate.rules.offices import is_at_night

_OWNERS = {"law": Bilingual("luật", "the law"), "province": Bilingual("tỉnh", "the province")}
_HOW: Mapping[Comparison, Bilingual] = {
    "longer": Bilingual("dài hơn", "is longer than"),
    "equal": Bilingual("chỉ bằng", "is only equal to"),
    "unclear": Bilingual("có khi sớm hơn, có khi muộn hơn", "is at times sooner, at times later than"),
}
_UNKNOWN = Bilingual("không rõ có sớm hơn", "cannot be compared with")


def check_promises(
    entry: Entry[ProvinceOverlay] | Entry[Posting],
    law: ReferenceIndex,
    today: date,
    provincial: Sequence[Deadline] = (),
    areas: tuple[AreaKind, ...] | None = None,
) -> Iterator[Diagnostic]:
    """A province may promise less time than the law, a commune less than both. `provincial` are the province's promises.

    `areas` are the kinds of area of the commune; None for a province, or if the commune has not said. A promise is compared with
    what holds where it is made.

    A promise longer than everything it is compared with is an error. One that is sooner for nobody, or later for some, is a
    warning: pages then show the other deadline.
    """
    versions = law.versions(code_of_file(entry.path))
    for i, promise in enumerate(entry.record.deadlines if versions else ()):
        if promise.same_day_until is not None and is_at_night(promise.same_day_until):
            continue  # `check_last_hours` reports it
        day = max(today, promise.valid_from or today)
        version = current_version(versions, day)
        for owner, deadlines in (("province", provincial), ("law", version.deadlines)):
            current = _keep_where(promise, [d for d in deadlines if holds(d, day)], areas)
            allowed = [d for d in current if d.undetermined is None]
            compared = [(compare(d, promise), d) for d in allowed if narrow(promise, d, version.question_of) is not None]
            rule = _judge([comparison for comparison, _ in compared])
            if rule is None:
                if owner == "law" and (slip := _find_smaller_unit(promise, allowed)):
                    place = entry.document.at("deadlines", i, "unit")
                    yield Diagnostic("deadline-in-smaller-unit", place, {"value": _say(promise), "allowed": _say(slip)})
                continue
            comparison, measure = min(compared, key=lambda pair: _WORST.index(pair[0]))
            values: dict[str, str | Bilingual] = {"value": _say(promise), "allowed": _say(measure), "owner": _OWNERS[owner]}
            if rule == "deadline-not-sooner":
                values["how"] = _HOW[comparison] if promise.undetermined is None else _UNKNOWN
            yield Diagnostic(rule, entry.document.at("deadlines", i, _key(promise)), values)
            break


def _keep_where(promise: Deadline, deadlines: Sequence[Deadline], areas: tuple[AreaKind, ...] | None) -> Iterable[Deadline]:
    """The deadlines that hold somewhere where the promise is made: in the commune, or in communes of one of its kinds of area."""
    if areas is not None:
        return keep_deadlines(deadlines, areas)
    if promise.area:
        return dict.fromkeys(deadline for kind in promise.area for deadline in keep_deadlines(deadlines, (kind,)))
    return deadlines


def _find_smaller_unit(promise: Deadline, allowed: Iterable[Deadline]) -> Deadline | None:
    """The deadline in days whose number a promise in hours repeats: 7 hours of 7 days."""
    if promise.unit != "working_hour" or promise.amount is None:
        return None
    return next((d for d in allowed if d.unit in _IN_DAYS and d.amount == promise.amount), None)


_IN_DAYS = ("working_day", "day")
_WORST: tuple[Comparison, ...] = ("longer", "unclear", "equal", "sooner")


def _judge(comparisons: Sequence[Comparison]) -> str | None:
    """The rule broken by a promise with these comparisons, or None."""
    met = set(comparisons)
    if met == {"longer"}:
        return "deadline-longer-than-law"
    return "deadline-not-sooner" if met & {"longer", "unclear"} or met == {"equal"} else None


def _key(promise: Deadline) -> str:
    return next(key for key in ("amount", "same_day_until", "undetermined") if getattr(promise, key) is not None)


def _say(deadline: Deadline) -> str:
    if deadline.same_day_until is not None:
        return f"trong ngày (nhận trước {deadline.same_day_until:%H:%M})"
    if deadline.amount is None or deadline.unit is None:
        return "chưa xác định"
    return format_length(deadline.amount, deadline.unit)
