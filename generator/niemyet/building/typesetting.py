"""The work of a process that typesets sheets."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from niemyet.sheets.typesetter import Template, Typesetter
from niemyet.values import dataclass

FEWEST_SHEETS = 24
"""With fewer sheets, starting workers takes longer than typesetting them here."""


class ToPrint(NamedTuple):
    """A PDF to be made: the commune's path, the file name, the template and its data."""

    commune: str
    name: str
    template: Template
    data: Mapping[str, Any]


class Printed(NamedTuple):
    """A finished PDF: the commune's path, the file name, the bytes."""

    commune: str
    name: str
    pdf: bytes


@dataclass(frozen=True)
class Typesetting:
    """The context of typesetting workers. `theme` is the folder that holds sheets/."""

    theme: Path

    @cached_property
    def typesetter(self) -> Typesetter:
        """Set up on first use, once per process."""
        return Typesetter(self.theme)


def typeset_some(setting: Typesetting, wanted: Sequence[ToPrint]) -> list[Printed]:
    """Typesets the PDFs in the given order. Raises TypesettingError."""
    return [Printed(one.commune, one.name, _typeset(setting.typesetter, one)) for one in wanted]


def _typeset(typesetter: Typesetter, one: ToPrint) -> bytes:
    return typesetter.typeset(one.template, f"{one.commune}/{one.name.removesuffix('.pdf')}", one.data)
