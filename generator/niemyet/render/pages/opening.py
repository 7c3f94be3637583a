"""The page on opening hours and days off: the calendars of this year and the next, and the way to each office's own hours."""

from collections.abc import Iterator
from datetime import date

from niemyet.model.reference import Calendar
from niemyet.render import addresses
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
    few = len(view.communes) <= MOST_NAMED
    yield renderer.render_page(
        "hours",
        addresses.HOURS,
        title=say("Giờ làm việc và ngày nghỉ"),
        description=say("Xã, phường mở cửa giờ nào, thứ bảy có làm việc không, ngày lễ, tết nào nghỉ."),
        file="",
        today=view.today,
        calendars=sorted((one for one in view.calendars if one.year >= view.today.year), key=lambda one: one.year),
        places_html=renderer.render_fragment("part-places.html", root="../", communes=view.communes) if few else "",
    )
