"""The home page and the pages of provinces: the way to one's commune."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from niemyet.render import addresses
from niemyet.render.listings import ListedCommune
from niemyet.render.pages.coming import list_coming
from niemyet.render.pages.procedures import in_force
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.render.wording import capitalize, format_number, name_unit
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.site import ResolvedReference

LATEST_ARTICLES = 5
COMING_DAYS = 3
"""The home page names so many of the days on which something changes."""
MOST_NAMED = 60
"""The home page names every commune up to this many; beyond, it names provinces only."""


def render_places(renderer: TemplateRenderer, reference: ResolvedReference, communes: Sequence[ListedCommune]) -> Iterator[Page]:
    """The home page, the search page, then every province."""
    by_province: dict[str, list[ListedCommune]] = {path: [] for path in reference.provinces}
    for commune in communes:
        by_province[commune.path.split("/")[0]].append(commune)
    yield _render_home(renderer, reference, by_province)
    yield renderer.render_page(
        "search",
        addresses.SEARCH,
        title="Tìm kiếm",
        description="Tìm thủ tục, xã, phường và tin: gõ có dấu hay không dấu đều được.",
        file="theme/records/search.html",
        fields=reference.fields,
        life_events=reference.life_events,
    )
    for path, province in reference.provinces.items():
        yield _render_province(renderer, reference, province, by_province[path])


def _render_home(
    renderer: TemplateRenderer, reference: ResolvedReference, by_province: Mapping[str, list[ListedCommune]]
) -> Page:
    current = in_force(reference.procedures.values())
    counts = {name: sum(d.procedure.field == name for d in current) for name in reference.fields}
    few = sum(map(len, by_province.values())) <= MOST_NAMED
    provinces = [
        (reference.provinces[path], renderer.render_fragment("part-places.html", root="", communes=listed) if few else "")
        for path, listed in by_province.items()
    ]
    return renderer.render_page(
        "home",
        "",
        title="Thủ tục hành chính tại xã, phường",
        description="Giấy tờ cần mang, phí, thời hạn, nơi nộp và giờ làm việc cho từng thủ tục tại xã, phường của bạn.",
        file="docs/index.md",
        provinces=provinces,
        life_events=reference.life_events,
        fields=[(name, field, counts[name]) for name, field in reference.fields.items() if counts[name]],
        articles=reference.articles[:LATEST_ARTICLES],
        coming=list_coming(reference)[:COMING_DAYS],
    )


def _render_province(
    renderer: TemplateRenderer, reference: ResolvedReference, resolved: ResolvedProvince, communes: Sequence[ListedCommune]
) -> Page:
    province = resolved.province
    name = name_unit(province)
    official = sum(unit.province_code == province.code for unit in reference.units.values())
    return renderer.render_page(
        "province",
        addresses.of_place(resolved.path),
        title=capitalize(name),
        description=f"{len(communes)} xã, phường, đặc khu của {name} niêm yết thủ tục hành chính tại đây.",
        file=f"catalogue/{resolved.path}/province.yaml",
        province=province,
        communes=communes,
        official=format_number(official),
        places_html=renderer.render_fragment("part-places.html", root="../", communes=communes),
        fees=list(_list_provincial_fees(resolved)),
    )


def _list_provincial_fees(resolved: ResolvedProvince) -> Iterator[dict[str, Any]]:
    for code, provincial in resolved.procedures.items():
        lines = [line for line in provincial.terms.fees if line.level == "province"]
        if lines:
            basis = list(dict.fromkeys(line.fee.basis for line in lines if line.fee.basis))
            procedure = provincial.procedure
            yield {"code": code, "name": procedure.name, "cases": procedure.case_names, "lines": lines, "basis": basis}
