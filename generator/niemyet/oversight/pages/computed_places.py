"""The block “Tính tại đây” of a province and of the whole site: sums of counts, and the places beside one another.

Places stand in the order of their names, with all their figures: nothing is ranked. Takes `Totals`; gives parts of the fragments.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from niemyet.model.folding import fold_words
from niemyet.model.orthography import capitalize, format_day, format_number
from niemyet.oversight.compliance import Share
from niemyet.oversight.pages.computed_commune import draw_months
from niemyet.oversight.totals import Counts, Summed, Totals, sum_alike, sum_counts, sum_months
from niemyet.oversight.words import FIGURES, NOTHING, Figure, say_apart, say_share
from niemyet.render import addresses
from niemyet.render.charts import Bar, Multiple, Slice, draw_bars, draw_multiples, draw_table

MOST_OPEN = 12
"""Places that stand open below one another; more are found by their name, behind a row that opens."""


class Place(NamedTuple):
    """A province or a commune beside others: its name, its page of figures, its counts, its months; whether it has a list."""

    name: str
    path: str
    counts: Counts
    months: tuple[Share, ...]
    has_list: bool
    sample: bool
    age: str = ""
    """How long ago its postings were last confirmed."""
    note: str = ""


def place_of_commune(one: Totals) -> Place:
    """A commune beside others."""
    return Place(one.name, one.path, one.counts, one.month_shares, one.has_list, one.sample, _say_age(one))


def _say_age(one: Totals) -> str:
    if one.median_age is None or one.oldest_age is None:
        return ""
    return f"{format_number(one.median_age)} ngày; lâu nhất {format_number(one.oldest_age)} ngày"


def place_of_province(name: str, path: str, communes: Sequence[Totals]) -> Place:
    """A province beside others: the sums of its communes."""
    said = f"{format_number(len(communes))} xã, phường, đặc khu" if communes else "chưa có xã, phường, đặc khu nào"
    sample, listed = any(one.sample for one in communes), any(one.has_list for one in communes)
    return Place(name, path, sum_counts(communes), sum_months(communes), listed, sample, note=said)


def draw_sums(communes: Sequence[Totals], day: date) -> Markup:
    """The figures of several communes together, as bars; then which are not among them, because nobody has listed what they must
    post."""
    summed = sum_alike(communes)
    counts, has_list = summed.counts, summed.has_list
    rows = [
        Bar(FIGURES[figure].name.vi, _say(counts, figure, has_list), _slices(counts, figure), _say_unknown(counts, figure))
        for figure in FIGURES
    ]
    caption = f"Cộng {format_number(summed.of)} xã, phường, đặc khu, tính đến ngày {format_day(day)}"
    return draw_bars(("Chỉ số", "Số thủ tục, cộng các xã", "Tỷ lệ"), rows, caption) + _say_apart_of_sum(summed)


def _say_apart_of_sum(summed: Summed) -> Markup:
    if not summed.apart:
        return Markup()
    posted = sum(one.counts.current_postings for one in summed.apart)
    said = (
        f"Chưa cộng {format_number(len(summed.apart))} nơi mà tỉnh chưa có danh mục ở đây ({format_number(posted)} bản niêm "
        "yết): chưa biết nơi ấy phải niêm yết gì. Số của từng nơi ở bảng dưới."
    )
    return Markup('<p class="remark">{}</p>').format(said)


def _say(counts: Counts, figure: Figure, has_list: bool) -> str:
    listless = figure in ("posted", "all_four") and not has_list
    return say_share(None if listless else counts.shares[figure], unknown=counts.unknown(figure))


def _say_unknown(counts: Counts, figure: Figure) -> str:
    return say_apart(counts.unknown(figure)) if counts.shares[figure].of else ""


def _slices(counts: Counts, figure: Figure) -> tuple[Slice, ...]:
    share = counts.shares[figure]
    if figure == "posted":
        waiting = (Slice("bad", counts.overdue), Slice("unknown", counts.since_unknown), Slice("wait", counts.waiting))
        return (Slice("good", share.number), *waiting)
    return (Slice("good", share.number), Slice("wait" if figure == "all_four" else "bad", share.of - share.number))


def tabulate_shares(places: Sequence[Place], root: str, heading: str) -> Markup:
    """The places with all their figures, in the order they are given; with the age of their reviews, where any has one."""
    aged = any(place.age for place in places)
    rows = [
        [
            _link(place, root),
            *(_say(place.counts, figure, place.has_list) for figure in FIGURES),
            *([place.age or NOTHING.vi] if aged else []),
        ]
        for place in places
    ]
    ages = ["Rà soát cách đây (trung vị)"] if aged else []
    return draw_table((heading, *(words.name.vi for words in FIGURES.values()), *ages), rows)


def _link(place: Place, root: str) -> Markup:
    address = root + addresses.of_oversight(place.path)
    sample = Markup(' <span class="tag tag--sample">mẫu</span>') if place.sample else ""
    more = Markup('<span class="bars__more">{}</span>').format(place.note) if place.note else ""
    return Markup('<a href="{}">{}</a>{}{}').format(address, capitalize(place.name), sample, more)


def draw_places(places: Iterable[Place], root: str) -> Markup:
    """The places as small lines beside one another: what hung of the list, month by month. Those without a list say so."""
    return draw_multiples(
        (
            Multiple(
                Markup('<a href="{}">{}</a>').format(root + addresses.of_oversight(place.path), capitalize(place.name)),
                _say(place.counts, "posted", place.has_list),
                tuple(share.number / share.of if share.of else None for share in place.months),
            )
            for place in places
        ),
        1,
    )


def draw_months_of(communes: Sequence[Totals], name: str) -> Markup:
    """What hung of the lists of several communes, by month; '' where none has a list."""
    listed = [one for one in communes if one.has_list]
    days: tuple[date, ...] = listed[0].month_days if listed else ()
    return draw_months([*zip(days, sum_months(listed), strict=True)], name) if listed else Markup()


def in_order(communes: Iterable[Totals]) -> list[Totals]:
    """By name, without kind and marks; then by path."""
    return sorted(communes, key=lambda one: (fold_words(one.name.partition(" ")[2] or one.name), one.path))
