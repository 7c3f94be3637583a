"""The block “Tính tại đây” of a province and of the whole site: sums of counts, and the places beside one another.

Places stand in the order of their names, with all their figures: nothing is ranked. Takes `Totals`; gives parts of the fragments.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from niemyet.model.folding import fold_words
from niemyet.model.orthography import capitalize
from niemyet.oversight.compliance import Share
from niemyet.oversight.pages.computed_commune import draw_months
from niemyet.oversight.reported_words import mark_sample
from niemyet.oversight.totals import Counts, Summed, Totals, sum_alike, sum_counts, sum_months
from niemyet.oversight.words import FIGURES, NOTHING, Figure, say_apart, say_share
from niemyet.render import addresses
from niemyet.render.charts import Bar, Multiple, Slice, draw_bars, draw_multiples, draw_table
from niemyet.render.language import VIETNAMESE, Language

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


def place_of_commune(one: Totals, language: Language) -> Place:
    """A commune beside others."""
    name = language.unit(one.name)
    return Place(name, one.path, one.counts, one.month_shares, one.has_list, one.sample, _say_age(one, language))


def _say_age(one: Totals, language: Language) -> str:
    if one.median_age is None or one.oldest_age is None:
        return ""
    return language.many("{number} ngày; lâu nhất {most} ngày", one.median_age, most=language.number(one.oldest_age))


def place_of_province(name: str, path: str, communes: Sequence[Totals], language: Language) -> Place:
    """A province beside others: the sums of its communes."""
    said = language.say("chưa có xã, phường, đặc khu nào")
    if communes:
        said = language.many("{number} xã, phường, đặc khu", len(communes))
    sample, listed = any(one.sample for one in communes), any(one.has_list for one in communes)
    return Place(name, path, sum_counts(communes), sum_months(communes), listed, sample, note=said)


def draw_sums(communes: Sequence[Totals], day: date, language: Language = VIETNAMESE) -> Markup:
    """The figures of several communes together, as bars; then which are not among them, because nobody has listed what they must
    post."""
    summed = sum_alike(communes)
    counts, has_list = summed.counts, summed.has_list
    rows = [
        Bar(
            language.say(FIGURES[figure].name),
            _say(counts, figure, has_list, language),
            _slices(counts, figure),
            say_apart(counts.unknown(figure), language) if counts.shares[figure].of else "",
        )
        for figure in FIGURES
    ]
    caption = language.many("Cộng {number} xã, phường, đặc khu, tính đến ngày {day}", summed.of, day=language.day(day))
    heads = language.say("Chỉ số"), language.say("Số thủ tục, cộng các xã"), language.say("Tỷ lệ")
    return draw_bars(heads, rows, caption) + _say_apart_of_sum(summed, language)


def _say_apart_of_sum(summed: Summed, language: Language) -> Markup:
    if not summed.apart:
        return Markup()
    posted = sum(one.counts.current_postings for one in summed.apart)
    said = language.many(
        "Chưa cộng {number} nơi mà tỉnh chưa có danh mục ở đây (số bản niêm yết: {posted}): chưa biết nơi ấy phải niêm yết gì. "
        "Số của từng nơi ở bảng dưới.",
        len(summed.apart),
        posted=language.number(posted),
    )
    return Markup('<p class="remark">{}</p>').format(said)


def _say(counts: Counts, figure: Figure, has_list: bool, language: Language) -> str:
    listless = figure in ("posted", "all_four") and not has_list
    return say_share(None if listless else counts.shares[figure], language, counts.unknown(figure))


def _slices(counts: Counts, figure: Figure) -> tuple[Slice, ...]:
    share = counts.shares[figure]
    if figure == "posted":
        waiting = (Slice("bad", counts.overdue), Slice("unknown", counts.since_unknown), Slice("wait", counts.waiting))
        return (Slice("good", share.number), *waiting)
    return (Slice("good", share.number), Slice("wait" if figure == "all_four" else "bad", share.of - share.number))


def tabulate_shares(places: Sequence[Place], root: str, heading: str, language: Language) -> Markup:
    """The places with all their figures, in the order they are given; with the age of their reviews, where any has one."""
    aged = any(place.age for place in places)
    rows = [
        [
            _link(place, root, language),
            *(_say(place.counts, figure, place.has_list, language) for figure in FIGURES),
            *([place.age or language.say(NOTHING)] if aged else []),
        ]
        for place in places
    ]
    ages = [language.say("Rà soát cách đây (trung vị)")] if aged else []
    return draw_table((heading, *(language.say(words.name) for words in FIGURES.values()), *ages), rows)


def _link(place: Place, root: str, language: Language) -> Markup:
    address = root + addresses.of_oversight(place.path)
    sample = mark_sample(place.sample, language)
    more = Markup('<span class="bars__more">{}</span>').format(place.note) if place.note else ""
    return Markup('<a href="{}">{}</a>{}{}').format(address, capitalize(place.name), sample, more)


def draw_places(places: Iterable[Place], root: str, language: Language) -> Markup:
    """The places as small lines beside one another: what hung of the list, month by month. Those without a list say so."""
    return draw_multiples(
        (
            Multiple(
                Markup('<a href="{}">{}</a>').format(root + addresses.of_oversight(place.path), capitalize(place.name)),
                _say(place.counts, "posted", place.has_list, language),
                tuple(share.number / share.of if share.of else None for share in place.months),
            )
            for place in places
        ),
        1,
    )


def draw_months_of(communes: Sequence[Totals], language: Language = VIETNAMESE) -> Markup:
    """What hung of the lists of several communes, by month; '' where none has a list."""
    listed = [one for one in communes if one.has_list]
    days: tuple[date, ...] = listed[0].month_days if listed else ()
    return draw_months([*zip(days, sum_months(listed), strict=True)], language) if listed else Markup()


def in_order(communes: Iterable[Totals]) -> list[Totals]:
    """By name, without kind and marks; then by path."""
    return sorted(communes, key=lambda one: (fold_words(one.name.partition(" ")[2] or one.name), one.path))
