"""The tables of the site as a Data Package (Frictionless), with a table of the postings of each province."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from niemyet.model.data_parts import DataPart
from niemyet.open_data import addresses as data
from niemyet.open_data import law, places
from niemyet.open_data.writing import Data, write_json, write_lines, write_table
from niemyet.render import addresses
from niemyet.render.language import VIETNAMESE
from niemyet.render.listings import ListedCommune
from niemyet.render.renderer import OutputFile
from niemyet.render.summaries import card_due
from niemyet.resolve.answers import answers_in
from niemyet.resolve.communes import ResolvedProvince
from niemyet.values import dataclass

COLUMNS = ("commune", "commune_code", "commune_name", "code", "standing", "deadline", "posted", "sample", "url", "data", "fees")
"""The columns of the table of a province's postings; `deadline` and `fees` in words. A contract: what is new comes last."""
_TYPES = {"posted": "date", "sample": "boolean", "postings": "integer", "in_force": "integer"}
_MEANINGS = {
    "code": "Mã thủ tục, hoặc mã đơn vị ở bảng xã, phường",
    "commune": "Đường dẫn của xã, phường",
    "commune_code": "Mã đơn vị hành chính",
    "standing": "in_force: đang áp dụng; not_yet, ended, repealed, withdrawn: không áp dụng",
    "deadline": "Thời hạn giải quyết, bằng lời",
    "fees": "Khoản phải nộp, bằng lời; trống là chưa xác định",
    "posted": "Ngày niêm yết",
    "sample": "true: dữ liệu mẫu, không phải số thật",
    "url": "Trang cho người đọc",
    "data": "Tệp JSON có đủ câu trả lời; trống nếu trang không có phần JSON",
}


@dataclass(frozen=True, slots=True)
class TableView:
    """The inputs of the tables of postings and of the package."""

    site_url: str
    site_name: str
    data_licence: str
    province_names: Mapping[str, str]
    provinces: Mapping[str, ResolvedProvince]
    compared: tuple[ListedCommune, ...]
    open_data: tuple[DataPart, ...]


def write_package(view: TableView) -> Iterator[OutputFile]:
    """The postings of each province as a table and as JSON Lines, and the package that describes all tables."""
    tables = [("thu-tuc", data.PROCEDURES_TABLE, law.COLUMNS), ("xa-phuong", data.COMMUNES_TABLE, places.COLUMNS)]
    for path in view.province_names:
        communes = [one for one in view.compared if one.path.partition("/")[0] == path]
        rows = [*_list_rows(communes, view)]
        yield OutputFile(data.of_province_table(path), write_table(COLUMNS, rows))
        yield OutputFile(data.of_province_lines(path), write_lines(rows))
        tables.append((f"niem-yet-{path}", data.of_province_table(path), COLUMNS))
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "niem-yet",
        "title": view.site_name,
        "licenses": [{"path": view.data_licence}],
        "resources": [_describe_table(*table) for table in tables],
    }
    yield OutputFile(data.PACKAGE, write_json(package))


def _list_rows(communes: Iterable[ListedCommune], view: TableView) -> Iterator[Data]:
    site_url, with_data = view.site_url, "api" in view.open_data
    due = cache(lambda province, code: card_due(answers_in(view.provinces[province].procedures[code]), {}, VIETNAMESE))
    for commune in communes:
        province = commune.path.partition("/")[0]
        for code, posting in commune.postings.items():
            yield {
                "commune": commune.path,
                "commune_code": commune.code,
                "commune_name": commune.name,
                "code": code,
                "standing": posting.standing,
                "deadline": posting.deadlines[0],
                "posted": posting.posted.isoformat(),
                "sample": commune.sample or posting.sample,
                "url": site_url + addresses.of_posting(commune.path, code),
                "data": site_url + data.of_posting_data(commune.path, code) if with_data else None,
                "fees": (posting.fees[0] if posting.fees else due(province, code)) or None,
            }


def _describe_table(name: str, path: str, columns: Sequence[str]) -> Data:
    fields = [
        {
            "name": column,
            "type": _TYPES.get(column, "string"),
            **({"description": _MEANINGS[column]} if column in _MEANINGS else {}),
        }
        for column in columns
    ]
    return {
        "name": name,
        "path": path.removeprefix(data.API),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields},
    }
