"""Fees: set by the right level, with a basis, of a plausible amount, without gaps in time."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.law.terms import find_unset_fees
from niemyet.law.versions import current_version
from niemyet.load.yaml_writer import write_scalar
from niemyet.model.codes import code_of_file
from niemyet.model.money import Fee
from niemyet.model.orthography import format_day, format_number
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.places import Province
from niemyet.model.procedure import Procedure
from niemyet.model.setting import sets_fee
from niemyet.model.validity import holds
from niemyet.patterns import regex
from niemyet.validate.entries import Entry
from niemyet.validate.reference_index import ReferenceIndex

SMALLEST = 500
"""Đồng. No fee is smaller; a smaller figure lacks its zeros."""
SMALLEST_NOTE = 100
"""Đồng. What is no multiple of it cannot be paid at a counter."""
FAR = 5
"""A change by this factor is rarely a new fee and often a typing mistake."""
DAY = timedelta(days=1)
_NO_NAME = Bilingual("(không ghi tên)", "(without a name)")


def check_fees_of_overlay(entry: Entry[ProvinceOverlay], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """A province sets only the fees that the law leaves to it, under their names and for their cases."""
    yield from _check_basis(entry, law)
    versions = law.versions(code_of_file(entry.path))
    if not versions:
        return
    known = {case for version in versions for case in version.case_names}
    for i, fee in enumerate(entry.record.fees):
        if known.issuperset(fee.case) and not any(
            sets_fee(fee, lawful, version) for version in versions for lawful in version.fees
        ):
            rule, values = _explain(fee, versions)
            place = entry.document.at("fees", i, *(("name",) if fee.name is not None else ()))
            yield Diagnostic(rule, place, values, versions[0].name)


def _check_basis(entry: Entry[ProvinceOverlay], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """What a province charges is set by its People's Council (Luật Phí và lệ phí 97/2015/QH13), by no ministry."""
    for i, fee in enumerate(entry.record.fees):
        basis = fee.basis or ""
        if fee.amount and law.documents is not None and basis in law.documents and _OF_MINISTRY.search(basis):
            yield Diagnostic("fee-by-ministry", entry.document.at("fees", i, "basis"), {"value": basis})


_OF_MINISTRY = regex(r"/(?:TT|TTLT)-B")
"""How the numbers of ministries' circulars end."""


def _explain(fee: Fee, versions: Sequence[Procedure]) -> tuple[str, dict[str, str | Bilingual]]:
    lawful = [one for version in versions for one in version.fees]
    left = [one for one in lawful if one.set_by == "province"]
    values: dict[str, str | Bilingual] = {"value": fee.name or _NO_NAME, "left": _format_left(left, versions)}
    named = [one for one in left if one.name == fee.name]
    if named:
        return "fee-for-other-case", values | {"right": _format_lines(named, versions)}
    spellings = {(one.name or "").lower(): one.name for one in lawful}
    near = difflib.get_close_matches((fee.name or "").lower(), spellings, 1, 0.6)
    meant = [one for one in lawful if near and one.name == spellings[near[0]]]
    if meant and all(one.set_by != "province" for one in meant):
        same = next((one for one in meant if one.key[1:] == fee.key[1:]), meant[0])
        return "fee-set-by-law", values | {"lawful": _format_value(same)}
    meant = [one for one in meant if one.set_by == "province"]
    if not meant and (fee.name is None or all(one.name is None for one in left)):
        meant = left
    if not left and fee.name is None and len(lawful) == 1:
        return "fee-set-by-law", values | {"lawful": _format_value(lawful[0])}
    return "unknown-fee", values | ({"near": _format_lines(meant, versions)} if meant else {})


def _format_left(left: Sequence[Fee], versions: Sequence[Procedure]) -> Bilingual:
    if not left:
        return Bilingual("thủ tục này không có khoản nào do tỉnh quy định", "no fee of this procedure is left to the province")
    said = _format_lines(left, versions)
    return Bilingual(f"tỉnh chỉ ghi được {said.vi}", f"the province only sets {said.en}")


def _format_lines(fees: Iterable[Fee], versions: Sequence[Procedure]) -> Bilingual:
    """The help that lists the lines that may be written, and the meaning of their cases."""
    listed = list(fees)
    said = list(dict.fromkeys(_format_line(fee) for fee in listed))
    known = {case: words for version in versions for case, words in version.case_names.items()}
    cases = dict.fromkeys(case for fee in listed for case in fee.case if case in known)
    meant = "; ".join(f"{case}: {known[case].partition(' (')[0]}" for case in cases)
    behind = f" ({meant})" if meant else ""
    return Bilingual(" hoặc ".join(one.vi for one in said) + behind, " or ".join(one.en for one in said) + behind)


def _format_line(fee: Fee) -> Bilingual:
    listed = (("case", fee.case), ("channel", fee.channel), ("area", fee.area))
    rest = [f"{key}: {values[0] if len(values) == 1 else '[' + ', '.join(values) + ']'}" for key, values in listed if values]
    if fee.name is not None:
        name = f"name: {write_scalar(fee.name, in_flow=True)}"
        return Bilingual(*(f"'{', '.join([name, *rest])}'",) * 2)
    written = f" '{', '.join(rest)}'" if rest else ""
    return Bilingual(f"khoản không có mục name{written}", f"the fee without a name{written}")


def _format_value(fee: Fee) -> Bilingual:
    if fee.amount is not None:
        amount = f"{fee.amount:,}".replace(",", ".")
        return Bilingual(f"luật quy định {amount} đồng", f"the law says {amount} đồng")
    if fee.formula is not None:
        return Bilingual("luật quy định cách tính", "the law says how it is counted")
    return Bilingual("bản chung ghi chưa xác định", "the record of the law calls it undetermined")


def check_basis_of_fees(entry: Entry[Procedure] | Entry[ProvinceOverlay]) -> Iterator[Diagnostic]:
    """A sum other than 0 has a basis or the words of its source, or is marked as a sample.

    Imported records are exempt: their source gives sums without a basis, and the import raises its own doubts.
    """
    if isinstance(entry.record, Procedure) and entry.record.imported is not None:
        return
    for i, fee in enumerate(entry.record.fees):
        key = "formula" if fee.formula is not None else "amount"
        backed = fee.basis is not None or fee.source_text is not None or fee.sample or fee.kind == "service"
        if not backed and (fee.formula is not None or fee.amount):
            yield Diagnostic("fee-without-basis", entry.document.key("fees", i, key))


def check_small_amounts(entry: Entry[Procedure] | Entry[ProvinceOverlay]) -> Iterator[Diagnostic]:
    """No sum is below `SMALLEST`, and each can be paid in notes."""
    for i, fee in enumerate(entry.record.fees):
        formula = fee.formula
        figures: list[tuple[tuple[str | int, ...], int | None]] = [(("amount",), fee.amount)]
        if formula is not None:
            figures += [(("formula", "parts", k, "amount"), part.amount) for k, part in enumerate(formula.parts)]
            figures.append((("formula", "at_most"), formula.at_most))
        for path, amount in figures:
            if amount is not None and 0 < amount < SMALLEST:
                values = {"value": str(amount), "thousandfold": str(amount * 1000)}
                yield Diagnostic("small-amount", entry.document.at("fees", i, *path), values)
            elif amount is not None and amount % SMALLEST_NOTE:
                yield Diagnostic("odd-amount", entry.document.at("fees", i, *path), {"value": format_number(amount)})


def check_jumps(entry: Entry[Procedure] | Entry[ProvinceOverlay]) -> Iterator[Diagnostic]:
    """No sum differs by the factor `FAR` from the one it follows in the same record."""
    for earlier, later in _in_turn(entry.record.fees):
        yield from _compare(entry, later, entry.record.fees[earlier])


def check_jumps_between_versions(entry: Entry[Procedure], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """No sum differs by the factor `FAR` from that of the previous version."""
    versions = law.versions(entry.record.code)
    place = next((i for i, version in enumerate(versions) if version is entry.record), 0)
    if place:
        before: Mapping[object, Fee] = {fee.key: fee for fee in versions[place - 1].fees}
        for i, fee in enumerate(entry.record.fees):
            if fee.key in before:
                yield from _compare(entry, i, before[fee.key])


def _compare(entry: Entry[Procedure] | Entry[ProvinceOverlay], i: int, before: Fee) -> Iterator[Diagnostic]:
    fee = entry.record.fees[i]
    if fee.amount and before.amount and max(fee.amount, before.amount) >= FAR * min(fee.amount, before.amount):
        values = {"value": f"{fee.amount:,}".replace(",", "."), "before": f"{before.amount:,}".replace(",", ".")}
        yield Diagnostic("amount-jump", entry.document.at("fees", i, "amount"), values)


def check_gaps(entry: Entry[Procedure] | Entry[ProvinceOverlay], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """A fee that ends is followed by its successor on the next day."""
    record = entry.record
    for earlier, later in _in_turn(record.fees):
        ends, starts = record.fees[earlier].valid_until, record.fees[later].valid_from
        if ends is not None and starts is not None and not _is_set(record.fees, record.fees[later].key, ends + DAY):
            values = {"value": format_day(starts), "ends": format_day(ends), "right": (ends + DAY).isoformat()}
            yield Diagnostic("fee-gap", entry.document.at("fees", later, "from"), values)
    ends_of_record = set(_ends_of_versions(record, law))
    for i, fee in enumerate(record.fees):
        ends = fee.valid_until
        if ends is None or ends in ends_of_record or ends < (fee.valid_from or ends):
            continue
        if not any(other.key == fee.key and (other.valid_until or date.max) > ends for other in record.fees):
            values = {"value": format_day(ends), "right": (ends + DAY).isoformat()}
            yield Diagnostic("fee-without-successor", entry.document.at("fees", i, "until"), values)


def _is_set(fees: Iterable[Fee], key: object, day: date) -> bool:
    return any(fee.key == key and holds(fee, day) for fee in fees)


def _ends_of_versions(record: Procedure | ProvinceOverlay, law: ReferenceIndex) -> Iterator[date]:
    """The last days of versions that end, either stated or because another version begins."""
    if isinstance(record, Procedure):
        if record.effective is not None and record.effective.ends is not None:
            yield record.effective.ends
        begins = [v.starts for v in law.versions(record.code) if v.starts is not None and v.starts > (record.starts or date.min)]
        yield from (day - DAY for day in begins)


def _in_turn(fees: Sequence[Fee]) -> Iterator[tuple[int, int]]:
    """Indices of pairs of lines for one fee where the second begins after the first has ended."""
    by_key: dict[object, list[int]] = {}
    for i, fee in enumerate(fees):
        by_key.setdefault(fee.key, []).append(i)
    for places in by_key.values():
        ordered = sorted(places, key=lambda i: fees[i].valid_from or date.min)
        for earlier, later in pairwise(ordered):
            if (fees[earlier].valid_until or date.max) < (fees[later].valid_from or date.min):
                yield earlier, later


def check_fees_are_set(
    entry: Entry[Province],
    overlays: Mapping[str, ProvinceOverlay],
    posted: Iterable[str],
    law: ReferenceIndex,
    today: date,
    own: Mapping[str, str],
) -> Iterator[Diagnostic]:
    """A province sets every fee that the law leaves to it, for the procedures that its communes post.

    `overlays` are the province's by code, `posted` are the codes that its communes post. The fees of the province's `own`
    procedures (code → file) belong into their own files.
    """
    for code in posted:
        given = overlays[code].fees if code in overlays else ()
        if not law.versions(code):
            continue
        version = current_version(law.versions(code), today)
        filled = [fee for fee in given if fee.set_by is None and (holds(fee, today) or _has_ended(fee, today))]
        open_cases = [fee.case for fee in find_unset_fees(version, filled, today)]
        if open_cases:
            cases = "; ".join(version.case_names.get(case, case) for in_cases in open_cases for case in in_cases)
            folder = entry.path.rsplit("/", 1)[0]
            name = version.name if len(version.name) <= 80 else version.name[:79] + "…"
            values = {"value": name, "province": entry.record.name, "path": own.get(code, f"{folder}/{code}.yaml")}
            values["cases"] = f": {cases}" if cases else ""
            values["folder"] = folder.rpartition("/")[2]
            yield Diagnostic("fee-not-set", entry.document.source.place(1), values, version.name)


def _has_ended(fee: Fee, today: date) -> bool:
    """Whether the fee has ended without a successor, which `check_gaps` reports."""
    return fee.valid_until is not None and fee.valid_until < today
