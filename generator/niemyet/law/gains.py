"""Where a province or a commune gives less time or money than the law, and how much less.

Takes deadlines, waivers and fees as they hold in a place; gives gains. Lengths in different units are not taken from one another,
and what cannot be counted in đồng has no amount: it is a gain all the same.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from niemyet.law.choices import Scope
from niemyet.law.deadlines import DeadlineLine
from niemyet.law.fees import ENOUGH
from niemyet.law.promises import HOURS_A_DAY
from niemyet.law.terms import FeeLine
from niemyet.model.deadline import Deadline, DeadlineUnit
from niemyet.model.money import Fee, Waiver


class TimeGain(NamedTuple):
    """A promise. `lawful` is the law's own deadline for the same people, None if it has none; `less` is by how many `unit`s the
    promise is shorter, None where it is sooner by what is no number of days."""

    line: DeadlineLine
    lawful: Deadline | None
    less: float | None
    unit: DeadlineUnit | None


class MoneyGain(NamedTuple):
    """What a province lets people keep: `who` it is for ('' if for all who file online), of which fee, how much of it in đồng;
    `less` is None where the fee is no fixed sum."""

    why: Literal["waiver", "online"]
    who: str
    fee: Fee
    less: int | None
    basis: str | None
    sample: bool


def time_gains(lines: Iterable[DeadlineLine], level: Literal["province", "commune"]) -> Iterator[TimeGain]:
    """The promises of a level among the lines that hold in a place: those sooner than the law, or where the law says nothing."""
    for line in lines:
        if line.level == level and (line.sooner or line.lawful is None):
            less, unit = shorter(line.lawful, line.deadline) if line.lawful is not None else (None, None)
            yield TimeGain(line, line.lawful, less, unit)


def shorter(lawful: Deadline, promised: Deadline) -> tuple[float | None, DeadlineUnit | None]:
    """By how much a promise is shorter; eight working hours are one working day, any other units must be the same."""
    if lawful.amount is None or promised.amount is None:
        return None, None
    if lawful.unit == promised.unit:
        return lawful.amount - promised.amount, lawful.unit
    if {lawful.unit, promised.unit} == {"working_day", "working_hour"}:
        return _working_days(lawful) - _working_days(promised), "working_day"
    return None, None


def _working_days(deadline: Deadline) -> float:
    amount = deadline.amount or 0
    return amount / HOURS_A_DAY if deadline.unit == "working_hour" else amount


def money_gains(fees: Iterable[FeeLine], waivers: Iterable[Waiver], scope: Scope) -> Iterator[MoneyGain]:
    """What a province gives: its own `waivers` of the fees that hold there, and fees of its own that are lower online than in
    person for the same people. `scope` is that of the procedure."""
    due = [line for line in fees if line.fee.kind == "due" and not line.pending]
    for waiver in waivers:
        if waiver.undetermined is None:
            for line in due:
                if _touches(waiver, line.fee, scope):
                    share = waiver.reduction if waiver.reduction is not None else ENOUGH
                    less = line.fee.amount * share // ENOUGH if line.fee.amount is not None else None
                    yield MoneyGain("waiver", waiver.who, line.fee, less, waiver.basis, waiver.sample or line.fee.sample)
    own = [line.fee for line in due if line.level == "province" and line.fee.amount is not None]
    for online in own:
        at_counter = [
            fee for fee in own if online.channel == ("online",) and _same_people(fee, online) and "in_person" in fee.channel
        ]
        for fee in at_counter:
            less = (fee.amount or 0) - (online.amount or 0)
            if less > 0:
                yield MoneyGain("online", "", fee, less, online.basis, online.sample or fee.sample)


def _touches(waiver: Waiver, fee: Fee, scope: Scope) -> bool:
    """Whether a waiver lifts a fee of somebody: of a fee of 0 there is nothing to lift."""
    named = not waiver.fees or fee.name in waiver.fees
    return named and fee.amount != 0 and scope.meet(waiver, fee)


def _same_people(fee: Fee, other: Fee) -> bool:
    return (fee.name, set(fee.case), set(fee.area)) == (other.name, set(other.case), set(other.area))
