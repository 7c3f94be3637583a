"""Reads who may apply and who decides."""

import re
from typing import Any

from niemyet.patterns import regex
from niemyet.portal.doubts import RaisedDoubt
from niemyet.portal.raw_record import RawRecord

AUDIENCES = (
    ("Người Việt Nam định cư ở nước ngoài", "overseas_vietnamese"),
    ("Người nước ngoài", "foreigner"),
    ("Công dân Việt Nam", "citizen"),
    ("Cán bộ, công chức, viên chức", "citizen"),
    ("Đảng viên", "citizen"),
    ("Hộ kinh doanh", "household_business"),
    ("Hợp tác xã", "organization"),
    ("Tổ chức", "organization"),
    ("Doanh nghiệp", "enterprise"),
)
_ORDER = ("citizen", "overseas_vietnamese", "foreigner", "household_business", "enterprise", "organization")
_IN_BRACKETS = regex(r"\([^()]*\)")
UNKNOWN_AUTHORITY = "Nguồn không nêu cơ quan giải quyết"


def read_people(raw: RawRecord) -> tuple[dict[str, Any], list[RaisedDoubt]]:
    """Audience, authority, receiver and notes about offices by the model's keys, and doubts."""
    doubts = []
    text = _IN_BRACKETS.sub("", raw.audience)
    found = set()
    for name, kind in AUDIENCES:
        if name.lower() in text.lower():
            found.add(kind)
            text = re.sub(re.escape(name), "", text, flags=re.IGNORECASE)
    if not found:
        doubts.append(RaisedDoubt("audience", "Nguồn không nêu rõ đối tượng thực hiện.", raw.audience))
    authority = raw.authority or raw.executing
    if not authority:
        doubts.append(RaisedDoubt("authority", "Nguồn không nêu cơ quan giải quyết."))
    read: dict[str, Any] = {
        "audience": [kind for kind in _ORDER if kind in found] or ["citizen"],
        "authority": authority or UNKNOWN_AUTHORITY,
    }
    if raw.receiver:
        read["receiver"] = raw.receiver
    notes = []
    if raw.executing and raw.authority and raw.executing != raw.authority:
        notes.append(f"Cơ quan thực hiện: {raw.executing}")
    if raw.coordinating:
        notes.append(f"Cơ quan phối hợp: {raw.coordinating}")
    return read | {"notes": notes}, doubts
