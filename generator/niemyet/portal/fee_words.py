"""Reads the conditions in the words of a fee: the way of filing and the days that they name.

`read_limits` understands a condition only if nothing else in the words is about a way of filing or a day; documents and the days
on which they were issued do not count.
"""

import re
from datetime import date, timedelta

from niemyet.model.money import ChannelKind
from niemyet.patterns import regex
from niemyet.values import dataclass

_PREFIX = regex(r"^(?:mức )?(?:phí|lệ phí)? ?:? ?(?:0 ?)?đồng\b[ .:;-]*(?=\S)", re.IGNORECASE)
_DOCUMENT = regex(
    r"(?:bộ luật|luật|pháp lệnh|nghị định|thông tư(?: liên tịch)?|nghị quyết|quyết định|văn bản|công văn)(?: số)?:? "
    r"(?:[^.;()]{0,60}? (?:số )?)?[0-9]+[^\s,;)]*/[^\s,;)]+(?:,? ngày [0-9]{1,2}(?:/| tháng )[0-9]{1,2}(?:/| năm )[0-9]{4})?",
    re.IGNORECASE,
)
_DAY = r"(?P<{0}day>[0-9]{{1,2}})(?:/| tháng )(?P<{0}month>[0-9]{{1,2}})(?:/| năm )(?P<{0}year>[0-9]{{4}})"
_ANY_DAY = regex(
    r"\b[0-9]{1,2}(?:/| tháng )[0-9]{1,2}(?:/| năm )[0-9]{4}|\b(?:kể )?từ ngày\b|\bđến hết ngày\b|\bđến hết năm\b", re.IGNORECASE
)
_SPAN = regex(
    rf"[(]?(?:áp dụng )?(?:kể )?từ (?:ngày )?{_DAY.format('a')}(?: (?:cho )?đến(?: hết)? (?:ngày )?{_DAY.format('b')})?[)]?",
    re.IGNORECASE,
)
_UNTIL = regex(rf"[(]?(?:áp dụng )?(?:cho )?đến(?: hết)? (?:ngày )?{_DAY.format('b')}[)]?", re.IGNORECASE)
_CHANNELS: tuple[tuple[ChannelKind, str], ...] = (
    ("online", r"(?:dịch vụ công )?trực tuy[ếể]n|môi trường điện tử|cổng dịch vụ công"),
    ("in_person", r"trực tiếp"),
    ("post", r"bưu chính|bưu điện"),
)
_WAY = regex("|".join(f"(?P<{kind}>{words})" for kind, words in _CHANNELS), re.IGNORECASE)
_ONLY_WAY = regex(
    r"(?:(?:trường hợp|đối với|khi|nếu)(?: công dân| tổ chức, cá nhân| cá nhân, tổ chức| hồ sơ)? ?)?(?:nộp|thực hiện)?(?: hồ sơ)?"
    r"(?: thủ tục hành chính)? ?(?:bằng|theo|qua|trên|thông qua)?(?: hình thức| phương thức)? ?"
    rf"(?:nộp )?(?:cổng )?(?:{'|'.join(words for _, words in _CHANNELS)})(?: toàn trình| một phần)?",
    re.IGNORECASE,
)
_PAYING = regex(
    r"(?:thanh toán|chuyển khoản|nộp (?:phí|lệ phí))[^.;]{0,80}\btrực tuyến\b|nộp trực tiếp tại bộ phận", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The way of filing and the days that words of a fee name; `rest` is what else they say. `clear`: nothing was left over."""

    clear: bool
    channel: ChannelKind | None
    starts: date | None
    ends: date | None
    rest: str

    @property
    def after(self) -> date | None:
        """The first day for which the words say nothing any more."""
        return self.ends + timedelta(days=1) if self.ends else None


def drop_prefix(text: str) -> str:
    """The words of a fee without an empty amount in front: "Lệ phí: Đồng (Mức …)" → "(Mức …)"."""
    return _PREFIX.sub("", text)


def read_limits(text: str) -> Limits:
    """The conditions in the words of a fee."""
    bare = _PAYING.sub("", _DOCUMENT.sub("", text))
    ways = {kind for match in _WAY.finditer(bare) for kind, _ in _CHANNELS if match[kind]}
    dated = bool(_ANY_DAY.search(bare))
    if not ways and not dated:
        return Limits(True, None, None, None, text)
    unclear = Limits(False, None, None, None, text)
    starts = ends = None
    rest = text
    if dated:
        spans = [*_SPAN.finditer(bare)] or [*_UNTIL.finditer(bare)]
        if len(spans) != 1 or _ANY_DAY.search(bare.replace(spans[0][0], "")):
            return unclear
        groups = spans[0].groupdict()
        starts, ends = _day_of(groups, "a"), _day_of(groups, "b")
        if (
            (groups.get("aday") and starts is None)
            or (groups.get("bday") and ends is None)
            or (starts and ends and ends < starts)
        ):
            return unclear
        rest = rest.replace(spans[0][0], " ")
    if ways:
        found = [*_ONLY_WAY.finditer(rest)]
        found = [match for match in found if _WAY.search(match[0])]
        if len(ways) != 1 or len(found) != 1 or _WAY.search(rest.replace(found[0][0], "")):
            return unclear
        rest = rest.replace(found[0][0], " ")
    rest = re.sub(r"\s*\(\s*\)|\s{2,}", " ", rest).strip(" ,;:-–")
    return Limits(True, next(iter(ways), None), starts, ends, rest)


def _day_of(groups: dict[str, str | None], which: str) -> date | None:
    try:
        return date(*(int(groups[f"{which}{part}"] or 0) for part in ("year", "month", "day")))
    except (KeyError, ValueError):
        return None
