"""What words say of the kind of procedures: between offices only, no longer in force, in force."""

import re

from niemyet.patterns import regex

_INTERNAL = regex(r"(?:STANDARD_INTERNAL|(?:TTHC|thủ tục)(?: hành chính)? nội bộ\b.*)", re.IGNORECASE)
_ENDED = regex(r"\b(?:bị thay thế|(?:bãi|h[ủu][ỷy]) bỏ|hết hiệu lực|không còn (?:hiệu lực|áp dụng))\b", re.IGNORECASE)
_IN_FORCE = regex(
    r"\b(?:ban hành mới|mới ban hành|sửa đổi|bổ sung|thay thế|chuẩn h(?:óa|oá)|giữ nguyên|còn hiệu lực)\b", re.IGNORECASE
)
_NOT_ENDED = regex(r"\b(?:chưa|không) (?:bị )?(?:(?:bãi|h[ủu][ỷy]) bỏ|hết hiệu lực)\b", re.IGNORECASE)


def is_internal(kind: str) -> bool:
    """Whether the kind is that of procedures between offices, which are not posted (the portal's type, or its words)."""
    return bool(_INTERNAL.fullmatch(kind.strip()))


def says_ended(words: str) -> bool:
    """Whether a title or a state says that procedures are no longer in force, and nothing of others that are."""
    return bool(_ENDED.search(words)) and not _NOT_ENDED.search(words) and not _IN_FORCE.search(_ENDED.sub("", words))


def says_in_force(words: str) -> bool:
    """Whether a title says that procedures are new, changed or still in force, and nothing of others that are not."""
    return bool(_IN_FORCE.search(words)) and not _ENDED.search(words)
