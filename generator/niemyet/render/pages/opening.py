"""The page on opening hours and days off: the calendars of this year and the next, and the way to each office's own hours."""

from collections.abc import Iterator, Sequence
from datetime import date

from niemyet.model.reference import Calendar
from niemyet.render import addresses
from niemyet.render.language import Language
from niemyet.render.listings import OutlinedCommune
from niemyet.render.pages.places import MOST_NAMED
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class OpeningView:
    """The inputs of the page."""

    today: date
    calendars: tuple[Calendar, ...]
    communes: tuple[OutlinedCommune, ...]


def render_opening(renderer: TemplateRenderer, view: OpeningView) -> Iterator[Page]:
    """The page, also where no calendar is known."""
    say = renderer.language.say
    calendars = sorted((one for one in view.calendars if one.year >= view.today.year), key=lambda one: one.year)
    few = len(view.communes) <= MOST_NAMED
    yield renderer.render_page(
        "hours",
        addresses.HOURS,
        title=say("Giờ làm việc và ngày nghỉ"),
        description=say("Xã, phường mở cửa giờ nào, thứ bảy có làm việc không, ngày lễ, tết nào nghỉ."),
        file="",
        today=view.today,
        calendars=calendars,
        unknown=_list_unknown(calendars, view.today, renderer.language),
        places_html=renderer.render_fragment("part-places.html", root="../", communes=view.communes) if few else "",
    )


def _list_unknown(calendars: Sequence[Calendar], today: date, language: Language) -> Iterator[str]:
    """The years without an official calendar, and the days that may still change."""
    known = {one.year: one for one in calendars}
    for year in sorted({today.year, today.year + 1, *known}):
        if year not in known:
            yield language.say("Lịch nghỉ năm {year}: trang này chưa có", year=f"{year}")
        elif known[year].status != "official":
            yield language.say("Lịch nghỉ năm {year}: chưa có thông báo chính thức", year=f"{year}")
        else:
            expected = (day for day in known[year].expected if day >= today)
            yield from (language.say("Ngày {day}: mới là dự kiến", day=language.day(day)) for day in expected)
