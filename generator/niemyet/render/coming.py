"""Words for known future changes: one `ComingNotice` for pages, sheets and the list of changes. No markup.

Takes the values of `resolve` (`Coming`: a fee, a deadline, a version, a repeal, …) and the names of the cases.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from niemyet.law.terms import FeeLine
from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee
from niemyet.model.orthography import format_clock, format_day, format_money, lower_first
from niemyet.model.procedure import Announcement, Procedure, Repeal
from niemyet.model.vocabulary import PART_NAMES
from niemyet.render.wording import format_conditions, format_deadline, format_fee, format_formula
from niemyet.resolve.procedures import Coming


@dataclass(frozen=True, slots=True)
class ComingNotice:
    """One change on `day`. `text` is a sentence without full stop that follows "Từ 01/03/2027:"; `basis` is the number of the
    document behind it, `successor` the code of the procedure that replaces this one."""

    day: date
    text: str
    basis: str | None = None
    successor: str | None = None

    @property
    def sentence(self) -> str:
        """The whole notice as text: "thủ tục bị bãi bỏ. Căn cứ: 12/2026/QH16. Thay bằng thủ tục 1.001193"."""
        ground = f". Căn cứ: {self.basis}" if self.basis else ""
        return self.text + ground + (f". Thay bằng thủ tục {self.successor}" if self.successor else "")

    @property
    def dated_sentence(self) -> str:
        """The day followed by the sentence, with a full stop."""
        return f"Từ {format_day(self.day)}: {self.sentence}."


def describe_coming(change: Coming, cases: Mapping[str, str]) -> ComingNotice:
    """Words a change. `cases` are the procedure's case names."""
    match change.what:
        case Fee() as fee:
            name = lower_first(fee.name or "phí, lệ phí") + _format_where(fee, cases)
            sample = " (số mẫu)" if fee.sample else ""
            return ComingNotice(change.day, f"{name} {_format_value(fee)}{sample}", fee.basis)
        case Deadline() as deadline:
            return ComingNotice(
                change.day, f"thời hạn{_format_where(deadline, cases)} {_format_length(deadline)}", deadline.basis
            )
        case Announcement() as notice:
            return ComingNotice(change.day, notice.text.rstrip().removesuffix("."), notice.basis)
        case Repeal() as repeal:
            return ComingNotice(change.day, "thủ tục bị bãi bỏ", repeal.basis, repeal.replaced_by)
        case Procedure():
            differing = ", ".join(PART_NAMES[part] for part in change.changed)
            return ComingNotice(change.day, "áp dụng bản mới của thủ tục" + (f", khác về {differing}" if differing else ""))
    return ComingNotice(change.day, "bản hiện nay của thủ tục hết hiệu lực")


def _format_where(part: Fee | Deadline, cases: Mapping[str, str]) -> str:
    """The cases, ways of filing and areas it is for, in brackets; '' if it is for all."""
    said = format_conditions(part, cases)
    return f" ({'; '.join(said)})" if said else ""


def _format_value(fee: Fee) -> str:
    if fee.set_by is not None:
        return "do Hội đồng nhân dân cấp tỉnh quy định, mức thu chưa có trên trang"
    if fee.undetermined is not None:
        return f"chưa xác định: {lower_first(fee.undetermined.rstrip().removesuffix('.'))}"
    if fee.formula is not None:
        most = f", tối đa {format_money(fee.formula.at_most)}{f'/{fee.per}' if fee.per else ''}" if fee.formula.at_most else ""
        return f"là {format_formula(fee.formula)}{most}"
    return "được miễn" if fee.amount == 0 else f"là {format_fee(FeeLine(fee, 'reference'))}"


def _format_length(deadline: Deadline) -> str:
    if deadline.undetermined is not None:
        return f"chưa xác định: {lower_first(deadline.undetermined.rstrip().removesuffix('.'))}"
    if deadline.same_day_until is not None:
        return f"là ngay trong ngày nếu nhận hồ sơ trước {format_clock(deadline.same_day_until)}"
    return f"là {format_deadline(deadline)}"
