"""Reads the site's logo and icon, and looks at what is inside: a picture, and nothing that runs or comes from elsewhere.

Takes the root and the name as the settings have it; gives a `LookFile`. It is published byte for byte.
"""

from __future__ import annotations  # so that a site without a drawing loads no parser of XML

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.pictures import PNG, read_size_of_png
from niemyet.patterns import regex
from niemyet.system import open_no_link
from niemyet.values import dataclass

if TYPE_CHECKING:
    from xml.etree import ElementTree

LARGEST = 50_000
"""Bytes; it is loaded with the first page of every visit."""
MOST_PIXELS = 2000
"""Width or height of a PNG."""
ENDINGS = (".svg", ".png")
_ACTIVE = frozenset(
    {
        "script", "foreignObject", "iframe", "embed", "object", "audio", "video", "canvas", "handler", "listener", "a", "set",
        "animate", "animateMotion", "animateTransform",
    }
)  # fmt: skip
_HTML = "{http://www.w3.org/1999/xhtml}"
_SVG = "{http://www.w3.org/2000/svg}svg"
_OWN = regex(r"\s*(?:#|data:image/(?:png|jpeg|webp);base64,).*", re.DOTALL)
_FOREIGN = regex(r"""@import|url\(\s*["']?\s*(?!#)[^\s"')]|javascript:""", re.IGNORECASE)
_NUMBER = regex(r"\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*")


@dataclass(frozen=True, slots=True)
class LookFile:
    """A logo or an icon: its path relative to the root, its bytes, and its size in the picture's own units."""

    path: str
    data: bytes
    width: float
    height: float

    @property
    def ending(self) -> str:
        """ ".svg" or ".png"."""
        return PurePosixPath(self.path).suffix


class UnfitFileError(ValueError):
    """The file cannot be used; the message says why."""

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said)
        self.said = said


def _unfit(vi: str, en: str) -> UnfitFileError:
    return UnfitFileError(Bilingual(vi, en))


def read_look_file(root: Path, name: str) -> LookFile:
    """The file `name` beside mkdocs.yml or in a folder below. Raises UnfitFileError, FileNotFoundError, other OSError."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise _unfit("tệp phải nằm trong thư mục của trang", "it must lie in the folder of the site")
    if path.suffix not in ENDINGS:
        raise _unfit("chỉ nhận tệp .svg hoặc .png", "it must be a .svg or .png")
    data = _read(root, path)
    if len(data) > LARGEST:
        raise _unfit(f"tệp lớn hơn {LARGEST // 1000} KB", f"it has more than {LARGEST // 1000} KB")
    width, height = _measure_png(data) if path.suffix == ".png" else _measure_svg(data)
    return LookFile(path.as_posix(), data, width, height)


def _read(root: Path, path: PurePosixPath) -> bytes:
    """The bytes, at most one more than allowed; through no link, neither of the file nor of a folder above."""
    for folder in path.parents:
        if os.path.islink(root / folder) and folder != PurePosixPath("."):
            raise _unfit("thư mục của tệp là một liên kết", "its folder is a link")
    opened = open_no_link(os.path.join(root, path))
    with os.fdopen(opened, "rb") as stream:
        return stream.read(LARGEST + 1)


def _measure_png(data: bytes) -> tuple[float, float]:
    if not PNG.match(data):
        raise _unfit("nội dung không phải là ảnh PNG", "it is no PNG picture")
    width, height = read_size_of_png(data)
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise _unfit(f"ảnh rộng hoặc cao hơn {MOST_PIXELS} điểm ảnh", f"it is wider or higher than {MOST_PIXELS} pixels")
    return width, height


def _measure_svg(data: bytes) -> tuple[float, float]:
    from xml.etree import ElementTree

    not_svg = _unfit("nội dung không phải là hình SVG", "it is no SVG picture")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise not_svg from error
    if re.search(r"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet", text, re.IGNORECASE):
        raise _unfit("hình có dòng <!DOCTYPE hoặc <?xml-stylesheet", "it has a line <!DOCTYPE or <?xml-stylesheet")
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        raise not_svg from error
    if root.tag != _SVG:
        raise not_svg
    for fault in _find_active(root):
        raise fault
    return _size_of_svg(root)


def _find_active(root: ElementTree.Element) -> Iterator[UnfitFileError]:
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name in _ACTIVE or element.tag.startswith(_HTML):
            yield _unfit(f"hình có phần <{name}>, không chỉ là hình vẽ", f"it has a part <{name}>, which is no drawing")
        for key, value in element.attrib.items():
            attribute = key.rpartition("}")[2]
            if attribute.startswith("on"):
                yield _unfit(f"hình có lệnh ở '{attribute}'", f"it has a command in '{attribute}'")
            if attribute in ("href", "src") and not _OWN.fullmatch(value):
                yield _unfit("hình lấy một phần từ nơi khác", "a part of it comes from elsewhere")
        if any(_FOREIGN.search(words) for words in (element.text or "" if name == "style" else "", *element.attrib.values())):
            yield _unfit("hình lấy một phần từ nơi khác", "a part of it comes from elsewhere")


def _size_of_svg(root: ElementTree.Element) -> tuple[float, float]:
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    sizes = box[2:] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    found = [_NUMBER.fullmatch(size) for size in sizes]
    width, height = (float(one[1]) if one else 0.0 for one in found)
    if not (width and height):
        raise _unfit("hình không cho biết rộng, cao (viewBox)", "it does not say how wide and high it is (viewBox)")
    return width, height
