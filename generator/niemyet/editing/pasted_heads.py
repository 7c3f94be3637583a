"""The head of an official paper in Word (Nghị định 30/2020/NĐ-CP): its title is taken from "THÔNG BÁO" and the line below it.

Takes and gives a `WrittenPage`; one that has a title, or no such head, is left as it is.
"""

import re

from niemyet.editing.markdown_writer import WrittenPage
from niemyet.editing.pasted_words import read_plainly
from niemyet.patterns import regex

_LINES_OF_HEAD = 12
"""Paragraphs in which a head is looked for."""
_STATE = regex(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc|[-_–—\s]+", re.IGNORECASE)
_KIND = regex(r"THÔNG BÁO|KẾ HOẠCH|BÁO CÁO|KẾT LUẬN|QUYẾT ĐỊNH|CÔNG ĐIỆN|THƯ NGỎ|LỊCH [^\W\d_\s]+(?: [^\W\d_\s]+){0,3}")
_ABOUT = regex(r"(?:Về|V/v)\b", re.IGNORECASE)


def read_head(written: WrittenPage) -> WrittenPage:
    """The page with the title of the paper. The lines about the state go; office and number stand behind the first paragraph."""
    blocks = written.body.split("\n\n")
    plain = [read_plainly(block) for block in blocks[: _LINES_OF_HEAD + 1]]
    at = next((i for i, words in enumerate(plain[:_LINES_OF_HEAD]) if _KIND.fullmatch(words)), None)
    if written.title or at is None:
        return written
    about = plain[at + 1] if at + 1 < len(plain) and _ABOUT.match(plain[at + 1]) else ""
    title = f"{plain[at].capitalize()} {about[:1].lower()}{about[1:]}".strip()
    above = [block for block, words in zip(blocks[:at], plain, strict=False) if not _STATE.fullmatch(words)]
    first, *rest = blocks[at + 1 + bool(about) :] or [""]
    return written._replace(title=title, body="\n\n".join(filter(None, (first, *above, *rest))))
