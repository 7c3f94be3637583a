"""Recognises the household and temporary residence books of paper where somebody is still asked for one.

Takes text; gives the words that name one. The books are worth nothing after 31 December 2022 (Luật Cư trú 68/2020/QH14); offices
ask the databases (Nghị định 104/2022/NĐ-CP).
"""

import re
from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.nodes import Document, walk
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.patterns import regex
from niemyet.validate.entries import Entry

_BOOK = regex(
    r"\bsổ (?:hộ khẩu|tạm trú)\b(?: gia đình\b)?"
    r"|(?<=\bmang )hộ khẩu\b|(?<=\bmang theo )hộ khẩu\b|(?<=\bphoto )hộ khẩu\b|(?<=\bnộp )hộ khẩu\b"
    r"|(?<=\bbản sao )hộ khẩu\b|(?<=\bbản chính )hộ khẩu\b|(?<=\bxuất trình )hộ khẩu\b"
    r"|\bhộ khẩu (?:gốc|photo|phô tô|bản chính|bản sao)\b",
    re.IGNORECASE,
)
_NO_MORE = regex(
    r"\bkhông (?:phải|cần|còn|yêu cầu|đòi|bắt|thu|nộp|nhận|dùng|sử dụng|được|có giá trị|xuất trình|mang)\b"
    r"|\b(?:hết|mất) (?:giá trị|hiệu lực|hạn)\b"
    r"|\b(?:bãi bỏ|bỏ|thu hồi|thay(?! đổi)|khỏi|thôi|trước đây|cũ|trước năm|trước ngày)\b",
    re.IGNORECASE,
)
"""Words that say that the book is gone, or speak of the time before."""
_SENTENCE = regex(r"[^.;\n]+")
_THEN = regex(r"\bthì\b")


def find_abolished_paper(text: str) -> str:
    """The first words that ask for such a book, in small letters; '' if none do."""
    if "hộ khẩu" not in text.lower() and "sổ tạm trú" not in text.lower():
        return ""
    for sentence in _SENTENCE.findall(text):
        for part in _THEN.split(sentence):
            found = _BOOK.search(part)
            if found and not _NO_MORE.search(part):
                return found[0].lower()
    return ""


def check_papers_asked_for(entry: Entry[Procedure] | Entry[ProvinceOverlay] | Entry[Posting]) -> Iterator[Diagnostic]:
    """No paper of a procedure, and no note of a province or a commune, asks for such a book.

    Notes of a procedure may name one among what somebody happens to have kept.
    """
    record, document = entry.record, entry.document
    if isinstance(record, Procedure):
        for key in ("submit", "present"):
            for i, paper in enumerate(getattr(record.papers, key, ())):
                if found := find_abolished_paper(paper.name):
                    yield Diagnostic("abolished-paper", document.at("papers", key, i, "name"), {"value": found})
    elif not isinstance(record, Posting) or record.notes:
        yield from _check_notes(document)


def _check_notes(document: Document) -> Iterator[Diagnostic]:
    for key, node in walk(document.root, {"source_text"}):
        if key == "notes" and isinstance(node.value, str) and (found := find_abolished_paper(node.value)):
            yield Diagnostic("abolished-paper", document.place(node), {"value": found})
