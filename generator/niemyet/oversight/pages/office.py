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
from niemyet.model.orthography import capitalize
from niemyet.model.ratings import FEWEST_FOR_A_SHARE, MonthOfRatings
from niemyet.oversight.overseen import Overseen
from niemyet.render import addresses
from niemyet.render.charts import Axis, Slice, Told, draw_columns, draw_table
from niemyet.render.data_files import find_beside
from niemyet.render.duty import format_length
from niemyet.render.foreign_text import show_text
from niemyet.render.language import Language
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
    language = renderer.language
    beside = find_beside(addresses.of_oversight(resolved.path), language)
    return renderer.render_fragment(
        "part-oversight-office.html",
        root=root,
        path=resolved.path,
        plan=describe_plan(resolved.roster, today, language) if resolved.roster is not None else None,
        ratings=describe_ratings(resolved.ratings, language) if resolved.ratings else None,
        file=f"{beside}{RATINGS_CSV}" if alone else "",
        anchor=anchor,
        fewest=FEWEST_FOR_A_SHARE,
        of=0,
    )


def render_ratings(renderer: TemplateRenderer, communes: Iterable[Overseen]) -> Markup:
    """The ratings of several communes together; nothing where none are published."""
    rated = [one.ratings for one in communes if one.ratings]
    if not rated:
        return Markup()
    ratings = describe_ratings(sum_ratings(rated), renderer.language)
    return renderer.render_fragment(
        "part-oversight-ratings.html", ratings=ratings, of=len(rated), fewest=FEWEST_FOR_A_SHARE, file="", anchor=""
    )


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


def describe_plan(roster: DutyRoster, today: date, language: Language) -> dict[str, object]:
    """What the section says of a roster."""
    cover = roster.measure(today)
    days = (today + timedelta(days=ahead) for ahead in range(AHEAD))
    gaps = [gap for day in days for gap in roster.gaps(day)]
    until = roster.duty.until
    return {
        "ended": language.day(until) if until is not None and until < today else "",
        "share": language.share(cover.staffed, cover.open) if cover is not None else "",
        "staffed": format_length(cover.staffed, language) if cover is not None else "",
        "open": format_length(cover.open, language) if cover is not None else "",
        "first": language.day(cover.first) if cover is not None else "",
        "last": language.day(cover.last) if cover is not None else "",
        "gaps": [*_say_gaps(gaps, language)],
        "empty": len({(gap.day, gap.counter) for gap in gaps}),
        "sample": roster.duty.sample,
    }


def _say_gaps(gaps: Sequence[Gap], language: Language) -> Iterator[str]:
    """A line for each counter and the hours in which it is empty: "Quầy số 3, 07:30–11:30: thứ bảy 05/12/2026, 12/12/2026"."""
    alike: dict[tuple[str, tuple[Span, ...], str], list[date]] = {}
    for gap in gaps:
        alike.setdefault((gap.counter, gap.spans, language.weekday(gap.day)), []).append(gap.day)
    for (counter, spans, weekday), days in alike.items():
        hours = ", ".join(f"{span.opens:%H:%M}–{span.closes:%H:%M}" for span in spans)
        said = Markup(language.find("{counter}, {hours}: {weekday} {days}"))
        listed = ", ".join(map(language.day, days))
        yield said.format(counter=show_text(capitalize(counter), language), hours=hours, weekday=weekday, days=listed)


def describe_ratings(months: Sequence[MonthOfRatings], language: Language) -> dict[str, object]:
    """What the section says of ratings; there is one month at least."""
    shown = months[-SHOWN_MONTHS:]
    most = max(one.total for one in shown)
    say, number = language.say, language.number
    labels = tuple(_say_month(one.month, language) for one in shown)
    rows = tuple(
        (label, number(one.helpful), number(one.unhelpful), _say_share(one, language))
        for label, one in zip(labels, shown, strict=True)
    )
    helpful, unhelpful = say("Có ích"), say("Chưa có ích")
    headings = (say("Tháng"), helpful, unhelpful, say("Tỷ lệ có ích"))
    total = MonthOfRatings("", sum(one.helpful for one in months), sum(one.unhelpful for one in months))
    alternative = language.many("Số lượt đánh giá theo tháng, nhiều nhất {number} lượt một tháng", most)
    told = Told(say("Số lượt đánh giá theo tháng"), alternative, say("Bảng số liệu"), headings, rows)
    stacks = [(Slice("good", one.helpful), Slice("bad", one.unhelpful)) for one in shown]
    axis = Axis(labels, (number(most), "0"), most)
    return {
        "chart": draw_columns(stacks, axis, told, (("good", helpful), ("bad", unhelpful)))
        if len(shown) > 1 and most
        else draw_table(headings, rows),
        "total": number(total.total),
        "helpful": number(total.helpful),
        "share": _say_share(total, language),
        "shares": total.total > 0 and total.tells_a_share,
        "first": _say_month(months[0].month, language),
        "last": _say_month(months[-1].month, language),
    }


def _say_month(month: str, language: Language) -> str:
    return language.month(date.fromisoformat(f"{month}-01"))


def _say_share(one: MonthOfRatings, language: Language) -> str:
    if not one.total:
        return language.say("không có lượt nào")
    return language.share(one.helpful, one.total) if one.tells_a_share else language.say("ít lượt")
