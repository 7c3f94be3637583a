"""A diagnostic: which rule, where, and the values for its sentences. It holds no sentences itself."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum
from typing import NamedTuple

from niemyet.values import dataclass


class Severity(StrEnum):
    """An error stops the build, a warning does not; a note tells what is as it may be."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Bilingual(NamedTuple):
    """A text in both languages of the program."""

    vi: str
    en: str


def name_file(path: str, packaged: bool) -> str | Bilingual:
    """How messages name a file: one that travels with the program is not where its path says."""
    return Bilingual(f"(kèm chương trình) {path}", f"(with the program) {path}") if packaged else path


@dataclass(frozen=True, slots=True)
class Place:
    """A location in a file. Line and column count from 1; width is in characters."""

    file: str
    line: int = 1
    column: int = 1
    width: int = 1
    text: str | None = None
    """The line itself, for the excerpt; None if the file has no readable line."""
    packaged: bool = False
    """Whether the file travels with the program, and is not the catalogue's."""

    @property
    def name(self) -> str | Bilingual:
        """How messages name the file."""
        return name_file(self.file, self.packaged)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One broken rule at one place. `values` fill the rule's sentences. A value `near` selects the rule's near-miss help; a value
    `fix` replaces its help, if the correction of this mistake is known."""

    rule: str
    place: Place
    values: Mapping[str, str | Bilingual] = field(default_factory=dict)
    record: str = ""
    """The record's own name, for instance "Đăng ký khai sinh"; '' if it could not be read."""


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorts by file, line, column and rule, and removes duplicates."""
    once = {(d.place.file, d.place.line, d.place.column, d.rule, str(d.values), d.place.packaged): d for d in diagnostics}
    return [once[key] for key in sorted(once)]
