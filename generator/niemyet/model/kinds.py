"""The kinds of files of a project: one table of what each is called, whose it is, where it lies and where it is published.

Places and addresses are written in one notation, `catalogue/<province>/<commune>/<code>.yaml`; what stands between < and > is a
slot. All else is derived: the pattern by which files are found, the globs of editors, the folders in which records may lie, the
paths of files to be written. What belongs to a kind and needs other modules (its model, its reading) is joined to the table by
the kind's name there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.model.codes import BEFORE_DAY, DAY, FILE_CODE, SLUG, YEAR, code_of_file

Level: TypeAlias = Literal["reference", "province", "commune"]
"""Who sets what a record says: the law, a province, a commune."""
KindName: TypeAlias = Literal[
    "procedure", "overlay", "posting", "province", "commune", "article", "calendar", "fields", "documents", "life-events",
    "synonyms", "units", "image", "page", "figure",
]  # fmt: skip
PICTURE_ENDINGS = ("jpg", "jpeg", "png", "webp", "avif", "gif")


class _Slot(NamedTuple):
    """What may stand in a slot: as a regular expression without groups, and as a glob."""

    pattern: str
    glob: str = "*"


_NAME = SLUG.pattern.replace("(", "(?:")
_SLOTS: Mapping[str, _Slot] = {
    "province": _Slot(rf"(?!reference/){_NAME}"),
    "commune": _Slot(_NAME),
    "field": _Slot(_NAME),
    "slug": _Slot(_NAME),
    "code": _Slot(FILE_CODE, "[0-9].[0-9]*"),
    "version": _Slot(rf"{FILE_CODE}(?:{BEFORE_DAY}{DAY})?"),
    "year": _Slot(YEAR),
    "folders": _Slot(rf"(?:{_NAME}/)*", "**/"),
    "picture": _Slot(rf"[A-Za-z0-9][A-Za-z0-9._-]*\.(?:{'|'.join(PICTURE_ENDINGS)})"),
}
_SLOT = re.compile("<([a-z]+)>")


def _fill(place: str, values: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: values[slot[1]], place)


def _make_pattern(place: str, named: bool = False) -> str:
    """The regular expression of a place; `named`: with a group for each slot."""
    return _fill(
        place.replace(".", r"\."), {name: f"(?P<{name}>{one.pattern})" if named else one.pattern for name, one in _SLOTS.items()}
    )


@dataclass(frozen=True)
class FileKind:
    """A kind of file. `place` and `address` are written in the notation of this module."""

    name: KindName
    level: Level | Literal["site"]
    """Whose such a file is; "site": it stands at no level of the catalogue."""
    place: str
    file: str
    """What a file of the kind is called, in Vietnamese."""
    record: Bilingual | None = None
    """What a record of the kind is called within a sentence; None: no model says what such a file holds."""
    register: bool = False
    """Whether its entries are records of their own, each under its short name or number."""
    address: str = ""
    """Where the page (or the picture) made of one such file lies in the site; '' where there is none."""

    @property
    def below_commune(self) -> bool:
        """Whether such files belong to one commune; all others lie above."""
        return self.level == "commune"

    @property
    def handwritten(self) -> bool:
        """Whether they are of the site's own pages, which are no records."""
        return self.place.startswith("docs/")

    @property
    def picture(self) -> bool:
        """Whether they are pictures."""
        return self.place.endswith("<picture>")

    @property
    def file_name(self) -> str:
        """The name of such a file without its folder, with its slots."""
        return self.place.rpartition("/")[2]

    @property
    def fixed_folder(self) -> str:
        """The innermost folder that all such files lie below, wherever: the place as far as it has no slot."""
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
        """The folders above such a file as regular expressions without groups, the outermost first, its own last."""
        parts = self.place.split("/")[:-1]
        return tuple(_make_pattern("/".join(parts[: end + 1])) for end in range(len(parts)))

    @cached_property
    def _slots(self) -> re.Pattern[str]:
        return re.compile(_make_pattern(self.place, named=True))

    def address_of(self, path: str) -> str:
        """The address in the site of the file at `path`; '' for the home page. Raises ValueError where nothing is made of it."""
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
    FileKind("units", "reference", "catalogue/reference/units.csv", "danh sách đơn vị hành chính"),
    FileKind("image", "site", "news/<year>/<picture>", "ảnh", address="tin-tuc/<year>/<picture>"),
    FileKind("page", "site", "docs/<folders><slug>.md", "trang viết tay", address="<folders><slug>/"),
    FileKind("figure", "site", "docs/<folders><picture>", "ảnh", address="<folders><picture>"),
)  # fmt: skip
KINDS: Mapping[KindName, FileKind] = {kind.name: kind for kind in _TABLE}
RECORD_NAMES: Mapping[KindName, Bilingual] = {kind.name: kind.record for kind in _TABLE if kind.record is not None}
"""The kinds whose files hold a record of a model, with what such a record is called."""
BELOW_COMMUNE: frozenset[KindName] = frozenset(kind.name for kind in _TABLE if kind.below_commune)
HANDWRITTEN: frozenset[KindName] = frozenset(kind.name for kind in _TABLE if kind.handwritten)
PICTURES: frozenset[KindName] = frozenset(kind.name for kind in _TABLE if kind.picture)
REGISTERS: frozenset[KindName] = frozenset(kind.name for kind in _TABLE if kind.register)
TOP_FOLDERS = tuple(dict.fromkeys(kind.place.partition("/")[0] for kind in _TABLE))
"""The folders of a project in which files of these kinds lie."""
FOLDERS = re.compile("|".join(dict.fromkeys(f for kind in _TABLE if not kind.handwritten for f in kind.folders)))
"""The folders in which a record or a picture of one may lie, or folders of such."""

_BY_NUMBER = sorted(_TABLE, key=lambda kind: not kind.below_commune)
"""Those of communes first: most files are theirs, and a pattern is tried part by part."""
_PLACE = re.compile("|".join(f"({kind.pattern})" for kind in _BY_NUMBER))


def kind_of(path: str) -> KindName | None:
    """What a file at `path` (relative to the root) is, or None where no file belongs."""
    place = _PLACE.fullmatch(path)
    return _BY_NUMBER[place.lastindex - 1].name if place and place.lastindex else None


def path_of(kind: KindName, *values: str) -> str:
    """The path of a file of the kind, relative to the root: path_of("posting", "ha-noi/thuong-tin", "1.001193").

    `values` stand in the slots of its place in their order, and are taken as they are; where they are fewer than the slots, a
    value holds several that stand side by side, joined by '/'. Raises ValueError where they do not fill the slots.
    """
    parts = _divide(kind)
    given = values if len(values) == len(parts) - 1 else tuple("/".join(values).split("/"))
    if len(given) != len(parts) - 1:
        raise ValueError((kind, *values))
    return parts[0] + "".join(value + part for value, part in zip(given, parts[1:], strict=True))


@lru_cache(maxsize=len(_TABLE))
def _divide(kind: KindName) -> list[str]:
    """What stands between the slots of its place."""
    return re.split("<[a-z]+>", KINDS[kind].place)


def folder_of_place(path: str) -> str:
    """The folder of a province ("ha-noi") or of a commune ("ha-noi/thuong-tin"), relative to the root."""
    return f"catalogue/{path}"


def place_of_folder(folder: str) -> str:
    """The province or commune whose folder this is: "catalogue/ha-noi" → "ha-noi"."""
    return folder.removeprefix("catalogue/")
