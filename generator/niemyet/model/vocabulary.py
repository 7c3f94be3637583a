"""The Vietnamese names of parts of records and of values of closed lists, one table for each list.

Names are in lower case, for use within a sentence, unless the table says otherwise. Parts have the titles of their models; only
those with another common name are listed here. A test checks that every table has an entry for each value of its type, in order.
"""

from __future__ import annotations  # so that whoever names a weekday loads no model of figures and articles

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from niemyet.model.orthography import lower_first
from niemyet.model.places import Office, Weekday
from niemyet.model.procedure import Procedure

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from pydantic import BaseModel

    from niemyet.model.areas import AreaKind
    from niemyet.model.article import NoticeKind, Topic
    from niemyet.model.deadline import DeadlineUnit
    from niemyet.model.imported import Confidence
    from niemyet.model.money import ChannelKind, FeeKind
    from niemyet.model.oversight.dossiers import ServiceTier
    from niemyet.model.oversight.reviews import ReviewKind, ReviewStatus
    from niemyet.model.places import PostingStart
    from niemyet.model.procedure import Audience, CopyKind, OnlineLevel, PartialReason

Part: TypeAlias = Literal[
    "name", "papers", "fees", "waivers", "deadlines", "steps", "results", "requirements", "channels", "forms", "legal_basis",
    "field", "audience", "authority", "receiver", "non_territorial", "cases", "decision", "notes", "effective",
]  # fmt: skip
"""The parts of a procedure that have names."""
PostingPart: TypeAlias = Literal["counter", "paper_notes", "office", "address", "phone", "email", "hours", "exceptions"]
"""Other things that a citizen sees of a posting: the commune's own part, the papers as a whole, the office."""
VersionPart: TypeAlias = Literal["papers", "fees", "deadlines", "place", "steps", "legal_basis"]
"""The groups of a version code (`resolve/version_codes.py`), each for one part or several."""
SheetSection: TypeAlias = Literal[
    "steps", "channels", "papers", "forms", "deadlines", "audience", "bodies", "results", "requirements", "fees", "notes",
    "place", "legal_basis",
]  # fmt: skip
"""The sections of a sheet."""
ServiceLevel: TypeAlias = Literal["full", "partial", "unknown", "offline"]
"""How far a procedure can be done online; unknown where its record has an online way and does not say how far."""
ShortAnswer: TypeAlias = Literal["papers", "fees", "deadlines", "place"]
"""The answers at the top of a sheet, in large letters."""
DocumentPart: TypeAlias = Literal[
    "fees", "deadlines", "waivers", "channels", "legal_basis", "forms", "upcoming", "repealed", "outdated", "text"
]

"""The keys of a record below which it cites documents; `text`: wherever it speaks."""
PaperUse: TypeAlias = Literal["submit", "present"]
Standing: TypeAlias = Literal["in_force", "not_yet", "ended", "repealed", "withdrawn"]
"""The status of a posting on a day."""


def title_of(model: type[BaseModel], key: str) -> str:
    """The title of a key in the model, capitalised."""
    return model.model_fields[key].title or key


def _name(model: type[BaseModel], key: str) -> str:
    return lower_first(title_of(model, key))


_COMMONLY: Mapping[Part, str] = {"deadlines": "thời hạn", "steps": "trình tự", "channels": "cách nộp"}
PART_NAMES: Mapping[Part, str] = {part: _COMMONLY.get(part) or _name(Procedure, part) for part in get_args(Part)}
DOCUMENT_PART_NAMES: Mapping[DocumentPart, str] = {
    "fees": PART_NAMES["fees"],
    "deadlines": PART_NAMES["deadlines"],
    "waivers": PART_NAMES["waivers"],
    "channels": PART_NAMES["channels"],
    "legal_basis": PART_NAMES["legal_basis"],
    "forms": PART_NAMES["forms"],
    "upcoming": "báo trước thay đổi",
    "repealed": "bãi bỏ thủ tục",
    "outdated": "thay nội dung cũ",
    "text": "lời văn",
}
"""What a record cites a document for."""
_OFFICE = _name(Procedure, "receiver")
POSTING_PART_NAMES: Mapping[PostingPart, str] = {
    "counter": "quầy tiếp nhận",
    "paper_notes": f"{PART_NAMES['notes']} về hồ sơ",
    "office": _OFFICE,
    "address": f"{_name(Office, 'address')} {_OFFICE}",
    "phone": f"{_name(Office, 'phone')} {_OFFICE}",
    "email": f"{_name(Office, 'email')} {_OFFICE}",
    "hours": _name(Office, "hours"),
    "exceptions": _name(Office, "exceptions"),
}
VERSION_PART_NAMES: Mapping[VersionPart, str] = {
    "papers": "giấy tờ",
    "fees": PART_NAMES["fees"],
    "deadlines": PART_NAMES["deadlines"],
    "place": f"nơi nộp, {POSTING_PART_NAMES['hours']}",
    "steps": ", ".join((PART_NAMES["channels"], PART_NAMES["steps"], PART_NAMES["results"])),
    "legal_basis": PART_NAMES["legal_basis"],
}
SECTION_TITLES: Mapping[SheetSection, str] = {
    "steps": title_of(Procedure, "steps"),
    "channels": "Cách nộp hồ sơ",
    "papers": title_of(Procedure, "papers"),
    "forms": title_of(Procedure, "forms"),
    "deadlines": title_of(Procedure, "deadlines"),
    "audience": title_of(Procedure, "audience"),
    "bodies": "Cơ quan thực hiện",
    "results": title_of(Procedure, "results"),
    "requirements": title_of(Procedure, "requirements"),
    "fees": title_of(Procedure, "fees"),
    "notes": title_of(Procedure, "notes"),
    "place": "Nộp ở đâu, lúc nào",
    "legal_basis": title_of(Procedure, "legal_basis"),
}
"""With capital letters."""
ANSWER_TITLES: Mapping[ShortAnswer, str] = {
    "papers": "Giấy tờ", "fees": title_of(Procedure, "fees"), "deadlines": "Thời hạn", "place": "Nơi nộp",
}  # fmt: skip
"""With capital letters."""

CHANNEL_NAMES: Mapping[ChannelKind, str] = {"in_person": "Trực tiếp", "online": "Trực tuyến", "post": "Bưu chính"}
"""With capital letters."""
CHANNEL_MANNERS: Mapping[ChannelKind, str] = {"in_person": "trực tiếp", "online": "trực tuyến", "post": "qua bưu chính"}
"""As they follow "nộp"."""
ONLINE_LEVEL_NAMES: Mapping[OnlineLevel, str] = {"full": "toàn trình", "partial": "một phần"}
SERVICE_LEVEL_NAMES: Mapping[ServiceLevel, str] = {
    "full": ONLINE_LEVEL_NAMES["full"], "partial": ONLINE_LEVEL_NAMES["partial"],
    "unknown": "chưa ghi mức độ", "offline": "không nộp trực tuyến",
}  # fmt: skip
PARTIAL_REASON_NAMES: Mapping[PartialReason, str] = {
    "presence": "phải có mặt tại cơ quan nhà nước",
    "site_visit": "cơ quan nhà nước phải thẩm tra, xác minh tại hiện trường",
    "fault": "sự cố kỹ thuật chưa khắc phục được ngay",
    "technical": "vấn đề kỹ thuật khác chưa xử lý được",
}
"""In the words of Nghị định 224/2026/NĐ-CP Điều 14."""
TIER_NAMES: Mapping[ServiceTier, str] = {"commune": "phường, xã", "district": "quận, huyện", "province": "tỉnh, thành phố"}
REVIEW_KIND_NAMES: Mapping[ReviewKind, str] = {
    "papers": "giấy tờ", "steps": "bước thực hiện", "deadline": "thời hạn", "fee": "phí, lệ phí", "form": "mẫu đơn, tờ khai",
    "online": "nộp trực tuyến", "requirements": "yêu cầu, điều kiện", "repeal": "bãi bỏ thủ tục", "other": "việc khác",
}  # fmt: skip
REVIEW_STATUS_NAMES: Mapping[ReviewStatus, str] = {
    "proposed": "đã đề nghị", "accepted": "được chấp nhận, chưa áp dụng", "refused": "không được chấp nhận",
    "in_force": "đã áp dụng",
}  # fmt: skip
AUDIENCE_NAMES: Mapping[Audience, str] = {
    "citizen": "Công dân Việt Nam",
    "overseas_vietnamese": "Người Việt Nam định cư ở nước ngoài",
    "foreigner": "Người nước ngoài",
    "household_business": "Hộ kinh doanh",
    "enterprise": "Doanh nghiệp",
    "organization": "Cơ quan, tổ chức",
}
"""With capital letters."""
AREA_NAMES: Mapping[AreaKind, str] = {
    "mountainous": "miền núi",
    "island": "hải đảo",
    "border": "biên giới",
    "remote": "vùng sâu, vùng xa",
    "difficult": "vùng có điều kiện kinh tế - xã hội khó khăn",
    "very_difficult": "vùng có điều kiện kinh tế - xã hội đặc biệt khó khăn",
    "ethnic_minority": "vùng đồng bào dân tộc thiểu số và miền núi",
}
"""In the words of the laws, as they follow "xã"."""
WEEKDAY_NAMES: Mapping[Weekday, str] = {
    "mon": "thứ hai", "tue": "thứ ba", "wed": "thứ tư", "thu": "thứ năm", "fri": "thứ sáu", "sat": "thứ bảy", "sun": "chủ nhật",
}  # fmt: skip
UNIT_NAMES: Mapping[DeadlineUnit, str] = {
    "working_day": "ngày làm việc", "day": "ngày", "working_hour": "giờ làm việc", "month": "tháng",
}  # fmt: skip
FEE_KIND_NAMES: Mapping[FeeKind, str] = {
    "due": "phải nộp", "optional": "chỉ khi có yêu cầu", "service": "dịch vụ đi kèm, không bắt buộc",
}  # fmt: skip
FEE_SETTER_NAMES: Mapping[Literal["province"], str] = {"province": "Hội đồng nhân dân cấp tỉnh"}
COPY_NAMES: Mapping[CopyKind, str] = {
    "originals": "bản chính", "copies": "bản sao", "certified_copies": "bản sao chứng thực",
}  # fmt: skip
PAPER_USE_NAMES: Mapping[PaperUse, str] = {"submit": "nộp", "present": "xuất trình"}
TOPIC_NAMES: Mapping[Topic, str] = {
    "the-che": "Cải cách thể chế",
    "thu-tuc-hanh-chinh": "Cải cách thủ tục hành chính",
    "bo-may": "Cải cách tổ chức bộ máy",
    "cong-vu": "Cải cách chế độ công vụ",
    "tai-chinh-cong": "Cải cách tài chính công",
    "chinh-quyen-so": "Chính quyền điện tử, chính quyền số",
}
"""With capital letters."""
NOTICE_NAMES: Mapping[NoticeKind, str] = {
    "danh-sach": "Danh sách",
    "ket-luan": "Kết luận",
    "lich-lam-viec": "Lịch làm việc",
    "tiep-cong-dan": "Lịch tiếp công dân",
    "quy-hoach": "Quy hoạch, kế hoạch sử dụng đất",
    "tam-ngung": "Tạm ngừng dịch vụ",
    "lay-y-kien": "Lấy ý kiến",
    "khac": "Thông báo",
}
"""With capital letters."""
CONFIDENCE_NAMES: Mapping[Confidence, str] = {"high": "cao", "medium": "vừa", "low": "thấp"}
STANDING_NAMES: Mapping[Standing, str] = {
    "in_force": "đang áp dụng",
    "not_yet": "chưa áp dụng",
    "ended": "hết hiệu lực",
    "repealed": "đã bị bãi bỏ",
    "withdrawn": "ngừng niêm yết",
}
"""The status of a posting in words that stand alone."""
STANDING_EVENTS: Mapping[Standing, str] = {
    "in_force": "Đang áp dụng trở lại",
    "not_yet": "Chưa đến ngày áp dụng",
    "ended": "Hết hiệu lực",
    "repealed": "Thủ tục bị bãi bỏ",
    "withdrawn": "Ngừng niêm yết",
}
"""What has happened to a posting with this status; capitalised."""
STANDING_NOTICES: Mapping[Standing, str] = {
    "in_force": "Đang áp dụng",
    "not_yet": "Chưa áp dụng, có hiệu lực",
    "ended": "Thủ tục không còn hiệu lực",
    "repealed": "Thủ tục đã bị bãi bỏ",
    "withdrawn": STANDING_EVENTS["withdrawn"],
}
"""The notice for a posting with this status, to be followed by "từ" and a day; capitalised."""

POSTING_STARTS: Mapping[PostingStart, str] = {
    "signed": "ngày ký quyết định",
    "received": "ngày xã nhận quyết định",
    "effect": "ngày thủ tục có hiệu lực",
}
"""From which day a province's limit for posting counts."""


def name_value(names: Mapping[Any, str], value: str) -> str:
    """The name of `value` in a table; `value` itself if it has none."""
    return names.get(value, value)


def name_areas(kinds: Collection[AreaKind]) -> str:
    """The communes of these kinds of area: "xã miền núi, hải đảo"; '' for none."""
    said = ", ".join(name for kind, name in AREA_NAMES.items() if kind in kinds)
    return f"xã {said}" if said else ""


def name_part(part: str) -> str:
    """The name of a part by its key: "papers" → "thành phần hồ sơ"; an unknown key is returned as it is."""
    return name_value(PART_NAMES, part)


def name_weekday(day: date) -> str:
    """The weekday of a day."""
    return WEEKDAY_NAMES[get_args(Weekday)[day.weekday()]]


def format_length(amount: float, unit: str) -> str:
    """A length of time in a `DeadlineUnit`: "3 ngày làm việc", "7,5 ngày"; 0.5 is "nửa ngày làm việc"."""
    number = "nửa" if amount == 0.5 else f"{amount:g}".replace(".", ",")
    return f"{number} {name_value(UNIT_NAMES, unit)}"
