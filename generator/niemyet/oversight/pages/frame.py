"""What all pages of figures have in common: the three blocks that are never mixed, and whose figures each has."""

from typing import NamedTuple

from markupsafe import Markup

from niemyet.oversight.pages import awarded, reported
from niemyet.render.language import Language


class Block(NamedTuple):
    """A block: its id on the page, its title, one sentence on whose figures they are, and its content."""

    id: str
    title: str
    lead: str
    content: Markup


FIGURES_CSV, FIGURES_JSON, FIGURES_WORKBOOK = "so-lieu.csv", "so-lieu.json", "so-lieu.xlsx"
"""The files of the figures that are computed, beside their page."""
COMPUTED_TITLE = "Tính tại đây"
COMPUTED_LEAD = "Trang này tự tính từ bản ghi đang công bố và lịch làm việc; không ai gõ tỷ lệ nào."


def join_blocks(computed: Markup, of_reports: Markup, of_others: Markup, language: Language) -> tuple[Block, ...]:
    """The three blocks of a page, in their order."""
    say = language.say
    return (
        Block("tinh-tai-day", say(COMPUTED_TITLE), say(COMPUTED_LEAD), computed),
        Block("xa-bao-cao", say(reported.TITLE), say(reported.LEAD), of_reports),
        Block("noi-khac-cham-diem", say(awarded.TITLE), say(awarded.LEAD), of_others),
    )
