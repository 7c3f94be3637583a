"""The data of the site as a DCAT-AP catalogue (JSON-LD): each data set with its files, as far as the site has them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from niemyet.model.data_parts import DataPart
from niemyet.open_data import addresses as data
from niemyet.open_data.graphs import leads, write_graph
from niemyet.open_data.interface import type_of_file
from niemyet.open_data.linked import CONTEXT
from niemyet.open_data.parts import is_there
from niemyet.open_data.writing import Data
from niemyet.render.renderer import OutputFile

DCAT_CONTEXT: Mapping[str, Any] = {
    **{key: CONTEXT[key] for key in ("dct", "dcat", "foaf", "title", "description", "identifier")},
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dataset": leads("dcat:dataset"),
    "distribution": leads("dcat:distribution"),
    "licence": leads("dct:license"),
    "publisher": leads("dct:publisher"),
    "accessURL": leads("dcat:accessURL"),
    "downloadURL": leads("dcat:downloadURL"),
    "mediaType": leads("dcat:mediaType"),
    "modified": {"@id": "dct:modified", "@type": "xsd:date"},
    "name": "foaf:name",
}
_MEDIA = "https://www.iana.org/assignments/media-types/"


class Dataset(NamedTuple):
    """A data set of the catalogue: its key, which ends its address, its name, what it is, its files."""

    key: str
    title: str
    description: str
    files: Sequence[str]


_DATASETS = (
    Dataset(
        "thu-tuc",
        "Thủ tục hành chính",
        "Các thủ tục: giấy tờ, phí, thời hạn, căn cứ pháp lý.",
        (data.PROCEDURES, data.PROCEDURES_TABLE, data.SERVICES),
    ),
    Dataset(
        "xa-phuong",
        "Xã, phường và bản niêm yết",
        "Xã, phường của trang, mỗi nơi có tệp riêng về các bản niêm yết.",
        (data.COMMUNES, data.COMMUNES_TABLE),
    ),
    Dataset("van-ban", "Văn bản pháp luật", "Các văn bản được dẫn, còn hiệu lực hay không, thủ tục nào dẫn.", (data.DOCUMENTS,)),
    Dataset("lich", "Ngày nghỉ, ngày làm bù", "Lịch nghỉ của các năm, ngày làm việc hoán đổi.", (data.CALENDARS,)),
    Dataset("su-kien", "Sự kiện trong đời", "Việc người dân làm nối tiếp nhau khi có một sự kiện.", (data.LIFE_EVENTS,)),
    Dataset("thay-doi", "Sắp thay đổi", "Điều đã biết là sẽ thay đổi, từ ngày nào, theo văn bản nào.", (data.COMING_CHANGES,)),
    Dataset("tuan-thu", "Theo dõi niêm yết", "Mỗi xã, phường đã niêm yết đến đâu so với danh mục.", (data.COMPLIANCE,)),
)


def list_datasets(province_names: Mapping[str, str], parts: Collection[DataPart]) -> Iterator[Dataset]:
    """The data sets of a site with these parts, those of its provinces last; each with the files that are there."""
    of_provinces = (
        Dataset(
            f"niem-yet-{path}",
            f"Bản niêm yết, {name}",
            f"Mọi bản niêm yết của các xã, phường của {name}, mỗi dòng một bản.",
            (data.of_province_data(path), data.of_province_table(path), data.of_province_lines(path)),
        )
        for path, name in province_names.items()
    )
    for one in (*_DATASETS, *of_provinces):
        files = [path for path in one.files if is_there(path, parts)]
        if files:
            yield one._replace(files=files)


def write_catalogue(site_url: str, site_name: str, licence: str, day: str, datasets: Iterable[Dataset]) -> OutputFile:
    """The data of the site as a DCAT catalogue; `day` is that of the build."""
    home = f"{site_url}{data.API}"
    publisher = {
        "@id": f"{home}#noi-cong-bo",
        "@type": "foaf:Agent",
        "name": site_name,
        "title": site_name,
        "identifier": site_url,
    }
    graph: list[Data] = [publisher]
    listed = list(datasets)
    for key, title, description, files in listed:
        graph.append(
            {
                "@id": f"{home}#{key}",
                "@type": "dcat:Dataset",
                "identifier": key,
                "title": title,
                "description": description,
                "publisher": publisher["@id"],
                "licence": licence,
                "modified": day,
                "distribution": [site_url + path for path in files],
            }
        )
        for path in files:
            graph.append(
                {
                    "@id": site_url + path,
                    "@type": "dcat:Distribution",
                    "accessURL": site_url + path,
                    "downloadURL": site_url + path,
                    "mediaType": _MEDIA + type_of_file(path),
                    "licence": licence,
                }
            )
    graph.append(
        {
            "@id": f"{home}#danh-muc",
            "@type": "dcat:Catalog",
            "title": site_name,
            "description": "Dữ liệu mở về thủ tục hành chính niêm yết tại xã, phường.",
            "publisher": publisher["@id"],
            "licence": licence,
            "dataset": [f"{home}#{key}" for key, *_ in listed],
        }
    )
    return write_graph(data.CATALOGUE, DCAT_CONTEXT, graph)
