"""Values in Vietnamese words: money, days, deadlines, names of kinds. No markup here."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from functools import lru_cache

from niemyet.law.citations import LawChange
from niemyet.law.deadlines import DeadlineLine
from niemyet.law.terms import FeeLine
from niemyet.model.deadline import Deadline, format_length
from niemyet.model.money import Formula, Waiver
from niemyet.model.places import Commune, Feedback, OpeningException, Province
from niemyet.model.procedure import Decision, Outdated, Procedure, Source

CHANNEL_NAMES: Mapping[str, str] = {"in_person": "Trực tiếp", "online": "Trực tuyến", "post": "Bưu chính"}
_CHANNEL_MANNERS: Mapping[str, str] = {"in_person": "trực tiếp", "online": "trực tuyến", "post": "qua bưu chính"}
ONLINE_LEVEL_NAMES: Mapping[str, str] = {"full": "toàn trình", "partial": "một phần"}
AUDIENCE_NAMES: Mapping[str, str] = {
    "citizen": "Công dân Việt Nam",
    "overseas_vietnamese": "Người Việt Nam định cư ở nước ngoài",
    "foreigner": "Người nước ngoài",
    "household_business": "Hộ kinh doanh",
    "enterprise": "Doanh nghiệp",
    "organization": "Cơ quan, tổ chức",
}
WEEKDAY_NAMES: Mapping[str, str] = {
    "mon": "thứ hai", "tue": "thứ ba", "wed": "thứ tư", "thu": "thứ năm", "fri": "thứ sáu", "sat": "thứ bảy", "sun": "chủ nhật",
}  # fmt: skip
PART_NAMES: Mapping[str, str] = {
    "name": "tên thủ tục", "papers": "thành phần hồ sơ", "fees": "phí, lệ phí", "waivers": "miễn, giảm",
    "deadlines": "thời hạn", "steps": "trình tự", "results": "kết quả", "requirements": "yêu cầu, điều kiện",
    "channels": "cách nộp", "forms": "mẫu đơn, tờ khai", "legal_basis": "căn cứ pháp lý",
}  # fmt: skip
OTHER_PART_NAMES: Mapping[str, str] = {
    "field": "lĩnh vực", "audience": "đối tượng thực hiện", "authority": "cơ quan quyết định", "receiver": "nơi tiếp nhận",
    "non_territorial": "phi địa giới", "cases": "trường hợp", "decision": "quyết định công bố", "notes": "lưu ý",
    "effective": "hiệu lực",
}  # fmt: skip
FEE_KIND_NAMES: Mapping[str, str] = {
    "due": "phải nộp", "optional": "chỉ khi có yêu cầu", "service": "dịch vụ đi kèm, không bắt buộc",
}  # fmt: skip
VERSION_PART_NAMES: Mapping[str, str] = {
    "papers": "giấy tờ", "fees": "phí, lệ phí", "deadlines": "thời hạn", "place": "nơi nộp, giờ làm việc",
    "steps": "cách nộp, trình tự, kết quả", "legal_basis": "căn cứ pháp lý",
}  # fmt: skip
UNKNOWN = "Chưa xác định"
OUTDATED = "Quy định đã đổi, hỏi nơi tiếp nhận"
"""Stands in the place of an answer that is no longer right."""


def format_channels(kinds: Sequence[str]) -> str:
    """Ways of filing within a sentence that begins with "nộp": "trực tiếp hoặc qua bưu chính"."""
    return " hoặc ".join(_CHANNEL_MANNERS[kind] for kind in kinds)


def name_answers(names: Sequence[str], procedure: Procedure) -> list[str]:
    """What a part names in `case`, as a page's form names it: "case=late", "verified=yes"."""
    question_of = procedure.question_of
    return [f"{question_of[name]}={name.removeprefix(f'{question_of[name]}-')}" for name in names]


@lru_cache(maxsize=4096)
def format_day(day: date) -> str:
    """A day as Vietnamese offices write it: 02/11/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_clock(clock: time) -> str:
    """A time of day: 7:30 as "7 giờ 30", 15:00 as "15 giờ"."""
    return f"{clock.hour} giờ {clock.minute:02d}" if clock.minute else f"{clock.hour} giờ"


def format_number(number: int) -> str:
    """A whole number with dots between the thousands."""
    return f"{number:,}".replace(",", ".")


def format_money(amount: int) -> str:
    """An amount of đồng."""
    return f"{format_number(amount)} đồng"


def format_decision(decision: Decision) -> str:
    """A decision by its number and, where it is known, its day."""
    return f"{decision.number} ngày {format_day(decision.date)}" if decision.date else decision.number


def format_condition(when: str) -> str:
    """When a paper is needed: a way of filing and what begins with "khi" or "nếu" as a sentence, anything else behind a colon."""
    first = when.split(maxsplit=1)[0].lower()
    if first in ("khi", "nếu"):
        return capitalize(when)
    return f"Khi {lower_first(when)}" if first in ("nộp", "gửi") else f"Chỉ cần khi: {when}"


def format_formula(formula: Formula) -> str:
    """A formula as a sentence: what each unit costs, from which to which, and the ceiling."""
    parts = []
    for part in formula.parts:
        stretch = f"từ {formula.unit} thứ {part.first}"
        if part.last == part.first:
            stretch = f"{formula.unit} thứ {part.first}"
        elif part.last is not None:
            stretch += f" đến {formula.unit} thứ {part.last}"
        parts.append(f"{format_money(part.amount)}/{formula.unit} {stretch}")
    return "; ".join(parts)


def spell_formula(formula: Formula) -> str:
    """A formula for a program: "1-2:2000 3-:1000" is 2,000 each for the units 1 and 2, 1,000 from the third on."""
    return " ".join(f"{part.first}-{part.last or ''}:{part.amount}" for part in formula.parts)


def format_fee(line: FeeLine) -> str:
    """The value of one fee, without its case and exceptions."""
    fee = line.fee
    if line.pending:
        return "Tỉnh chưa cập nhật mức thu"
    if fee.undetermined is not None:
        return UNKNOWN
    if fee.formula is not None:
        return format_formula(fee.formula)
    if fee.amount == 0:
        return "Miễn phí"
    return format_money(fee.amount or 0) + (f"/{fee.per}" if fee.per else "")


def format_deadline(deadline: Deadline) -> str:
    """The length of one deadline, without its case and remarks."""
    if deadline.undetermined is not None:
        return UNKNOWN
    if deadline.same_day_until is not None:
        return "Ngay trong ngày"
    return capitalize(format_length(deadline.amount or 0, deadline.unit or "working_day"))


def format_promise(line: DeadlineLine) -> str:
    """Whose word the deadline is and how it compares with the law's, as a sentence; '' where it is the law's own."""
    if line.level == "reference":
        return ""
    who = "Xã" if line.level == "commune" else "Tỉnh"
    if not line.sooner or line.lawful is None:
        return f"{who} cam kết thời hạn này; thời hạn theo luật chưa xác định."
    until = line.lawful.same_day_until
    hour = f", nếu nhận trước {format_clock(until)}" if until is not None else ""
    return f"{who} cam kết sớm hơn; luật cho phép {lower_first(format_deadline(line.lawful))}{hour}."


def explain_deadline(deadline: Deadline) -> str:
    """What the 15:00 rule means for the one who comes later (Luật Hộ tịch Điều 5; NĐ 23/2015 Điều 7), else ''."""
    if deadline.same_day_until is None:
        return ""
    return f"Nhận hồ sơ sau {format_clock(deadline.same_day_until)} thì trả kết quả trong ngày làm việc tiếp theo."


def name_part(part: str) -> str:
    """A part of a record by its model's key: "papers" as "thành phần hồ sơ"; an unknown one as it is written."""
    return PART_NAMES.get(part) or OTHER_PART_NAMES.get(part, part)


def format_waiver(waiver: Waiver) -> str:
    """Whether nothing or less is paid, or whether that is not known."""
    if waiver.undetermined is not None:
        return "Chưa rõ có được miễn, giảm hay không"
    return "Miễn" if waiver.reduction is None else f"Giảm {waiver.reduction}%"


def limit_waiver(waiver: Waiver) -> str:
    """Which fees it is about and until when, where it says so; '' where it holds for all fees and for good."""
    fees = ", ".join(lower_first(name) for name in waiver.fees)
    until = f"đến hết {format_day(waiver.valid_until)}" if waiver.valid_until else ""
    return "; ".join(part for part in (fees, until) if part)


def name_unit(unit: Province | Commune) -> str:
    """The official name with its kind: "xã Thường Tín", "thành phố Hà Nội"."""
    return f"{unit.kind} {unit.name}"


def lower_first(text: str) -> str:
    """The text with its first letter in lower case, to stand within a sentence; letters for a name (UBND) stay as they are."""
    if text[1:2].isupper():
        return text
    return text[:1].lower() + text[1:]


def capitalize(text: str) -> str:
    """The text with its first letter in upper case, the rest untouched."""
    return text[:1].upper() + text[1:]


def format_feedback(feedback: Feedback) -> str:
    """An address that takes feedback, with every way to reach it."""
    phone = f"điện thoại {feedback.phone}" if feedback.phone else ""
    return ", ".join(filter(None, (feedback.name, feedback.url, phone, feedback.email, feedback.address)))


def format_exception(exception: OpeningException) -> str:
    """A day on which the office keeps other hours."""
    hours = f"{exception.opens:%H:%M}–{exception.closes:%H:%M}" if exception.opens and exception.closes else "nghỉ"
    return f"{format_day(exception.date)}: {hours} ({exception.reason})"


def format_retrieved(source: Source) -> str:
    """When a record was copied: on a day, or where only the month is known, in a month."""
    day = source.retrieved
    return f"trong tháng {day.month}/{day.year} (không rõ ngày)" if source.approximate else f"ngày {format_day(day)}"


def is_outdated(outdated: Outdated | None, part: str) -> bool:
    """Whether the law has replaced this part of the record; naming no part, it has replaced all of them."""
    return outdated is not None and bool(part) and (not outdated.parts or part in outdated.parts)


def format_outdated_parts(outdated: Outdated) -> str:
    """What must not be relied on any more."""
    names = ", ".join(PART_NAMES[part] for part in outdated.parts)
    return f"Phần không còn đúng: {names}." if names else "Toàn bộ nội dung ở đây không còn đúng."


def format_law_change(change: LawChange) -> str:
    """What happened to a document that a record leans on, as a sentence."""
    subject = f"{change.part} của {change.number}" if change.part else change.number
    day = format_day(change.day)
    if change.event == "amended":
        return f"{subject} được {change.by} sửa đổi, bổ sung từ {day}."
    return f"{subject} hết hiệu lực từ {day}" + (f", thay bằng {change.by}." if change.by else ".")
