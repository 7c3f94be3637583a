"""What is paid after a choice: fees that are due, optional extras, and what is not known.

Takes a procedure's terms in a province and a choice; gives a `FeesAnswer`. Lines of one name exclude one another (the one for
fewer people counts); lines of different names are added. A waiver is a choice like others (Luật Phí và lệ phí 97/2015/QH13
Điều 10): a full one makes the fee 0 even if its amount is not known.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from niemyet.law.choices import WAIVER, Chosen, Scope
from niemyet.law.terms import FeeLine, Terms
from niemyet.model.money import Fee, FeeKind, Waiver
from niemyet.values import dataclass

Counts: TypeAlias = Mapping[str, int]
"""Unit → number: {"trang": 5, "bản sao": 3}. A missing unit counts as 1."""

ENOUGH = 100
"""Percent: the reduction that leaves nothing to pay."""


@dataclass(frozen=True, slots=True)
class Charge:
    """One fee of a row. `reduction` is the certain reduction in percent, `waiver` the line behind it.

    If another waiver may reduce the fee further, but it is not known whether it applies, `waiver` is that one.
    """

    line: FeeLine
    reduction: int = 0
    waiver: Waiver | None = None

    @property
    def fee(self) -> Fee:
        """The line of the record."""
        return self.line.fee

    @property
    def unsure(self) -> bool:
        """Whether it is unknown if `waiver` applies."""
        return self.waiver is not None and self.waiver.undetermined is not None

    @property
    def known(self) -> bool:
        """Whether the sum is known: it is given, or waived in full."""
        return self.reduction == ENOUGH or not (self.unsure or self.line.pending or self._without_value)

    @property
    def _without_value(self) -> bool:
        return self.fee.amount is None and self.fee.formula is None

    @property
    def sample(self) -> bool:
        """Whether an illustrative figure is used."""
        return (self.fee.sample and self.reduction != ENOUGH) or (self.waiver is not None and self.waiver.sample)

    def full_cost(self, counts: Counts) -> int | None:
        """The sum in đồng before any waiver; None if the record gives none."""
        if self.line.pending or self._without_value:
            return None
        fee = self.fee
        cost = fee.amount if fee.formula is None else fee.formula.total(counts.get(fee.formula.unit, 1))
        return (cost or 0) * (counts.get(fee.per, 1) if fee.per else 1)

    def cost(self, counts: Counts) -> int | None:
        """The sum in đồng, the reduction rounded down; None if it is not known."""
        return 0 if self.reduction == ENOUGH else self.least_and_most(counts)[1] if self.known else None

    def least_and_most(self, counts: Counts) -> tuple[int | None, int | None]:
        """The sums in đồng if the uncertain waiver applies, and if it does not; None if the record gives no sum."""
        cost = self.full_cost(counts)
        if cost is None:
            return None, None
        lifted = _percentage(self.waiver) if self.unsure and self.waiver is not None else self.reduction
        return cost - cost * lifted // 100, cost - cost * self.reduction // 100


@dataclass(frozen=True)
class FeeRow:
    """The fees of one row. `due` holds the charges by name: several for a name if the record does not say which applies."""

    due: tuple[tuple[Charge, ...], ...]
    optional: tuple[Charge, ...]
    service: tuple[Charge, ...]

    def range_of(self, counts: Counts) -> tuple[int, int] | None:
        """The lowest and highest total due, in đồng; None if something due is not known."""
        costs = [[charge.cost(counts) for charge in charges] for charges in self.due]
        if any(cost is None for group in costs for cost in group) or not costs:
            return None
        known = [[cost for cost in group if cost is not None] for group in costs]
        return sum(map(min, known)), sum(map(max, known))

    @cached_property
    def sums(self) -> tuple[int, int] | None:
        """The same for one of each unit."""
        return self.range_of({})

    @cached_property
    def unknown(self) -> tuple[Charge, ...]:
        """The charges that are due but whose sum is not known."""
        return tuple(charge for group in self.due for charge in group if not charge.known)

    @property
    def sample(self) -> bool:
        """Whether the total due includes an illustrative figure."""
        return any(charge.sample for group in self.due for charge in group)


@dataclass(frozen=True, slots=True)
class FeesAnswer:
    """The distinct rows that are still possible after a choice."""

    rows: tuple[FeeRow, ...]
    lines: tuple[int, ...]
    """Indices, among the lines of the terms, of those used in some row."""

    @property
    def single(self) -> FeeRow | None:
        """The row, if there is exactly one."""
        return self.rows[0] if len(self.rows) == 1 else None


class _Found(NamedTuple):
    """A row, and the indices of the lines that it uses among those of the terms."""

    row: FeeRow
    lines: frozenset[int]


class FeeTable:
    """The fees of a procedure for every choice. A row is worked out once, however many choices leave it possible."""

    def __init__(self, terms: Terms, scope: Scope) -> None:
        self._terms, self._scope = terms, scope
        self._place = {id(line.fee): place for place, line in enumerate(terms.fees)}
        self._asked: dict[str | None, tuple[list[Waiver], tuple[str, ...]]] = {}
        self._found: dict[tuple[str | None, ...], _Found] = {}
        self._rows: dict[FeeRow, FeeRow] = {}
        self._answers: dict[tuple[tuple[str, str], ...], FeesAnswer] = {}

    def answer(self, chosen: Chosen) -> FeesAnswer:
        """The fees that are possible after these choices. If no waiver is chosen, people pay in full."""
        key = tuple(sorted(chosen.items()))
        if key not in self._answers:
            who = chosen.get(WAIVER)
            if who not in self._asked:
                self._asked[who] = self._ask(who)
            waivers, asked = self._asked[who]
            found = [self._find((who, *map(row.get, asked)), waivers, row) for row in self._scope.rows(asked, chosen)]
            rows = {id(one.row): one.row for one in found}
            self._answers[key] = FeesAnswer(tuple(rows.values()), tuple(sorted({line for one in found for line in one.lines})))
        return self._answers[key]

    def _ask(self, who: str | None) -> tuple[list[Waiver], tuple[str, ...]]:
        """The waivers of these people, and the questions on which their fees depend."""
        waivers = [waiver for waiver in self._terms.waivers if waiver.who == who]
        return waivers, self._scope.asked_by((*(line.fee for line in self._terms.fees), *waivers))

    def _find(self, key: tuple[str | None, ...], waivers: Sequence[Waiver], row: Chosen) -> _Found:
        """The row of these people and answers; equal ones are the same object."""
        if key not in self._found:
            made = _fees_of_row(self._terms.fees, waivers, self._scope, row)
            used = (charge.fee for charges in (*made.due, made.optional, made.service) for charge in charges)
            self._found[key] = _Found(self._rows.setdefault(made, made), frozenset(self._place[id(fee)] for fee in used))
        return self._found[key]


def _fees_of_row(lines: Sequence[FeeLine], waivers: Sequence[Waiver], scope: Scope, row: Chosen) -> FeeRow:
    by_name: dict[tuple[FeeKind, str | None], list[Fee]] = {}
    line_of: dict[int, FeeLine] = {}
    for line in lines:
        if scope.holds(line.fee, row):
            by_name.setdefault((line.fee.kind, line.fee.name), []).append(line.fee)
            line_of[id(line.fee)] = line
    lifting = [waiver for waiver in waivers if scope.holds(waiver, row)]
    charges = [
        (kind, tuple(_charge(line_of[id(fee)], lifting) for fee in scope.narrowest(fees))) for (kind, _), fees in by_name.items()
    ]
    return FeeRow(
        tuple(group for kind, group in charges if kind == "due"),
        tuple(charge for kind, group in charges if kind == "optional" for charge in group),
        tuple(charge for kind, group in charges if kind == "service" for charge in group),
    )


def _charge(line: FeeLine, waivers: Iterable[Waiver]) -> Charge:
    """The line with the best waiver. An uncertain waiver is used only if it would reduce the fee more than the certain ones.

    A fee of 0 has no waiver.
    """
    touching = [waiver for waiver in waivers if _lifts(waiver, line.fee)]
    sure = max((waiver for waiver in touching if waiver.undetermined is None), key=_percentage, default=None)
    unsure = max((waiver for waiver in touching if waiver.undetermined is not None), key=_percentage, default=None)
    lifted = _percentage(sure) if sure is not None else 0
    if unsure is not None and _percentage(unsure) > lifted and not _is_free(line.fee):
        return Charge(line, lifted, unsure)
    return Charge(line, lifted, sure)


def _is_free(fee: Fee) -> bool:
    if fee.formula is not None:
        return not any(part.amount for part in fee.formula.parts)
    return fee.amount == 0


def _percentage(waiver: Waiver) -> int:
    return ENOUGH if waiver.reduction is None else waiver.reduction


def _lifts(waiver: Waiver, fee: Fee) -> bool:
    return fee.name in waiver.fees if waiver.fees else fee.kind == "due"
