"""File names of what citizens take away: corrects those that are not accepted."""

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.model.folding import to_slug
from niemyet.model.kinds import ATTACHMENT_ENDINGS, ATTACHMENTS, KINDS
from niemyet.patterns import regex

_PLACES = regex("|".join(f"{KINDS[kind].folders[-1]}/[^/]+" for kind in sorted(ATTACHMENTS)))
_IN_COMMUNE = regex(f"{KINDS['commune'].folders[-1]}/tep/[^/]+")
_SIMILAR = (
    "docm",
    "dotx",
    "dotm",
    "rtf",
    "odf",
    "ott",
    "wps",
    "pages",
    "xls",
    "xlsm",
    "xlsb",
    "ods",
    "ppt",
    "pptx",
    "zip",
    "rar",
    "7z",
)
_MORE_IN_TEP = ("jpg", "jpeg", "png", "heic", "tif", "tiff", "bmp", "webp", "html", "htm", "txt", "exe")
"""In news these are pictures and articles."""


def plain_attachment_name(name: str) -> str:
    """An acceptable name: "Tờ khai (mẫu 1).DOCX" → "to-khai-mau-1.docx"; '' if no letter of it could stay."""
    stem, _, ending = name.rpartition(".")
    slug = to_slug(stem)
    return f"{slug}.{ending.lower()}" if slug else ""


def suggest_attachment_name(path: str) -> Bilingual | None:
    """The help for a file to take away with a name or an ending that is not accepted; None if the file is not meant as one."""
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2].lower()
    if _IN_COMMUNE.fullmatch(path):
        folder = "/".join((*path.split("/")[:2], "tep"))
        return Bilingual(
            f"chuyển tệp sang thư mục {folder}, dùng chung cho cả tỉnh",
            f"move the file to {folder}, which all its communes share",
        )
    if not _PLACES.fullmatch(path):
        return None
    listed = ", ".join(f".{one}" for one in ATTACHMENT_ENDINGS)
    if ending in _SIMILAR or (ending in _MORE_IN_TEP and path.startswith("catalogue/")):
        return Bilingual(
            f"lưu tệp thành .pdf hoặc .docx rồi đặt lại đây; chỉ nhận {listed}",
            f"save the file as .pdf or .docx and put it here; only {listed} are taken",
        )
    right = plain_attachment_name(name) if ending in ATTACHMENT_ENDINGS else ""
    if not right or right == name:
        return None
    return Bilingual(
        f"đổi tên tệp thành '{right}', và viết đúng tên ấy ở bản ghi",
        f"rename the file to '{right}', and write that name in the record",
    )
