"""The pages of figures above the communes: /theo-doi/ of the whole site, and one of each province."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from niemyet.model.orthography import capitalize
from niemyet.model.reference import Unit
from niemyet.oversight.data import describe_totals
from niemyet.oversight.overseen import Overseen
from niemyet.oversight.pages.awarded import render_awarded_of_province, render_awarded_of_site
from niemyet.oversight.pages.block import Block
from niemyet.oversight.pages.computed_places import (
    MOST_OPEN,
    draw_months_of,
    draw_places,
    draw_sums,
    in_order,
    place_of_commune,
    place_of_province,
    tabulate_shares,
)
from niemyet.oversight.pages.frame import FIGURES_CSV, FIGURES_JSON, FIGURES_WORKBOOK, join_blocks
from niemyet.oversight.pages.office import render_ratings
from niemyet.oversight.pages.reported import render_reported_of_province, render_reported_of_site
from niemyet.oversight.reported_data import write_years
from niemyet.oversight.tables import PLACES, FigureTable, tabulate_places, write_figures_csv, write_figures_workbook
from niemyet.oversight.totals import Totals
from niemyet.oversight.words import FIGURES, say_limit
from niemyet.render import addresses
from niemyet.render.data_files import find_beside, write_json
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.renderer import OutputFile, Page, TemplateRenderer
from niemyet.resolve.communes import ResolvedProvince
from niemyet.validate.records import ReportedYears
from niemyet.values import dataclass

FILES = (("Excel", FIGURES_WORKBOOK), ("CSV", FIGURES_CSV), ("JSON", FIGURES_JSON))


@dataclass(frozen=True, slots=True)
class OversightView:
    """The inputs of these pages."""

    today: date
    units: Mapping[str, Unit]
    provinces: Mapping[str, ResolvedProvince]
    overseen: tuple[Overseen, ...]
    reported: ReportedYears


def render_oversight(renderer: TemplateRenderer, view: OversightView) -> Iterator[Page | OutputFile]:
    """Yields the page of the site, then that of every province."""
    by_province: dict[str, list[Overseen]] = {path: [] for path in view.provinces}
    for one in view.overseen:
        by_province[one.totals.path.partition("/")[0]].append(one)
    yield _render_site(renderer, view, by_province)
    for path, province in view.provinces.items():
        yield _render_province(renderer, view, province, by_province[path])
    if renderer.language.code != VIETNAMESE.code:
        return
    yield from _write_files(addresses.OVERSIGHT, view.today, [one.totals for one in view.overseen])
    for path in view.provinces:
        address = addresses.of_oversight(path)
        yield from _write_files(address, view.today, [one.totals for one in by_province[path]])
        communes = {one.totals.path: view.reported.communes.get(one.totals.path, {}) for one in by_province[path]}
        yield from write_years(address, {path: view.reported.provinces.get(path, {}), **communes}, workbook=True)


def _write_files(address: str, today: date, totals: Sequence[Totals]) -> Iterator[OutputFile]:
    """The figures of the communes beside a page."""
    rows = tuple(tabulate_places(totals))
    data = {"day": today, "sample": any(one.sample for one in totals), "communes": [describe_totals(one) for one in totals]}
    yield OutputFile(f"{address}{FIGURES_CSV}", write_figures_csv(PLACES, rows))
    yield OutputFile(f"{address}{FIGURES_JSON}", write_json(data))
    yield OutputFile(f"{address}{FIGURES_WORKBOOK}", write_figures_workbook([FigureTable("Theo dõi niêm yết", PLACES, rows)]))


def _list_files(address: str, language: Language) -> list[tuple[str, str]]:
    """The files of the figures, as they are reached from the page."""
    return [(name, find_beside(address, language) + file) for name, file in FILES]


def _render_site(renderer: TemplateRenderer, view: OversightView, by_province: Mapping[str, Sequence[Overseen]]) -> Page:
    root, totals = addresses.root_from(addresses.OVERSIGHT), [one.totals for one in view.overseen]
    language = renderer.language
    names = {path: language.name_unit(one.province) for path, one in view.provinces.items()}
    places = [
        place_of_province(names[path], path, [one.totals for one in communes], language) for path, communes in by_province.items()
    ]
    listed = [one for one in totals if one.has_list]
    computed = renderer.render_fragment(
        "part-oversight-places.html",
        root=root,
        bars=draw_sums(totals, view.today, language) if totals else "",
        table=tabulate_shares(places, root, language.say("Tỉnh, thành phố"), language) if places else "",
        multiples=draw_places(places, root, language) if listed else "",
        months=draw_months_of(totals, language),
        figures=FIGURES,
        limits=[say_limit(one.province, language) for one in view.provinces.values()],
        without=[],
        listless=[name for path, name in names.items() if by_province[path] and view.provinces[path].province.list is None],
        files=_list_files(addresses.OVERSIGHT, language),
        number=0,
        most_open=MOST_OPEN,
        several=language.say("Các tỉnh, thành phố"),
    )
    return renderer.render_page(
        "oversight",
        addresses.OVERSIGHT,
        title=language.say("Theo dõi niêm yết"),
        description=language.say(
            "Thủ tục hành chính đã niêm yết đủ, còn đúng, đúng hạn chưa: tính từ bản ghi của từng xã, phường, đặc khu."
        ),
        communes=len(totals),
        sample=any(one.sample for one in totals),
        day=view.today,
        blocks=join_blocks(
            computed + render_ratings(renderer, view.overseen),
            render_reported_of_site(Block(renderer, view.today, root), view.overseen, names, view.reported),
            render_awarded_of_site(language),
            language,
        ),
    )


def _render_province(
    renderer: TemplateRenderer, view: OversightView, province: ResolvedProvince, communes: Sequence[Overseen]
) -> Page:
    address, language = addresses.of_oversight(province.path), renderer.language
    name = language.name_unit(province.province)
    root, totals = addresses.root_from(address), in_order(one.totals for one in communes)
    listed = [one for one in totals if one.has_list]
    places = [place_of_commune(one, language) for one in totals]
    block = Block(renderer, view.today, root)
    official = sum(unit.province_code == province.province.code for unit in view.units.values())
    computed = renderer.render_fragment(
        "part-oversight-places.html",
        root=root,
        bars=draw_sums(totals, view.today, language) if totals else "",
        table=tabulate_shares(places, root, language.say("Xã, phường, đặc khu"), language) if places else "",
        multiples=draw_places(places, root, language) if listed else "",
        months=draw_months_of(totals, language),
        figures=FIGURES,
        limits=[say_limit(province.province, language)],
        without=[language.unit(one.name) for one in totals if not one.counts.current_postings],
        listless=[],
        files=_list_files(address, language),
        number=len(places),
        most_open=MOST_OPEN,
        several=language.say("Các xã, phường, đặc khu"),
    )
    return renderer.render_page(
        "oversight-province",
        address,
        title=language.say("Theo dõi niêm yết: {name}", name=name),
        description=language.say(
            "{name}: từng xã, phường, đặc khu đã niêm yết bao nhiêu thủ tục của danh mục, đủ bộ phận, còn đúng, đúng hạn hay "
            "chưa.",
            name=capitalize(name),
        ),
        path=province.path,
        name=name,
        communes=len(totals),
        official=language.number(official),
        sample=province.province.sample or any(one.sample for one in totals),
        day=view.today,
        blocks=join_blocks(
            computed + render_ratings(renderer, communes),
            render_reported_of_province(block, province, communes, view.reported),
            render_awarded_of_province(block, province, communes, view.reported),
            language,
        ),
    )
