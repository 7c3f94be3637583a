"""Values in words of a language: money, days, deadlines, kinds. No markup. For pages, sheets and changes only."""

from collections.abc import Mapping, Sequence

from niemyet.law.choices import AREA
from niemyet.law.citations import LawChange
from niemyet.law.deadlines import DeadlineLine
from niemyet.law.terms import FeeLine
from niemyet.model.areas import area_of
from niemyet.model.attachments import AttachedFile
from niemyet.model.deadline import Deadline
from niemyet.model.money import ChannelKind, Fee, Formula, Waiver
from niemyet.model.orthography import MONTH_NAMES, capitalize, format_day, is_clause, lower_first
from niemyet.model.places import Feedback, OpeningException
from niemyet.model.procedure import Decision, Outdated, Paper, Procedure, Result, Source, Step
from niemyet.model.reference import LegalDocument
from niemyet.model.vocabulary import CHANNEL_MANNERS, PART_NAMES
from niemyet.render.language import Language
from niemyet.resolve.procedures import Owner

UNKNOWN = "Chưa xác định"
OUTDATED = "Quy định đã đổi, hỏi nơi tiếp nhận"
"""Shown instead of an answer that the law has replaced."""


def begin_text(text: str, most: int = 60) -> str:
    """How a text begins, in at most `most` letters, for a row that opens to the whole."""
    first = text.split("\n")[0]
    if len(first) <= most and first == text:
        return text
    return f"{first[: most + 1].rsplit(' ', 1)[0].rstrip(' ,;:.–-(')}…"


def format_channels(kinds: Sequence[ChannelKind], language: Language) -> str:
    """Ways of filing as they follow "nộp": "trực tiếp hoặc qua bưu chính"."""
    return language.say(" hoặc ").join(language.say(CHANNEL_MANNERS[kind]) for kind in kinds)


def format_filed(kinds: Sequence[ChannelKind], language: Language) -> str:
    """Ways of filing as a condition: "nộp trực tiếp hoặc qua bưu chính"."""
    return language.say("nộp {channels}", channels=format_channels(kinds, language))


def format_conditions(part: Fee | Waiver | Deadline | Paper, cases: Mapping[str, str], language: Language) -> list[str]:
    """Whom a part is for: its cases by the words of `cases`, the ways of filing, the kinds of area; empty if it is for all."""
    ways = [format_filed(part.channel, language)] if part.channel else []
    area = [language.areas(area_of(part))] if area_of(part) else []
    return [*(language.text(cases.get(name, name)) for name in part.case), *ways, *area]


def name_answers(part: Step | Result | Waiver, procedure: Procedure) -> list[str]:
    """For whom a part is, as the page's form has it: "case=late", "verified=yes", "area=border"."""
    question_of = procedure.question_of
    cases = (f"{question_of[name]}={name.removeprefix(f'{question_of[name]}-')}" for name in part.case)
    return [*cases, *(f"{AREA}={kind}" for kind in area_of(part))]


def format_decision(decision: Decision, language: Language) -> str:
    """A decision by its number and, if known, its day."""
    if not decision.date:
        return decision.number
    return language.say("{no} ngày {day}", no=decision.number, day=language.day(decision.date))


def name_decision(owner: Owner | None, language: Language) -> str:
    """Whose decision made a procedure known: a ministry's, or that of the province whose own it is (Nghị định 63/2010/NĐ-CP,
    Điều 15)."""
    if owner is None:
        return language.say("Quyết định công bố của bộ")
    return language.say("Quyết định công bố của Ủy ban nhân dân {name}", name=language.unit(owner.name))


def format_file(file: AttachedFile, language: Language) -> str:
    """The kind and size of a file: "DOCX, 34 KB", "PDF, 1,2 MB". A KB has 1024 bytes, as where people look at their files."""
    kilobytes = max(1, round(file.size / 1024))
    if kilobytes < 1000:
        return f"{file.ending.upper()}, {kilobytes} KB"
    megabytes = f"{file.size / 1024**2:.1f}".replace(".", language.say_as("before decimals", ","))
    return f"{file.ending.upper()}, {megabytes} MB"


def format_condition(when: str, language: Language) -> str:
    """When a paper is needed: a sentence if `when` begins with "khi" or "nếu" or is a way of filing, else after a colon."""
    if (translated := language.text(when)) != when:
        return language.say("Chỉ cần khi: {when}", when=lower_first(translated))
    first = when.split(maxsplit=1)[0].lower()
    if is_clause(when):
        return capitalize(when)
    return f"Khi {lower_first(when)}" if first in ("nộp", "gửi") else f"Chỉ cần khi: {when}"


def format_aside(when: str, language: Language) -> str:
    """The same between brackets: "nếu: trẻ em bị bỏ rơi", and as it stands if it begins with "khi" or "nếu"."""
    said = lower_first(language.text(when))
    if is_clause(when):
        return said
    return language.say("nếu: {when}", when=said)


def format_formula(formula: Formula, language: Language) -> str:
    """A formula as a sentence: the price per unit by range, and the ceiling."""
    unit = language.text(formula.unit)
    parts = []
    for part in formula.parts:
        values = {"price": f"{language.money(part.amount)}/{unit}", "unit": unit, "first": part.first, "last": part.last}
        if part.last == part.first:
            parts.append(language.say("{price} {unit} thứ {first}", **values))
        elif part.last is not None:
            parts.append(language.say("{price} từ {unit} thứ {first} đến {unit} thứ {last}", **values))
        else:
            parts.append(language.say("{price} từ {unit} thứ {first}", **values))
    return "; ".join(parts)


def spell_formula(formula: Formula) -> str:
    """A formula for scripts: "1-2:2000 3-:1000" is 2,000 each for units 1 and 2, and 1,000 from the third on."""
    return " ".join(f"{part.first}-{part.last or ''}:{part.amount}" for part in formula.parts)


def format_fee(line: FeeLine, language: Language) -> str:
    """The amount of one fee, without its case and waivers."""
    fee = line.fee
    if line.pending:
        return language.say("Tỉnh chưa cập nhật mức thu")
    if fee.undetermined is not None:
        return language.say(UNKNOWN)
    if fee.formula is not None:
        return format_formula(fee.formula, language)
    if fee.amount == 0:
        return language.say("Miễn phí")
    return language.money(fee.amount or 0) + (f"/{language.text(fee.per)}" if fee.per else "")


def format_deadline(deadline: Deadline, language: Language) -> str:
    """The length of one deadline, without its case and notes."""
    if deadline.undetermined is not None:
        return language.say(UNKNOWN)
    if deadline.same_day_until is not None:
        return language.say("Ngay trong ngày")
    return capitalize(language.length(deadline.amount or 0, deadline.unit or "working_day"))


def format_promise(line: DeadlineLine, language: Language) -> str:
    """Who promised the deadline and how it compares with the law's; '' if it is the law's own."""
    if line.level == "reference":
        return ""
    commune = line.level == "commune"
    if not line.sooner or line.lawful is None:
        if commune:
            return language.say("Xã cam kết thời hạn này; thời hạn theo luật chưa xác định.")
        return language.say("Tỉnh cam kết thời hạn này; thời hạn theo luật chưa xác định.")
    lawful = lower_first(format_deadline(line.lawful, language))
    if (until := line.lawful.same_day_until) is not None:
        lawful = language.say("{length}, nếu nhận trước {hour}", length=lawful, hour=language.clock(until))
    if commune:
        return language.say("Xã cam kết sớm hơn; luật cho phép {lawful}.", lawful=lawful)
    return language.say("Tỉnh cam kết sớm hơn; luật cho phép {lawful}.", lawful=lawful)


def explain_deadline(deadline: Deadline, language: Language) -> str:
    """What a same-day limit means for those who come later (Luật Hộ tịch Điều 5; NĐ 23/2015 Điều 7); '' for other deadlines."""
    if deadline.same_day_until is None:
        return ""
    sentence = "Nhận hồ sơ sau {hour} thì trả kết quả trong ngày làm việc tiếp theo."
    return language.say(sentence, hour=language.clock(deadline.same_day_until))


def format_waiver(waiver: Waiver, language: Language) -> str:
    """The verb of a waiver: exempt, reduced, or not determined."""
    if waiver.undetermined is not None:
        return language.say("Chưa rõ có được miễn, giảm hay không")
    if waiver.reduction is None:
        return language.say_as("waiver", "Miễn")
    return language.say("Giảm {percent}%", percent=waiver.reduction)


def limit_waiver(waiver: Waiver, language: Language) -> str:
    """The fees and the last day of a waiver; '' if it is for all fees and has no end."""
    fees = ", ".join(lower_first(language.text(name)) for name in waiver.fees)
    until = language.say("đến hết {day}", day=language.day(waiver.valid_until)) if waiver.valid_until else ""
    return "; ".join(part for part in (fees, until) if part)


def format_feedback(feedback: Feedback) -> str:
    """An address for feedback, with every way to reach it."""
    phone = f"điện thoại {feedback.phone}" if feedback.phone else ""
    return ", ".join(filter(None, (feedback.name, feedback.url, phone, feedback.email, feedback.address)))


def format_exception(exception: OpeningException, language: Language) -> str:
    """A day on which the office has other hours."""
    day, reason = language.day(exception.date), language.text(exception.reason)
    if exception.opens and exception.closes:
        hours = f"{exception.opens:%H:%M}–{exception.closes:%H:%M}"
        return language.say("{day}: {hours} ({reason})", day=day, hours=hours, reason=reason)
    return language.say("{day}: nghỉ ({reason})", day=day, reason=reason)


def format_retrieved(source: Source, language: Language) -> str:
    """When a record was copied: a day, or a month if the day is not known."""
    day = source.retrieved
    if not source.approximate:
        return language.say("ngày {day}", day=language.day(day))
    month = language.say(MONTH_NAMES[day.month - 1])
    return language.say("trong {month}/{year} (không rõ ngày)", month=month, year=day.year)


def is_outdated(outdated: Outdated | None, part: str) -> bool:
    """Whether the law has replaced this part of the record. If `outdated` names no parts, it has replaced all."""
    return outdated is not None and bool(part) and (not outdated.parts or part in outdated.parts)


def format_outdated_parts(outdated: Outdated, language: Language) -> str:
    """A sentence that names the parts that are no longer valid."""
    names = ", ".join(language.say(PART_NAMES[part]) for part in outdated.parts)
    if not names:
        return language.say("Toàn bộ nội dung ở đây không còn đúng.")
    return language.say("Phần không còn đúng: {names}.", names=names)


def format_law_change(change: LawChange) -> str:
    """What happened to a document behind a record, as a sentence."""
    subject = f"{change.part} của {change.number}" if change.part else change.number
    day = format_day(change.day)
    if change.event == "amended":
        return f"{subject} được {change.by} sửa đổi, bổ sung từ {day}."
    return f"{subject} hết hiệu lực từ {day}" + (f", thay bằng {change.by}." if change.by else ".")


def format_in_force(document: LegalDocument | None, language: Language) -> str:
    """From when until when a document is in force, in a few words; '' of one that no list has."""
    if document is None:
        return ""
    starts = language.day(document.effective) if document.effective else ""
    if document.repealed is not None:
        ends = language.day(document.repealed.since)
        if starts:
            return language.say("từ {starts}, hết {ends}", starts=starts, ends=ends)
        return language.say("hết {ends}", ends=ends)
    return language.say("từ {day}", day=starts) if starts else ""


def format_share(number: int, of: int, language: Language) -> str:
    """The share in percent, "45,5%"; '' of nothing, which has no share."""
    return language.share(number, of)


def format_decimal(number: float, language: Language) -> str:
    """A number with at most one decimal and marks between the thousands: "1.234,5"; never 0 of what is not nothing."""
    tenths = round(10 * number) or (number > 0) - (number < 0)
    whole, rest = divmod(abs(tenths), 10)
    said = language.number(whole) + (language.find(",", "before decimals") + str(rest) if rest else "")
    return f"-{said}" if tenths < 0 else said
