"""The block “Xã báo cáo”: figures that communes enter. Each function gives its fragment for one kind of page."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from niemyet.model.orthography import format_day, format_number
from niemyet.model.oversight.record import CommuneYear, ProvinceYear
from niemyet.model.pictures import PictureFile
from niemyet.oversight.compliance import Compliance
from niemyet.oversight.held import hold_years
from niemyet.oversight.overseen import Overseen
from niemyet.oversight.pages.block import Block
from niemyet.oversight.pages.reported_dossiers import show_dossiers
from niemyet.oversight.pages.reported_office import show_office
from niemyet.oversight.pages.reported_others import say_beside_board, show_boards, show_online
from niemyet.oversight.pages.reported_parts import (
    headline_petitions,
    headline_surveys,
    show_findings,
    show_petitions,
    show_surveys,
    show_units,
)
from niemyet.oversight.pages.reported_places import show_places, show_provinces
from niemyet.oversight.reported_data import FILES
from niemyet.oversight.reported_dossiers import figure_dossiers
from niemyet.oversight.reported_others import Years, years_without
from niemyet.resolve.communes import ResolvedCommune, ResolvedProvince
from niemyet.validate.records import ReportedYears

TITLE = "Xã báo cáo"
LEAD = "Do xã đếm và ghi: hồ sơ, khảo sát, phản ánh, kiến nghị, kiểm tra. Trang này chỉ cộng và đối chiếu."


def render_reported_of_commune(
    block: Block,
    resolved: ResolvedCommune,
    years: Mapping[str, CommuneYear],
    figures: Compliance,
    photos: Mapping[str, PictureFile] | None = None,
    name_of: Callable[[str], str] = str,
) -> Markup:
    """What the commune reports of itself, held against its `figures`; `photos` are those of its board by the names of their
    files, `name_of` says how a procedure is called by its code."""
    today = block.today
    fields = {slug: field.name for slug, field in resolved.provincial.fields.items()}
    training, changes = show_units(years, today)
    dossiers = figure_dossiers(years, today)
    return block.renderer.render_fragment(
        "part-reported.html",
        root=block.root,
        of_commune=True,
        state=say_state(years, today),
        sample=any(year.sample for year in years.values()),
        years=years,
        findings=show_findings(years, today, hold_years(years, figures), name_of),
        dossiers=show_dossiers(dossiers, fields),
        cut_off=dossiers.cut_off,
        petitions=show_petitions(years, today),
        surveys=show_surveys(years, today),
        online=show_online(years, today),
        boards=show_boards(years, today, photos, block.root),
        beside_board=say_beside_board(figures),
        training=training,
        changes=changes,
        office=show_office(years, today),
        headlines=_say_headlines(years, today),
        places="",
        files=FILES[:2] if years and block.alone else (),
    )


def _say_headlines(years: Years, today: date) -> Mapping[str, str]:
    """What a row says that is folded: of each kind of figures the latest; '' where there is none."""
    communes = [year for year in years.values() if isinstance(year, CommuneYear)]
    looked = [look.date for year in communes for look in year.board_checks if look.date <= today]
    return {
        "petitions": headline_petitions(communes, today),
        "surveys": headline_surveys(years, today),
        "boards": format_day(max(looked)) if looked else "",
    }


def say_state(years: Mapping[str, CommuneYear] | Mapping[str, ProvinceYear], today: date) -> tuple[str, ...]:
    """How old the figures of the latest year are, whatever has been added to earlier ones, and of which years there are none."""
    if not years:
        return ()
    updated = years[max(years, key=int)].updated
    days = (today - updated).days
    said = [f"Cập nhật ngày {format_day(updated)}{f', cách đây {format_number(days)} ngày' if days > 0 else ''}."]
    missing = years_without({name: year for name, year in years.items() if isinstance(year, CommuneYear)})
    if missing:
        said.append(f"Không có số liệu hồ sơ năm {', '.join(missing)}.")
    return tuple(said)


def render_reported_of_province(
    block: Block, province: ResolvedProvince, communes: Sequence[Overseen], reported: ReportedYears
) -> Markup:
    """What the communes of a province report, beside one another, and what the province reports itself."""
    today = block.today
    years = reported.provinces.get(province.path, {})
    training, changes = show_units(years, today)
    return block.renderer.render_fragment(
        "part-reported.html",
        root=block.root,
        of_commune=False,
        state=say_state(years, today),
        sample=any(year.sample for year in years.values()),
        years=years,
        findings=show_findings(years, today),
        dossiers=None,
        cut_off=False,
        petitions="",
        surveys=show_surveys(years, today),
        online="",
        boards=(),
        beside_board="",
        training=training,
        changes=changes,
        office=show_office(years, today),
        headlines=_say_headlines(years, today),
        places=show_places(communes, reported.communes, today, block.root),
        files=FILES if block.alone and (years or any(reported.communes.get(one.totals.path) for one in communes)) else (),
    )


def render_reported_of_site(
    block: Block, communes: Sequence[Overseen], province_names: Mapping[str, str], reported: ReportedYears
) -> Markup:
    """How many communes of each province report, and the sums of what they report."""
    return show_provinces(communes, province_names, reported.communes, block.today, block.root)
