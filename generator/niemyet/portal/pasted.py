"""Mends texts that were pasted: tags and attributes of HTML are removed, lines that a PDF broke in mid-sentence are joined.

No visible word is changed; the verbatim text of a record keeps the lines of the source.
"""

import html
import re

from niemyet.patterns import regex

_BLOCK = regex(r"</?(?:p|br|div|table|tbody|thead|tr|ul|ol|li|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CELL = regex(r"</(?:td|th)\s*>\s*(?=<(?:td|th)\b)", re.IGNORECASE)
_INLINE = regex(r"</?(?:td|th|b|i|u|s|em|strong|span|font|sup|sub|a|o:p|col|colgroup|label)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_LEFT_ATTRIBUTE = regex(
    r"<?(?:t[dh]\s+)?\b(?:colspan|rowspan|cellpadding|cellspacing|valign|bgcolor)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[0-9]+)\s*>?",
    re.IGNORECASE,
)
_ENTITY = regex(r"&(?:[a-z]{2,8}|#[0-9]{1,5}|#x[0-9a-f]{1,4});", re.IGNORECASE)
_LIST_MARK = regex(r"(?:[-–+*•·]|\(?[a-zđ0-9ivx]{1,4}[.)]|(?:bước|lưu ý|ghi chú)\b)", re.IGNORECASE)
_ENDED = regex(r"[.;:!?]$")
_GOES_ON = regex(
    r"(?:,|–|-|\(|\b(?:của|và|tại|theo|với|cho|hoặc|các|những|từ|đến|trong|về|số|là|do|để|thì|mà|bởi|ngày|điều|khoản|điểm|luật"
    r"|trung tâm|dịch vụ|giấy chứng|cơ quan|ủy ban|nghị định|thông tư|quyết định))$",
    re.IGNORECASE,
)


def drop_markup(text: str) -> str:
    """The text without the tags of HTML: blocks and rows become lines, cells are set apart by a dash."""
    if "<" not in text and "&" not in text and "=" not in text:
        return text
    text = _INLINE.sub("", _BLOCK.sub("\n", _CELL.sub(" – ", text)))
    return _ENTITY.sub(lambda found: html.unescape(found[0]), _LEFT_ATTRIBUTE.sub("", text))


def join_lines(text: str) -> str:
    """The text with lines joined that go on in mid-sentence; lists and paragraphs stay apart."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and line and _is_continued(lines[-1], line):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _is_continued(before: str, line: str) -> bool:
    if not before or _ENDED.search(before) or _LIST_MARK.match(line):
        return False
    return line[0].islower() or line[0] in ")," or bool(_GOES_ON.search(before))
