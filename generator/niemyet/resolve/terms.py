"""What a procedure costs and how long it takes, once province and commune have had their say.

Takes the records of the three levels and a date; gives `Terms`. The law's fees come first; where the law
leaves a fee to the province, the province's takes its place; a deadline may only become shorter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee, Waiver
from niemyet.model.procedure import Procedure
from niemyet.model.setting import is_wholly_set
from niemyet.model.validity import holds

Level: TypeAlias = Literal["reference", "province", "commune"]


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee as it holds today. `awaited`: the province has to set it and has not."""

    fee: Fee
    level: Level
    awaited: bool = False


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One deadline as it holds today; `lawful` is the law's where `level` promises a shorter one."""

    deadline: Deadline
    level: Level
    lawful: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """Fees, waivers and deadlines in the order of the law's record."""

    fees: tuple[FeeLine, ...]
    waivers: tuple[Waiver, ...]
    deadlines: tuple[DeadlineLine, ...]


def overlay_fees(lawful: Iterable[Fee], provincial: Sequence[Fee], today: date) -> tuple[FeeLine, ...]:
    """The law's fees, each that the province sets replaced by the province's for the same name, case and channel.

    What is set in this way has no life of its own: it holds only while the law's line does.
    """
    lines: list[FeeLine] = []
    used: set[int] = set()
    for fee in lawful:
        found = [i for i, other in enumerate(provincial) if fee.set_by == "province" and other.key == fee.key]
        used.update(found)
        if not holds(fee, today):
            continue
        if fee.set_by != "province":
            lines.append(FeeLine(fee, "reference"))
            continue
        current = [provincial[i] for i in found if holds(provincial[i], today)]
        lines += [FeeLine(f, "province") for f in current] or [FeeLine(fee, "reference", awaited=True)]
    rest = [fee for i, fee in enumerate(provincial) if i not in used and holds(fee, today)]
    return (*lines, *(FeeLine(fee, "province") for fee in rest))


def overlay_deadlines(
    lines: Iterable[DeadlineLine], promised: Iterable[Deadline], level: Level, today: date
) -> tuple[DeadlineLine, ...]:
    """The deadlines with the promises of one level laid over them.

    A promise for exactly the case and channel of a line replaces it; one for fewer cases stands before it;
    one for a case that no line names is added.
    """
    result = list(lines)
    for promise in promised:
        if not holds(promise, today):
            continue
        exact = next((i for i, line in enumerate(result) if line.deadline.key == promise.key), None)
        if exact is not None:
            replaced = result[exact]
            result[exact] = DeadlineLine(promise, level, replaced.lawful or replaced.deadline)
            continue
        wider = next((i for i, line in enumerate(result) if _covers(line.deadline, promise)), len(result))
        lawful = result[wider].deadline if wider < len(result) else None
        result.insert(wider, DeadlineLine(promise, level, lawful))
    return tuple(result)


def _covers(wide: Deadline, narrow: Deadline) -> bool:
    channels = not wide.channel or (bool(narrow.channel) and set(narrow.channel) <= set(wide.channel))
    return channels and (not wide.case or set(narrow.case) <= set(wide.case))


def overlay_terms(
    procedure: Procedure, fees: Sequence[Fee], waivers: Sequence[Waiver], deadlines: Sequence[Deadline], today: date
) -> Terms:
    """The terms in a province that sets these fees, waivers and deadlines on top of the law.

    A fee that the province sets line by line, for one case or way of filing after the other, is no longer awaited.
    """
    lawful = (DeadlineLine(deadline, "reference") for deadline in procedure.deadlines if holds(deadline, today))
    current = [fee for fee in fees if holds(fee, today)]
    lines = overlay_fees(procedure.fees, fees, today)
    return Terms(
        tuple(line for line in lines if not (line.awaited and is_wholly_set(line.fee, current, procedure))),
        tuple(waiver for waiver in (*procedure.waivers, *waivers) if holds(waiver, today)),
        overlay_deadlines(lawful, deadlines, "province", today),
    )
