"""A diagnostic: which rule, where, and the values that its sentence needs. It holds no sentence itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Bilingual(NamedTuple):
    """The same words in both languages of the program."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one line of one file. Line and column count from 1; width counts characters."""

    file: str
    line: int = 1
    column: int = 1
    width: int = 1
    text: str | None = None
    """The line itself, for the excerpt; None where the file has no readable line."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One broken rule at one place. `values` fill the rule's sentences; a value `near` selects its near-miss help,
    and a value `fix` is the help, where it is known how this very mistake is mended."""

    rule: str
    place: Place
    values: Mapping[str, str | Bilingual] = field(default_factory=dict)
    record: str = ""
    """The record's own name, for instance "Đăng ký khai sinh"; empty where it could not be read."""


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file, line, column and rule; the same mistake at the same place is kept once."""
    once = {(d.place.file, d.place.line, d.place.column, d.rule, str(d.values)): d for d in diagnostics}
    return [once[key] for key in sorted(once)]
