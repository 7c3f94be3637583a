"""Names of pictures beside an article: what is wrong with one that is not taken, and how it is mended."""

import re

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.model.meant import bare

TAKEN = ("jpg", "jpeg", "png", "webp", "avif", "gif")
_OTHER_PICTURES = ("heic", "heif", "bmp", "tif", "tiff", "jfif", "svg", "raw", "ico", "pdf")


def plain_name(name: str) -> str:
    """The name as it is taken: "Ảnh họp.JPG" → "anh-hop.jpg"."""
    stem, _, ending = name.rpartition(".")
    return f"{bare(stem).replace(' ', '-')}.{ending.lower()}"


def suggest_picture_name(path: str) -> Bilingual | None:
    """How a picture in the news that is not taken is named or saved; None where the file is no picture."""
    name = path.rsplit("/", 1)[-1]
    ending = name.rpartition(".")[2].lower()
    if not re.match(r"news/[0-9]{4}/[^/]+$", path):
        return None
    if ending in _OTHER_PICTURES:
        return Bilingual(
            f"lưu ảnh thành tệp .jpg hoặc .png rồi đặt lại đây; tệp .{ending} không được nhận",
            f"save the picture as .jpg or .png and put it here; .{ending} is not taken",
        )
    if ending not in TAKEN or not bare(name.rpartition(".")[0]):
        return None
    right = plain_name(name)
    return Bilingual(
        f"đổi tên tệp thành '{right}', và viết đúng tên ấy trong bài",
        f"rename the file to '{right}', and write that name in the article",
    )
