"""The task of a printer: sheet after sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from niemyet.sheets.typesetter import Template, Typesetter

FEWEST_SHEETS = 24
"""Below this many sheets, starting workers takes longer than setting them here."""


class ToPrint(NamedTuple):
    """A PDF that is wanted: for which commune, the name of its file, the template and what it says."""

    commune: str
    name: str
    template: Template
    data: Mapping[str, Any]


class Printed(NamedTuple):
    """A PDF as it was set: the commune's path, the name of its file, the bytes."""

    commune: str
    name: str
    pdf: bytes


@dataclass(frozen=True)
class TypesetTask:
    """Sets sheets and books, one after the other."""

    theme: Path

    @cached_property
    def _typesetter(self) -> Typesetter:
        return Typesetter(self.theme)

    def do_some(self, wanted: Sequence[ToPrint]) -> list[Printed]:
        """Sets what is wanted, in its order."""
        return [Printed(one.commune, one.name, self._set(one)) for one in wanted]

    def _set(self, one: ToPrint) -> bytes:
        return self._typesetter.typeset(one.template, f"{one.commune}/{one.name.removesuffix('.pdf')}", one.data)
