"""The pictures of an article and the photographs of a notice board: each exists and says what it shows; of an article, whose it
is too."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.load.picture_names import plain_name
from niemyet.load.syntax_hints import write
from niemyet.model.article import Article
from niemyet.model.kinds import PICTURE_ENDINGS
from niemyet.model.oversight.record import CommuneYear
from niemyet.model.pictures import PictureFile
from niemyet.patterns import regex
from niemyet.validate.article_body import find_pictures
from niemyet.validate.entries import Entry

_CAPTION = Bilingual("chú thích (caption)", "a caption")
_CREDIT = Bilingual("người chụp hoặc nguồn ảnh (credit)", "a credit")
_BOTH = Bilingual("chú thích (caption) và người chụp hoặc nguồn ảnh (credit)", "a caption and a credit")


def check_images(entry: Entry[Article], body: str, body_line: int, images: Collection[str]) -> Iterator[Diagnostic]:
    """Every picture in the front matter or the body exists in the article's folder and has an alternative text, a caption and a
    credit (the entry `images` says them, also of one in the body); one that stands in both has the alternative text of the
    front matter where the body says none.

    `images` are the paths of all picture files.
    """
    folder = PurePosixPath(entry.path).parent
    for i, image in enumerate(entry.record.images):
        if str(folder / image.file) not in images:
            yield Diagnostic("image-missing", entry.document.at("images", i, "file"), _missing(image.file, folder, images))
        if image.alt is None or _says_nothing(image.alt, image.file):
            yield Diagnostic("image-without-alt", entry.document.at("images", i, "file"), {"value": image.file})
        if image.caption is None or image.credit is None:
            missing = _BOTH if image.caption is None and image.credit is None else _CAPTION if image.caption is None else _CREDIT
            values: dict[str, str | Bilingual] = {"value": image.file, "missing": missing}
            yield Diagnostic("image-without-credit", entry.document.at("images", i, "file"), values)
    described = {image.file for image in entry.record.images}
    for file, alt, line, column, width in find_pictures(body):
        place = entry.document.source.place(body_line + line, column, width)
        if str(folder / file) not in images:
            yield Diagnostic("image-missing", place, _missing(file, folder, images))
        if (alt.strip() or file not in described) and _says_nothing(alt, file):
            yield Diagnostic("image-without-alt", place, {"value": file})
        if _stem(file) not in map(_stem, described) and str(folder / file) in images:  # a slip in a name is told once
            yield Diagnostic("image-without-credit", place, {"value": file, "missing": _BOTH})


def check_photos(entry: Entry[CommuneYear], photos: Collection[str]) -> Iterator[Diagnostic]:
    """Every photograph of the board exists beside the file and says what it shows. `photos` are the names of the files there."""
    folder = PurePosixPath(entry.path).parent
    for i, look in enumerate(entry.record.board_checks):
        for n, photo in enumerate(look.photos):
            place = entry.document.at("board_checks", i, "photos", n, "file")
            if photo.file not in photos:
                paths = [str(folder / name) for name in photos]
                yield Diagnostic("board-photo-missing", place, _missing(photo.file, folder, paths))
            if _says_nothing(photo.alt, photo.file):
                yield Diagnostic("image-without-alt", place, {"value": photo.file})


def check_same_pictures(pictures: Iterable[PictureFile]) -> Iterator[Diagnostic]:
    """No picture lies under two names in one folder; names that differ in capitals only are told elsewhere."""
    first: dict[tuple[str, str], str] = {}
    for picture in pictures:
        folder, _, name = picture.path.rpartition("/")
        other = first.setdefault((folder, picture.fingerprint), name)
        if other.lower() != name.lower():
            yield Diagnostic("same-picture", Place(picture.path), {"value": name, "other": other})


_NO_DESCRIPTION = regex(
    r"(?:ảnh|hình|hình ảnh|ảnh chụp|ảnh minh họa|hình minh họa|image|picture|photo|img)[ _-]*[0-9]*", re.IGNORECASE
)


def _says_nothing(alt: str, file: str) -> bool:
    """Whether the words say no more than that there is a picture, or are the file's name."""
    words = alt.strip(" .")
    return (
        len(words) < len("ảnh")
        or bool(_NO_DESCRIPTION.fullmatch(words))
        or words.lower() in (file.lower(), file.rpartition(".")[0].lower())
    )


def _stem(file: str) -> str:
    return plain_name(file).rpartition(".")[0]


def _missing(file: str, folder: PurePosixPath, images: Collection[str]) -> dict[str, str | Bilingual]:
    """The values for a missing picture, with a file whose name differs only in case, diacritics or extension, if there is one."""
    beside = [path.name for path in map(PurePosixPath, images) if path.parent == folder]
    same = [name for name in beside if plain_name(name) == plain_name(file)] or [
        name for name in beside if _stem(name) == _stem(file)
    ]
    if len(same) == 1:
        return {"value": file, "fix": write(same[0])}
    ending = file.rpartition(".")[2]
    if ending.lower() in PICTURE_ENDINGS and plain_name(file) != file and "/" not in file:
        right = plain_name(file)
        vi = f"đặt ảnh cùng thư mục với bài viết dưới tên '{right}' (tên không dấu, đuôi viết thường), rồi viết tên ấy ở đây"
        en = f"put the picture beside the article as '{right}' (no marks, its ending in small letters), and write that name here"
        return {"value": file, "fix": Bilingual(vi, en)}
    if ending.isalnum() and ending != file and ending.lower() not in PICTURE_ENDINGS and "/" not in file:
        vi = f"lưu ảnh thành tệp .jpg hoặc .png cạnh bài viết, rồi viết tên tệp ấy ở đây; tệp .{ending} không được nhận"
        en = f"save the picture as .jpg or .png beside the article, and write that name here; .{ending} is not accepted"
        return {"value": file, "fix": Bilingual(vi, en)}
    return {"value": file}
