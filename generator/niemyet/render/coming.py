"""Words for known future changes: one `ComingNotice` for pages, sheets and the list of changes. No markup.

Takes the values of `resolve` (`Coming`: a fee, a waiver, a deadline, a version, a repeal, …) and the names of the cases.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from niemyet.law.terms import FeeLine
from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee, Waiver
from niemyet.model.orthography import lower_first
from niemyet.model.procedure import Announcement, Procedure, Repeal
from niemyet.model.vocabulary import PART_NAMES
from niemyet.render.language import Language
from niemyet.render.wording import format_conditions, format_deadline, format_fee, format_formula
from niemyet.resolve.procedures import Coming
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class ComingNotice:
    """One change on `day`. `text` is a sentence without full stop that follows "Từ 01/03/2027:"; `basis` is the number of the
    document behind it, `successor` the code of the procedure that replaces this one; `foreign`: the text is a record's, and there
    is none in the language that was asked for."""

    day: date
    text: str
    basis: str | None = None
    successor: str | None = None
    foreign: bool = False

    def sentence(self, language: Language) -> str:
        """The whole notice as text: "thủ tục bị bãi bỏ. Căn cứ: 12/2026/QH16. Thay bằng thủ tục 1.001193"."""
        ground = language.say(". Căn cứ: {basis}", basis=self.basis) if self.basis else ""
        other = language.say(". Thay bằng thủ tục {code}", code=self.successor) if self.successor else ""
        return self.text + ground + other

    def dated_sentence(self, language: Language) -> str:
        """The day followed by the sentence, with a full stop."""
        return language.say("Từ {day}: {sentence}.", day=language.day(self.day), sentence=self.sentence(language))


class ChangedProcedure(NamedTuple):
    """A procedure affected by a change. `place` is the province if it changes only there, else ''; `audience` are keys of
    `AUDIENCE_NAMES`."""

    code: str
    name: str
    place: str
    field: str = ""
    field_name: str = ""
    audience: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComingChange:
    """One change in words, with all procedures it affects."""

    notice: ComingNotice
    procedures: tuple[ChangedProcedure, ...]

    @property
    def fields(self) -> dict[str, str]:
        """The fields of work of these procedures, with their names."""
        return {procedure.field: procedure.field_name for procedure in self.procedures}

    @property
    def audience(self) -> tuple[str, ...]:
        """For whom these procedures are, each once."""
        return tuple(dict.fromkeys(kind for procedure in self.procedures for kind in procedure.audience))


@dataclass(frozen=True, slots=True)
class ComingDay:
    """A day with changes: of procedures, and documents that take effect or end."""

    day: date
    changes: tuple[ComingChange, ...]
    beginning: tuple[str, ...]
    ending: tuple[str, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the procedures that change on this day."""
        return frozenset(procedure.code for change in self.changes for procedure in change.procedures)


def describe_coming(change: Coming, cases: Mapping[str, str], language: Language, *, of_many: bool = False) -> ComingNotice:
    """Words a change. `cases` are the procedure's case names; `of_many`: in the same words for all procedures in which the same
    people pay less or no longer do."""
    match change.what:
        case Fee() as fee:
            return ComingNotice(change.day, _describe_fee(fee, cases, language, change.ends), fee.basis)
        case Waiver() as waiver:
            return ComingNotice(change.day, _describe_waiver(waiver, cases, language, change.ends, of_many), waiver.basis)
        case Deadline() as deadline:
            where, length = _format_where(deadline, cases, language), _format_length(deadline, language)
            if change.ends:
                text = language.say("thời hạn{where} đang ghi không còn áp dụng", where=where)
            else:
                text = language.say("thời hạn{where} {length}", where=where, length=length)
            return ComingNotice(change.day, text, deadline.basis)
        case Announcement() as notice:
            text = language.text(notice.text).rstrip().removesuffix(".")
            return ComingNotice(change.day, text, notice.basis, foreign=not language.knows(notice.text))
        case Repeal() as repeal:
            return ComingNotice(change.day, language.say("thủ tục bị bãi bỏ"), repeal.basis, repeal.replaced_by)
        case Procedure():
            if not change.changed:
                return ComingNotice(change.day, language.say("áp dụng bản mới của thủ tục"))
            parts = ", ".join(language.say(PART_NAMES[part]) for part in change.changed)
            return ComingNotice(change.day, language.say("áp dụng bản mới của thủ tục, khác về {parts}", parts=parts))
    return ComingNotice(change.day, language.say("bản hiện nay của thủ tục hết hiệu lực"))


def _describe_waiver(waiver: Waiver, cases: Mapping[str, str], language: Language, ends: bool, of_many: bool) -> str:
    fees = ", ".join(lower_first(language.text(name)) for name in waiver.fees) or language.say("phí, lệ phí")
    where = _format_where(waiver, cases, language)
    if of_many:
        fees, where = language.say("khoản thu ghi ở từng thủ tục"), ""
    values = {"fees": fees, "where": where, "who": lower_first(language.text(waiver.who))}
    if waiver.reduction is not None:
        words = "không còn giảm {percent}% {fees}{where} cho {who}" if ends else "giảm {percent}% {fees}{where} cho {who}"
        said = language.say(words, percent=waiver.reduction, **values)
    else:
        said = language.say("không còn miễn {fees}{where} cho {who}" if ends else "miễn {fees}{where} cho {who}", **values)
    return said + (language.say(" (số mẫu)") if waiver.sample else "")


def _describe_fee(fee: Fee, cases: Mapping[str, str], language: Language, ends: bool) -> str:
    name = language.text(fee.name) if fee.name else language.say("phí, lệ phí")
    if ends:
        return language.say(
            "mức {name}{where} đang ghi không còn áp dụng", name=lower_first(name), where=_format_where(fee, cases, language)
        )
    where, value = _format_where(fee, cases, language), _format_value(fee, language)
    sample = language.say(" (số mẫu)") if fee.sample else ""
    return language.say("{name}{where} {value}", name=lower_first(name), where=where, value=value) + sample


def _format_where(part: Fee | Waiver | Deadline, cases: Mapping[str, str], language: Language) -> str:
    """The cases, ways of filing and areas it is for, in brackets; '' if it is for all."""
    said = format_conditions(part, cases, language)
    return f" ({'; '.join(said)})" if said else ""


def _format_value(fee: Fee, language: Language) -> str:
    if fee.set_by is not None:
        return language.say("do Hội đồng nhân dân cấp tỉnh quy định, mức thu chưa có trên trang")
    if fee.undetermined is not None:
        return _format_open(fee.undetermined, language)
    if fee.formula is not None:
        formula = format_formula(fee.formula, language)
        if not fee.formula.at_most:
            return language.say("là {price}", price=formula)
        most = language.money(fee.formula.at_most) + (f"/{language.text(fee.per)}" if fee.per else "")
        return language.say("là {price}, tối đa {most}", price=formula, most=most)
    if fee.amount == 0:
        return language.say("được miễn")
    return language.say("là {price}", price=format_fee(FeeLine(fee, "reference"), language))


def _format_open(undetermined: str, language: Language) -> str:
    why = lower_first(language.text(undetermined).rstrip().removesuffix("."))
    return language.say("chưa xác định: {why}", why=why)


def _format_length(deadline: Deadline, language: Language) -> str:
    if deadline.undetermined is not None:
        return _format_open(deadline.undetermined, language)
    if deadline.same_day_until is not None:
        return language.say("là ngay trong ngày nếu nhận hồ sơ trước {hour}", hour=language.clock(deadline.same_day_until))
    return language.say("là {price}", price=format_deadline(deadline, language))
