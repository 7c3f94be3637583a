"""An article from a Word file or a saved web page: title, lead, words as Markdown, and its pictures as files beside it.

Takes the bytes of the file, and a function that gives the bytes of what lies beside it; gives a `PastedArticle`. What the words
cannot say, a person adds: the check asks for the description of each picture.
"""

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from posixpath import basename
from urllib.parse import unquote

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.drafts import Draft
from niemyet.editing.markdown_writer import WrittenPage, write_markdown
from niemyet.editing.pasted_heads import read_head
from niemyet.editing.pasted_words import read_plainly
from niemyet.load.archives import UnreadableError
from niemyet.load.file_kinds import kind_of_bytes
from niemyet.load.pictures import LARGEST_PICTURE, kind_of_picture
from niemyet.load.texts import clean_text
from niemyet.load.word_html import PastedPage, read_word_page
from niemyet.load.yaml_writer import write_scalar
from niemyet.model.placeholders import BODY_TO_WRITE
from niemyet.patterns import regex
from niemyet.values import dataclass

LARGEST_PAGE = 4 * 1024 * 1024
"""Bytes of a web page without its pictures; the longest have some hundred thousand."""
MOST_TAGS = 100_000
"""Signs "<" of a web page; the longest have some ten thousand."""
LONGEST_LEAD = 500
"""Letters of a first paragraph that is taken as the lead."""
_CHARSET = regex(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{1,20})", re.IGNORECASE)
_ENCODINGS = regex(
    r"utf-?8|utf-?16(?:le|be)?|us-ascii|iso-8859-\d{1,2}|windows-\d{3,4}|cp\d{3,4}|macintosh|koi8-[ru]", re.IGNORECASE
)
"""Of the web; Python knows others that are none, of which some take hours and some give letters that no file can hold."""
_PLACE = regex(r"!\[\]\(\{(\d+)\}\)(\n\n)?")
_MOMENT = regex(r"(?:(?:Thứ \w+|Chủ nhật|Ngày|Cập nhật|Đăng)\b[\s,:]*)*[\d\s/:.,|h-]+(?:SA|CH|AM|PM)?", re.IGNORECASE)
_REFUSED = Bilingual(
    "chỉ lấy được tệp Word (.docx) hoặc trang web đã lưu (.html); tệp khác thì mở ra, lưu thành .docx rồi lấy lại",
    "only Word files (.docx) and saved web pages (.html) can be taken; save another file as .docx first",
)
_EMPTY = Bilingual("không thấy chữ nào của bài trong tệp", "no words of an article were found in the file")
_TOO_LARGE = Bilingual("trang web quá lớn", "the web page is too large")
Beside = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class PastedPicture:
    """A picture of the article: its bytes, the ending that they ask for, and what the source says of it."""

    data: bytes
    ending: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class PastedArticle:
    """What was taken. In `body`, `![]({0})` stands for the first of `pictures`; `lost` are those that could not be taken."""

    title: str
    lead: str
    body: str
    pictures: tuple[PastedPicture, ...]
    lost: tuple[str, ...]
    opening: str = ""
    """The paragraph that became the lead, as Markdown."""

    def under(self, lead: str) -> "PastedArticle":
        """The article under this lead: where it is another than was taken, its first paragraph stays in the body."""
        if not self.opening or lead == self.lead:
            return self
        return replace(self, body=f"{self.opening}\n\n{self.body}")


def take_article(data: bytes, beside: Beside) -> PastedArticle:
    """The article in a file. `beside` gives the bytes of a picture that lies beside it, None if there is none. Raises
    `UnreadableError`."""
    kind = kind_of_bytes(data)
    if kind == "word":
        page = read_word_page(data)
    elif kind in ("html", "text") and b"<" in data:
        if len(data) > LARGEST_PAGE or data.count(b"<") > MOST_TAGS:
            raise UnreadableError(_TOO_LARGE)
        page = PastedPage(_decode(data), {})
    else:
        raise UnreadableError(_REFUSED)
    written = write_markdown(clean_text(page.html))
    if not written.body.strip():
        raise UnreadableError(_EMPTY)
    return _put_together(read_head(written) if kind == "word" else written, page, beside)


def _decode(data: bytes) -> str:
    named = _CHARSET.search(data[:4096])
    name = named[1].decode("ascii") if named else ""
    for encoding in ("utf-8-sig", *([name] if _ENCODINGS.fullmatch(name) else []), "cp1258"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")


def _put_together(written: WrittenPage, page: PastedPage, beside: Beside) -> PastedArticle:
    numbers, pictures, lost = count(), list[PastedPicture](), list[str]()
    places: dict[str, str] = {}
    """By number, what stands in place of a picture."""
    for number, (source, alt, caption) in enumerate(written.pictures):
        data = page.pictures.get(source) or _read_picture(source, beside)
        kind = kind_of_picture(data) if data and len(data) <= LARGEST_PICTURE else None
        if data is None or kind is None:
            within = "word" if source.startswith("word:") else "" if source.startswith("data:") else source
            lost.append(within if within == "word" else basename(within.partition("?")[0])[:80] or "data:")
            if caption:  # who adds the picture needs it
                places[str(number)] = f"*{caption}*"
            continue
        places[str(number)] = f"![]({{{next(numbers)}}})"
        pictures.append(PastedPicture(data, kind, "" if re.search(r"\.\w{3,4}$", alt) else alt, caption))
    body = _PLACE.sub(lambda found: places[found[1]] + (found[2] or "") if found[1] in places else "", written.body)
    opening, body = _divide_lead(body)
    body = body.strip() or BODY_TO_WRITE
    return PastedArticle(written.title, read_plainly(opening), body, tuple(pictures), tuple(lost), opening)


def _read_picture(source: str, beside: Beside) -> bytes | None:
    """A picture that stands in the page itself, or lies beside it; nothing is fetched from elsewhere."""
    if source.startswith("data:image/"):
        try:
            return base64.b64decode(source.partition(";base64,")[2], validate=True) or None
        except ValueError:  # of base64, or of letters that it has not
            return None
    return None if ":" in source or source.startswith("/") else beside(unquote(source.partition("?")[0]))


def _divide_lead(body: str) -> tuple[str, str]:
    """The first paragraph as Markdown, if it can be a lead, and the rest; one with a note cannot, because a lead has none."""
    first, _, rest = body.partition("\n\n")
    plain = read_plainly(first)
    if _MOMENT.fullmatch(plain) and rest:  # when it was published, which the front matter says
        return _divide_lead(rest)
    if plain.isupper() and rest:  # a letterhead, of which no lead is made
        opening, below = _divide_lead(rest)
        return (opening, f"{first}\n\n{below}") if opening else ("", body)
    takes = len(plain) <= LONGEST_LEAD and not re.match(r"[#|!>-]|\d+\.\s", first) and "[^" not in first and rest.strip()
    return (first, rest) if takes else ("", body)


def fill_article(draft: Draft, pasted: PastedArticle) -> Draft:
    """The draft of an article with what was taken: its words, its pictures beside it, named like it."""
    folder, _, file = draft.path.rpartition("/")
    stem = file.removesuffix(".md")[:60].strip("-")
    names = [f"{stem}-{number}.{one.ending}" for number, one in enumerate(pasted.pictures, 1)]
    front = draft.text.split("---\n", 2)[1]
    body = _PLACE.sub(lambda found: f"![]({names[int(found[1])]})" + (found[2] or ""), pasted.body)
    images = "".join(_describe(names, pasted.pictures))
    text = f"---\n{front}{images}---\n\n{body}\n"
    beside = {f"{folder}/{name}": one.data for name, one in zip(names, pasted.pictures, strict=True)}
    return Draft(draft.path, text, beside)


def _describe(names: list[str], pictures: tuple[PastedPicture, ...]) -> Iterator[str]:
    """The entry `images`: what the source does not say is left for a person, and the check asks for it."""
    if pictures:
        yield "# Mỗi ảnh cần: alt (ảnh cho thấy gì), caption (chú thích), credit (ai chụp, lấy từ đâu).\nimages:\n"
    for name, one in zip(names, pictures, strict=True):
        yield f"  - file: {name}\n"
        yield f"    alt: {write_scalar(one.alt)}\n" if one.alt else ""
        yield f"    caption: {write_scalar(one.caption)}\n" if one.caption else ""
