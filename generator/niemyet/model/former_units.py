"""The communes before 1 July 2025, by the commune to which each belongs today."""

import re
from typing import NamedTuple

from niemyet.patterns import regex

PART, DOUBT = "một phần ", " (?)"
_WRITTEN = regex(rf"({PART})?((?:xã|phường|thị trấn) [^\W_][^;()]*?)({re.escape(DOUBT)})?")
DISTRICT = regex(r"(?:quận|huyện|thị xã|thành phố) [^\W_][^;()]*")
PROVINCE = regex(r"(?:tỉnh|thành phố) [^\W_][^;()]*")


class FormerCommune(NamedTuple):
    """A commune that is no more. `name` has its kind: "thị trấn Thường Tín"."""

    name: str
    part: bool
    """Whether only a part of it came to this commune."""
    doubtful: bool
    """Whether only one of two sources says so."""


class FormerDistrict(NamedTuple):
    """What a commune of today has of one old district; both old names have their kinds: "huyện Thường Tín"."""

    district: str
    province: str
    """Only if its name is not that of today's province; else ''."""
    written: tuple[str, ...]
    """Its communes as the register writes them; none if the district had none."""
    source: str = ""
    """Where the register says that its facts are from; '' if it does not."""

    @property
    def communes(self) -> tuple[FormerCommune, ...]:
        """Its communes, whole ones first."""
        return tuple(read_former(text) for text in self.written)


def is_former(text: str) -> bool:
    """Whether this names an old commune as the register writes them."""
    return _WRITTEN.fullmatch(text) is not None


def read_former(text: str) -> FormerCommune:
    """The old commune in "một phần xã Khánh Hà (?)". Raises ValueError if it names none."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return FormerCommune(found[2], found[1] is not None, found[3] is not None)
