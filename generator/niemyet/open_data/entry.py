"""Where programs and assistants begin: `/api/v1/index.json`, the description of the interface, `llms.txt`."""

from collections.abc import Iterator, Mapping
from datetime import date

from niemyet.cache.codec import decode, encode
from niemyet.cache.digests import digest
from niemyet.cache.kept import keep
from niemyet.cache.program import digest_program
from niemyet.model.data_parts import DataPart
from niemyet.model.life_events import LifeEvent
from niemyet.model.reference import FieldOfWork
from niemyet.open_data import addresses
from niemyet.open_data.catalogue import list_datasets, write_catalogue
from niemyet.open_data.interface import VERSION
from niemyet.open_data.parts import is_there
from niemyet.open_data.texts import IN_A_LINK, write_lines
from niemyet.open_data.writing import write_json
from niemyet.render.addresses import (
    ALPHABET,
    CHANGES,
    COMING,
    COMMUNES,
    DOCUMENTS,
    ELSEWHERE,
    HOURS,
    LIFE_EVENTS,
    NEWS,
    PROCEDURES,
    REFORM,
    SEARCH,
    of_life_event,
    of_place,
)  # fmt: skip
from niemyet.render.renderer import OutputFile
from niemyet.resolve.procedures import DatedProcedure
from niemyet.values import dataclass

_FILES = (
    ("Mọi thủ tục", addresses.PROCEDURES, "mã, tên, lĩnh vực"),
    ("Xã, phường", addresses.COMMUNES, "đường dẫn, mã, tên cũ"),
    ("Mô tả giao diện", addresses.OPENAPI, "OpenAPI 3.1"),
)
_LISTS = (
    ("Thủ tục theo lĩnh vực", PROCEDURES, "mọi thủ tục, cả thủ tục không còn áp dụng"),
    ("Thủ tục từ A đến Z", ALPHABET, "cả tên thường gọi"),
    ("Việc này làm ở đâu", ELSEWHERE, "việc không nộp ở xã, phường"),
    ("Giờ làm việc và ngày nghỉ", HOURS, "ngày lễ, tết, ngày làm bù"),
    ("Sắp thay đổi", COMING, "điều gì đổi, từ ngày nào"),
    ("Thay đổi gần đây", CHANGES, "điều gì vừa đổi"),
    ("Sự kiện trong đời", LIFE_EVENTS, "việc phải làm khi sinh con, chuyển nhà…"),
    ("Văn bản", DOCUMENTS, "mọi văn bản được dẫn, còn hay hết hiệu lực"),
    ("Tin", NEWS, "tin mới nhất, và danh sách theo chủ đề, năm, nơi"),
    ("Sáu nội dung cải cách", REFORM, "mỗi nội dung một trang"),
    ("Xã, phường, đặc khu của cả nước", COMMUNES, "cả nơi chưa niêm yết, tên cũ"),
)
"""Pages that lead to all others of their kind; of each there is a text."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """The inputs of the entries."""

    today: date
    site_url: str
    site_name: str
    data_licence: str
    fields: Mapping[str, FieldOfWork]
    life_events: Mapping[str, LifeEvent]
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
        "Mỗi trang của thủ tục, bản niêm yết, xã, phường, tỉnh, lĩnh vực, sự kiện trong đời, văn bản, tin có bản chữ ở cùng địa "
        f"chỉ, tên {addresses.TEXT}; trang nào có thì nêu trong thẻ link kiểu text/markdown.",
        "",
        "## Dữ liệu",
        "",
        *(f"- [{name}]({url}{path}): {what}" for name, path, what in _FILES if is_there(path, view.open_data)),
        f"- [Tìm kiếm]({url}{SEARCH})",
        "",
        "## Danh sách",
        "",
        *(f"- [{name}]({url}{address}{addresses.TEXT}): {what}" for name, address, what in _LISTS),
        "",
        "## Sự kiện trong đời",
        "",
        *(
            f"- [{one.name.translate(IN_A_LINK)}]({url}{of_life_event(key)}{addresses.TEXT})"
            for key, one in view.life_events.items()
        ),
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
        *(f"- [{name}]({url}{of_place(path)}{addresses.TEXT})" for path, name in view.province_names.items()),
    ]
    return write_lines(lines)
