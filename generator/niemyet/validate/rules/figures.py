"""Surveys, online services, points, units: parts add up and are no larger than wholes; published points have their decision."""

from collections.abc import Iterator
from itertools import islice
from typing import TypeAlias

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.law.service_index import TOLERANCE, maxima_on
from niemyet.law.surveys import FEWEST_ANSWERS
from niemyet.model.oversight.indexes import ReformIndex, ServiceGroups, ServiceIndex
from niemyet.model.oversight.periods import Change
from niemyet.model.oversight.record import CommuneYear, ProvinceYear
from niemyet.model.oversight.surveys import Survey
from niemyet.validate.entries import Entry

Said: TypeAlias = tuple[Bilingual, float]
"""What a number counts, and the number."""
_ANSWERS, _LEVELS = Bilingual("số phiếu trả lời", "the answers"), Bilingual("tổng các mức", "the sum of the levels")
_SENT, _FACTOR = Bilingual("số phiếu phát ra", "those who were asked"), Bilingual("số người hài lòng", "those who are satisfied")
_ASKED_OF = Bilingual("tổng số người", "the whole number of people")
_FACTOR_ANSWERS = Bilingual("số người trả lời về yếu tố này", "those who answered to this factor")
_TOTAL, _GROUPS = Bilingual("tổng điểm", "the total"), Bilingual("tổng điểm các nhóm", "the sum of the groups")
_AREAS = Bilingual("tổng điểm các nội dung, thưởng và phạt", "the sum of areas, bonus and penalty")
_POINTS, _MAXIMUM = Bilingual("điểm đạt", "the points"), Bilingual("điểm tối đa", "the maximum")
_MAXIMA = Bilingual("tổng điểm tối đa các nội dung", "the maxima of the areas together")
_USED = Bilingual("số thủ tục trực tuyến có hồ sơ", "the online procedures with dossiers")
_OFFERED = Bilingual("số thủ tục toàn trình và một phần", "the procedures offered online in full or in part")
_BEFORE = Bilingual("số trước khi sắp xếp", "what there was before")
_RANK, _OF = Bilingual("thứ hạng", "the rank"), Bilingual("số đơn vị được xếp hạng", "the number of units that are ranked")
_WORKING, _COUNT = Bilingual("số thiết bị dùng được", "what works"), Bilingual("số thiết bị có", "what there is")
_ATTENDED = Bilingual("số người đã dự", "those who took part")
_EXPECTED = Bilingual("số người phải dự", "those who were to take part")
_EXPIRED, _ON_BOARD = Bilingual("số bản cũ", "what is out of force"), Bilingual("số thủ tục đang treo", "what hangs there")
_FEWER, _DIFFERENCE = Bilingual("số giảm", "the reduction"), Bilingual("số trước bớt số sau", "before less after")
_FROM_REPORT = Bilingual(
    "sửa số gõ nhầm; báo cáo gốc cũng như vậy thì ghi lý do ở mục unreconciled",
    "correct the slip; if the report itself says so, write the reason to unreconciled",
)


def tell_sum(place: Place, left: Said, right: Said, reported: bool = False) -> Diagnostic:
    """Two sides that have to be equal and are not. `reported`: a reason may be given."""
    values: dict[str, str | Bilingual] = {"left": left[0], "value": _format(left[1]), "right": right[0], "sum": _format(right[1])}
    more: dict[str, str | Bilingual] = {"fix": _FROM_REPORT} if reported else {}
    return Diagnostic("figures-do-not-add-up", place, {**values, "difference": say_difference(left[1], right[1]), **more})


def tell_part(place: Place, part: Said, whole: Said) -> Iterator[Diagnostic]:
    """A part that is larger than its whole."""
    if part[1] > whole[1]:
        said = {"value": _format(part[1]), "limit": _format(whole[1])}
        yield Diagnostic("part-exceeds-whole", place, {**said, "part": part[0], "whole": whole[0]})


def say_difference(left: float, right: float) -> Bilingual:
    """By how much the right side differs: "thiếu 3", "thừa 3"."""
    amount = _format(abs(round(left - right, 2)))
    return (
        Bilingual(f"thiếu {amount}", f"{amount} missing") if right < left else Bilingual(f"thừa {amount}", f"{amount} too many")
    )


def _format(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".") if isinstance(number, float) else str(number)


def check_surveys(entry: Entry[CommuneYear] | Entry[ProvinceYear]) -> Iterator[Diagnostic]:
    """No more answer than are asked, all levels together are all answers, and few answers are no survey."""
    for i, survey in enumerate(entry.record.surveys):
        path = ("surveys", i)
        limits = ((what, limit) for what, limit in ((_SENT, survey.sent), (_ASKED_OF, survey.population)) if limit is not None)
        for limit in islice(limits, 1):
            yield from tell_part(entry.document.at(*path, "answered"), (_ANSWERS, survey.answered), limit)
        if survey.sent is not None and survey.population is not None:
            parts = (_SENT, survey.sent), (_ASKED_OF, survey.population)
            yield from tell_part(entry.document.at(*path, "sent"), *parts)
        levels = survey.levels
        if levels is not None:
            total = sum((levels.very_satisfied, levels.satisfied, levels.neutral, levels.dissatisfied, levels.very_dissatisfied))
            most = survey.sent if survey.sent is not None else survey.population
            if total != survey.answered and (most is None or survey.answered <= most):  # else its number is told already
                yield tell_sum(entry.document.at(*path, "levels"), (_ANSWERS, survey.answered), (_LEVELS, total))
        yield from _check_factors(entry, path, survey)
        if 0 < survey.answered < FEWEST_ANSWERS:
            values = {"value": str(survey.answered), "fewest": str(FEWEST_ANSWERS)}
            yield Diagnostic("few-answers", entry.document.at(*path, "answered"), values)


def _check_factors(
    entry: Entry[CommuneYear] | Entry[ProvinceYear], path: tuple[str, int], survey: Survey
) -> Iterator[Diagnostic]:
    for k, factor in enumerate(survey.factors):
        at = (*path, "factors", k)
        parts = (_FACTOR, factor.satisfied), (_FACTOR_ANSWERS, factor.answered)
        yield from tell_part(entry.document.at(*at, "satisfied"), *parts)
        yield from tell_part(entry.document.at(*at, "answered"), parts[1], (_ANSWERS, survey.answered))


def check_indexes(entry: Entry[CommuneYear] | Entry[ProvinceYear]) -> Iterator[Diagnostic]:
    """Points are no more than may be reached, parts add up, and what is published has its decision."""
    record = entry.record
    for i, index in enumerate(record.service_index if isinstance(record, CommuneYear) else ()):
        yield from _check_groups(entry, i, index)
        yield from _check_rank(entry, ("service_index", i), index)
    key = "reform_index" if isinstance(record, CommuneYear) else "par_index"
    for i, reform in enumerate(getattr(record, key)):
        yield from _check_areas(entry, (key, i), reform)
        yield from _check_rank(entry, (key, i), reform)
        if reform.stage == "published" and reform.decision is None:
            yield Diagnostic("index-without-decision", entry.document.at(key, i, "stage"))


def _check_groups(entry: Entry[CommuneYear] | Entry[ProvinceYear], i: int, index: ServiceIndex) -> Iterator[Diagnostic]:
    maxima = maxima_on(index.starts)
    if index.groups is None or maxima is None:
        return
    known: list[float] = []
    for group, most in maxima.points.items():
        points = getattr(index.groups, group)
        if points is not None:
            known.append(points)
            place = entry.document.at("service_index", i, "groups", group)
            yield from tell_part(place, (_POINTS, points), (_MAXIMUM, most))
    if len(known) == len(ServiceGroups.model_fields) and abs(sum(known) - index.total) > TOLERANCE + 1e-9:
        yield tell_sum(entry.document.at("service_index", i, "total"), (_TOTAL, index.total), (_GROUPS, sum(known)))


def _check_areas(
    entry: Entry[CommuneYear] | Entry[ProvinceYear], path: tuple[str, int], index: ReformIndex
) -> Iterator[Diagnostic]:
    yield from tell_part(entry.document.at(*path, "points"), (_POINTS, index.points), (_MAXIMUM, index.maximum))
    for k, area in enumerate(index.areas):
        place = entry.document.at(*path, "areas", k, "points")
        yield from tell_part(place, (_POINTS, area.points), (_MAXIMUM, area.maximum))
    maxima = sum(area.maximum for area in index.areas)
    if maxima > index.maximum + TOLERANCE:
        yield from tell_part(entry.document.at(*path, "areas"), (_MAXIMA, maxima), (_MAXIMUM, index.maximum))
    together = sum(area.points for area in index.areas) + (index.bonus or 0) - (index.penalty or 0)
    whole = abs(maxima - index.maximum) <= TOLERANCE
    known = index.areas and whole and index.bonus is not None and index.penalty is not None
    if known and abs(together - index.points) > TOLERANCE + 1e-9:
        yield tell_sum(entry.document.at(*path, "points"), (_POINTS, index.points), (_AREAS, together))


def _check_rank(
    entry: Entry[CommuneYear] | Entry[ProvinceYear], path: tuple[str, int], index: ServiceIndex | ReformIndex
) -> Iterator[Diagnostic]:
    if index.rank is not None and index.of is not None:
        yield from tell_part(entry.document.at(*path, "rank"), (_RANK, index.rank), (_OF, index.of))


def check_units(entry: Entry[CommuneYear] | Entry[ProvinceYear]) -> Iterator[Diagnostic]:
    """What units and posts were reduced by is what they were before less what they are now."""
    for i, one in enumerate(entry.record.reorganisation):
        path = ("reorganisation", i)
        if one.units is not None:
            yield from _check_change(entry, (*path, "units"), one.units)
        for k, post in enumerate(one.posts):
            yield from _check_change(entry, (*path, "posts", k, "change"), post.change)


def check_online(entry: Entry[CommuneYear]) -> Iterator[Diagnostic]:
    """No more procedures have dossiers online than are offered there."""
    for i, one in enumerate(entry.record.online):
        if one.with_dossiers is not None:
            parts = (_USED, one.with_dossiers), (_OFFERED, one.procedures_full + one.procedures_partial)
            yield from tell_part(entry.document.at("online", i, "with_dossiers"), *parts)


def check_equipment(entry: Entry[CommuneYear] | Entry[ProvinceYear]) -> Iterator[Diagnostic]:
    """No more of a kind works than there is."""
    for i, one in enumerate(entry.record.equipment):
        if one.working is not None:
            place = entry.document.at("equipment", i, "working")
            yield from tell_part(place, (_WORKING, one.working), (_COUNT, one.count))


def check_training(entry: Entry[CommuneYear] | Entry[ProvinceYear]) -> Iterator[Diagnostic]:
    """No more people took part in a course than were expected."""
    for i, one in enumerate(entry.record.training):
        if one.expected is not None:
            place = entry.document.at("training", i, "participants")
            yield from tell_part(place, (_ATTENDED, one.participants), (_EXPECTED, one.expected))


def check_boards(entry: Entry[CommuneYear] | Entry[ProvinceYear]) -> Iterator[Diagnostic]:
    """No more notices of a board are out of force than hang there."""
    for i, one in enumerate(entry.record.board_checks if isinstance(entry.record, CommuneYear) else ()):
        if one.expired is not None:
            place = entry.document.at("board_checks", i, "expired")
            yield from tell_part(place, (_EXPIRED, one.expired), (_ON_BOARD, one.on_board))


def _check_change(
    entry: Entry[CommuneYear] | Entry[ProvinceYear], path: tuple[str | int, ...], change: Change
) -> Iterator[Diagnostic]:
    if change.before is not None and change.after is None and change.fewer is not None:
        yield from tell_part(entry.document.at(*path, "fewer"), (_FEWER, change.fewer), (_BEFORE, change.before))
    if change.before is None or change.after is None or change.fewer is None:
        return
    if change.before - change.after != change.fewer:
        sides = (_FEWER, change.fewer), (_DIFFERENCE, change.before - change.after)
        yield tell_sum(entry.document.at(*path, "fewer"), *sides)
