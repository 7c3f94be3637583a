"""What a review saves: on each dossier, and in a year. Estimates on stated inputs, never measured.

Cost of compliance by the standard cost model: one time = hours × income per hour + expenses + fees; a year = one time × times ×
subjects; saved = before − after (Nghị định 63/2010/NĐ-CP Điều 28 has it assessed).
Nothing is computed of which a part is missing.
"""

from collections.abc import Iterable
from typing import NamedTuple

from niemyet.model.deadline import DeadlineUnit
from niemyet.model.oversight.reviews import Burden, CostInputs, Review, ReviewStatus

HOURS_OF_A_DAY = 8
_NOTHING = Burden()


class Saved(NamedTuple):
    """What is spared on one dossier; None where before or after is not known, below 0 where it became more.

    `length` is in `unit`; it is None if before and after have different units, which cannot be taken from one another."""

    papers: int | None
    steps: int | None
    length: float | None
    unit: DeadlineUnit | None
    fee: int | None
    hours: float | None

    @property
    def more(self) -> bool:
        """Whether something became more instead of less."""
        return any(one is not None and one < 0 for one in (self.papers, self.steps, self.length, self.fee, self.hours))


class YearlyCost(NamedTuple):
    """The cost of compliance in đồng: of one time and of a year, before and after."""

    once_before: int
    once_after: int
    before: int
    after: int

    @property
    def saved(self) -> int:
        """What a year saves."""
        return self.before - self.after


class Savings(NamedTuple):
    """What one review saves. `dossiers` is the number a year that the sums stand on: counted, else that of the plan
    (`counted` tells which), None if neither is known."""

    once: Saved
    dossiers: int | None
    counted: bool
    papers: int | None
    waiting: float | None
    """Working days or days of waiting spared in a year, all dossiers together."""
    lived: float | None
    """Days of eight hours of people's own time spared in a year."""
    cost: YearlyCost | None


def save(review: Review) -> Savings:
    """What a review saves, by its record."""
    before, after = review.before or _NOTHING, review.after or _NOTHING
    once = _compare(before, after)
    counted = review.dossiers is not None
    planned = None if review.cost is None else review.cost.times * review.cost.subjects
    dossiers = review.dossiers if counted else planned
    days = once.length if once.unit in ("working_day", "day") else None
    lived = _times(once.hours, dossiers)
    return Savings(
        once,
        dossiers,
        counted,
        None if once.papers is None or dossiers is None else once.papers * dossiers,
        _times(days, dossiers),
        None if lived is None else lived / HOURS_OF_A_DAY,
        None if review.cost is None else _cost(before, after, review.cost),
    )


def _compare(before: Burden, after: Burden) -> Saved:
    same = before.unit if before.unit == after.unit else None
    return Saved(
        _less(before.papers, after.papers),
        _less(before.steps, after.steps),
        None if same is None or before.amount is None or after.amount is None else before.amount - after.amount,
        same,
        _less(before.fee, after.fee),
        None if before.hours is None or after.hours is None else before.hours - after.hours,
    )


def _less(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else before - after


def _times(length: float | None, dossiers: int | None) -> float | None:
    return None if length is None or dossiers is None else length * dossiers


def missing_of_cost(review: Review) -> tuple[str, ...]:
    """The keys without which the cost that a review begins to state cannot be computed: "before.hours"; () if it states none."""
    if review.cost is None:
        return ()
    sides = (("before", review.before or _NOTHING), ("after", review.after or _NOTHING))
    return tuple(f"{side}.{key}" for side, burden in sides for key in ("hours", "expense", "fee") if getattr(burden, key) is None)


def _cost(before: Burden, after: Burden, inputs: CostInputs) -> YearlyCost | None:
    once = _cost_once(before, inputs), _cost_once(after, inputs)
    if once[0] is None or once[1] is None:
        return None
    often = inputs.times * inputs.subjects
    return YearlyCost(once[0], once[1], once[0] * often, once[1] * often)


def _cost_once(burden: Burden, inputs: CostInputs) -> int | None:
    """In đồng, half a đồng rounded up: hours are halves, so nothing smaller is lost."""
    if burden.hours is None or burden.expense is None or burden.fee is None:
        return None
    halves = round(2 * burden.hours)
    return (halves * inputs.income_per_hour + 1) // 2 + burden.expense + burden.fee


class SummedSavings(NamedTuple):
    """The sums of some reviews of one status, each with the number of reviews that state it."""

    reviews: int
    papers: tuple[int, int]
    waiting: tuple[float, int]
    lived: tuple[float, int]
    money: tuple[int, int]


def sum_savings(reviews: Iterable[Review], *statuses: ReviewStatus) -> SummedSavings:
    """What the reviews of these statuses save in a year together, as far as their records say."""
    savings = [save(review) for review in reviews if review.status in statuses]
    papers = [one.papers for one in savings if one.papers is not None]
    waiting = [one.waiting for one in savings if one.waiting is not None]
    lived = [one.lived for one in savings if one.lived is not None]
    money = [one.cost.saved for one in savings if one.cost is not None]
    return SummedSavings(
        len(savings), (sum(papers), len(papers)), (sum(waiting), len(waiting)), (sum(lived), len(lived)), (sum(money), len(money))
    )
