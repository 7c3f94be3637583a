"""The text of records: no placeholders, no units abolished in 2025, nothing cut off by a #."""

import re
from collections.abc import Iterator
from datetime import date

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.articles import ArticleText
from niemyet.load.nodes import Document, walk
from niemyet.model.article import Article
from niemyet.validate.entries import Entry
from niemyet.validate.rules.abolished import find_abolished, may_name_abolished

_NOT_YET = r"(?:hiện |tạm thời )?(?:đang|sẽ|chưa|chờ|đợi) (?:được )?(?:cập nhật|bổ sung|hoàn thiện|xây dựng|soạn|nhập)"
_MORE = r"(?: sau| thêm| dữ liệu| thông tin| nội dung| số liệu)*"
_PLACEHOLDER = re.compile(
    r"theo quy định(?: (?:của )?pháp luật| hiện hành)?|xem (?:file|tệp)(?: đính kèm)?|như trên|nt"
    rf"|{_NOT_YET}{_MORE}|(?:hiện |tạm thời )?chưa (?:có|rõ|biết|xác định){_MORE}|không (?:rõ|biết)"
    r"|(?:cập nhật|bổ sung|viết|điền|nhập) (?:sau|vào đây|ở đây)"
    r"|(?:chèn|dán) (?:ảnh|hình|bảng|liên kết|nội dung|số liệu)[^.;]* (?:vào đây|ở đây|sau)"
    r"|n/?a|tbd|tba|todo(?::.*)?|test|abc|asdf\w*|lorem ipsum.*|[x*]{2,}|[?\-–—_]+",
    re.IGNORECASE,
)
_BLANK_TO_FILL = re.compile(r"[\[(<{«‹]+\s*(?:điền|chèn|nhập|dán)\b[^\])>}»›]*[\])>}»›]+\.?", re.IGNORECASE)
"""A blank to be filled in, in brackets: [Điền tên xã]."""
_AROUND = " .;:,!()[]<>…"
"""Punctuation that people put around a placeholder."""
_BEGINNINGS = frozenset("xtnhtđscckbvdla*?.-–—_…([<{‹«")
"""First characters of placeholders, in lower case; a quick first test."""

LONGEST_PLACEHOLDER = 40
"""Characters; longer texts are no placeholders."""

_CUT = re.compile(r"(?:[^\"'#]|\"[^\"]*\"|'[^']*')*\S\s+(#[^\s#].*)")
"""A line with a value, then a # without a space after it: rarely a comment, mostly part of the value."""

_KEPT_WORDS = frozenset({"source_text", "former_names", "title", "issuer", "original", "doubts"})
"""Keys whose text is kept as it is: quotations, old names, titles and issuers of old documents."""


def check_wording(document: Document) -> Iterator[Diagnostic]:
    """No text of the record is a placeholder, names an abolished unit, or is cut off by a #."""
    text = document.source.text.lower()
    if " #" in text:
        yield from _find_cut_values(document)
    says_abolished = may_name_abolished(text)
    for key, node in walk(document.root, _KEPT_WORDS):
        value = node.value
        if not isinstance(value, str):
            continue
        if len(value) <= LONGEST_PLACEHOLDER and is_placeholder(value):
            yield Diagnostic("placeholder-text", document.place(node), {"value": value.strip(), "key": key})
        elif says_abolished and (found := find_abolished(value)):
            yield Diagnostic("abolished-unit", document.place(node), {"value": found, "key": key})


def is_placeholder(value: str) -> bool:
    """Whether the whole value is a placeholder."""
    if len(value) > LONGEST_PLACEHOLDER or value[:1].lower() not in _BEGINNINGS:
        return False
    word = value.strip(_AROUND)
    if _BLANK_TO_FILL.fullmatch(value):
        return True
    return bool(_PLACEHOLDER.fullmatch(word)) if word else bool(value.strip())


def check_words_of_article(entry: Entry[Article], text: ArticleText) -> Iterator[Diagnostic]:
    """An article holds no placeholder, and names abolished units only when it is about the time before."""
    record, document = entry.record, text.document
    history = record.date < ABOLISHED or bool(_OF_THEN.search(document.source.text) or _PAST.search(record.period or ""))
    for key in ("title", "lead", "author", "source", "period"):
        value = getattr(record, key)
        if value is None:
            continue
        if is_placeholder(value):
            yield Diagnostic("placeholder-text", document.at(key), {"value": value, "key": key})
        elif not history and (found := find_abolished(value)) and not _PAST.search(value):
            yield Diagnostic("abolished-unit", document.at(key), {"value": found, "key": key})
    for number, line in enumerate(text.body.split("\n"), text.body_line):
        if line.strip() and is_placeholder(line.strip(" #>*_-")):
            place = document.source.place(number, 1, len(line))
            yield Diagnostic("placeholder-text", place, {"value": line.strip(), "key": _BODY})
        elif not history and may_name_abolished(line.lower()) and (found := find_abolished(line)) and not _PAST.search(line):
            place = document.source.place(number, line.find(found) + 1, len(found))
            yield Diagnostic("abolished-unit", place, {"value": found, "key": _BODY})


_BODY = Bilingual("thân bài", "body")
ABOLISHED = date(2025, 7, 1)
"""The first day with two levels of local government."""
_OF_THEN = re.compile(r"\b0?1[/.-]0?7[/.-]2025|ngày 0?1 tháng 0?7 năm 2025")
"""The day `ABOLISHED` in text. An article that names it is about before and after."""
_PAST = re.compile(
    r"\b(?:19[0-9]{2}|20[01][0-9]|202[0-4])\b|khi (?:đó|ấy)|lúc (?:đó|ấy)|trước (?:đây|kia)|không còn|\bcũ\b", re.IGNORECASE
)


def _find_cut_values(document: Document) -> Iterator[Diagnostic]:
    for number, line in enumerate(document.source.text.split("\n"), 1):
        if found := _CUT.fullmatch(line.rstrip()):
            place = document.source.place(number, found.start(1) + 1, len(found[1]))
            yield Diagnostic("text-after-hash", place, {"value": found[1]})
