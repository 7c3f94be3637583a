"""Reads the dossier: papers to hand in, papers to show, and notes that the source lists among the papers."""

import re
from typing import Any

from niemyet.model.procedure import CopyKind
from niemyet.model.vocabulary import COPY_NAMES
from niemyet.portal.doubts import RaisedDoubt
from niemyet.portal.raw_record import RawGroup, RawPaper
from niemyet.portal.words import clean_line, drop_bullet

_HEADING_MARK = re.compile(r"^(?:[-–+*•]\s*|\(?[0-9]+(?:\.[0-9]+)*[.)]\s*|[a-zđ][.)]\s*|\([ivx]+\)\s*)+", re.IGNORECASE)
_SUBMIT = re.compile(r"(?:các )?giấy tờ(?: cần)?(?: phải)? nộp\b", re.IGNORECASE)
_PRESENT = re.compile(r"(?:các )?giấy tờ(?: cần)?(?: phải)? xuất trình\b", re.IGNORECASE)
_PRESENT_IN_SENTENCE = re.compile(r"(?:phải |cần )xuất trình các giấy tờ", re.IGNORECASE)
_EITHER = re.compile(r"xuất trình (?:hoặc|/|,) ?(?:gửi|nộp)|nộp (?:hoặc|/) ?xuất trình", re.IGNORECASE)
_REMARK = re.compile(r"lưu ý|ghi chú|chú ý", re.IGNORECASE)
_CONDITION = re.compile(r"trường hợp|đối với|khi ", re.IGNORECASE)
_PLAIN = re.compile(r"(?:thành phần hồ sơ|hồ sơ|hồ sơ gồm|bao gồm|gồm|hồ sơ bao gồm|thành phần)", re.IGNORECASE)
_PAPER_NOUN = re.compile(
    r"(?:0?[1-9] (?:bộ|bản) )?(?:bản (?:sao|chính|chụp|vẽ|kê|cam|khai|án|thuyết|đồ|thiết)|giấy|đơn|tờ (?:khai|trình)|văn bản"
    r"|hợp đồng|quyết định|biên bản|sơ đồ|báo cáo|phiếu|danh sách|chứng minh|hộ chiếu|thẻ|sổ|ảnh|phương án|dự thảo|thông báo"
    r"|công văn|chứng từ|hồ sơ thiết kế)\b",
    re.IGNORECASE,
)
_SAYS_SOMETHING = re.compile(r"\b(?:phải|thì|không được|có trách nhiệm|được thực hiện|có quyền|có thể|nêu trên)\b", re.IGNORECASE)
MOST_COPIES = 10
"""A larger quantity is a year or the number of a circular in the wrong field."""


def read_papers(groups: tuple[RawGroup, ...]) -> tuple[dict[str, Any], list[RaisedDoubt]]:
    """The dossier by the model's keys, and doubts. Order and words are the source's."""
    submit: list[dict[str, Any]] = []
    present: list[dict[str, Any]] = []
    notes: list[str] = []
    doubts: list[RaisedDoubt] = []
    for group in groups:
        heading = clean_line(_HEADING_MARK.sub("", group.name)).rstrip(" :;.,")
        kind, words = _kind_of_group(heading)
        if kind == "either":
            why = "Nhóm giấy tờ này nộp hay chỉ xuất trình? Máy đã xếp vào giấy tờ phải nộp."
            doubts.append(RaisedDoubt("papers", why, group.name))
        if heading and not group.papers:
            notes.append(group.name)
        for paper in group.papers:
            if kind == "remark" or not _is_paper(paper):
                notes.append(f"{heading}: {drop_bullet(paper.name)}" if words else drop_bullet(paper.name))
                if paper.originals or paper.copies:
                    doubts.append(RaisedDoubt("papers", "Nguồn ghi số lượng cho một lưu ý.", paper.name))
                notes += [f"Tệp kèm theo ở nguồn: {name}" for name in paper.files]
            else:
                (present if kind == "present" else submit).append(_read_paper(paper, heading, words, doubts))
    if not submit and not present:
        doubts.append(RaisedDoubt("papers", "Nguồn không nêu giấy tờ nào."))
    papers: dict[str, Any] = {"submit": submit} if submit else {}
    papers |= {"present": present} if present else {}
    papers |= {"notes": list(dict.fromkeys(notes))} if notes else {}
    return papers or {"notes": ["Nguồn không nêu giấy tờ nào."]}, doubts


def _kind_of_group(heading: str) -> tuple[str, str]:
    """How the lines below a heading are used, and the key ('when', 'notes' or '') for the heading's text in each paper."""
    if not heading:
        return "submit", ""
    if _REMARK.match(heading):
        return "remark", ""
    if _EITHER.search(heading):
        return "either", "notes"
    for pattern, kind in ((_SUBMIT, "submit"), (_PRESENT, "present")):
        if pattern.match(heading):
            return kind, "" if pattern.fullmatch(heading.removesuffix(", gồm").removesuffix(" gồm")) else "notes"
    if _CONDITION.match(heading):
        return "submit", "when"
    if _PRESENT_IN_SENTENCE.search(heading):
        return "present", "notes"
    return "submit", "" if _PLAIN.fullmatch(heading) else "notes"


def _is_paper(paper: RawPaper) -> bool:
    """Whether the line is a paper: it has a quantity, or consists of a name only."""
    if paper.originals or paper.copies:
        return True
    name = drop_bullet(paper.name)
    return bool(_PAPER_NOUN.match(name)) and not _SAYS_SOMETHING.search(name) and not name.endswith(":")


def _read_paper(paper: RawPaper, heading: str, words: str, doubts: list[RaisedDoubt]) -> dict[str, Any]:
    name = drop_bullet(paper.name)
    read: dict[str, Any] = {"name": name}
    remarks = []
    counts: tuple[tuple[CopyKind, int], ...] = (("originals", paper.originals), ("copies", paper.copies))
    for key, quantity in counts:
        said = COPY_NAMES[key]
        if quantity > MOST_COPIES:
            remarks.append(f"Nguồn ghi {quantity} {said}.")
            doubts.append(RaisedDoubt("papers", f"Nguồn ghi {quantity} {said}, có lẽ nhầm.", name))
        elif quantity:
            read[key] = quantity
    if not paper.originals and not paper.copies:
        remarks.append("Nguồn không ghi số lượng.")
        doubts.append(RaisedDoubt("papers", "Nguồn ghi số lượng 0 cho một giấy tờ.", name))
    if words == "when":
        read["when"] = heading
    elif words == "notes":
        remarks.append(f"Nhóm: {heading}.")
    remarks += [f"Tệp mẫu ở nguồn: {file}" for file in paper.files]
    if remarks:
        read["notes"] = " ".join(remarks)
    return read
