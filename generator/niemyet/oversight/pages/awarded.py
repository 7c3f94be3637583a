"""The block “Nơi khác chấm điểm”: points and ranks that others give. Each function gives its fragment for one kind of page.

Points are never shown without their day, what could be reached, their groups, and what they do not say.
"""

from collections.abc import Iterator, Mapping, Sequence
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
    mark_sample,
    say_issued,
    say_points,
    say_rank,
    say_source,
)
from niemyet.render import addresses
from niemyet.render.charts import Axis, Bar, Series, Slice, Told, draw_bars, draw_lines, draw_table
from niemyet.render.foreign_text import show_text
from niemyet.render.language import Language
from niemyet.resolve.communes import ResolvedProvince
from niemyet.validate.records import ReportedYears

TITLE = "Nơi khác chấm điểm"
LEAD = "Điểm và thứ hạng do cơ quan khác công bố, mỗi lần kèm nơi chấm, thang điểm và ngày."
_PAR, _REFORM = "Chỉ số PAR INDEX của tỉnh, năm {year}", "Chỉ số cải cách hành chính của xã, năm {year}"
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
    service, reform = _show_service(years, block), tuple(_show_reform(years, block.language))
    if service is None and not reform:
        return _say_none(block.language)
    return block.renderer.render_fragment(
        "part-awarded.html", root=block.root, service=service, reform=reform, places="", many_places=False
    )


def render_awarded_of_province(
    block: Block, province: ResolvedProvince, communes: Sequence[Overseen], reported: ReportedYears
) -> Markup:
    """What others say of the province, and of its communes beside one another."""
    reform = tuple(_show_reform(reported.provinces.get(province.path, {}), block.language))
    places = _tabulate_places(communes, reported, block)
    if not reform and not places:
        return _say_none(block.language)
    return block.renderer.render_fragment(
        "part-awarded.html", root=block.root, service=None, reform=reform, places=places, many_places=len(communes) > MOST_OPEN
    )


def _say_none(language: Language) -> Markup:
    return Markup("<p>{}</p>").format(language.say("Chưa ghi kết quả chấm điểm nào."))


def render_awarded_of_site(language: Language) -> Markup:
    """Points of one province say nothing beside those of another: they stand on the pages of the provinces."""
    return Markup("<p>{}</p>").format(language.say("Điểm và thứ hạng ở trang của từng tỉnh, từng xã."))


def _show_service(years: Mapping[str, CommuneYear], block: Block) -> ServiceParts | None:
    series, language = latest_service_index(years, block.today), block.language
    say = language.say
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
            rows.append(Bar(say(name), say_points(points, most, language), slices))
        else:
            rows.append(Bar(say(name), say(UNKNOWN), ()))
    return ServiceParts(
        name_period(index.starts, index.ends, language),
        say_points(index.total, 100, language),
        say_rank(index.rank, index.of, language),
        draw_bars((say("Nhóm"), say("Điểm"), say("Tỷ lệ")), rows, say("Điểm từng nhóm")),
        _draw_service([one for one, _ in series], language),
        say("Điểm tối đa của từng nhóm: {source}.", source=say(maxima.source)) if maxima is not None else "",
        say_source(index.source, language),
        sample,
    )


def _draw_service(series: Sequence[ServiceIndex], language: Language) -> Markup:
    if len(series) < 2:
        return Markup()
    say, total = language.say, language.say("Tổng điểm")
    names = tuple(name_period(one.starts, one.ends, language) for one in series)
    rows = tuple((capitalize(name), format_points(one.total, language)) for name, one in zip(names, series, strict=True))
    ends = {"before": rows[0][1], "first": names[0], "after": rows[-1][1], "last": names[-1]}
    told = Told(
        say("Tổng điểm theo kỳ: {before} ({first}), {after} ({last})", **ends),
        say("Tổng điểm theo kỳ: từ {before} ({first}) đến {after} ({last}) trên 100", **ends),
        say("Số liệu từng kỳ"),
        (say("Kỳ"), total),
        rows,
    )
    values = tuple(one.total for one in series)
    return draw_lines((Series(total, values),), Axis(names, ("100", "50", "0"), 100), told)


def _show_reform(years: Years, language: Language) -> Iterator[ReformParts]:
    for year, index, sample in sort_reform_indexes(years):
        decision = Markup()
        if index.decision is not None:
            decision = Markup(language.find("Quyết định {decision}.")).format(decision=say_issued(index.decision, language))
        yield ReformParts(
            language.say(_PAR if isinstance(years[year], ProvinceYear) else _REFORM, year=year),
            language.say(STAGES[index.stage]),
            say_points(index.points, index.maximum, language),
            say_rank(index.rank, index.of, language),
            _draw_areas(index, language),
            decision,
            say_source(index.source, language),
            sample,
        )


def _draw_areas(index: ReformIndex, language: Language) -> Markup:
    say = language.say
    rows = [
        Bar(
            Markup("{}").format(show_text(area.area, language)),
            say_points(area.points, area.maximum, language),
            (
                Slice("plain", round(area.points * HUNDREDTHS)),
                Slice("unknown", round((area.maximum - area.points) * HUNDREDTHS)),
            ),
        )
        for area in index.areas
    ]
    more = ((index.bonus, say("Điểm thưởng")), (index.penalty, say("Điểm phạt")))
    rows += [
        Bar(name, say("{points} điểm", points=format_points(points, language)), ()) for points, name in more if points is not None
    ]
    return draw_bars((say("Nội dung"), say("Điểm"), say("Tỷ lệ")), rows, say("Điểm từng nội dung")) if rows else Markup()


def _tabulate_places(communes: Sequence[Overseen], reported: ReportedYears, block: Block) -> Markup:
    """The communes that have points, in the order of their names."""
    language, rows = block.language, []
    for one in in_order(one.totals for one in communes):
        years = reported.communes.get(one.path, {})
        series = latest_service_index(years, block.today)
        published = [found for found in sort_reform_indexes(years) if found[1].stage == "published"]
        if not series and not published:
            continue
        sample = mark_sample(any(year.sample for year in years.values()), language)
        address = block.root + addresses.of_oversight(one.path)
        link = Markup('<a href="{}#noi-khac-cham-diem">{}</a>{}').format(address, capitalize(language.unit(one.name)), sample)
        service = reform = language.say(UNKNOWN)
        if series:
            index, _ = series[-1]
            service = f"{format_points(index.total, language)} ({name_period(index.starts, index.ends, language)})"
        if published:
            points = format_points(published[0][1].points, language)
            reform = language.say("{points} (năm {year})", points=points, year=published[0][0])
        rows.append((link, service, reform))
    heads = ("Xã, phường, đặc khu", "Chỉ số phục vụ (Quyết định 766/QĐ-TTg), trên 100", "Cải cách hành chính, đã công bố")
    return draw_table([language.say(head) for head in heads], rows) if rows else Markup()
