"""The block “Nơi khác chấm điểm”: points and ranks that others give. Each function gives its fragment for one kind of page.

Points are never shown without their day, what could be reached, their groups, and what they do not say.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from niemyet.law.service_index import maxima_on
from niemyet.model.orthography import capitalize
from niemyet.model.oversight.indexes import ReformIndex, ServiceIndex
from niemyet.model.oversight.names import STAGES
from niemyet.model.oversight.record import CommuneYear, ProvinceYear
from niemyet.oversight.overseen import Overseen
from niemyet.oversight.pages.block import Block
from niemyet.oversight.pages.computed_places import MOST_OPEN, in_order
from niemyet.oversight.period_words import name_period
from niemyet.oversight.reported_others import Years, latest_service_index, sort_reform_indexes
from niemyet.oversight.reported_words import (
    SERVICE_GROUPS,
    UNKNOWN,
    format_points,
    say_issued,
    say_points,
    say_rank,
    say_source,
)
from niemyet.render import addresses
from niemyet.render.charts import Axis, Bar, Series, Slice, Told, draw_bars, draw_lines, draw_table
from niemyet.resolve.communes import ResolvedProvince
from niemyet.validate.records import ReportedYears

TITLE = "Nơi khác chấm điểm"
LEAD = "Điểm và thứ hạng do cơ quan khác công bố, mỗi lần kèm nơi chấm, thang điểm và ngày."
NONE = Markup("<p>Chưa ghi kết quả chấm điểm nào.</p>")
_PAR, _REFORM = "Chỉ số PAR INDEX của tỉnh", "Chỉ số cải cách hành chính của xã"
HUNDREDTHS = 100
"""Points are drawn in hundredths, which are whole."""


class ServiceParts(NamedTuple):
    """The index of service of the latest period: its groups as bars, how it went, and where it is from."""

    period: str
    total: str
    rank: str
    bars: Markup
    chart: Markup
    maxima: str
    source: Markup
    sample: bool


class ReformParts(NamedTuple):
    """A reform index: its year and stage, its points, its areas, and where it is from."""

    title: str
    stage: str
    points: str
    rank: str
    bars: Markup
    decision: Markup
    source: Markup
    sample: bool


def render_awarded_of_commune(block: Block, years: Mapping[str, CommuneYear]) -> Markup:
    """What others say of the commune."""
    service, reform = _show_service(years, block.today), tuple(_show_reform(years))
    if service is None and not reform:
        return NONE
    return block.renderer.render_fragment(
        "part-awarded.html", root=block.root, service=service, reform=reform, places="", many_places=False
    )


def render_awarded_of_province(
    block: Block, province: ResolvedProvince, communes: Sequence[Overseen], reported: ReportedYears
) -> Markup:
    """What others say of the province, and of its communes beside one another."""
    reform = tuple(_show_reform(reported.provinces.get(province.path, {})))
    places = _tabulate_places(communes, reported, block.today, block.root)
    if not reform and not places:
        return NONE
    return block.renderer.render_fragment(
        "part-awarded.html", root=block.root, service=None, reform=reform, places=places, many_places=len(communes) > MOST_OPEN
    )


def render_awarded_of_site() -> Markup:
    """Points of one province say nothing beside those of another: they stand on the pages of the provinces."""
    return Markup("<p>Điểm và thứ hạng ở trang của từng tỉnh, từng xã.</p>")


def _show_service(years: Mapping[str, CommuneYear], today: date) -> ServiceParts | None:
    series = latest_service_index(years, today)
    if not series:
        return None
    index, sample = series[-1]
    maxima = maxima_on(index.starts)
    rows = []
    for group, name in SERVICE_GROUPS.items():
        points = getattr(index.groups, group) if index.groups is not None else None
        most = maxima.points[group] if maxima is not None else None
        if points is not None and most is not None:
            slices = (Slice("plain", round(points * HUNDREDTHS)), Slice("unknown", round((most - points) * HUNDREDTHS)))
            rows.append(Bar(name, say_points(points, most), slices))
        else:
            rows.append(Bar(name, UNKNOWN, ()))
    return ServiceParts(
        name_period(index.starts, index.ends),
        say_points(index.total, 100),
        say_rank(index.rank, index.of),
        draw_bars(("Nhóm", "Điểm", "Tỷ lệ"), rows, "Điểm từng nhóm"),
        _draw_service([one for one, _ in series]),
        f"Điểm tối đa của từng nhóm: {maxima.source}." if maxima is not None else "",
        say_source(index.source),
        sample,
    )


def _draw_service(series: Sequence[ServiceIndex]) -> Markup:
    if len(series) < 2:
        return Markup()
    names = tuple(name_period(one.starts, one.ends) for one in series)
    rows = tuple((capitalize(name), format_points(one.total)) for name, one in zip(names, series, strict=True))
    told = Told(
        f"Tổng điểm theo kỳ: {rows[0][1]} ({names[0]}), {rows[-1][1]} ({names[-1]})",
        f"Tổng điểm theo kỳ: từ {rows[0][1]} ({names[0]}) đến {rows[-1][1]} ({names[-1]}) trên 100",
        "Số liệu từng kỳ",
        ("Kỳ", "Tổng điểm"),
        rows,
    )
    values = tuple(one.total for one in series)
    return draw_lines((Series("Tổng điểm", values),), Axis(names, ("100", "50", "0"), 100), told)


def _show_reform(years: Years) -> Iterator[ReformParts]:
    for year, index, sample in sort_reform_indexes(years):
        yield ReformParts(
            f"{_PAR if isinstance(years[year], ProvinceYear) else _REFORM}, năm {year}",
            STAGES[index.stage],
            say_points(index.points, index.maximum),
            say_rank(index.rank, index.of),
            _draw_areas(index),
            Markup("Quyết định {}.").format(say_issued(index.decision)) if index.decision is not None else Markup(),
            say_source(index.source),
            sample,
        )


def _draw_areas(index: ReformIndex) -> Markup:
    rows = [
        Bar(
            area.area,
            say_points(area.points, area.maximum),
            (
                Slice("plain", round(area.points * HUNDREDTHS)),
                Slice("unknown", round((area.maximum - area.points) * HUNDREDTHS)),
            ),
        )
        for area in index.areas
    ]
    more = ((index.bonus, "Điểm thưởng"), (index.penalty, "Điểm phạt"))
    rows += [Bar(name, f"{format_points(points)} điểm", ()) for points, name in more if points is not None]
    return draw_bars(("Nội dung", "Điểm", "Tỷ lệ"), rows, "Điểm từng nội dung") if rows else Markup()


def _tabulate_places(communes: Sequence[Overseen], reported: ReportedYears, today: date, root: str) -> Markup:
    """The communes that have points, in the order of their names."""
    rows = []
    for one in in_order(one.totals for one in communes):
        years = reported.communes.get(one.path, {})
        series = latest_service_index(years, today)
        published = [found for found in sort_reform_indexes(years) if found[1].stage == "published"]
        if not series and not published:
            continue
        sample = Markup(' <span class="tag tag--sample">mẫu</span>') if any(year.sample for year in years.values()) else ""
        address = root + addresses.of_oversight(one.path)
        link = Markup('<a href="{}#noi-khac-cham-diem">{}</a>{}').format(address, capitalize(one.name), sample)
        service = f"{format_points(series[-1][0].total)} ({_when(series[-1][0])})" if series else UNKNOWN
        reform = f"{format_points(published[0][1].points)} (năm {published[0][0]})" if published else UNKNOWN
        rows.append((link, service, reform))
    heads = ("Xã, phường, đặc khu", "Chỉ số phục vụ (Quyết định 766/QĐ-TTg), trên 100", "Cải cách hành chính, đã công bố")
    return draw_table(heads, rows) if rows else Markup()


def _when(index: ServiceIndex) -> str:
    return name_period(index.starts, index.ends)
