"""The kinds of files of a project: a table of their names, level, place, and address in the site.

Places and addresses are patterns such as `catalogue/<province>/<commune>/<code>.yaml`, with slots in angle brackets. Everything
else is derived from them: regular expressions to find files, globs for editors, allowed folders, paths of new files. What needs
other modules (the model, reading) refers to the table by the kind's name.
"""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.model.codes import BEFORE_DAY, DAY, FILE_CODE, SLUG, YEAR, code_of_file
from niemyet.patterns import regex
from niemyet.values import dataclass

Level: TypeAlias = Literal["reference", "province", "commune"]
"""Who decides what a record says: the law, a province, a commune."""
KindName: TypeAlias = Literal[
    "procedure", "overlay", "posting", "province", "commune", "duty", "boundary", "ratings", "article",
    "calendar", "fields", "documents", "life-events",
    "synonyms", "elsewhere", "translations", "province-translations", "province-procedure", "province-documents", "doubts",
    "units", "former-units", "national-file", "province-file", "image", "article-file", "page", "oversight",
    "board-photo", "province-oversight", "figure",
]  # fmt: skip
RecordKind: TypeAlias = KindName | Literal["settings"]
"""What a record may be: that of a kind of file, or what mkdocs.yml says, which is no part of the catalogue."""
PICTURE_ENDINGS = ("jpg", "jpeg", "png", "webp", "avif", "gif", "heic")
ATTACHMENT_ENDINGS = ("pdf", "docx", "doc", "xlsx", "odt")
"""Of files that citizens take away: forms to fill in, the text of a document."""


class _Slot(NamedTuple):
    """What a slot may contain: a regular expression without groups, and a glob."""

    pattern: str
    glob: str = "*"


_NAME = SLUG.pattern.replace("(", "(?:")
_SLOTS: Mapping[str, _Slot] = {
    "province": _Slot(rf"(?!reference/){_NAME}"),
    "commune": _Slot(rf"(?!(?:procedures|tep|oversight)/){_NAME}"),
    "field": _Slot(_NAME),
    "slug": _Slot(_NAME),
    "code": _Slot(FILE_CODE, "[0-9].[0-9]*"),
    "version": _Slot(rf"{FILE_CODE}(?:{BEFORE_DAY}{DAY})?"),
    "year": _Slot(YEAR),
    "folders": _Slot(rf"(?:{_NAME}/)*", "**/"),
    "picture": _Slot(rf"[A-Za-z0-9][A-Za-z0-9._-]*\.(?:{'|'.join(PICTURE_ENDINGS)})"),
    "attachment": _Slot(rf"{_NAME}\.(?:{'|'.join(ATTACHMENT_ENDINGS)})"),
}
_SLOT = regex("<([a-z]+)>")


def _fill(place: str, values: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: values[slot[1]], place)


def _make_pattern(place: str, named: bool = False) -> str:
    """The regular expression of a pattern; `named`: with a named group for each slot."""
    return _fill(
        place.replace(".", r"\."), {name: f"(?P<{name}>{one.pattern})" if named else one.pattern for name, one in _SLOTS.items()}
    )


@dataclass(frozen=True)
class FileKind:
    """A kind of file. `place` and `address` are patterns with slots, see the module."""

    name: KindName
    level: Level | Literal["site"]
    """The level the file belongs to; "site": none of the catalogue's levels."""
    place: str
    file: str
    """The name of the kind of file, in Vietnamese."""
    record: Bilingual | None = None
    """The name of a record of this kind within a sentence; None if the kind has no model."""
    register: bool = False
    """Whether the file is a list of records, each under its short name or number."""
    address: str = ""
    """The address of the page (or picture, or file to take away) made from one file; '' if there is none."""

    above: bool = False
    """Whether a commune's file is read with what lies above the communes: no page of a posting depends on it."""

    @property
    def below_commune(self) -> bool:
        """Whether such files are read with one commune."""
        return self.level == "commune" and not self.above

    @property
    def handwritten(self) -> bool:
        """Whether they are hand-written pages or their pictures, not records."""
        return self.place.startswith("docs/")

    @property
    def picture(self) -> bool:
        """Whether they are pictures."""
        return self.place.endswith("<picture>")

    @property
    def attachment(self) -> bool:
        """Whether they are files to be taken away as they are."""
        return self.place.endswith("<attachment>")

    @property
    def file_name(self) -> str:
        """The file name of the place, with its slots."""
        return self.place.rpartition("/")[2]

    @property
    def fixed_folder(self) -> str:
        """The folder of the place up to its first slot."""
        return self.place.partition("<")[0].rpartition("/")[0]

    @property
    def pattern(self) -> str:
        """The place as a regular expression without groups."""
        return _make_pattern(self.place)

    @property
    def glob(self) -> str:
        """The place as a glob for editors."""
        return _fill(self.place, {name: slot.glob for name, slot in _SLOTS.items()})

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders above such a file as regular expressions without groups, outermost first."""
        parts = self.place.split("/")[:-1]
        return tuple(_make_pattern("/".join(parts[: end + 1])) for end in range(len(parts)))

    @cached_property
    def _slots(self) -> re.Pattern[str]:
        return re.compile(_make_pattern(self.place, named=True))

    def address_of(self, path: str) -> str:
        """The address in the site of the file at `path`; '' for the home page. Raises ValueError if nothing is made from it."""
        found = self._slots.fullmatch(path)
        if found is None or not self.address:
            raise ValueError(path)
        address = _fill(self.address, {**found.groupdict(), "code": code_of_file(path)})
        return re.sub("(?:^|(?<=/))index/$", "", address) if self.handwritten else address


_TABLE = (
    FileKind(
        "procedure", "reference", "catalogue/reference/procedures/<field>/<version>.yaml", "thủ tục",
        Bilingual("một thủ tục", "a procedure"), address="thu-tuc/<code>/",
    ),
    FileKind(
        "overlay", "province", "catalogue/<province>/<code>.yaml", "phần riêng của tỉnh",
        Bilingual("phần riêng của tỉnh", "a province's overlay"),
    ),
    FileKind(
        "posting", "commune", "catalogue/<province>/<commune>/<code>.yaml", "bản niêm yết",
        Bilingual("một bản niêm yết", "a posting"), address="<province>/<commune>/<code>/",
    ),
    FileKind(
        "province", "province", "catalogue/<province>/province.yaml", "tỉnh",
        Bilingual("thông tin của tỉnh", "a province"), address="<province>/",
    ),
    FileKind(
        "commune", "commune", "catalogue/<province>/<commune>/commune.yaml", "xã, phường",
        Bilingual("thông tin của xã", "a commune"), address="<province>/<commune>/",
    ),
    FileKind(
        "duty", "commune", "catalogue/<province>/<commune>/duty.yaml", "lịch trực",
        Bilingual("lịch trực của nơi tiếp nhận", "the duty roster of an office"),
    ),
    FileKind(
        "boundary", "commune", "catalogue/<province>/<commune>/boundary.geojson", "tệp địa giới",
        address="<province>/<commune>/dia-gioi.geojson",
    ),
    FileKind("ratings", "province", "catalogue/<province>/ratings.csv", "số lượt đánh giá"),
    FileKind(
        "article", "site", "news/<year>/<slug>.md", "bài viết",
        Bilingual("phần đầu của một bài viết", "an article's front matter"), address="tin-tuc/<year>/<slug>/",
    ),
    FileKind(
        "calendar", "reference", "catalogue/reference/calendar/<year>.yaml", "lịch ngày nghỉ",
        Bilingual("lịch ngày nghỉ", "a calendar"),
    ),
    FileKind(
        "fields", "reference", "catalogue/reference/fields.yaml", "danh sách lĩnh vực",
        Bilingual("danh sách lĩnh vực", "the list of fields"), register=True,
    ),
    FileKind(
        "documents", "reference", "catalogue/reference/documents.yaml", "danh sách văn bản",
        Bilingual("danh sách văn bản", "the list of documents"), register=True,
    ),
    FileKind(
        "life-events", "reference", "catalogue/reference/life-events.yaml", "danh sách sự kiện",
        Bilingual("danh sách sự kiện", "the list of life events"), register=True,
    ),
    FileKind(
        "synonyms", "reference", "catalogue/reference/synonyms.yaml", "danh sách từ đồng nghĩa",
        Bilingual("danh sách từ đồng nghĩa", "the list of synonyms"), register=True,
    ),
    FileKind(
        "elsewhere", "reference", "catalogue/reference/elsewhere.yaml", "danh sách việc làm ở nơi khác",
        Bilingual("danh sách việc làm ở nơi khác", "the list of what is done elsewhere"), register=True,
    ),
    FileKind(
        "translations", "reference", "catalogue/reference/translations.yaml", "lời dịch",
        Bilingual("lời dịch", "translations"),
    ),
    FileKind(
        "province-translations", "province", "catalogue/<province>/translations.yaml", "lời dịch của tỉnh",
        Bilingual("lời dịch của tỉnh", "a province's translations"),
    ),
    FileKind(
        "province-procedure", "province", "catalogue/<province>/procedures/<field>/<version>.yaml", "thủ tục riêng của tỉnh",
        Bilingual("một thủ tục riêng của tỉnh", "a province's own procedure"), address="thu-tuc/<code>/",
    ),
    FileKind(
        "province-documents", "province", "catalogue/<province>/documents.yaml", "danh sách văn bản của tỉnh",
        Bilingual("danh sách văn bản của tỉnh", "a province's list of documents"), register=True,
    ),
    FileKind(
        "doubts", "site", "catalogue/doubts.yaml", "câu trả lời cho các điều ngờ",
        Bilingual("câu trả lời cho các điều ngờ", "the answers to doubts"), register=True,
    ),
    FileKind("units", "reference", "catalogue/reference/units.csv", "danh sách đơn vị hành chính"),
    FileKind("former-units", "reference", "catalogue/reference/former-units.csv", "danh sách xã, phường cũ"),
    FileKind(
        "national-file", "reference", "catalogue/reference/tep/<attachment>", "tệp đính kèm", address="tep/<attachment>",
    ),
    FileKind(
        "province-file", "province", "catalogue/<province>/tep/<attachment>", "tệp đính kèm của tỉnh",
        address="<province>/tep/<attachment>",
    ),
    FileKind("image", "site", "news/<year>/<picture>", "ảnh", address="tin-tuc/<year>/<picture>"),
    FileKind(
        "article-file", "site", "news/<year>/<attachment>", "tệp đính kèm của bài viết", address="tin-tuc/<year>/<attachment>",
    ),
    FileKind("page", "site", "docs/<folders><slug>.md", "trang viết tay", address="<folders><slug>/"),
    FileKind(
        "oversight", "commune", "catalogue/<province>/<commune>/oversight/<year>.yaml", "số liệu năm của xã",
        Bilingual("số liệu năm của xã", "a commune's figures of a year"), above=True,
    ),
    FileKind(
        "board-photo", "commune", "catalogue/<province>/<commune>/oversight/<picture>", "ảnh bảng niêm yết",
        address="theo-doi/<province>/<commune>/<picture>", above=True,
    ),
    FileKind(
        "province-oversight", "province", "catalogue/<province>/oversight/<year>.yaml", "số liệu năm của tỉnh",
        Bilingual("số liệu năm của tỉnh", "a province's figures of a year"),
    ),
    FileKind("figure", "site", "docs/<folders><picture>", "ảnh", address="<folders><picture>"),
)  # fmt: skip
KINDS: Mapping[KindName, FileKind] = {kind.name: kind for kind in _TABLE}
RECORD_NAMES: Mapping[RecordKind, Bilingual] = {kind.name: kind.record for kind in _TABLE if kind.record is not None} | {
    "settings": Bilingual("các thiết lập của trang", "the settings of the site")
}
"""The kinds that have a model, with the names of their records."""
BELOW_COMMUNE: frozenset[KindName] = frozenset(kind.name for kind in _TABLE if kind.below_commune)
HANDWRITTEN: frozenset[KindName] = frozenset(kind.name for kind in _TABLE if kind.handwritten)
PICTURES: frozenset[KindName] = frozenset(kind.name for kind in _TABLE if kind.picture)
ATTACHMENTS: frozenset[KindName] = frozenset(kind.name for kind in _TABLE if kind.attachment)
REGISTERS: frozenset[KindName] = frozenset(kind.name for kind in _TABLE if kind.register)
NATIONAL_LISTS: tuple[KindName, ...] = tuple(kind.name for kind in _TABLE if kind.register and kind.level == "reference")
TOP_FOLDERS = tuple(dict.fromkeys(kind.place.partition("/")[0] for kind in _TABLE))
"""The top-level folders of a project that hold such files."""
FOLDERS = regex("|".join(dict.fromkeys(f for kind in _TABLE if not kind.handwritten for f in kind.folders)))
"""Matches every folder that may contain records, their pictures or files, directly or below."""

_BY_NUMBER = sorted(_TABLE, key=lambda kind: not kind.below_commune)
"""Sorted with communes' kinds first: most files are theirs, and alternatives are tried in order."""
_PLACE = regex("|".join(f"({kind.pattern})" for kind in _BY_NUMBER))


def kind_of(path: str) -> KindName | None:
    """The kind of a file at `path` (relative to the root), or None if no file belongs there."""
    place = _PLACE.fullmatch(path)
    return _BY_NUMBER[place.lastindex - 1].name if place and place.lastindex else None


def path_of(kind: KindName, *values: str) -> str:
    """The path of a file of the kind, relative to the root: path_of("posting", "ha-noi/thuong-tin", "1.001193").

    `values` fill the slots in order, unchecked; a value may fill several adjacent slots if it contains '/'. Raises ValueError if
    the numbers do not match.
    """
    parts = _divide(kind)
    given = values if len(values) == len(parts) - 1 else tuple("/".join(values).split("/"))
    if len(given) != len(parts) - 1:
        raise ValueError((kind, *values))
    return parts[0] + "".join(value + part for value, part in zip(given, parts[1:], strict=True))


@lru_cache(maxsize=len(_TABLE))
def _divide(kind: KindName) -> list[str]:
    """The literal parts between the slots of the place."""
    return re.split("<[a-z]+>", KINDS[kind].place)


def folder_of_place(path: str) -> str:
    """The folder of a province ("ha-noi") or of a commune ("ha-noi/thuong-tin"), relative to the root."""
    return f"catalogue/{path}"


def place_of_folder(folder: str) -> str:
    """The path of the province or commune in a folder: "catalogue/ha-noi" → "ha-noi"."""
    return folder.removeprefix("catalogue/")


def folder_of_attachments(record: str) -> str:
    """The folder of the files that the record at a path may name: beside an article, else `tep` of its level.

    "news/2026/tin.md" → "news/2026"; "catalogue/reference/documents.yaml" → "catalogue/reference/tep".
    """
    parts = record.split("/")
    return "/".join(parts[:2]) + ("" if parts[0] == "news" else "/tep")
