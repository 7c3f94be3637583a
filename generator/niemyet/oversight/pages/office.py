"""What is planned for the office of a commune, and how readers rate its pages: two sections of the block “Tính tại đây”.

The plan is counted from the duty roster, never from who was there. Of ratings there are counts by month and nothing else; a share
is said only of months with enough of them, and always with how many there were.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from markupsafe import Markup

from niemyet.law.duty import DutyRoster, Gap
from niemyet.law.office_hours import Span
from niemyet.model.orthography import format_day, format_number, format_share
from niemyet.model.ratings import FEWEST_FOR_A_SHARE, MonthOfRatings
from niemyet.model.vocabulary import name_weekday
from niemyet.oversight.overseen import Overseen
from niemyet.render.charts import Axis, Slice, Told, draw_columns, draw_table
from niemyet.render.duty import format_length
from niemyet.render.language import VIETNAMESE
from niemyet.render.renderer import TemplateRenderer
from niemyet.resolve.communes import ResolvedCommune

AHEAD = 28
"""Days from today on of which it is told where nobody is planned."""
RATINGS_CSV = "danh-gia.csv"
SHOWN_MONTHS = 24


def render_office(
    renderer: TemplateRenderer, resolved: ResolvedCommune, today: date, root: str, anchor: str = "", *, alone: bool = True
) -> Markup:
    """Both sections, with `anchor` before their ids. `alone`: their page has files beside it."""
    return renderer.render_fragment(
        "part-oversight-office.html",
        root=root,
        path=resolved.path,
        plan=describe_plan(resolved.roster, today) if resolved.roster is not None else None,
        ratings=describe_ratings(resolved.ratings) if resolved.ratings else None,
        file=RATINGS_CSV if alone else "",
        anchor=anchor,
        fewest=FEWEST_FOR_A_SHARE,
        of=0,
    )


def render_ratings(renderer: TemplateRenderer, communes: Iterable[Overseen]) -> Markup:
    """The ratings of several communes together; nothing where none are published."""
    rated = [one.ratings for one in communes if one.ratings]
    if not rated:
        return Markup()
    words = {"ratings": describe_ratings(sum_ratings(rated)), "of": format_number(len(rated)), "fewest": FEWEST_FOR_A_SHARE}
    return renderer.render_fragment("part-oversight-ratings.html", **words, file="", anchor="")


def sum_ratings(every: Iterable[Iterable[MonthOfRatings]]) -> tuple[MonthOfRatings, ...]:
    """The same months of several communes together, the earliest first."""
    helpful, unhelpful = Counter[str](), Counter[str]()
    for one in chain.from_iterable(every):
        helpful[one.month] += one.helpful
        unhelpful[one.month] += one.unhelpful
    return tuple(MonthOfRatings(month, helpful[month], unhelpful[month]) for month in sorted(helpful))


def write_ratings(months: Sequence[MonthOfRatings]) -> bytes:
    """The months as CSV: counts alone."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("thang", "co_ich", "chua_co_ich"))
    writer.writerows((one.month, one.helpful, one.unhelpful) for one in months)
    return out.getvalue().encode()


def describe_plan(roster: DutyRoster, today: date) -> dict[str, object]:
    """What the section says of a roster."""
    cover = roster.measure(today)
    days = (today + timedelta(days=ahead) for ahead in range(AHEAD))
    gaps = [gap for day in days for gap in roster.gaps(day)]
    until = roster.duty.until
    return {
        "ended": format_day(until) if until is not None and until < today else "",
        "share": format_share(cover.staffed, cover.open) if cover is not None else "",
        "staffed": format_length(cover.staffed, VIETNAMESE) if cover is not None else "",
        "open": format_length(cover.open, VIETNAMESE) if cover is not None else "",
        "first": format_day(cover.first) if cover is not None else "",
        "last": format_day(cover.last) if cover is not None else "",
        "gaps": [*_say_gaps(gaps)],
        "empty": format_number(len({(gap.day, gap.counter) for gap in gaps})),
        "sample": roster.duty.sample,
    }


def _say_gaps(gaps: Sequence[Gap]) -> Iterator[str]:
    """A line for each counter and the hours in which it is empty: "Quầy số 3, 07:30–11:30: thứ bảy 05/12/2026, 12/12/2026"."""
    alike: dict[tuple[str, tuple[Span, ...], str], list[date]] = {}
    for gap in gaps:
        alike.setdefault((gap.counter, gap.spans, name_weekday(gap.day)), []).append(gap.day)
    for (counter, spans, weekday), days in alike.items():
        hours = ", ".join(f"{span.opens:%H:%M}–{span.closes:%H:%M}" for span in spans)
        yield f"{counter}, {hours}: {weekday} {', '.join(map(format_day, days))}"


def describe_ratings(months: Sequence[MonthOfRatings]) -> dict[str, object]:
    """What the section says of ratings; there is one month at least."""
    shown = months[-SHOWN_MONTHS:]
    most = max(one.total for one in shown)
    labels = tuple(_say_month(one.month) for one in shown)
    rows = tuple(
        (_say_month(one.month), format_number(one.helpful), format_number(one.unhelpful), _say_share(one)) for one in shown
    )
    headings = ("Tháng", "Có ích", "Chưa có ích", "Tỷ lệ có ích")
    total = MonthOfRatings("", sum(one.helpful for one in months), sum(one.unhelpful for one in months))
    alternative = f"Số lượt đánh giá theo tháng, nhiều nhất {format_number(most)} lượt một tháng"
    told = Told("Số lượt đánh giá theo tháng", alternative, "Bảng số liệu", headings, rows)
    stacks = [(Slice("good", one.helpful), Slice("bad", one.unhelpful)) for one in shown]
    axis = Axis(labels, (format_number(most), "0"), most)
    return {
        "chart": draw_columns(stacks, axis, told, (("good", "Có ích"), ("bad", "Chưa có ích")))
        if len(shown) > 1 and most
        else draw_table(headings, rows),
        "total": format_number(total.total),
        "helpful": format_number(total.helpful),
        "share": _say_share(total),
        "first": _say_month(months[0].month),
        "last": _say_month(months[-1].month),
    }


def _say_month(month: str) -> str:
    year, _, number = month.partition("-")
    return f"{number}/{year}"


def _say_share(one: MonthOfRatings) -> str:
    if not one.total:
        return "không có lượt nào"
    return format_share(one.helpful, one.total) if one.tells_a_share else "ít lượt"
