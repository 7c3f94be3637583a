"""The text of records: no placeholders, no units abolished in 2025, nothing cut off by a #."""

from __future__ import annotations  # so that a check of a posting loads no model of articles

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.load.articles import ArticleText
from niemyet.load.nodes import Document, Node, walk
from niemyet.load.yaml_writer import quote
from niemyet.model.placeholders import BODY_TO_WRITE
from niemyet.patterns import regex
from niemyet.validate.entries import Entry
from niemyet.validate.rules import written_days
from niemyet.validate.rules.abolished import find_abolished, may_name_abolished

if TYPE_CHECKING:
    from niemyet.model.article import Article

_NOT_YET = r"(?:hiện |tạm thời )?(?:đang|sẽ|chưa|chờ|đợi) (?:được )?(?:cập nhật|bổ sung|hoàn thiện|xây dựng|soạn|nhập)"
_MORE = r"(?: sau| thêm| dữ liệu| thông tin| nội dung| số liệu)*"
_PLACEHOLDER = regex(
    r"theo quy định(?: (?:của )?pháp luật| hiện hành)?|xem (?:file|tệp)(?: đính kèm)?|như trên|nt"
    rf"|{_NOT_YET}{_MORE}|(?:hiện |tạm thời )?chưa (?:có|rõ|biết|xác định|bố trí|phân công){_MORE}|không (?:rõ|biết)"
    r"|(?:cập nhật|bổ sung|viết|điền|nhập) (?:sau|vào đây|ở đây)"
    r"|(?:chèn|dán) (?:ảnh|hình|bảng|liên kết|nội dung|số liệu)[^.;]* (?:vào đây|ở đây|sau)"
    r"|(?:viết|điền|nhập) [^.;]+ (?:vào đây|ở đây)"
    r"|https?://(?:www\.)?(?:example\.(?:com|org|net)|xxx+\.|abc\.(?:com|vn)|ten-mien\b).*|.*@(?:example\.(?:com|org|net)|abc\.com)"
    r"|n/?a|tbd|tba|todo(?::.*)?|test|abc|asdf\w*|lorem ipsum.*|[x*]{2,}|[?\-–—_]+",
    re.IGNORECASE,
)
_BLANK_TO_FILL = regex(r"[\[(<{«‹]+\s*(?:điền|chèn|nhập|dán)\b[^\])>}»›]*[\])>}»›]+\.?|<[^<>]+>|\{\{[^{}]+\}\}", re.IGNORECASE)
"""A blank to be filled in, in brackets: [Điền tên xã], <tên xã>."""
_FIGURES_TO_COME = regex(r"[0-9]{3,}[xX]{2,}|\b[Ss]ố (?:…|\.{3,}|_{2,})(?=,|\s|$)")
"""Figures that are still missing: 0243385xxxx; "Số …, phố A"."""
_WITH_FIGURES = frozenset({"address", "notes", "summary"})
_AROUND = " .;:,!()[]<>…"
"""Punctuation that people put around a placeholder."""
_BEGINNINGS = frozenset("xtnhtđscckbvdlae*?.-–—_…([<{‹«")
"""First characters of placeholders, in lower case; a quick first test."""

LONGEST_PLACEHOLDER = 40
"""Characters; longer texts are no placeholders."""

_CUT = regex(r"(?:[^\"'#]|\"[^\"]*\"|'[^']*')*\S\s+(#[^\s#].*)")
"""A line with a value, then a # without a space after it: rarely a comment, mostly part of the value."""

_KEPT_WORDS = frozenset({"source_text", "former_names", "title", "issuer", "original", "doubts"})
"""Keys whose text is kept as it is: quotations, old names, titles and issuers of old documents."""


def check_wording(document: Document) -> Iterator[Diagnostic]:
    """No text of the record is a placeholder, names an abolished unit or a day that there is not, or is cut off by a #."""
    yield from written_days.check_written_days(document)
    text = document.source.text.lower()
    if " #" in text:
        yield from _find_cut_values(document)
    says_abolished = may_name_abolished(text)
    is_imported = "\nimported:" in text
    has_markup = any(sign in text for sign in _SIGNS_OF_MARKUP)
    for key, node in walk(document.root, _KEPT_WORDS):
        value = node.value
        if isinstance(value, list) and key in _SENTENCES and len(value) > 1:
            yield from _find_split_sentence(document, key, value)
        if not isinstance(value, str):
            continue
        if " - " in value and (line := _find_swallowed_dash(document, node)):
            yield Diagnostic("wrong-shape", line, {"key": key, "fix": _ALIGN})
        if has_markup and (found := find_markup(value)):
            yield Diagnostic("markup-in-text", document.place(node), {"value": found, "key": key})
        if (key in _WITH_FIGURES and _FIGURES_TO_COME.search(value)) or (
            len(value) <= LONGEST_PLACEHOLDER and is_placeholder(value)
        ):
            yield Diagnostic("placeholder-text", document.place(node), {"value": value.strip(), "key": key})
        elif says_abolished and (found := find_abolished(value)):
            yield Diagnostic("abolished-unit", document.place(node), {"value": found, "key": key})
        elif key in _NAMES and not is_imported and (name := _ENDS_WITH_SIGN.fullmatch(value)):
            yield Diagnostic("name-ends-with-sign", document.place(node), {"value": value, "near": name[1]})
        elif key in _PROSE and is_all_capitals(value):
            yield Diagnostic("all-capitals", document.place(node), {"value": value, "near": value.capitalize()})


_NAMES = frozenset({"name", "short_name", "role", "position"})
_ENDS_WITH_SIGN = regex(r"(.*[^\W_.])\s*[.,;:]", re.DOTALL)
_SENTENCES = frozenset({"notes", "requirements"})


def _find_split_sentence(document: Document, key: str, items: list[Node]) -> Iterator[Diagnostic]:
    """Between brackets a comma begins another item: [Nộp tại quầy 1, tầng 1] is two, and the second has a small letter."""
    for before, node in pairwise(items):
        on_one_line = before.line == node.line and isinstance(before.value, str) and isinstance(node.value, str)
        if on_one_line and str(node.value)[:1].islower() and not is_placeholder(str(node.value)):
            values = {"key": key, "value": str(node.value), "right": quote(f"{before.value}, {node.value}")}
            yield Diagnostic("split-by-comma", document.place(node), values)
            return


_ALIGN = Bilingual(
    "cho dấu gạch ở dòng này thẳng hàng với dấu gạch ở trên; bây giờ dòng này là phần tiếp của dòng trên",
    "align the dash of this line with the one above; as it is, the line goes on with the one above",
)


def _find_swallowed_dash(document: Document, node: Node) -> Place | None:
    """The first line of a text over several lines that begins with a dash, and so was meant as an item of its own."""
    lines = document.source.text.split("\n")
    first = node.line + document.first_line - 1
    if lines[first - 1][node.column - 1 : node.column] in ("|", ">", '"', "'"):
        return None
    for number in range(first + 1, node.end[0] + document.first_line):
        line = lines[number - 1]
        if line.lstrip().startswith("- ") and (number < len(lines) or line.strip()):
            return document.source.place(number, len(line) - len(line.lstrip()) + 1)
    return None


_SIGNS_OF_MARKUP = ("<", "&", "**", "](", "__")
"""A quick first test."""
_MARKUP = regex(
    r"</?(?:a|b|i|u|s|p|br|hr|em|strong|font|span|div|ul|ol|li|sup|sub|table|tr|td|th|h[1-6]|img)\b[^<>]*>"
    r"|&(?:nbsp|amp|lt|gt|quot|apos|#x?[0-9a-f]+);|\*\*(?=\S)[^*]+\*\*|\[[^\[\]]+\]\(\S+?\)|(?<!\w)__(?=\S)[^_]+__(?!\w)",
    re.IGNORECASE,
)
"""HTML and Markdown; records are plain text, and pages show the signs."""
_PROSE = frozenset({"name", "notes", "summary", "text", "role", "reason", "who", "address", "period"})
LONGEST_ABBREVIATION = 12
"""Letters of a name that may be in capitals: UBND, CT01."""


def is_all_capitals(value: str) -> bool:
    """Whether a text is words in capitals, not a short abbreviation or a number."""
    return value.isupper() and sum(map(str.isalpha, value)) > LONGEST_ABBREVIATION and " " in value


def find_markup(value: str) -> str:
    """The first sign of HTML or Markdown in a text; '' if it has none."""
    found = _MARKUP.search(value)
    return found[0] if found else ""


@lru_cache(maxsize=256)
def is_placeholder(value: str) -> bool:
    """Whether the whole value is a placeholder; kept, because a commune's postings say the same again and again."""
    if len(value) > LONGEST_PLACEHOLDER or value[:1].lower() not in _BEGINNINGS:
        return False
    word = value.strip(_AROUND)
    if _BLANK_TO_FILL.fullmatch(value):
        return True
    return bool(_PLACEHOLDER.fullmatch(word)) if word else bool(value.strip())


def check_words_of_article(entry: Entry[Article], text: ArticleText) -> Iterator[Diagnostic]:
    """An article holds no placeholder and no day that there is not; abolished units only when it is about the time before."""
    yield from written_days.check_written_days_of_article(text)
    record, document = entry.record, text.document
    history = record.date < ABOLISHED or bool(_OF_THEN.search(document.source.text) or _PAST.search(record.period or ""))
    for key in ("title", "lead", "author", "source", "period"):
        value = getattr(record, key)
        if value is None:
            continue
        if is_all_capitals(value):
            yield Diagnostic("all-capitals", document.at(key), {"value": value, "near": value.capitalize()})
        if is_placeholder(value):
            yield Diagnostic("placeholder-text", document.at(key), {"value": value, "key": key})
        elif not history and (found := find_abolished(value)) and not _PAST.search(value):
            yield Diagnostic("abolished-unit", document.at(key), {"value": found, "key": key})
    for number, line in enumerate(text.body.split("\n"), text.body_line):
        if line.strip() and BODY_TO_WRITE not in line and is_placeholder(line.strip(" #>*_-")):
            place = document.source.place(number, 1, len(line))
            yield Diagnostic("placeholder-text", place, {"value": line.strip(), "key": _BODY})
        elif not history and may_name_abolished(line.lower()) and (found := find_abolished(line)) and not _PAST.search(line):
            place = document.source.place(number, line.find(found) + 1, len(found))
            yield Diagnostic("abolished-unit", place, {"value": found, "key": _BODY})


_BODY = Bilingual("thân bài", "body")
ABOLISHED = date(2025, 7, 1)
"""The first day with two levels of local government."""
_OF_THEN = regex(r"\b0?1[/.-]0?7[/.-]2025|ngày 0?1 tháng 0?7 năm 2025")
"""The day `ABOLISHED` in text. An article that names it is about before and after."""
_PAST = regex(
    r"\b(?:19[0-9]{2}|20[01][0-9]|202[0-4])\b|khi (?:đó|ấy)|lúc (?:đó|ấy)|trước (?:đây|kia)|không còn|\bcũ\b", re.IGNORECASE
)


def _find_cut_values(document: Document) -> Iterator[Diagnostic]:
    for number, line in enumerate(document.source.text.split("\n"), 1):
        if found := _CUT.fullmatch(line.rstrip()):
            place = document.source.place(number, found.start(1) + 1, len(found[1]))
            yield Diagnostic("text-after-hash", place, {"value": found[1]})
