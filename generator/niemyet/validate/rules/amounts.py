"""Sums that nobody would be asked for: a fee of millions, one dearer or many times cheaper for who sends it online, and one that
stands where the unit is meant."""

import re
from collections.abc import Iterator
from datetime import date

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.money import Fee
from niemyet.model.orthography import format_number
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.patterns import regex
from niemyet.validate.entries import Entry
from niemyet.validate.rules.fees import FAR, SMALLEST

LARGEST_CHARGE = 1_000_000
"""Đồng. No "lệ phí" of a commune's procedure is larger; such a figure has zeros too many, or quotes its source."""
LARGEST = 20_000_000
"""Đồng. The same of any other fee, which may be counted by the work that it pays for."""


def check_amounts(entry: Entry[Procedure] | Entry[ProvinceOverlay]) -> Iterator[Diagnostic]:
    """The rules below."""
    yield from _check_large_amounts(entry)
    yield from _check_amounts_of_channels(entry)
    yield from _check_units(entry)
    yield from _check_ceilings(entry)


_SUM = regex(r"[0-9][0-9.,\s]*(?:đ|đồng|vnđ|vnd|k|nghìn|ngàn)?(?: đồng)?", re.IGNORECASE)


def _check_units(entry: Entry[Procedure] | Entry[ProvinceOverlay]) -> Iterator[Diagnostic]:
    """What a fee is counted by is a thing, not a sum."""
    for i, fee in enumerate(entry.record.fees):
        if fee.per is not None and _SUM.fullmatch(fee.per.strip()):
            yield Diagnostic("unit-is-number", entry.document.at("fees", i, "per"), {"value": fee.per})


def _check_ceilings(entry: Entry[Procedure] | Entry[ProvinceOverlay]) -> Iterator[Diagnostic]:
    """The most that a formula gives is more than what it asks for one unit. Of one that is too small for any fee others tell."""
    for i, fee in enumerate(entry.record.fees):
        most, parts = (fee.formula.at_most, fee.formula.parts) if fee.formula is not None else (None, ())
        if most is not None and most >= SMALLEST and any(part.amount > most for part in parts):
            values = {"value": format_number(most), "amount": format_number(max(part.amount for part in parts))}
            yield Diagnostic("ceiling-too-low", entry.document.at("fees", i, "formula", "at_most"), values)


def _check_large_amounts(entry: Entry[Procedure] | Entry[ProvinceOverlay]) -> Iterator[Diagnostic]:
    """No fee is above `LARGEST_CHARGE` or `LARGEST`, unless `source_text` quotes the sum: then somebody has copied it."""
    for i, fee in enumerate(entry.record.fees):
        most = LARGEST_CHARGE if (fee.name or "lệ phí").lower().startswith("lệ phí") else LARGEST
        if fee.kind == "service" or fee.amount is None or fee.amount <= most:
            continue
        said = format_number(fee.amount)
        if said not in (fee.source_text or "") and str(fee.amount) not in (fee.source_text or ""):
            values = {"value": said, "thousandth": str(fee.amount // 1000)}
            yield Diagnostic("large-amount", entry.document.at("fees", i, "amount"), values)


def _check_amounts_of_channels(entry: Entry[Procedure] | Entry[ProvinceOverlay]) -> Iterator[Diagnostic]:
    """Sent online, nothing is dearer than at the counter, nor `FAR` times cheaper, unless it is free."""
    fees = entry.record.fees
    for i, online in enumerate(fees):
        if tuple(online.channel) != ("online",) or not online.amount:
            continue
        for fee in fees:
            if "in_person" not in fee.channel or not fee.amount or not _is_same(fee, online):
                continue
            if online.amount > fee.amount or fee.amount >= FAR * online.amount:
                values = {"value": format_number(online.amount), "in_person": format_number(fee.amount)}
                yield Diagnostic("amounts-of-channels-apart", entry.document.at("fees", i, "amount"), values)
                break


def _is_same(one: Fee, other: Fee) -> bool:
    """Whether two lines are one fee of the same people at the same time, for other ways of sending."""
    same = (one.name, set(one.case), set(one.area), one.kind) == (other.name, set(other.case), set(other.area), other.kind)
    ends = min(one.valid_until or date.max, other.valid_until or date.max)
    return same and max(one.valid_from or date.min, other.valid_from or date.min) <= ends
