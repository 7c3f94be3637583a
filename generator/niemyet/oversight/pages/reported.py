"""The block “Xã báo cáo”: figures that communes enter. Each function gives its fragment for one kind of page."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from niemyet.model.oversight.record import CommuneYear, ProvinceYear
from niemyet.model.pictures import PictureFile
from niemyet.oversight.compliance import Compliance
from niemyet.oversight.held import hold_years
from niemyet.oversight.overseen import Overseen
from niemyet.oversight.pages.block import Block
from niemyet.oversight.pages.reported_dossiers import show_dossiers
from niemyet.oversight.pages.reported_findings import show_findings
from niemyet.oversight.pages.reported_office import show_office
from niemyet.oversight.pages.reported_others import say_beside_board, show_boards, show_online
from niemyet.oversight.pages.reported_parts import (
    headline_petitions,
    headline_surveys,
    show_petitions,
    show_surveys,
    show_units,
)
from niemyet.oversight.pages.reported_places import show_places, show_provinces
from niemyet.oversight.reported_data import FILES
from niemyet.oversight.reported_dossiers import figure_dossiers
from niemyet.oversight.reported_others import Years, years_without
from niemyet.render.addresses import of_oversight
from niemyet.render.data_files import find_beside
from niemyet.render.language import VIETNAMESE, Language
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
    today, language = block.today, block.language
    fields = {slug: field.name for slug, field in resolved.provincial.fields.items()}
    training, changes = show_units(years, today, language)
    dossiers = figure_dossiers(years, today)
    return block.renderer.render_fragment(
        "part-reported.html",
        root=block.root,
        of_commune=True,
        state=say_state(years, today, language),
        sample=any(year.sample for year in years.values()),
        years=years,
        findings=show_findings(years, today, hold_years(years, figures), name_of, language),
        dossiers=show_dossiers(dossiers, fields, language),
        cut_off=dossiers.cut_off,
        petitions=show_petitions(years, today, language),
        surveys=show_surveys(years, today, language),
        online=show_online(years, today, language),
        boards=show_boards(years, today, photos, block.root, language),
        beside_board=say_beside_board(figures, language),
        training=training,
        changes=changes,
        office=show_office(years, today, language),
        headlines=_say_headlines(years, today, language),
        places="",
        files=_list_files(resolved.path, FILES[:2], language) if years and block.alone else (),
    )


def _list_files(path: str, files: Sequence[tuple[str, str]], language: Language) -> tuple[tuple[str, str], ...]:
    """The files of a place, as they are reached from its page."""
    beside = find_beside(of_oversight(path), language)
    return tuple((name, beside + file) for name, file in files)


def _say_headlines(years: Years, today: date, language: Language) -> Mapping[str, str]:
    """What a row says that is folded: of each kind of figures the latest; '' where there is none."""
    communes = [year for year in years.values() if isinstance(year, CommuneYear)]
    looked = [look.date for year in communes for look in year.board_checks if look.date <= today]
    return {
        "petitions": headline_petitions(communes, today, language),
        "surveys": headline_surveys(years, today, language),
        "boards": language.day(max(looked)) if looked else "",
    }


def say_state(
    years: Mapping[str, CommuneYear] | Mapping[str, ProvinceYear], today: date, language: Language = VIETNAMESE
) -> tuple[str, ...]:
    """How old the figures of the latest year are, whatever has been added to earlier ones, and of which years there are none."""
    if not years:
        return ()
    updated = years[max(years, key=int)].updated
    days = (today - updated).days
    said = [language.say("Cập nhật ngày {day}.", day=language.day(updated))]
    if days > 0:
        said = [language.many("Cập nhật ngày {day}, cách đây {number} ngày.", days, day=language.day(updated))]
    missing = years_without({name: year for name, year in years.items() if isinstance(year, CommuneYear)})
    if missing:
        said.append(language.say("Không có số liệu hồ sơ năm {years}.", years=", ".join(missing)))
    return tuple(said)


def render_reported_of_province(
    block: Block, province: ResolvedProvince, communes: Sequence[Overseen], reported: ReportedYears
) -> Markup:
    """What the communes of a province report, beside one another, and what the province reports itself."""
    today, language = block.today, block.language
    years = reported.provinces.get(province.path, {})
    known = years or any(reported.communes.get(one.totals.path) for one in communes)
    training, changes = show_units(years, today, language)
    return block.renderer.render_fragment(
        "part-reported.html",
        root=block.root,
        of_commune=False,
        state=say_state(years, today, language),
        sample=any(year.sample for year in years.values()),
        years=years,
        findings=show_findings(years, today, language=language),
        dossiers=None,
        cut_off=False,
        petitions="",
        surveys=show_surveys(years, today, language),
        online="",
        boards=(),
        beside_board="",
        training=training,
        changes=changes,
        office=show_office(years, today, language),
        headlines=_say_headlines(years, today, language),
        places=show_places(communes, reported.communes, today, block.root, language),
        files=_list_files(province.path, FILES, language) if block.alone and known else (),
    )


def render_reported_of_site(
    block: Block, communes: Sequence[Overseen], province_names: Mapping[str, str], reported: ReportedYears
) -> Markup:
    """How many communes of each province report, and the sums of what they report."""
    return show_provinces(communes, province_names, reported.communes, block.today, block.root, block.language)
