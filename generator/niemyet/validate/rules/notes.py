"""What a posting's notes say agrees with its entries: the counter, the sums, the time until the result, the office.

Notes are for what the entries do not say. A sum or a term in them that is none of the procedure's is what a citizen would read
beside the right one.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.law.terms import find_unset_fees
from niemyet.law.versions import current_version
from niemyet.model.codes import code_of_file
from niemyet.model.meant import meant_money
from niemyet.model.money import Fee
from niemyet.model.orthography import format_number
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Commune
from niemyet.model.procedure import Procedure
from niemyet.model.reference import Unit
from niemyet.model.validity import holds
from niemyet.model.vocabulary import format_length
from niemyet.patterns import regex
from niemyet.validate.entries import Entry
from niemyet.validate.reference_index import ReferenceIndex
from niemyet.validate.rules.offices import find_other_office

_COUNTER = regex(r"\bquầy (?:số )?([0-9]{1,3})\b", re.IGNORECASE)
_SENT = regex(r"\b(?:nộp|tiếp nhận|nhận hồ sơ)\b", re.IGNORECASE)
_SUM = regex(r"(?<![\w.,])[0-9]+(?:[.,][0-9]{3})* ?(?:k|nghìn|ngàn|triệu)?(?: ?(?:đồng|đ|vnđ|vnd))(?!\w)", re.IGNORECASE)
_OF_FEES = regex(r"\b(?:lệ phí|phí|mức thu|thu tiền|tiền)\b", re.IGNORECASE)
_OF_OTHER_SUMS = regex(
    r"\b(?:trợ cấp|hỗ trợ|phạt|thu nhập|vốn|mức hưởng|trở lên|trở xuống|trên|dưới|chuyển khoản|mệnh giá|tiền lẻ)\b", re.IGNORECASE
)
_TERM = regex(
    r"\b(?:thời hạn|trả kết quả|có kết quả|giải quyết)\b[^.;\n]{0,40}?(?<![\w/.,])([0-9]{1,3})"
    r" (ngày làm việc|ngày|giờ làm việc)\b",
    re.IGNORECASE,
)
_REFERS = regex(
    r"\b(?:thường trú|tạm trú|cư trú|địa bàn|thuộc|chuyển|gửi|hoặc|liên thông|phối hợp|xác minh|trước đây|cũ|khác)\b",
    re.IGNORECASE,
)
"""Words of a note that sends some people, or some papers, to another commune on purpose."""


def check_notes(
    entry: Entry[Posting], commune: Commune, overlay: ProvinceOverlay | None, law: ReferenceIndex, today: date
) -> Iterator[Diagnostic]:
    """The notes of a posting name a counter of the commune, its own counter as that where papers are sent, sums that the law or
    the province (`overlay`) asks for, terms that somebody has promised, and no office of another commune."""
    versions = law.versions(code_of_file(entry.path))
    for i, note in enumerate(entry.record.notes):
        yield from _check_counters(entry, i, note, commune)
        yield from _check_office(entry, i, note, commune, law.units)
        if versions and _SUM.search(note):
            yield from _check_sums(entry, i, note, current_version(versions, today), overlay, today)
        if versions and (found := _TERM.search(note)):
            yield from _check_term(entry, i, found, current_version(versions, today), overlay)


def _check_counters(entry: Entry[Posting], i: int, note: str, commune: Commune) -> Iterator[Diagnostic]:
    numbered = {found[1]: one.name for one in commune.counters if (found := _COUNTER.fullmatch(one.name))}
    named = list(_COUNTER.finditer(note))
    if not named or len(numbered) < len(commune.counters) or not numbered:
        return
    place = entry.document.at("notes", i)
    for found in named:
        if found[1] not in numbered:
            yield Diagnostic("unknown-counter", place, {"value": found[0], "known": "; ".join(numbered.values())})
            return
    own, written = entry.record.counter, {numbered[found[1]] for found in named}
    is_known = any(one.name == own for one in commune.counters)
    if own is not None and is_known and own not in written and len(written) == 1 and _SENT.search(note[: named[0].start()]):
        yield Diagnostic("note-counter-differs", place, {"value": written.pop(), "counter": own})


def _check_office(entry: Entry[Posting], i: int, note: str, commune: Commune, units: Mapping[str, Unit]) -> Iterator[Diagnostic]:
    own = units.get(commune.code)
    if own is None or _REFERS.search(note):
        return
    if found := find_other_office(note, own, units):
        values = {"value": found, "unit": f"{own.kind} {own.name}"}
        yield Diagnostic("office-of-other-commune", entry.document.at("notes", i), values)


def _check_sums(
    entry: Entry[Posting], i: int, note: str, law: Procedure, overlay: ProvinceOverlay | None, today: date
) -> Iterator[Diagnostic]:
    given = overlay.fees if overlay is not None else ()
    fees = [fee for fee in (*law.fees, *given) if holds(fee, today)]
    unset = find_unset_fees(law, [fee for fee in given if holds(fee, today)], today)
    if not _OF_FEES.search(note) or _OF_OTHER_SUMS.search(note) or unset or any(fee.undetermined for fee in fees):
        return
    known = {amount for fee in fees for amount in _amounts_of(fee)}
    for found in _SUM.findall(note):
        written = meant_money(found)
        if written and int(written) not in known:
            said = ", ".join(format_number(amount) for amount in sorted(known)) or "0"
            values = {"value": format_number(int(written)), "known": said}
            yield Diagnostic("note-amount-differs", entry.document.at("notes", i), values)
            return


def _amounts_of(fee: Fee) -> Iterator[int]:
    if fee.amount is not None:
        yield fee.amount
    if fee.formula is not None:
        yield from (part.amount for part in fee.formula.parts)
        if fee.formula.at_most is not None:
            yield fee.formula.at_most


def _check_term(
    entry: Entry[Posting], i: int, found: re.Match[str], law: Procedure, overlay: ProvinceOverlay | None
) -> Iterator[Diagnostic]:
    promised = (*law.deadlines, *(overlay.deadlines if overlay is not None else ()), *entry.record.deadlines)
    said = f"{int(found[1])} {found[2].lower()}"
    lengths = {format_length(one.amount, one.unit) for one in promised if one.amount is not None and one.unit is not None}
    if said in lengths or f"{said} làm việc" in lengths or any(said in text for text in _texts_of(law, promised)):
        return
    if any(one.undetermined is not None for one in promised):
        return
    known = sorted(lengths) or ["trong ngày"]
    yield Diagnostic("note-deadline-differs", entry.document.at("notes", i), {"value": said, "known": ", ".join(known)})


def _texts_of(law: Procedure, promised: Iterable[object]) -> Collection[str]:
    """The running text of the law in which a longer or shorter term may be told."""
    texts = [*law.notes, *(step.text or "" for step in law.steps)]
    return [*texts, *(getattr(one, "notes", None) or "" for one in promised)]
