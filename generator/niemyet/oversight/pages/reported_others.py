"""What a commune counts of online services and of its notice board, in Vietnamese."""

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from niemyet.model.orthography import capitalize, format_day, format_number
from niemyet.model.oversight.inspections import BoardCheck
from niemyet.model.oversight.record import CommuneYear
from niemyet.oversight.period_words import name_period
from niemyet.oversight.reported_words import say_count, say_source
from niemyet.render.charts import draw_table


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


def show_boards(years: Mapping[str, CommuneYear], today: date) -> tuple[Markup, ...]:
    """The looks at the notice board as items of a list, the latest first."""
    every = [one for year in years.values() for one in year.board_checks if one.date <= today]
    return tuple(_item(one) for one in sorted(every, key=lambda one: one.date, reverse=True))


def _item(one: BoardCheck) -> Markup:
    said = [f"{format_number(one.on_board)} thủ tục đang treo"]
    if one.expired is not None:
        said.append(f"{format_number(one.expired)} bản cũ còn treo" if one.expired else "không còn bản cũ")
    if one.feedback_address is not None:
        said.append("có địa chỉ phản ánh, kiến nghị" if one.feedback_address else "thiếu địa chỉ phản ánh, kiến nghị")
    return Markup("<li>{}, {}: {}.</li>").format(format_day(one.date), one.by, "; ".join(said))
