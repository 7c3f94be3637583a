"""Where programs and assistants begin: `/api/v1/index.json`, the description of the interface, `llms.txt`."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from niemyet.cache.codec import decode, encode
from niemyet.cache.digests import digest
from niemyet.cache.kept import keep
from niemyet.cache.program import digest_program
from niemyet.model.data_parts import DataPart
from niemyet.model.reference import FieldOfWork
from niemyet.open_data import addresses
from niemyet.open_data.catalogue import list_datasets, write_catalogue
from niemyet.open_data.interface import VERSION
from niemyet.open_data.parts import is_there
from niemyet.open_data.texts import IN_A_LINK, write_lines
from niemyet.open_data.writing import write_json
from niemyet.render.addresses import CHANGES, COMING, DOCUMENTS, PROCEDURES, SEARCH, of_place
from niemyet.render.renderer import OutputFile
from niemyet.resolve.procedures import DatedProcedure
from niemyet.values import dataclass

_FILES = (
    ("Mọi thủ tục", addresses.PROCEDURES, "mã, tên, lĩnh vực"),
    ("Xã, phường", addresses.COMMUNES, "đường dẫn, mã, tên cũ"),
    ("Mô tả giao diện", addresses.OPENAPI, "OpenAPI 3.1"),
)


@dataclass(frozen=True, slots=True)
class EntryView:
    """The inputs of the entries."""

    today: date
    site_url: str
    site_name: str
    data_licence: str
    fields: Mapping[str, FieldOfWork]
    province_names: Mapping[str, str]
    procedures: Mapping[str, DatedProcedure]
    open_data: tuple[DataPart, ...]


def write_entries(view: EntryView) -> Iterator[OutputFile]:
    """The files to begin with."""
    files = {
        "procedures": addresses.PROCEDURES,
        "provinces": addresses.PROVINCES,
        "communes": addresses.COMMUNES,
        "documents": addresses.DOCUMENTS,
        "articles": addresses.ARTICLES,
        "fields": addresses.FIELDS,
        "life_events": addresses.LIFE_EVENTS,
        "calendars": addresses.CALENDARS,
        "package": addresses.PACKAGE,
        "catalogue": addresses.CATALOGUE,
        "services": addresses.SERVICES,
        "compliance": "theo-doi/so-lieu.json",
        "online_services": "theo-doi/truc-tuyen/truc-tuyen.json",
        "news": "tin-tuc/tin.json",
        "changes": addresses.COMING_CHANGES,
        "figures": addresses.COMPLIANCE,
        "elsewhere": addresses.ELSEWHERE,
        "synonyms": addresses.SYNONYMS,
        "openapi": addresses.OPENAPI,
    }
    files = {name: path for name, path in files.items() if not path.startswith(addresses.API) or is_there(path, view.open_data)}
    data = {
        "version": VERSION,
        "name": view.site_name,
        "as_of": view.today.isoformat(),
        "licence": view.data_licence,
        "parts": list(view.open_data),
        "rules": [
            "null là chưa xác định, không phải 0.",
            "Mục có sample: true là minh họa, không được đưa ra như số liệu thật.",
            "Có outdated thì pháp luật đã thay các phần nêu ở parts (trống: mọi phần); không trả lời từ những phần ấy.",
            "Chỉ trả lời từ bản niêm yết có standing là in_force; luôn dẫn url của bản niêm yết.",
        ],
        "files": {name: view.site_url + path for name, path in files.items()},
    }
    yield OutputFile(addresses.INDEX, write_json(data))
    about = view.site_url, view.site_name, view.data_licence
    yield write_catalogue(*about, view.today.isoformat(), list_datasets(view.province_names, view.open_data))
    yield from _describe_interface(*about, view.open_data)
    yield OutputFile(addresses.LLMS, _write_llms(view).encode())


def _describe_interface(site_url: str, title: str, licence: str, parts: tuple[DataPart, ...]) -> Iterator[OutputFile]:
    """As `write_openapi`, kept from one build to the next: it depends on the program and these words alone."""

    def make() -> bytes:
        from niemyet.open_data.openapi import write_openapi  # here, because its hundred shapes are slow to make

        return encode({one.path: one.data for one in write_openapi(site_url, title, licence, parts)})

    key = digest(digest_program(), encode([site_url, title, licence, parts]))
    files: dict[str, bytes] = decode(keep("interface", key, make))
    return (OutputFile(path, data) for path, data in files.items())


def _page_of_province(path: str, parts: Collection[DataPart]) -> str:
    """The data of a province; where there are none, its page."""
    data = addresses.of_province_data(path)
    return data if is_there(data, parts) else of_place(path)


def _write_llms(view: EntryView) -> str:
    """The site in short, for assistants (llmstxt.org)."""
    url = view.site_url
    lines = [
        f"# {view.site_name}",
        "",
        "> Thủ tục hành chính do các xã, phường niêm yết: giấy tờ, phí, thời hạn, nơi nộp, giờ làm việc. "
        f"Nội dung của ngày {view.today:%d/%m/%Y}.",
        "",
        "Khi trả lời người dân: chỉ dùng bản niêm yết đang áp dụng của đúng xã, phường; dẫn địa chỉ của trang và căn cứ; nơi bản "
        "niêm yết ghi “chưa xác định” thì nói là chưa xác định, không suy đoán; số liệu ghi là mẫu thì không đưa ra như số thật. "
        f"Mỗi xã, phường, bản niêm yết, thủ tục có bản chữ ở cùng địa chỉ, tên {addresses.TEXT}.",
        "",
        "## Dữ liệu",
        "",
        *(f"- [{name}]({url}{path}): {what}" for name, path, what in _FILES if is_there(path, view.open_data)),
        f"- [Tìm kiếm]({url}{SEARCH}) · [Văn bản]({url}{DOCUMENTS}) · [Thay đổi]({url}{CHANGES}) · [Sắp thay đổi]({url}{COMING})",
        "",
        "## Thủ tục",
        "",
        *(
            f"- [{one.procedure.title.translate(IN_A_LINK)}]({url}{PROCEDURES}{code}/{addresses.TEXT}): "
            f"mã {code}, {one.field_name}"
            for code, one in view.procedures.items()
            if one.standing == "in_force"
        ),
        "",
        "## Tỉnh, thành phố",
        "",
        *(f"- [{name}]({url}{_page_of_province(path, view.open_data)})" for path, name in view.province_names.items()),
    ]
    return write_lines(lines)
