"""Reads the headings of a dossier: what the papers below one are for, and which headings are alternatives of one another."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from niemyet.model.orthography import capitalize
from niemyet.patterns import regex
from niemyet.portal.paper_lines import tidy
from niemyet.portal.raw_record import RawGroup
from niemyet.portal.words import clean_line, likeness
from niemyet.values import dataclass

Use = Literal["submit", "present", "either", "remark"]
_MARK = regex(
    r"^(?:[-–+*•]\s*|[0-9]{1,2}(?:\.[0-9]{1,2})+\s+(?=\D)|\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]\s*|[0-9]{1,2} ?[-–] ?(?=\D)"
    r"|\(?(?:[a-zđ]|[ivx]{1,4})[.)]\s*|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy)[,:.]?\s+)+",
    re.IGNORECASE,
)
_SUBMIT = regex(r"(?:các )?giấy tờ(?: cần)?(?: phải)? nộp\b", re.IGNORECASE)
_PRESENT = regex(r"(?:các )?giấy tờ(?: cần)?(?: phải)? xuất trình\b", re.IGNORECASE)
_PRESENT_IN_SENTENCE = regex(r"(?:phải |cần )xuất trình (?:bản chính )?các giấy tờ", re.IGNORECASE)
_EITHER = regex(r"xuất trình (?:hoặc|/|,) ?(?:gửi|nộp)|nộp (?:hoặc|/) ?xuất trình", re.IGNORECASE)
_REMARK = regex(r"lưu ý|ghi chú|chú ý", re.IGNORECASE)
_NUMBER_OF_SETS = regex(r"số lượng hồ sơ\b", re.IGNORECASE)
_THESE = r"(?: các (?:loại )?giấy tờ(?: sau(?: đây)?)?)?"
_PLAIN = regex(
    rf"(?:thành phần(?:(?:, số lượng)? hồ sơ)?|(?:(?:01|1|một)(?: \(một\))? )?(?:bộ )?hồ sơ(?: đề nghị| đăng ký| trình)?"
    rf"|hồ sơ khác)?,? ?(?:bao )?(?:gồm)?(?: có)?{_THESE}"
    rf"|(?:người [^.;:]{{3,60}} )?nộp (?:01|1|một)(?: \(một\))? bộ hồ sơ[^.;:]{{0,60}},? gồm(?: có)?{_THESE}",
    re.IGNORECASE,
)
_BESIDES = regex(r"\bthêm\b|\bủy quyền\b|\buỷ quyền\b|\bkèm theo\b|môi trường điện tử|người đại diện", re.IGNORECASE)
_FOR_SOME = regex(r"(?:trong )?(?:các )?(?:trường hợp|đối với|khi|nếu)\b", re.IGNORECASE)
_OWN_DOSSIER = regex(
    r"(?:(?P<front>.+?),? (?:thành phần )?hồ sơ (?:bao )?gồm|(?:thành phần )?hồ sơ (?!của |gồm|khác)(?P<named>.+?),? (?:bao )?gồm"
    r"|thành phần hồ sơ (?!gồm)(?P<bare>[^:;]{10,}))"
    r"(?: có)?(?: các (?:loại )?giấy tờ(?: sau(?: đây)?)?)?",
    re.IGNORECASE,
)
_FOR_WHOM = regex(
    r"(?: \(bản chính\))?[:,]? (?P<whom>(?:đối với|trong trường hợp|trường hợp|nếu) (?:(?!\bgồm\b)[^.;:])+?)"
    r"(?:,? (?:phải |cần )?(?:nộp|xuất trình))?(?: như sau)?(?:,? (?:bao )?gồm(?: có)?)?",
    re.IGNORECASE,
)
"""For whom the papers of a use are: "Giấy tờ phải nộp đối với tàu biển, bao gồm"."""
_END = regex(
    r",? ?(?:thì )?(?:hồ sơ )?(?:bao )?gồm(?: có)?(?: các (?:loại )?giấy tờ(?: sau(?: đây)?)?)?$|,? hồ sơ gồm$"
    r"|,? (?:thì (?:hồ sơ )?|(?:thì )?hồ sơ [^:;,]{0,80}?)(?:phải |cần )(?:có|nộp|bổ sung|kèm)\b[^:;]{0,80}$",
    re.IGNORECASE,
)
_APPLICATION = regex(
    r"(?:[0-9]+ (?:bản|bộ) )?(?:đơn|tờ khai|giấy đề nghị|văn bản đề nghị|mẫu (?:số|đơn)|phiếu|bản khai"
    r"|thông báo|tờ trình|giấy báo"
    r"|văn bản yêu cầu|giấy yêu cầu)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A group of lines. `name` is the heading without marks; `alternative`: the words of a case that it is, '' if it is none.

    `condition`: it says when its papers are needed; `unclear`: what it means is not certain.
    """

    group: RawGroup
    name: str
    use: Use = "submit"
    condition: bool = False
    alternative: str = ""
    remark: bool = False
    """Whether the heading says more than its use and belongs to each of its papers."""
    unclear: bool = False
    said_once: bool = False
    """Whether the heading is a note to the whole dossier."""


def read_headings(groups: Sequence[RawGroup], cases: Sequence[str]) -> list[Heading]:
    """The groups with what their headings mean. `cases`: words of the cases that deadlines already name."""
    read = [_read_heading(group) for group in groups]
    dossiers = [heading for heading in read if heading.alternative]
    whole = [_as_condition(heading, unclear=False) for heading in dossiers]
    named = {likeness(words) for words in cases}
    agree = not named or {likeness(heading.alternative) for heading in dossiers} == named
    several = len({likeness(heading.alternative) for heading in dossiers}) > 1 and _are_whole(read, dossiers)
    if not several or not agree:
        read = [_as_condition(heading, unclear=several) if heading.alternative else heading for heading in read]
    alone = len([heading for heading in read if heading.group.papers]) < 2
    if alone:  # the only dossier is no case, whatever it is called
        read = [_as_plain(one) if one.condition and not _FOR_SOME.match(one.name) and one in whole else one for one in read]
    return [replace(heading, unclear=heading.unclear and bool(heading.group.papers) and not alone) for heading in read]


def _read_heading(group: RawGroup) -> Heading:
    text = clean_line(_MARK.sub("", group.name)).rstrip(" :;.,")
    if not text or _PLAIN.fullmatch(text):
        return Heading(group, "")
    if _REMARK.match(text):
        return Heading(group, text, "remark")
    if _NUMBER_OF_SETS.match(text):
        return Heading(group, text, said_once=True)
    if _EITHER.search(text):
        return Heading(group, text, "either", remark=True)
    uses: tuple[tuple[re.Pattern[str], Use], ...] = ((_SUBMIT, "submit"), (_PRESENT, "present"))
    for pattern, use in uses:
        if match := pattern.match(text):
            if some := _FOR_WHOM.fullmatch(text, match.end()):
                return Heading(group, capitalize(some["whom"]), use, condition=True)
            alone = pattern.fullmatch(re.sub(r",? (?:bao )?gồm$| \(bản chính\)$", "", text))
            return Heading(group, text, use, remark=not alone)
    if _PRESENT_IN_SENTENCE.search(text):
        return Heading(group, text, "present", remark=True)
    if _FOR_SOME.match(text):
        words = _END.sub("", text)
        return Heading(
            group, words, condition=bool(_BESIDES.search(text)), alternative="" if _BESIDES.search(text) else capitalize(words)
        )
    if match := _OWN_DOSSIER.fullmatch(text):
        words = next(filter(None, match.groups()))
        return Heading(
            group, words, condition=bool(_BESIDES.search(words)), alternative="" if _BESIDES.search(words) else capitalize(words)
        )
    return Heading(group, text, remark=True, unclear=True)


def _are_whole(read: Sequence[Heading], dossiers: Sequence[Heading]) -> bool:
    """Whether each alternative has an application of its own, and what stands outside of them has none."""
    outside = [heading for heading in read if heading not in dossiers and heading.use == "submit" and not heading.condition]
    return all(_applies(heading) for heading in dossiers) and not any(_applies(heading) for heading in outside)


def _applies(heading: Heading) -> bool:
    return any(_APPLICATION.match(tidy(paper.name)) for paper in heading.group.papers)


def _as_plain(heading: Heading) -> Heading:
    return Heading(heading.group, "")


def _as_condition(heading: Heading, unclear: bool) -> Heading:
    return Heading(heading.group, heading.name, heading.use, condition=True, unclear=unclear)
