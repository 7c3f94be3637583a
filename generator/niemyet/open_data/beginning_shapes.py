"""The shapes of where programs begin: what there is, the life events, what is known to change. The rest is in `shapes.py`."""

from datetime import date

from pydantic import Field

from niemyet.model.life_events import LifeEvent
from niemyet.model.reference import Elsewhere
from niemyet.open_data.answer_shapes import Shape


class KeyedLifeEvent(LifeEvent):
    """A life event: what people do one after another."""

    key: str = Field(title="Tên ngắn", description="Như trong địa chỉ của trang.")


class LifeEventList(Shape):
    """All life events."""

    life_events: list[KeyedLifeEvent]


class KeyedElsewhere(Elsewhere):
    """What people ask a commune for and get elsewhere."""

    key: str = Field(title="Tên ngắn", description="Như trong địa chỉ của trang.")
    page: str = Field(title="Trang", description="Trang ở đây nói về việc ấy.")


class ElsewhereList(Shape):
    """All of these."""

    elsewhere: list[KeyedElsewhere]


class SynonymList(Shape):
    """Groups of words that mean the same."""

    synonyms: list[list[str]]


class Entry(Shape):
    """What there is, and the rules of its use."""

    version: str = Field(description="Of the interface, not of the program.")
    name: str
    as_of: date = Field(description="The day of which the data are.")
    licence: str
    parts: list[str] = Field(description="The parts that this site has; the others are left out.")
    rules: list[str]
    files: dict[str, str] = Field(description="Addresses of the files to begin with.")


class ChangedProcedure(Shape):
    """A procedure that changes; `place` is the province where only its own rules change."""

    code: str
    name: str
    place: str | None
    url: str


class KnownChange(Shape):
    """A change that is known ahead, in words."""

    text: str
    basis: str | None
    successor: str | None = Field(description="The code of the procedure that takes its place.")
    procedures: list[ChangedProcedure]


class DayOfChanges(Shape):
    """What changes on one day."""

    day: date
    url: str
    changes: list[KnownChange]
    documents_begin: list[str]
    documents_end: list[str]


class ChangeList(Shape):
    """What is known to change, the earliest day first. What is not listed may change all the same."""

    days: list[DayOfChanges]
