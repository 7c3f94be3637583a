"""The shapes of answers: the questions of a posting, and what it answers for every choice."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """A part of the data. It has exactly these keys."""

    model_config = ConfigDict(extra="forbid")


class Named(Shape):
    """A key with its name for people."""

    key: str
    name: str


class Option(Shape):
    """One answer to a question."""

    key: str = Field(description="Stands in `when`.")
    words: str = Field(description="In Vietnamese, for people.")


class Question(Shape):
    """A question on which some answer depends. The options of one question exclude one another; questions are independent."""

    key: str = Field(description='"case", "channel", "waiver" (who pays less), "area", or a question of the record.')
    words: str | None = Field(description="The question as the record asks it.")
    options: list[Option]


Choice = dict[str, str]


class NeededPaper(Shape):
    """A paper of the dossier."""

    name: str
    conditional: bool = Field(description="Whether it is needed only under the condition in `when`.")
    when: str | None
    depends_on_choice: bool = Field(description="Whether it is needed for some answers to open questions only.")
    originals: int | None = None
    copies: int | None = None
    certified_copies: int | None = None
    electronic: bool | None = Field(None, description="Filled in on the page where it is filed; there is no paper.")
    notes: str | None


class PapersRow(Shape):
    """What to bring."""

    when: list[Choice] = Field(description="Every combination of choices for which this row is the answer.")
    said: list[str] = Field(description='The same in words, as few as cover them; "" where it is the answer for everybody.')
    submit: list[NeededPaper]
    present: list[NeededPaper]


class FormulaPart(Shape):
    """The amount for each unit from `first` to `last`; without `last`, for all that follow."""

    first: int
    last: int | None
    amount: int


class Formula(Shape):
    """An amount that depends on a number of pages or the like."""

    unit: str
    per: str | None
    parts: list[FormulaPart]
    at_most: int | None
    words: str


class WaivedBy(Shape):
    """The waiver behind an amount."""

    who: str
    basis: str
    reduction: int | None = Field(description="Percent taken off; null if it is not known.")
    undetermined: str | None


class Charge(Shape):
    """One amount, in đồng."""

    name: str | None
    amount: int | None
    per: str | None = Field(description='"bản sao": the amount is for each.')
    sum: int | None
    unknown: str | None = Field(description="Why it is not known. Never take null for 0.")
    basis: str | None
    sample: bool = Field(description="Whether the amount is illustrative: it must not be shown as a real one.")
    waived_by: WaivedBy | None = None


class FeesRow(Shape):
    """What is paid."""

    when: list[Choice] = Field(description="Every combination of choices for which this row is the answer.")
    said: list[str] = Field(description='The same in words, as few as cover them; "" where it is the answer for everybody.')
    due: int | None = Field(description="What must be paid, in đồng; null if it is not one known sum: then see the other keys.")
    per: str | None
    range: list[int] | None = Field(description="The lowest and the highest sum, where the record leaves it open.")
    formula: Formula | None
    unknown: str | None = Field(description="What is not known, and why.")
    words: str = Field(description="The whole answer in Vietnamese.")
    lines: list[Charge]
    optional: list[Charge] = Field(description="What may be asked for besides.")
    service: list[Charge]
    sample: bool = Field(description="Whether some amount is illustrative: it must not be shown as a real one.")


class Length(BaseModel):
    """How long it takes: an amount and its unit, or `same_day_until`, or `unknown` with the reason."""

    amount: float | None = None
    unit: str | None = Field(None, description='"working_day", "day", "working_hour", "month".')
    same_day_until: str | None = Field(None, description='"15:00": what is received until then is returned on the same day.')
    unknown: str | None = Field(None, description="Why it is not known.")
    basis: str | None = None
    notes: str | None = None
    options: list[dict[str, Any]] | None = None


class DeadlinesRow(Shape):
    """How long it takes."""

    when: list[Choice] = Field(description="Every combination of choices for which this row is the answer.")
    said: list[str] = Field(description='The same in words, as few as cover them; "" where it is the answer for everybody.')
    deadline: Length = Field(description="What holds here.")
    promise: Literal["sooner"] | None = Field(description='"sooner" where commune or province promise less than the law gives.')
    law: Length | None = Field(description="What the law gives.")


class PapersTable(Shape):
    """The papers for every choice."""

    by: list[str] = Field(description="The questions on which they depend.")
    rows: list[PapersRow]


class SaidSum(Shape):
    """A sum in words, and for whom it is the answer."""

    said: list[str]
    words: str


class FeesTable(Shape):
    """The fees for every choice."""

    by: list[str] = Field(description="The questions on which they depend.")
    rows: list[FeesRow]
    summary: list[SaidSum] = Field(description="The same in words: each sum once.")


class DeadlinesTable(Shape):
    """The deadlines for every choice."""

    by: list[str] = Field(description="The questions on which they depend.")
    rows: list[DeadlinesRow]


class Replaced(Shape):
    """That the law has replaced parts of the record: their answers no longer hold."""

    since: date
    by: str | None
    parts: list[str]
    text: str
