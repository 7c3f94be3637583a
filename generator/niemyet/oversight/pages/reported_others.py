"""What a commune counts of online services, and of its notice board with photographs of it, in Vietnamese."""

from collections.abc import Iterator, Mapping
from datetime import date

from markupsafe import Markup

from niemyet.model.orthography import capitalize, format_day, format_number
from niemyet.model.oversight.inspections import BoardCheck
from niemyet.model.oversight.record import CommuneYear
from niemyet.model.pictures import PictureFile
from niemyet.oversight.compliance import Compliance
from niemyet.oversight.period_words import name_period
from niemyet.oversight.reported_words import say_count, say_source
from niemyet.oversight.words import say_share
from niemyet.render.charts import draw_table
from niemyet.render.picture_markup import show_figure, show_picture

PHOTO = "(min-width: 45rem) 20rem, calc(100vw - 4rem)"
"""How wide a photograph of the board is shown."""


def show_online(years: Mapping[str, CommuneYear], today: date) -> Markup:
    """The commune's own counts of what is offered online, the latest first."""
    every = (one for year in years.values() for one in year.online if one.ends <= today)
    rows = [
        (
            capitalize(name_period(one.starts, one.ends)),
            format_number(one.procedures_full),
            format_number(one.procedures_partial),
            say_count(one.with_dossiers),
            say_source(one.source),
        )
        for one in sorted(every, key=lambda one: one.ends, reverse=True)
    ]
    return draw_table(("Kỳ", "Toàn trình", "Một phần", "Có phát sinh hồ sơ", "Nguồn"), rows) if rows else Markup()


def show_boards(
    years: Mapping[str, CommuneYear], today: date, photos: Mapping[str, PictureFile] | None = None, root: str = ""
) -> tuple[Markup, ...]:
    """The looks at the notice board as items of a list, the latest first, each with those of its `photos` that are known."""
    every = [one for year in years.values() for one in year.board_checks if one.date <= today]
    return tuple(_item(one, photos or {}, root) for one in sorted(every, key=lambda one: one.date, reverse=True))


def _item(one: BoardCheck, photos: Mapping[str, PictureFile], root: str) -> Markup:
    said = [f"{format_number(one.on_board)} thủ tục đang treo"]
    if one.expired is not None:
        said.append(f"{format_number(one.expired)} bản cũ còn treo" if one.expired else "không còn bản cũ")
    if one.feedback_address is not None:
        said.append("có địa chỉ phản ánh, kiến nghị" if one.feedback_address else "thiếu địa chỉ phản ánh, kiến nghị")
    shown = Markup().join(_show_photos(one, photos, root))
    return Markup("<li>{}, {}: {}.{}</li>").format(format_day(one.date), one.by, "; ".join(said), shown)


def _show_photos(one: BoardCheck, photos: Mapping[str, PictureFile], root: str) -> Iterator[Markup]:
    for photo in one.photos:
        if photo.file in photos:
            picture = show_picture(photos[photo.file], photo.alt, root, PHOTO)
            yield show_figure(picture, f"{photo.alt.rstrip('.')}. Chụp ngày {format_day(photo.date)}.", "")


def say_beside_board(figures: Compliance) -> str:
    """What this site posts on the day of the figures, to stand beside what was seen on the board."""
    if figures.posted is None:
        return f"Trên trang này ngày {format_day(figures.day)}: {format_number(len(figures.postings))} thủ tục đang niêm yết."
    return f"Trên trang này ngày {format_day(figures.day)}: {say_share(figures.posted)} thủ tục của danh mục đang niêm yết."
