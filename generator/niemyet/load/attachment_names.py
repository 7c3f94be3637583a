"""File names of what citizens take away: corrects those that are not accepted."""

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.model.folding import to_slug
from niemyet.model.kinds import ATTACHMENT_ENDINGS, ATTACHMENTS, KINDS, PICTURE_ENDINGS
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
_PLAYED = frozenset({"mp4", "mov", "avi", "wmv", "mkv", "webm", "3gp", "mp3", "m4a", "wav", "aac", "ogg"})
_NO_ATTACHMENTS = frozenset({*PICTURE_ENDINGS, "md", "html", "htm", "php", "asp", "aspx", "jsp"})
"""Of pictures and of pages, for which other help is given."""
_ENDING = regex(r"[A-Za-z][A-Za-z0-9]{1,4}")
_LISTED = ", ".join(f".{one}" for one in ATTACHMENT_ENDINGS)


def plain_attachment_name(name: str) -> str:
    """An acceptable name: "Tờ khai (mẫu 1).DOCX" → "to-khai-mau-1.docx"; '' if no letter of it could stay."""
    stem, _, ending = name.rpartition(".")
    slug = to_slug(stem)
    return f"{slug}.{ending.lower()}" if slug else ""


_PLAY_ELSEWHERE = Bilingual(
    "phim, bản ghi âm thì đăng ở nơi khác rồi đặt đường dẫn tới đó trong bài",
    "put films and recordings elsewhere, and a link to them in the article",
)


def suggest_missing_file(name: str, folder: str) -> Bilingual | None:
    """The help for a file that is named and is not in its folder; None if the name is as it should be, or is that of a page."""
    stem, _, ending = name.rpartition(".")
    if not stem or "/" in name or not _ENDING.fullmatch(ending) or ending.lower() in _NO_ATTACHMENTS:
        return None
    if ending.lower() in _PLAYED:
        return _PLAY_ELSEWHERE
    right = plain_attachment_name(name)
    if ending.lower() not in ATTACHMENT_ENDINGS:
        return Bilingual(
            f"lưu tệp thành .pdf hoặc .docx, đặt vào {folder} rồi viết đúng tên tệp ấy; chỉ nhận {_LISTED}",
            f"save the file as .pdf or .docx, put it into {folder}, and write that name; only {_LISTED} are taken",
        )
    if not right or right == name:
        return None
    return Bilingual(
        f"đặt tệp vào {folder} với tên '{right}' (không dấu, chữ thường), rồi viết đúng tên ấy",
        f"put the file into {folder} as '{right}' (no marks, small letters), and write that name",
    )


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
    if ending in _PLAYED:
        return _PLAY_ELSEWHERE
    if ending in _SIMILAR or (ending in _MORE_IN_TEP and path.startswith("catalogue/")):
        return Bilingual(
            f"lưu tệp thành .pdf hoặc .docx rồi đặt lại đây; chỉ nhận {_LISTED}",
            f"save the file as .pdf or .docx and put it here; only {_LISTED} are taken",
        )
    right = plain_attachment_name(name) if ending in ATTACHMENT_ENDINGS else ""
    if not right or right == name:
        return None
    return Bilingual(
        f"đổi tên tệp thành '{right}', và viết đúng tên ấy ở bản ghi",
        f"rename the file to '{right}', and write that name in the record",
    )
