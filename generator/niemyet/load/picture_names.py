"""File names of pictures: corrects those that are not accepted."""

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.model.folding import fold_words, to_slug
from niemyet.model.kinds import KINDS, PICTURE_ENDINGS
from niemyet.patterns import regex

_IN_NEWS = regex(f"{KINDS['image'].folders[-1]}/[^/]+")
_OTHER_PICTURES = ("heif", "bmp", "tif", "tiff", "jfif", "svg", "raw", "ico")


def plain_name(name: str) -> str:
    """An acceptable name: "Ảnh họp.JPG" → "anh-hop.jpg"."""
    stem, _, ending = name.rpartition(".")
    return f"{to_slug(stem)}.{ending.lower()}"


def suggest_picture_name(path: str) -> Bilingual | None:
    """The help for a picture with a name or format that is not accepted; None if the file is no picture."""
    name = path.rsplit("/", 1)[-1]
    ending = name.rpartition(".")[2].lower()
    if not _IN_NEWS.fullmatch(path):
        return None
    if ending in _OTHER_PICTURES:
        return Bilingual(
            f"lưu ảnh thành tệp .jpg hoặc .png rồi đặt lại đây; tệp .{ending} không được nhận",
            f"save the picture as .jpg or .png and put it here; .{ending} is not taken",
        )
    if ending not in PICTURE_ENDINGS or not fold_words(name.rpartition(".")[0]):
        return None
    right = plain_name(name)
    return Bilingual(
        f"đổi tên tệp thành '{right}', và viết đúng tên ấy trong bài",
        f"rename the file to '{right}', and write that name in the article",
    )
