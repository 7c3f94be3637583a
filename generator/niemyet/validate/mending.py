"""Corrections: what to write instead of a refused value.

Takes the rule that was broken, the value as written, and its model and key; gives the help text (the value `fix` of a
diagnostic), or None if the meaning is not certain and the rule's general help has to do.
"""

import re
from collections.abc import Mapping

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.syntax_hints import write
from niemyet.model.colours import meant_colour
from niemyet.model.deadline import Deadline
from niemyet.model.document_numbers import find_fault
from niemyet.model.folding import fold_words, to_slug
from niemyet.model.government import LandAndPeople
from niemyet.model.meant import (
    days_of_month,
    meant_code,
    meant_codes,
    meant_count,
    meant_day,
    meant_degrees,
    meant_link,
    meant_money,
    meant_term,
    meant_time,
    meant_truth,
    meant_unit_code,
)
from niemyet.model.meant_contacts import meant_email, meant_phone
from niemyet.model.money import Fee, Formula, FormulaPart
from niemyet.model.places import Location, Province
from niemyet.model.scalars import is_inside_office
from niemyet.patterns import regex

_MONEY = {(Fee, "amount"), (FormulaPart, "amount"), (Formula, "at_most")}
_WHOLE_DONG = Bilingual(
    "viết số tiền bằng số đồng nguyên, chỉ có chữ số, ví dụ 20000", "write whole đồng with digits only, for instance 20000"
)
_DEGREES = Bilingual(
    "viết độ bằng số thập phân có dấu chấm, ví dụ 20.87", "write degrees as a decimal number with a point, like 20.87"
)
_PERCENT = Bilingual(
    "viết số phần trăm từ 1 đến 100, chỉ có chữ số; được miễn toàn bộ thì bỏ mục này",
    "write a percentage from 1 to 100, digits only; leave the entry out where nothing is to be paid",
)
_TERM = Bilingual("chỉ viết con số; đơn vị viết ở mục unit", "write the number only; its unit goes to the entry unit")
_COUNT = Bilingual("chỉ viết chữ số, không kèm chữ hay đơn vị", "write digits only, without words or a unit")
ONLY_INSIDE = Bilingual(
    "địa chỉ này chỉ mở được trong mạng của cơ quan: viết địa chỉ ai cũng mở được",
    "this address opens inside the office's network only: write one that everybody can open",
)
_NO_SHARE = Bilingual("ghi số lượng, không ghi phần trăm", "write a number of things, not a percentage")
_DAYS_TO_POST = Bilingual("viết số ngày làm việc, từ 1 đến 30", "write a number of working days, from 1 to 30")
A_DAY_EACH = Bilingual(
    "ở đây chỉ ghi được một ngày: viết mỗi ngày thành một mục riêng, có date của ngày ấy",
    "one day only can stand here: make an entry of its own for each day, with its date",
)
"""Help for a stretch of days where only a single day can stand."""
_ENDS = regex(r"(\S+?)(?: *[–—→] *| +- +| +(?:đến|tới|to) +)(\S+)")
_NOTHING_BELOW_ZERO = Bilingual("viết số không âm", "write a number that is not below zero")


def mend_value(rule: str, text: str, model: object, key: str, unit: str = "") -> Bilingual | None:
    """The help for `text`, which `rule` refuses at `key` of `model`. `unit` is the unit written beside it, if any."""
    if rule == "zero-length":
        return None  # an empty value gives no hint
    if model is Deadline and key == "amount":
        return _mend_term(text, unit) or (
            (_NOTHING_BELOW_ZERO if text.startswith("-") else _TERM) if rule == "bad-number" else None
        )
    if rule == "bad-number":
        return _mend_number(text, model, key)
    if rule == "bad-date" and (ends := _ENDS.fullmatch(text)) and all(meant_day(end) for end in ends.groups()):
        return A_DAY_EACH
    if rule == "bad-date" and (month := days_of_month(text)):
        return _format_days_of_month(*month)
    if rule == "bad-number-of-document":
        return mend_number_of_document(text)
    if rule == "bad-unit-code":
        return _write_other(meant_unit_code(text, 2 if model is Province else 5), text)
    if rule == "bad-name" and len(names := [to_slug(part) for part in text.split(";")]) > 1 and all(names):
        return write(", ".join(names))
    if rule == "bad-code" and (codes := meant_codes(text)):
        listed = ", ".join(codes)
        return Bilingual(f"mỗi mã ghi thành một mục riêng: {listed}", f"make an entry of each: {listed}")
    if rule == "bad-time" and key in _AT_WORK and (clock := meant_time(text)):
        return write(_in_working_hours(clock))
    if rule == "bad-link" and (inside := re.match(r"https?://([0-9.]+)", text)) and is_inside_office(inside[1]):
        return ONLY_INSIDE
    mend = _MENDS.get(rule)
    return _write_other(mend(text), text) if mend else None


_AT_WORK = frozenset({"opens", "closes", "same_day_until"})
"""Keys of times at which an office is at work."""


def _in_working_hours(clock: str) -> str:
    """The time as an office means it: from one to five o'clock is in the afternoon."""
    hour = int(clock[1:3])
    return f'"{hour + 12}{clock[3:]}' if 1 <= hour <= 5 else clock


def _write_other(meant: str | None, text: str) -> Bilingual | None:
    return write(meant) if meant and meant != text else None


def _format_days_of_month(year: int, month: int, last: int) -> Bilingual:
    return Bilingual(
        f"xem lại trên văn bản: tháng {month} năm {year} chỉ có {last} ngày",
        f"look at the document again: month {month} of {year} has only {last} days",
    )


def _meant_name(text: str) -> str | None:
    return to_slug(text) or None


_MENDS = {
    "bad-date": meant_day,
    "bad-time": meant_time,
    "bad-truth": meant_truth,
    "bad-code": meant_code,
    "bad-link": meant_link,
    "bad-name": _meant_name,
    "bad-phone": meant_phone,
    "bad-email": meant_email,
    "bad-colour": meant_colour,
}


def mend_number_of_document(text: str) -> Bilingual | None:
    """The help for a document number: the number as it was meant, or what it lacks; None if it is not certain."""
    fault = find_fault(text)
    if fault is None:
        return None
    if fault.meant:
        return write(fault.meant)
    vi, en = fault.what
    return Bilingual(
        f"{vi}: viết đủ số và ký hiệu như trên văn bản, ví dụ 163/QĐ-BTP",
        f"{en}: write the whole number as on the document, for instance 163/QĐ-BTP",
    )


def _mend_number(text: str, model: object, key: str) -> Bilingual:
    if model is Location:
        return _write_other(meant_degrees(text), text) or _DEGREES
    if (model, key) in _MONEY:
        return _mend_money(text, model)
    if key == "reduction":
        return _write_other(_up_to_hundred(text), text) or _PERCENT
    if model is LandAndPeople and key == "area" and re.fullmatch("[0-9]{1,5},[0-9]{1,2}", text):
        return write(text.replace(",", "."))
    if model is Province and text.isdigit():
        return _DAYS_TO_POST
    if "%" in text or "phần trăm" in text:
        return _NO_SHARE
    return _write_other(meant_count(text), text) or (_NOTHING_BELOW_ZERO if text.startswith("-") else _COUNT)


def _up_to_hundred(text: str) -> str | None:
    count = meant_count(text)
    return count if count and 1 <= int(count) <= 100 else None


def _mend_money(text: str, model: object) -> Bilingual:
    if whole := _write_other(meant_money(text), text):
        return whole
    sum_, slash, unit = text.partition("/")
    if slash and model is Fee and (sum_ := meant_money(sum_) or "") and (unit := re.sub("^[ 01]+", "", unit)):
        return Bilingual(f"viết {sum_}, và thêm mục per: {unit}", f"write {sum_}, and add the entry per: {unit}")
    return _WHOLE_DONG


def _mend_term(text: str, beside: str) -> Bilingual | None:
    term = meant_term(text)
    if term is None:
        return None
    amount, unit = term
    if not unit or unit == beside or (unit, beside) == ("day", "working_day"):  # "3 ngày", of working days
        return _write_other(amount, text)
    return Bilingual(f"viết {amount}, và mục unit: {unit}", f"write {amount}, and the entry unit: {unit}")


def list_cases(value: str, cases: Mapping[str, str]) -> Bilingual | None:
    """The help that lists the possible cases with their words; first the one whose words were written instead of its name."""
    if not cases:
        return Bilingual(
            "xóa mục case: thủ tục này không chia trường hợp, hoặc thêm trường hợp vào mục cases của thủ tục",
            "delete the entry case: this procedure has no cases, or add the case to the procedure's entry cases",
        )
    word = fold_words(value)
    meant = [
        name for name, words in cases.items() if word == fold_words(name) or (word and f" {word} " in f" {fold_words(words)} ")
    ]
    shown = [f"{name} ({words})" for name, words in cases.items()]
    if len(meant) == 1:
        return write(f"{meant[0]} ({cases[meant[0]]})")
    several = ", ".join(shown)
    return Bilingual(
        f"dùng tên một trường hợp của thủ tục: {several}", f"use the name of one of the procedure's cases: {several}"
    )
