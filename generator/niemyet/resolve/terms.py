"""What a procedure costs and how long it takes, once province and commune have had their say.

Takes the records of the three levels and a date; gives `Terms`. The law's fees come first; where the law
leaves a fee to the province, the province's takes its place; a deadline may only become shorter.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, TypeAlias

from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee, FeeKind, Waiver
from niemyet.model.procedure import Procedure
from niemyet.model.setting import is_wholly_set
from niemyet.model.validity import holds
from niemyet.validate.promises import compare, narrow

Level: TypeAlias = Literal["reference", "province", "commune"]
NO_QUESTIONS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee as it holds today. `awaited`: the province has to set it and has not."""

    fee: Fee
    level: Level
    awaited: bool = False


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One deadline as it holds today; `lawful` is the law's where `level` promises another, None where the law has no line."""

    deadline: Deadline
    level: Level
    lawful: Deadline | None = None

    @property
    def sooner(self) -> bool:
        """Whether it is sooner than the law's, for everybody: only then may a page say so."""
        return self.level != "reference" and self.lawful is not None and self.lawful.undetermined is None


_Standing: TypeAlias = tuple[DeadlineLine, Deadline]
"""A line, and what stood there before the promises of the level that is laid over."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Fees, waivers and deadlines in the order of the law's record."""

    fees: tuple[FeeLine, ...]
    waivers: tuple[Waiver, ...]
    deadlines: tuple[DeadlineLine, ...]


def overlay_fees(lawful: Sequence[Fee], provincial: Sequence[Fee], today: date) -> tuple[FeeLine, ...]:
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
        lines += [FeeLine(_of_kind(f, fee.kind), "province") for f in current] or [FeeLine(fee, "reference", awaited=True)]
    kinds = {fee.name: fee.kind for fee in lawful}
    rest = [fee for i, fee in enumerate(provincial) if i not in used and holds(fee, today)]
    return (*lines, *(FeeLine(_of_kind(fee, kinds.get(fee.name, fee.kind)), "province") for fee in rest))


def _of_kind(fee: Fee, kind: FeeKind) -> Fee:
    """The province's line as what the law says that it is: a fee that is only asked for stays one, whoever sets the sum."""
    return fee if fee.kind == kind else fee.model_copy(update={"kind": kind})


def overlay_deadlines(
    lines: Iterable[DeadlineLine],
    promised: Iterable[Deadline],
    level: Level,
    today: date,
    question_of: Mapping[str, str] = NO_QUESTIONS,
) -> tuple[DeadlineLine, ...]:
    """The deadlines with the promises of one level laid over them: nobody is ever told a longer one than before.

    A promise is laid over every line that is for some of the same people, where it is sooner or the line is undetermined. For
    all of them it replaces the line; for some it stands before it, also before another promise of its level that is for more.
    One for people that no line is for is added. `question_of` as for `promises.narrow`.
    """
    result = [(line, line.deadline) for line in lines]
    for promise in promised:
        if holds(promise, today):
            result = list(_lay_over(result, promise, level, question_of))
    return tuple(line for line, _ in result)


def _lay_over(lines: Sequence[_Standing], promise: Deadline, level: Level, question_of: Mapping[str, str]) -> Iterator[_Standing]:
    met, told = False, set()
    for line, before in lines:
        common = narrow(promise, line.deadline, question_of)
        met = met or common is not None
        whole = common is not None and common.key == line.deadline.key
        if common is None or not _is_better(before, promise) or (whole and line.level == level):
            yield line, before
            continue
        if common.key not in told:
            told.add(common.key)
            lawful = line.lawful if line.level != "reference" else before
            yield DeadlineLine(common, level, lawful), before
        if not whole:
            yield line, before
    if not met:
        yield DeadlineLine(promise, level), promise


def _is_better(standing: Deadline, promise: Deadline) -> bool:
    if promise.undetermined is not None:
        return False
    return standing.undetermined is not None or compare(standing, promise) == "sooner"


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
        overlay_deadlines(lawful, deadlines, "province", today, procedure.question_of),
    )
