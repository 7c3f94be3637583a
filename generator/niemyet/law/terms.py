"""The fees, waivers and deadlines of a procedure in a province.

Takes the procedure, the province's overlay and a date; gives `Terms`. Where the law leaves a fee to the province, the province's
line replaces it; a deadline may only become shorter.
"""

from collections.abc import Sequence
from datetime import date

from niemyet.law.areas import keep_here
from niemyet.law.choices import Scope
from niemyet.law.deadlines import NO_DEADLINES, DeadlineLayers, DeadlineLine, lay_deadlines, layer_deadlines
from niemyet.law.versions import of_version
from niemyet.model.areas import AreaGroup, AreaKind, group_areas
from niemyet.model.kinds import Level
from niemyet.model.money import Fee, FeeKind, Waiver
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.model.setting import is_wholly_set
from niemyet.model.validity import holds
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee in force today. `pending`: the province has to set it and has not."""

    fee: Fee
    level: Level
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """Fees, waivers and deadlines in the order of the law's record."""

    fees: tuple[FeeLine, ...]
    waivers: tuple[Waiver, ...]
    deadlines: tuple[DeadlineLine, ...]
    layers: DeadlineLayers = NO_DEADLINES
    """The deadlines by level, from which `deadlines` were made."""
    areas: tuple[AreaKind, ...] | None = None
    """If they are those of certain communes: the kinds of area that these are of, among those that the procedure names."""
    asked: tuple[AreaGroup, ...] = ()
    """Else, the kinds of area on which they depend."""

    def in_areas(self, procedure: Procedure, areas: tuple[AreaKind, ...]) -> "Terms":
        """The terms in a commune of these kinds of area, and of no other kind that the procedure names."""
        layers = self.layers.in_areas(areas)
        fees = keep_here(self.fees, areas, lambda line: (line.fee.area, line.fee.people))
        waivers = tuple(waiver for waiver in self.waivers if not waiver.area or set(waiver.area) & set(areas))
        return Terms(fees, waivers, lay_deadlines(layers, Scope(procedure)), layers, areas)


def overlay_fees(lawful: Sequence[Fee], provincial: Sequence[Fee], today: date) -> tuple[FeeLine, ...]:
    """The law's fees; each that the province sets is replaced by the province's lines for the same name, case and channel.

    A province's line applies only while the law's line does.
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
        lines += [FeeLine(_of_kind(f, fee.kind), "province") for f in current] or [FeeLine(fee, "reference", pending=True)]
    kinds = {fee.name: fee.kind for fee in lawful}
    rest = [fee for i, fee in enumerate(provincial) if i not in used and holds(fee, today)]
    return (*lines, *(FeeLine(_of_kind(fee, kinds.get(fee.name, fee.kind)), "province") for fee in rest))


def _of_kind(fee: Fee, kind: FeeKind) -> Fee:
    """The province's line with the law's kind of fee: an optional fee stays optional, whoever sets the sum."""
    return fee if fee.kind == kind else fee.model_copy(update={"kind": kind})


def find_unset_fees(procedure: Procedure, lines: Sequence[Fee], today: date) -> tuple[Fee, ...]:
    """The fees in force that the law leaves to the province and that its `lines` do not set for everybody."""
    left = (fee for fee in procedure.fees if fee.set_by == "province" and holds(fee, today))
    return tuple(fee for fee in left if not is_wholly_set(fee, lines, procedure))


def overlay_terms(procedure: Procedure, overlay: ProvinceOverlay | None, today: date) -> Terms:
    """The terms in a province.

    A fee that the province sets in several lines, by case or way of filing, is no longer pending once they cover everybody.
    """
    fees = of_version(overlay.fees, procedure) if overlay else ()
    waivers = of_version(overlay.waivers, procedure) if overlay else ()
    current = [fee for fee in fees if holds(fee, today)]
    lines = overlay_fees(procedure.fees, fees, today)
    deadlines = of_version(overlay.deadlines, procedure) if overlay else ()
    layers = layer_deadlines(procedure.deadlines, deadlines, today)
    unset = find_unset_fees(procedure, current, today)
    shown = tuple(line for line in lines if not line.pending or line.fee in unset)
    waived = tuple(waiver for waiver in (*procedure.waivers, *waivers) if holds(waiver, today))
    asked = group_areas((*(line.fee for line in shown), *waived, *layers.every))
    return Terms(shown, waived, lay_deadlines(layers, Scope(procedure, asked)), layers, None, asked)
