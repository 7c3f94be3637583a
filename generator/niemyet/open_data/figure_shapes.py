"""The shapes of figures and rosters: how far postings are as they must be, and who is planned to receive."""

from datetime import date

from pydantic import Field

from niemyet.model.duty import Duty
from niemyet.open_data.answer_shapes import Shape


class CountOf(Shape):
    """A count of a count; no percentage is given."""

    number: int
    of: int


class CountWithUnknown(CountOf):
    """The same, with those of which it is not known."""

    unknown: int


class Age(Shape):
    """Days since postings were last confirmed; null where there are none."""

    median_days: int | None
    oldest_days: int | None


class MonthOfFigures(Shape):
    """What hung of the list at the end of a month; null where there was no list."""

    day: date
    posted: CountOf | None


class FiguresOf(Shape):
    """The figures of a commune. `posted` and `all_four` are null where no list says what it must post."""

    posted: CountOf | None = Field(description="Of the list, what is posted.")
    whole: CountOf = Field(description="Of what is posted, what has every part that the law asks for.")
    current: CountOf = Field(description="Of what is posted, what says the law in force.")
    on_time: CountWithUnknown = Field(description="Of what is posted or overdue, what was posted in time.")
    by_effect: CountWithUnknown = Field(description="Of these, what hung on the day from which it holds.")
    all_four: CountOf | None


class WhyAged(Shape):
    """Why a posting is not current."""

    why: str
    since: date
    document: str | None


class JudgedPosting(Shape):
    """A posting and what is said of it."""

    code: str
    name: str
    required: bool
    posted: date
    confirmed: date
    decided: date | None
    awaited: date | None
    effect: date | None
    timing: str
    working_days_late: int | None
    by_effect: str
    lacking: list[str]
    aged: list[WhyAged]
    sample: bool


class MissingPosting(Shape):
    """What the list asks for and is not posted."""

    code: str
    name: str
    since: date | None
    decision: str
    waiting: str
    working_days_late: int | None
    by_effect: str


class ExceptedPosting(Shape):
    """What the list does not ask of this commune, and why."""

    code: str
    name: str
    reason: str
    posted: bool


class CommuneFigures(Shape):
    """The figures of one commune with every procedure behind them."""

    url: str
    path: str
    name: str
    code: str
    sample: bool
    day: date
    has_list: bool
    figures: FiguresOf
    age: Age
    months: list[MonthOfFigures]
    postings: list[JudgedPosting]
    missing: list[MissingPosting]
    excepted: list[ExceptedPosting]


class TotalFigures(Shape):
    """The figures of a commune as one of many."""

    path: str
    name: str
    code: str
    sample: bool
    has_list: bool
    figures: dict[str, CountOf | None]
    counts: dict[str, int]
    age: Age
    months: list[MonthOfFigures]
    url: str
    data: str


class ProvinceFigures(Shape):
    """The figures of the communes of a province."""

    path: str
    name: str
    day: date
    sample: bool = Field(description="Whether some commune of it is illustrative.")
    url: str
    communes: list[TotalFigures]


class ListedFigures(Shape):
    """A province in the list of figures."""

    path: str
    name: str
    day: date
    sample: bool
    url: str
    communes: int
    data: str


class FiguresList(Shape):
    """The provinces of which there are figures."""

    provinces: list[ListedFigures]


class DutyFile(Shape):
    """Who is planned to receive at an office, never who was there. Names only where the commune publishes them."""

    path: str
    name: str
    url: str
    sample: bool
    counters: list[str]
    record: Duty
