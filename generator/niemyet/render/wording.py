"""Values in Vietnamese words: money, days, deadlines, kinds. No markup. For pages, sheets and changes only."""

from collections.abc import Mapping, Sequence

from niemyet.law.choices import AREA
from niemyet.law.citations import LawChange
from niemyet.law.deadlines import DeadlineLine
from niemyet.law.terms import FeeLine
from niemyet.model.areas import area_of
from niemyet.model.deadline import Deadline
from niemyet.model.money import ChannelKind, Fee, Formula, Waiver
from niemyet.model.orthography import capitalize, format_clock, format_day, format_money, lower_first
from niemyet.model.places import Feedback, OpeningException
from niemyet.model.procedure import Decision, Outdated, Paper, Procedure, Result, Source, Step
from niemyet.model.vocabulary import CHANNEL_MANNERS, PART_NAMES, format_length, name_areas
from niemyet.resolve.procedures import Owner

UNKNOWN = "Chưa xác định"
OUTDATED = "Quy định đã đổi, hỏi nơi tiếp nhận"
"""Shown instead of an answer that the law has replaced."""


def format_channels(kinds: Sequence[ChannelKind]) -> str:
    """Ways of filing as they follow "nộp": "trực tiếp hoặc qua bưu chính"."""
    return " hoặc ".join(CHANNEL_MANNERS[kind] for kind in kinds)


def format_conditions(part: Fee | Waiver | Deadline | Paper, cases: Mapping[str, str]) -> list[str]:
    """Whom a part is for: its cases by the words of `cases`, the ways of filing, the kinds of area; empty if it is for all."""
    ways = [f"nộp {format_channels(part.channel)}"] if part.channel else []
    area = [name_areas(area_of(part))] if area_of(part) else []
    return [*(cases.get(name, name) for name in part.case), *ways, *area]


def name_answers(part: Step | Result | Waiver, procedure: Procedure) -> list[str]:
    """For whom a part is, as the page's form has it: "case=late", "verified=yes", "area=border"."""
    question_of = procedure.question_of
    cases = (f"{question_of[name]}={name.removeprefix(f'{question_of[name]}-')}" for name in part.case)
    return [*cases, *(f"{AREA}={kind}" for kind in area_of(part))]


def format_decision(decision: Decision) -> str:
    """A decision by its number and, if known, its day."""
    return f"{decision.number} ngày {format_day(decision.date)}" if decision.date else decision.number


def name_decision(owner: Owner | None) -> str:
    """Whose decision made a procedure known: a ministry's, or that of the province whose own it is (Nghị định 63/2010/NĐ-CP,
    Điều 15)."""
    return f"Quyết định công bố của Ủy ban nhân dân {owner.name}" if owner is not None else "Quyết định công bố của bộ"


def format_condition(when: str) -> str:
    """When a paper is needed: a sentence if `when` begins with "khi" or "nếu" or is a way of filing, else after a colon."""
    first = when.split(maxsplit=1)[0].lower()
    if first in ("khi", "nếu"):
        return capitalize(when)
    return f"Khi {lower_first(when)}" if first in ("nộp", "gửi") else f"Chỉ cần khi: {when}"


def format_formula(formula: Formula) -> str:
    """A formula as a sentence: the price per unit by range, and the ceiling."""
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
    """A formula for scripts: "1-2:2000 3-:1000" is 2,000 each for units 1 and 2, and 1,000 from the third on."""
    return " ".join(f"{part.first}-{part.last or ''}:{part.amount}" for part in formula.parts)


def format_fee(line: FeeLine) -> str:
    """The amount of one fee, without its case and waivers."""
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
    """The length of one deadline, without its case and notes."""
    if deadline.undetermined is not None:
        return UNKNOWN
    if deadline.same_day_until is not None:
        return "Ngay trong ngày"
    return capitalize(format_length(deadline.amount or 0, deadline.unit or "working_day"))


def format_promise(line: DeadlineLine) -> str:
    """Who promised the deadline and how it compares with the law's; '' if it is the law's own."""
    if line.level == "reference":
        return ""
    who = "Xã" if line.level == "commune" else "Tỉnh"
    if not line.sooner or line.lawful is None:
        return f"{who} cam kết thời hạn này; thời hạn theo luật chưa xác định."
    until = line.lawful.same_day_until
    hour = f", nếu nhận trước {format_clock(until)}" if until is not None else ""
    return f"{who} cam kết sớm hơn; luật cho phép {lower_first(format_deadline(line.lawful))}{hour}."


def explain_deadline(deadline: Deadline) -> str:
    """What a same-day limit means for those who come later (Luật Hộ tịch Điều 5; NĐ 23/2015 Điều 7); '' for other deadlines."""
    if deadline.same_day_until is None:
        return ""
    return f"Nhận hồ sơ sau {format_clock(deadline.same_day_until)} thì trả kết quả trong ngày làm việc tiếp theo."


def format_waiver(waiver: Waiver) -> str:
    """The verb of a waiver: exempt, reduced, or not determined."""
    if waiver.undetermined is not None:
        return "Chưa rõ có được miễn, giảm hay không"
    return "Miễn" if waiver.reduction is None else f"Giảm {waiver.reduction}%"


def limit_waiver(waiver: Waiver) -> str:
    """The fees and the last day of a waiver; '' if it is for all fees and has no end."""
    fees = ", ".join(lower_first(name) for name in waiver.fees)
    until = f"đến hết {format_day(waiver.valid_until)}" if waiver.valid_until else ""
    return "; ".join(part for part in (fees, until) if part)


def format_feedback(feedback: Feedback) -> str:
    """An address for feedback, with every way to reach it."""
    phone = f"điện thoại {feedback.phone}" if feedback.phone else ""
    return ", ".join(filter(None, (feedback.name, feedback.url, phone, feedback.email, feedback.address)))


def format_exception(exception: OpeningException) -> str:
    """A day on which the office has other hours."""
    hours = f"{exception.opens:%H:%M}–{exception.closes:%H:%M}" if exception.opens and exception.closes else "nghỉ"
    return f"{format_day(exception.date)}: {hours} ({exception.reason})"


def format_retrieved(source: Source) -> str:
    """When a record was copied: a day, or a month if the day is not known."""
    day = source.retrieved
    return f"trong tháng {day.month}/{day.year} (không rõ ngày)" if source.approximate else f"ngày {format_day(day)}"


def is_outdated(outdated: Outdated | None, part: str) -> bool:
    """Whether the law has replaced this part of the record. If `outdated` names no parts, it has replaced all."""
    return outdated is not None and bool(part) and (not outdated.parts or part in outdated.parts)


def format_outdated_parts(outdated: Outdated) -> str:
    """A sentence that names the parts that are no longer valid."""
    names = ", ".join(PART_NAMES[part] for part in outdated.parts)
    return f"Phần không còn đúng: {names}." if names else "Toàn bộ nội dung ở đây không còn đúng."


def format_law_change(change: LawChange) -> str:
    """What happened to a document behind a record, as a sentence."""
    subject = f"{change.part} của {change.number}" if change.part else change.number
    day = format_day(change.day)
    if change.event == "amended":
        return f"{subject} được {change.by} sửa đổi, bổ sung từ {day}."
    return f"{subject} hết hiệu lực từ {day}" + (f", thay bằng {change.by}." if change.by else ".")
