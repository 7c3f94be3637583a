"""The provinces and communes of the site as data."""

from collections.abc import Iterable, Iterator, Mapping

from niemyet.model.data_parts import DataPart
from niemyet.model.folding import fold_words
from niemyet.model.former_units import PART, FormerDistrict
from niemyet.open_data.addresses import COMMUNES, COMMUNES_TABLE, PROVINCES, of_commune_data, of_commune_table, of_province_data
from niemyet.open_data.writing import Data, dump_record, write_json, write_table
from niemyet.render import addresses
from niemyet.render.listings import OutlinedCommune
from niemyet.render.renderer import OutputFile
from niemyet.resolve.communes import ResolvedProvince
from niemyet.values import dataclass

COLUMNS = ("path", "code", "name", "province", "postings", "in_force", "sample", "url")
"""The columns of the table of communes. A contract."""


@dataclass(frozen=True, slots=True)
class PlaceDataView:
    """The inputs of the data of places."""

    site_url: str
    provinces: Mapping[str, ResolvedProvince]
    province_names: Mapping[str, str]
    communes: tuple[OutlinedCommune, ...]
    former: Mapping[str, tuple[FormerDistrict, ...]]
    open_data: tuple[DataPart, ...]


def write_places(view: PlaceDataView) -> Iterator[OutputFile]:
    """The lists of provinces and communes, then each province with its communes."""
    communes = [_list_commune(view, one) for one in view.communes]
    yield OutputFile(COMMUNES, write_json({"communes": communes}))
    yield OutputFile(COMMUNES_TABLE, write_table(COLUMNS, communes))
    of: dict[str, list[Data]] = {path: [] for path in view.provinces}
    for one in communes:
        of[one["province"]].append(one)
    listed = [_list_province(view, path, len(of[path])) for path in view.provinces]
    yield OutputFile(PROVINCES, write_json({"provinces": listed}))
    for data in listed:
        province = view.provinces[data["path"]].province
        record = {key: value for key, value in dump_record(province).items() if key != "maintainers"}
        yield OutputFile(of_province_data(data["path"]), write_json({**data, "record": record, "communes": of[data["path"]]}))


def _list_commune(view: PlaceDataView, one: OutlinedCommune) -> Data:
    site_url = view.site_url
    return {
        "path": one.path,
        "code": one.code,
        "name": one.name,
        "former_names": [*one.former_names, *_name_former(one, view.former.get(one.path, ()))],
        "province": one.path.split("/")[0],
        "postings": len(one.standings),
        "in_force": one.current,
        "sample": one.sample,
        "url": site_url + addresses.of_place(one.path),
        "data": site_url + of_commune_data(one.path),
        "table": site_url + of_commune_table(one.path) if "tables" in view.open_data else None,
    }


def _name_former(one: OutlinedCommune, districts: Iterable[FormerDistrict]) -> Iterator[str]:
    """The old communes in it by the register that it does not name itself; of which it has a part alone, "một phần xã …"."""
    own = {fold_words(name.partition("(")[0]) for name in one.former_names}
    for old in (old for district in districts for old in district.communes):
        if fold_words(old.name) not in own:
            yield f"{PART if old.part else ''}{old.name}"


def _list_province(view: PlaceDataView, path: str, communes: int) -> Data:
    return {
        "path": path,
        "code": view.provinces[path].province.code,
        "name": view.province_names[path],
        "communes_here": communes,
        "sample": view.provinces[path].province.sample,
        "url": view.site_url + addresses.of_place(path),
        "data": view.site_url + of_province_data(path),
    }
