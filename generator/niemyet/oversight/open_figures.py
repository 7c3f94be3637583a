"""The figures as open data: how far each commune has posted what its list asks for, and the counts of provinces."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from niemyet.model.data_parts import DataPart
from niemyet.open_data.addresses import COMPLIANCE, of_compliance_data
from niemyet.oversight.compliance import Compliance
from niemyet.oversight.data import describe_compliance, describe_totals
from niemyet.oversight.overseen import Overseen
from niemyet.oversight.required import Requirements
from niemyet.render import addresses
from niemyet.render.data_files import write_json
from niemyet.render.renderer import OutputFile
from niemyet.resolve.communes import ResolvedProvince
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class FiguresDataView:
    """The inputs of the figures of provinces."""

    today: date
    site_url: str
    provinces: Mapping[str, ResolvedProvince]
    province_names: Mapping[str, str]
    overseen: tuple[Overseen, ...]
    open_data: tuple[DataPart, ...]


def write_commune_figures(figures: Compliance, required: Requirements, site_url: str) -> OutputFile:
    """The figures of one commune with every procedure behind them."""
    data = describe_compliance(figures, required.name_of)
    missing = [{key: value for key, value in one.items() if key != "command"} for one in data["missing"]]
    page = {"url": site_url + addresses.of_oversight(figures.path)}
    return OutputFile(of_compliance_data(figures.path), write_json({**page, **data, "missing": missing}, compact=True))


def write_figures(view: FiguresDataView) -> Iterator[OutputFile]:
    """The figures of the communes of each province, and the list of these files."""
    of: dict[str, list[dict[str, Any]]] = {path: [] for path in view.provinces}
    for one in view.overseen:
        path = one.totals.path
        at = {"url": view.site_url + addresses.of_oversight(path), "data": view.site_url + of_compliance_data(path)}
        of[path.partition("/")[0]].append({**describe_totals(one.totals), **at})
    listed = []
    for path, communes in of.items():
        head = {
            "path": path,
            "name": view.province_names[path],
            "day": view.today,
            "sample": any(one["sample"] for one in communes),
            "url": view.site_url + addresses.of_oversight(path),
        }
        yield OutputFile(of_compliance_data(path), write_json({**head, "communes": communes}, compact=True))
        listed.append({**head, "communes": len(communes), "data": view.site_url + of_compliance_data(path)})
    yield OutputFile(COMPLIANCE, write_json({"provinces": listed}, compact=True))
