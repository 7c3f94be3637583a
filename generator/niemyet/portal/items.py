"""What the readers of an import give: a record, an entry of a list of codes, or the reason why something is neither."""

from collections.abc import Callable
from datetime import date

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.portal.raw_record import RawRecord
from niemyet.values import dataclass

Say = Callable[[Bilingual], str]
"""Chooses the language of a sentence."""


@dataclass(frozen=True, slots=True)
class ListedCode:
    """An entry of a list of procedures: the code as written, and what the list says of it; `day` is that of its decision."""

    code: str
    name: str = ""
    field: str = ""
    body: str = ""
    kind: str = ""
    state: str = ""
    counter: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was read; exactly one of `record`, `listed` and `refusal` is given."""

    origin: str
    record: RawRecord | None = None
    listed: ListedCode | None = None
    refusal: Bilingual | None = None
    retrieved: date | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file was taken for. `columns`: for tables, letters and heading of each column with what it means."""

    kind: str
    origin: str
    columns: tuple[tuple[str, str, str], ...] = ()
    first_row: int = 0


def in_vietnamese(said: Bilingual) -> str:
    """The Vietnamese sentence."""
    return said.vi
